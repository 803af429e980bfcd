//! Look-up: the figures of the places named, or of the one thing that an indicator is about.
//!
//! Owns: rows for entities. Must not know: claims, wording.

use rust_decimal::Decimal;

use super::finding::{Finding, Outcome, Reason, Row};
use super::select::Selection;
use super::sums::remainder;
use crate::knowledge::{EntityKind, Status, Unit};
use crate::understanding::{Ask, Operand};

/// The figures that the frame names places for.
pub(super) fn lookup(select: &Selection<'_>) -> Outcome {
    let indicator = select.indicator;
    let def = &select.base.indicators[indicator].def;
    let mut finding = Finding::new(Ask::Lookup, indicator);
    let mut lacking: Vec<usize> = Vec::new();
    let operands = named(select);
    if operands.is_empty() {
        return unnamed(select, finding);
    }
    if let Some(rest) = remainder(select) {
        return rest;
    }
    if def.composite
        && let Some(rows) = composite(select, &operands)
    {
        finding.rows = rows;
        return Outcome::Found(finding);
    }
    for operand in operands {
        match operand {
            Operand::All | Operand::Rest => {}
            Operand::Entity(e) => entity_rows(select, select.complement(e), &mut finding, &mut lacking),
            Operand::Group(g) => {
                let whole = select.base.groups[g].entity.map(|e| select.of_entity(e)).unwrap_or_default();
                if whole.is_empty() {
                    for member in select.base.members(g).iter().filter(|m| {
                        select.base.entities[**m].is(EntityKind::Economy) || def.of_kind.is_some()
                    }) {
                        entity_rows(select, *member, &mut finding, &mut lacking);
                    }
                } else {
                    finding.rows.extend(whole.into_iter().map(|o| select.row(o)));
                }
            }
        }
    }
    if finding.rows.iter().all(|r| !valued(select, r)) {
        let undetermined = finding.rows.iter().any(|r| status(select, r) == Some(Status::Undetermined));
        let entities: Vec<usize> = finding.rows.iter().map(|r| r.entity).chain(lacking).collect();
        return Outcome::NoData(if undetermined {
            Reason::Undetermined { indicator, entities }
        } else {
            Reason::NoFigure { indicator, entities }
        });
    }
    finding.missing.extend(lacking);
    Outcome::Found(finding)
}

fn valued(select: &Selection<'_>, row: &Row) -> bool {
    row.observation.is_some_and(|o| select.base.observations[o].value.is_some())
}

fn status(select: &Selection<'_>, row: &Row) -> Option<Status> {
    row.observation.map(|o| select.base.observations[o].status)
}

/// Operands to look up: places and companies named, and regions that have a figure of their own.
fn named(select: &Selection<'_>) -> Vec<Operand> {
    let (frame, base) = (select.frame, select.base);
    let ranking = select.unit() == Unit::Rank;
    let mut operands = frame.operands.clone();
    for region in &frame.regions {
        let own = base.indexes_of(select.indicator, *region).len() > 0;
        let single = base.indicators[select.indicator].single == Some(*region);
        // Where places are named, world and continent are the scope of a ranking or the whole of a share.
        if own
            && !single
            && (operands.is_empty() || !ranking && base.indicators[select.indicator].def.of.is_none())
        {
            operands.push(Operand::Entity(*region));
        }
    }
    operands
}

fn entity_rows(select: &Selection<'_>, entity: usize, finding: &mut Finding, lacking: &mut Vec<usize>) {
    if select.unit() == Unit::Rank && in_region(select, entity, finding) {
        return;
    }
    let mut any = false;
    for stand_in in select.stand_ins(entity) {
        for o in select.of_entity(stand_in) {
            finding.rows.push(select.row(o));
            any = true;
        }
    }
    if !any {
        lacking.push(entity);
    }
}

/// A rank within the continent that the frame names: printed, or counted where the list is complete.
fn in_region(select: &Selection<'_>, entity: usize, finding: &mut Finding) -> bool {
    let base = select.base;
    let Some(region) =
        select.frame.regions.iter().copied().find(|r| base.indicators[select.indicator].scope != Some(*r))
    else {
        return false;
    };
    let world_too = select.frame.regions.len() > 1;
    finding.region = Some(region);
    let scoped = |o: &usize| base.observations[*o].scope == Some(region);
    if let Some(o) = base.indexes_of(select.indicator, entity).find(scoped) {
        if world_too {
            finding.rows.extend(select.of_entity(entity).into_iter().map(|o| select.row(o)));
        }
        finding.rows.push(select.row(o));
        return true;
    }
    let Some(place) = place_in_region(select, entity, region) else { return false };
    finding
        .rows
        .extend(select.of_entity(entity).into_iter().map(|o| Row { within: Some(place), ..select.row(o) }));
    true
}

/// The place of an entity among those of a region, where the document names all of them down to its rank.
fn place_in_region(select: &Selection<'_>, entity: usize, region: usize) -> Option<u32> {
    let base = select.base;
    let group = base.group(&base.entities[region].code)?;
    let rank_of = |e: usize| select.of_entity(e).first().and_then(|o| base.observations[*o].value);
    let own = rank_of(entity)?;
    let complete = base.indicators[select.indicator].def.complete_to?;
    if own > Decimal::from(complete) || !base.members(group).contains(&entity) {
        return None;
    }
    let ahead = base.members(group).iter().filter(|m| rank_of(**m).is_some_and(|r| r < own)).count();
    u32::try_from(ahead + 1).ok()
}

/// Nothing is named: the one thing that the indicator is about, or all of a short list.
fn unnamed(select: &Selection<'_>, mut finding: Finding) -> Outcome {
    let base = select.base;
    let (indicator, frame) = (select.indicator, select.frame);
    let def = &base.indicators[indicator].def;
    // The world as a whole is asked for, and the fact base has it for single places only.
    if select.names_whole()
        && def.single.is_none()
        && !matches!(def.unit, Unit::Rank | Unit::Percent)
        && !def.agent
    {
        return Outcome::NoData(Reason::NoFigure { indicator, entities: frame.regions.clone() });
    }
    finding.rows = base.indicators[indicator]
        .observations
        .iter()
        .filter(|i| {
            let o = &base.observations[**i];
            !o.restates
                && o.value.is_some()
                && o.scope.is_none()
                && select.in_time(o)
                && !o.aggregate
                && (frame.companies.is_empty() || o.agent.is_none_or(|a| frame.companies.contains(&a)))
                && select.admits_all(o.entity)
        })
        .map(|o| select.row(*o))
        .collect();
    finding.partial = def.unit == Unit::Rank;
    super::plan::found_or(finding, Reason::NoFigure { indicator, entities: frame.companies.clone() })
}

/// Shares of groups that together are exactly what is named.
pub(super) fn composite(select: &Selection<'_>, operands: &[Operand]) -> Option<Vec<Row>> {
    let base = select.base;
    let economies = |g: usize| {
        base.members(g)
            .iter()
            .copied()
            .filter(|m| base.entities[*m].is(EntityKind::Economy))
            .collect::<Vec<_>>()
    };
    let mut pool: Vec<usize> = operands
        .iter()
        .flat_map(|o| match o {
            Operand::Entity(e) => base.group(&base.entities[*e].code).map_or_else(|| vec![*e], economies),
            Operand::Group(g) => economies(*g),
            Operand::All | Operand::Rest => Vec::new(),
        })
        .collect();
    pool.sort_unstable();
    pool.dedup();
    let mut rows = Vec::new();
    let mut whole: Vec<(usize, Vec<usize>)> = base
        .series(select.indicator)
        .map(|o| o.entity)
        .map(|e| (e, base.group(&base.entities[e].code).map_or_else(|| vec![e], economies)))
        .collect();
    whole.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    for (entity, members) in whole {
        if members.iter().all(|m| pool.contains(m)) {
            pool.retain(|m| !members.contains(m));
            rows.extend(select.of_entity(entity).into_iter().map(|o| select.row(o)));
        }
    }
    (pool.is_empty() && !rows.is_empty()).then_some(rows)
}

/// Observations to cite for an indicator: those of the places named, or all.
pub(super) fn cited(select: &Selection<'_>) -> Vec<usize> {
    let mut rows: Vec<usize> =
        select.frame.entities().into_iter().flat_map(|e| select.of_entity(e)).collect();
    if rows.is_empty() {
        rows = select
            .base
            .series(select.indicator)
            .filter(|o| o.value.is_some())
            .flat_map(|o| select.of_entity(o.entity))
            .collect();
    }
    rows.dedup();
    rows
}
