//! The lexicon: every form of every name, concept, cue and filler, by its tokens and by what it is like.
//!
//! Owns: what forms stand for, how they sound, and the list of known words for fuzzy look-up. Must not know: which sense is meant.

use std::sync::OnceLock;

use compact_str::CompactString;
use pinyin::ToPinyin;
use rustc_hash::{FxHashMap, FxHashSet};

use super::alike::Alike;
use super::cue::Cue;
use super::trie::Trie;
use crate::text::{Token, TokenKind, Tokenizer, tokenize};

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

fn with_gap(text: &str, open: usize) -> CompactString {
    let (at, width) = text.char_indices().nth(open).map_or((0, 0), |(at, c)| (at, c.len_utf8()));
    let mut key = CompactString::new(&text[..at]);
    key.push('\u{0}');
    key.push_str(&text[at + width..]);
    key
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

/// Forms by token keys, by sound, by all characters but one.
#[derive(Debug)]
pub struct Lexicon {
    trie: Trie,
    /// Whole words (unstemmed) of alphabets, sorted: candidates for typing errors.
    words: Vec<CompactString>,
    /// Forms in ideographs that a word which is not known may stand for, by sound and but for one character.
    heard: Vec<CompactString>,
    seen: Vec<CompactString>,
    /// The same by what they are like. Most texts have no such word: this is made for the first that has one.
    sounds: OnceLock<Alike>,
    gaps: OnceLock<Alike>,
    /// Characters that stand for an entity in a row of such.
    shorts: FxHashMap<CompactString, usize>,
}

impl Lexicon {
    /// A lexicon with room for so many forms.
    pub(super) fn new(forms: usize) -> Lexicon {
        Lexicon {
            trie: Trie::new(forms),
            words: Vec::new(),
            heard: Vec::new(),
            seen: Vec::new(),
            sounds: OnceLock::new(),
            gaps: OnceLock::new(),
            shorts: FxHashMap::default(),
        }
    }

    /// Adds what a form can stand for. Its words are added apart, as each is looked at once only.
    pub(super) fn add(&mut self, form: &[Token], sense: Sense, words: &mut FxHashSet<CompactString>) {
        self.trie.add(form, sense);
        // A word is not guessed to be a name of something foreign: “settle” is no Seattle.
        let guessed = !matches!(sense, Sense::Place(_) | Sense::Outside(_));
        for token in form.iter().filter(|t| guessed && t.kind == TokenKind::Word) {
            if !words.contains(&token.text) {
                words.insert(token.text.clone());
            }
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
        self.trie.matches_at(tokens, i)
    }

    /// Registers a form for words of the same sound.
    pub(super) fn add_sound(&mut self, form: &str) {
        self.heard.push(form.into());
    }

    /// Registers a form for typing errors in one character: an inner one, or any of four and more.
    pub(super) fn add_gaps(&mut self, form: &str) {
        self.seen.push(form.into());
    }

    fn sounds(&self) -> &Alike {
        self.sounds.get_or_init(|| {
            let key = |c: char| c.to_pinyin().map(|p| p.plain());
            let sound =
                |text: &str| text.chars().map(key).collect::<Option<Vec<&str>>>().map(|r| r.join(" "));
            let keys = |text: &CompactString| sound(text).map(CompactString::from).into_iter();
            self.alike(&self.heard, |form| form.len() >= 2, keys)
        })
    }

    fn gaps(&self) -> &Alike {
        self.gaps.get_or_init(|| {
            let lengths = SHORTEST_WITH_GAP..=LONGEST_WITH_GAP;
            let fits = |form: &[Token]| lengths.contains(&form.len()) && in_one_piece(form);
            let keys = |text: &CompactString| {
                let text = text.clone();
                open_places(text.chars().count()).map(move |open| with_gap(&text, open))
            };
            self.alike(&self.seen, fits, keys)
        })
    }

    /// Those of `forms` that are all ideographs and fit, by their keys.
    fn alike<K: Iterator<Item = CompactString>>(
        &self,
        forms: &[CompactString],
        fits: impl Fn(&[Token]) -> bool,
        keys: impl Fn(&CompactString) -> K,
    ) -> Alike {
        let mut alike = Alike::default();
        let mut tokenizer = Tokenizer::default();
        for form in forms {
            let tokens = tokenizer.tokens(form);
            if let Some(text) = ideographs(tokens).filter(|_| fits(tokens)) {
                alike.add(&text, keys(&text), |a, b| self.senses_of(a) == self.senses_of(b));
            }
        }
        alike
    }

    /// The one form that `text` is but for one character.
    pub fn one_character_off(&self, text: &str) -> Option<&str> {
        let length = text.chars().count();
        if !(SHORTEST_WITH_GAP..=LONGEST_WITH_GAP).contains(&length) {
            return None;
        }
        let mut found = open_places(length).filter_map(|open| self.gaps().get(&with_gap(text, open)));
        let first = found.next()??;
        found.all(|other| other == Some(first)).then_some(first)
    }

    /// The one form that sounds like this.
    pub fn sounding_like(&self, sound: &str) -> Option<&str> {
        self.sounds().get(sound)?
    }

    /// The entity that a character stands for in a row of such.
    pub fn short(&self, key: &str) -> Option<usize> {
        self.shorts.get(key).copied()
    }

    /// Whether a word stands in any form.
    pub fn knows(&self, key: &str) -> bool {
        self.trie.knows(key)
    }

    /// All words of alphabets that stand in forms, sorted.
    pub fn words(&self) -> &[CompactString] {
        &self.words
    }
}
