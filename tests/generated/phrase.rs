//! How questions are worded: phrasings and words from `phrasings.toml`, names from the fact base.
//!
//! Owns: filling the slots of a phrasing, every name in its turn. Must not know: right answers.

use std::collections::HashMap;

use toml::{Table, Value};

use crate::facts::Facts;
use crate::fields::Words;
use crate::gold::Verdicts;
use crate::hans;
use crate::operations::{Instance, Slot};
use crate::spelling::{amount, number};

pub const LANGUAGES: [&str; 5] = ["zh-Hant", "zh-Hans", "yue", "en", "mixed"];

/// Operations that are asked of groups by name only.
const OF_NAMED_GROUPS: [&str; 4] = ["most_in", "fewest_in", "rank_within", "count_in"];

pub struct Phrasing {
    pub operation: String,
    pub lang: &'static str,
    pub say: String,
    units: Vec<String>,
    only: Vec<String>,
}

impl Phrasing {
    pub fn fits(&self, facts: &Facts, instance: &Instance) -> bool {
        let unit = &facts.indicator(&instance.indicator).unit;
        let named = |slot: &Slot| match slot {
            // A group without a name of its own is a row of places: some operations have one for those.
            Slot::Group(code) => {
                if !OF_NAMED_GROUPS.contains(&self.operation.as_str()) {
                    return true;
                }
                let latin = matches!(self.lang, "en" | "mixed");
                facts.group(code).forms.iter().any(|f| f.is_ascii() == latin)
            }
            _ => true,
        };
        instance.slots.iter().all(|(_, slot)| named(slot))
            && (self.units.is_empty() || self.units.contains(unit))
            && (self.only.is_empty() || self.only.contains(&instance.indicator))
    }
}

/// A slot, and the words in it.
pub type Filled = (String, String);

pub struct Phrasings {
    pub all: Vec<Phrasing>,
    file: Table,
    /// How often each name was used in each language: the next use takes the next form.
    turns: HashMap<(String, &'static str), usize>,
}

fn strings(value: Option<&Value>) -> Vec<String> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{9fff}')
}

impl Phrasings {
    pub fn read() -> Phrasings {
        let file: Table = include_str!("phrasings.toml").parse().expect("the phrasings parse");
        let mut all = Vec::new();
        for table in file["phrasing"].as_array().expect("phrasings").iter().filter_map(Value::as_table) {
            for lang in LANGUAGES {
                all.extend(strings(table.get(lang)).into_iter().map(|say| Phrasing {
                    operation: table["operation"].as_str().expect("an operation").to_owned(),
                    lang,
                    say,
                    units: strings(table.get("units")),
                    only: strings(table.get("only")),
                }));
            }
        }
        Phrasings { all, file, turns: HashMap::new() }
    }

    pub fn verdicts(&self) -> Verdicts {
        let verdict = &self.file["verdict"];
        let words = |key: &str| strings(verdict.get(key));
        Verdicts { yes: words("yes"), no: words("no"), greater: words("greater"), lesser: words("lesser") }
    }

    /// The next of several forms in their turn.
    fn next(&mut self, what: &str, lang: &'static str, forms: &[String]) -> String {
        assert!(!forms.is_empty(), "no form of {what} in {lang}");
        let turn = self.turns.entry((what.to_owned(), lang)).or_default();
        *turn += 1;
        forms[(*turn - 1) % forms.len()].clone()
    }

    /// What people of this language call something: every form in its script that is a name.
    fn names(&self, name: &Words, forms: &[String], lang: &str) -> Vec<String> {
        let skip = self.file["skip"].as_table().expect("a table");
        let adjectives = strings(self.file["adjectives"].get("skip"));
        let is_name = |f: &&String| !skip.contains_key(f.as_str()) && !adjectives.contains(f);
        let latin = matches!(lang, "en" | "mixed");
        let own = |f: &&String| if latin { f.is_ascii() } else { f.chars().any(is_han) };
        let written = |f: &String| match lang {
            "zh-Hans" => hans::simplified(f),
            "en" | "mixed" if f.len() <= 3 && f.chars().all(char::is_alphabetic) => f.to_uppercase(),
            _ => f.clone(),
        };
        let mut names: Vec<String> = forms.iter().filter(is_name).filter(own).map(written).collect();
        let flag = |f: &&String| !f.is_ascii() && !f.chars().any(|c| is_han(c) || c.is_alphabetic());
        if matches!(lang, "yue" | "mixed") {
            names.extend(forms.iter().filter(flag).cloned());
        }
        if names.is_empty() {
            names.push(if latin { name.en.clone() } else { written(&name.hant) });
        }
        names
    }

    /// Words for an indicator: those of the data file, and the fact base's own name.
    fn words(&self, facts: &Facts, indicator: &str, lang: &'static str) -> Vec<String> {
        let of = self.file["words"].get(indicator);
        let mut words = strings(of.and_then(|w| w.get(lang)));
        let ranking = facts.indicator(indicator).ranking;
        if matches!(lang, "en" | "mixed") && !ranking {
            words.insert(0, facts.indicator(indicator).name.en.clone());
        }
        words
    }

    /// The question that an instance becomes in this phrasing, a string for each turn, and what fills each slot.
    pub fn fill(
        &mut self,
        facts: &Facts,
        phrasing: usize,
        instance: &Instance,
    ) -> (Vec<String>, Vec<Filled>) {
        let (lang, say) = (self.all[phrasing].lang, self.all[phrasing].say.clone());
        let mut parts = say.split('{');
        let mut text = parts.next().unwrap_or_default().to_owned();
        // One question calls its subject by one word.
        let mut word: Option<String> = None;
        let mut slots = Vec::new();
        for part in parts {
            let (slot, rest) = part.split_once('}').expect("a slot is closed");
            let filled = match slot {
                "what" => {
                    let of = &instance.indicator;
                    word.take().unwrap_or_else(|| {
                        let words = self.words(facts, of, lang);
                        self.next(of, lang, &words)
                    })
                }
                "name" => {
                    let name = &facts.indicator(&instance.indicator).name;
                    if lang == "zh-Hans" { hans::printed(&name.hant) } else { name.hant.clone() }
                }
                "c" => {
                    let counter = self.file["words"][&instance.indicator]["counter"].as_str();
                    let counter = counter.expect("what is counted has a counter");
                    if lang == "zh-Hans" { hans::simplified(counter) } else { counter.to_owned() }
                }
                "adjective" => self.adjective(facts, instance),
                _ => self.slot(facts, lang, slot, instance),
            };
            if slot == "what" {
                word = Some(filled.clone());
            }
            text.push_str(&filled);
            text.push_str(rest);
            slots.push((slot.to_owned(), filled));
        }
        (text.split(" // ").map(str::to_owned).collect(), slots)
    }

    fn adjective(&mut self, facts: &Facts, instance: &Instance) -> String {
        let Some((_, Slot::Entity(code))) = instance.slots.first() else { panic!("an adjective of a place") };
        let usable = strings(self.file["adjectives"].get("before_a_noun"));
        let own: Vec<String> =
            facts.entity(code).forms.iter().filter(|f| usable.contains(f)).cloned().collect();
        if own.is_empty() { facts.entity(code).name.en.clone() } else { self.next(code, "en", &own) }
    }

    fn slot(&mut self, facts: &Facts, lang: &'static str, slot: &str, instance: &Instance) -> String {
        let key = if ["nw", "cw", "nth"].contains(&slot) { "n" } else { slot };
        let (_, value) = instance.slots.iter().find(|(name, _)| *name == key).unwrap_or_else(|| {
            panic!("a slot `{slot}` in {instance:?}");
        });
        match value {
            Slot::Entity(code) => {
                let entity = facts.entity(code);
                let names = self.names(&entity.name, &entity.forms, lang);
                self.next(code, lang, &names)
            }
            Slot::Group(code) => {
                let group = facts.group(code);
                let names = self.names(&group.name, &group.forms, lang);
                self.next(code, lang, &names)
            }
            Slot::Indicator(id) => {
                let words = self.words(facts, id, lang);
                self.next(id, lang, &words)
            }
            Slot::Amount(value) => amount(*value, &facts.indicator(&instance.indicator).unit, lang),
            Slot::Count(n) => number(*n, slot, lang),
            Slot::Year(year) => year.to_string(),
            Slot::Elsewhere(place) => {
                let forms = &facts.elsewhere[*place];
                let latin = lang == "en";
                let form = forms.iter().find(|f| f.is_ascii() == latin).unwrap_or(&forms[0]);
                if lang == "zh-Hans" { hans::simplified(form) } else { form.clone() }
            }
        }
    }
}
