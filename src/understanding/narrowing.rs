//! Narrowing: words that nobody knows, where they would change which figure is asked for.
//!
//! Owns: how many of them there are. Must not know: wording, what is done about them.

use super::frame::Frame;
use super::link::Item;
use crate::knowledge::{Cue, FactBase, Topic};

/// Weight from which on a concept is what a question is about, and no side word.
const HEAVY: f32 = 0.8;

/// Unknown words straight before a word of the topic (“foreign data centres”), or left out of it (“without Utopia”).
pub(super) fn count(base: &FactBase, items: &[Item], frame: &Frame) -> usize {
    let Some(topic) = frame.topics.first() else { return 0 };
    // A series of many places is what can be narrowed; one figure or a statement is what it is.
    let Topic::Indicator(indicator) = topic.topic else { return 0 };
    if base.indicators[indicator].single.is_some() {
        return 0;
    }
    let of_topic = |k: usize| {
        topic.items.contains(&k) && items[k].concepts.iter().any(|c| base.concepts[*c].weight >= HEAVY)
    };
    let narrows = |k: usize| {
        let word = &items[k];
        let before = |next: &Item| word.tokens.end == next.tokens.start && of_topic(k + 1);
        word.surface.chars().count() > 1 && items.get(k + 1).is_some_and(before)
    };
    let left_out = |k: usize| items[..k].iter().rev().find(|i| !i.filler).is_some_and(|i| i.has(Cue::Except));
    (0..items.len()).filter(|k| items[*k].unknown && (narrows(*k) || left_out(*k))).count()
}
