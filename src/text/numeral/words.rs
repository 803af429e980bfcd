//! The words of numbers, compiled from the fact base's language data.
//!
//! Owns: the definition file's shape and look-up by token keys. Must not know: any word itself.

use std::collections::BTreeMap;

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::{Token, TokenKind, tokenize};

/// `[numerals]` of the language data.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumeralDef {
    pub digits: BTreeMap<String, u32>,
    pub tens: BTreeMap<String, u32>,
    pub words: BTreeMap<String, u32>,
    pub ordinals: BTreeMap<String, u32>,
    pub magnitudes: BTreeMap<String, f64>,
    pub year: Vec<String>,
    pub month: Vec<String>,
    pub months: BTreeMap<String, u32>,
    pub first_half: Vec<String>,
    pub second_half: Vec<String>,
    pub quarter: Vec<String>,
    pub range: Vec<String>,
    pub ordinal_prefix: Vec<String>,
    pub ordinal_suffix: Vec<String>,
    pub percent: Vec<String>,
    pub percent_prefix: Vec<String>,
    pub tenths: Vec<String>,
    pub fraction: Vec<String>,
    pub half: Vec<String>,
    pub fractions: BTreeMap<String, (String, String)>,
    pub usd: Vec<String>,
    pub usd_prefix: Vec<String>,
    pub times: Vec<String>,
    pub counters: Vec<String>,
    pub top_prefix: Vec<String>,
    pub top_suffix: Vec<String>,
    pub period_words: Vec<String>,
    /// Stand between a numeral and its magnitude where there is a little more.
    #[serde(default)]
    pub odd: Vec<String>,
    /// Stand before the decimals of a numeral in words.
    #[serde(default)]
    pub point: Vec<String>,
}

/// Phrases by their token keys; the longest match wins.
#[derive(Debug, Clone, Default)]
pub struct Phrases<T> {
    /// By the keys of a phrase, each with [`END`] behind it.
    by_keys: FxHashMap<CompactString, T>,
    /// Keys that begin a phrase, with its greatest length: most tokens begin none.
    longest: FxHashMap<CompactString, usize>,
}

const END: char = '\u{1f}';

impl<T: Copy> Phrases<T> {
    fn new(entries: impl Iterator<Item = (String, T)>) -> Self {
        let mut phrases = Phrases { by_keys: FxHashMap::default(), longest: FxHashMap::default() };
        for (form, value) in entries {
            let keys: Vec<CompactString> = tokenize(&form).into_iter().map(|t| t.key).collect();
            let Some(first) = keys.first() else { continue };
            let longest = phrases.longest.entry(first.clone()).or_default();
            *longest = keys.len().max(*longest);
            phrases.by_keys.insert(keys.iter().flat_map(|k| k.chars().chain([END])).collect(), value);
        }
        phrases
    }

    fn first(&self) -> impl Iterator<Item = &CompactString> {
        self.longest.keys()
    }

    /// Length in tokens and value of the longest phrase that starts at `i`.
    pub fn at(&self, tokens: &[Token], i: usize) -> Option<(usize, T)> {
        let longest = *self.longest.get(&tokens.get(i)?.key)?;
        let mut keys = CompactString::default();
        let mut found = None;
        for (n, token) in tokens[i..].iter().take(longest).enumerate() {
            keys.push_str(&token.key);
            keys.push(END);
            if let Some(value) = self.by_keys.get(&keys) {
                found = Some((n + 1, *value));
            }
        }
        found
    }
}

/// [`NumeralDef`] ready for look-up.
#[derive(Debug, Clone, Default)]
pub struct NumeralWords {
    /// Keys that a number or a time can begin with, digits apart.
    first: FxHashSet<CompactString>,
    pub digits: FxHashMap<CompactString, u32>,
    pub tens: FxHashMap<CompactString, u32>,
    pub words: Phrases<u32>,
    pub ordinals: Phrases<u32>,
    pub magnitudes: Phrases<f64>,
    pub year: Phrases<()>,
    pub month: Phrases<()>,
    pub months: Phrases<u32>,
    /// 1 or 2.
    pub halves: Phrases<u8>,
    pub quarter: Phrases<()>,
    pub range: Phrases<()>,
    pub ordinal_prefix: Phrases<()>,
    pub ordinal_suffix: Phrases<()>,
    pub percent: Phrases<()>,
    pub percent_prefix: Phrases<()>,
    pub tenths: Phrases<()>,
    pub fraction: Phrases<()>,
    pub half: Phrases<()>,
    pub fractions: Phrases<(u32, u32)>,
    pub usd: Phrases<()>,
    pub usd_prefix: Phrases<()>,
    pub times: Phrases<()>,
    pub counters: Phrases<()>,
    pub top_prefix: Phrases<()>,
    pub top_suffix: Phrases<()>,
    pub period_words: Phrases<()>,
    pub odd: Phrases<()>,
    pub point: Phrases<()>,
}

impl NumeralWords {
    /// Whether a number or a time can begin with this token: with most no number does, and nothing more need be tried.
    pub fn begins(&self, token: &Token) -> bool {
        token.kind == TokenKind::Number || self.first.contains(&token.key)
    }

    /// Notes with which keys the readings of `read.rs` and `time.rs` begin.
    fn with_first(mut self) -> NumeralWords {
        let values = [&self.words, &self.ordinals, &self.months].map(Phrases::first);
        let marks = [
            &self.quarter,
            &self.ordinal_prefix,
            &self.percent_prefix,
            &self.half,
            &self.usd_prefix,
            &self.top_prefix,
        ];
        let keys = self.digits.keys().chain(self.tens.keys()).chain(values.into_iter().flatten());
        let keys = keys.chain(marks.map(Phrases::first).into_iter().flatten());
        let keys =
            keys.chain(self.magnitudes.first()).chain(self.halves.first()).chain(self.fractions.first());
        self.first = keys.cloned().collect();
        self
    }

    /// Whether a word is one of a number or a time.
    pub fn knows(&self, token: &Token) -> bool {
        let one = std::slice::from_ref(token);
        self.words.at(one, 0).is_some()
            || self.ordinals.at(one, 0).is_some()
            || self.magnitudes.at(one, 0).is_some()
            || self.months.at(one, 0).is_some()
            || self.period_words.at(one, 0).is_some()
    }

    /// Compiles the definitions; forms are folded as every text is.
    pub fn new(def: &NumeralDef) -> NumeralWords {
        let marks = |forms: &[String]| Phrases::new(forms.iter().map(|f| (f.clone(), ())));
        let values = |map: &BTreeMap<String, u32>| Phrases::new(map.iter().map(|(f, v)| (f.clone(), *v)));
        let keys = |map: &BTreeMap<String, u32>| {
            map.iter().flat_map(|(f, v)| tokenize(f).into_iter().next().map(|t| (t.key, *v))).collect()
        };
        let parse = |text: &String| text.parse().unwrap_or(1);
        let words = NumeralWords {
            first: FxHashSet::default(),
            digits: keys(&def.digits),
            tens: keys(&def.tens),
            words: values(&def.words),
            ordinals: values(&def.ordinals),
            magnitudes: Phrases::new(def.magnitudes.iter().map(|(f, v)| (f.clone(), *v))),
            year: marks(&def.year),
            month: marks(&def.month),
            months: values(&def.months),
            halves: Phrases::new(
                def.first_half
                    .iter()
                    .map(|f| (f.clone(), 1))
                    .chain(def.second_half.iter().map(|f| (f.clone(), 2))),
            ),
            quarter: marks(&def.quarter),
            range: marks(&def.range),
            ordinal_prefix: marks(&def.ordinal_prefix),
            ordinal_suffix: marks(&def.ordinal_suffix),
            percent: marks(&def.percent),
            percent_prefix: marks(&def.percent_prefix),
            tenths: marks(&def.tenths),
            fraction: marks(&def.fraction),
            half: marks(&def.half),
            fractions: Phrases::new(
                def.fractions.iter().map(|(f, (a, b))| (f.clone(), (parse(a), parse(b)))),
            ),
            usd: marks(&def.usd),
            usd_prefix: marks(&def.usd_prefix),
            times: marks(&def.times),
            counters: marks(&def.counters),
            top_prefix: marks(&def.top_prefix),
            top_suffix: marks(&def.top_suffix),
            period_words: marks(&def.period_words),
            odd: marks(&def.odd),
            point: marks(&def.point),
        };
        words.with_first()
    }
}
