//! Operations over one or two places: look-ups, and what lies between two.
//!
//! Owns: their instances and right answers. Must not know: wording.

use rust_decimal::Decimal;

use super::{Instance, Slot, computed, entity, instance, pairs, printed, rows};
use crate::facts::Facts;
use crate::gold::Gold;

/// Years that the document has nothing for, on a quantity of its table.
const OTHER_YEARS: [u32; 3] = [2015, 2019, 2021];

pub fn lookup(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        all.extend(facts.ordered(column).into_iter().map(|(who, value)| {
            let gold = Gold::answer(vec![printed(facts, column, who, value)]);
            instance(column, vec![("who", entity(who))], gold)
        }));
    }
    all
}

pub fn missing(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let none = facts.missing(column).into_iter();
        all.extend(none.map(|who| {
            let gold = Gold { names: vec![who.to_owned()], ..Gold::no_data() };
            instance(column, vec![("who", entity(who))], gold)
        }));
    }
    all
}

pub fn another_year(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        for (n, (who, _)) in facts.ordered(column).into_iter().enumerate() {
            let year = OTHER_YEARS[n % OTHER_YEARS.len()];
            let slots = vec![("who", entity(who)), ("year", Slot::Year(year))];
            all.push(instance(column, slots, Gold::no_data()));
        }
    }
    all
}

pub fn elsewhere(facts: &Facts) -> Vec<Instance> {
    let columns = facts.columns();
    let far = (0..facts.elsewhere.len()).step_by(9);
    far.map(|n| instance(columns[n % columns.len()], vec![("place", Slot::Elsewhere(n))], Gold::no_data()))
        .collect()
}

/// Two slots for every pair of every column, with what `gold` makes of the pair.
fn of_pairs(
    facts: &Facts,
    turned: bool,
    gold: impl Fn(&str, (&str, Decimal), (&str, Decimal)) -> Gold,
) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        for (n, (a, b)) in pairs(&facts.ordered(column)).into_iter().enumerate() {
            let (first, second) = if turned && n % 2 == 1 { (b, a) } else { (a, b) };
            let slots = vec![("a", entity(first.0)), ("b", entity(second.0))];
            all.push(instance(column, slots, gold(column, a, b)));
        }
    }
    all
}

pub fn compare(facts: &Facts) -> Vec<Instance> {
    of_pairs(facts, true, |column, a, b| Gold {
        leads: Some(a.0.to_owned()),
        greater: Some(true),
        ..Gold::answer(rows(facts, column, &[a, b]))
    })
}

pub fn fewer(facts: &Facts) -> Vec<Instance> {
    of_pairs(facts, true, |column, a, b| Gold {
        leads: Some(b.0.to_owned()),
        greater: Some(false),
        ..Gold::answer(rows(facts, column, &[a, b]))
    })
}

pub fn both(facts: &Facts) -> Vec<Instance> {
    of_pairs(facts, true, |column, a, b| Gold::answer(rows(facts, column, &[a, b])))
}

pub fn difference(facts: &Facts) -> Vec<Instance> {
    of_pairs(facts, false, |column, a, b| {
        let mut figures = rows(facts, column, &[a, b]);
        figures.push(computed(column, &facts.indicator(column).unit, a.1 - b.1));
        Gold::answer(figures)
    })
}

pub fn ratio(facts: &Facts) -> Vec<Instance> {
    of_pairs(facts, false, |column, a, b| {
        let mut figures = rows(facts, column, &[a, b]);
        figures.push(computed(column, "times", a.1 / b.1));
        Gold::answer(figures)
    })
}

pub fn sum_two(facts: &Facts) -> Vec<Instance> {
    of_pairs(facts, true, |column, a, b| {
        let mut figures = rows(facts, column, &[a, b]);
        figures.push(computed(column, &facts.indicator(column).unit, a.1 + b.1));
        Gold::answer(figures)
    })
}

/// One place with a figure and one without.
fn halves(facts: &Facts) -> Vec<(&str, (&str, Decimal), &str)> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let none = facts.missing(column);
        for (n, row) in facts.ordered(column).into_iter().enumerate().filter(|_| !none.is_empty()) {
            all.push((column, row, none[n % none.len()]));
        }
    }
    all
}

pub fn compare_missing(facts: &Facts) -> Vec<Instance> {
    let told = |(column, row, without): (&str, (&str, Decimal), &str)| {
        let slots = vec![("a", entity(row.0)), ("b", entity(without))];
        // One figure is no comparison; it is told beside the gap.
        let Gold { figures, .. } = Gold::answer(rows(facts, column, &[row]));
        let names = vec![without.to_owned()];
        instance(column, slots, Gold { figures, names, ..Gold::no_data() })
    };
    halves(facts).into_iter().map(told).collect()
}

pub fn difference_missing(facts: &Facts) -> Vec<Instance> {
    let told = |(column, row, without): (&str, (&str, Decimal), &str)| {
        let slots = vec![("a", entity(row.0)), ("b", entity(without))];
        let gold = Gold { names: vec![without.to_owned()], ..Gold::no_data() };
        instance(column, slots, gold)
    };
    halves(facts).into_iter().map(told).collect()
}
