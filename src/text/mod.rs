//! Text as tokens: folding, stems, offsets, numerals.
//!
//! Owns: how characters become comparable. Must not know: facts, names, or what a question means.

mod fold;
mod inflection;
pub mod numeral;
mod token;

pub use fold::{Script, fold, is_han, script, simplify};
pub use token::{Token, TokenKind, Tokenizer, tokenize};
