//! Wording, footnotes and figures as typed values.
//!
//! Owns: how an answer reads. Must not know: Telegram, or how the question was understood.

mod cite;
mod compose;
mod derived;
mod formula;
mod found;
pub mod model;
mod pages;
mod refer;
mod refuse;
pub(crate) mod spacing;
mod voice;

pub use compose::compose;
pub use model::{Answer, Block, Choice, Citation, Figure, Item, Kind, Lang, Span};
pub use pages::{Page, page, rank_of, smalltalk};
