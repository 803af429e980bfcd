//! From a frame to a finding: which figures, and what is computed from them.
//!
//! Owns: plan, execution, exact decimal arithmetic. Must not know: language, wording.

mod arithmetic;
mod claim;
mod extreme;
mod filter;
mod finding;
mod lookup;
mod plan;
mod select;

pub use finding::{Derived, DerivedKind, Finding, Outcome, Reason, Row, Term};
pub use plan::run;
