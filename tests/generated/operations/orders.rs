//! Operations over everyone with a figure: superlatives, places in an order, thresholds.
//!
//! Owns: their instances and right answers. Must not know: wording.

use rust_decimal::Decimal;

use super::{Instance, Slot, computed, entity, instance, printed, rows};
use crate::facts::Facts;
use crate::gold::Gold;
use crate::tables::unique;

/// The longest list that is asked for.
const MOST_LISTED: usize = 5;

fn reversed<'a>(facts: &'a Facts, column: &str) -> Vec<(&'a str, Decimal)> {
    let mut rows = facts.ordered(column);
    rows.reverse();
    rows
}

fn first_of(facts: &Facts, column: &str, who: &str, value: Decimal) -> Gold {
    Gold { leads: Some(who.to_owned()), ..Gold::answer(vec![printed(facts, column, who, value)]) }
}

pub fn most(facts: &Facts) -> Vec<Instance> {
    let told = |column: &str| {
        let (who, value) = facts.ordered(column)[0];
        instance(column, vec![], first_of(facts, column, who, value))
    };
    facts.columns().into_iter().map(told).collect()
}

pub fn fewest(facts: &Facts) -> Vec<Instance> {
    let told = |column: &str| {
        let (who, value) = reversed(facts, column)[0];
        instance(column, vec![], first_of(facts, column, who, value))
    };
    facts.columns().into_iter().map(told).collect()
}

fn nth(facts: &Facts, order: fn(&Facts, &str) -> Vec<(String, Decimal)>) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let owned = order(facts, column);
        let rows: Vec<(&str, Decimal)> = owned.iter().map(|(e, v)| (e.as_str(), *v)).collect();
        for (n, who, value) in unique(&rows).into_iter().filter(|(n, ..)| (2..=7).contains(n)) {
            let n = u32::try_from(n).expect("a place in a short list");
            let gold = first_of(facts, column, who, value);
            all.push(instance(column, vec![("n", Slot::Count(n))], gold));
        }
    }
    all
}

fn owned(rows: Vec<(&str, Decimal)>) -> Vec<(String, Decimal)> {
    rows.into_iter().map(|(e, v)| (e.to_owned(), v)).collect()
}

pub fn nth_most(facts: &Facts) -> Vec<Instance> {
    nth(facts, |facts, column| owned(facts.ordered(column)))
}

pub fn nth_fewest(facts: &Facts) -> Vec<Instance> {
    let mut all = nth(facts, |facts, column| owned(reversed(facts, column)));
    all.retain(|i| i.slots.iter().all(|(_, slot)| !matches!(slot, Slot::Count(n) if *n > 3)));
    all
}

/// The first few of an order, where no tie runs across the end.
fn few(facts: &Facts, column: &str, rows_in_order: &[(&str, Decimal)]) -> Vec<Instance> {
    let fits = |n: &usize| rows_in_order.len() > *n && rows_in_order[*n].1 != rows_in_order[n - 1].1;
    let told = |n: usize| {
        let gold = Gold::answer(rows(facts, column, &rows_in_order[..n]));
        instance(column, vec![("n", Slot::Count(u32::try_from(n).expect("a short list")))], gold)
    };
    (2..=MOST_LISTED).filter(fits).map(told).collect()
}

pub fn top(facts: &Facts) -> Vec<Instance> {
    facts.columns().into_iter().flat_map(|c| few(facts, c, &facts.ordered(c))).collect()
}

pub fn bottom(facts: &Facts) -> Vec<Instance> {
    facts.columns().into_iter().flat_map(|c| few(facts, c, &reversed(facts, c))).collect()
}

/// The greatest without one of the places: another one where the greatest is left out.
pub fn except(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let order = facts.ordered(column);
        for (who, _) in order.iter().take(3) {
            let (first, value) = *order.iter().find(|(e, _)| e != who).expect("another one");
            all.push(instance(column, vec![("who", entity(who))], first_of(facts, column, first, value)));
        }
    }
    all
}

/// Round numbers that part the rows in two, none of them a value itself.
pub fn thresholds(rows: &[(&str, Decimal)], unit: &str) -> Vec<Decimal> {
    let billion = Decimal::from(1_000_000_000);
    let round = [6, 8, 10, 20, 30, 50, 60, 100, 150, 200, 250, 300, 400, 1000].map(Decimal::from);
    let scaled = round.into_iter().map(|n| if unit == "usd" { n * billion } else { n });
    let parts = |x: &Decimal| rows.iter().any(|r| r.1 > *x) && rows.iter().any(|r| r.1 < *x);
    scaled.filter(parts).filter(|x| rows.iter().all(|r| r.1 != *x)).collect()
}

fn threshold(facts: &Facts, gold: impl Fn(&str, &[(&str, Decimal)]) -> Gold, over: bool) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let order = facts.ordered(column);
        for x in thresholds(&order, &facts.indicator(column).unit) {
            let meets = |r: &&(&str, Decimal)| if over { r.1 > x } else { r.1 < x };
            let met: Vec<(&str, Decimal)> = order.iter().filter(meets).copied().collect();
            all.push(instance(column, vec![("x", Slot::Amount(x))], gold(column, &met)));
        }
    }
    all
}

pub fn above(facts: &Facts) -> Vec<Instance> {
    threshold(facts, |column, met| Gold::answer(rows(facts, column, met)), true)
}

pub fn below(facts: &Facts) -> Vec<Instance> {
    threshold(facts, |column, met| Gold::answer(rows(facts, column, met)), false)
}

pub fn count_above(facts: &Facts) -> Vec<Instance> {
    let count = |column: &str, met: &[(&str, Decimal)]| Gold {
        alone: false,
        ..Gold::answer(vec![computed(column, "count", met.len().into())])
    };
    threshold(facts, count, true)
}
