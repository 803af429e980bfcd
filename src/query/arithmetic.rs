//! Derived figures: difference, ratio, sum, mean, median, share, product. Exact decimals, operands kept.
//!
//! Owns: the arithmetic. Must not know: wording.

use rust_decimal::Decimal;

use super::finding::{Derived, DerivedKind, Finding, Outcome, Reason, Term};
use super::lookup::near_value;
use super::select::Selection;
use crate::knowledge::{FactBase, Topic, Unit};
use crate::text::numeral::NumberUnit;
use crate::understanding::{Ask, Frame, Operand};

/// Decimal places kept in a quotient.
const PLACES: u32 = 4;

fn derived(
    select: &Selection<'_>,
    ask: Ask,
    kind: DerivedKind,
    value: Decimal,
    unit: Unit,
    terms: Vec<Term>,
) -> Outcome {
    let missing = terms.iter().flat_map(|t| t.missing.iter().copied()).collect();
    Outcome::Found(Finding {
        derived: Some(Derived { kind, value, unit, terms }),
        missing,
        excluded: select.frame.excluded.clone(),
        ..Finding::new(ask, select.indicator)
    })
}

fn no_figure(select: &Selection<'_>, entities: Vec<usize>) -> Outcome {
    Outcome::NoData(Reason::NoFigure { indicator: select.indicator, entities })
}

/// Two terms: two operands, or the earliest and latest figure of one, or figures named by their values.
fn pair(select: &Selection<'_>) -> Result<(Term, Term), Outcome> {
    if let Some((left, right)) = &select.frame.sides {
        let side =
            |operands: &[Operand]| select.joint(operands).map_err(|missing| no_figure(select, missing));
        return Ok((side(left)?, side(right)?));
    }
    let operands = select.operands();
    let mut terms = Vec::new();
    for operand in operands.iter().take(3) {
        terms.push(select.term(*operand).map_err(|missing| no_figure(select, missing))?);
    }
    if let [a, b, ..] = &terms[..] {
        return Ok((a.clone(), b.clone()));
    }
    let mut rows = series_of(select, &operands);
    if rows.len() < 2 && select.frame.times.len() == 1 {
        // “how many times as much by then?”: against the other end of the series.
        let timeless = Frame { times: vec![], ..select.frame.clone() };
        rows = series_of(&Selection { frame: &timeless, ..*select }, &operands);
    }
    if let [first, .., last] = rows[..] {
        let term = |o: usize| Term {
            operands: vec![Operand::Entity(select.base.observations[o].entity)],
            value: select.value(o),
            observations: vec![o],
            missing: vec![],
        };
        return Ok((term(last), term(first)));
    }
    Err(super::lookup::lookup(select))
}

/// Observations of the single operand (or of all agents), oldest first.
fn series_of(select: &Selection<'_>, operands: &[Operand]) -> Vec<usize> {
    let base = select.base;
    let entity = match operands {
        [Operand::Entity(e)] => Some(*e),
        _ => base.indicators[select.indicator].single,
    };
    match entity {
        Some(entity) => select.of_entity(entity),
        None if base.indicators[select.indicator].def.agent => select.sorted(select.population(), true),
        None => Vec::new(),
    }
}

/// What lies between two observations, the greater first.
pub fn gap(select: &Selection<'_>, a: usize, b: usize) -> Derived {
    let term = |o: usize| Term {
        operands: vec![Operand::Entity(select.base.observations[o].entity)],
        value: select.value(o),
        observations: vec![o],
        missing: vec![],
    };
    let unit = if select.unit() == Unit::Percent { Unit::PercentagePoint } else { select.unit() };
    let value = select.value(a) - select.value(b);
    Derived { kind: DerivedKind::Difference, value, unit, terms: vec![term(a), term(b)] }
}

/// First minus second.
pub fn difference(select: &Selection<'_>) -> Outcome {
    match pair(select) {
        Err(outcome) => outcome,
        Ok((a, b)) => {
            let unit = if select.unit() == Unit::Percent { Unit::PercentagePoint } else { select.unit() };
            derived(select, Ask::Difference, DerivedKind::Difference, a.value - b.value, unit, vec![a, b])
        }
    }
}

/// Relative change from the first to the last figure of one series, in per cent.
pub fn growth(select: &Selection<'_>) -> Outcome {
    match pair(select) {
        Err(outcome) => outcome,
        Ok((_, first)) if first.value.is_zero() => no_figure(select, vec![]),
        Ok((last, first)) => {
            let value = ((last.value - first.value) * Decimal::ONE_HUNDRED / first.value).round_dp(2);
            derived(select, Ask::Growth, DerivedKind::Growth, value, Unit::Percent, vec![last, first])
        }
    }
}

/// First over second; the reader is also told the inverse where it is below one.
pub fn ratio(select: &Selection<'_>) -> Outcome {
    match pair(select) {
        Err(outcome) => outcome,
        Ok((_, b)) if b.value.is_zero() => no_figure(select, vec![]),
        Ok((a, b)) => {
            let value = (a.value / b.value).round_dp(PLACES);
            derived(select, Ask::Ratio, DerivedKind::Ratio, value, Unit::Times, vec![a, b])
        }
    }
}

/// The terms of a sum or mean: each operand, a group by its members.
fn parts(select: &Selection<'_>) -> (Vec<Term>, Vec<usize>) {
    let mut terms: Vec<Term> = Vec::new();
    let mut missing = Vec::new();
    let mut push = |entity: usize| match select.term(Operand::Entity(entity)) {
        Ok(term) if terms.iter().all(|t| t.observations != term.observations) => terms.push(term),
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

/// The sum over a group or over the operands; printed totals are preferred.
pub fn sum(select: &Selection<'_>) -> Outcome {
    let groups = select.restricting();
    if select.unit() == Unit::Percent
        || (select.frame.entities().is_empty() && groups.len() == 1 && select.frame.excluded.is_empty())
    {
        let looked_up = super::lookup::lookup(select);
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
            let named = select.frame.entities();
            named.is_empty() || named.contains(&select.base.observations[*o].entity)
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
    let total = terms.iter().map(|t| t.value).sum();
    match derived(select, Ask::Sum, DerivedKind::Sum, total, select.unit(), terms) {
        Outcome::Found(finding) => Outcome::Found(Finding { missing, groups, ..finding }),
        other => other,
    }
}

/// Whether a region holds everything that the frame leaves out.
fn holds(select: &Selection<'_>, region: usize) -> bool {
    let base = select.base;
    let (whole, without) = match &base.entities[region].complement {
        Some((of, without)) => (*of, without.as_slice()),
        None => (region, &[][..]),
    };
    let Some(group) = base.group(&base.entities[whole].code) else { return false };
    let inside = |e: &usize| base.members(group).contains(e) && !without.contains(e);
    !select.frame.excluded.is_empty() && select.frame.excluded.iter().all(inside)
}

/// A printed total of a region without some of its members.
pub fn remainder(select: &Selection<'_>) -> Option<Outcome> {
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

/// A sum over rows that were found.
fn add_rows(select: &Selection<'_>, finding: &Finding) -> Outcome {
    let terms: Vec<Term> = finding
        .rows
        .iter()
        .filter_map(|r| r.observation)
        .map(|o| Term {
            operands: vec![Operand::Entity(select.base.observations[o].entity)],
            value: select.value(o),
            observations: vec![o],
            missing: vec![],
        })
        .collect();
    if terms.len() < 2 {
        return Outcome::Found(finding.clone());
    }
    let total = terms.iter().map(|t| t.value).sum();
    derived(select, Ask::Sum, DerivedKind::Sum, total, select.unit(), terms)
}

/// Mean or median over a group, the operands, or all.
pub fn middle(select: &Selection<'_>, ask: Ask) -> Outcome {
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

/// The first operand as a share of the group (or second operand) that holds it.
pub fn share(select: &Selection<'_>) -> Outcome {
    if let Some((left, right)) = &select.frame.sides {
        return match (select.joint(left), select.joint(right)) {
            (Ok(part), Ok(whole)) => share_of(select, part, whole),
            (Err(missing), _) | (_, Err(missing)) => no_figure(select, missing),
        };
    }
    let operands = select.operands();
    let part = operands.iter().copied().find(
        |o| matches!(o, Operand::Entity(e) if select.base.group(&select.base.entities[*e].code).is_none()),
    );
    let whole = operands.iter().copied().find(|o| Some(*o) != part);
    // “of the total” is of all who have a figure; of the world only where the document has the world.
    let world =
        select.frame.regions.iter().any(|r| select.base.indicators.iter().any(|i| i.single == Some(*r)));
    let whole = whole.or((part.is_some() && !world).then_some(Operand::All));
    // Two groups: the smaller is the part.
    let (part, whole) = match (part, whole) {
        (Some(p), Some(w)) => (p, w),
        (None, Some(_)) if operands.len() >= 2 => (operands[0], operands[1]),
        (None, Some(group)) if !world => (group, Operand::All),
        _ => return no_figure(select, select.frame.regions.clone()),
    };
    let (part, whole) = match (select.term(part), select.term(whole)) {
        // A group is the whole of what is part of it, wherever it stands.
        (Ok(a), Ok(b)) if a.value > b.value && a.observations.len() > b.observations.len() => (b, a),
        (Ok(a), Ok(b)) => (a, b),
        (Err(missing), _) | (_, Err(missing)) => return no_figure(select, missing),
    };
    share_of(select, part, whole)
}

fn share_of(select: &Selection<'_>, part: Term, whole: Term) -> Outcome {
    if whole.value.is_zero() {
        return no_figure(select, vec![]);
    }
    let value = (part.value * Decimal::ONE_HUNDRED / whole.value).round_dp(2);
    derived(select, Ask::Share, DerivedKind::Share, value, Unit::Percent, vec![part, whole])
}

/// A share times its base amount at the same time: the share in money.
pub fn product(base: &FactBase, frame: &Frame) -> Outcome {
    let Some(indicator) = frame.topics.iter().find_map(|c| match c.topic {
        Topic::Indicator(i) if base.indicators[i].base.is_some() => Some(i),
        _ => None,
    }) else {
        return Outcome::Clarify { topics: vec![], operands: vec![] };
    };
    let select = Selection { base, indicator, frame };
    let amounts: Vec<Decimal> =
        frame.amounts.iter().filter(|a| a.unit == Some(NumberUnit::Percent)).map(|a| a.value).collect();
    let places: Vec<usize> = frame.entities().into_iter().chain(frame.regions.iter().copied()).collect();
    let share = base
        .series(indicator)
        .filter(|o| places.is_empty() || places.contains(&o.entity))
        .find(|o| o.value.is_some_and(|v| amounts.is_empty() || amounts.contains(&v)) && select.in_time(o));
    let amount = base.indicators[indicator].base.and_then(|b| {
        base.series(b).find(|o| {
            let named = frame.amounts.iter().any(|a| o.value.is_some_and(|v| near_value(v, a.value)));
            named || share.is_some_and(|s| s.period == o.period)
        })
    });
    let (Some(share), Some(amount)) = (share, amount) else {
        return Outcome::NoData(Reason::NoFigure { indicator, entities: places });
    };
    let term = |o: &crate::knowledge::Observation| Term {
        operands: vec![Operand::Entity(o.entity)],
        value: o.value.unwrap_or_default(),
        observations: base.observations.iter().position(|x| std::ptr::eq(x, o)).into_iter().collect(),
        missing: vec![],
    };
    let (share, amount) = (term(share), term(amount));
    let value = share.value * amount.value / Decimal::ONE_HUNDRED;
    derived(&select, Ask::Product, DerivedKind::Product, value, Unit::Usd, vec![share, amount])
}

/// Money by count: how much for each.
pub fn per(base: &FactBase, frame: &Frame) -> Outcome {
    let of = |unit: Unit| {
        frame.topics.iter().find_map(|c| match c.topic {
            Topic::Indicator(i) if base.indicators[i].def.unit == unit => {
                Some(Selection { base, indicator: i, frame })
            }
            _ => None,
        })
    };
    let (Some(money), Some(count)) = (of(Unit::Usd), of(Unit::Count)) else {
        return Outcome::Clarify { topics: vec![], operands: vec![] };
    };
    let Some(operand) = money.operands().first().copied() else {
        return no_figure(&money, vec![]);
    };
    match (money.term(operand), count.term(operand)) {
        (Ok(a), Ok(b)) if !b.value.is_zero() => {
            let value = (a.value / b.value).round_dp(0);
            derived(&money, Ask::Per, DerivedKind::Per, value, Unit::Usd, vec![a, b])
        }
        (Err(missing), _) | (_, Err(missing)) => no_figure(&money, missing),
        _ => no_figure(&money, vec![]),
    }
}
