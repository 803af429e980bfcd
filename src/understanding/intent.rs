//! Intent: which operation a frame asks for, decided by its cues in a fixed order.
//!
//! Owns: [`Ask`] and the order of the rules. Must not know: figures, wording.

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Operand};
use crate::knowledge::{Cue, FactBase, Topic, Unit};
use crate::text::numeral::NumberUnit;

/// The operation asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// The figures of the operands.
    Lookup,
    /// Who is first (or last, `least`), and the next ones with `top`.
    Extreme {
        least: bool,
        top: u32,
    },
    /// Who is first and who is last.
    Span,
    /// Who is nth from the top (or the bottom).
    Nth {
        least: bool,
        n: u32,
    },
    /// Who meets the conditions.
    Filter,
    /// Who stands above or below an operand.
    Relative {
        less: bool,
    },
    /// Who stands right after (or before) an operand.
    NextTo {
        before: bool,
    },
    Compare,
    Difference,
    Ratio,
    Sum,
    Average,
    Median,
    Share,
    /// All, in order of value.
    Sort {
        ascending: bool,
    },
    /// The place of the operands in the order of a quantity.
    RankWithin,
    Source,
    Period,
    /// Who has no figure.
    Missing,
    /// Who has a figure.
    Having,
    Ties,
    /// A share of a base amount, in money.
    Product,
    /// Relative change between the two figures of one series.
    Growth,
    /// One quantity by another.
    Per,
    /// All figures of an operand.
    Profile,
    /// A group's members.
    Members,
    /// What a number is.
    Value,
    /// The statement itself.
    State,
    Note(u32),
    Page(u32),
}

const WHICH: [Cue; 4] = [Cue::Which, Cue::Who, Cue::List, Cue::What];

/// The operation that the cues of `frame` ask for.
pub fn ask(base: &FactBase, frame: &Frame) -> Ask {
    if let Some(note) = frame.note {
        return Ask::Note(note);
    }
    let best_rank = (frame.topics.is_empty() && frame.has(Cue::Rank)
        || frame.has(Cue::WhichRanking) && !frame.own_topic)
        && frame.any(&[Cue::Which, Cue::What, Cue::WhichRanking])
        && (frame.any(&[Cue::Max, Cue::Min]) || frame.nth.is_some());
    let everything = frame.has(Cue::All)
        && (frame.topics.len() != 1 || matches!(frame.topic(), Some(Topic::Statement(_))));
    if (everything || best_rank) && frame.entities().len() == 1 {
        return Ask::Profile;
    }
    if let Some(ask) = about_values(base, frame) {
        return ask;
    }
    let Some(topic) = frame.topic() else {
        return if frame.groups().is_empty() { Ask::Lookup } else { Ask::Members };
    };
    let Topic::Indicator(i) = topic else {
        return if frame.has(Cue::Source) { Ask::Source } else { Ask::State };
    };
    let def = &base.indicators[i].def;
    if let Some(ask) = about_indicator(frame, def.unit) {
        return ask;
    }
    if !frame.conditions.is_empty() && (frame.any(&[Cue::Which, Cue::Who, Cue::List]) || frame.counts_things)
    {
        return Ask::Filter;
    }
    if let Some(ask) = arithmetic(base, frame, i) {
        return ask;
    }
    population(base, frame, i)
}

/// A number of the document is asked about: what it is, or who says so.
fn about_values(base: &FactBase, frame: &Frame) -> Option<Ask> {
    let printed = |a: &super::frame::Amount| a.marked && base.with_value(a.value).next().is_some();
    let no_series = !matches!(frame.topic(), Some(Topic::Indicator(_)));
    let asked = frame.topics.is_empty() || frame.any(&[Cue::Define, Cue::What, Cue::Source]);
    let marked = frame.amounts.iter().any(|a| a.marked);
    let bare = no_series && asked && (frame.topics.is_empty() && marked || frame.amounts.iter().any(printed));
    bare.then_some(Ask::Value)
}

fn about_indicator(frame: &Frame, unit: Unit) -> Option<Ask> {
    let entity = !frame.operands.is_empty();
    if frame.has(Cue::Source) {
        return Some(Ask::Source);
    }
    if unit != Unit::Year
        && (frame.has(Cue::Asof) || frame.any(&[Cue::When, Cue::Year]))
        && frame.times.is_empty()
    {
        return Some(Ask::Period);
    }
    if frame.has(Cue::Missing) && !(entity && frame.entities().len() == 1) {
        return Some(Ask::Missing);
    }
    if frame.has(Cue::Having)
        && !entity
        && !frame.any(&[Cue::Sum, Cue::Average, Cue::Max, Cue::Min, Cue::Sort, Cue::Ratio, Cue::Rank])
    {
        return Some(Ask::Having);
    }
    (frame.has(Cue::Same)
        && frame.amounts.iter().all(|a| !a.marked)
        && frame.any(&WHICH)
        && frame.operands.len() < 2)
        .then_some(Ask::Ties)
}

fn arithmetic(base: &FactBase, frame: &Frame, indicator: usize) -> Option<Ask> {
    let def = &base.indicators[indicator].def;
    let two_units = frame.topics.len() >= 2;
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
        && span
        && frame.has(Cue::Growth)
        && frame.has(Cue::Howmany)
        && def.unit == Unit::Usd
    {
        return Some(Ask::Difference);
    }
    if frame.has(Cue::Median) {
        return Some(Ask::Median);
    }
    if frame.has(Cue::Diff)
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
    let many = frame.operands.len() >= 2 || !frame.groups().is_empty();
    let summing = (frame.has(Cue::Sum) || def.composite && frame.has(Cue::Including))
        && !frame.has(Cue::Max)
        && !frame.has(Cue::Min)
        && frame.conditions.is_empty()
        && !frame.counts_things;
    let compared =
        frame.has(Cue::Than) && frame.any(&[Cue::Above, Cue::More, Cue::Less, Cue::Below, Cue::Compare]);
    if summing && compared && operands == 2 && frame.sides.is_none() {
        return Some(Ask::Difference);
    }
    if frame.sides.is_some() && compared {
        return Some(Ask::Difference);
    }
    if summing && (many || !frame.regions.is_empty()) && def.unit != Unit::Rank {
        return Some(Ask::Sum);
    }
    None
}

/// Whether a share is wanted in money: its base amount is named too, or a word says so.
fn asks_money(base: &FactBase, frame: &Frame) -> bool {
    let usd = |i: usize| base.indicators[i].def.unit == Unit::Usd;
    let base_named = frame.topics.iter().any(|c| matches!(c.topic, Topic::Indicator(i) if usd(i)))
        || frame.amounts.iter().any(|a| a.unit == Some(NumberUnit::Usd));
    let asked = frame.any(&[Cue::Howmany, Cue::Howbig, Cue::What]);
    asked
        && (frame.in_money || base_named && frame.amounts.iter().any(|a| a.unit == Some(NumberUnit::Percent)))
}

fn per_unit(base: &FactBase, frame: &Frame) -> bool {
    let unit = |k: usize| match frame.topics[k].topic {
        Topic::Indicator(i) => Some(base.indicators[i].def.unit),
        Topic::Statement(_) => None,
    };
    matches!((unit(0), unit(1)), (Some(Unit::Usd), Some(Unit::Count)) | (Some(Unit::Count), Some(Unit::Usd)))
}

fn population(base: &FactBase, frame: &Frame, indicator: usize) -> Ask {
    let def = &base.indicators[indicator].def;
    let entities = frame.entities();
    let which = frame.any(&WHICH);
    let asks_who = frame.any(&[Cue::Which, Cue::Who, Cue::List]);
    let least = frame.has(Cue::Min) || frame.has(Cue::Bottomn) && !frame.has(Cue::Topn);
    if !frame.conditions.is_empty() && (entities.is_empty() || asks_who || frame.counts_things) {
        return Ask::Filter;
    }
    if frame.any(&[Cue::NextTo, Cue::JustAhead]) && entities.len() == 1 && which {
        return Ask::NextTo { before: frame.has(Cue::JustAhead) };
    }
    if entities.len() >= 2 && frame.has(Cue::NextTo) && frame.any(&[Cue::Which, Cue::Who]) {
        // “after A and B, who?”
        let n = u32::try_from(entities.len() + 1).unwrap_or(2);
        return Ask::Nth { least, n };
    }
    if entities.len() >= 2
        && frame.any(&[
            Cue::Compare,
            Cue::More,
            Cue::Less,
            Cue::Max,
            Cue::Min,
            Cue::Above,
            Cue::Below,
            Cue::Same,
        ])
    {
        return Ask::Compare;
    }
    if frame.top.is_some()
        && def.unit == Unit::Rank
        && entities.len() == 1
        && !asks_who
        && !frame.counts_things
        && !frame.has(Cue::Howmany)
    {
        return Ask::Lookup;
    }
    if let (Some(_), Unit::Rank, true) = (frame.top, def.unit, frame.has(Cue::Howmany)) {
        return Ask::Filter;
    }
    if let Some(top) = frame.top {
        // Down to a rank of the ranking itself, or the first few of a group.
        let within = !frame.groups().is_empty() || !frame.regions.is_empty();
        let deep = def.unit == Unit::Rank && (within || frame.counts_things) && (top >= 10 || !within);
        return if deep || def.unit == Unit::Rank && top >= 10 {
            Ask::Filter
        } else {
            Ask::Extreme { least, top }
        };
    }
    if let (Some(n), true) = (frame.nth, entities.is_empty()) {
        return Ask::Nth { least, n };
    }
    let relation = frame.any(&[Cue::More, Cue::Less, Cue::Above, Cue::Below]);
    if entities.len() == 1 && relation && (asks_who || frame.counts_things) {
        let less = frame.any(&[Cue::Less, Cue::Below]) && !frame.any(&[Cue::Above]);
        return Ask::Relative { less };
    }
    if frame.has(Cue::Sort) {
        return Ask::Sort { ascending: frame.has(Cue::Ascending) };
    }
    if entities.is_empty() && frame.has(Cue::Max) && frame.has(Cue::Min) && frame.top.is_none() {
        return Ask::Span;
    }
    if entities.is_empty() && frame.any(&[Cue::Max, Cue::Min]) {
        return Ask::Extreme { least: frame.has(Cue::Min), top: 1 };
    }
    if entities.is_empty()
        && frame.any(&[Cue::More, Cue::Less])
        && asks_who
        && def.single.is_none()
        && frame.companies.is_empty()
    {
        return Ask::Extreme { least: frame.has(Cue::Less), top: 1 };
    }
    if frame.counts_things && entities.is_empty() {
        return Ask::Having;
    }
    if frame.has(Cue::Rank) && def.unit != Unit::Rank && !entities.is_empty() {
        return Ask::RankWithin;
    }
    if entities.is_empty()
        && frame.companies.is_empty()
        && asks_who
        && def.single.is_none()
        && !frame.operands.iter().any(|o| matches!(o, Operand::Group(_)))
    {
        return if frame.any(&[Cue::List]) || def.unit == Unit::Rank {
            Ask::Having
        } else {
            Ask::Sort { ascending: false }
        };
    }
    Ask::Lookup
}
