//! Sums: totals, what remains of them, means and medians. Exact decimals, operands kept.
//!
//! Owns: what is added up and what is taken away. Must not know: wording.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::arithmetic::{PLACES, derived, no_figure};
use super::extreme::extreme;
use super::filter::{meets, scale};
use super::finding::{DerivedKind, Finding, Outcome, Reason, Term};
use super::lookup::lookup;
use super::select::Selection;
use crate::knowledge::{Cue, FactBase, Topic, Unit};
use crate::understanding::{Ask, Frame, Operand};

/// The sum over a group or over the operands; printed totals are preferred.
pub(super) fn sum(select: &Selection<'_>) -> Outcome {
    let groups = select.restricting();
    if let Some(top) = select.frame.top.filter(|_| select.unit() != Unit::Percent) {
        return match first_few(select, top) {
            Outcome::Found(finding) => add_rows(select, &finding),
            other => other,
        };
    }
    if select.unit() == Unit::Percent
        || (select.frame.entities().is_empty() && groups.len() == 1 && select.frame.excluded.is_empty())
    {
        let looked_up = lookup(select);
        if let Outcome::Found(finding) = &looked_up {
            let whole = finding.rows.len() == 1
                && groups
                    .first()
                    .is_some_and(|g| select.base.groups[*g].entity == Some(finding.rows[0].entity));
            if whole {
                return looked_up;
            }
            if select.unit() == Unit::Percent && finding.rows.len() > 1 {
                return add_rows(select, finding);
            }
        }
        if select.unit() == Unit::Percent {
            return looked_up;
        }
    }
    if select.base.indicators[select.indicator].def.agent {
        let rows = select.population().into_iter().filter(|o| {
            // “A in X and B, in ASEAN”: a group holds all of its own.
            let named = select.frame.entities();
            let entity = select.base.observations[*o].entity;
            let held = groups.iter().any(|g| select.base.members(*g).contains(&entity));
            named.is_empty() || held || named.contains(&entity)
        });
        let finding = Finding {
            rows: rows.map(|o| select.row(o)).collect(),
            ..Finding::new(Ask::Sum, select.indicator)
        };
        return add_rows(select, &finding);
    }
    let (terms, missing) = parts(select);
    if terms.is_empty() {
        return no_figure(select, missing);
    }
    let single = |term: &Term| {
        let economy = |o: &Operand| matches!(o, Operand::Entity(e) if select.base.within(*e).is_empty());
        term.operands.iter().all(economy)
    };
    if let ([only], true, false, Outcome::Found(found)) =
        (&terms[..], groups.is_empty(), missing.is_empty(), lookup(select))
        && single(only)
    {
        // Of those named only one has a figure: nothing is added to it.
        return Outcome::NoData(Reason::OneSided { entities: missing, finding: Box::new(found) });
    }
    let total: Decimal = terms.iter().map(|t| t.value).sum();
    let conditions = &select.frame.conditions;
    let verdict = (!conditions.is_empty() && select.frame.has(Cue::Yesno))
        .then(|| conditions.iter().all(|c| meets(total, c, scale(select.unit(), c))));
    match derived(select, Ask::Sum, DerivedKind::Sum, total, select.unit(), terms) {
        Outcome::Found(finding) => Outcome::Found(Finding { missing, groups, verdict, ..finding }),
        other => other,
    }
}

/// The terms of a sum or mean: each operand, a group by its members.
fn parts(select: &Selection<'_>) -> (Vec<Term>, Vec<usize>) {
    let mut terms: Vec<Term> = Vec::new();
    let mut missing = Vec::new();
    let mut met: FxHashSet<Vec<usize>> = FxHashSet::default();
    let mut push = |entity: usize| match select.term(Operand::Entity(entity)) {
        Ok(term) if met.insert(term.observations.clone()) => terms.push(term),
        Ok(_) => {}
        Err(gap) => missing.extend(gap),
    };
    let groups = select.restricting();
    let entities = select.frame.entities();
    if entities.is_empty() {
        for o in select.population() {
            push(select.base.observations[o].entity);
        }
        missing.extend(select.without_value());
    } else {
        for entity in &entities {
            push(*entity);
        }
        for group in groups.iter().filter(|g| select.frame.operands.contains(&Operand::Group(**g))) {
            for member in select.base.members(*group) {
                push(*member);
            }
        }
    }
    (terms, missing)
}

/// The first (or last) few of the population, whose places are left out of what the frame names.
pub(super) fn first_few(select: &Selection<'_>, top: u32) -> Outcome {
    let least = select.frame.has(Cue::Min) || select.frame.has(Cue::Bottomn) && !select.frame.has(Cue::Topn);
    extreme(select, least, top)
}

/// “Has X more than the mean of the group?”: its figure, and the mean.
pub(super) fn against_mean(base: &FactBase, frame: &Frame, one: usize) -> Vec<Outcome> {
    let Some(indicator) = frame.topic().and_then(Topic::indicator) else { return vec![] };
    let group = frame.operands.iter().copied().filter(|o| o.entity().is_none()).collect();
    let own = Frame { operands: vec![Operand::Entity(one)], ..frame.clone() };
    let of_all = Frame { operands: group, ..frame.clone() };
    let mean = middle(&Selection { base, indicator, frame: &of_all }, Ask::Average);
    let mut told = lookup(&Selection { base, indicator, frame: &own });
    let less = frame.any(&[Cue::Less, Cue::Below]);
    if let (Outcome::Found(one), Outcome::Found(all)) = (&mut told, &mean)
        && let (Some(row), Some(mean)) = (one.rows.first().and_then(|r| r.observation), &all.derived)
        && let Some(value) = base.observations[row].value
        && frame.has(Cue::Yesno)
    {
        one.verdict = Some(if less { value < mean.value } else { value > mean.value });
    }
    vec![told, mean]
}

/// A sum over rows that were found.
fn add_rows(select: &Selection<'_>, finding: &Finding) -> Outcome {
    let mut met = FxHashSet::default();
    let each = finding.rows.iter().filter_map(|r| r.observation).filter(|o| met.insert(*o));
    let terms: Vec<Term> = each.map(|o| select.observed(o)).collect();
    if terms.len() < 2 {
        return Outcome::Found(finding.clone());
    }
    let total = terms.iter().map(|t| t.value).sum();
    derived(select, Ask::Sum, DerivedKind::Sum, total, select.unit(), terms)
}

/// Mean or median over a group, the operands, or all.
pub(super) fn middle(select: &Selection<'_>, ask: Ask) -> Outcome {
    let (terms, missing) = parts(select);
    if terms.is_empty() {
        return no_figure(select, missing);
    }
    let count = Decimal::from(terms.len());
    let mut values: Vec<Decimal> = terms.iter().map(|t| t.value).collect();
    values.sort();
    let half = values.len() / 2;
    let (kind, value) = if ask == Ask::Median {
        let value = if values.len() % 2 == 1 {
            values[half]
        } else {
            (values[half - 1] + values[half]) / Decimal::TWO
        };
        (DerivedKind::Median, value)
    } else {
        (DerivedKind::Average, (values.iter().sum::<Decimal>() / count).round_dp(PLACES))
    };
    match derived(select, ask, kind, value, select.unit(), terms) {
        Outcome::Found(finding) => {
            Outcome::Found(Finding { missing, groups: select.restricting(), ..finding })
        }
        other => other,
    }
}

/// A cumulative figure by the number of years that it is of.
pub(super) fn per_year(select: &Selection<'_>) -> Outcome {
    let period = select.base.indicators[select.indicator].period;
    let years = period.and_then(|p| Some(p.to - p.from? + 1)).filter(|years| *years > 0);
    let operands = select.operands();
    let (Some(years), false) = (years, operands.is_empty()) else { return lookup(select) };
    match select.joint(&operands) {
        Ok(total) => {
            let value = (total.value / Decimal::from(years)).round_dp(PLACES);
            derived(select, Ask::PerYear, DerivedKind::PerYear, value, select.unit(), vec![total])
        }
        Err(missing) => no_figure(select, missing),
    }
}

/// A printed total of a region without some of its members.
pub(super) fn remainder(select: &Selection<'_>) -> Option<Outcome> {
    let region = select.frame.operands.iter().copied().find(|o| {
        let Operand::Entity(e) = o else { return false };
        let printed = select.of_entity(*e).iter().any(|o| select.base.observations[*o].value.is_some());
        printed && holds(select, *e)
    })?;
    if select.frame.excluded.is_empty() || matches!(select.unit(), Unit::Percent | Unit::Rank) {
        return None;
    }
    let whole = select.term(region).ok()?;
    // A region of its own without them is printed too: then there is nothing to take away.
    let own =
        whole.observations.iter().all(|o| Operand::Entity(select.base.observations[*o].entity) == region);
    if !own {
        return None;
    }
    let out: Vec<Operand> = select.frame.excluded.iter().map(|e| Operand::Entity(*e)).collect();
    let out = select.joint(&out).ok()?;
    let value = whole.value - out.value;
    let outcome =
        derived(select, Ask::Difference, DerivedKind::Difference, value, select.unit(), vec![whole, out]);
    match outcome {
        Outcome::Found(finding) => Some(Outcome::Found(Finding { excluded: vec![], ..finding })),
        other => Some(other),
    }
}

/// Whether a region holds everything that the frame leaves out.
fn holds(select: &Selection<'_>, region: usize) -> bool {
    let inside = select.base.within(region);
    let excluded = &select.frame.excluded;
    !excluded.is_empty() && excluded.iter().all(|e| inside.contains(e))
}
