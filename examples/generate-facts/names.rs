//! Names: invented ones in English and Chinese, each given to one thing only.
//!
//! Owns: how names are made. Must not know: what they are given to.

use std::collections::HashSet;

use footnote::knowledge::FactBase;
use footnote::text::tokenize;
use serde::Deserialize;

use super::shape::Lots;

/// The data file `words.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    english: English,
    chinese: Chinese,
    pub aspect: Vec<Name>,
    pub questions: std::collections::BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone, Deserialize)]
struct English {
    open: Vec<String>,
    inner: Vec<String>,
    end: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Chinese {
    open: String,
    inner: String,
    end: String,
}

/// One thing's name in both languages.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
pub struct Name {
    pub en: String,
    pub hant: String,
}

impl Words {
    pub fn read() -> Words {
        toml::from_str(include_str!("words.toml")).expect("words.toml is well formed")
    }
}

/// Gives out names that nothing else has: neither one another nor a word of the language.
pub struct Namer<'a> {
    words: &'a Words,
    language: &'a FactBase,
    lots: Lots,
    taken: HashSet<String>,
}

impl<'a> Namer<'a> {
    pub fn new(words: &'a Words, language: &'a FactBase, seed: u64) -> Namer<'a> {
        Namer { words, language, lots: Lots::of(&[seed, 1]), taken: HashSet::new() }
    }

    pub fn name(&mut self) -> Name {
        Name { en: self.fresh(Self::english), hant: self.fresh(Self::chinese) }
    }

    fn fresh(&mut self, make: fn(&mut Self) -> String) -> String {
        loop {
            let name = make(self);
            let key: String = tokenize(&name).iter().map(|t| t.key.as_str()).collect();
            let meant = !self.language.lexicon.senses_of(&name).is_empty();
            if !meant && self.taken.insert(key) {
                return name;
            }
        }
    }

    /// Half of the names have two inner syllables, so that there are more than enough of them.
    fn english(&mut self) -> String {
        let English { open, inner, end } = &self.words.english;
        let rows: &[&[String]] =
            if self.lots.below(2) == 0 { &[open, inner, end] } else { &[open, inner, end, inner, end] };
        rows.iter().map(|row| self.lots.pick(row).as_str()).collect::<String>()
    }

    /// Four or five characters: shorter names are one character from another too often.
    fn chinese(&mut self) -> String {
        let Chinese { open, inner, end } = &self.words.chinese;
        let [open, inner, end] = [open, inner, end].map(|row| row.chars().collect::<Vec<char>>());
        let mut name = String::from(*self.lots.pick(&open));
        for _ in 0..2 + self.lots.below(2) {
            name.push(*self.lots.pick(&inner));
        }
        name.push(*self.lots.pick(&end));
        name
    }
}
