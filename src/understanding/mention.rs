//! Mentions: which stretches of the text stand for something, longest and most meaningful first.
//!
//! Owns: segmentation over the lexicon and the numerals. Must not know: which sense of a form is meant.

use std::ops::Range;

use super::framing::FRAMING;
use crate::knowledge::{FactBase, Sense};
use crate::text::numeral::{Number, number_at};
use crate::text::{Token, TokenKind};

/// A stretch of tokens and everything it can stand for; nothing at all for an unknown word.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    pub tokens: Range<usize>,
    pub surface: String,
    pub senses: Vec<Sense>,
    pub number: Option<Number>,
}

impl Mention {
    pub fn is_unknown(&self) -> bool {
        self.senses.is_empty() && self.number.is_none()
    }

    pub fn is_filler(&self) -> bool {
        self.number.is_none()
            && !self.senses.is_empty()
            && self.senses.iter().all(|s| {
                let grammar = matches!(s, Sense::Cue(c) if c.is_grammar());
                grammar || is_idle(s)
            })
    }
}

/// A sense that has no part in what is asked.
fn is_idle(sense: &Sense) -> bool {
    matches!(sense, Sense::Filler) || matches!(sense, Sense::Cue(c) if FRAMING.contains(c))
}

/// A step of the segmentation: how far it goes and what it is.
#[derive(Clone)]
enum Step {
    Skip,
    Form(usize),
    Number(usize),
    /// A row of characters that stand for places.
    Row(usize),
}

/// Points for covering tokens: meaning before number before filler, long before short.
fn points(length: usize, per_token: u32, per_join: u32) -> u32 {
    length as u32 * per_token + (length as u32 - 1) * per_join
}

/// Segments `tokens` so that the most is covered by the longest forms; marks are left out.
pub fn mentions(base: &FactBase, tokens: &[Token]) -> Vec<Mention> {
    let n = tokens.len();
    let mut best: Vec<(u32, Step)> = vec![(0, Step::Skip); n + 1];
    for i in (0..n).rev() {
        let mut choice = (best[i + 1].0, Step::Skip);
        let mut offer = |score: u32, step: Step| {
            if score > choice.0 {
                choice = (score, step);
            }
        };
        for (length, senses) in base.lexicon.matches_at(tokens, i) {
            let filler = senses.iter().all(is_idle);
            // A place that no document has does not take the first character of one that some has.
            let foreign = senses.iter().all(|s| matches!(s, Sense::Place(_)));
            let own = match (filler, foreign) {
                (true, _) => points(length, 8, 6),
                (_, true) => points(length, 10, 4) - 2,
                _ => points(length, 10, 4),
            };
            offer(own + best[i + length].0, Step::Form(length));
        }
        let row = tokens[i..]
            .iter()
            .take_while(|t| t.kind == TokenKind::Han && base.lexicon.short(&t.key).is_some())
            .count();
        // “Among them, Japan …”: a form that reaches into the row takes its character.
        let reached = i > 0
            && tokens[i - 1].kind == TokenKind::Han
            && base.lexicon.matches_at(tokens, i - 1).any(|(n, s)| n > 1 && !s.iter().all(is_idle));
        for length in 2..=if reached { 0 } else { row } {
            offer(points(length, 9, 3) + best[i + length].0, Step::Row(length));
        }
        if let Some((length, number)) = number_at(&base.numerals, tokens, i) {
            // A word of time behind a year can begin the next word: then it is that.
            if matches!(number, Number::Time(_))
                && length > 2
                && tokens[i + length - 1].kind == TokenKind::Han
            {
                offer(points(length - 1, 10, 4) + 1 + best[i + length - 1].0, Step::Number(length - 1));
            }
            offer(points(length, 10, 4) + 1 + best[i + length].0, Step::Number(length));
        }
        best[i] = choice;
    }
    let mut found: Vec<Mention> = Vec::new();
    let mut i = 0;
    while i < n {
        let (length, mention) = match best[i].1 {
            Step::Form(length) => (length, Some(form(base, tokens, i, length))),
            Step::Number(length) => (length, Some(number(base, tokens, i, length))),
            Step::Row(length) => (length, Some(unknown_run(tokens, i, length))),
            Step::Skip if tokens[i].kind == TokenKind::Mark => (1, None),
            Step::Skip => (1, Some(unknown(tokens, i))),
        };
        if let Some(mention) = mention {
            match found.last_mut() {
                // Unknown ideographs in a row are one unknown word.
                Some(last) if joins(last, &mention, tokens) => {
                    last.tokens.end = mention.tokens.end;
                    last.surface.push_str(&mention.surface);
                }
                _ => found.push(mention),
            }
        }
        i += length;
    }
    spell_out(base, tokens, found)
}

/// Rows of single characters that stand for places: each becomes a mention of its own. By itself such a character
/// is part of a word; it counts in a row of them, or in a list with other places.
fn spell_out(base: &FactBase, tokens: &[Token], found: Vec<Mention>) -> Vec<Mention> {
    let short =
        |k: usize| if tokens[k].kind == TokenKind::Han { base.lexicon.short(&tokens[k].key) } else { None };
    let listed = |m: &Mention| {
        let mark = |k: usize| {
            tokens.get(k).is_some_and(|t| t.kind == TokenKind::Mark && "、/+&".contains(t.text.as_str()))
        };
        let place = |k: usize| {
            short(k).is_some()
                || found
                    .iter()
                    .any(|m| m.tokens.contains(&k) && m.senses.iter().any(|s| matches!(s, Sense::Entity(_))))
        };
        let before = m.tokens.start >= 2 && mark(m.tokens.start - 1) && place(m.tokens.start - 2);
        let after = mark(m.tokens.end) && place(m.tokens.end + 1) && m.tokens.end + 1 < tokens.len();
        before || after
    };
    let mut spelled = Vec::with_capacity(found.len());
    for mention in &found {
        let candidate = mention.is_unknown() || mention.is_filler() && mention.tokens.len() == 1;
        let all = candidate && mention.tokens.clone().all(|k| short(k).is_some());
        if all && (mention.tokens.len() > 1 || listed(mention)) {
            spelled.extend(mention.tokens.clone().filter_map(|k| {
                let senses = vec![Sense::Entity(short(k)?)];
                Some(Mention { tokens: k..k + 1, surface: tokens[k].text.to_string(), senses, number: None })
            }));
        } else {
            spelled.push(mention.clone());
        }
    }
    spelled
}

fn joins(last: &Mention, next: &Mention, tokens: &[Token]) -> bool {
    last.is_unknown()
        && next.is_unknown()
        && last.tokens.end == next.tokens.start
        && tokens[last.tokens.start].kind == TokenKind::Han
        && tokens[next.tokens.start].kind == TokenKind::Han
}

fn surface(tokens: &[Token], range: Range<usize>) -> String {
    let mut text = String::new();
    for token in &tokens[range] {
        if token.kind != TokenKind::Han
            && !text.is_empty()
            && text.ends_with(|c: char| c.is_ascii_alphanumeric())
        {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    text
}

fn form(base: &FactBase, tokens: &[Token], i: usize, length: usize) -> Mention {
    let senses = base.lexicon.matches_at(tokens, i).find(|(n, _)| *n == length).map_or(&[][..], |(_, s)| s);
    // A number can hide behind a form (“first”): both readings are kept.
    let number = number_at(&base.numerals, tokens, i).filter(|(n, _)| *n == length).map(|(_, number)| number);
    // Where a form means something, that it can also be said idly does not matter.
    let meaning: Vec<Sense> = senses.iter().copied().filter(|s| *s != Sense::Filler).collect();
    let senses = if meaning.is_empty() { senses.to_vec() } else { meaning };
    Mention { tokens: i..i + length, surface: surface(tokens, i..i + length), senses, number }
}

fn number(base: &FactBase, tokens: &[Token], i: usize, length: usize) -> Mention {
    let number = number_at(&base.numerals, tokens, i).map(|(_, number)| number);
    let senses = base.lexicon.matches_at(tokens, i).find(|(n, _)| *n == length).map_or(&[][..], |(_, s)| s);
    let senses = senses.iter().copied().filter(|s| *s != Sense::Filler).collect();
    Mention { tokens: i..i + length, surface: surface(tokens, i..i + length), senses, number }
}

fn unknown_run(tokens: &[Token], i: usize, length: usize) -> Mention {
    Mention {
        tokens: i..i + length,
        surface: surface(tokens, i..i + length),
        senses: Vec::new(),
        number: None,
    }
}

fn unknown(tokens: &[Token], i: usize) -> Mention {
    Mention { tokens: i..i + 1, surface: tokens[i].text.to_string(), senses: Vec::new(), number: None }
}
