//! Frames: what a clause asks, with its slots filled from the items.
//!
//! Owns: [`Frame`] and the order in which it is filled. Must not know: figures, wording, earlier turns.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::condition::{Condition, conditions};
use super::cover::{cover, leftover};
use super::gather::gather;
use super::link::Item;
use super::narrowing;
use super::near::{near, promote};
use super::sides::arrange;
use super::topic::{Candidate, Inherited, candidates};
use crate::knowledge::{Cue, FactBase, Topic};
use crate::text::numeral::{Number, NumberUnit, When};

/// A place (or company) that a clause names, alone or as a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    Entity(usize),
    Group(usize),
    /// Everyone who has a figure.
    All,
    /// Everyone who has a figure but the places named.
    Rest,
}

impl Operand {
    /// The place or company that stands alone.
    pub fn entity(self) -> Option<usize> {
        if let Operand::Entity(e) = self { Some(e) } else { None }
    }
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

/// Which of two places spoken of before is taken up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    Former,
    Latter,
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
    /// Each “top N” with the item that it stands at.
    pub tops: Vec<(usize, u32)>,
    /// The place in an order that is asked for; the last of `positions`.
    pub nth: Option<u32>,
    /// Each place in an order that is named: “the second and the third”.
    pub positions: Vec<u32>,
    pub amounts: Vec<Amount>,
    /// A small number stands before the first place: “these two and Thailand”, not “with India, the three”.
    pub counts_before: bool,
    pub note: Option<u32>,
    pub page: Option<u32>,
    /// Operands of a two-sided operation where a side is a sum of several.
    pub sides: Option<(Vec<Operand>, Vec<Operand>)>,
    /// The whole is named again, behind what is left out of it: “Asia without X, of all Asia”.
    pub whole_again: bool,
    /// The groups that are named are taken as one; without it one narrows the other.
    pub widened: bool,
    /// The word for a share stands before a place: “what share of X”, not “X's share”.
    pub share_first: bool,
    /// A pronoun stands before the share, and the place that it is a share of behind it.
    pub share_of_place: bool,
    /// “The former” and “the latter”, in the order of the text.
    pub back: Vec<Back>,
    /// A word adds to what was spoken of, and sums up nothing by itself (“with Japan, too”).
    pub adds: bool,
    /// What was spoken of before is taken up behind the last place: “what share of X is that”.
    pub pronoun_last: bool,
    /// A superlative stands behind the words of the topic: “X has data centres the most”, not “the largest one of X”.
    pub superlative_last: bool,
    /// A word says that the answer is wanted in money.
    pub in_money: bool,
    /// A noun for things that can be counted stands by “how many”.
    pub counts_things: bool,
    /// What nothing in the fact base explains.
    pub unexplained: Vec<String>,
    /// Of these, words straight before what is asked about: they narrow it to something else.
    pub narrowing: usize,
    /// Weight of words that mean something and that neither a topic nor an operation takes up.
    pub leftover: f32,
    pub places: Vec<usize>,
    pub outside: Vec<usize>,
    /// How these were written.
    pub foreign: Vec<String>,
    /// Cited works that are named by their titles.
    pub works: Vec<usize>,
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

    /// The same frame without some of its cues.
    pub fn without(&self, cues: &[Cue]) -> Frame {
        let mut frame = self.clone();
        frame.cues.retain(|c| !cues.contains(c));
        frame
    }

    /// “how many more than …”: a difference is wanted.
    pub fn asks_difference(&self) -> bool {
        let much_more = self.has(Cue::Howmany)
            && self.any(&[Cue::Than, Cue::Pronoun])
            && self.any(&[Cue::Above, Cue::More, Cue::Less, Cue::Below]);
        self.has(Cue::Diff)
            || much_more
                && self.conditions.is_empty()
                && !self.counts_things
                && !self.any(&[Cue::Which, Cue::Who, Cue::List])
    }

    /// No place, company, number or time of its own.
    pub fn names_nothing(&self) -> bool {
        self.operands.is_empty()
            && self.companies.is_empty()
            && self.regions.is_empty()
            && self.times.is_empty()
            && self.amounts.is_empty()
            && self.nth.is_none()
            && self.top.is_none()
    }

    pub fn topic(&self) -> Option<Topic> {
        self.topics.first().map(|c| c.topic)
    }

    /// The entities among the operands.
    pub fn entities(&self) -> Vec<usize> {
        self.operands.iter().filter_map(|o| o.entity()).collect()
    }

    pub fn groups(&self) -> Vec<usize> {
        self.operands.iter().filter_map(|o| if let Operand::Group(g) = o { Some(*g) } else { None }).collect()
    }
}

/// Cues that ask for something else than yes or no.
const ASKING: [Cue; 10] = [
    Cue::Howmany,
    Cue::Which,
    Cue::Who,
    Cue::What,
    Cue::When,
    Cue::Where,
    Cue::How,
    Cue::List,
    Cue::Source,
    Cue::Compare,
];

/// Reads a clause.
pub fn frame(base: &FactBase, items: &[Item], inherited: &Inherited) -> Frame {
    let mut frame = Frame::default();
    let found = candidates(base, items, inherited);
    cover(base, items, found, inherited, &mut frame);
    let (conditions, used) = conditions(base, items);
    frame.conditions = conditions;
    for item in items.iter().filter(|i| !i.negated) {
        frame.cues.extend(item.cues.iter().copied().filter(|c| !c.is_grammar()));
    }
    let opens = items.iter().find(|i| {
        let courtesy = i.has(Cue::Also) || i.has(Cue::Greeting) || i.has(Cue::Thanks);
        (!i.filler || i.has(Cue::Auxiliary)) && !courtesy
    });
    if opens.is_some_and(|i| i.has(Cue::Auxiliary)) && !frame.any(&ASKING) {
        // “Are these as of …”, “Has Japan more than …”: the verb stands first.
        frame.cues.insert(Cue::Yesno);
    }
    for (k, item) in items.iter().enumerate() {
        gather(base, items, k, item, &used, &mut frame);
    }
    if frame.has(Cue::FirstHalf) {
        let whole = |t: &&mut When| t.from == t.to && t.month.is_none() && t.half.is_none();
        frame.times.iter_mut().filter(whole).for_each(|t| t.half = Some(1));
    }
    if frame.times.len() >= 2 && !frame.has(Cue::PeriodStart) {
        // “In 2022, and the projection for 2030”: both times are named.
        frame.cues.remove(&Cue::PeriodEnd);
    }
    let same = |region: &usize, frame: &Frame| {
        frame.groups().iter().any(|g| base.groups[*g].entity == Some(*region))
    };
    frame.regions = frame.regions.iter().copied().filter(|r| !same(r, &frame)).collect();
    let small = |i: &Item| matches!(i.number, Some(Number::Quantity { unit: None, scaled: false, .. }));
    let place = items.iter().position(|i| i.entity.is_some() || i.group.is_some());
    // “Those two”, “which of the two has …”, and not “of the two indices”.
    let these = |k: usize| {
        let bare = items.get(k + 2).is_none_or(|i| i.concepts.is_empty() && !i.unknown);
        items[k].has(Cue::Demonstrative) || items[k].has(Cue::Only) && bare
    };
    if (1..items.len()).any(|k| small(&items[k]) && these(k - 1)) {
        frame.cues.insert(Cue::Pronoun);
    }
    frame.counts_before = items.iter().position(small).is_some_and(|n| place.is_some_and(|p| n < p));
    arrange(base, items, &mut frame);
    let superlative = items.iter().rposition(|i| !i.negated && (i.has(Cue::Max) || i.has(Cue::Min)));
    let last_of_topic = frame.topics.first().and_then(|t| t.items.iter().max().copied());
    frame.superlative_last = superlative.zip(last_of_topic).is_some_and(|(s, t)| s > t);
    frame.in_money = items.iter().any(|i| i.concepts.iter().any(|c| base.concepts[*c].money));
    frame.own_topic = frame.topics.first().is_some_and(|c| c.inherited == 0);
    if let (false, Some(work)) = (frame.own_topic, frame.works.first()) {
        // A work by itself: what its note says of it.
        let reference = &base.sources[*work].def.reference;
        frame.note = reference.strip_prefix("fn:").and_then(|n| n.parse().ok()).or(frame.note);
    }
    frame.empty = items.iter().all(|i| {
        i.concepts.is_empty()
            && i.entity.is_none()
            && i.group.is_none()
            && i.number.is_none()
            && !i.unknown
            && i.place.is_none()
            && i.outside.is_none()
            && i.work.is_none()
    });
    if frame.topics.is_empty() {
        frame.near = near(base, items, &frame);
        promote(base, items, &mut frame);
    }
    frame.leftover = leftover(base, items, &frame);
    frame.narrowing = narrowing::count(base, items, &frame);
    frame
}
