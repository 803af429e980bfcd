//! Reading of years, ranges of years, months and halves.
//!
//! Owns: the grammar of a calendar time. Must not know: which times the fact base has.

use rust_decimal::Decimal;

use super::read::{Reader, Written};
use super::{Number, When};
use crate::text::{Token, TokenKind};

const EARLIEST: i32 = 1900;
const LATEST: i32 = 2100;
/// Years written with two digits are of this century, and not far from now.
const CENTURY: i32 = 2000;
const SHORT_EARLIEST: i32 = 10;
const SHORT_LATEST: i32 = 50;

impl Reader<'_> {
    /// A time that starts at `i`: `2013-24`, `January 2026`, `first half of 2025`, `2024`.
    pub(super) fn time(&self, i: usize) -> Option<(usize, Number)> {
        let w = self.words;
        if let Some((n, half)) = w.halves.at(self.tokens, i) {
            let gap = w.period_words.at(self.tokens, i + n).map_or(0, |(m, ())| m);
            let (m, year) = self.year(i + n + gap).or_else(|| self.short_year(i + n + gap))?;
            return Some((n + gap + m, when(year, year, None, Some(half))));
        }
        if let Some((n, ())) = w.quarter.at(self.tokens, i)
            && let Some((m, year)) = self.year(i + n)
        {
            let time = When { from: year, to: year, month: None, half: None, quarter: true };
            return Some((n + m, Number::Time(time)));
        }
        if let Some((n, month)) = w.months.at(self.tokens, i) {
            let month = u8::try_from(month).ok()?;
            return Some(match self.year(i + n) {
                Some((m, year)) => (n + m, when(year, year, Some(month), None)),
                None => (n, Number::Month(month)),
            });
        }
        if let Some((n, value, _)) = self.numeral(i)
            && let Some((m, ())) = w.month.at(self.tokens, i + n)
            && let Some(month) = u8::try_from(value).ok().filter(|m| (1..=12).contains(m))
        {
            return Some((n + m, Number::Month(month)));
        }
        if let Some((n, from, to)) = self.short_range(i) {
            return Some((n, when(from, to, None, None)));
        }
        let (n, from) = self.year(i).or_else(|| self.marked_short_year(i))?;
        let mut end = i + n;
        if let Some((m, to)) = self.range_end(end, from) {
            return Some((self.trailing(end + m) - i, when(from, to, None, None)));
        }
        if let Some((m, half)) = w.halves.at(self.tokens, end) {
            return Some((end + m - i, when(from, from, None, Some(half))));
        }
        if let Some((m, month)) = self.month(end) {
            return Some((end + m - i, when(from, from, Some(month), None)));
        }
        if let Some((m, ())) = w.quarter.at(self.tokens, end) {
            let time = When { from, to: from, month: None, half: None, quarter: true };
            return Some((end + m - i, Number::Time(time)));
        }
        end = self.trailing(end);
        Some((end - i, when(from, from, None, None)))
    }

    /// The end of the words of time (end of year, mid-year) that trail a year; Latin ones are taken by others.
    fn trailing(&self, mut end: usize) -> usize {
        while let Some((m, ())) = self.words.period_words.at(self.tokens, end) {
            if self.tokens[end].kind != TokenKind::Han {
                break;
            }
            end += m;
        }
        end
    }

    /// Four digits in either script, with the word for year if it is there.
    fn year(&self, i: usize) -> Option<(usize, i32)> {
        let (n, value, written) = self.numeral(i)?;
        let year = i32::try_from(value).ok().filter(|y| (EARLIEST..=LATEST).contains(y))?;
        let suffix = self.words.year.at(self.tokens, i + n).map_or(0, |(m, ())| m);
        let plain = match written {
            Written::Digits => {
                self.tokens[i].text.len() == 4 && (suffix > 0 || (1990..=2060).contains(&year))
            }
            Written::Han => n == 4,
            Written::Word => false,
        };
        let magnitude = self.words.magnitudes.at(self.tokens, i + n).is_some();
        (plain && !magnitude).then_some((n + suffix, year))
    }

    /// Two digits for a year of this century.
    fn short_year(&self, i: usize) -> Option<(usize, i32)> {
        let (n, value, written) = self.numeral(i)?;
        // “Two-four”, digit by digit; ideographs with a ten in them count.
        let digit = |t: &Token| self.words.digits.contains_key(&t.key);
        let two = match written {
            Written::Digits => self.tokens[i].text.len() == 2,
            Written::Han => n == 2 && self.tokens[i..i + n].iter().all(digit),
            Written::Word => false,
        };
        let year =
            i32::try_from(value).ok().filter(|v| two && (SHORT_EARLIEST..=SHORT_LATEST).contains(v))?;
        Some((n, CENTURY + year))
    }

    /// Two digits with the word for year behind them, too many to be how long something takes.
    fn marked_short_year(&self, i: usize) -> Option<(usize, i32)> {
        let (n, year) = self.short_year(i).filter(|(_, year)| *year >= CENTURY + 20)?;
        let (m, ()) = self.words.year.at(self.tokens, i + n)?;
        Some((n + m, year))
    }

    /// `13-24` with the word for year behind it.
    fn short_range(&self, i: usize) -> Option<(usize, i32, i32)> {
        let (n, from) = self.short_year(i)?;
        let first = self.words.year.at(self.tokens, i + n).map_or(0, |(m, ())| m);
        let (m, ()) = self.words.range.at(self.tokens, i + n + first)?;
        let (k, to) = self.short_year(i + n + first + m).filter(|(_, to)| *to > from)?;
        let end = i + n + first + m + k;
        let (last, ()) = self.words.year.at(self.tokens, end)?;
        Some((end + last - i, from, to))
    }

    fn range_end(&self, i: usize, from: i32) -> Option<(usize, i32)> {
        let (n, ()) = self.words.range.at(self.tokens, i)?;
        if let Some((m, to)) = self.year(i + n) {
            return (to > from).then_some((n + m, to));
        }
        let (m, value, _) = self.numeral(i + n)?;
        let suffix = self.words.year.at(self.tokens, i + n + m).map_or(0, |(k, ())| k);
        let short = i32::try_from(value).ok().filter(|v| (13..100).contains(v))?;
        let to = from - from % 100 + short;
        (to > from && value.fract() == Decimal::ZERO).then_some((n + m + suffix, to))
    }

    fn month(&self, i: usize) -> Option<(usize, u8)> {
        let dash =
            usize::from(self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Mark && t.text == "-"));
        let (n, value, _) = self.numeral(i + dash)?;
        let month = u8::try_from(value).ok().filter(|m| (1..=12).contains(m))?;
        let word = self.words.month.at(self.tokens, i + dash + n);
        (dash > 0 || word.is_some()).then(|| (dash + n + word.map_or(0, |(m, ())| m), month))
    }
}

fn when(from: i32, to: i32, month: Option<u8>, half: Option<u8>) -> Number {
    Number::Time(When { from, to, month, half, quarter: false })
}
