//! Operations over two groups taken together, and over a group against a place outside it.
//!
//! Owns: their instances and right answers. Must not know: wording.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Instance, Slot, computed, entity, instance};
use crate::facts::Facts;
use crate::gold::Gold;

fn group(code: &str) -> Slot {
    Slot::Group(code.to_owned())
}

/// Groups of a column whose members are added up: the document prints no figure for the whole.
fn unprinted<'a>(facts: &'a Facts, column: &'a str) -> impl Iterator<Item = &'a str> {
    // A name that is a row of places names those, and nothing that is added up.
    let spelled = |g: &&str| facts.group(g).name.en.contains(" and ");
    facts.comparable(column).into_iter().filter(move |g| !spelled(g) && facts.value(column, g).is_none())
}

/// Members without a figure, of these groups.
fn gaps(facts: &Facts, column: &str, groups: &[&str]) -> Vec<String> {
    let none = facts.missing(column);
    let members: BTreeSet<&str> = groups.iter().flat_map(|g| facts.economies(g)).collect();
    members.into_iter().filter(|m| none.contains(m)).map(str::to_owned).collect()
}

/// The sum of a group against a place outside it. Where a member has no figure, only a sum that is more already is
/// more for certain.
pub fn group_over_one(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        for code in unprinted(facts, column) {
            let total: Decimal = facts.within(code, column).iter().map(|r| r.1).sum();
            let missing = gaps(facts, column, &[code]);
            let outside = facts.ordered(column).into_iter().filter(|r| !facts.economies(code).contains(&r.0));
            for (who, value) in outside.step_by(3) {
                let gap = computed(column, &facts.indicator(column).unit, total - value);
                let verdict = (missing.is_empty() || total > value).then_some(total > value);
                let gold = Gold { alone: false, verdict, names: missing.clone(), ..Gold::answer(vec![gap]) };
                all.push(instance(column, vec![("group", group(code)), ("who", entity(who))], gold));
            }
        }
    }
    all
}

/// Two groups together: who is in both of them is counted once.
pub fn two_groups(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for column in facts.columns() {
        let groups: Vec<&str> = unprinted(facts, column).collect();
        for (n, a) in groups.iter().enumerate() {
            for b in &groups[n + 1..] {
                let members: BTreeSet<&str> = [a, b].into_iter().flat_map(|g| facts.economies(g)).collect();
                let rows = facts.ordered(column).into_iter().filter(|r| members.contains(r.0));
                let total = computed(column, &facts.indicator(column).unit, rows.map(|r| r.1).sum());
                let names = gaps(facts, column, &[a, b]);
                let gold = Gold { alone: false, names, ..Gold::answer(vec![total]) };
                all.push(instance(column, vec![("a", group(a)), ("b", group(b))], gold));
            }
        }
    }
    all
}
