//! Tokens: a Han character, a word (stemmed), a number in digits, or a mark.
//!
//! Owns: where one token ends and the next begins. Must not know: what a word means.

use std::ops::Range;

use compact_str::CompactString;

use super::fold::{fold_into, is_han, is_invisible};
use super::inflection::stem;

/// What sort of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Han,
    /// A word of an alphabet; `key` is its stem.
    Word,
    /// Digits, with decimal point and without separators.
    Number,
    /// A mark that may mean something (`%`, `$`, `?`, `,` …).
    Mark,
}

/// One token of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    /// The folded text: what the person sees, comparable. Up to 24 bytes of it need no memory of their own.
    pub text: CompactString,
    /// What lexicon entries are compared by: the stem of a word, else `text`.
    pub key: CompactString,
    /// Bytes in the original text.
    pub span: Range<usize>,
}

/// A text longer than this many tokens is not a question; the rest is not read.
const MOST_TOKENS: usize = 700;
/// Few texts have more tokens than this.
const USUAL_TOKENS: usize = 48;

/// Splits `text` into tokens. Runs of three and more of one letter or ideograph count as one.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokenizer = Tokenizer {
        chars: Vec::with_capacity(text.len()),
        word: String::new(),
        tokens: Vec::with_capacity(text.len().min(USUAL_TOKENS)),
    };
    tokenizer.split(text);
    tokenizer.tokens
}

/// Splits many texts, one after the other, with what was allocated for the first ones.
#[derive(Default)]
pub struct Tokenizer {
    chars: Vec<(char, usize)>,
    word: String,
    tokens: Vec<Token>,
}

impl Tokenizer {
    /// The tokens of `text`, until the next text.
    pub fn tokens(&mut self, text: &str) -> &[Token] {
        self.tokens.clear();
        self.split(text);
        &self.tokens
    }

    fn split(&mut self, text: &str) {
        let Tokenizer { chars, word, tokens } = self;
        fold_into(text, chars);
        squeeze(chars);
        let mut i = 0;
        while i < chars.len() && tokens.len() < MOST_TOKENS {
            let (c, offset) = chars[i];
            let start = i;
            if is_han(c) {
                i += 1;
                tokens.push(token(TokenKind::Han, one(c), offset..end_of(text, offset)));
            } else if c.is_ascii_digit() {
                i = number_end(chars, i);
                let digits = chars[start..i].iter().map(|(c, _)| *c);
                let digits = digits.filter(|c| c.is_ascii_digit() || *c == '.').collect();
                tokens.push(token(TokenKind::Number, digits, offset..end_of(text, chars[i - 1].1)));
            } else if c.is_alphabetic() {
                while i < chars.len() && chars[i].0.is_alphabetic() && !is_han(chars[i].0) {
                    i += 1;
                }
                word.clear();
                word.extend(chars[start..i].iter().map(|(c, _)| *c));
                let span = offset..end_of(text, chars[i - 1].1);
                tokens.push(token(TokenKind::Word, word.as_str().into(), span));
            } else {
                i += 1;
                if !c.is_whitespace() && !joins_letters(chars, start) {
                    tokens.push(token(TokenKind::Mark, one(c), offset..end_of(text, offset)));
                }
            }
        }
    }
}

fn one(c: char) -> CompactString {
    CompactString::new(c.encode_utf8(&mut [0; 4]))
}

fn token(kind: TokenKind, text: CompactString, span: Range<usize>) -> Token {
    let key = if kind == TokenKind::Word { stem(&text) } else { text.clone() };
    Token { kind, text, key, span }
}

/// The end of a number that starts at `i`: digits, thousands groups (`3,779`, `3 779`) and a decimal part.
fn number_end(chars: &[(char, usize)], start: usize) -> usize {
    let digit = |k: usize| chars.get(k).is_some_and(|(c, _)| c.is_ascii_digit());
    let mut i = start;
    while digit(i) {
        i += 1;
    }
    let group = |k: usize| {
        chars.get(k).is_some_and(|(c, _)| matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
            && (1..=3).all(|n| digit(k + n))
            && !digit(k + 4)
    };
    if i - start <= 3 {
        while group(i) {
            i += 4;
        }
    }
    if chars.get(i).is_some_and(|(c, _)| *c == '.') && digit(i + 1) {
        i += 1;
        while digit(i) {
            i += 1;
        }
    }
    i
}

/// Hyphens, apostrophes and full stops inside a word carry nothing: `data-centre`, `what's`, `U.S.`.
fn joins_letters(chars: &[(char, usize)], i: usize) -> bool {
    let letter = |k: Option<usize>| {
        k.and_then(|k| chars.get(k)).is_some_and(|(c, _)| c.is_alphabetic() && !is_han(*c))
    };
    match chars[i].0 {
        '-' | '‐' | '‑' | '\'' | '’' | '`' | '·' => letter(i.checked_sub(1)) || letter(Some(i + 1)),
        '.' => letter(i.checked_sub(1)) && letter(Some(i + 1)),
        _ => false,
    }
}

/// The end of the character at `offset`, with the invisible ones that trail it.
fn end_of(text: &str, offset: usize) -> usize {
    let mut rest = text[offset..].char_indices().skip(1);
    match rest.next() {
        Some((width, c)) if !is_invisible(c) => offset + width,
        _ => rest.find(|(_, c)| !is_invisible(*c)).map_or(text.len(), |(at, _)| offset + at),
    }
}

/// One for a run of three or more of the same letter or ideograph; digits and marks stay.
fn squeeze(chars: &mut Vec<(char, usize)>) {
    let run = |c: &[(char, usize)]| c[0].0 == c[1].0 && c[1].0 == c[2].0 && c[0].0.is_alphabetic();
    if !chars.windows(3).any(run) {
        return;
    }
    let mut squeezed: Vec<(char, usize)> = Vec::with_capacity(chars.len());
    for run in chars.chunk_by(|a, b| a.0 == b.0) {
        let keep = if run.len() >= 3 && run[0].0.is_alphabetic() { 1 } else { run.len() };
        squeezed.extend_from_slice(&run[..keep]);
    }
    *chars = squeezed;
}
