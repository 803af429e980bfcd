//! How an answer looks in each front, and the typography that all fronts share.
//!
//! Owns: rendering. Must not know: how an answer was found, Telegram's network, or any wording.

mod cut;
pub mod html;
mod paper;
pub mod plain;
pub mod sheet;

use crate::answer::{Lang, Span};

/// The footnote marker `number` as superscript digits.
pub fn superscript(number: u8) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

/// Several markers side by side; a narrow no-break space keeps 1 and 2 from reading as 12.
pub(crate) fn marks(numbers: &[u8]) -> String {
    numbers.iter().map(|&number| superscript(number)).collect::<Vec<_>>().join("\u{202F}")
}

/// What stands between a label and its value: full-width beside Chinese, else a colon and a space.
pub(crate) fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHant | Lang::ZhHans => "\u{FF1A}",
        Lang::En => ": ",
    }
}

/// What stands between words that belong together: nothing in Chinese.
pub(crate) fn gap(lang: Lang) -> &'static str {
    if lang == Lang::En { " " } else { "" }
}

/// What stands between the parts of a list in a line.
pub(crate) fn separator(lang: Lang) -> &'static str {
    if lang == Lang::En { ", " } else { "\u{3001}" }
}

/// Quotation marks of the language.
pub(crate) fn quotes(lang: Lang) -> (char, char) {
    match lang {
        Lang::ZhHant => ('\u{300C}', '\u{300D}'),
        Lang::ZhHans | Lang::En => ('\u{201C}', '\u{201D}'),
    }
}

/// Markers as they follow `before`: right behind a digit a raised digit would be read, and copied, as part of it.
pub(crate) fn marks_after(before: &str, numbers: &[u8]) -> String {
    let gap = if before.ends_with(|c: char| c.is_ascii_digit()) { "\u{202F}" } else { "" };
    format!("{gap}{}", marks(numbers))
}

/// Spans as bare text with their markers.
pub(crate) fn bare(spans: &[Span]) -> String {
    let mut text = String::new();
    for span in spans {
        match span {
            Span::Text(part) | Span::Strong(part) => text.push_str(part),
            Span::Mark(numbers) => {
                let marks = marks_after(&text, numbers);
                text.push_str(&marks);
            }
        }
    }
    text
}
