//! Claims: what a question takes for granted is held against the figures.
//!
//! Owns: verdicts and comparisons. Must not know: how a correction is worded.

use rust_decimal::Decimal;

use super::extreme;
use super::filter;
use super::finding::{Finding, Outcome, Reason};
use super::select::Selection;
use super::values::near_value;
use crate::knowledge::{Cue, EntityKind, Unit};
use crate::understanding::{Ask, Comparison, Frame};

/// Holds the claims of the frame against what was looked up.
pub fn checked(select: &Selection<'_>, outcome: Outcome) -> Outcome {
    let frame = select.frame;
    let claims = frame.any(&[Cue::Yesno, Cue::Why]);
    match outcome {
        Outcome::Found(mut finding) => {
            let single = frame.entities().len() == 1;
            if single && let Some(corrected) = place_claim(select) {
                return reasoned(select, corrected);
            }
            if single
                && superlative(select)
                && !frame.any(&[Cue::Which, Cue::Who])
                && let Some(verdict) = first_or_last(select, &mut finding)
            {
                finding.verdict = Some(verdict);
            } else if single && frame.has(Cue::NextTo) {
                finding.verdict = None;
            } else {
                finding.verdict = figure_claim(select, &finding);
            }
            reasoned(select, finding)
        }
        // Another company, or the company elsewhere: the figure there corrects the claim.
        Outcome::NoData(Reason::NoFigure { indicator, entities })
            if claims && !frame.companies.is_empty() && !frame.has(Cue::Howmany) =>
        {
            let mut finding = Finding::new(Ask::Lookup, indicator);
            finding.verdict = Some(false);
            finding.rows = select
                .base
                .series(indicator)
                .filter(|o| {
                    frame.entities().contains(&o.entity)
                        || o.agent.is_some_and(|a| frame.companies.contains(&a))
                })
                .flat_map(|o| select.base.indexes_of(indicator, o.entity))
                .map(|o| select.row(o))
                .collect();
            super::plan::found_or(finding, Reason::NoFigure { indicator, entities })
        }
        // All from there are named down to a rank: who is not named does not stand above it.
        Outcome::NoData(Reason::NoFigure { entities, .. })
            if frame.has(Cue::Yesno) && named_down_to_top(select, &entities) =>
        {
            let everyone = Frame { operands: vec![], ..frame.clone() };
            match filter::filter(&Selection { frame: &everyone, ..*select }) {
                Outcome::Found(found) => Outcome::Found(Finding { verdict: Some(false), ..found }),
                other => other,
            }
        }
        // Someone else holds the position that is claimed.
        Outcome::NoData(Reason::NoFigure { indicator, entities }) if claims => {
            let position = if superlative(select) { Some(1) } else { frame.nth };
            let holder = position.and_then(|n| match extreme::nth(select, false, n) {
                Outcome::Found(found) => Some(found),
                _ => None,
            });
            match holder.filter(|_| select.unit() == Unit::Rank) {
                Some(found) => Outcome::Found(Finding { verdict: Some(false), ..found }),
                None => Outcome::NoData(Reason::NoFigure { indicator, entities }),
            }
        }
        other => other,
    }
}

/// Whether the document names everyone from where `entities` lie, down to the rank that is claimed.
fn named_down_to_top(select: &Selection<'_>, entities: &[usize]) -> bool {
    let base = select.base;
    let complete = base.indicators[select.indicator].def.complete_to.unwrap_or(0);
    let Some(top) = select.frame.top.filter(|top| *top > 1 && *top <= complete) else { return false };
    let ranked = |e: usize| {
        base.observations_of(select.indicator, e).any(|o| o.value.is_some_and(|v| v <= top.into()))
    };
    let region = |g: &crate::knowledge::Group| {
        g.entity.is_some_and(|e| base.entities[e].is(EntityKind::Region))
            && g.members.iter().filter(|m| ranked(**m)).count() >= 3
            && entities.iter().all(|e| g.members.contains(e))
    };
    select.unit() == Unit::Rank && !entities.is_empty() && base.groups.iter().any(region)
}

/// “Why” has no answer in a figure: a true premise is confirmed, and the missing reason said.
pub(super) fn reasoned(select: &Selection<'_>, finding: Finding) -> Outcome {
    if select.frame.has(Cue::Why) && finding.verdict != Some(false) {
        return Outcome::NoData(Reason::NoReason { finding: Box::new(finding) });
    }
    Outcome::Found(finding)
}

/// “X is second” of a quantity: the place of X, and the one who really is second.
fn place_claim(select: &Selection<'_>) -> Option<Finding> {
    let n = select.frame.nth.filter(|_| select.unit() != Unit::Rank)?;
    let Outcome::Found(own) = extreme::rank_within(select) else { return None };
    let verdict = own.rows.iter().all(|r| r.place == Some(n));
    let mut finding = Finding { verdict: Some(verdict), ..own };
    if !verdict {
        let everyone = Frame { operands: vec![], ..select.frame.clone() };
        let all = Selection { base: select.base, indicator: select.indicator, frame: &everyone };
        if let Outcome::Found(holder) = extreme::nth(&all, false, n) {
            finding.rows.splice(0..0, holder.rows);
        }
    }
    Some(finding)
}

fn superlative(select: &Selection<'_>) -> bool {
    select.frame.any(&[Cue::Max, Cue::Min]) && select.frame.nth.is_none()
}

/// “X is first”: the verdict, and the one who really is put before X.
fn first_or_last(select: &Selection<'_>, finding: &mut Finding) -> Option<bool> {
    let least = select.frame.has(Cue::Min);
    let entity = select.frame.entities().first().copied()?;
    let row = finding.rows.first()?.clone();
    let first = match extreme::extreme(select, least, 1) {
        Outcome::Found(first) => first,
        other => {
            // The ranking does not say who is first; the entity's own rank answers.
            let own = row.observation.map(|o| select.value(o)).filter(|_| select.unit() == Unit::Rank)?;
            let verdict = own == Decimal::ONE && !least;
            if let (false, Outcome::NoData(Reason::Undetermined { entities, .. })) = (verdict, other) {
                // Who is ahead is known, though not in which order.
                let ahead = entities.iter().flat_map(|e| select.of_entity(*e)).map(|o| select.row(o));
                finding.rows.splice(0..0, ahead);
                finding.ask = Ask::Extreme { least, top: 1 };
            }
            return Some(verdict);
        }
    };
    let verdict = first
        .rows
        .iter()
        .any(|r| r.entity == entity || select.base.entities[r.entity].within == Some(entity));
    finding.population = first.population;
    finding.groups = first.groups;
    // The group that it was said of is not asked for.
    finding.rows.retain(|r| r.entity == entity || select.base.entities[r.entity].within == Some(entity));
    finding.missing.clear();
    if !verdict {
        finding.ask = Ask::Extreme { least, top: 1 };
        finding.rows.splice(0..0, first.rows);
    }
    Some(verdict)
}

/// A rank or value that the question takes for the figure's.
fn figure_claim(select: &Selection<'_>, finding: &Finding) -> Option<bool> {
    let frame = select.frame;
    let values: Vec<Decimal> =
        finding.rows.iter().filter_map(|r| r.observation).map(|o| select.value(o)).collect();
    let places: Vec<u32> = finding.rows.iter().filter_map(|r| r.within).collect();
    if select.unit() == Unit::Rank {
        if let Some(n) = frame.nth {
            return Some(values.contains(&n.into()) || places.contains(&n));
        }
        if let Some(top) = frame.top {
            return Some(values.iter().all(|v| *v <= top.into()));
        }
    }
    if let (Some(condition), true) = (frame.conditions.first(), frame.conditions.len() == 1) {
        let fits = |v: &Decimal| match condition.comparison {
            Comparison::Above => {
                *v > condition.value
                    || condition.inclusive && *v == condition.value
                    || near_bound(select, finding, condition.value)
            }
            Comparison::Below => *v < condition.value || condition.inclusive && *v == condition.value,
        };
        return Some(values.iter().all(fits));
    }
    let amount = frame.amounts.iter().find(|a| match a.unit {
        Some(written) => select.unit().is_written(written),
        None => {
            let small = select.unit() == Unit::Count && frame.has(Cue::Yesno) && frame.entities().len() == 1;
            (a.marked || small) && !matches!(select.unit(), Unit::Percent | Unit::Rank)
        }
    })?;
    let asserted =
        frame.any(&[Cue::Yesno, Cue::Why]) || !frame.any(&[Cue::Howmany, Cue::What, Cue::Which, Cue::Howbig]);
    asserted.then(|| {
        values.iter().any(|v| {
            near_value(*v, amount.value)
                || near_value(*v, amount.value.saturating_mul(Decimal::from(1_000_000_000u64)))
        })
    })
}

/// “over 5 billion” is borne out by a figure that is itself “over 5 billion”.
fn near_bound(select: &Selection<'_>, finding: &Finding, value: Decimal) -> bool {
    finding.rows.iter().filter_map(|r| r.observation).any(|o| {
        let o = &select.base.observations[o];
        o.bound == Some(crate::knowledge::Bound::Over) && o.value == Some(value)
    })
}
