//! Spacing of Chinese text: a space between an ideograph and a letter or digit, none between two ideographs.
//!
//! Owns: that rule, so that messages can be put together from parts of either kind. Must not know: what is said.

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Ideograph,
    LetterOrDigit,
    Other,
}

impl Sort {
    fn of(c: char) -> Sort {
        if c.is_ascii_alphanumeric() {
            Sort::LetterOrDigit
        } else if crate::text::is_han(c) {
            Sort::Ideograph
        } else {
            Sort::Other
        }
    }
}

/// `text` with its spaces set right. Punctuation keeps what stands beside it.
pub fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // What stands before this byte is in `out`.
    let mut told = 0;
    let mut last = Sort::Other;
    for (at, c) in text.char_indices() {
        let sort = Sort::of(c);
        let next = || text[at + 1..].chars().next().map(Sort::of);
        if c == ' ' && last == Sort::Ideograph && next() == Some(Sort::Ideograph) {
            out.push_str(&text[told..at]);
            told = at + 1;
            continue;
        }
        if matches!(
            (last, sort),
            (Sort::Ideograph, Sort::LetterOrDigit) | (Sort::LetterOrDigit, Sort::Ideograph)
        ) {
            out.push_str(&text[told..at]);
            out.push(' ');
            told = at;
        }
        last = sort;
    }
    out.push_str(&text[told..]);
    out
}
