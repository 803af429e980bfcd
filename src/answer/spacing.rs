//! Spacing of Chinese text: a space between an ideograph and a letter or digit, none between two ideographs.
//!
//! Owns: that rule, so that messages can be put together from parts of either kind. Must not know: what is said.

/// `text` with its spaces set right. Punctuation keeps what stands beside it.
pub fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    let mut last: Option<char> = None;
    while let Some(c) = chars.next() {
        if c == ' ' && last.is_some_and(is_han) && chars.peek().is_some_and(|n| is_han(*n)) {
            continue;
        }
        let meets = |a: char, b: char| is_han(a) && b.is_ascii_alphanumeric();
        if last.is_some_and(|l| meets(l, c) || meets(c, l)) {
            out.push(' ');
        }
        out.push(c);
        last = Some(c);
    }
    out
}

fn is_han(c: char) -> bool {
    crate::text::is_han(c)
}
