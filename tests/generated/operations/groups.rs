//! Operations over a group of places: its first and last, its sum, mean, shares, members.
//!
//! Owns: their instances and right answers. Must not know: wording.

use rust_decimal::Decimal;

use super::orders::thresholds;
use super::{Instance, Slot, computed, entity, instance, printed};
use crate::facts::Facts;
use crate::gold::Gold;
use crate::tables::unique;

fn slot(code: &str) -> (&'static str, Slot) {
    ("group", Slot::Group(code.to_owned()))
}

/// Each column with each group that can be compared within.
fn each(facts: &Facts, told: impl Fn(&str, &str, &[(&str, Decimal)]) -> Vec<Instance>) -> Vec<Instance> {
    let columns = facts.columns().into_iter();
    let pairs = columns.flat_map(|c| facts.comparable(c).into_iter().map(move |g| (c, g)));
    pairs.flat_map(|(c, g)| told(c, g, &facts.within(g, c))).collect()
}

fn end(facts: &Facts, column: &str, group: &str, row: (&str, Decimal)) -> Instance {
    let gold = Gold::answer(vec![printed(facts, column, row.0, row.1)]);
    instance(column, vec![slot(group)], Gold { leads: Some(row.0.to_owned()), ..gold })
}

pub fn most(facts: &Facts) -> Vec<Instance> {
    each(facts, |column, group, rows| {
        unique(rows)
            .first()
            .filter(|u| u.0 == 1)
            .map(|_| end(facts, column, group, rows[0]))
            .into_iter()
            .collect()
    })
}

pub fn fewest(facts: &Facts) -> Vec<Instance> {
    each(facts, |column, group, rows| {
        let last = rows[rows.len() - 1];
        unique(rows)
            .iter()
            .any(|u| u.1 == last.0)
            .then(|| end(facts, column, group, last))
            .into_iter()
            .collect()
    })
}

/// A place's place within a group that it belongs to.
pub fn rank_within(facts: &Facts) -> Vec<Instance> {
    each(facts, |column, group, rows| {
        let told = |(n, who, value): (usize, &str, Decimal)| {
            let mut place = computed(column, "rank", n.into());
            place.entity = Some(who.to_owned());
            let gold = Gold::answer(vec![place, printed(facts, column, who, value)]);
            instance(column, vec![("who", entity(who)), slot(group)], gold)
        };
        unique(rows).into_iter().map(told).collect()
    })
}

pub fn count_above(facts: &Facts) -> Vec<Instance> {
    each(facts, |column, group, rows| {
        let told = |x: Decimal| {
            let n = rows.iter().filter(|r| r.1 > x).count();
            let gold = Gold { alone: false, ..Gold::answer(vec![computed(column, "count", n.into())]) };
            instance(column, vec![slot(group), ("x", Slot::Amount(x))], gold)
        };
        thresholds(rows, &facts.indicator(column).unit).into_iter().map(told).collect()
    })
}

/// Members that have no figure: a sum over the others names them.
fn without(facts: &Facts, column: &str, group: &str) -> Vec<String> {
    let none = facts.missing(column);
    facts.economies(group).into_iter().filter(|m| none.contains(m)).map(str::to_owned).collect()
}

/// The document's own total where it prints one, else the sum of the members with figures.
pub fn sum(facts: &Facts) -> Vec<Instance> {
    each(facts, |column, group, rows| {
        if let Some(total) = facts.value(column, group) {
            return vec![instance(
                column,
                vec![slot(group)],
                Gold::answer(vec![printed(facts, column, group, total)]),
            )];
        }
        let total = rows.iter().map(|r| r.1).sum();
        let figure = computed(column, &facts.indicator(column).unit, total);
        let gold = Gold { names: without(facts, column, group), alone: false, ..Gold::answer(vec![figure]) };
        vec![instance(column, vec![slot(group)], gold)]
    })
}

pub fn average(facts: &Facts) -> Vec<Instance> {
    each(facts, |column, group, rows| {
        let total: Decimal = rows.iter().map(|r| r.1).sum();
        let figure = computed(column, &facts.indicator(column).unit, total / Decimal::from(rows.len()));
        let gold = Gold { names: without(facts, column, group), alone: false, ..Gold::answer(vec![figure]) };
        vec![instance(column, vec![slot(group)], gold)]
    })
}

/// A member's part of its group, where every member has a figure.
pub fn share(facts: &Facts) -> Vec<Instance> {
    each(facts, |column, group, rows| {
        if !without(facts, column, group).is_empty() || facts.value(column, group).is_some() {
            return vec![];
        }
        let total: Decimal = rows.iter().map(|r| r.1).sum();
        let told = |(who, value): &(&str, Decimal)| {
            let share = computed(column, "percent", *value * Decimal::ONE_HUNDRED / total);
            let gold = Gold { alone: false, ..Gold::answer(vec![share]) };
            instance(column, vec![("who", entity(who)), slot(group)], gold)
        };
        rows.iter().map(told).collect()
    })
}

/// The document's own lists: those that stand at a place in it.
pub fn members(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for group in ["NINE", "ASEAN", "TIGERS", "EAST_ASIA"] {
        let names: Vec<String> = facts.economies(group).into_iter().map(str::to_owned).collect();
        let mut count = computed("", "count", names.len().into());
        count.entity = Some(group.to_owned());
        let gold = Gold { names, ..Gold::answer(vec![count]) };
        all.push(instance(facts.columns()[0], vec![slot(group)], gold));
    }
    all
}

/// Three places next but one to each other in a column, in an order of their own.
fn threes(
    facts: &Facts,
    gold: impl Fn(&str, &[(&str, Decimal)]) -> (Gold, Option<Decimal>),
) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let order = facts.ordered(column);
        for n in 0..order.len().saturating_sub(4) {
            let mut three = [order[n], order[n + 2], order[n + 4]];
            if three[0].1 == three[1].1 || three[1].1 == three[2].1 {
                continue;
            }
            let (gold, x) = gold(column, &three);
            three.rotate_left(n % 3);
            let [a, b, d] = three.map(|(who, _)| entity(who));
            let mut slots = vec![("a", a), ("b", b), ("d", d)];
            slots.extend(x.map(|x| ("x", Slot::Amount(x))));
            all.push(instance(column, slots, gold));
        }
    }
    all
}

pub fn most_of_three(facts: &Facts) -> Vec<Instance> {
    threes(facts, |column, three| {
        let gold = Gold::answer(vec![printed(facts, column, three[0].0, three[0].1)]);
        // The other two may be told as well.
        (Gold { leads: Some(three[0].0.to_owned()), alone: false, ..gold }, None)
    })
}

pub fn sum_of_three(facts: &Facts) -> Vec<Instance> {
    threes(facts, |column, three| {
        let total = three.iter().map(|r| r.1).sum();
        let mut figures = super::rows(facts, column, three);
        figures.push(computed(column, &facts.indicator(column).unit, total));
        (Gold::answer(figures), None)
    })
}

/// The sum of two against a third, the one before, between or behind them in the order.
pub fn two_over_one(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        for (n, three) in facts.ordered(column).windows(3).enumerate() {
            let (a, b, d) = (three[n % 3], three[(n + 1) % 3], three[(n + 2) % 3]);
            let mut figures = super::rows(facts, column, three);
            figures.push(computed(column, &facts.indicator(column).unit, a.1 - b.1 - d.1));
            let slots = vec![("a", entity(a.0)), ("b", entity(b.0)), ("d", entity(d.0))];
            all.push(instance(column, slots, Gold::answer(figures)));
        }
    }
    all
}

pub fn count_of_three(facts: &Facts) -> Vec<Instance> {
    threes(facts, |column, three| {
        let x = thresholds(three, &facts.indicator(column).unit).pop().unwrap_or(Decimal::ONE);
        let n = three.iter().filter(|r| r.1 > x).count();
        let gold = Gold::answer(vec![computed(column, "count", n.into())]);
        (Gold { alone: false, ..gold }, Some(x))
    })
}
