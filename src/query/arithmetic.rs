//! Derived figures of two terms: difference, growth, ratio. Exact decimals, operands kept.
//!
//! Owns: which two figures are held against each other. Must not know: wording.

use rust_decimal::Decimal;

use super::compare::compare;
use super::finding::{Derived, DerivedKind, Finding, Outcome, Reason, Term};
use super::lookup::lookup;
use super::select::Selection;
use crate::knowledge::{Cue, Status, Unit};
use crate::understanding::{Ask, Condition, Frame, Operand};

/// One end of a series named alone.
const ENDS: [Cue; 2] = [Cue::PeriodStart, Cue::PeriodEnd];

/// Decimal places kept in a quotient.
pub(super) const PLACES: u32 = 4;

pub(super) fn derived(
    select: &Selection<'_>,
    ask: Ask,
    kind: DerivedKind,
    value: Decimal,
    unit: Unit,
    terms: Vec<Term>,
) -> Outcome {
    let missing = terms.iter().flat_map(|t| t.missing.iter().copied()).collect();
    // A multiple or a part that the question names is held against the one computed.
    let conditions: Vec<&Condition> = select
        .frame
        .conditions
        .iter()
        .filter(|c| c.unit.is_some_and(|u| u.is_relative() && unit.is_written(u)))
        .collect();
    let asked = matches!(kind, DerivedKind::Ratio | DerivedKind::Share) && !conditions.is_empty();
    let verdict = asked.then(|| conditions.iter().all(|c| c.holds(value)));
    Outcome::Found(Finding {
        verdict,
        derived: Some(Derived { kind, value, unit, terms }),
        missing,
        excluded: select.frame.excluded.clone(),
        ..Finding::new(ask, select.indicator)
    })
}

pub(super) fn no_figure(select: &Selection<'_>, entities: Vec<usize>) -> Outcome {
    Outcome::NoData(Reason::NoFigure { indicator: select.indicator, entities })
}

/// Two terms: two operands, or the earliest and latest figure of one, or figures named by their values.
fn pair(select: &Selection<'_>) -> Result<(Term, Term), Box<Outcome>> {
    if let Some((left, right)) = &select.frame.sides {
        let side = |operands: &[Operand]| {
            select.joint(operands).map_err(|missing| Box::new(no_figure(select, missing)))
        };
        return Ok((side(left)?, side(right)?));
    }
    if let Some(two) = companies(select) {
        return Ok(two);
    }
    let operands = select.operands();
    let mut terms = Vec::new();
    for operand in operands.iter().take(3) {
        terms.push(select.term(*operand).map_err(|missing| Box::new(no_figure(select, missing)))?);
    }
    if let [a, b, ..] = &terms[..] {
        return Ok((a.clone(), b.clone()));
    }
    let mut rows = series_of(select, &operands);
    if rows.len() < 2 && (select.frame.times.len() == 1 || select.frame.any(&ENDS)) {
        // “how many times as much by then?”: against the other end of the series.
        let mut timeless = Frame { times: vec![], ..select.frame.clone() };
        timeless.cues.retain(|c| !ENDS.contains(c));
        rows = series_of(&Selection { frame: &timeless, ..*select }, &operands);
    }
    if let [first, .., last] = rows[..] {
        return Ok((select.observed(last), select.observed(first)));
    }
    Err(Box::new(lookup(select)))
}

/// What two companies have announced, each in the places named where it has any there, else in all of its places.
fn companies(select: &Selection<'_>) -> Option<(Term, Term)> {
    let [a, b] = select.frame.companies[..] else { return None };
    let named = select.frame.entities();
    let term = |company: usize| {
        let observed = |o: &usize| &select.base.observations[*o];
        let own: Vec<usize> =
            select.population().into_iter().filter(|o| observed(o).agent == Some(company)).collect();
        let inside: Vec<usize> =
            own.iter().copied().filter(|o| named.contains(&observed(o).entity)).collect();
        let observations = if inside.is_empty() { own } else { inside };
        let operands = observations.iter().map(|o| Operand::Entity(observed(o).entity)).collect();
        let value = observations.iter().map(|o| select.value(*o)).sum();
        (!observations.is_empty()).then(|| Term { operands, value, observations, ..Term::default() })
    };
    Some((term(a)?, term(b)?))
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

/// Percentages lie percentage points apart.
fn unit_between(select: &Selection<'_>) -> Unit {
    if select.unit() == Unit::Percent { Unit::PercentagePoint } else { select.unit() }
}

/// What lies between two observations, the greater first.
pub(super) fn gap(select: &Selection<'_>, a: usize, b: usize) -> Derived {
    let value = select.value(a) - select.value(b);
    let terms = vec![select.observed(a), select.observed(b)];
    Derived { kind: DerivedKind::Difference, value, unit: unit_between(select), terms }
}

/// First minus second.
pub(super) fn difference(select: &Selection<'_>) -> Outcome {
    // Who is known to be ahead and not by how much is held against the other all the same.
    let ahead = |e: &usize| {
        let mut own = select.base.observations_of(select.indicator, *e);
        own.any(|o| o.value.is_none() && o.status == Status::Undetermined)
    };
    match pair(select) {
        Err(_) if select.frame.entities().len() == 2 && select.frame.entities().iter().any(ahead) => {
            compare(select)
        }
        Err(outcome) => *outcome,
        Ok((a, b)) => {
            let unit = unit_between(select);
            let gap = a.value - b.value;
            let outcome = derived(select, Ask::Difference, DerivedKind::Difference, gap, unit, vec![a, b]);
            claimed(select, gap, outcome)
        }
    }
}

/// “Are A and B together more than C?”: whether they are.
fn claimed(select: &Selection<'_>, gap: Decimal, outcome: Outcome) -> Outcome {
    let frame = select.frame;
    let (less, more) = (frame.any(&[Cue::Less, Cue::Below]), frame.any(&[Cue::More, Cue::Above]));
    // With words for both it is not certain what is claimed: the difference tells.
    let claims =
        frame.has(Cue::Yesno) && frame.sides.is_some() && less != more && select.unit() != Unit::Rank;
    // Who has no figure could turn it, unless what is known is more already.
    let sure = |finding: &Finding| match finding.derived.as_ref().map(|d| &d.terms[..]) {
        Some([a, b]) => {
            let whole = |t: &Term| t.missing.is_empty();
            whole(a) && whole(b) || whole(a) && gap < Decimal::ZERO || whole(b) && gap > Decimal::ZERO
        }
        _ => true,
    };
    match outcome {
        Outcome::Found(finding) if claims && sure(&finding) => {
            let holds = if less { gap < Decimal::ZERO } else { gap > Decimal::ZERO };
            Outcome::Found(Finding { verdict: Some(holds), ..finding })
        }
        other => other,
    }
}

/// Relative change from the first to the last figure of one series, in per cent.
pub(super) fn growth(select: &Selection<'_>) -> Outcome {
    let single = select.base.indicators[select.indicator].single.is_some();
    let shares = select.unit() == Unit::Percent && !single && select.frame.has(Cue::Growth);
    match pair(select) {
        // One share shows no change.
        Err(outcome) if shares && matches!(*outcome, Outcome::Found(_)) => {
            let entities = select.frame.entities();
            Outcome::NoData(Reason::NoPeriod { indicator: select.indicator, times: vec![], entities })
        }
        Err(outcome) => *outcome,
        Ok((_, first)) if first.value.is_zero() => no_figure(select, vec![]),
        Ok((last, first)) => {
            let value = ((last.value - first.value) * Decimal::ONE_HUNDRED / first.value).round_dp(2);
            derived(select, Ask::Growth, DerivedKind::Growth, value, Unit::Percent, vec![last, first])
        }
    }
}

/// First over second; the reader is also told the inverse where it is below one.
pub(super) fn ratio(select: &Selection<'_>) -> Outcome {
    match pair(select) {
        Err(outcome) => *outcome,
        Ok((a, b)) => ratio_of(select, a, b),
    }
}

pub(super) fn ratio_of(select: &Selection<'_>, a: Term, b: Term) -> Outcome {
    if b.value.is_zero() {
        return no_figure(select, vec![]);
    }
    let value = (a.value / b.value).round_dp(PLACES);
    derived(select, Ask::Ratio, DerivedKind::Ratio, value, Unit::Times, vec![a, b])
}
