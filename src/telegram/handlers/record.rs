//! What is written down about an answer: for edits and replies, for judgements, and for the editor.
//!
//! Owns: which parts of an answer that is. Must not know: how long it is kept.

use serde_json::{Value, json};

use super::{Outcome, Source};
use crate::answer::{Answer, Kind};
use crate::store::{Answered, Unanswered};
use crate::telegram::outgoing::Outgoing;
use crate::telegram::scrub::scrubbed;

/// More figures of an answer are not told to the editor.
const FIGURES: usize = 12;

/// Beside what an answer stood on: whether it was drawn.
const PICTURE: &str = "picture";

/// The turn in which `question` got `answer`, out of the conversation `context`.
pub(super) fn answered(from: &Source, question: &str, context: String, answer: &Answer) -> Answered {
    Answered {
        chat: from.place.chat,
        person: from.person,
        asked_in: from.asked_in,
        question: question.to_owned(),
        lang: answer.lang.tag().into(),
        facts: facts(answer),
        context,
        ..Answered::default()
    }
}

/// Notes that the answer went out as a picture.
pub(super) fn pictured(answered: &mut Answered) {
    if let Ok(Value::Object(mut facts)) = serde_json::from_str(&answered.facts) {
        facts.insert(PICTURE.into(), true.into());
        answered.facts = Value::Object(facts).to_string();
    }
}

/// Whether it did.
pub(super) fn is_pictured(answered: &Answered) -> bool {
    serde_json::from_str::<Value>(&answered.facts).is_ok_and(|facts| facts[PICTURE] == true)
}

/// The question, for the editor, where `answer` has none.
pub(super) fn unanswered(question: &str, answer: &Answer) -> Option<Unanswered> {
    let kind = match answer.kind {
        Kind::NoData => "no_data",
        Kind::OutOfScope => "out_of_scope",
        // Nothing to choose from: it was not understood.
        Kind::Clarify if answer.choices.is_empty() => "clarify",
        Kind::Clarify | Kind::Answer | Kind::Smalltalk => return None,
    };
    let question = scrubbed(question);
    let whole = question.chars().any(char::is_alphanumeric);
    whole.then(|| Unanswered { question, lang: answer.lang.tag().into(), kind: kind.into() })
}

/// A page that a command has brought: the command may be edited, too.
pub(super) fn page(from: &Source, outcome: &mut Outcome) {
    let sends = outcome.send.iter().any(|outgoing| matches!(outgoing, Outgoing::Message(_)));
    if sends && outcome.leaves.answered.is_none() && from.asked_in != 0 {
        let page = Answered {
            chat: from.place.chat,
            person: from.person,
            asked_in: from.asked_in,
            ..Answered::default()
        };
        outcome.leaves.answered = Some(page);
    }
}

/// What `answer` stands on.
fn facts(answer: &Answer) -> String {
    let figures = answer.figures.iter().take(FIGURES);
    let refs: Vec<&String> = answer.citations.iter().flat_map(|citation| &citation.refs).collect();
    json!({"figures": figures.collect::<Vec<_>>(), "refs": refs}).to_string()
}
