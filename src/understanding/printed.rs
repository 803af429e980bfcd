//! Printed amounts: figures of the document that a question names to say what it is about.
//!
//! Owns: which topic and which places they stand for. Must not know: wording, what is computed of them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::frame::{Amount, Frame, Operand};
use super::topic::Candidate;
use crate::knowledge::{Cue, FactBase, Topic};
use crate::text::numeral::NumberUnit;

/// “from 25% to 39%, how much is that?”: two figures of one place stand for it, and their difference is asked for.
pub(super) fn two_figures(base: &FactBase, frame: &mut Frame) {
    let Some(Topic::Indicator(i)) = frame.topic() else { return };
    let asks = frame.any(&[Cue::Growth, Cue::Diff, Cue::Ratio, Cue::RelativeChange]);
    if !frame.operands.is_empty() || !asks || base.indicators[i].single.is_some() {
        return;
    }
    let prints = |e: usize, v: Decimal| base.observations_of(i, e).any(|o| o.value == Some(v.normalize()));
    let marked: Vec<Decimal> = frame.amounts.iter().filter(|a| a.marked).map(|a| a.value).collect();
    let both = |e: &usize| marked.iter().all(|v| prints(*e, *v));
    let [first, _] = marked[..] else { return };
    let printing = base.with_value(first).filter(|o| o.indicator == i && !o.restates).map(|o| o.entity);
    // The first of the series, where several have both.
    let place = |e: &usize| base.indexes_of(i, *e).next();
    if let Some(entity) = printing.filter(both).min_by_key(place) {
        frame.operands.push(Operand::Entity(entity));
        if !frame.any(&[Cue::Ratio, Cue::RelativeChange]) {
            frame.cues.insert(Cue::Diff);
        }
    }
}

/// Several marked amounts that one indicator prints, and no other topic: the question is about that indicator.
pub(super) fn value_topic(base: &FactBase, frame: &mut Frame) {
    let marked: Vec<Decimal> = frame.amounts.iter().filter(|a| a.marked).map(|a| a.value).collect();
    if !frame.topics.is_empty() || marked.len() < 2 {
        return;
    }
    if share_of_amount(base, frame) {
        return;
    }
    if let Some(indicator) = base.printing(&marked) {
        let topic = Topic::Indicator(indicator);
        frame.topics.push(Candidate {
            topic,
            score: 0.0,
            explained: 1.0,
            unexplained: 0.0,
            inherited: 0,
            items: vec![],
        });
        let named = |v: &Decimal| {
            base.series(indicator).find(|o| o.value == Some(*v)).map(|o| Operand::Entity(o.entity))
        };
        for operand in marked.iter().filter_map(named) {
            let single = base.indicators[indicator].single.is_some();
            if !single && !frame.operands.contains(&operand) {
                frame.operands.push(operand);
            }
        }
    }
}

/// An amount without a unit from which on it can only be money.
const LARGE: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// A printed share and the printed amount that it can be taken of: the question is about that share in money.
fn share_of_amount(base: &FactBase, frame: &mut Frame) -> bool {
    let printed = |unit: NumberUnit| {
        let large = |a: &&Amount| unit == NumberUnit::Usd && a.unit.is_none() && a.value >= LARGE;
        let named = frame.amounts.iter().filter(move |a| a.unit == Some(unit) || large(a));
        let told = named.flat_map(|a| base.with_value(a.value)).filter(|o| !o.restates);
        told.map(|o| o.indicator).collect::<BTreeSet<usize>>()
    };
    let amounts = printed(NumberUnit::Usd);
    let pair = printed(NumberUnit::Percent).into_iter().find_map(|i| {
        let of = base.indicators[i].base?;
        amounts.contains(&of).then_some([i, of])
    });
    let found = pair.is_some();
    frame.topics.extend(pair.into_iter().flatten().map(|i| Candidate {
        topic: Topic::Indicator(i),
        score: 0.0,
        explained: 1.0,
        unexplained: 0.0,
        inherited: 0,
        items: vec![],
    }));
    found
}
