//! Wording, footnotes and figures as typed values.
//!
//! Owns: how an answer reads. Must not know: Telegram, or how the question was understood.

mod chart;
mod cite;
mod compose;
mod derived;
mod formula;
mod found;
mod label;
pub mod model;
mod next;
mod notes;
mod pages;
mod refer;
mod refuse;
pub(crate) mod spacing;
mod suggest;
mod voice;
mod walk;

pub use chart::{chart, chart_of};
pub use compose::compose;
pub use label::{Label, label};
pub use model::{
    Answer, Bar, Block, Chart, Choice, Citation, Figure, Form, Hedge, Item, Kind, Known, Lang, Panel,
    Printed, Remark, Span,
};
pub use next::next;
pub use pages::{Page, about_indicator, comparison_of, page, rank_of, smalltalk, work};
pub use walk::{Door, Goal, Stop, Walk, Way, walk};
