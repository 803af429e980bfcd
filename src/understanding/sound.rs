//! Homophones: a word typed with other characters of the same sound.
//!
//! Owns: which known form an unknown stretch of ideographs sounds like; one form or none. Must not know: meanings.

use compact_str::ToCompactString;
use pinyin::ToPinyin;

use super::mention::Mention;
use crate::knowledge::{Lexicon, Sense};
use crate::text::{Token, TokenKind};

/// Longest form that is looked for, in characters.
const LONGEST: usize = 8;
/// Two characters alone sound like too much: they must be unknown both, and one of them right.
const SHORT: usize = 2;

/// How a run of ideographs sounds, without tones; `None` where a character has no reading.
pub fn sound(text: &str) -> Option<String> {
    let readings: Option<Vec<&str>> = text.chars().map(|c| c.to_pinyin().map(|p| p.plain())).collect();
    readings.map(|r| r.join(" "))
}

/// Replaces stretches around unknown ideographs by the one known form of the same sound; `None` if there is none.
pub fn respell(lexicon: &Lexicon, tokens: &[Token], mentions: &[Mention]) -> Option<Vec<Token>> {
    let mut respelled: Option<Vec<Token>> = None;
    for mention in mentions.iter().filter(|m| m.is_unknown() && tokens[m.tokens.start].kind == TokenKind::Han)
    {
        if let Some((start, form)) = near(lexicon, respelled.as_deref().unwrap_or(tokens), mention) {
            let respelled = respelled.get_or_insert_with(|| tokens.to_vec());
            for (k, c) in form.chars().enumerate() {
                respelled[start + k].text = c.to_compact_string();
                respelled[start + k].key = c.to_compact_string();
            }
        }
    }
    respelled
}

/// The longest window over an unknown stretch that sounds like a known form: where it starts, and the form.
fn near(lexicon: &Lexicon, tokens: &[Token], mention: &Mention) -> Option<(usize, String)> {
    let run_start = (0..mention.tokens.start).rev().take_while(|k| tokens[*k].kind == TokenKind::Han).last();
    let first = run_start.unwrap_or(mention.tokens.start).max(mention.tokens.start.saturating_sub(LONGEST));
    let after = tokens[mention.tokens.end..].iter().take_while(|t| t.kind == TokenKind::Han).count();
    let last = (mention.tokens.end + after).min(mention.tokens.end + LONGEST);
    for length in (SHORT..=LONGEST).rev() {
        for start in first..last {
            let end = start + length;
            let touches = start < mention.tokens.end && end > mention.tokens.start;
            let whole = start >= mention.tokens.start && end <= mention.tokens.end;
            // The second of two may be the only unknown one where the two can be a name.
            let named = |form: &str| lexicon.senses_of(form).iter().any(|s| matches!(s, Sense::Entity(_)));
            let second = start + 1 == mention.tokens.start;
            if end > last || !touches || (length == SHORT && !whole && !second) {
                continue;
            }
            let text: String = tokens[start..end].iter().map(|t| t.text.as_str()).collect();
            if let Some(form) = lexicon.one_character_off(&text) {
                return Some((start, form.to_owned()));
            }
            let alike = sound(&text).and_then(|s| lexicon.sounding_like(&s));
            // Two characters sound like much else: one of them must be the right one.
            let first_shared = |form: &str| form.chars().next() == text.chars().next() && named(form);
            let shared = |form: &&str| {
                length > SHORT
                    || if whole {
                        form.chars().zip(text.chars()).any(|(a, b)| a == b)
                    } else {
                        first_shared(form)
                    }
            };
            if let Some(form) = alike.filter(shared) {
                return Some((start, form.to_owned()));
            }
        }
    }
    None
}
