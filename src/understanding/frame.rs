//! Frames: what a clause asks, with its slots filled from the items.
//!
//! Owns: [`Frame`] and how slots are gathered. Must not know: figures, wording, earlier turns.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::condition::{Condition, conditions};
use super::link::Item;
use super::near::{near, promote};
use super::topic::{Candidate, Inherited, candidates};
use crate::knowledge::{Cue, EntityKind, FactBase, Feature, Topic};
use crate::text::numeral::{Number, NumberUnit, When};

/// A place (or company) that a clause names, alone or as a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    Entity(usize),
    Group(usize),
    /// Everyone who has a figure.
    All,
}

/// A number that stands in the clause and is neither time, rank nor threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    pub value: Decimal,
    pub unit: Option<NumberUnit>,
    /// Written with a magnitude or unit, or large: more than a counting word.
    pub marked: bool,
    pub surface: String,
}

/// What a clause asks.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The topics that it is about, best first; several where it names several.
    pub topics: Vec<Candidate>,
    /// Topics that it could be about if it said more.
    pub near: Vec<Topic>,
    /// Its own words meet the signature of the first topic without any context.
    pub own_topic: bool,
    /// Places to answer for, in the order of the text; world and continent are in `region`.
    pub operands: Vec<Operand>,
    pub companies: Vec<usize>,
    pub organisations: Vec<usize>,
    /// A region that is named (world, a continent): a scope or an operand.
    pub regions: Vec<usize>,
    pub excluded: Vec<usize>,
    pub times: Vec<When>,
    pub month: Option<u8>,
    pub cues: BTreeSet<Cue>,
    pub conditions: Vec<Condition>,
    pub top: Option<u32>,
    pub nth: Option<u32>,
    pub amounts: Vec<Amount>,
    pub note: Option<u32>,
    pub page: Option<u32>,
    /// Operands of a two-sided operation where a side is a sum of several.
    pub sides: Option<(Vec<Operand>, Vec<Operand>)>,
    /// A word says that the answer is wanted in money.
    pub in_money: bool,
    /// A noun for things that can be counted stands by “how many”.
    pub counts_things: bool,
    /// What nothing in the fact base explains.
    pub unexplained: Vec<String>,
    /// Weight of words that mean something and that neither a topic nor an operation takes up.
    pub leftover: f32,
    pub places: Vec<usize>,
    pub outside: Vec<usize>,
    /// Nothing but cues and fillers.
    pub empty: bool,
}

impl Frame {
    pub fn has(&self, cue: Cue) -> bool {
        self.cues.contains(&cue)
    }

    pub fn any(&self, cues: &[Cue]) -> bool {
        cues.iter().any(|c| self.has(*c))
    }

    /// “how many more than …”: a difference is wanted.
    pub fn asks_difference(&self) -> bool {
        let much_more = self.has(Cue::Howmany)
            && self.has(Cue::Than)
            && self.any(&[Cue::Above, Cue::More, Cue::Less, Cue::Below]);
        self.has(Cue::Diff)
            || much_more
                && self.conditions.is_empty()
                && !self.counts_things
                && !self.any(&[Cue::Which, Cue::Who, Cue::List])
    }

    pub fn topic(&self) -> Option<Topic> {
        self.topics.first().map(|c| c.topic)
    }

    /// The entities among the operands.
    pub fn entities(&self) -> Vec<usize> {
        self.operands
            .iter()
            .filter_map(|o| if let Operand::Entity(e) = o { Some(*e) } else { None })
            .collect()
    }

    pub fn groups(&self) -> Vec<usize> {
        self.operands.iter().filter_map(|o| if let Operand::Group(g) = o { Some(*g) } else { None }).collect()
    }
}

/// Weight of leftover content from which on another topic is looked for.
const WORTH_A_TOPIC: f32 = 0.6;
const MOST_TOPICS: usize = 5;

/// Reads a clause.
pub fn frame(base: &FactBase, items: &[Item], inherited: &Inherited) -> Frame {
    let mut frame = Frame::default();
    let found = candidates(base, items, inherited);
    cover(base, items, found, inherited, &mut frame);
    let (conditions, used) = conditions(base, items);
    frame.conditions = conditions;
    for item in items.iter().filter(|i| !i.negated) {
        frame.cues.extend(item.cues.iter().copied());
    }
    for (k, item) in items.iter().enumerate() {
        gather(base, items, k, item, &used, &mut frame);
    }
    value_topic(base, &mut frame);
    pairs(base, &mut frame);
    frame.sides = sides(items, &frame);
    frame.in_money = items.iter().any(|i| i.concepts.iter().any(|c| base.concepts[*c].money));
    frame.leftover = leftover(base, items, &frame);
    frame.own_topic = frame.topics.first().is_some_and(|c| c.inherited == 0);
    frame.empty = items.iter().all(|i| {
        i.concepts.is_empty()
            && i.entity.is_none()
            && i.group.is_none()
            && i.number.is_none()
            && !i.unknown
            && i.place.is_none()
            && i.outside.is_none()
    });
    if frame.topics.is_empty() {
        frame.near = near(base, items, &frame);
        promote(base, items, &mut frame);
    }
    frame
}

/// The best topic, and further ones for content that it leaves over.
fn cover(base: &FactBase, items: &[Item], found: Vec<Candidate>, inherited: &Inherited, frame: &mut Frame) {
    let Some(best) = found.into_iter().next() else { return };
    let mut taken: Vec<usize> = best.items.clone();
    frame.topics.push(best);
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
        let left: f32 = rest.iter().filter(|i| !i.negated).map(|i| weight_left(base, i, frame)).sum();
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

/// How much of a word that is also a cue counts as unexplained where no topic explains it.
const CUE_WORD: f32 = 0.1;

fn leftover(base: &FactBase, items: &[Item], frame: &Frame) -> f32 {
    let words = items.iter().filter(|i| !i.negated).map(|i| {
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

fn gather(base: &FactBase, items: &[Item], k: usize, item: &Item, used: &[usize], frame: &mut Frame) {
    if item.negated {
        return;
    }
    if let Some(e) = item.entity {
        let entity = &base.entities[e];
        if item.excepted {
            frame.excluded.push(e);
        } else if entity.is(EntityKind::Company) {
            frame.companies.push(e);
        } else if entity.is(EntityKind::Organisation) {
            frame.organisations.push(e);
        } else if entity.is(EntityKind::Region)
            && base.group(&entity.code).is_none_or(|_| true)
            && is_scope(base, e)
            && !has_figures(base, frame, e)
        {
            frame.regions.push(e);
        } else if !frame.operands.contains(&Operand::Entity(e)) {
            frame.operands.push(Operand::Entity(e));
        }
    }
    if let Some(g) = item.group {
        if item.excepted {
            frame.excluded.extend(base.members(g));
        } else if !frame.operands.contains(&Operand::Group(g)) {
            frame.operands.push(Operand::Group(g));
        }
    }
    if let Some(place) = item.place {
        frame.places.push(place);
    }
    if let Some(outside) = item.outside {
        frame.outside.push(outside);
    }
    if item.unknown {
        frame.unexplained.push(item.surface.clone());
    }
    let countable = item.concepts.iter().any(|c| base.concepts[*c].countable);
    if countable && counted(base, items, k) || item.has(Cue::CountOf) {
        frame.counts_things = true;
    }
    if item.group.is_some() && counted(base, items, k) {
        frame.counts_things = true;
    }
    number(items, k, item, used, frame);
}

/// World and continents: regions that scope a ranking; other regions are operands like economies.
fn is_scope(base: &FactBase, entity: usize) -> bool {
    base.indicators.iter().any(|i| i.scope == Some(entity))
        || base.observations.iter().any(|o| o.scope == Some(entity))
        || base.indicators.iter().any(|i| i.single == Some(entity))
}

/// Whether a region is a unit of observation of a topic, as an economy is; within a ranking it stays a scope.
fn has_figures(base: &FactBase, frame: &Frame, entity: usize) -> bool {
    let searches = [Cue::Max, Cue::Min, Cue::Topn, Cue::Nth, Cue::Rank, Cue::Sort, Cue::Average];
    let figures = frame.topics.iter().any(|c| match c.topic {
        Topic::Indicator(i) => {
            let def = &base.indicators[i].def;
            def.single.is_none()
                && def.unit != crate::knowledge::Unit::Rank
                && base.observations_of(i, entity).any(|o| o.value.is_some())
        }
        Topic::Statement(_) => false,
    });
    figures && !frame.any(&searches) && frame.top.is_none() && frame.nth.is_none()
}

/// “how many” stands before item `k`, with nothing but places and fillers between.
fn counted(base: &FactBase, items: &[Item], k: usize) -> bool {
    items[..k]
        .iter()
        .rev()
        .take_while(|i| {
            let plain =
                i.concepts.iter().all(|c| base.concepts[*c].countable || base.concepts[*c].weight == 0.0);
            i.has(Cue::Howmany)
                || i.filler
                || i.entity.is_some()
                || i.group.is_some()
                || (i.number.is_none() && plain && !i.concepts.is_empty())
        })
        .any(|i| i.has(Cue::Howmany))
}

fn number(items: &[Item], k: usize, item: &Item, used: &[usize], frame: &mut Frame) {
    let Some(number) = &item.number else { return };
    let near_cue = |cue: Cue| k > 0 && items[k - 1].has(cue) || items.get(k + 1).is_some_and(|i| i.has(cue));
    match number {
        Number::Quantity { .. } | Number::Ordinal(_) if near_cue(Cue::Footnote) => {
            frame.note = value_of(number)
        }
        Number::Quantity { .. } | Number::Ordinal(_) if near_cue(Cue::Page) => frame.page = value_of(number),
        Number::Time(when) => frame.times.push(*when),
        Number::Month(month) => frame.month = Some(*month),
        Number::Top(top) => frame.top = Some(*top),
        Number::Ordinal(n) => {
            if !(item.has(Cue::Max) || item.has(Cue::Min)) {
                frame.nth = Some(*n);
            }
        }
        Number::Duration(_) => {
            // “five years ago” is a time that no figure is for.
            if items.get(k + 1).is_some_and(|i| i.has(Cue::Topn) || i.has(Cue::OtherTime) || i.has(Cue::Less))
            {
                frame.cues.insert(Cue::OtherTime);
            }
        }
        Number::Quantity { value, unit, scaled } => {
            // “the three smallest”, “the highest three”: how many of them are wanted.
            let few = unit.is_none() && !*scaled && *value >= Decimal::TWO && *value <= Decimal::from(20);
            let before = items[..k].iter().rev().find(|i| !i.filler);
            let beside = |cue: Cue| near_cue(cue) || before.is_some_and(|i| i.has(cue));
            if few
                && !used.contains(&k)
                && (beside(Cue::Max) || beside(Cue::Min) || beside(Cue::Topn) || beside(Cue::Bottomn))
            {
                frame.top = u32::try_from(*value).ok();
                return;
            }
            // “No. 3” in figures.
            if k > 0 && items[k - 1].has(Cue::Nth) && !*scaled {
                frame.nth = u32::try_from(*value).ok();
                return;
            }
            let written_as_word = !item.cues.is_empty() || !item.concepts.is_empty();
            if !used.contains(&k) && !written_as_word {
                let marked = *scaled || *value > Decimal::from(20) || value.fract() != Decimal::ZERO;
                frame.amounts.push(Amount {
                    value: *value,
                    unit: *unit,
                    marked,
                    surface: item.surface.clone(),
                });
            }
        }
    }
}

fn value_of(number: &Number) -> Option<u32> {
    match number {
        Number::Quantity { value, .. } => u32::try_from(*value).ok(),
        Number::Ordinal(n) => Some(*n),
        _ => None,
    }
}

/// Where a word of comparison stands among three operands or more that are to be added: the sides of it.
fn sides(items: &[Item], frame: &Frame) -> Option<(Vec<Operand>, Vec<Operand>)> {
    if !frame.any(&[Cue::Sum, Cue::Share, Cue::Ratio]) || frame.operands.len() < 3 {
        return None;
    }
    let at = |operand: &Operand| {
        items.iter().position(|i| {
            !i.negated
                && !i.excepted
                && match operand {
                    Operand::Entity(e) => i.entity == Some(*e),
                    Operand::Group(g) => i.group == Some(*g),
                    Operand::All => false,
                }
        })
    };
    let mut placed: Vec<(usize, Operand)> =
        frame.operands.iter().filter_map(|o| Some((at(o)?, *o))).collect();
    placed.sort_by_key(|(k, _)| *k);
    let divides = |k: &usize| items[*k].has(Cue::Than);
    let cut = (1..placed.len()).find(|k| (placed[k - 1].0 + 1..placed[*k].0).any(|j| divides(&j)))?;
    let side = |part: &[(usize, Operand)]| part.iter().map(|(_, o)| *o).collect::<Vec<_>>();
    Some((side(&placed[..cut]), side(&placed[cut..])))
}

/// A pair of places named in one word is two operands of an operation that takes two.
fn pairs(base: &FactBase, frame: &mut Frame) {
    let two_sided =
        frame.any(&[Cue::Diff, Cue::Ratio, Cue::More, Cue::Less, Cue::Compare]) && !frame.has(Cue::Sum);
    if let [Operand::Group(g)] = frame.operands[..]
        && let [a, b] = *base.members(g)
        && two_sided
    {
        frame.operands = vec![Operand::Entity(a), Operand::Entity(b)];
    }
}

/// A printed share and the printed amount that it can be taken of: the question is about that share in money.
fn share_of_amount(base: &FactBase, frame: &mut Frame) -> bool {
    let printed = |i: usize, unit: NumberUnit| {
        let named = |v: Decimal| base.series(i).any(|o| o.value == Some(v.normalize()));
        frame.amounts.iter().any(|a| a.unit == Some(unit) && named(a.value))
    };
    let pair = base.indicators.iter().enumerate().find_map(|(i, indicator)| {
        let of = indicator.base?;
        (printed(i, NumberUnit::Percent) && printed(of, NumberUnit::Usd)).then_some([i, of])
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

/// Several marked amounts that one indicator prints, and no other topic: the question is about that indicator.
fn value_topic(base: &FactBase, frame: &mut Frame) {
    let marked: Vec<Decimal> = frame.amounts.iter().filter(|a| a.marked).map(|a| a.value).collect();
    if !frame.topics.is_empty() || marked.len() < 2 {
        return;
    }
    if share_of_amount(base, frame) {
        return;
    }
    let prints = |i: usize| marked.iter().all(|v| base.series(i).any(|o| o.value == Some(v.normalize())));
    if let Some(indicator) = (0..base.indicators.len()).find(|i| prints(*i)) {
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
