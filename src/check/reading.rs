//! Numerals of a text, read as the rest of the house reads them.
//!
//! Owns: every number of a text with its place, and whether it gives a value. Must not know: facts, locators.

use std::ops::Range;

use rust_decimal::Decimal;

use super::world::World;
use crate::knowledge::{Bound, Unit};
use crate::text::numeral::{Number, NumberUnit, number_at};
use crate::text::{Token, TokenKind, tokenize};

/// A number of a text.
pub(super) struct Found {
    pub number: Number,
    /// Bytes of the text that it takes, its words (first …, per cent) included.
    pub span: Range<usize>,
    /// The numerals alone.
    pub digits: Vec<Range<usize>>,
    /// The word straight before it that makes it a bound.
    pub bound: Option<Bound>,
}

/// Ends of sentences: an ideographic full stop.
const STOP: char = '\u{3002}';

/// Every number of `text`, from left to right; the longest reading at each place.
pub(super) fn numbers(world: &World<'_>, text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    let mut start = 0;
    // Sentence by sentence: tokens of a long text are cut off.
    for sentence in text.split_inclusive(STOP) {
        let tokens = tokenize(sentence);
        let mut i = 0;
        while i < tokens.len() {
            let Some((n, number)) = number_at(&world.words, &tokens, i).filter(|(n, _)| *n > 0) else {
                i += 1;
                continue;
            };
            let shift = |span: &Range<usize>| span.start + start..span.end + start;
            let taken = &tokens[i..i + n];
            let digits = taken.iter().filter(|t| is_numeral(world, t)).map(|t| shift(&t.span)).collect();
            let span = shift(&(taken[0].span.start..taken[n - 1].span.end));
            all.push(Found { number, span, digits, bound: bound_before(world, &tokens[..i]) });
            i += n;
        }
        start += sentence.len();
    }
    all
}

fn is_numeral(world: &World<'_>, token: &Token) -> bool {
    let w = &world.words;
    let han = w.digits.contains_key(&token.key) || w.tens.contains_key(&token.key);
    let one = std::slice::from_ref(token);
    token.kind == TokenKind::Number || han || w.half.at(one, 0).is_some() || w.words.at(one, 0).is_some()
}

/// The bound that the last words of `tokens` make.
pub(super) fn bound_before(world: &World<'_>, tokens: &[Token]) -> Option<Bound> {
    let ends = |keys: &[String]| {
        let start = tokens.len().checked_sub(keys.len());
        start.is_some_and(|s| tokens[s..].iter().map(|t| &t.key).eq(keys))
    };
    world.bounds.iter().find(|(keys, _)| !keys.is_empty() && ends(keys)).map(|(_, bound)| *bound)
}

/// Whether `number` says `value` in `unit`.
pub(super) fn says(number: &Number, value: Decimal, unit: Unit) -> bool {
    match number {
        Number::Quantity { value: read, unit: said, .. } => {
            let fits = match unit {
                Unit::Usd => *said == Some(NumberUnit::Usd),
                Unit::Percent | Unit::PercentagePoint => *said == Some(NumberUnit::Percent),
                Unit::Times => *said == Some(NumberUnit::Times),
                Unit::Rank | Unit::Count | Unit::Year | Unit::Index => said.is_none(),
            };
            fits && *read == value
        }
        Number::Ordinal(rank) => unit == Unit::Rank && value == Decimal::from(*rank),
        Number::Top(count) => matches!(unit, Unit::Rank | Unit::Count) && value == Decimal::from(*count),
        Number::Time(when) => unit == Unit::Year && when.from == when.to && value == Decimal::from(when.to),
        Number::Duration(years) => unit == Unit::Year && value == Decimal::from(*years),
        Number::Month(_) => false,
    }
}

/// A number as a finding shows it.
pub(super) fn shown(number: &Number) -> String {
    match number {
        Number::Quantity { value, unit, .. } => {
            let unit = match unit {
                Some(NumberUnit::Usd) => " usd",
                Some(NumberUnit::Percent) => " percent",
                Some(NumberUnit::Times) => " times",
                None => "",
            };
            format!("{}{unit}", value.normalize())
        }
        Number::Ordinal(rank) => format!("rank {rank}"),
        Number::Top(count) => format!("top {count}"),
        Number::Time(when) if when.from == when.to => format!("year {}", when.to),
        Number::Time(when) => format!("years {} to {}", when.from, when.to),
        Number::Month(month) => format!("month {month}"),
        Number::Duration(years) => format!("{years} years"),
    }
}
