//! Near topics: what a clause could be about if it said more.
//!
//! Owns: readings of questions that name a place or an operation and no indicator. Must not know: wording.

use std::collections::BTreeSet;

use super::condition::Condition;
use super::frame::{Frame, Operand};
use super::link::Item;
use super::topic::Candidate;
use crate::knowledge::{Cue, FactBase, Feature, Topic};
use crate::text::numeral::NumberUnit;

/// The near topics that have a figure for every place named.
pub fn fitting(base: &FactBase, frame: &Frame) -> Vec<Topic> {
    let valued =
        |i: usize, e: usize| base.observations_of(i, e).any(|o| o.value.is_some() || o.range.is_some());
    let stands = |i: usize, e: usize| {
        base.cities_of(e).iter().any(|city| base.observations_of(i, *city).any(|o| o.value.is_some()))
    };
    let has = |topic: &Topic| {
        let Topic::Indicator(i) = *topic else { return false };
        let unit = base.indicators[i].def.unit;
        let fits = |c: &Condition| c.unit.is_none_or(|u| u == NumberUnit::Times || unit.is_written(u));
        if !frame.conditions.iter().all(fits) {
            return false;
        }
        frame.operands.iter().all(|o| match o {
            Operand::Entity(e) => valued(i, *e) || frame.has(Cue::Rank) && stands(i, *e),
            Operand::Group(_) | Operand::All | Operand::Rest => true,
        })
    };
    let Some(place) = frame.entities().first().copied() else {
        return frame.near.iter().copied().filter(|t| has(t)).collect();
    };
    // Those that have something on the first place, or on its cities, are few among all.
    let places = std::iter::once(&place).chain(base.cities_of(place));
    let own: BTreeSet<Topic> = places.flat_map(|e| base.indicators_of(*e)).map(Topic::Indicator).collect();
    own.into_iter().filter(|t| frame.near.binary_search(t).is_ok() && has(t)).collect()
}

/// Weight of words that a promoted topic may leave over.
const MOST_LEFT: f32 = 0.2;

/// Where one near topic alone has figures for the places named, it is meant.
pub(super) fn promote(base: &FactBase, items: &[Item], frame: &mut Frame) {
    let nothing = frame.operands.is_empty() && frame.times.is_empty();
    if nothing || !frame.unexplained.is_empty() || frame.amounts.iter().any(|a| a.marked) {
        return;
    }
    // “Do the nine include Japan?” is about who they are.
    if frame.has(Cue::Yesno) && !frame.groups().is_empty() && !frame.entities().is_empty() {
        return;
    }
    if let [only] = fitting(base, frame)[..] {
        let signature = base.signature(only);
        let foreign = |c: &usize| !signature.explains(Feature::Concept(*c));
        let left =
            items.iter().filter(|i| !i.negated && !i.concepts.is_empty() && i.concepts.iter().all(foreign));
        let weight: f32 =
            left.map(|i| i.concepts.iter().map(|c| base.concepts[*c].weight).fold(f32::MAX, f32::min)).sum();
        if weight >= MOST_LEFT {
            return;
        }
        let explained = |i: &Item| i.concepts.iter().any(|c| signature.explains(Feature::Concept(*c)));
        let items = (0..items.len()).filter(|k| explained(&items[*k])).collect();
        frame.topics.push(Candidate {
            topic: only,
            score: 0.0,
            explained: 0.5,
            unexplained: 0.0,
            inherited: 0,
            items,
        });
    }
}

/// Topics that some content word speaks for although their signature is not met; rankings for a bare “rank”.
pub(super) fn near(base: &FactBase, items: &[Item], frame: &Frame) -> Vec<Topic> {
    let features: Vec<Feature> = items.iter().filter(|i| !i.negated).flat_map(Item::features).collect();
    let content: Vec<Feature> = features
        .iter()
        .copied()
        .filter(|f| matches!(f, Feature::Concept(c) if base.concepts[*c].weight >= 0.5))
        .collect();
    let ranks = frame.has(Cue::Rank) || frame.nth.is_some() || frame.top.is_some();
    // What only a picture shows stands for what is written beside it.
    let told = |t: Topic| match t {
        Topic::Indicator(i) if base.indicators[i].def.absent.is_some() => {
            let explained = content.iter().all(|f| base.signature(t).explains(*f));
            base.indicators[i].near.filter(|_| explained && !content.is_empty()).map(Topic::Indicator)
        }
        _ => None,
    };
    let explaining = content.first().map(|f| base.indicators_explaining(*f));
    let asks = !content.is_empty()
        || frame.any(&[Cue::Howmany, Cue::Howbig, Cue::Max, Cue::Min, Cue::What])
        || !frame.operands.is_empty();
    let own: Vec<Topic> = match explaining {
        Some(some) => {
            let fits = |t: &Topic| {
                let def = t.indicator().map(|i| &base.indicators[i].def);
                let figures = def.is_some_and(|d| d.absent.is_none() && (d.ranking || !ranks));
                figures && content.iter().all(|f| base.signature(*t).explains(*f))
            };
            some.iter().copied().filter(fits).collect()
        }
        None if ranks => base.rankings().to_vec(),
        None if asks => base.answerable().to_vec(),
        None => Vec::new(),
    };
    if own.is_empty() {
        let some = explaining.unwrap_or_default().iter().copied();
        some.filter_map(told).collect::<BTreeSet<_>>().into_iter().collect()
    } else {
        own
    }
}
