//! Wording, footnotes and figures as typed values.
//!
//! Owns: how an answer reads. Must not know: Telegram, or how the question was understood.

pub mod model;

pub use model::{Answer, Block, Choice, Citation, Figure, Item, Kind, Lang, Span};
