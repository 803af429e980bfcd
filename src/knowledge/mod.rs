//! The fact base: schema, the only reader of its files, indexes.
//!
//! Owns: [`FactBase`]. Must not know: chat, questions.

mod alike;
mod anchor;
mod build;
mod cue;
mod define;
mod facts;
mod files;
mod indexes;
mod lexicon;
mod messages;
mod model;
mod naming;
mod observe;
mod period;
mod place;
mod prepared;
mod schema;
mod signature;
mod topical;
mod trie;

pub use anchor::Anchor;
pub use cue::Cue;
pub use facts::FactBase;
pub use files::{Definitions, LoadError, RawFile, read_embedded, read_folder};
pub use lexicon::{Lexicon, Sense};
pub use messages::{Args, Messages, args};
pub use model::{Concept, Entity, Group, Indicator, Observation, Source, Statement, StatementFigure, Topic};
pub use period::Period;
pub use place::{Origin, Placed};
pub use schema::*;
pub use signature::{Feature, Signature};
