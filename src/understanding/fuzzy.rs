//! Typing errors in words of an alphabet, and words written together.
//!
//! Owns: which known word an unknown one stands for; a unique winner or none. Han names are never guessed here:
//! two of them are often one stroke apart. Must not know: what the words mean.

use std::collections::HashMap;

use strsim::osa_distance;

use super::spelling::within;
use crate::knowledge::Lexicon;
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
pub fn correct(lexicon: &Lexicon, numerals: &NumeralWords, tokens: Vec<Token>) -> Vec<Token> {
    let mut corrected = Vec::with_capacity(tokens.len());
    let mut tried: HashMap<_, Option<Vec<String>>> = HashMap::new();
    for token in tokens {
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
        match parts {
            Some(words) => corrected.extend(words.iter().flat_map(|w| {
                let span = token.span.clone();
                tokenize(w).into_iter().map(move |t| Token { span: span.clone(), ..t })
            })),
            None => corrected.push(token),
        }
    }
    corrected
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
