//! Shares: a part of a whole, a share in money, and one quantity by another.
//!
//! Owns: which operand is the part and which the whole. Must not know: wording.

use rust_decimal::Decimal;

use super::arithmetic::{derived, no_figure};
use super::finding::{DerivedKind, Outcome, Reason, Term};
use super::lookup::composite;
use super::select::Selection;
use super::sums::first_few;
use super::values::near_value;
use crate::knowledge::{Cue, FactBase, Observation, Topic, Unit};
use crate::text::numeral::NumberUnit;
use crate::understanding::{Ask, Frame, Operand, members};

/// The first operand as a share of the group (or second operand) that holds it.
pub(super) fn share(select: &Selection<'_>) -> Outcome {
    if let Some((left, right)) = &select.frame.sides {
        return match (select.joint(left), select.joint(right)) {
            (Ok(part), Ok(whole)) => share_of(select, part, whole),
            (Err(missing), _) | (_, Err(missing)) => no_figure(select, missing),
        };
    }
    if let Some(top) = select.frame.top.filter(|_| select.unit() != Unit::Rank) {
        return share_of_first(select, top);
    }
    let operands = select.operands();
    if let [one] = operands[..]
        && (select.frame.whole_again || leaves_out(select, one))
    {
        // What is left out is left out of the part alone.
        let entire = Frame { excluded: vec![], ..select.frame.clone() };
        let whole = if select.frame.whole_again { one } else { Operand::All };
        return match (select.term(one), Selection { frame: &entire, ..*select }.term(whole)) {
            (Ok(part), Ok(whole)) => share_of(select, part, whole),
            (Err(missing), _) | (_, Err(missing)) => no_figure(select, missing),
        };
    }
    let part = operands.iter().copied().find(
        |o| matches!(o, Operand::Entity(e) if select.base.group(&select.base.entities[*e].code).is_none()),
    );
    let whole = operands.iter().copied().find(|o| Some(*o) != part);
    // A group against a place outside it: the one named first is the part.
    let outside = |p: Operand, w: Operand| matches!((p, w), (Operand::Entity(e), Operand::Group(g)) if !select.base.members(g).contains(&e));
    let (part, whole) = match (part, whole) {
        (Some(p), Some(w)) if outside(p, w) && operands.first() == Some(&w) => (Some(w), Some(p)),
        other => other,
    };
    // “of the total” is of all who have a figure; of the world only where the document has the world.
    let world = select.names_whole();
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

/// Whether all that is left out are members of this operand.
fn leaves_out(select: &Selection<'_>, operand: Operand) -> bool {
    let (base, excluded) = (select.base, &select.frame.excluded);
    if excluded.is_empty() || select.names_whole() {
        return false;
    }
    let members = members(base, operand);
    excluded.iter().all(|e| members.contains(e))
}

/// “The first three, what share of the nine?”: they as a part of the group, or of all with a figure.
fn share_of_first(select: &Selection<'_>, top: u32) -> Outcome {
    let Outcome::Found(finding) = first_few(select, top) else { return no_figure(select, vec![]) };
    let part: Vec<Operand> = finding.rows.iter().map(|r| Operand::Entity(r.entity)).collect();
    let whole = select.operands().into_iter().next().unwrap_or(Operand::All);
    match (select.joint(&part), select.term(whole)) {
        (Ok(part), Ok(whole)) => share_of(select, part, whole),
        (Err(missing), _) | (_, Err(missing)) => no_figure(select, missing),
    }
}

pub(super) fn share_of(select: &Selection<'_>, part: Term, whole: Term) -> Outcome {
    if whole.value.is_zero() {
        return no_figure(select, vec![]);
    }
    let value = (part.value * Decimal::ONE_HUNDRED / whole.value).round_dp(2);
    derived(select, Ask::Share, DerivedKind::Share, value, Unit::Percent, vec![part, whole])
}

/// What is left of a hundred per cent without the shares of those that are left out, or named beside “the rest”.
pub(super) fn rest(select: &Selection<'_>) -> Option<Outcome> {
    let (base, frame) = (select.base, select.frame);
    let whole = base.indicators[select.indicator].def.of.is_some();
    let named = frame.operands.is_empty() || frame.has(Cue::Rest);
    if !whole || !named || frame.sides.is_some() {
        return None;
    }
    let mut out: Vec<Operand> = frame.excluded.iter().map(|e| Operand::Entity(*e)).collect();
    if frame.has(Cue::Rest) {
        out.extend(frame.operands.iter().copied());
    }
    let composed = base.indicators[select.indicator].def.composite;
    let printed = if composed { composite(select, &out).unwrap_or_default() } else { vec![] };
    let terms: Vec<Term> = if printed.is_empty() {
        out.iter().map(|o| select.term(*o)).collect::<Result<_, _>>().ok()?
    } else {
        printed.iter().filter_map(|r| r.observation).map(|o| select.observed(o)).collect()
    };
    let sum: Decimal = terms.iter().map(|t| t.value).sum();
    let left = Decimal::ONE_HUNDRED - sum;
    (!terms.is_empty() && left.is_sign_positive())
        .then(|| derived(select, Ask::Share, DerivedKind::Rest, left, Unit::Percent, terms))
}

/// A share times its base amount at the same time: the share in money.
pub(super) fn product(base: &FactBase, frame: &Frame) -> Outcome {
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
    let term = |o: &Observation| Term {
        operands: vec![Operand::Entity(o.entity)],
        value: o.value.unwrap_or_default(),
        observations: base
            .indexes_of(o.indicator, o.entity)
            .find(|x| std::ptr::eq(&raw const base.observations[*x], o))
            .into_iter()
            .collect(),
        missing: vec![],
        without: vec![],
    };
    let (share, amount) = (term(share), term(amount));
    let value = share.value * amount.value / Decimal::ONE_HUNDRED;
    derived(&select, Ask::Product, DerivedKind::Product, value, Unit::Usd, vec![share, amount])
}

/// Money by count: how much for each.
pub(super) fn per(base: &FactBase, frame: &Frame) -> Outcome {
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
