//! Claims, sources and periods, and conversations in which a later turn leaves things out.
//!
//! Owns: their instances and right answers. Must not know: wording.

use footnote::answer::Kind;

use super::orders::thresholds;
use super::{Instance, Row, Slot, entity, instance, pairs, printed, rows};
use crate::facts::Facts;
use crate::gold::{Gold, Wanted};

fn judged(verdict: bool, gold: Gold) -> Gold {
    Gold { verdict: Some(verdict), ..gold }
}

/// Each figure once as it is, and once with that of the next place in its stead.
pub fn claim_value(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let order = facts.ordered(column);
        for (n, (who, value)) in order.iter().enumerate() {
            let other = order[(n + 1) % order.len()].1;
            let claims = if other == *value { vec![*value] } else { vec![*value, other] };
            for claimed in claims {
                let slots = vec![("who", entity(who)), ("x", Slot::Amount(claimed))];
                let gold = Gold::answer(vec![printed(facts, column, who, *value)]);
                all.push(instance(column, slots, judged(claimed == *value, Gold { alone: false, ..gold })));
            }
        }
    }
    all
}

pub fn claim_more(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        for (n, (more, less)) in pairs(&facts.ordered(column)).into_iter().enumerate() {
            let right = n % 2 == 0;
            let (a, b) = if right { (more, less) } else { (less, more) };
            let slots = vec![("a", entity(a.0)), ("b", entity(b.0))];
            all.push(instance(column, slots, judged(right, Gold::answer(rows(facts, column, &[a, b])))));
        }
    }
    all
}

pub fn claim_above(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let order = facts.ordered(column);
        let steps = thresholds(&order, &facts.indicator(column).unit);
        for (n, (who, value)) in order.iter().enumerate() {
            let x = steps[n % steps.len()];
            let slots = vec![("who", entity(who)), ("x", Slot::Amount(x))];
            let gold = Gold::answer(vec![printed(facts, column, who, *value)]);
            all.push(instance(column, slots, judged(*value > x, gold)));
        }
    }
    all
}

pub fn claim_most(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let order = facts.ordered(column);
        for (who, _) in order.iter().take(4) {
            let right = *who == order[0].0;
            let gold = Gold::answer(vec![printed(facts, column, order[0].0, order[0].1)]);
            all.push(instance(
                column,
                vec![("who", entity(who))],
                judged(right, Gold { alone: false, ..gold }),
            ));
        }
    }
    all
}

/// The works and tables that an indicator rests on.
fn works(facts: &Facts, column: &str) -> Vec<String> {
    let cite = facts.indicator(column).cite.iter();
    cite.filter(|r| r.starts_with("fn:") || r.starts_with("table:")).cloned().collect()
}

pub fn source(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        for (who, _) in facts.ordered(column) {
            let gold = Gold { kinds: vec![Kind::Answer], cites: works(facts, column), ..Gold::default() };
            all.push(instance(column, vec![("who", entity(who))], gold));
        }
    }
    all
}

pub fn period(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let period = facts.indicator(column).period.as_deref().expect("a column has a period");
        let years = period.split('/').filter_map(|p| p.get(..4)?.parse::<u32>().ok());
        let figure = |y: u32| Wanted {
            value: y.into(),
            unit: "year".to_owned(),
            entity: None,
            indicator: column.to_owned(),
            derived: false,
        };
        all.push(instance(column, vec![], Gold::answer(years.map(figure).collect())));
    }
    all
}

/// A row, and the next one of the same column.
fn neighbours(facts: &Facts) -> Vec<(&str, Row<'_>, Row<'_>)> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let order = facts.ordered(column);
        all.extend((0..order.len()).map(|n| (column, order[n], order[(n + 2) % order.len()])));
    }
    all
}

pub fn then_another(facts: &Facts) -> Vec<Instance> {
    let told = |(column, a, b): (&str, Row<'_>, Row<'_>)| {
        let slots = vec![("a", entity(a.0)), ("b", entity(b.0))];
        instance(column, slots, Gold::answer(rows(facts, column, &[b])))
    };
    neighbours(facts).into_iter().map(told).collect()
}

pub fn then_source(facts: &Facts) -> Vec<Instance> {
    let told = |(column, a, b): (&str, Row<'_>, Row<'_>)| {
        let gold = Gold { kinds: vec![Kind::Answer], cites: works(facts, column), ..Gold::default() };
        instance(column, vec![("a", entity(a.0)), ("b", entity(b.0))], gold)
    };
    neighbours(facts).into_iter().map(told).collect()
}

pub fn then_missing(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let order = facts.ordered(column);
        for (n, without) in facts.missing(column).into_iter().enumerate() {
            let slots = vec![("a", entity(order[n % order.len()].0)), ("b", entity(without))];
            all.push(instance(column, slots, Gold { names: vec![without.to_owned()], ..Gold::no_data() }));
        }
    }
    all
}

/// Two columns that have a figure for the same place.
fn two_columns(facts: &Facts) -> Vec<(&str, &str, &str)> {
    let columns = facts.columns();
    let mut all = Vec::new();
    for (n, one) in columns.iter().enumerate() {
        let two = columns[(n + 1) % columns.len()];
        let both = facts.ordered(one).into_iter().filter(|(e, _)| facts.value(two, e).is_some());
        all.extend(both.map(|(e, _)| (*one, two, e)));
    }
    all
}

fn figures(facts: &Facts, columns: &[&str], who: &str) -> Vec<Wanted> {
    let told = |c: &&str| printed(facts, c, who, facts.value(c, who).expect("a figure"));
    columns.iter().map(told).collect()
}

fn indicators(one: &str, two: &str, who: &str) -> Vec<(&'static str, Slot)> {
    vec![
        ("who", entity(who)),
        ("one", Slot::Indicator(one.to_owned())),
        ("two", Slot::Indicator(two.to_owned())),
    ]
}

pub fn then_what(facts: &Facts) -> Vec<Instance> {
    let told = |(one, two, who): (&str, &str, &str)| {
        instance(two, indicators(one, two, who), Gold::answer(figures(facts, &[two], who)))
    };
    two_columns(facts).into_iter().map(told).collect()
}

pub fn two_asks(facts: &Facts) -> Vec<Instance> {
    let told = |(one, two, who): (&str, &str, &str)| {
        instance(two, indicators(one, two, who), Gold::answer(figures(facts, &[one, two], who)))
    };
    two_columns(facts).into_iter().map(told).collect()
}

pub fn then_fewest(facts: &Facts) -> Vec<Instance> {
    super::orders::fewest(facts)
}
