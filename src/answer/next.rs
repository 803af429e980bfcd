//! What one may well ask after an answer: the two or three most natural questions, each with an answer.
//!
//! Owns: which questions, in which order. Must not know: what a button is, how the answer was found.

mod figures;

use super::compose::{in_characters, on_a_button};
use super::model::{Choice, Lang};
use super::suggest::{MOST, known_of, question};
use super::voice::Voice;
use super::walk::facts;
use crate::knowledge::{FactBase, Topic};
use crate::query::Outcome;
use crate::understanding::Operand;
pub(super) use figures::after;
use figures::{ENOUGH, counted, told};

/// The questions after an answer that told `outcomes`.
pub fn next(base: &FactBase, lang: Lang, outcomes: &[Outcome]) -> Vec<Choice> {
    let voice = Voice { base, lang };
    let mut choices: Vec<Choice> = Vec::new();
    for choice in candidates(voice, outcomes) {
        let label = on_a_button(base, lang, &choice.label);
        let choice = Choice { label, ask: in_characters(base, lang, &choice.ask) };
        if choices.len() < MOST && !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    choices
}

fn candidates(voice: Voice<'_>, outcomes: &[Outcome]) -> Vec<Choice> {
    match outcomes {
        [Outcome::Found(finding)] => after(voice, finding),
        [Outcome::Statement(s)] => {
            let statement = &voice.base.statements[*s];
            let told = statement.figures.iter().filter_map(|f| f.indicator);
            let notes = statement.cite.iter().filter(|r| r.starts_with("fn:"));
            let resting = notes.flat_map(|note| resting(voice.base, statement.document, note));
            told.chain(resting).map(|i| question(voice, i, None)).collect()
        }
        [Outcome::Note { document, number }] => {
            let resting = resting(voice.base, *document, &format!("fn:{number}"));
            resting.into_iter().map(|i| question(voice, i, None)).collect()
        }
        [Outcome::Source { topic: Topic::Indicator(i), .. } | Outcome::Period { indicator: i, .. }] => {
            vec![question(voice, *i, None)]
        }
        [Outcome::Members { groups, verdict: None, .. }] => groups
            .iter()
            .filter(|g| voice.base.groups[**g].spoken_of)
            .flat_map(|g| counted(voice.base).map(|i| question(voice, i, Some(Operand::Group(*g)))))
            .take(ENOUGH)
            .collect(),
        several => of_one_place(voice, several),
    }
}

/// Indicators that rest on a work and have figures.
pub(super) fn resting(base: &FactBase, document: usize, reference: &str) -> Vec<usize> {
    let rests = |i: &usize| {
        let indicator = &base.indicators[*i];
        let cites =
            indicator.document == document && indicator.def.cite.iter().any(|cited| cited == reference);
        cites && indicator.def.absent.is_none() && !facts(base, *i).is_empty()
    };
    (0..base.indicators.len()).filter(rests).collect()
}

/// After several figures of one place: how it ranks, and what was not told.
fn of_one_place(voice: Voice<'_>, outcomes: &[Outcome]) -> Vec<Choice> {
    let mut place = None;
    let mut indicators = Vec::new();
    for outcome in outcomes {
        let Outcome::Found(finding) = outcome else { return vec![] };
        let [only] = told(voice.base, finding)[..] else { return vec![] };
        if *place.get_or_insert(only) != only {
            return vec![];
        }
        indicators.push(finding.indicator);
    }
    let Some(place) = place else { return vec![] };
    let ranking = |i: &usize| voice.base.indicators[*i].def.ranking;
    let ranks = all_ranks(voice, place).filter(|_| !indicators.iter().all(ranking));
    let others = known_of(voice, place).into_iter().filter(|i| !indicators.contains(i));
    let others = others.map(|i| question(voice, i, Some(Operand::Entity(place)))).take(ENOUGH);
    ranks.into_iter().chain(others).collect()
}

/// All ranks of an entity that has several.
fn all_ranks(voice: Voice<'_>, entity: usize) -> Option<Choice> {
    let ranked = known_of(voice, entity).into_iter().filter(|i| voice.base.indicators[*i].def.ranking);
    (ranked.count() > 1).then(|| {
        let text = voice.with("ranks-of-one", [("what", voice.entity(entity))]);
        Choice { label: text.clone(), ask: text }
    })
}
