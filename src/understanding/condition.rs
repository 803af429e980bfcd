//! Conditions: “more than 200”, “100 or more”, “between 50 and 100”.
//!
//! Owns: how a comparison cue and a number find each other. Must not know: which indicator is compared.

use rust_decimal::Decimal;

use super::link::Item;
use crate::knowledge::{Cue, FactBase, Topic};
use crate::text::numeral::{Number, NumberUnit};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Above,
    Below,
}

/// A threshold on an indicator's value.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub comparison: Comparison,
    pub value: Decimal,
    pub unit: Option<NumberUnit>,
    pub surface: String,
    /// The item that it stands at: the nearest topic is meant.
    pub item: usize,
    /// The cue includes the value itself (“at least”, “or more”).
    pub inclusive: bool,
}

impl Condition {
    /// Whether `value`, in the unit of the condition, meets it.
    pub fn holds(&self, value: Decimal) -> bool {
        match (self.comparison, self.inclusive) {
            (Comparison::Above, false) => value > self.value,
            (Comparison::Above, true) => value >= self.value,
            (Comparison::Below, false) => value < self.value,
            (Comparison::Below, true) => value <= self.value,
        }
    }
}

/// How far a number may stand from its comparison cue, in items.
const REACH: usize = 3;

/// Conditions of a clause, and the items whose numbers they use.
pub fn conditions(base: &FactBase, items: &[Item]) -> (Vec<Condition>, Vec<usize>) {
    let mut found: Vec<Condition> = Vec::new();
    let mut used = Vec::new();
    for (k, item) in items.iter().enumerate().filter(|(_, i)| !i.negated) {
        let comparison = match (item.has(Cue::Above), item.has(Cue::Below)) {
            (true, false) => Comparison::Above,
            (false, true) => Comparison::Below,
            _ if item.has(Cue::Between) => {
                between(items, k, &mut found, &mut used);
                continue;
            }
            _ => continue,
        };
        // “the other four places”: a small number before places counts them.
        let counts = |j: usize| {
            let few = matches!(items[j].number, Some(Number::Quantity { value, unit: None, .. }) if value <= Decimal::from(20));
            let place = |i: &Item| {
                i.group.is_some()
                    || i.entity.is_some()
                    || i.concepts.iter().any(|c| base.concepts[*c].countable)
            };
            few && items.get(j + 1).is_some_and(place)
        };
        let numbered = |j: usize| matches!(items[j].number, Some(Number::Quantity { .. }));
        let quantity = |j: &usize| !used.contains(j) && numbered(*j) && !counts(*j);
        let reached = k + 1..items.len().min(k + 1 + REACH);
        let ahead = reached.clone().take_while(|j| passes(items, *j)).find(quantity);
        // “Less than half of it”, “more than three times theirs”: a part or multiple of the place between.
        let of_another = |n: &Number| matches!(n, Number::Quantity { unit: Some(u), .. } if u.is_relative());
        let relative = |j: &usize| quantity(j) && items[*j].number.as_ref().is_some_and(of_another);
        let ahead = ahead.or_else(|| reached.clone().find(relative));
        // “two hundred data centres or more”: the cue trails; a question (“is it more?”) has no number of its own.
        let trailing = !item.has(Cue::Yesno) && !item.has(Cue::Than);
        let reach = if trailing { REACH } else { 1 };
        let behind = (k.saturating_sub(reach)..k).rev().find(quantity);
        // “Past the hundred” in one word holds its own number.
        let last = item.surface.char_indices().last().map(|(at, _)| &item.surface[at..]);
        if let (None, Some(round)) = (ahead.or(behind), last.and_then(|c| base.numerals.tens.get(c))) {
            found.push(Condition {
                comparison,
                value: Decimal::from(*round),
                unit: None,
                surface: item.surface.clone(),
                item: k,
                inclusive: comparison == Comparison::Above,
            });
        }
        if let Some(j) = ahead.or(behind) {
            used.push(j);
            found.extend(condition(items, j, comparison, ahead.is_none() || item.has(Cue::Only)));
        }
    }
    multiple(items, &mut found, &mut used);
    (found, used)
}

/// “Is A's five times B's?”: a multiple that is claimed as such holds as far as it is rounded.
fn multiple(items: &[Item], found: &mut Vec<Condition>, used: &mut Vec<usize>) {
    let places = items.iter().filter(|i| !i.negated && (i.entity.is_some() || i.group.is_some())).count();
    // “How many times … is it five?” asks for itself.
    let asked = items.iter().any(|i| i.has(Cue::Ratio) && i.number.is_none());
    let verb_first =
        items.iter().find(|i| !i.filler || i.has(Cue::Auxiliary)).is_some_and(|i| i.has(Cue::Auxiliary));
    let claims = (items.iter().any(|i| i.has(Cue::Yesno)) || verb_first) && !asked;
    let times = |i: &Item| matches!(i.number, Some(Number::Quantity { unit: Some(NumberUnit::Times), .. }));
    let Some(at) = (0..items.len()).find(|k| times(&items[*k]) && !used.contains(k)) else { return };
    if places < 2 || !claims || !found.is_empty() {
        return;
    }
    let rounded = |comparison, by: Decimal| {
        condition(items, at, comparison, true).map(|c| Condition { value: c.value + by, ..c })
    };
    let half = |c: &Condition| Decimal::new(5, c.value.normalize().scale() + 1);
    let Some(slack) = condition(items, at, Comparison::Above, true).as_ref().map(half) else { return };
    found.extend(rounded(Comparison::Above, -slack));
    found.extend(rounded(Comparison::Below, slack));
    used.push(at);
}

/// Whether a number may be looked for beyond item `j`.
fn passes(items: &[Item], j: usize) -> bool {
    items[j].number.is_some() || items[j].filler || items[j].entity.is_none() && items[j].group.is_none()
}

fn condition(items: &[Item], j: usize, comparison: Comparison, inclusive: bool) -> Option<Condition> {
    let Some(Number::Quantity { value, unit, .. }) = items[j].number else { return None };
    Some(Condition { comparison, value, unit, surface: items[j].surface.clone(), item: j, inclusive })
}

fn between(items: &[Item], k: usize, found: &mut Vec<Condition>, used: &mut Vec<usize>) {
    let numbers: Vec<usize> = (0..items.len())
        .filter(|j| {
            j.abs_diff(k) <= 2 * REACH
                && !used.contains(j)
                && matches!(items[*j].number, Some(Number::Quantity { .. }))
        })
        .collect();
    if let [a, b] = numbers[..] {
        let value = |j: usize| {
            if let Some(Number::Quantity { value, .. }) = items[j].number { value } else { Decimal::ZERO }
        };
        let (low, high) = if value(a) <= value(b) { (a, b) } else { (b, a) };
        found.extend(condition(items, low, Comparison::Above, true));
        found.extend(condition(items, high, Comparison::Below, true));
        used.extend([a, b]);
    }
}

/// Which of `topics` a condition is on: the one whose unit fits, then the one whose words stand nearest.
pub fn topic_of(base: &FactBase, condition: &Condition, topics: &[super::topic::Candidate]) -> Option<usize> {
    let fits = |topic: Topic| match topic {
        Topic::Indicator(i) => condition.unit.is_none_or(|u| base.indicators[i].def.unit.is_written(u)),
        Topic::Statement(_) => false,
    };
    let distance = |c: &super::topic::Candidate| {
        c.items.iter().map(|i| i.abs_diff(condition.item)).min().unwrap_or(usize::MAX)
    };
    (0..topics.len()).filter(|t| fits(topics[*t].topic)).min_by_key(|t| distance(&topics[*t]))
}
