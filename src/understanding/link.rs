//! Entity linking: mentions become items with one meaning where they have one, marked as negated or excluded.
//!
//! Owns: [`Item`]. Must not know: which topic is asked about.

use std::ops::Range;

use super::except::exclude;
use super::mention::Mention;
use super::phrases;
use crate::knowledge::{Cue, FactBase, Feature, Sense};
use crate::text::numeral::{Number, NumberUnit};
use crate::text::{Token, TokenKind};

/// What a mention means in this utterance.
#[derive(Debug, Clone)]
pub struct Item {
    pub tokens: Range<usize>,
    pub surface: String,
    pub entity: Option<usize>,
    pub group: Option<usize>,
    pub concepts: Vec<usize>,
    pub cues: Vec<Cue>,
    pub number: Option<Number>,
    pub place: Option<usize>,
    pub outside: Option<usize>,
    /// A cited work, named by its title.
    pub work: Option<usize>,
    pub filler: bool,
    pub unknown: bool,
    /// A foreign subject that seemed to tell only what the question is for.
    pub set_aside: Option<usize>,
    /// It tells what the question is for.
    pub task: bool,
    /// “not X”: what the person does not ask about.
    pub negated: bool,
    /// “except X”: to be left out of the answer.
    pub excepted: bool,
}

impl Item {
    pub fn has(&self, cue: Cue) -> bool {
        self.cues.contains(&cue)
    }

    /// The item as features for choosing a topic.
    pub fn features(&self) -> impl Iterator<Item = Feature> + '_ {
        let ordinal = match self.number {
            Some(Number::Ordinal(_)) => Some(Feature::Cue(Cue::Nth)),
            Some(Number::Top(_)) => Some(Feature::Cue(Cue::Topn)),
            Some(Number::Quantity { unit: Some(NumberUnit::Percent), .. }) => {
                Some(Feature::Cue(Cue::Percent))
            }
            _ => None,
        };
        self.concepts
            .iter()
            .map(|c| Feature::Concept(*c))
            .chain(self.entity.map(Feature::Entity))
            .chain(self.group.map(Feature::Group))
            .chain(self.cues.iter().map(|c| Feature::Cue(*c)))
            .chain(ordinal)
    }

    pub(super) fn is_place_like(&self) -> bool {
        self.entity.is_some() || self.group.is_some() || self.place.is_some()
    }
}

/// Links mentions to what they stand for.
pub fn link(base: &FactBase, tokens: &[Token], mentions: Vec<Mention>) -> Vec<Item> {
    let mut items: Vec<Item> = mentions.into_iter().map(item).collect();
    exclude(base, tokens, &mut items);
    negate(base, tokens, &mut items);
    phrases::read(&mut items);
    numbered(base, &mut items);
    items
}

/// A lone numeral is mostly part of another word; behind “note” and “page” it is their number.
fn numbered(base: &FactBase, items: &mut [Item]) {
    for k in 1..items.len() {
        let counts = items[k - 1].has(Cue::Footnote) || items[k - 1].has(Cue::Page);
        let digit =
            base.numerals.digits.get(items[k].surface.as_str()).filter(|_| items[k].unknown && counts);
        if let Some(digit) = digit {
            let value = (*digit).into();
            items[k].number = Some(Number::Quantity { value, unit: None, scaled: false });
            items[k].unknown = false;
        }
    }
}

fn item(mention: Mention) -> Item {
    let unknown = mention.is_unknown();
    let filler = mention.is_filler();
    let mut item = Item {
        tokens: mention.tokens,
        surface: mention.surface,
        entity: None,
        group: None,
        concepts: Vec::new(),
        cues: Vec::new(),
        number: mention.number,
        place: None,
        outside: None,
        work: None,
        filler,
        unknown,
        set_aside: None,
        task: false,
        negated: false,
        excepted: false,
    };
    for sense in mention.senses {
        match sense {
            Sense::Entity(e) => item.entity = Some(e),
            Sense::Group(g) => item.group = Some(g),
            Sense::Concept(c) => item.concepts.push(c),
            Sense::Cue(c) => item.cues.push(c),
            Sense::Place(p) => item.place = Some(p),
            Sense::Outside(o) => item.outside = Some(o),
            Sense::Work(w) => item.work = Some(w),
            Sense::Filler => {}
        }
    }
    // What the fact base covers is never foreign to it; nor is a word that says how to tell it.
    let orders = item.cues.contains(&Cue::Sort);
    if item.entity.is_some() || item.group.is_some() || !item.concepts.is_empty() || orders {
        (item.place, item.outside) = (None, None);
    }
    item
}

/// Whether a mark stands between two tokens.
pub(super) fn mark_between(tokens: &[Token], from: usize, to: usize, marks: &str) -> bool {
    tokens[from..to].iter().any(|t| t.kind == TokenKind::Mark && marks.contains(t.text.as_str()))
}

/// Ideographs are not set apart by spaces: a space between two of them is a comma.
pub(super) fn gap(tokens: &[Token], a: usize, b: usize) -> bool {
    let (Some(last), Some(next)) = (a.checked_sub(1).and_then(|k| tokens.get(k)), tokens.get(b)) else {
        return false;
    };
    last.kind == TokenKind::Han && next.kind == TokenKind::Han && last.span.end < next.span.start
}

/// Marks that end the reach of a negation.
const CLAUSE_MARKS: &str = ",.?!;:。—–-()[]";

/// “not X”: everything from the cue to the end of its clause is not asked about.
fn negate(base: &FactBase, tokens: &[Token], items: &mut [Item]) {
    for k in 0..items.len() {
        // “is it not” and “except” are other cues: a negation stands alone.
        if !items[k].has(Cue::NotAsking) || items[k].has(Cue::Except) {
            continue;
        }
        let cue_end = items[k].tokens.end;
        // “Is X not the first?” claims that it is.
        let reach = items.iter().skip(k + 1).take_while({
            let mut last = cue_end;
            move |i| {
                let inside = !mark_between(tokens, last, i.tokens.start, CLAUSE_MARKS);
                last = i.tokens.end;
                inside
            }
        });
        if k > 0 && reach.last().is_some_and(|i| i.has(Cue::Yesno)) {
            continue;
        }
        let mut last = cue_end;
        for item in items.iter_mut().skip(k + 1) {
            if mark_between(tokens, last, item.tokens.start, CLAUSE_MARKS)
                || gap(tokens, last, item.tokens.start)
            {
                break;
            }
            // “not Asian” is a place left out; “not its rank” is a subject not asked about.
            let lies = item.entity.is_some_and(|e| base.entities[e].lies());
            let place = lies || item.group.is_some();
            let adjacent = item.tokens.start == last || last == cue_end;
            last = item.tokens.end;
            if place && adjacent {
                item.excepted = true;
            } else {
                item.negated = true;
            }
        }
    }
}
