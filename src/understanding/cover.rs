//! Coverage: the topics that together explain a clause, and what they leave over.
//!
//! Owns: how many topics a clause has, and the weight of its leftover. Must not know: slots, figures.

use rustc_hash::FxHashSet;

use super::frame::Frame;
use super::link::Item;
use super::topic::{Candidate, Inherited, candidates};
use crate::knowledge::{Cue, EntityKind, FactBase, Feature, Topic};

/// Weight of leftover content from which on another topic is looked for.
const WORTH_A_TOPIC: f32 = 0.6;

const MOST_TOPICS: usize = 5;

/// Scores of topics in two documents that are as good as the same: a place that one of them lacks tips them.
const EVEN: f32 = 0.5;

/// How much of a word that is also a cue counts as unexplained where no topic explains it.
const CUE_WORD: f32 = 0.1;

/// The best topic, and further ones for content that it leaves over.
pub(super) fn cover(
    base: &FactBase,
    items: &[Item],
    found: Vec<Candidate>,
    inherited: &Inherited,
    frame: &mut Frame,
) {
    let rivals = rivals(base, &found);
    let listed = listed(base, items);
    if listed.len() >= LONG_LIST {
        frame.topics = listed;
        return;
    }
    let Some(best) = found.into_iter().next() else { return };
    let twin = joined(base, items, &best, inherited);
    let mut taken: Vec<usize> = best.items.clone();
    taken.retain(|k| !beside(base, items, *k, best.topic));
    frame.topics.push(best);
    frame.topics.extend(rivals);
    frame.topics.extend(twin);
    while frame.topics.len() < MOST_TOPICS {
        // Words that one topic has explained do not speak for another, but places do.
        let rest: Vec<Item> = items
            .iter()
            .enumerate()
            .map(|(k, item)| {
                let mut item = item.clone();
                if taken.contains(&k) && item.concepts.iter().all(|c| base.concepts[*c].weight > 0.0) {
                    item.concepts.clear();
                }
                item
            })
            .collect();
        let opposed = |k: usize| frame.topics.iter().any(|t| beside(base, items, k, t.topic));
        let left: f32 = (0..rest.len())
            .filter(|k| !rest[*k].negated && !taken.contains(k))
            .map(|k| match opposed(k) {
                true => heaviest(base, &rest[k]),
                false => weight_left(base, &rest[k], frame) + stranger(base, &rest[k], frame),
            })
            .sum();
        if left < WORTH_A_TOPIC {
            return;
        }
        let none = Inherited { topics: Vec::new(), features: inherited.features.clone() };
        let next = candidates(base, &rest, &none).into_iter().find(|c| {
            let statements = frame.topics.iter().all(|t| matches!(t.topic, Topic::Statement(_)));
            (matches!(c.topic, Topic::Indicator(_)) || statements)
                && c.inherited == 0
                && c.explained >= WORTH_A_TOPIC
                && c.gain() > 0.0
                && frame.topics.iter().all(|t| t.topic != c.topic)
        });
        let Some(next) = next else { return };
        taken.extend(next.items.iter().copied());
        frame.topics.push(next);
    }
}

/// From so many figures on a list of them is taken piece by piece.
const LONG_LIST: usize = 3;

/// “Investment, startups, data centres, cloud”: each piece between marks is about a figure of its own.
fn listed(base: &FactBase, items: &[Item]) -> Vec<Candidate> {
    let pieces: Vec<&[Item]> = items.chunk_by(|a, b| a.tokens.end == b.tokens.start).collect();
    let mut found: Vec<Candidate> = Vec::new();
    if pieces.len() < LONG_LIST {
        return found;
    }
    let figure = |c: &Candidate| {
        let own = c.topic.indicator().is_some_and(|i| base.indicators[i].def.quotient.is_none());
        own && c.unexplained < c.explained && c.gain() > 0.0
    };
    let mut start = 0;
    for piece in pieces {
        let first = candidates(base, piece, &Inherited::default()).into_iter().next();
        if let Some(mut topic) = first.filter(figure) {
            topic.items.iter_mut().for_each(|i| *i += start);
            if found.iter().all(|t| t.topic != topic.topic) {
                found.push(topic);
            }
        }
        start += piece.len();
    }
    found
}

/// “Its size and its growth”: of two figures of one thing joined by “and”, each part speaks for its own.
fn joined(base: &FactBase, items: &[Item], best: &Candidate, inherited: &Inherited) -> Option<Candidate> {
    let single = |t: Topic| t.indicator().and_then(|i| base.indicators[i].single);
    let thing = single(best.topic)?;
    let cut = items.iter().position(|i| [Cue::Also, Cue::Compare, Cue::Joins].iter().any(|c| i.has(*c)))?;
    let (before, after) = items.split_at(cut);
    let other = |part: &[Item]| {
        let first = candidates(base, part, inherited).into_iter().next()?;
        (first.topic != best.topic && single(first.topic) == Some(thing) && first.inherited == 0)
            .then_some(first)
    };
    other(before).or_else(|| other(after))
}

/// Topics of other documents that the same words speak for as much: each document may have the answer.
fn rivals(base: &FactBase, found: &[Candidate]) -> Vec<Candidate> {
    let Some(best) = found.first() else { return vec![] };
    let indicator = |c: &&Candidate| matches!(c.topic, Topic::Indicator(_));
    let mut documents = vec![base.document_of(best.topic)];
    let mut rivals = Vec::new();
    for candidate in found.iter().skip(1).filter(|c| indicator(c) && indicator(&best)) {
        let document = base.document_of(candidate.topic);
        let even = (best.score - candidate.score) <= EVEN && candidate.items == best.items;
        if even && !documents.contains(&document) {
            documents.push(document);
            rivals.push(candidate.clone());
        }
    }
    rivals
}

/// “Investment, and its funded companies”: what is joined by “and”, and speaks against a topic, is about another one.
fn beside(base: &FactBase, items: &[Item], k: usize, topic: Topic) -> bool {
    let joined = items[..k].iter().rev().find(|i| !i.filler && !i.has(Cue::Pronoun));
    let against = |c: &usize| base.signature(topic).minus.iter().any(|all| all[..] == [Feature::Concept(*c)]);
    joined.is_some_and(|i| i.has(Cue::Also)) && items[k].concepts.iter().any(against)
}

/// Weight of an organisation that no chosen topic knows.
fn stranger(base: &FactBase, item: &Item, frame: &Frame) -> f32 {
    let Some(e) = item.entity.filter(|e| base.entities[*e].is(EntityKind::Organisation)) else { return 0.0 };
    let known = frame.topics.iter().any(|t| base.signature(t.topic).explains(Feature::Entity(e)));
    if known { 0.0 } else { 1.0 }
}

fn heaviest(base: &FactBase, item: &Item) -> f32 {
    item.concepts.iter().map(|c| base.concepts[*c].weight).fold(0.0, f32::max)
}

pub(super) fn leftover(base: &FactBase, items: &[Item], frame: &Frame) -> f32 {
    // What is said twice weighs once.
    let mut said: FxHashSet<&[usize]> = FxHashSet::default();
    let live = items.iter().filter(|i| !i.negated);
    let words = live.filter(|i| i.concepts.is_empty() || said.insert(i.concepts.as_slice())).map(|i| {
        let weight = weight_left(base, i, frame);
        if i.cues.is_empty() { weight } else { weight * CUE_WORD }
    });
    // A statement that leaves a calculation or a place out is no answer to it.
    let statement = match &frame.topics[..] {
        [only] if matches!(only.topic, Topic::Statement(_)) => only.unexplained,
        _ => 0.0,
    };
    words.sum::<f32>().max(statement)
}

/// Weight of an item's concepts that no chosen topic explains.
fn weight_left(base: &FactBase, item: &Item, frame: &Frame) -> f32 {
    let explained = item
        .concepts
        .iter()
        .any(|c| frame.topics.iter().any(|t| base.signature(t.topic).explains(Feature::Concept(*c))));
    if explained || item.concepts.is_empty() {
        return 0.0;
    }
    item.concepts.iter().map(|c| base.concepts[*c].weight).fold(f32::MAX, f32::min)
}
