//! Exceptions: places that are left out.
//!
//! Owns: which places stand at a word for leaving out. Must not know: topics, figures.

use super::link::{Item, mark_between};
use crate::knowledge::{Cue, EntityKind, FactBase};
use crate::text::{Token, TokenKind};

/// “except X and Y” or “X and Y excepted”: marks the run of places that the cue stands at.
pub(super) fn exclude(base: &FactBase, tokens: &[Token], items: &mut [Item]) {
    for k in 0..items.len() {
        leave_out_more(base, items, k);
        if !items[k].has(Cue::Except) || items[k].group.is_some() || items[k].entity.is_some() {
            continue;
        }
        // “Apart – from A – aside”: the second word only closes what the first one opened.
        let closes = k > 0
            && items[k - 1].excepted
            && items[k - 1].tokens.end == items[k].tokens.start
            && tokens[items[k].tokens.start].kind == TokenKind::Han;
        if closes {
            continue;
        }
        let after = run(base, tokens, items, k + 1, items.len(), true);
        let before = if after.is_empty() { run(base, tokens, items, k, 0, false) } else { Vec::new() };
        if !after.is_empty() {
            // “Apart from A, …” divides nothing.
            items[k].cues.retain(|c| *c != Cue::Ratio);
        }
        for j in after.into_iter().chain(before) {
            items[j].excepted = true;
        }
    }
}

/// “Asia without China, and Japan …”: behind a name that leaves one out, others of the same whole are left out too.
fn leave_out_more(base: &FactBase, items: &mut [Item], k: usize) {
    let whole = items[k].entity.and_then(|e| base.entities[e].complement.as_ref()).map(|(of, _)| *of);
    let Some(whole) = whole else { return };
    let against =
        [Cue::Diff, Cue::More, Cue::Less, Cue::Ratio, Cue::Than, Cue::Share, Cue::Percent, Cue::Above];
    if items.iter().any(|i| against.iter().any(|c| i.has(*c))) {
        return;
    }
    let joins = |i: &Item| (i.filler || i.has(Cue::Also) || i.has(Cue::Compare)) && i.concepts.is_empty();
    let inside = |i: &Item| i.entity.is_some_and(|e| base.within(whole).contains(&e));
    let mut at = k + 1;
    while at + 1 < items.len() && joins(&items[at]) && inside(&items[at + 1]) {
        items[at + 1].excepted = true;
        at += 2;
    }
}

/// A list of places that are left out is not longer than this, in items.
const LONGEST_LIST: usize = 60;

/// The run of places next to position `from`, going up to `to` or down to it.
fn run(
    base: &FactBase,
    tokens: &[Token],
    items: &[Item],
    from: usize,
    to: usize,
    forward: bool,
) -> Vec<usize> {
    let order: Vec<usize> = if forward {
        (from..to.min(from + LONGEST_LIST)).collect()
    } else {
        (to.max(from.saturating_sub(LONGEST_LIST))..from).rev().collect()
    };
    let mut found: Vec<usize> = Vec::new();
    let mut last = if forward { items[from - 1].tokens.end } else { items[from].tokens.start };
    for j in order {
        let (a, b) = if forward { (last, items[j].tokens.start) } else { (items[j].tokens.end, last) };
        let (low, high) = (a.min(b), a.max(b));
        if mark_between(tokens, low, high, ".?!;。") {
            break;
        }
        if mark_between(tokens, low, high, ",") {
            // A comma goes on with a list of places in English, and with another clause in Chinese.
            let han = low > 0 && tokens[low - 1].kind == TokenKind::Han;
            let continent = items[j].entity.is_some_and(|e| base.entities[e].is(EntityKind::Region));
            if !forward || found.is_empty() || han || continent || !items[j].is_place_like() {
                break;
            }
        }
        last = if forward { items[j].tokens.end } else { items[j].tokens.start };
        let glue = items[j].filler
            || items[j].has(Cue::Sum)
            || items[j].has(Cue::Also)
            || items[j].has(Cue::Compare)
            || items[j].has(Cue::Except);
        // “Without China, Asia …” in one breath: what holds a place left out is what it is left out of.
        if found.iter().any(|k| holds(base, &items[j], &items[*k])) {
            break;
        }
        if items[j].is_place_like() {
            found.push(j);
        } else if !glue {
            break;
        }
    }
    found
}

/// Whether one item is a group or region that the place of another belongs to.
fn holds(base: &FactBase, whole: &Item, part: &Item) -> bool {
    let group = whole.group.or_else(|| base.group(&base.entities[whole.entity?].code));
    group.is_some_and(|g| part.entity.is_some_and(|e| base.members(g).contains(&e)))
}
