//! Wording, footnotes and figures as typed values.
//!
//! Owns: how an answer reads. Must not know: Telegram, or how the question was understood.

mod chart;
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

pub use chart::{chart, chart_of};
pub use compose::compose;
pub use model::{
    Answer, Bar, Block, Chart, Choice, Citation, Figure, Form, Hedge, Item, Kind, Known, Lang, Panel, Remark,
    Span,
};
pub use pages::{Page, page, rank_of, smalltalk};
