//! From a frame to a finding: which figures, and what is computed from them.
//!
//! Owns: plan, execution, exact decimal arithmetic. Must not know: language, wording.

mod across;
mod arithmetic;
mod claim;
mod compare;
mod extreme;
mod filter;
mod finding;
mod holders;
mod lookup;
mod plan;
mod positions;
mod select;
mod shares;
mod sums;
mod terms;
mod values;
mod wholes;

pub use finding::{Derived, DerivedKind, Finding, Outcome, Reason, Row, Term};
pub use plan::run;
