//! Superlatives: first, last, nth, next to, in order, and the place of one in the order of all.
//!
//! Owns: orders and what is known of incomplete rankings. Must not know: claims, wording.

use rust_decimal::Decimal;

use super::arithmetic::gap;
use super::filter::complete;
use super::finding::{Finding, Outcome, Reason, Row};
use super::select::Selection;
use crate::knowledge::{Cue, Status, Unit};
use crate::understanding::Ask;

pub(super) fn base_finding(select: &Selection<'_>, ask: Ask, population: usize) -> Finding {
    Finding {
        groups: select.restricting(),
        excluded: select.frame.excluded.clone(),
        population,
        ..Finding::new(ask, select.indicator)
    }
}

/// The first (or last) `top` of the population, ties included.
pub fn extreme(select: &Selection<'_>, least: bool, top: u32) -> Outcome {
    let indicator = select.indicator;
    if let Some(reason) = unknown_positions(select, least, 1, top) {
        return Outcome::NoData(reason);
    }
    let mut population = select.population();
    if let Some(last) = select.frame.top.filter(|t| *t != top && is_ranking(select)) {
        // “Of the first twenty, the last”: down to a rank of the ranking itself.
        population.retain(|o| select.value(*o) <= last.into());
    }
    let mut finding = base_finding(select, Ask::Extreme { least, top }, population.len());
    let sorted = select.first(population, least, top as usize);
    let rows = select.placed(&sorted);
    finding.rows = rows.into_iter().filter(|r| r.place.is_some_and(|p| p <= top)).collect();
    // The first few of a continent are all there, where everyone of it down to there is named.
    finding.partial = is_ranking(select) && (least || finding.rows.len() < top as usize || !complete(select));
    if is_ranking(select) && top > 1 && !least {
        ahead_of_all(select, &mut finding, top);
    }
    super::plan::found_or(finding, Reason::NoPlace { indicator })
}

/// Both ends at once, with what lies between them.
pub fn span(select: &Selection<'_>) -> Outcome {
    // Of those that are named, or of all.
    let named = select.frame.entities();
    let mut population = select.population();
    population.retain(|o| named.is_empty() || named.contains(&select.base.observations[*o].entity));
    let sorted = select.sorted(population, false);
    let mut finding = base_finding(select, Ask::Span, sorted.len());
    if let [first, .., last] = sorted[..] {
        let ends =
            |o: &usize| select.value(*o) == select.value(first) || select.value(*o) == select.value(last);
        let ends: Vec<usize> = sorted.iter().copied().filter(ends).collect();
        finding.rows = select
            .placed(&sorted)
            .into_iter()
            .filter(|r| r.observation.is_some_and(|o| ends.contains(&o)))
            .collect();
        if select.frame.has(Cue::Diff) {
            finding.derived = Some(gap(select, first, last));
        }
    }
    super::plan::found_or(finding, Reason::NoFigure { indicator: select.indicator, entities: vec![] })
}

fn is_ranking(select: &Selection<'_>) -> bool {
    select.unit() == Unit::Rank
}

/// A printed ranking fills only some positions: asking for others must not be answered with the next one known.
fn unknown_positions(select: &Selection<'_>, least: bool, from: u32, to: u32) -> Option<Reason> {
    if !is_ranking(select) {
        return None;
    }
    let (base, indicator) = (select.base, select.indicator);
    let complete = base.indicators[indicator].def.complete_to.unwrap_or(0);
    let population = select.population();
    let ranks: Vec<Decimal> = population.iter().map(|o| select.value(*o)).collect();
    let narrowed = !select.restricting().is_empty() || !select.frame.excluded.is_empty();
    if least {
        return (complete <= 1).then_some(Reason::NoPlace { indicator });
    }
    if narrowed {
        // Within a continent the document names everyone down to a rank.
        let known = ranks.iter().filter(|r| **r <= Decimal::from(complete)).count();
        return (known < from as usize || (known < to as usize && complete <= 1))
            .then_some(Reason::NoPlace { indicator });
    }
    if ranks.contains(&Decimal::from(from)) || to > from {
        return None;
    }
    let held: Vec<usize> = base
        .series(indicator)
        .filter(|o| {
            o.status == Status::Undetermined
                && o.range.is_some_and(|(low, high)| low <= from.into() && high >= from.into())
        })
        .map(|o| o.entity)
        .collect();
    Some(if held.is_empty() {
        Reason::NoPlace { indicator }
    } else {
        Reason::Undetermined { indicator, entities: held }
    })
}

/// Entries that are ahead without a known position belong to the first few.
fn ahead_of_all(select: &Selection<'_>, finding: &mut Finding, top: u32) {
    let base = select.base;
    let undetermined: Vec<Row> = base
        .series(select.indicator)
        .filter(|o| {
            o.status == Status::Undetermined
                && o.range.is_some_and(|(_, high)| high <= top.into())
                && select.admits(o.entity)
        })
        .flat_map(|o| select.of_entity(o.entity))
        .map(|o| select.row(o))
        .collect();
    if select.restricting().is_empty() {
        // Positions are those of the ranking itself, not of our list of what is known.
        finding.rows.retain(|r| r.observation.is_some_and(|o| select.value(o) <= top.into()));
        for row in select.placed(&select.sorted(select.population(), false)) {
            if row.observation.is_some_and(|o| select.value(o) <= top.into()) && !finding.rows.contains(&row)
            {
                finding.rows.push(row);
            }
        }
        finding.rows.iter_mut().for_each(|r| r.place = None);
    }
    finding.rows.splice(0..0, undetermined);
}

/// The nth from the top (or bottom).
pub fn nth(select: &Selection<'_>, least: bool, n: u32) -> Outcome {
    let (base, indicator) = (select.base, select.indicator);
    let mut finding = base_finding(select, Ask::Nth { least, n }, 0);
    if is_ranking(select) && !least {
        let region =
            select.frame.regions.iter().copied().find(|r| base.indicators[indicator].scope != Some(*r));
        let at = |o: &&crate::knowledge::Observation, scope: Option<usize>| {
            o.scope == scope && o.value == Some(n.into())
        };
        let scope = if region.is_some() { region } else { None };
        let free = region.is_some() || select.frame.groups().is_empty() && select.frame.excluded.is_empty();
        let printed = base.indicators[indicator]
            .observations
            .iter()
            .copied()
            .find(|i| free && at(&&base.observations[*i], scope));
        if let Some(o) = printed {
            finding.region = region;
            finding.rows.push(select.row(o));
            return Outcome::Found(finding);
        }
    }
    if let Some(reason) = unknown_positions(select, least, n, n) {
        return Outcome::NoData(reason);
    }
    let population = select.population();
    finding.population = population.len();
    let sorted = select.first(population, least, n as usize);
    // “third” is the third of the list; those who share its figure share the place.
    let Some(value) = sorted.get(n.saturating_sub(1) as usize).map(|o| select.value(*o)) else {
        return Outcome::NoData(Reason::NoPlace { indicator });
    };
    finding.rows = select
        .placed(&sorted)
        .into_iter()
        .filter(|r| r.observation.is_some_and(|o| select.value(o) == value))
        .collect();
    if let (true, Some(first), Some(o)) = (
        select.frame.has(Cue::Diff) && n > 1 && !is_ranking(select),
        sorted.first(),
        finding.rows.first().and_then(|r| r.observation),
    ) {
        // “How far behind is the second?”: the first stands beside it.
        let (more, less) = if least { (o, *first) } else { (*first, o) };
        finding.derived = Some(gap(select, more, less));
        finding.rows.insert(0, select.row(*first));
    }
    Outcome::Found(finding)
}

/// Who stands right after (or before) the entity named.
pub fn next_to(select: &Selection<'_>, before: bool) -> Outcome {
    let indicator = select.indicator;
    let sorted = select.sorted(select.population(), false);
    let entity = select.frame.entities().first().copied();
    let at = sorted.iter().position(|o| Some(select.base.observations[*o].entity) == entity);
    let wanted =
        at.and_then(|k| if before { k.checked_sub(1) } else { Some(k + 1) }).and_then(|k| sorted.get(k));
    let mut finding = base_finding(select, Ask::NextTo { before }, sorted.len());
    if let (Some(o), Some(k)) = (wanted, at) {
        let rows = select.placed(&sorted);
        finding.rows.extend(rows.iter().find(|r| r.observation == Some(*o)).cloned());
        finding.rows.push(rows[k].clone());
        finding.partial = is_ranking(select);
    }
    super::plan::found_or(finding, Reason::NoPlace { indicator })
}

/// All of the population (or of the operands), in order.
pub fn sort(select: &Selection<'_>, ascending: bool) -> Outcome {
    let indicator = select.indicator;
    let named = select.frame.entities();
    let population = select
        .population()
        .into_iter()
        .filter(|o| named.is_empty() || named.contains(&select.base.observations[*o].entity));
    let sorted = select.sorted(population.collect(), ascending);
    let mut finding = base_finding(select, Ask::Sort { ascending }, sorted.len());
    finding.rows = select.placed(&sorted);
    finding.partial = is_ranking(select);
    finding.missing = if named.is_empty() { select.without_value() } else { Vec::new() };
    super::plan::found_or(finding, Reason::NoFigure { indicator, entities: named })
}

/// The place of each operand in the order of the whole population.
pub fn rank_within(select: &Selection<'_>) -> Outcome {
    let indicator = select.indicator;
    let entities = select.frame.entities();
    let rows = select.placed(&select.sorted(select.population(), false));
    let mut finding = base_finding(select, Ask::RankWithin, rows.len());
    let (named, others): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|r| entities.contains(&r.entity));
    if let ([one], false) = (&named[..], is_ranking(select)) {
        finding.tied = others.iter().filter(|r| r.place == one.place).map(|r| r.entity).collect();
    }
    finding.rows = named;
    finding.missing =
        entities.iter().copied().filter(|e| finding.rows.iter().all(|r| r.entity != *e)).collect();
    super::plan::found_or(finding, Reason::NoFigure { indicator, entities })
}
