//! What one may well ask after figures of one indicator: a comparison, all in order, the place's other figures.
//!
//! Owns: whom to compare with whom, and when an answer has told all already. Must not know: what a button is.

use rust_decimal::Decimal;

use super::all_ranks;
use crate::answer::model::Choice;
use crate::answer::suggest::{MOST, known_of, ordered, question};
use crate::answer::voice::Voice;
use crate::answer::walk::entities;
use crate::knowledge::{FactBase, Unit};
use crate::query::{DerivedKind, Finding};
use crate::understanding::{Ask, Operand};

/// More than are shown, for some turn out to be the same; there can be thousands.
pub(super) const ENOUGH: usize = 4 * MOST;

/// After figures of one indicator.
pub(in crate::answer) fn after(voice: Voice<'_>, finding: &Finding) -> Vec<Choice> {
    let base = voice.base;
    let indicator = finding.indicator;
    let others_of = |entity: usize| {
        let others = known_of(voice, entity).into_iter().filter(move |i| *i != indicator);
        others.map(move |i| question(voice, i, Some(Operand::Entity(entity)))).take(ENOUGH)
    };
    let mut choices: Vec<Choice> = Vec::new();
    match told(base, finding)[..] {
        [only] => {
            let other = neighbour(base, indicator, only);
            choices.extend(other.map(|other| compare(voice, indicator, only, other)));
            choices.extend(order(voice, finding));
            choices.extend(all_ranks(voice, only).filter(|_| base.indicators[indicator].def.ranking));
            choices.extend(others_of(only));
        }
        [one, other] => {
            choices.extend(reckon(voice, finding));
            choices.extend(order(voice, finding));
            choices.extend(others_of(one).take(1).chain(others_of(other).take(1)));
        }
        ref several => {
            choices.extend(order(voice, finding));
            let mut ahead = ranked(base, indicator);
            ahead.retain(|(e, _)| several.is_empty() || several.contains(e));
            let first = ahead.first().copied();
            let other = first.and_then(|first| ahead.iter().find(|other| other.1 != first.1));
            if let (Some(first), Some(other)) = (first, other) {
                choices.push(compare(voice, indicator, first.0, other.0));
            }
            choices.extend(akin(base, indicator).map(|i| question(voice, i, None)).take(ENOUGH));
        }
    }
    choices
}

/// Whose figures were told or computed with, each once.
pub(super) fn told(base: &FactBase, finding: &Finding) -> Vec<usize> {
    let mut once: Vec<usize> = Vec::new();
    let rows = finding.rows.iter().filter_map(|r| r.observation);
    let terms =
        finding.derived.iter().flat_map(|d| d.terms.iter().flat_map(|t| t.observations.iter().copied()));
    for entity in rows.chain(terms).map(|o| base.observations[o].entity) {
        if !once.contains(&entity) {
            once.push(entity);
        }
    }
    once
}

/// Indicators of the same sort: rankings beside a ranking, quantities beside a quantity.
fn akin(base: &FactBase, indicator: usize) -> impl Iterator<Item = usize> + '_ {
    let of = |i: usize| &base.indicators[i];
    let alike = move |i: &usize| {
        *i != indicator
            && of(*i).document == of(indicator).document
            && of(*i).def.ranking == of(indicator).def.ranking
            && lists(base, *i)
    };
    (0..base.indicators.len()).filter(alike)
}

/// Entities in an indicator that one may compare in, the best first.
fn ranked(base: &FactBase, indicator: usize) -> Vec<(usize, Decimal)> {
    if !lists(base, indicator) {
        return vec![];
    }
    let fewest_first = base.indicators[indicator].def.unit == Unit::Rank;
    let plain = base.series(indicator).filter(|o| !o.aggregate && o.scope.is_none());
    let mut all: Vec<(usize, Decimal)> = plain.filter_map(|o| Some((o.entity, o.value?))).collect();
    all.sort_by(|a, b| if fewest_first { a.1.cmp(&b.1) } else { b.1.cmp(&a.1) });
    all
}

/// Whether an indicator has one figure for each of several.
fn lists(base: &FactBase, indicator: usize) -> bool {
    let def = &base.indicators[indicator].def;
    let by_company = base.series(indicator).any(|o| o.agent.is_some());
    def.absent.is_none() && !def.composite && !by_company && entities(base, indicator).len() > 1
}

/// Indicators that count something in several.
pub(super) fn counted(base: &FactBase) -> impl Iterator<Item = usize> + '_ {
    let counts = |i: &usize| base.indicators[*i].def.unit == Unit::Count && lists(base, *i);
    (0..base.indicators.len()).filter(counts)
}

/// Who stands right before `entity` and not beside it; behind the first, the next one.
fn neighbour(base: &FactBase, indicator: usize, entity: usize) -> Option<usize> {
    let all = ranked(base, indicator);
    let at = all.iter().position(|(e, _)| *e == entity)?;
    let differs = |other: &&(usize, Decimal)| other.1 != all[at].1;
    let other = all[..at].iter().rev().find(differs).or_else(|| all[at..].iter().find(differs))?;
    Some(other.0)
}

fn compare(voice: Voice<'_>, indicator: usize, one: usize, other: usize) -> Choice {
    let names = voice.list(&[voice.entity(one), voice.entity(other)]);
    Choice {
        label: voice.with("next-compare", [("names", names.clone())]),
        ask: voice.with("ask-compare", [("names", names), ("indicator", voice.indicator(indicator))]),
    }
}

/// All in order, where the answer is not that already.
fn order(voice: Voice<'_>, finding: &Finding) -> Option<Choice> {
    let base = voice.base;
    let indicator = finding.indicator;
    let all = entities(base, indicator).len();
    let whole = finding.rows.len() >= all && finding.derived.is_none();
    let values = || finding.rows.iter().filter_map(|r| base.observations[r.observation?].value);
    let sorted = matches!(finding.ask, Ask::Sort { .. }) || values().is_sorted_by(|a, b| a >= b);
    let ranking = base.indicators[indicator].def.ranking;
    let told = whole && (ranking || sorted);
    if told || !lists(base, indicator) || !(ranking && all > 2 || ordered(base, indicator)) {
        return None;
    }
    let label = if ranking { "next-ranking" } else { "next-order" };
    let label = voice.say(label);
    Some(Choice { label, ..question(voice, indicator, None) })
}

/// After the figures of two: by how much, and how many times.
fn reckon(voice: Voice<'_>, finding: &Finding) -> Vec<Choice> {
    let base = voice.base;
    let indicator = finding.indicator;
    let rows = finding.rows.iter().filter_map(|r| r.observation);
    let terms =
        finding.derived.iter().flat_map(|d| d.terms.iter().flat_map(|t| t.observations.iter().copied()));
    let values =
        rows.chain(terms).filter_map(|o| Some((base.observations[o].entity, base.observations[o].value?)));
    let mut values: Vec<(usize, Decimal)> = values.collect();
    values.sort_by_key(|(_, value)| std::cmp::Reverse(*value));
    let quantity = matches!(base.indicators[indicator].def.unit, Unit::Count | Unit::Usd);
    let [more, less] = values[..] else { return vec![] };
    if !quantity || more.1 == less.1 || less.1.is_zero() {
        return vec![];
    }
    let done = |kind| finding.derived.as_ref().is_some_and(|d| d.kind == kind);
    let wordings = [
        (DerivedKind::Difference, "next-difference", "ask-difference"),
        (DerivedKind::Ratio, "next-ratio", "ask-ratio"),
    ];
    let choice = |(_, label, ask): (DerivedKind, &str, &str)| {
        let names = [
            ("more", voice.entity(more.0)),
            ("less", voice.entity(less.0)),
            ("indicator", voice.indicator(indicator)),
        ];
        Choice { label: voice.say(label), ask: voice.with(ask, names) }
    };
    wordings.into_iter().filter(|(kind, ..)| !done(*kind)).map(choice).collect()
}
