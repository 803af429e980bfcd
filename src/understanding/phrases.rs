//! Phrases: what neighbouring words mean together and not by themselves.
//!
//! Owns: cues that are made or dropped by their neighbours. Must not know: topics, figures.

use super::link::Item;
use crate::knowledge::Cue;
use crate::text::numeral::Number;

/// Reads the neighbours of each word.
pub(super) fn read(items: &mut [Item]) {
    threshold(items);
    why_or_what(items);
    by_how_many(items);
    alternatives(items);
    by_how_many_percent(items);
    over_a_time(items);
    from_to(items);
    on_top(items);
    dropped(items);
}

/// “Drop X”: what is left out has not gone down.
fn dropped(items: &mut [Item]) {
    for k in 0..items.len() {
        let both = items[k].has(Cue::Except) && items[k].has(Cue::OtherTime);
        let named = items[k + 1..].iter().find(|i| both && !i.filler);
        if named.is_some_and(|i| i.entity.is_some() || i.group.is_some()) {
            items[k].cues.retain(|c| *c != Cue::OtherTime);
        }
    }
}

/// “If I add X on top”: what is added stands last, and nobody is first.
fn on_top(items: &mut [Item]) {
    let Some(adds) = items.iter().position(|i| i.has(Cue::Including)) else { return };
    for k in adds + 1..items.len() {
        let top = items[k].has(Cue::Max) && items[k].has(Cue::Topn);
        let last = items[adds + 1..k].iter().rev().find(|i| !i.filler);
        if top && items[k - 1].filler && last.is_some_and(|i| i.entity.is_some() || i.group.is_some()) {
            items[k].cues.retain(|c| !matches!(c, Cue::Max | Cue::Topn));
            items[k].filler = items[k].cues.is_empty() && items[k].concepts.is_empty();
        }
    }
}

/// “From how much will it grow to how much?”: the second word for the amount is the end of the period.
fn from_to(items: &mut [Item]) {
    let asks = |i: &Item| (i.has(Cue::Howmany) || i.has(Cue::Percent)) && i.number.is_none();
    // “How much will it grow to how much?”
    let to = |i: &Item| i.has(Cue::PeriodEnd) && !i.has(Cue::PeriodStart);
    if let Some(end) = items.iter().position(to).filter(|end| items[*end + 1..].iter().any(asks))
        && let Some(start) = items[..end].iter().position(asks)
    {
        items[start].cues.push(Cue::PeriodStart);
    }
    let from = |i: &Item| i.has(Cue::PeriodStart) && !i.has(Cue::PeriodEnd);
    let Some(start) = items.iter().position(from) else { return };
    if let Some(end) = items[start + 1..].iter().rposition(asks) {
        items[start + 1 + end].cues.push(Cue::PeriodEnd);
    }
}

/// “Over 2013–24”: a word of comparison before a time is none.
fn over_a_time(items: &mut [Item]) {
    for k in 1..items.len() {
        if matches!(items[k].number, Some(Number::Time(_))) {
            items[k - 1].cues.retain(|c| !matches!(c, Cue::Above | Cue::Below));
        }
    }
}

/// “More, how many per cent?”, “how many per cent more?” in one breath: a relative change and no share.
fn by_how_many_percent(items: &mut [Item]) {
    for k in 1..items.len() {
        let (before, item) = (&items[k - 1], &items[k]);
        let compares = |i: &Item| i.has(Cue::More) || i.has(Cue::Less);
        let parts = |i: &Item| i.has(Cue::Percent) && i.number.is_none();
        let at_once = before.tokens.end == item.tokens.start;
        if at_once && (compares(before) && parts(item) || parts(before) && compares(item)) {
            items[k].cues.push(Cue::RelativeChange);
        }
    }
}

/// “Does A have more, or B?”: a word for “or” between two places offers them and claims nothing.
fn alternatives(items: &mut [Item]) {
    let place = |i: &Item| i.entity.is_some() || i.group.is_some();
    for k in 0..items.len() {
        let offers = items[k].has(Cue::Compare) && items[k].has(Cue::Yesno);
        if offers && items[..k].iter().any(place) && items[k + 1..].iter().any(place) {
            items[k].cues.retain(|c| *c != Cue::Yesno);
        }
    }
}

/// A word that asks why before a verb asks what at the end of a clause.
fn why_or_what(items: &mut [Item]) {
    for k in 0..items.len() {
        if items[k].has(Cue::Why) && items[k].has(Cue::What) {
            let last = items[k + 1..].iter().all(|i| i.filler);
            items[k].cues.retain(|c| *c != if last { Cue::Why } else { Cue::What });
        }
    }
}

/// “Break through two trillion dollars”: a word of comparison before an amount is that alone.
fn threshold(items: &mut [Item]) {
    for k in 1..items.len() {
        let amount = matches!(items[k].number, Some(Number::Quantity { unit: Some(_), .. }));
        if amount && (items[k - 1].has(Cue::Above) || items[k - 1].has(Cue::Below)) {
            items[k - 1].concepts.clear();
        }
    }
}

/// How far “how many” may stand behind “A more B”, in items.
const REACH: usize = 3;

/// “More, how many?” in one breath, “A more B, how many?”: by how many more.
fn by_how_many(items: &mut [Item]) {
    let place = |i: &Item| i.entity.is_some() || i.group.is_some();
    for k in 0..items.len() {
        let more = items[k].has(Cue::More) || items[k].has(Cue::Less);
        let compares = more || items[k].has(Cue::Above) || items[k].has(Cue::Below);
        let Some(next) = items.get(k + 1).filter(|_| compares) else { continue };
        let at_once = more && next.has(Cue::Howmany) && next.tokens.start == items[k].tokens.end;
        // “A's number lags B, by how many?”
        let adjacent = next.tokens.start == items[k].tokens.end && items[..k].iter().any(place);
        let between = k > 0
            && (place(&items[k - 1]) || adjacent)
            && place(next)
            && items[k + 2..].iter().take(REACH).any(|i| i.has(Cue::Howmany));
        if at_once || between {
            items[k].cues.push(Cue::Diff);
        }
    }
}
