//! Rows: what one figure of a finding is called, how its value is told, and what is cited for it.
//!
//! Owns: names, values and figures of rows. Must not know: whether a row stands alone or in a list.

use rust_decimal::Decimal;

use crate::answer::compose::Draft;
use crate::answer::model::{Figure, Span};
use crate::knowledge::{Observation, Unit};
use crate::query::{Finding, Row};
use crate::understanding::Ask;

pub(super) fn observation<'a>(draft: &Draft<'a>, row: &Row) -> Option<&'a Observation> {
    row.observation.map(|o| &draft.voice.base.observations[o])
}

/// Cites what a finding rests on, and gives the markers.
pub(super) fn cite(draft: &mut Draft<'_>, finding: &Finding) -> Span {
    let base = draft.voice.base;
    let indicator = &base.indicators[finding.indicator];
    let mut refs: Vec<String> = Vec::new();
    let rows = finding.rows.iter().filter_map(|r| r.observation);
    let terms =
        finding.derived.iter().flat_map(|d| d.terms.iter().flat_map(|t| t.observations.iter().copied()));
    for o in rows.chain(terms) {
        refs.extend(base.observations[o].cite.iter().cloned());
    }
    refs.extend(indicator.def.cite.iter().cloned());
    let mark = draft.citations.cite(indicator.document, &refs);
    let rows = finding.rows.iter().filter_map(|r| r.observation);
    let terms =
        finding.derived.iter().flat_map(|d| d.terms.iter().flat_map(|t| t.observations.iter().copied()));
    for o in rows.chain(terms) {
        draft.citations.print(&mark, &base.observations[o]);
    }
    mark
}

/// Adds an observation to the answer's figures.
pub(in crate::answer) fn figure(draft: &mut Draft<'_>, o: &Observation, value: Decimal) {
    let base = draft.voice.base;
    let figure = Figure {
        value,
        unit: base.indicators[o.indicator].def.unit.name().to_owned(),
        entity: Some(base.entities[o.entity].code.clone()),
        indicator: Some(base.indicators[o.indicator].def.id.clone()),
        period: o.period.map(|p| p.notation()),
        derived: false,
    };
    if !draft.figures.contains(&figure) {
        draft.figures.push(figure);
    }
}

pub(super) fn add(draft: &mut Draft<'_>, finding: &Finding, row: &Row) {
    let base = draft.voice.base;
    let Some(o) = row.observation.map(|o| &base.observations[o]) else { return };
    if let Some(value) = o.value {
        figure(draft, o, value);
    }
    let derived_rank = row.within.or(row.place.filter(|_| finding.ask == Ask::RankWithin));
    if let Some(place) = derived_rank {
        draft.figures.push(Figure {
            value: place.into(),
            unit: Unit::Rank.name().to_owned(),
            entity: Some(base.entities[row.entity].code.clone()),
            indicator: Some(base.indicators[o.indicator].def.id.clone()),
            period: o.period.map(|p| p.notation()),
            derived: true,
        });
    }
}

/// Name of a row: the entity, with its economy for a city and the company for an investment.
pub(super) fn row_name(draft: &Draft<'_>, finding: &Finding, row: &Row) -> String {
    let voice = draft.voice;
    let name = voice.entity(row.entity);
    if let Some(agent) = observation(draft, row).and_then(|o| o.agent) {
        return voice.with("agent-in", [("agent", voice.entity(agent)), ("place", name)]);
    }
    let _ = finding;
    name
}

/// A value as told in a row, with its place within a region where that was asked.
pub(super) fn row_value(draft: &Draft<'_>, finding: &Finding, row: &Row) -> String {
    let voice = draft.voice;
    let Some(o) = observation(draft, row) else { return voice.say("no-figure") };
    let unit = voice.base.indicators[o.indicator].def.unit;
    if let Some((low, _)) = o.range {
        let _ = low;
        return voice.say("ahead-undetermined");
    }
    let value = voice.observed(o);
    if let Some((of, by)) = o.quotient {
        let operand = |i: usize| voice.observed(&voice.base.observations[i]);
        return voice.with("quotient", [("value", value), ("of", operand(of)), ("by", operand(by))]);
    }
    if unit == Unit::Rank {
        let scope = o.scope.or(voice.base.indicators[o.indicator].scope);
        let place = scope.map(|s| voice.entity(s)).unwrap_or_default();
        let told = voice.with("rank-in", [("place", place), ("rank", value)]);
        return match (finding.region, row.within, o.scope) {
            (Some(region), Some(own), None) => {
                let within = voice.with(
                    "rank-in",
                    [("place", voice.entity(region)), ("rank", voice.numbered("rank", own))],
                );
                voice.with("rank-and-whole", [("within", within), ("whole", told)])
            }
            _ => told,
        };
    }
    value
}

/// A told value with the row's period, where it has one.
pub(super) fn dated(draft: &Draft<'_>, row: &Row, value: String) -> String {
    let period = observation(draft, row).map(|o| draft.voice.period(o)).unwrap_or_default();
    if period.is_empty() {
        return value;
    }
    draft.voice.with("value-period", [("value", value), ("period", period)])
}

/// The printed rank of the same entity in the other scope.
pub(super) fn other_scope(draft: &mut Draft<'_>, row: &Row) -> Option<String> {
    let voice = draft.voice;
    let own = observation(draft, row)?;
    let others = voice
        .base
        .observations_of(own.indicator, row.entity)
        .filter(|o| o.scope != own.scope && o.value.is_some());
    let other = others.into_iter().next()?;
    figure(draft, other, other.value?);
    let place = voice.entity(other.scope.or(voice.base.indicators[other.indicator].scope)?);
    Some(voice.with("rank-in", [("place", place), ("rank", voice.observed(other))]))
}
