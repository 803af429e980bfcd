//! What a right answer gives, as computed from the plain tables, and what is wrong with an answer beside it.
//!
//! Owns: expectation and judgement. Must not know: how the question was worded.

use std::collections::BTreeSet;

use footnote::answer::{Answer, Block, Figure, Kind, Span};
use footnote::render::plain::render as plain;
use rust_decimal::Decimal;

use crate::facts::Facts;
use crate::numerals::{Numeral, scan};
use crate::trace::pieces;

/// A figure that the answer must give.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    pub value: Decimal,
    pub unit: String,
    pub entity: Option<String>,
    pub indicator: String,
    /// Computed from others: its last digits may be rounded.
    pub derived: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Gold {
    /// Any of these kinds is right.
    pub kinds: Vec<Kind>,
    pub figures: Vec<Wanted>,
    /// No figure of another place or indicator may stand beside them.
    pub alone: bool,
    /// Nothing may be computed.
    pub nothing_derived: bool,
    /// Codes whose names stand in the text.
    pub names: Vec<String>,
    /// The one that the headline names.
    pub leads: Option<String>,
    /// Whether the headline says that the one it names has more, or less, than the others.
    pub greater: Option<bool>,
    pub verdict: Option<bool>,
    /// One of these references is cited.
    pub cites: Vec<String>,
}

impl Gold {
    pub fn answer(figures: Vec<Wanted>) -> Gold {
        let names = figures.iter().filter_map(|f| f.entity.clone()).collect();
        Gold { kinds: vec![Kind::Answer], figures, alone: true, names, ..Gold::default() }
    }

    pub fn no_data() -> Gold {
        Gold { kinds: vec![Kind::NoData], alone: true, nothing_derived: true, ..Gold::default() }
    }
}

/// The words with which an answer agrees or disagrees.
pub struct Verdicts {
    pub yes: Vec<String>,
    pub no: Vec<String>,
    /// Words for having more, or being ahead, and for the contrary.
    pub greater: Vec<String>,
    pub lesser: Vec<String>,
}

impl Verdicts {
    /// Whether the answer begins with one of them.
    pub fn of(&self, answer: &Answer) -> Option<bool> {
        let first = pieces(answer).into_iter().next()?.text;
        self.yes.contains(&first).then_some(true).or_else(|| self.no.contains(&first).then_some(false))
    }
}

/// “2013–24”.
fn short_year(figure: &Figure, numeral: &Numeral) -> bool {
    figure.unit == "year" && numeral.value == figure.value % Decimal::ONE_HUNDRED
}

fn meets(wanted: &Wanted, given: &Figure) -> bool {
    let near = if wanted.derived {
        let gap = (given.value.abs() - wanted.value.abs()).abs();
        gap <= wanted.value.abs() * Decimal::new(1, 3) || gap <= Decimal::new(6, 3)
    } else {
        given.value == wanted.value
    };
    near && given.unit == wanted.unit
        && given.derived == wanted.derived
        && (wanted.entity.is_none() || given.entity == wanted.entity)
        && (wanted.indicator.is_empty() || given.indicator.as_deref() == Some(wanted.indicator.as_str()))
}

fn bare(spans: &[Span]) -> String {
    let text = |s: &Span| match s {
        Span::Text(text) | Span::Strong(text) => text.clone(),
        Span::Mark(_) => String::new(),
    };
    spans.iter().map(text).collect()
}

/// A place's name as it stands in a sentence.
fn name(facts: &Facts, code: &str, answer: &Answer) -> String {
    let entity = facts.entities.iter().find(|e| e.code == code).map(|e| &e.name);
    let words = entity.or_else(|| facts.groups.iter().find(|g| g.code == code).map(|g| &g.name));
    let told = words.map(|w| w.told(answer.lang.tag())).unwrap_or_default();
    told.trim_start_matches("the ").to_lowercase()
}

/// Everything that is wrong with `answer`; nothing if it is right.
pub fn faults(facts: &Facts, verdicts: &Verdicts, gold: &Gold, answer: &Answer) -> Vec<String> {
    let mut faults = Vec::new();
    if !gold.kinds.contains(&answer.kind) {
        faults.push(format!("is {:?}", answer.kind));
    }
    let printed: Vec<Numeral> = pieces(answer).iter().flat_map(|p| scan(&p.text)).collect();
    for wanted in &gold.figures {
        let given = answer.figures.iter().find(|given| meets(wanted, given));
        match given {
            None => faults.push(format!("lacks {wanted:?}")),
            Some(given) if !printed.iter().any(|n| n.prints(given.value) || short_year(given, n)) => {
                faults.push(format!("does not print {}", given.value));
            }
            Some(_) => {}
        }
    }
    let asked_for = |f: &Figure| {
        gold.figures.iter().any(|w| {
            (w.entity.is_none() || w.entity == f.entity)
                && Some(w.indicator.as_str()) == f.indicator.as_deref()
        })
    };
    if gold.alone {
        let others = answer.figures.iter().filter(|f| !f.derived && f.unit != "year" && !asked_for(f));
        faults.extend(others.map(|f| format!("also gives {} of {:?}", f.value, f.entity)));
    }
    if gold.nothing_derived && answer.figures.iter().any(|f| f.derived) {
        faults.push("computes from what is not there".to_owned());
    }
    // A line begins with a capital letter.
    let text = plain(answer).to_lowercase();
    let names: BTreeSet<&String> = gold.names.iter().collect();
    let unnamed = names.iter().map(|c| name(facts, c, answer)).filter(|n| !text.contains(n.as_str()));
    faults.extend(unnamed.map(|n| format!("does not name {n}")));
    let mut heads = answer.blocks.iter().filter_map(|b| match b {
        Block::Headline(spans) => Some(bare(spans)),
        _ => None,
    });
    let first = heads.next().unwrap_or_default();
    if let Some(leader) = &gold.leads {
        let verdict = verdicts.yes.contains(&first) || verdicts.no.contains(&first);
        let head = if verdict { heads.next().unwrap_or_default() } else { first.clone() };
        if !head.to_lowercase().contains(&name(facts, leader, answer)) {
            faults.push(format!("its headline does not name {leader}"));
        }
    }
    if let Some(greater) = gold.greater {
        let says = |words: &[String]| words.iter().any(|w| first.contains(w.as_str()));
        if says(&verdicts.greater) != greater || says(&verdicts.lesser) == greater {
            faults.push(format!("its headline says the contrary: {first}"));
        }
    }
    if let Some(verdict) = gold.verdict {
        let words = if verdict { &verdicts.yes } else { &verdicts.no };
        if !words.contains(&first) {
            faults.push(format!("does not say {}", if verdict { "yes" } else { "no" }));
        }
    }
    let cited = |r: &String| answer.citations.iter().any(|c| c.refs.contains(r));
    if !gold.cites.is_empty() && !gold.cites.iter().any(cited) {
        faults.push(format!("cites none of {:?}", gold.cites));
    }
    if answer.kind == Kind::Answer && answer.citations.is_empty() {
        faults.push("cites nothing".to_owned());
    }
    faults
}
