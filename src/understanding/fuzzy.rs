//! Typing errors in words of an alphabet, and words written together.
//!
//! Owns: which known word an unknown one stands for; a unique winner or none. Han names are never guessed here:
//! two of them are often one stroke apart. Must not know: what the words mean.

use std::collections::HashMap;

use strsim::osa_distance;

use super::spelling::within;
use crate::knowledge::{Lexicon, Sense};
use crate::text::numeral::NumeralWords;
use crate::text::{Token, TokenKind, tokenize};

/// Words shorter than this are never corrected: too many of them are one letter apart.
const SHORTEST: usize = 5;
/// Two errors are allowed from this length on.
const TWO_ERRORS_FROM: usize = 8;
/// Words written together are taken apart from this length on.
const SHORTEST_JOINED: usize = 7;
/// Twice the letters that the parts of words written together have at least, on average.
const SHORTEST_PARTS: usize = 5;
/// No word that we know is longer than this; longer ones are not compared.
const LONGEST: usize = 40;
/// Different words of one message that are looked at; nobody mistypes more, and the longest message stays quick.
const MOST_WORDS: usize = 60;

/// Replaces unknown words by the known ones that they stand for. The spans stay those of the text.
pub fn correct(lexicon: &Lexicon, numerals: &NumeralWords, text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut corrected = Vec::with_capacity(tokens.len());
    let mut tried: HashMap<_, Option<Vec<String>>> = HashMap::new();
    for (k, token) in tokens.iter().enumerate() {
        let token = token.clone();
        let word = token.kind == TokenKind::Word && token.text.is_ascii() && token.text.len() <= LONGEST;
        if !word || lexicon.knows(&token.key) || numerals.knows(&token) {
            corrected.push(token);
            continue;
        }
        if tried.len() == MOST_WORDS && !tried.contains_key(&token.text) {
            corrected.push(token);
            continue;
        }
        let parts = tried.entry(token.text.clone()).or_insert_with(|| {
            nearest(lexicon, &token.text).map(|w| vec![w]).or_else(|| take_apart(lexicon, &token.text))
        });
        let named = || in_name(lexicon, numerals, text, &tokens, k);
        match parts {
            Some(words) if idle(lexicon, words) && capital(text, &token) && !begins(text, &tokens, k) => {
                corrected.push(token)
            }
            Some(words) if words.len() == 1 && named() => corrected.push(token),
            Some(words) => corrected.extend(words.iter().flat_map(|w| {
                let span = token.span.clone();
                tokenize(w).into_iter().map(move |t| Token { span: span.clone(), ..t })
            })),
            None => corrected.push(token),
        }
    }
    corrected
}

/// A word that begins with a capital letter, in mixed case.
fn capital(text: &str, token: &Token) -> bool {
    let mut letters = text.get(token.span.clone()).unwrap_or_default().chars();
    letters.next().is_some_and(|c| c.is_ascii_uppercase()) && letters.any(|c| c.is_ascii_lowercase())
}

/// Whether a word begins a sentence, or stands behind another one with a capital letter.
fn begins(text: &str, tokens: &[Token], k: usize) -> bool {
    k.checked_sub(1).is_none_or(|last| tokens[last].kind == TokenKind::Mark || capital(text, &tokens[last]))
}

/// Words that mean nothing by themselves: who writes a capital letter means a name, and none of them.
fn idle(lexicon: &Lexicon, words: &[String]) -> bool {
    words.iter().all(|w| {
        let tokens = tokenize(w);
        let mut whole = lexicon.matches_at(&tokens, 0).filter(|(length, _)| *length == tokens.len());
        whole.any(|(_, senses)| senses.iter().all(|s| *s == Sense::Filler))
    })
}

/// “Jalan Ampang”: beside another capital letter that begins no known word, a word is part of a name.
fn in_name(lexicon: &Lexicon, numerals: &NumeralWords, text: &str, tokens: &[Token], k: usize) -> bool {
    let beside = k.checked_sub(1).into_iter().chain([k + 1]).filter_map(|n| tokens.get(n));
    let strange = |t: &Token| !lexicon.knows(&t.key) && !numerals.knows(t);
    capital(text, &tokens[k])
        && beside
            .filter(|t| t.kind == TokenKind::Word && t.text.is_ascii() && t.text.len() <= LONGEST)
            .any(|t| capital(text, t) && strange(t) && nearest(lexicon, &t.text).is_none())
}

/// The one known word that is nearest to `word`, if it is near enough and the only one as near.
fn nearest(lexicon: &Lexicon, word: &str) -> Option<String> {
    if word.len() < SHORTEST {
        return None;
    }
    let most = if word.len() >= TWO_ERRORS_FROM { 2 } else { 1 };
    let mut best: Option<(usize, &str)> = None;
    let mut unique = true;
    // People rarely miss the first letter; it makes the candidates few.
    for candidate in within(lexicon.words(), word, most) {
        if candidate.len() + 1 < SHORTEST || candidate.len().abs_diff(word.len()) > most {
            continue;
        }
        let distance = osa_distance(candidate, word);
        if distance > most {
            continue;
        }
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, known)) if distance == least => unique &= same_stem(known, candidate),
            _ => (best, unique) = (Some((distance, candidate)), true),
        }
    }
    best.filter(|_| unique).map(|(_, w)| w.to_owned())
}

fn same_stem(a: &str, b: &str) -> bool {
    tokenize(a).first().map(|t| &t.key) == tokenize(b).first().map(|t| &t.key)
}

/// Known words whose chain is `word`; the fewest win.
fn take_apart(lexicon: &Lexicon, word: &str) -> Option<Vec<String>> {
    if word.len() < SHORTEST_JOINED {
        return None;
    }
    let known =
        |part: &str| part.len() >= 2 && lexicon.words().binary_search_by(|w| w.as_str().cmp(part)).is_ok();
    let mut best: Vec<Option<Vec<usize>>> = vec![None; word.len() + 1];
    best[0] = Some(Vec::new());
    for end in 1..=word.len() {
        for start in 0..end {
            let Some(cuts) = &best[start] else { continue };
            let better = best[end].as_ref().is_none_or(|b| cuts.len() + 1 < b.len());
            if better && known(&word[start..end]) {
                let mut cuts = cuts.clone();
                cuts.push(start);
                best[end] = Some(cuts);
            }
        }
    }
    // Many short parts are letters of one word: “originated” is no “or – IG – in – at – …”.
    let long = |cuts: &Vec<usize>| word.len() >= cuts.len() * SHORTEST_PARTS / 2;
    let cuts = best[word.len()].clone().filter(|cuts| cuts.len() > 1 && cuts.len() <= 6 && long(cuts))?;
    let ends = cuts.iter().skip(1).copied().chain([word.len()]);
    Some(cuts.iter().zip(ends).map(|(a, b)| word[*a..b].to_owned()).collect())
}
