//! From text to frames: mentions, linking, clauses, topics, slots.
//!
//! Owns: what an utterance means. Must not know: how an answer looks, where figures come from.

mod apposition;
mod backdrop;
mod change;
mod clause;
mod condition;
mod cover;
mod except;
mod frame;
mod framing;
mod fuzzy;
mod gather;
mod groups;
mod intent;
mod link;
mod mention;
mod moment;
mod narrowing;
mod near;
mod phrases;
mod printed;
mod sentence;
mod sides;
mod slip;
mod sound;
mod spelling;
mod topic;
mod wholes;

pub use condition::{Comparison, Condition, topic_of};
pub use frame::{Amount, Back, Frame, Operand, frame};
pub use intent::{Ask, ask};
pub use link::Item;
pub use mention::Mention;
pub use near::fitting;
pub use topic::{Candidate, Inherited};
pub use wholes::members;

use crate::knowledge::{FactBase, Sense};
use crate::text::{Token, tokenize};

/// An utterance taken apart: its clauses, each a list of linked items.
#[derive(Debug)]
pub struct Parsed {
    pub tokens: Vec<Token>,
    pub clauses: Vec<Vec<Item>>,
}

impl Parsed {
    /// Whether a clause ends with a question mark.
    pub fn is_question(&self, clause: &[Item]) -> bool {
        let end = clause.last().map_or(0, |i| i.tokens.end);
        self.tokens.get(end).is_some_and(|t| t.text == "?")
    }
}

/// Finds and links the mentions of a text and cuts it into clauses.
pub fn parse(base: &FactBase, text: &str) -> Parsed {
    let tokens = fuzzy::correct(&base.lexicon, &base.numerals, text, tokenize(text));
    let mut tokens = tokens;
    let mut mentions = mention::mentions(base, &tokens);
    if let Some(respelled) = sound::respell(&base.lexicon, &tokens, &mentions) {
        tokens = respelled;
        mentions = mention::mentions(base, &tokens);
    }
    let foreign = |m: &Mention| m.senses.iter().any(|s| matches!(s, Sense::Outside(_)));
    for mention in mentions.iter_mut().filter(|m| m.is_unknown() || foreign(m)) {
        // What was not understood, or is in no document, is told back as it was written.
        let (first, last) = (mention.tokens.start, mention.tokens.end - 1);
        if let Some(written) = text.get(tokens[first].span.start..tokens[last].span.end) {
            mention.surface = written.to_owned();
        }
    }
    let mut items = link::link(base, &tokens, mentions);
    apposition::read(base, &tokens, &mut items);
    framing::read(base, &tokens, &mut items);
    slip::read(&tokens, &mut items);
    let clauses = clause::clauses(&tokens, items);
    Parsed { tokens, clauses }
}
