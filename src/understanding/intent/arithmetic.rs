//! Computed figures: which cues ask for a difference, a ratio, a sum, a mean, a share.
//!
//! Owns: the order of these rules. Must not know: the figures, and how they are computed.

use super::Ask;
use crate::knowledge::{Cue, FactBase, PeriodKind, Topic, Unit};
use crate::text::numeral::NumberUnit;
use crate::understanding::frame::Frame;

pub(super) fn arithmetic(base: &FactBase, frame: &Frame, indicator: usize) -> Option<Ask> {
    let def = &base.indicators[indicator].def;
    let two_units = frame.topics.len() >= 2;
    if let ([_, _], true, None) = (&frame.positions[..], frame.entities().is_empty(), &def.single) {
        // “The second as a share of the first”: places of an order, whoever holds them.
        return None;
    }
    let operands = frame.operands.len() + frame.regions.len();
    let values = frame.amounts.iter().filter(|a| a.marked).count();
    if frame
        .topics
        .iter()
        .any(|c| matches!(c.topic, Topic::Indicator(i) if base.indicators[i].base.is_some()))
        && asks_money(base, frame)
    {
        return Some(Ask::Product);
    }
    if two_units && frame.any(&[Cue::Average, Cue::Ratio]) && per_unit(base, frame) {
        return Some(Ask::Per);
    }
    // “More than four times theirs”, “less than half of it”: held against a multiple or a part.
    let relative = |unit| frame.conditions.iter().any(|c| c.unit == Some(unit));
    if operands >= 2 && relative(NumberUnit::Times) {
        return Some(Ask::Ratio);
    }
    // “More than a quarter of Y's?”: of what is counted, where no share of the world is spoken of.
    let counted =
        base.indicators[indicator].quantity.is_some() && frame.regions.is_empty() && !frame.has(Cue::Share);
    if operands >= 2 && relative(NumberUnit::Percent) && (def.unit != Unit::Percent || counted) {
        return Some(Ask::Share);
    }
    if frame.has(Cue::Ratio)
        && (operands >= 1
            || values >= 1
            || frame.times.len() == 2
            || def.single.is_some()
            || frame.any(&[Cue::Pronoun, Cue::Also, Cue::Howmany]))
    {
        return Some(Ask::Ratio);
    }
    if frame.has(Cue::RelativeChange)
        && def.single.is_some() | (operands >= 1) | (values >= 1)
        && def.unit != Unit::Rank
    {
        return Some(Ask::Growth);
    }
    if frame.asks_difference() && !frame.has(Cue::Diff) && operands >= 2 {
        return Some(Ask::Difference);
    }
    let span = frame.times.iter().any(|t| t.from != t.to) || frame.times.len() == 2;
    if def.single.is_some()
        && (span || frame.times.is_empty())
        && frame.has(Cue::Growth)
        && (frame.has(Cue::Howmany) || !frame.own_topic)
        && def.unit == Unit::Usd
    {
        return Some(Ask::Difference);
    }
    if frame.has(Cue::PerYear) && def.period_kind == Some(PeriodKind::Cumulative) && operands >= 1 {
        return Some(Ask::PerYear);
    }
    if frame.has(Cue::Median) {
        return Some(Ask::Median);
    }
    // What lies between the first and the last is told with both of them.
    let ends = frame.has(Cue::Max) && frame.has(Cue::Min) && frame.has(Cue::Diff);
    if ends && frame.entities().is_empty() && def.single.is_none() {
        return Some(Ask::Span);
    }
    // “A's plan, against B's total: whose is greater?”: two who act, each with all of theirs.
    let actors = def.agent && frame.companies.len() == 2 && frame.has(Cue::Sum) && frame.has(Cue::Compare);
    if actors && frame.any(&[Cue::Which, Cue::Who, Cue::Than]) && frame.conditions.is_empty() {
        return Some(Ask::Difference);
    }
    // “How many places have more than A?” counts them.
    let counts = frame.has(Cue::CountOf)
        && operands == 1
        && frame.any(&[Cue::More, Cue::Less, Cue::Above, Cue::Below]);
    if frame.has(Cue::Diff)
        && !counts
        && !frame.any(&[Cue::Which, Cue::Who])
        && (operands >= 1
            || frame.any(&[Cue::Pronoun, Cue::Each])
            || def.single.is_some()
            || frame.times.len() == 2)
    {
        return Some(Ask::Difference);
    }
    if frame.has(Cue::Average) && def.unit != Unit::Percent {
        return Some(Ask::Average);
    }
    if frame.any(&[Cue::Share, Cue::Percent])
        && !matches!(def.unit, Unit::Percent | Unit::Rank)
        && operands >= 1
    {
        return Some(Ask::Share);
    }
    let many = frame.operands.len() >= 2
        || !frame.groups().is_empty()
        || frame.top.is_some()
        || !frame.excluded.is_empty() && def.single.is_none()
        || def.agent && !frame.companies.is_empty();
    let summing = (frame.has(Cue::Sum) || def.composite && frame.has(Cue::Including))
        && (!frame.any(&[Cue::Max, Cue::Min])
            || frame.top.is_some()
            || def.agent && frame.companies.len() >= 2)
        && (frame.conditions.is_empty()
            || !frame.any(&[Cue::Which, Cue::Who, Cue::List]) && frame.operands.len() >= 2)
        && (!frame.counts_things
            || frame.conditions.is_empty() && (!frame.groups().is_empty() || frame.top.is_some()));
    let compared =
        frame.has(Cue::Than) && frame.any(&[Cue::Above, Cue::More, Cue::Less, Cue::Below, Cue::Compare]);
    if summing && compared && operands == 2 && frame.sides.is_none() {
        return Some(Ask::Difference);
    }
    // “Enough for half of it?” is a share.
    let part = frame.amounts.iter().any(|a| a.unit == Some(NumberUnit::Percent)) && def.unit != Unit::Percent;
    if frame.sides.is_some() && part && frame.has(Cue::Than) {
        return Some(Ask::Share);
    }
    // “A + B > C?”
    let exceeds = frame.has(Cue::Sum)
        && frame.any(&[Cue::Above, Cue::Below, Cue::More, Cue::Less])
        && frame.conditions.is_empty();
    // “Is A + B enough for C?”
    let enough = frame.has(Cue::Yesno) && frame.has(Cue::Than);
    if frame.sides.is_some() && (compared || exceeds || enough) {
        return Some(Ask::Difference);
    }
    if total_of_group(base, frame, indicator) {
        return Some(Ask::Sum);
    }
    // “Add up all of them.”
    let all = frame.has(Cue::All) && frame.operands.is_empty() && frame.own_topic;
    let several = many || all || !frame.regions.is_empty();
    if summing && several && def.unit != Unit::Rank && def.single.is_none() {
        return Some(Ask::Sum);
    }
    None
}

/// “How many has ASEAN?”: of a group that has no figure of its own, all together; the answer lists them too.
fn total_of_group(base: &FactBase, frame: &Frame, indicator: usize) -> bool {
    let additive = base.indicators[indicator].adds_up();
    let region = |r: &usize| base.group(&base.entities[*r].code);
    let wholes: Vec<usize> =
        frame.groups().into_iter().chain(frame.regions.iter().filter_map(region)).collect();
    let printed = |g: &usize| {
        let own = base.groups[*g].entity;
        own.is_some_and(|e| base.observations_of(indicator, e).next().is_some())
    };
    let other = [
        Cue::Each,
        Cue::List,
        Cue::Which,
        Cue::Who,
        Cue::Where,
        Cue::Max,
        Cue::Min,
        Cue::Sort,
        Cue::Rank,
        Cue::More,
        Cue::Less,
        Cue::Above,
        Cue::Below,
        Cue::Average,
        Cue::Yesno,
        Cue::Having,
        Cue::Missing,
        Cue::All,
    ];
    additive
        && frame.has(Cue::Howmany)
        && frame.entities().is_empty()
        && wholes.len() == 1
        && !wholes.iter().any(printed)
        && !frame.any(&other)
        && (!frame.has(Cue::Compare) || !frame.excluded.is_empty())
        && frame.conditions.is_empty()
        && frame.top.is_none()
        && frame.nth.is_none()
        && !frame.counts_things
}

/// Whether a share is wanted in money: its base amount is named too, or a word says so.
fn asks_money(base: &FactBase, frame: &Frame) -> bool {
    let usd = |i: usize| base.indicators[i].def.unit == Unit::Usd;
    let base_named = frame.topics.iter().any(|c| matches!(c.topic, Topic::Indicator(i) if usd(i)))
        || frame.amounts.iter().any(|a| a.unit == Some(NumberUnit::Usd));
    // “In dollars?”, of a share that was told, says enough.
    let asked =
        frame.any(&[Cue::Howmany, Cue::Howbig, Cue::What]) || !frame.own_topic && !frame.has(Cue::Yesno);
    let share = frame.amounts.iter().any(|a| a.unit == Some(NumberUnit::Percent));
    (asked || share && frame.in_money)
        && (frame.in_money || base_named && frame.amounts.iter().any(|a| a.unit == Some(NumberUnit::Percent)))
}

fn per_unit(base: &FactBase, frame: &Frame) -> bool {
    let unit = |k: usize| match frame.topics[k].topic {
        Topic::Indicator(i) => Some(base.indicators[i].def.unit),
        Topic::Statement(_) => None,
    };
    matches!((unit(0), unit(1)), (Some(Unit::Usd), Some(Unit::Count)) | (Some(Unit::Count), Some(Unit::Usd)))
}
