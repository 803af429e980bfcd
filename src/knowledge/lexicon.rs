//! The lexicon: every form of every name, concept, cue and filler, as one trie over token keys.
//!
//! Owns: exact look-up by tokens, and the list of known words for fuzzy look-up. Must not know: which sense is meant.

use std::collections::HashMap;

use pinyin::ToPinyin;

use super::cue::Cue;
use crate::text::{Token, TokenKind, tokenize};

/// What a form can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sense {
    Entity(usize),
    Group(usize),
    Concept(usize),
    Cue(Cue),
    /// A place of the world that the fact base has nothing on.
    Place(usize),
    /// A subject known to be in no document.
    Outside(usize),
    /// A work that a document cites, by its title.
    Work(usize),
    Filler,
}

/// Forms of fewer ideographs are too often one character apart.
const SHORTEST_WITH_GAP: usize = 3;
const LONGEST_WITH_GAP: usize = 8;

/// Which characters of a form may be mistyped: of a short one only those inside.
fn open_places(length: usize) -> std::ops::Range<usize> {
    if length == SHORTEST_WITH_GAP { 1..length - 1 } else { 0..length }
}

fn with_gap(text: &str, open: usize) -> String {
    text.chars().enumerate().map(|(k, c)| if k == open { '\u{0}' } else { c }).collect()
}

/// Forms by token keys.
#[derive(Debug, Default)]
pub struct Lexicon {
    symbols: HashMap<String, u32>,
    /// (node, symbol) → node; node 0 is the root.
    edges: HashMap<(u32, u32), u32>,
    senses: Vec<Vec<Sense>>,
    /// Whole words (unstemmed) of alphabets, sorted: candidates for typing errors.
    words: Vec<String>,
    /// Forms in ideographs by how they sound; `None` where two different ones sound alike.
    sounds: HashMap<String, Option<String>>,
    /// Forms in ideographs with one character left open; `None` where two different ones fit.
    gaps: HashMap<String, Option<String>>,
    /// Characters that stand for an entity in a row of such.
    shorts: HashMap<String, usize>,
}

impl Lexicon {
    pub(super) fn new() -> Lexicon {
        Lexicon { senses: vec![Vec::new()], ..Lexicon::default() }
    }

    pub(super) fn add(&mut self, form: &str, sense: Sense) {
        let tokens = tokenize(form);
        let mut node = 0;
        for token in &tokens {
            let next = self.symbols.len() as u32;
            let symbol = *self.symbols.entry(token.key.clone()).or_insert(next);
            let fresh = self.senses.len() as u32;
            node = *self.edges.entry((node, symbol)).or_insert(fresh);
            if node == fresh {
                self.senses.push(Vec::new());
            }
            // A word is not guessed to be a name of something foreign: “settle” is no Seattle.
            if token.kind == TokenKind::Word && !matches!(sense, Sense::Place(_) | Sense::Outside(_)) {
                self.words.push(token.text.clone());
            }
        }
        let senses = &mut self.senses[node as usize];
        if node != 0 && !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    pub(super) fn finish(&mut self, shorts: Vec<(String, usize)>) {
        let folded = |form: &str| tokenize(form).into_iter().next().map(|t| t.key);
        self.shorts = shorts.iter().filter_map(|(form, entity)| Some((folded(form)?, *entity))).collect();
        self.words.sort();
        self.words.dedup();
    }

    /// The senses of exactly `form`.
    pub fn senses_of(&self, form: &str) -> &[Sense] {
        let tokens = tokenize(form);
        self.matches_at(&tokens, 0).filter(|(n, _)| *n == tokens.len()).last().map_or(&[], |(_, s)| s)
    }

    /// Every form that starts at token `i`: its length in tokens and its senses, shortest first.
    pub fn matches_at<'a, 't>(
        &'a self,
        tokens: &'t [Token],
        i: usize,
    ) -> impl Iterator<Item = (usize, &'a [Sense])> + use<'a, 't> {
        let mut node = Some(0u32);
        tokens[i..]
            .iter()
            .enumerate()
            .map_while(move |(n, token)| {
                node = self.symbols.get(&token.key).and_then(|s| self.edges.get(&(node?, *s))).copied();
                node.map(|at| (n + 1, self.senses[at as usize].as_slice()))
            })
            .filter(|(_, senses)| !senses.is_empty())
    }

    /// Registers how a form in ideographs sounds.
    pub(super) fn add_sound(&mut self, form: &str) {
        let tokens = tokenize(form);
        let text: String = tokens.iter().map(|t| t.text.as_str()).collect();
        if tokens.len() < 2 || tokens.iter().any(|t| t.kind != TokenKind::Han) {
            return;
        }
        let readings: Option<Vec<&str>> = text.chars().map(|c| c.to_pinyin().map(|p| p.plain())).collect();
        let Some(sound) = readings.map(|r| r.join(" ")) else { return };
        let same = |a: &str, b: &str| a == b || self.senses_of(a) == self.senses_of(b);
        let unique = match self.sounds.get(&sound) {
            None => Some(text),
            Some(known) => known.clone().filter(|k| same(k, &text)),
        };
        self.sounds.insert(sound, unique);
    }

    /// Registers a form in ideographs for typing errors in one character: an inner one, or any of four and more.
    pub(super) fn add_gaps(&mut self, form: &str) {
        let characters: Vec<char> = form.chars().collect();
        let tokens = tokenize(form);
        if characters.len() < SHORTEST_WITH_GAP
            || characters.len() > LONGEST_WITH_GAP
            || tokens.len() != characters.len()
            || tokens.iter().any(|t| t.kind != TokenKind::Han)
        {
            return;
        }
        let text: String = tokens.iter().map(|t| t.text.as_str()).collect();
        for open in open_places(characters.len()) {
            let same = |a: &str, b: &str| a == b || self.senses_of(a) == self.senses_of(b);
            let key = with_gap(&text, open);
            let unique = match self.gaps.get(&key) {
                None => Some(text.clone()),
                Some(known) => known.clone().filter(|k| same(k, &text)),
            };
            self.gaps.insert(key, unique);
        }
    }

    /// The one form that `text` is but for one character.
    pub fn one_character_off(&self, text: &str) -> Option<&str> {
        let length = text.chars().count();
        if !(SHORTEST_WITH_GAP..=LONGEST_WITH_GAP).contains(&length) {
            return None;
        }
        let mut found = open_places(length).filter_map(|open| self.gaps.get(&with_gap(text, open)));
        let first = found.next()?.as_deref()?;
        found.all(|other| other.as_deref() == Some(first)).then_some(first)
    }

    /// The one form that sounds like this.
    pub fn sounding_like(&self, sound: &str) -> Option<&str> {
        self.sounds.get(sound)?.as_deref()
    }

    /// The entity that a character stands for in a row of such.
    pub fn short(&self, key: &str) -> Option<usize> {
        self.shorts.get(key).copied()
    }

    /// Whether a word stands in any form.
    pub fn knows(&self, key: &str) -> bool {
        self.symbols.contains_key(key)
    }

    /// All words of alphabets that stand in forms, sorted.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}
