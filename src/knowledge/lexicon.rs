//! The lexicon: every form of every name, concept, cue and filler, as one trie over token keys.
//!
//! Owns: exact look-up by tokens, and the list of known words for fuzzy look-up. Must not know: which sense is meant.

use compact_str::CompactString;
use pinyin::ToPinyin;
use rustc_hash::{FxHashMap, FxHashSet};

use super::alike::Alike;
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

/// How many nodes a form adds, more or less: others begin as it does.
const NODES_TO_A_FORM: usize = 2;

/// Which characters of a form may be mistyped: of a short one only those inside.
fn open_places(length: usize) -> std::ops::Range<usize> {
    if length == SHORTEST_WITH_GAP { 1..length - 1 } else { 0..length }
}

fn with_gap(text: &str, open: usize) -> CompactString {
    text.chars().enumerate().map(|(k, c)| if k == open { '\u{0}' } else { c }).collect()
}

/// The text of tokens that are all ideographs.
fn ideographs(tokens: &[Token]) -> Option<CompactString> {
    let all = tokens.iter().all(|t| t.kind == TokenKind::Han);
    all.then(|| tokens.iter().map(|t| t.text.as_str()).collect())
}

/// Whether nothing stands between the tokens.
fn in_one_piece(tokens: &[Token]) -> bool {
    tokens.windows(2).all(|t| t[0].span.end == t[1].span.start)
}

/// Lists of senses, each kept once: all forms of a name have the same. The first one is empty.
#[derive(Debug)]
struct Lists {
    lists: Vec<Vec<Sense>>,
    /// What a list becomes with one more sense.
    with: FxHashMap<(u32, Sense), u32>,
}

impl Lists {
    fn extended(&mut self, list: u32, sense: Sense) -> u32 {
        let known = &self.lists[list as usize];
        if known.contains(&sense) {
            return list;
        }
        let fresh = self.lists.len() as u32;
        let longer = *self.with.entry((list, sense)).or_insert(fresh);
        if longer == fresh {
            let senses = known.iter().copied().chain([sense]).collect();
            self.lists.push(senses);
        }
        longer
    }
}

/// Forms by token keys.
#[derive(Debug)]
pub struct Lexicon {
    symbols: FxHashMap<CompactString, u32>,
    /// (node, symbol) → node; node 0 is the root.
    edges: FxHashMap<(u32, u32), u32>,
    /// For each node, the list of what the form that ends there can stand for.
    ends: Vec<u32>,
    senses: Lists,
    /// Whole words (unstemmed) of alphabets, sorted: candidates for typing errors.
    words: Vec<CompactString>,
    /// Forms in ideographs by how they sound.
    sounds: Alike,
    /// Forms in ideographs with one character left open.
    gaps: Alike,
    /// Characters that stand for an entity in a row of such.
    shorts: FxHashMap<CompactString, usize>,
}

impl Lexicon {
    /// A lexicon with room for so many forms.
    pub(super) fn new(forms: usize) -> Lexicon {
        let nodes = forms * NODES_TO_A_FORM;
        let mut ends = Vec::with_capacity(nodes);
        ends.push(0);
        Lexicon {
            symbols: FxHashMap::default(),
            edges: FxHashMap::with_capacity_and_hasher(nodes, Default::default()),
            ends,
            senses: Lists { lists: vec![Vec::new()], with: FxHashMap::default() },
            words: Vec::new(),
            sounds: Alike::default(),
            gaps: Alike::default(),
            shorts: FxHashMap::default(),
        }
    }

    /// Adds what a form can stand for. Its words are added apart, as each is looked at once only.
    pub(super) fn add(&mut self, form: &[Token], sense: Sense, words: &mut FxHashSet<CompactString>) {
        let mut node = 0;
        for token in form {
            let symbol = self.symbol(&token.key);
            let fresh = self.ends.len() as u32;
            node = *self.edges.entry((node, symbol)).or_insert(fresh);
            if node == fresh {
                self.ends.push(0);
            }
            // A word is not guessed to be a name of something foreign: “settle” is no Seattle.
            let guessed = token.kind == TokenKind::Word && !matches!(sense, Sense::Place(_) | Sense::Outside(_));
            if guessed && !words.contains(&token.text) {
                words.insert(token.text.clone());
            }
        }
        if node != 0 {
            let end = &mut self.ends[node as usize];
            *end = self.senses.extended(*end, sense);
        }
    }

    fn symbol(&mut self, key: &CompactString) -> u32 {
        let next = self.symbols.len() as u32;
        match self.symbols.get(key) {
            Some(known) => *known,
            None => *self.symbols.entry(key.clone()).or_insert(next),
        }
    }

    pub(super) fn finish(&mut self, shorts: Vec<(String, usize)>, words: FxHashSet<CompactString>) {
        let folded = |form: &str| tokenize(form).into_iter().next().map(|t| t.key);
        self.shorts = shorts.iter().filter_map(|(form, entity)| Some((folded(form)?, *entity))).collect();
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
                node.map(|at| (n + 1, self.senses.lists[self.ends[at as usize] as usize].as_slice()))
            })
            .filter(|(_, senses)| !senses.is_empty())
    }

    /// Registers how a form in ideographs sounds.
    pub(super) fn add_sound(&mut self, form: &[Token]) {
        let Some(text) = ideographs(form).filter(|_| form.len() >= 2) else { return };
        let readings: Option<Vec<&str>> = text.chars().map(|c| c.to_pinyin().map(|p| p.plain())).collect();
        let mut sounds = std::mem::take(&mut self.sounds);
        let keys = readings.map(|r| CompactString::from(r.join(" "))).into_iter();
        sounds.add(&text, keys, |a, b| self.senses_of(a) == self.senses_of(b));
        self.sounds = sounds;
    }

    /// Registers a form in ideographs for typing errors in one character: an inner one, or any of four and more.
    pub(super) fn add_gaps(&mut self, form: &[Token]) {
        let length = form.len();
        if !(SHORTEST_WITH_GAP..=LONGEST_WITH_GAP).contains(&length) || !in_one_piece(form) {
            return;
        }
        let Some(text) = ideographs(form) else { return };
        let mut gaps = std::mem::take(&mut self.gaps);
        let keys = open_places(length).map(|open| with_gap(&text, open));
        gaps.add(&text, keys, |a, b| self.senses_of(a) == self.senses_of(b));
        self.gaps = gaps;
    }

    /// The one form that `text` is but for one character.
    pub fn one_character_off(&self, text: &str) -> Option<&str> {
        let length = text.chars().count();
        if !(SHORTEST_WITH_GAP..=LONGEST_WITH_GAP).contains(&length) {
            return None;
        }
        let mut found = open_places(length).filter_map(|open| self.gaps.get(&with_gap(text, open)));
        let first = found.next()??;
        found.all(|other| other == Some(first)).then_some(first)
    }

    /// The one form that sounds like this.
    pub fn sounding_like(&self, sound: &str) -> Option<&str> {
        self.sounds.get(sound)?
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
