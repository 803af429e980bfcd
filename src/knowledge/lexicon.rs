//! The lexicon: every form of every name, concept, cue and filler, as one trie over token keys.
//!
//! Owns: exact look-up by tokens, and the list of known words for fuzzy look-up. Must not know: which sense is meant.

use compact_str::CompactString;
use pinyin::ToPinyin;
use rustc_hash::{FxHashMap, FxHashSet};

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

/// Such a form has tokens that are no ideographs.
fn holds_letters(form: &str) -> bool {
    form.bytes().any(|b| b.is_ascii_alphanumeric())
}

/// How many nodes a form adds, more or less: others begin as it does.
const NODES_TO_A_FORM: usize = 2;

fn with_gap(text: &str, open: usize) -> CompactString {
    text.chars().enumerate().map(|(k, c)| if k == open { '\u{0}' } else { c }).collect()
}

/// Forms by token keys.
#[derive(Debug, Default)]
pub struct Lexicon {
    symbols: FxHashMap<CompactString, u32>,
    /// (node, symbol) → node; node 0 is the root.
    edges: FxHashMap<(u32, u32), u32>,
    senses: Vec<Vec<Sense>>,
    /// Whole words (unstemmed) of alphabets, sorted: candidates for typing errors.
    words: Vec<CompactString>,
    /// Forms in ideographs by how they sound; `None` where two different ones sound alike.
    sounds: FxHashMap<CompactString, Option<CompactString>>,
    /// Forms in ideographs with one character left open; `None` where two different ones fit.
    gaps: FxHashMap<CompactString, Option<CompactString>>,
    /// Characters that stand for an entity in a row of such.
    shorts: FxHashMap<CompactString, usize>,
}

impl Lexicon {
    /// A lexicon with room for so many forms.
    pub(super) fn new(forms: usize) -> Lexicon {
        let nodes = forms * NODES_TO_A_FORM;
        let mut lexicon = Lexicon::default();
        lexicon.edges.reserve(nodes);
        lexicon.senses.reserve(nodes);
        lexicon.senses.push(Vec::new());
        lexicon
    }

    pub(super) fn add(&mut self, form: &str, sense: Sense) {
        let tokens = tokenize(form);
        let mut node = 0;
        for token in tokens {
            let next = self.symbols.len() as u32;
            let symbol = *self.symbols.entry(token.key).or_insert(next);
            let fresh = self.senses.len() as u32;
            node = *self.edges.entry((node, symbol)).or_insert(fresh);
            if node == fresh {
                self.senses.push(Vec::new());
            }
            // A word is not guessed to be a name of something foreign: “settle” is no Seattle.
            if token.kind == TokenKind::Word && !matches!(sense, Sense::Place(_) | Sense::Outside(_)) {
                self.words.push(token.text);
            }
        }
        let senses = &mut self.senses[node as usize];
        if node != 0 && !senses.contains(&sense) {
            // Most forms have one sense for good.
            senses.reserve_exact(1);
            senses.push(sense);
        }
    }

    pub(super) fn finish(&mut self, shorts: Vec<(String, usize)>) {
        let folded = |form: &str| tokenize(form).into_iter().next().map(|t| t.key);
        self.shorts = shorts.iter().filter_map(|(form, entity)| Some((folded(form)?, *entity))).collect();
        // Few words are new: it takes less to sort them when each is there once.
        let words: FxHashSet<CompactString> = std::mem::take(&mut self.words).into_iter().collect();
        self.words = words.into_iter().collect();
        self.words.sort_unstable();
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
        if holds_letters(form) {
            return;
        }
        let tokens = tokenize(form);
        let text: CompactString = tokens.iter().map(|t| t.text.as_str()).collect();
        if tokens.len() < 2 || tokens.iter().any(|t| t.kind != TokenKind::Han) {
            return;
        }
        let readings: Option<Vec<&str>> = text.chars().map(|c| c.to_pinyin().map(|p| p.plain())).collect();
        let Some(sound) = readings.map(|r| CompactString::from(r.join(" "))) else { return };
        let same = |a: &str, b: &str| a == b || self.senses_of(a) == self.senses_of(b);
        let unique = match self.sounds.get(&sound) {
            None => Some(text),
            Some(known) => known.clone().filter(|k| same(k, &text)),
        };
        self.sounds.insert(sound, unique);
    }

    /// Registers a form in ideographs for typing errors in one character: an inner one, or any of four and more.
    pub(super) fn add_gaps(&mut self, form: &str) {
        let length = form.chars().count();
        if !(SHORTEST_WITH_GAP..=LONGEST_WITH_GAP).contains(&length) || holds_letters(form) {
            return;
        }
        let tokens = tokenize(form);
        if tokens.len() != length || tokens.iter().any(|t| t.kind != TokenKind::Han) {
            return;
        }
        let text: CompactString = tokens.iter().map(|t| t.text.as_str()).collect();
        for open in open_places(length) {
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
    pub fn words(&self) -> &[CompactString] {
        &self.words
    }
}
