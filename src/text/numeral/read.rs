//! Reading of quantities, ordinals and fractions.
//!
//! Owns: the grammar of a number in digits, Chinese numerals or words. Must not know: any word itself.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::words::NumeralWords;
use super::{Number, NumberUnit};
use crate::text::{Token, TokenKind};

/// No numeral in ideographs is longer than this, in characters.
const LONGEST: usize = 16;

pub(super) struct Reader<'a> {
    pub words: &'a NumeralWords,
    pub tokens: &'a [Token],
}

/// How a bare numeral was written: a lone word or ideograph is often no number at all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Digits,
    Han,
    Word,
}

impl Reader<'_> {
    /// A numeral without unit: length, value, and how it is written.
    pub(super) fn numeral(&self, i: usize) -> Option<(usize, Decimal, Written)> {
        let token = self.tokens.get(i)?;
        match token.kind {
            TokenKind::Number => Some((1, token.text.parse().ok()?, Written::Digits)),
            TokenKind::Han => {
                let (n, whole) = self.han_numeral(i)?;
                let (m, part) = self.decimals(i + n, |i| {
                    let digit = self.words.digits.get(&self.tokens.get(i)?.key)?;
                    Some((1, Decimal::from(*digit)))
                });
                Some((n + m, whole + part, Written::Han))
            }
            TokenKind::Word => {
                let (n, whole) = self.word_numeral(i)?;
                let (m, part) = self.decimals(i + n, |i| {
                    let (n, digit) = self.words.words.at(self.tokens, i).filter(|(_, d)| *d < 10)?;
                    Some((n, Decimal::from(digit)))
                });
                Some((n + m, whole + part, Written::Word))
            }
            TokenKind::Mark => None,
        }
    }

    /// “Point eight”: length and value of what stands behind the point; nothing where no digit follows it.
    fn decimals(&self, start: usize, digit: impl Fn(usize) -> Option<(usize, Decimal)>) -> (usize, Decimal) {
        let Some((mut n, ())) = self.words.point.at(self.tokens, start) else { return (0, Decimal::ZERO) };
        let (mut part, mut place) = (Decimal::ZERO, Decimal::ONE);
        while let Some((length, value)) = digit(start + n).filter(|_| n < LONGEST) {
            place /= Decimal::TEN;
            part += value * place;
            n += length;
        }
        if place == Decimal::ONE { (0, part) } else { (n, part) }
    }

    fn han_numeral(&self, start: usize) -> Option<(usize, Decimal)> {
        let (mut i, mut total, mut part, mut digits) = (start, 0u64, None::<u64>, 0);
        let mut tens = false;
        // “Three hundred five” without a nought between is three hundred and fifty.
        let mut short = None::<u64>;
        while let Some(token) = self.tokens.get(i).filter(|_| i - start < LONGEST) {
            if let Some(digit) = self.words.digits.get(&token.key) {
                short = short.filter(|_| part.is_none() && *digit > 0);
                part = Some(part.unwrap_or(0).checked_mul(10)?.checked_add(u64::from(*digit))?);
                digits += 1;
            } else if let Some(ten) = self.words.tens.get(&token.key) {
                total = total.checked_add(part.unwrap_or(1).checked_mul(u64::from(*ten))?)?;
                part = None;
                tens = true;
                short = (*ten >= 100).then_some(u64::from(*ten) / 10);
            } else {
                break;
            }
            i += 1;
        }
        let rest = part.unwrap_or(0).checked_mul(short.unwrap_or(1))?;
        (digits > 0 || tens).then(|| (i - start, Decimal::from(total + rest)))
    }

    fn word_numeral(&self, start: usize) -> Option<(usize, Decimal)> {
        let (mut i, mut total) = (start, 0u64);
        while let Some((n, value)) = self.words.words.at(self.tokens, i) {
            let value = u64::from(value);
            total = if value >= 100 { total.max(1).checked_mul(value)? } else { total.checked_add(value)? };
            i += n;
        }
        (i > start).then(|| (i - start, Decimal::from(total)))
    }

    /// A quantity with magnitude, currency, per cent, times or counter.
    pub(super) fn quantity(&self, start: usize) -> Option<(usize, Number)> {
        let w = self.words;
        let magnitude = w.magnitudes.at(self.tokens, start).map_or(0, |(n, _)| n);
        if let Some((n, ())) = w.half.at(self.tokens, start).filter(|(n, ())| magnitude <= *n) {
            let value = Decimal::from(50);
            return Some((n, Number::Quantity { value, unit: Some(NumberUnit::Percent), scaled: true }));
        }
        if let Some((n, ())) = w.percent_prefix.at(self.tokens, start) {
            let (m, value, _) = self.numeral(start + n)?;
            return Some((n + m, Number::Quantity { value, unit: Some(NumberUnit::Percent), scaled: true }));
        }
        let prefix = w.usd_prefix.at(self.tokens, start).map_or(0, |(n, ())| n);
        // A magnitude of several characters stands for one of it.
        let bare = || {
            w.magnitudes
                .at(self.tokens, start + prefix)
                .filter(|(n, _)| *n > 1)
                .map(|_| (0, Decimal::ONE, Written::Han))
        };
        let (n, mut value, written) = self.numeral(start + prefix).or_else(bare)?;
        let mut i = start + prefix + n;
        let mut unit = (prefix > 0).then_some(NumberUnit::Usd);
        let mut scaled = prefix > 0;
        // “Fifty-odd billion”: the odd does not change the amount.
        if let Some((n, ())) = w.odd.at(self.tokens, i)
            && w.magnitudes.at(self.tokens, i + n).is_some()
        {
            i += n;
        }
        while let Some((n, factor)) = w.magnitudes.at(self.tokens, i) {
            value = value.checked_mul(Decimal::from_f64(factor)?)?;
            scaled = true;
            i += n;
        }
        if let Some((n, ())) = w.percent.at(self.tokens, i) {
            (unit, scaled, i) = (Some(NumberUnit::Percent), true, i + n);
        } else if let Some((n, ())) = w.tenths.at(self.tokens, i) {
            value = value.checked_mul(Decimal::TEN)?;
            (unit, scaled, i) = (Some(NumberUnit::Percent), true, i + n);
            // Three tenths and eight hundredths are written as one word.
            if let Some(digit) = self.tokens.get(i).and_then(|t| w.digits.get(&t.key)) {
                value += Decimal::from(*digit);
                i += 1;
            }
        } else if let Some((n, ())) = w.times.at(self.tokens, i) {
            (unit, scaled, i) = (Some(NumberUnit::Times), true, i + n);
        } else if let Some((n, ())) = w.usd.at(self.tokens, i) {
            (unit, scaled, i) = (Some(NumberUnit::Usd), true, i + n);
        } else if let Some((n, ())) = w.year.at(self.tokens, i) {
            return u32::try_from(value).ok().map(|years| (i + n - start, Number::Duration(years)));
        }
        let counter = w.counters.at(self.tokens, i);
        if let (Some((n, ())), false) = (counter, scaled) {
            i += n;
        }
        // A lone ideograph or `one` is mostly part of another word.
        let lone = i - start == 1 && !scaled && written != Written::Digits;
        let bare_one = written == Written::Word && value == Decimal::ONE && !scaled;
        (!lone && !bare_one || written == Written::Word && value != Decimal::ONE)
            .then_some((i - start, Number::Quantity { value, unit, scaled }))
    }

    /// `3rd`, `third`, `no. 3` with the prefix of the language.
    pub(super) fn ordinal(&self, start: usize) -> Option<(usize, Number)> {
        let w = self.words;
        if let Some((n, value)) = w.ordinals.at(self.tokens, start) {
            return Some((n, Number::Ordinal(value)));
        }
        let prefix = w.ordinal_prefix.at(self.tokens, start).map_or(0, |(n, ())| n);
        let (n, value, written) = self.numeral(start + prefix)?;
        let i = start + prefix + n;
        let suffix = w.ordinal_suffix.at(self.tokens, i);
        let latin = suffix.is_some() && self.tokens[i].kind == TokenKind::Word && written == Written::Digits;
        let rank = u32::try_from(value).ok()?;
        if prefix > 0 || latin {
            Some((i + suffix.map_or(0, |(n, ())| n) - start, Number::Ordinal(rank)))
        } else {
            None
        }
    }

    /// `top 3`, `first five`.
    pub(super) fn top(&self, start: usize) -> Option<(usize, Number)> {
        let prefix = self.words.top_prefix.at(self.tokens, start).map_or(0, |(n, ())| n);
        let (n, value, _) = self.numeral(start + prefix)?;
        let mut i = start + prefix + n;
        let suffix = self.words.top_suffix.at(self.tokens, i).filter(|_| value >= Decimal::from(3));
        if prefix == 0 && suffix.is_none() {
            return None;
        }
        i += suffix.map_or(0, |(n, ())| n);
        i += self.words.counters.at(self.tokens, i).map_or(0, |(n, ())| n);
        u32::try_from(value).ok().filter(|n| (1..=100).contains(n)).map(|top| (i - start, Number::Top(top)))
    }

    /// `two-thirds` and its Chinese form, as per cent.
    pub(super) fn fraction(&self, start: usize) -> Option<(usize, Number)> {
        let w = self.words;
        let percent = |over: Decimal, under: Decimal| {
            let value = over.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(under)?.round_dp(2);
            Some(Number::Quantity { value, unit: Some(NumberUnit::Percent), scaled: true })
        };
        if let Some((n, (over, under))) = w.fractions.at(self.tokens, start) {
            return Some((n, percent(over.into(), under.into())?));
        }
        let (n, under, _) = self.numeral(start)?;
        let (m, ()) = w.fraction.at(self.tokens, start + n)?;
        let (k, over, _) = self.numeral(start + n + m)?;
        Some((n + m + k, percent(over, under)?))
    }
}
