//! Numbers and times in running text: digits, Chinese numerals, words, magnitudes, ordinals, years, halves.
//!
//! Owns: [`Number`] and how it is read. The words come from the fact base. Must not know: what is being counted.

mod read;
mod time;
mod words;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use words::{NumeralDef, NumeralWords};

use super::Token;

/// A unit that stands with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberUnit {
    Usd,
    Percent,
    Times,
}

impl NumberUnit {
    /// A part or a multiple of something else.
    pub fn is_relative(self) -> bool {
        matches!(self, NumberUnit::Percent | NumberUnit::Times)
    }
}

/// A calendar time as a person names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    pub from: i32,
    /// The same as `from` but for a range of years.
    pub to: i32,
    pub month: Option<u8>,
    /// 1 or 2 for a half of the year.
    pub half: Option<u8>,
    /// A quarter was named.
    pub quarter: bool,
}

/// A number that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Number {
    /// A quantity; `scaled` where a magnitude (million, …) or a unit makes it more than a bare numeral.
    Quantity {
        value: Decimal,
        unit: Option<NumberUnit>,
        scaled: bool,
    },
    /// `3rd`.
    Ordinal(u32),
    /// `top 3`.
    Top(u32),
    Time(When),
    /// A month without its year.
    Month(u8),
    /// A length of time in years.
    Duration(u32),
}

/// The number that starts at token `i`, and how many tokens it takes. The longest reading wins.
pub fn number_at(words: &NumeralWords, tokens: &[Token], i: usize) -> Option<(usize, Number)> {
    let reader = read::Reader { words, tokens };
    if !words.begins(tokens.get(i)?) {
        debug_assert_eq!(reader.longest(i), None, "a number begins with what is not known to begin one");
        return None;
    }
    reader.longest(i)
}

impl read::Reader<'_> {
    fn longest(&self, i: usize) -> Option<(usize, Number)> {
        [self.time(i), self.top(i), self.ordinal(i), self.fraction(i), self.quantity(i)]
            .into_iter()
            .flatten()
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
    }
}

/// The first plain value in a literal of the document (`1,370 million dollars` → 1370000000), for the fact-base check.
pub fn value_of_literal(words: &NumeralWords, tokens: &[Token]) -> Option<Number> {
    (0..tokens.len()).find_map(|i| number_at(words, tokens, i).map(|(_, number)| number))
}
