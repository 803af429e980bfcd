//! Searches: which cues ask for the first, the next, the nth, a list, a comparison.
//!
//! Owns: the order of these rules; the last of them is a look-up. Must not know: who is in a population.

use super::{Ask, WHICH};
use crate::knowledge::{Cue, FactBase, Unit};
use crate::understanding::frame::{Frame, Operand};

pub(super) fn population(base: &FactBase, frame: &Frame, indicator: usize) -> Ask {
    let def = &base.indicators[indicator].def;
    let entities = frame.entities();
    let which = frame.any(&WHICH);
    let asks_who = frame.any(&[Cue::Which, Cue::Who, Cue::List]);
    // “The second fewest” counts from below.
    let from_below = frame.nth.is_some() && frame.has(Cue::Less) && !frame.has(Cue::More);
    let least = frame.has(Cue::Min) || frame.has(Cue::Bottomn) && !frame.has(Cue::Topn) || from_below;
    if def.single.is_none() && !frame.conditions.is_empty() && entities.is_empty() {
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
        && !frame.conditions.is_empty()
        && (frame.has(Cue::Howmany) || asks_who || frame.counts_things)
    {
        return Ask::Filter;
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
    let ends = frame.has(Cue::Min) && !frame.has(Cue::Max) && asks_who;
    if ends && def.unit == Unit::Rank && frame.top.is_some_and(|t| t >= 10) && entities.is_empty() {
        // “Of the first twenty, the last one in Asia?”
        return Ask::Extreme { least: true, top: 1 };
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
    let within = !frame.groups().is_empty() || !frame.regions.is_empty();
    let looked_for = frame.has(Cue::Any) && within;
    if entities.len() == 1 && relation && (asks_who || frame.counts_things || looked_for) {
        let less = frame.any(&[Cue::Less, Cue::Below]) && !frame.any(&[Cue::Above]);
        return Ask::Relative { less };
    }
    // “From most to least, which place has A?”
    let placed = frame.has(Cue::Rank) && frame.entities().len() == 1 && def.unit != Unit::Rank;
    if frame.has(Cue::Sort) && placed {
        return Ask::RankWithin;
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
    if frame.has(Cue::Rest) && asks_who && entities.is_empty() && def.single.is_none() {
        // “Which others have one?”
        return Ask::Having;
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
