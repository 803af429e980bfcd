//! Moments: times of day, dates, minutes, ages – what is counted that no fact base counts.
//!
//! Owns: which numbers tell of them. Must not know: topics, what a message asks.

use super::backdrop::clear;
use super::link::Item;
use crate::knowledge::{Cue, FactBase};
use crate::text::numeral::Number;
use crate::text::{Token, TokenKind};

/// What a date and a time of day can have.
const DAYS: u32 = 31;
const MONTHS: u32 = 12;
const HOURS: u32 = 24;
const MINUTES: u32 = 60;

/// Keeps the cue of a moment where a number stands before it, and gives it to dates.
pub(super) fn moments(base: &FactBase, tokens: &[Token], items: &mut [Item]) {
    for k in 0..items.len() {
        let (before, rest) = items.split_at_mut(k);
        let Some(item) = rest.first_mut() else { continue };
        // “Say it in three points”.
        let told = k.checked_sub(2).is_some_and(|n| before[n].has(Cue::Says));
        let last = before.last_mut();
        if item.has(Cue::Moment) {
            // “Half past six”: a lone numeral is mostly part of another word, but not here.
            let digit =
                |l: &Item| !told && l.unknown && base.numerals.digits.contains_key(l.surface.as_str());
            let round = |l: &Item| matches!(l.number, Some(Number::Time(_))) && glued(tokens, l, item);
            let counts =
                |l: &Item| is_plain(l) || round(l) || glued(tokens, l, item) && (is_ordinal(l) || digit(l));
            if last.as_deref().is_some_and(counts) {
                // “9 o'clock” is no “how”.
                item.cues.retain(|c| *c != Cue::How);
                item.filler |= item.concepts.is_empty();
                last.into_iter().filter(|l| l.unknown).for_each(|l| (l.unknown, l.filler) = (false, true));
            } else {
                item.cues.retain(|c| *c != Cue::Moment);
                item.unknown |= last.as_deref().is_some_and(|l| l.has(Cue::Howmany)) && item.cues.is_empty();
            }
        } else if last.as_deref().is_some_and(|l| is_day(l, item) || is_date(tokens, l, item)) {
            item.cues.push(Cue::Moment);
        }
    }
}

/// Whether there is a number that a piece of the person's own day could hold.
pub(super) fn numbers(items: &[Item]) -> bool {
    items.iter().any(|i| is_plain(i) || is_ordinal(i))
}

/// A number without a unit: of anything.
pub(super) fn is_plain(item: &Item) -> bool {
    matches!(item.number, Some(Number::Quantity { unit: None, scaled: false, .. }))
}

fn is_ordinal(item: &Item) -> bool {
    matches!(item.number, Some(Number::Ordinal(_)))
}

/// Nothing stands between two items; a space between a figure and an ideograph is nothing.
pub(super) fn glued(tokens: &[Token], a: &Item, b: &Item) -> bool {
    let (last, next) = (&tokens[a.tokens.end - 1], &tokens[b.tokens.start]);
    let spaced = (last.kind == TokenKind::Han) == (next.kind == TokenKind::Han);
    a.tokens.end == b.tokens.start && (!spaced || last.span.end == next.span.start)
}

/// “4 March”, “March 4”.
fn is_day(a: &Item, b: &Item) -> bool {
    let month = |i: &Item| matches!(i.number, Some(Number::Month(_)));
    is_plain(a) && month(b) || month(a) && is_plain(b)
}

/// “25/11”, “9:30”.
pub(super) fn is_date(tokens: &[Token], a: &Item, b: &Item) -> bool {
    let value = |i: &Item| match &i.number {
        Some(Number::Quantity { value, unit: None, scaled: false }) => u32::try_from(*value).ok(),
        _ => None,
    };
    let start = b.tokens.start;
    let [mark] = &tokens[a.tokens.end..b.tokens.start] else { return false };
    let fits = |(a, b): (u32, u32)| match mark.text.as_str() {
        "/" => a.min(b) <= MONTHS && a.max(b) <= DAYS,
        ":" => a <= HOURS && b < MINUTES && tokens[start].text.len() == 2,
        _ => false,
    };
    value(a).zip(value(b)).is_some_and(fits)
}

/// “In ten minutes”, in the same breath as the question.
pub(super) fn pass_over(piece: &mut [Item]) {
    for k in 1..piece.len() {
        if piece[k].has(Cue::Moment) && piece[k].filler && is_plain(&piece[k - 1]) {
            clear(&mut piece[k - 1..=k]);
        }
    }
}
