//! What a question says: as a set of marks, so that an editor sees alike questions together, and how it is read.
//!
//! Owns: which parts of a question count. Must not know: what is alike, whether the question has an answer.

use std::collections::BTreeSet;

use super::{Utterance, answer};
use crate::answer::Kind;
use crate::dialogue::Dialogue;
use crate::knowledge::FactBase;
use crate::text::tokenize;
use crate::understanding::{Item, parse};

/// What `text` speaks of, in no language: places, concepts and numbers by what they are, unknown words as they are.
pub fn gist(base: &FactBase, text: &str) -> BTreeSet<String> {
    let parsed = parse(base, text);
    let items = parsed.clauses.iter().flatten().filter(|item| !item.filler);
    let marks: BTreeSet<String> = items.flat_map(|item| marks(base, item)).collect();
    if !marks.is_empty() {
        return marks;
    }
    // Nothing but idle words: then these are what it says.
    tokenize(text).into_iter().map(|token| token.key.into_string()).collect()
}

fn marks(base: &FactBase, item: &Item) -> Vec<String> {
    let mut marks: Vec<String> =
        item.concepts.iter().map(|concept| format!("concept {}", base.concepts[*concept].id)).collect();
    marks.extend(item.entity.map(|entity| format!("entity {}", base.entities[entity].code)));
    marks.extend(item.group.map(|group| format!("group {}", base.groups[group].code)));
    marks.extend(item.place.map(|place| format!("place {place}")));
    marks.extend(item.outside.map(|outside| format!("outside {outside}")));
    marks.extend(item.work.map(|work| format!("work {work}")));
    marks.extend(item.number.as_ref().map(|number| format!("number {number:?}")));
    if item.unknown {
        marks.extend(tokenize(&item.surface).into_iter().map(|token| format!("word {}", token.key)));
    }
    marks
}

/// How a question is read: the id of the topic that answers it, or the kind of the refusal.
pub fn reading(base: &FactBase, text: &str) -> String {
    let reply = answer(base, &Dialogue::default(), &Utterance { text: text.to_owned(), lang: None });
    match reply.answer.kind {
        Kind::Answer => reply.dialogue.topics.join(" + "),
        Kind::NoData => "no_data".to_owned(),
        Kind::OutOfScope => "out_of_scope".to_owned(),
        Kind::Clarify => "clarify".to_owned(),
        Kind::Smalltalk => "smalltalk".to_owned(),
    }
}
