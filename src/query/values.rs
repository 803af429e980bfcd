//! Figures of whatever indicator: all those of one place, and those that a question names by their value.
//!
//! Owns: when two numbers are one figure, and who says it. Must not know: claims, wording.

use rust_decimal::Decimal;

use super::finding::{Finding, Outcome, Row};
use super::lookup::lookup;
use super::select::Selection;
use crate::knowledge::{Cue, FactBase, Topic, Unit};
use crate::understanding::{Amount, Ask, Frame};

/// All figures of the one place named: the quantities, or the rankings where those are asked for.
pub(super) fn profile(base: &FactBase, frame: &Frame) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let mut found: Vec<(Option<Decimal>, Outcome)> = Vec::new();
    let rankings = frame.any(&[Cue::Rank, Cue::WhichRanking]);
    let mut indicators: Vec<usize> =
        frame.entities().into_iter().flat_map(|e| base.indicators_of(e)).collect();
    indicators.sort_unstable();
    indicators.dedup();
    for indicator in indicators {
        let i = &base.indicators[indicator];
        let wanted =
            if rankings { i.def.ranking } else { i.def.unit != Unit::Rank && i.def.absent.is_none() };
        let named = !frame.own_topic
            || matches!(frame.topic(), Some(Topic::Statement(_)) | None)
            || frame.topics.iter().any(|t| t.topic == Topic::Indicator(indicator));
        if wanted && named {
            let select = Selection { base, indicator, frame };
            let outcome = lookup(&select);
            let value = match &outcome {
                Outcome::Found(f) => f.rows.first().and_then(|r| r.observation).map(|o| select.value(o)),
                _ => None,
            };
            found.push((value, outcome));
        }
    }
    if rankings {
        // “Where is it best?”, “where is it third?”: the ranks in order, or the one asked for.
        found.retain(|(value, _)| value.is_some() && frame.nth.is_none_or(|n| *value == Some(n.into())));
        found.sort_by_key(|(value, _)| *value);
    }
    outcomes.extend(found.into_iter().map(|(_, outcome)| outcome));
    if outcomes.is_empty() && rankings && frame.nth.is_none() && !frame.entities().is_empty() {
        // In no ranking: each says so.
        let indicators = (0..base.indicators.len()).filter(|i| {
            let def = &base.indicators[*i].def;
            def.ranking && def.absent.is_none()
        });
        outcomes.extend(indicators.map(|indicator| lookup(&Selection { base, indicator, frame })));
    }
    if outcomes.is_empty() {
        outcomes.push(Outcome::Clarify { topics: vec![], operands: frame.operands.clone() });
    }
    outcomes
}

/// Who says the numbers that a question names.
pub(super) fn value_sources(base: &FactBase, frame: &Frame) -> Vec<Outcome> {
    let found = values(base, frame);
    let source = |o: &Outcome| match o {
        Outcome::Found(f) => Outcome::Source {
            topic: Topic::Indicator(f.indicator),
            rows: f.rows.iter().filter_map(|r| r.observation).collect(),
        },
        other => other.clone(),
    };
    found.iter().take(2).map(source).collect()
}

/// What the numbers in a question are: the observations that print them.
pub(super) fn values(base: &FactBase, frame: &Frame) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for amount in frame.amounts.iter().filter(|a| a.marked) {
        let mut by_indicator: Vec<Finding> = Vec::new();
        for index in near(base, amount) {
            let o = &base.observations[index];
            let unit = base.indicators[o.indicator].def.unit;
            let same_unit = amount.unit.map_or(unit != Unit::Rank, |u| unit.is_written(u));
            let close = o.value.is_some_and(|v| {
                near_value(v, amount.value) || amount.unit.is_none() && printed(v, amount.value, unit)
            });
            if same_unit && close {
                let shown = if o.restates {
                    base.indexes_of(o.indicator, o.entity).next().unwrap_or(index)
                } else {
                    index
                };
                let row = Row { entity: o.entity, observation: Some(shown), place: None, within: None };
                match by_indicator.iter_mut().find(|f| f.indicator == o.indicator) {
                    Some(f) if f.rows.contains(&row) => {}
                    Some(f) => f.rows.push(row),
                    None => by_indicator
                        .push(Finding { rows: vec![row], ..Finding::new(Ask::Value, o.indicator) }),
                }
            }
        }
        outcomes.extend(by_indicator.into_iter().map(Outcome::Found));
    }
    if outcomes.is_empty() {
        let topics = Vec::new();
        outcomes.push(Outcome::Clarify { topics, operands: frame.operands.clone() });
    }
    outcomes
}

/// So many figures are told for one number; of more, only those that are exactly this.
const MOST: usize = 20;

/// The observations that `amount` may be, in order.
fn near(base: &FactBase, amount: &Amount) -> Vec<usize> {
    let scaled = amount.value.saturating_mul(BILLION);
    let mut found: Vec<usize> = base.about(amount.value).chain(base.about(scaled)).collect();
    if found.len() > MOST {
        found.retain(|o| base.observations[*o].value == Some(amount.value));
    }
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST);
    found
}

const BILLION: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// Equal to the precision of a printed figure (470.9 and 471 billion are one figure).
pub(super) fn near_value(a: Decimal, b: Decimal) -> bool {
    a.saturating_sub(b).abs().saturating_mul(Decimal::from(2000)) <= a.abs().max(b.abs())
}

/// A bare number can be what a table prints in its own scale (470.9 for billions).
fn printed(value: Decimal, bare: Decimal, unit: Unit) -> bool {
    unit == Unit::Usd && near_value(value, bare.saturating_mul(BILLION))
}
