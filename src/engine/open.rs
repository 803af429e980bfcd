//! What stands under a key of the fact base, told without a question: for links and for walks through it.
//!
//! Owns: which answer a key stands for. Must not know: who holds the key, or wording.

use super::{Reply, Utterance};
use crate::answer::{self, Lang, compose};
use crate::dialogue::Dialogue;
use crate::knowledge::{Anchor, FactBase};
use crate::query::{Finding, Outcome, Reason, Row};
use crate::understanding::Ask;

/// The answer under `key`, and the conversation that it begins; nothing where this edition has no such thing.
pub fn open(base: &FactBase, lang: Lang, key: u64) -> Option<Reply> {
    let mut dialogue = Dialogue { lang: Some(lang), ..Dialogue::default() };
    let mut chart = None;
    let told = match base.anchor(key)? {
        Anchor::Fact(o) => {
            let observation = &base.observations[o];
            dialogue.topics = vec![base.indicators[observation.indicator].def.id.clone()];
            dialogue.operands = vec![base.entities[observation.entity].code.clone()];
            dialogue.results.clone_from(&dialogue.operands);
            dialogue.trail.clone_from(&dialogue.operands);
            dialogue.companies =
                observation.agent.iter().map(|agent| base.entities[*agent].code.clone()).collect();
            dialogue.ask = Some(Ask::Lookup);
            let outcomes = [fact(base, o)];
            let mut told = compose(base, lang, &outcomes);
            chart = super::beside(base, &mut told, &outcomes);
            told
        }
        Anchor::Statement(s) => {
            let statement = &base.statements[s];
            dialogue.topics = vec![statement.def.id.clone()];
            let spoken = statement.figures.iter().filter_map(|f| f.indicator);
            dialogue.topics.extend(spoken.map(|i| base.indicators[i].def.id.clone()));
            let outcomes = [Outcome::Statement(s)];
            let mut told = compose(base, lang, &outcomes);
            told.next = answer::next(base, lang, &outcomes);
            told
        }
        Anchor::Indicator(i) => {
            let text = answer::about_indicator(base, lang, i);
            let fresh = Dialogue::default();
            return Some(super::illustrated(base, &fresh, &Utterance { text, lang: Some(lang) }));
        }
        Anchor::Source(s) => answer::work(base, lang, s),
        Anchor::Document(_) | Anchor::Entity(_) => return None,
    };
    Some(Reply { answer: told, dialogue, chart, trace: vec![] })
}

/// One observation, as if it had been asked for.
fn fact(base: &FactBase, observation: usize) -> Outcome {
    let o = &base.observations[observation];
    if o.value.is_none() && o.range.is_none() {
        return Outcome::NoData(Reason::NoFigure { indicator: o.indicator, entities: vec![o.entity] });
    }
    let mut finding = Finding::new(Ask::Lookup, o.indicator);
    finding.rows = vec![Row { entity: o.entity, observation: Some(observation), place: None, within: None }];
    Outcome::Found(finding)
}
