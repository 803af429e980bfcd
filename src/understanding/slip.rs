//! Slips: what a person takes back within the message.
//!
//! Owns: “A, no, I mean B”. Must not know: topics, figures, what was said before this message.

use super::link::{Item, mark_between};
use crate::knowledge::Cue;
use crate::text::Token;
use crate::text::numeral::Number;

/// What ends a sentence: beyond it nothing is taken back here.
const ENDS: &str = "?!;。";

/// What can be said wrongly and put right.
#[derive(PartialEq)]
enum Sort {
    Place,
    Time,
}

fn sort(item: &Item) -> Option<Sort> {
    match &item.number {
        _ if item.entity.is_some() || item.group.is_some() => Some(Sort::Place),
        Some(Number::Time(_)) => Some(Sort::Time),
        _ => None,
    }
}

/// “More than Japan, no, I mean China”: the first of the two was not meant.
pub(super) fn read(tokens: &[Token], items: &mut [Item]) {
    for k in 1..items.len().saturating_sub(1) {
        if !items[k].has(Cue::Correction) {
            continue;
        }
        let tie = |i: &Item| i.filler || i.has(Cue::Copula) || i.has(Cue::Correction);
        let Some(meant) = (k + 1..items.len()).find(|m| !tie(&items[*m])) else { continue };
        let Some(right) = sort(&items[meant]) else { continue };
        let wrong = (0..k).rev().find(|j| sort(&items[*j]).is_some_and(|s| s == right));
        let Some(wrong) = wrong.filter(|j| !items[*j].excepted && !items[*j].negated) else { continue };
        if mark_between(tokens, items[wrong].tokens.end, items[meant].tokens.start, ENDS) {
            continue;
        }
        take_back(&mut items[wrong]);
    }
}

/// Nothing of an item is meant.
fn take_back(item: &mut Item) {
    (item.entity, item.group, item.number, item.filler) = (None, None, None, true);
    item.concepts.clear();
    item.cues.clear();
}
