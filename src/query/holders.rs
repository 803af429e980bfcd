//! Holders: who has a figure, who has none, and who shares one.
//!
//! Owns: lists by the presence of figures. Must not know: thresholds, wording.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::filter::listed;
use super::finding::{Finding, Outcome, Reason};
use super::plan::found_or;
use super::select::Selection;
use crate::knowledge::{Cue, FactBase, Topic};
use crate::understanding::{Ask, Frame, Operand};

/// Who has a figure, with it.
pub(super) fn having(select: &Selection<'_>) -> Outcome {
    let population = select.population();
    let total = population.len();
    let mut finding = listed(select, Ask::Having, population, total);
    let complete = select.base.indicators[select.indicator].def.complete_to.unwrap_or(20);
    if complete <= 1 && select.frame.counts_things {
        return Outcome::NoData(Reason::NoPlace { indicator: select.indicator });
    }
    finding.missing = select.without_value();
    found_or(finding, Reason::NoFigure { indicator: select.indicator, entities: vec![] })
}

/// Who has no figure.
pub(super) fn missing(select: &Selection<'_>) -> Outcome {
    let mut finding = Finding::new(Ask::Missing, select.indicator);
    finding.groups = select.restricting();
    finding.missing = select.without_value();
    finding.count = select.frame.counts_things;
    Outcome::Found(finding)
}

/// Who has figures for the other topics and none for the one that “no figure” stands nearest to.
pub(super) fn without(base: &FactBase, frame: &Frame) -> Outcome {
    let indicators: Vec<usize> = frame.topics.iter().filter_map(|c| c.topic.indicator()).collect();
    // The later topic is the one that is lacking: “with X but without Y”.
    let order = |i: &usize| {
        frame
            .topics
            .iter()
            .find(|c| c.topic == Topic::Indicator(*i))
            .and_then(|c| c.items.iter().max().copied())
    };
    let Some(lacking) = indicators.iter().copied().max_by_key(order) else {
        return Outcome::Clarify { topics: vec![], operands: vec![] };
    };
    let Some(having) = indicators.iter().copied().find(|i| *i != lacking) else {
        return missing(&Selection { base, indicator: lacking, frame });
    };
    let gaps = Selection { base, indicator: lacking, frame }.without_value();
    let select = Selection { base, indicator: having, frame };
    let kept =
        select.population().into_iter().filter(|o| gaps.contains(&base.observations[*o].entity)).collect();
    let mut finding = listed(&select, Ask::Filter, kept, gaps.len());
    finding.count = frame.counts_things || frame.has(Cue::Howmany);
    Outcome::Found(finding)
}

/// Who shares a figure with another.
pub(super) fn ties(select: &Selection<'_>) -> Outcome {
    // “Apart from X, who has as many as X?”: the one left out is what the others are held against.
    if let ([one], true) = (&select.frame.excluded[..], select.frame.entities().is_empty()) {
        let mut whole = Frame { excluded: vec![], ..select.frame.clone() };
        whole.operands.push(Operand::Entity(*one));
        return ties(&Selection { frame: &whole, ..*select });
    }
    let population = select.population();
    let total = population.len();
    let mut holders: FxHashMap<Decimal, usize> = FxHashMap::default();
    population.iter().for_each(|o| *holders.entry(select.value(*o)).or_default() += 1);
    let shared = |o: &usize| holders.get(&select.value(*o)).is_some_and(|n| *n > 1);
    let tied: Vec<usize> = population.iter().copied().filter(shared).collect();
    let named = select.frame.entities();
    let mut finding = listed(select, Ask::Ties, tied, total);
    if let Some(entity) = named.first() {
        let value = finding
            .rows
            .iter()
            .find(|r| r.entity == *entity)
            .and_then(|r| r.observation)
            .map(|o| select.value(o));
        finding.rows.retain(|r| r.observation.map(|o| select.value(o)) == value);
    }
    Outcome::Found(finding)
}
