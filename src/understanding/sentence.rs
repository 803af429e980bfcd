//! Sentences: which of them ask by themselves, and which say more about the one before.
//!
//! Owns: how the clauses of a message hang together. Must not know: where a sentence is cut.

use super::link::Item;
use crate::knowledge::Cue;
use crate::text::Token;
use crate::text::numeral::Number;

/// Words that ask something by themselves.
pub(super) const INTERROGATIVES: [Cue; 11] = [
    Cue::How,
    Cue::Howmany,
    Cue::Which,
    Cue::Who,
    Cue::When,
    Cue::Year,
    Cue::Where,
    Cue::Rank,
    Cue::Howbig,
    Cue::Percent,
    Cue::What,
];

/// A sentence that asks nothing, after one that does, says more about it; before one, it sets the scene.
pub(super) fn attach(tokens: &[Token], parts: Vec<Vec<Item>>) -> Vec<Vec<Item>> {
    let mut attached: Vec<Vec<Item>> = Vec::new();
    for part in parts {
        let corrects = part.iter().any(|i| {
            i.has(Cue::Correction)
                || i.has(Cue::Also)
                || i.has(Cue::Ratio)
                || i.has(Cue::Diff)
                || i.has(Cue::Source)
                || i.has(Cue::Footnote)
        });
        // “…? As of when?” asks; “… as of 2026” says.
        let dates = part.iter().any(|i| i.has(Cue::Asof)) && part.iter().all(|i| i.number.is_none());
        let bare = !interrogates(&part) && !corrects && !dates;
        // “How large? Growth rate?”: with a question mark and words of its own it asks by itself.
        let end = part.last().map_or(0, |i| i.tokens.end);
        let marked = tokens.get(end).is_some_and(|t| t.text == "?");
        // “… (in 2016)”, “I mean 2016”: a time by itself belongs to what was asked.
        let time = |i: &Item| matches!(i.number, Some(Number::Time(_)));
        let only_time = !marked
            && part.iter().any(time)
            && part.iter().all(|i| i.filler || time(i) || i.has(Cue::Correction));
        match attached.last_mut() {
            Some(last) if only_time || only_doubts(&part) => last.extend(part),
            Some(last) if marked && speaks(&part) && speaks(last) => attached.push(part),
            Some(last) if bare && (interrogates(last) || last.iter().any(|i| i.has(Cue::Also))) => {
                last.extend(part)
            }
            _ => attached.push(part),
        }
    }
    attached
}

/// “…, isn't it?”, “no way!”: a clause that only doubts the one before.
fn only_doubts(part: &[Item]) -> bool {
    part.iter().any(|i| i.has(Cue::Yesno))
        && part.iter().all(|i| i.filler || i.has(Cue::Yesno) && i.concepts.is_empty() && i.number.is_none())
}

fn interrogates(part: &[Item]) -> bool {
    part.iter().any(|i| {
        !i.negated
            && (INTERROGATIVES.iter().any(|c| i.has(*c))
                || i.has(Cue::List)
                || i.has(Cue::CountOf)
                || i.has(Cue::Share)
                || i.has(Cue::Ratio)
                || i.has(Cue::Diff)
                || i.has(Cue::Why)
                || i.has(Cue::How)
                || i.has(Cue::Define)
                || i.has(Cue::Yesno))
    })
}

pub(super) fn speaks(part: &[Item]) -> bool {
    part.iter().any(|i| !i.concepts.is_empty())
}
