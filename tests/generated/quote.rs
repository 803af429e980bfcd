//! Numerals that an answer repeats of the question: the year that there is nothing for, the amount that is exceeded.
//!
//! Owns: when one repeats another. Must not know: facts.

use rust_decimal::Decimal;

use crate::numerals::Numeral;

/// Whether a numeral of an answer repeats one of the question: in another scale, where that word may be misspelt,
/// or as a year that is written short, behind another (2013-24) or by itself (25年).
pub fn quoted(asked: &Numeral, told: &Numeral, all: &[Numeral]) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    let century = |a: &Numeral| {
        a.value > Decimal::ONE_THOUSAND && (a.value / hundred).floor() == (told.value / hundred).floor()
    };
    let scaled = || {
        let ratio = told.value.checked_div(asked.digits).unwrap_or_default();
        ratio >= Decimal::ONE
            && ratio.normalize().mantissa() == 10_i128.pow(ratio.trunc().to_string().len() as u32 - 1)
    };
    asked.value == told.value
        || asked.digits == told.digits
        || scaled()
        || asked.value + Decimal::from(2000) == told.value && asked.value < hundred
        || asked.value == told.value % hundred && all.iter().any(century)
}

/// Digits that a space or nothing visible parts are one number, as the document prints them.
pub fn joined(text: &str) -> String {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let shows = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{fe0f}' | '\u{feff}');
    // Digits of full width are digits.
    let half = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        _ => c,
    };
    let chars: Vec<char> = text.chars().filter(shows).map(half).collect();
    let apart = |n: usize| {
        chars[n] == ' ' && n > 0 && digit(chars.get(n - 1).copied()) && digit(chars.get(n + 1).copied())
    };
    (0..chars.len()).filter(|n| !apart(*n)).map(|n| chars[n]).collect()
}
