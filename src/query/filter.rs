//! Filters: who meets a condition, who stands ahead or behind.
//!
//! Owns: lists out of a population. Must not know: wording.

use rust_decimal::Decimal;

use super::finding::{Derived, DerivedKind, Finding, Outcome, Reason, Row, Term};
use super::select::Selection;
use crate::knowledge::{Bound, Cue, Status, Unit};
use crate::understanding::{Ask, Comparison, Condition, Frame, Operand};

/// Whether a value meets a condition whose number is in the unit of the value, or bare in `bare_scale`.
pub(super) fn meets(value: Decimal, condition: &Condition, bare_scale: Decimal) -> bool {
    Condition { value: condition.value.saturating_mul(bare_scale), ..condition.clone() }.holds(value)
}

/// A bare small number against amounts of money is meant in the table's billions.
pub(super) fn scale(unit: Unit, condition: &Condition) -> Decimal {
    let bare = unit == Unit::Usd && condition.value < Decimal::from(100_000);
    if bare { Decimal::from(1_000_000_000u64) } else { Decimal::ONE }
}

pub(super) fn listed(
    select: &Selection<'_>,
    ask: Ask,
    observations: Vec<usize>,
    population: usize,
) -> Finding {
    let sorted = select.sorted(observations, false);
    Finding {
        rows: sorted.iter().map(|o| select.row(*o)).collect(),
        groups: select.restricting(),
        excluded: select.frame.excluded.clone(),
        population,
        partial: select.unit() == Unit::Rank && !complete(select),
        count: select.frame.counts_things || select.frame.has(Cue::Howmany) && !select.frame.has(Cue::Each),
        brief: select.frame.counts_things
            && !select.frame.any(&[Cue::Which, Cue::Who, Cue::List, Cue::Each, Cue::All]),
        ..Finding::new(ask, select.indicator)
    }
}

/// Whether the document names everyone of the groups asked for, down to the rank asked for.
pub(super) fn complete(select: &Selection<'_>) -> bool {
    let down_to = select.base.indicators[select.indicator].def.complete_to.unwrap_or(0);
    // A continent, as ranks are counted in, and no choice of places in it.
    let continent = |g: &usize| {
        let entity = select.base.groups[*g].entity;
        entity.is_some_and(|e| select.base.scopes_figures(e))
    };
    let groups = select.restricting();
    !groups.is_empty() && groups.iter().all(continent) && select.frame.top.is_some_and(|top| top <= down_to)
}

/// Who meets the frame's conditions on one indicator; for rankings also “in the top N”.
pub(super) fn filter(select: &Selection<'_>) -> Outcome {
    let mut population = select.population();
    let named = select.frame.entities();
    if named.len() >= 2 {
        // “Which of A, B and C have more than …”: of those alone.
        let entity = |o: &usize| select.base.observations[*o].entity;
        let within = |o: &usize| select.base.entities[entity(o)].within;
        population.retain(|o| named.contains(&entity(o)) || within(o).is_some_and(|w| named.contains(&w)));
    }
    let total = population.len();
    if let Some(top) = select.frame.top.filter(|_| select.unit() == Unit::Rank) {
        let complete = select.base.indicators[select.indicator].def.complete_to.unwrap_or(0);
        if top > complete && complete <= 1 {
            return Outcome::NoData(Reason::NoPlace { indicator: select.indicator });
        }
    }
    let conditions = &select.frame.conditions;
    let fits = |o: &usize| {
        let value = select.value(*o);
        let bound = select.base.observations[*o].bound;
        let over = |c: &Condition| {
            // “Over five billion” is more than five billion.
            let least = Condition { inclusive: true, ..c.clone() };
            let above = c.comparison == Comparison::Above && bound == Some(Bound::Over);
            above && meets(value, &least, scale(select.unit(), c))
        };
        conditions.iter().all(|c| meets(value, c, scale(select.unit(), c)) || over(c))
            && select.frame.top.is_none_or(|top| select.unit() != Unit::Rank || value <= top.into())
    };
    if let Some(rest) = outside_continent(select) {
        return rest;
    }
    let kept: Vec<usize> = population.into_iter().filter(fits).collect();
    if kept.is_empty() && !select.frame.companies.is_empty() && !named.is_empty() {
        // “They said A in Thailand; which company is it?”: whoever it really is.
        let anybody = Frame { companies: vec![], ..select.frame.clone() };
        return match filter(&Selection { frame: &anybody, ..*select }) {
            Outcome::Found(found) => Outcome::Found(Finding { verdict: Some(false), ..found }),
            refused => refused,
        };
    }
    let mut finding = listed(select, Ask::Filter, kept, total);
    finding.derived = part_of_top(select, finding.rows.len());
    // A share of the first N is what was asked for: who they are is told by name.
    finding.brief |= finding.derived.is_some();
    finding.conditions = told(select.indicator, select.unit(), conditions);
    if let Some(top) = select.frame.top.filter(|_| select.unit() == Unit::Rank) {
        finding.conditions.push((select.indicator, Comparison::Below, top.into()));
        if select.restricting().is_empty() && select.frame.excluded.is_empty() {
            undetermined_within(select, top.into(), &mut finding);
        }
    }
    Outcome::Found(finding)
}

/// “What per cent of the top N is that?”
fn part_of_top(select: &Selection<'_>, inside: usize) -> Option<Derived> {
    let frame = select.frame;
    let top = frame.top.filter(|_| select.unit() == Unit::Rank && frame.any(&[Cue::Share, Cue::Percent]))?;
    let complete = select.base.indicators[select.indicator].def.complete_to.unwrap_or(0);
    let term = |value: Decimal| Term {
        operands: vec![],
        value,
        observations: vec![],
        missing: vec![],
        without: vec![],
    };
    let (top_term, part) = (term(top.into()), term(inside.into()));
    let value = (part.value * Decimal::ONE_HUNDRED / top_term.value).round_dp(2);
    let terms = vec![top_term, part];
    (top <= complete).then_some(Derived { kind: DerivedKind::PartOfTop, value, unit: Unit::Percent, terms })
}

/// “how many of the top N are not from …”: all places less those that the document names from there.
fn outside_continent(select: &Selection<'_>) -> Option<Outcome> {
    let (base, frame) = (select.base, select.frame);
    let top = frame.top.filter(|_| select.unit() == Unit::Rank)?;
    // The continent is named itself or by all of its members.
    let named = |g: &usize| {
        let group = &base.groups[*g];
        group.entity.is_some_and(|e| frame.excluded.contains(&e))
            || group.members.len() > 3 && group.members.iter().all(|m| frame.excluded.contains(m))
    };
    let group = (0..base.groups.len()).filter(named).max_by_key(|g| base.members(*g).len())?;
    if top > base.indicators[select.indicator].def.complete_to? || frame.has(Cue::List) {
        return None;
    }
    let everyone = Frame { excluded: vec![], operands: vec![Operand::Group(group)], ..frame.clone() };
    let within = Selection { frame: &everyone, ..*select };
    let inside: Vec<usize> =
        within.population().into_iter().filter(|o| within.value(*o) <= top.into()).collect();
    let count = Decimal::from(inside.len());
    let whole = Term {
        operands: vec![Operand::All],
        value: top.into(),
        observations: vec![],
        missing: vec![],
        without: vec![],
    };
    let part = Term {
        operands: vec![Operand::Group(group)],
        value: count,
        observations: inside,
        missing: vec![],
        without: vec![],
    };
    let value = whole.value - count;
    let derived =
        Derived { kind: DerivedKind::Remainder, value, unit: Unit::Count, terms: vec![whole, part] };
    Some(Outcome::Found(Finding { derived: Some(derived), ..Finding::new(Ask::Filter, select.indicator) }))
}

pub(super) fn told(
    indicator: usize,
    unit: Unit,
    conditions: &[Condition],
) -> Vec<(usize, Comparison, Decimal)> {
    conditions.iter().map(|c| (indicator, c.comparison, c.value.saturating_mul(scale(unit, c)))).collect()
}

fn undetermined_within(select: &Selection<'_>, limit: Decimal, finding: &mut Finding) {
    let rows: Vec<Row> = select
        .base
        .series(select.indicator)
        .filter(|o| {
            select.admits(o.entity)
                && o.status == Status::Undetermined
                && o.range.is_some_and(|(_, high)| high <= limit)
        })
        .flat_map(|o| select.of_entity(o.entity))
        .map(|o| select.row(o))
        .collect();
    finding.rows.splice(0..0, rows);
}

/// Who stands above (or below) the entity named.
pub(super) fn relative(select: &Selection<'_>, less: bool) -> Outcome {
    let indicator = select.indicator;
    let Some(entity) = select.frame.entities().first().copied() else {
        return Outcome::Clarify { topics: vec![], operands: vec![] };
    };
    let Some(own) = select
        .stand_ins(entity)
        .into_iter()
        .flat_map(|e| select.of_entity(e))
        .find(|o| select.base.observations[*o].value.is_some())
    else {
        return Outcome::NoData(Reason::NoFigure { indicator, entities: vec![entity] });
    };
    let value = select.value(own);
    let ranking = select.unit() == Unit::Rank;
    let population = select.population();
    let total = population.len();
    let higher = |v: Decimal| if ranking { v < value } else { v > value };
    let lower = |v: Decimal| if ranking { v > value } else { v < value };
    let fits = |o: &usize| if less { lower(select.value(*o)) } else { higher(select.value(*o)) };
    let mut finding =
        listed(select, Ask::Relative { less }, population.into_iter().filter(fits).collect(), total);
    if ranking && !less {
        undetermined_within(select, value - Decimal::ONE, &mut finding);
        finding.rows.retain(|r| select.admits(r.entity));
    }
    let known = select.base.indicators[indicator].def.complete_to.unwrap_or(0) > 1;
    if finding.rows.is_empty() && ranking && !known {
        return Outcome::NoData(Reason::NoPlace { indicator });
    }
    // The one that all are compared with comes last.
    finding.rows.push(select.row(own));
    Outcome::Found(finding)
}
