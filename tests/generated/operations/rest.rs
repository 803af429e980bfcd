//! Operations over what the table does not hold: rankings, series, printed shares, announced investments.
//!
//! Owns: their instances and right answers. Must not know: wording.

use super::{Instance, Slot, computed, entity, instance, pairs, printed, rows};
use crate::facts::{Cell, Facts};
use crate::gold::Gold;

pub fn rank(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for ranking in facts.rankings() {
        all.extend(facts.ordered(ranking).into_iter().map(|(who, value)| {
            instance(
                ranking,
                vec![("who", entity(who))],
                Gold::answer(vec![printed(facts, ranking, who, value)]),
            )
        }));
    }
    all
}

/// Places of the table that a ranking of countries does not name.
pub fn rank_missing(facts: &Facts) -> Vec<Instance> {
    let table = facts.ordered(facts.columns()[2]);
    let mut all = Vec::new();
    for ranking in facts.rankings() {
        let named = facts.ordered(ranking);
        let cities = named.iter().any(|(e, _)| !facts.entity(e).kinds.iter().any(|k| k == "economy"));
        let absent = table.iter().filter(|(e, _)| named.iter().all(|(n, _)| n != e));
        all.extend(
            absent
                .filter(|_| !cities)
                .map(|(who, _)| instance(ranking, vec![("who", entity(who))], Gold::no_data())),
        );
    }
    all
}

pub fn rank_holder(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for ranking in facts.rankings() {
        for (who, value) in facts.ordered(ranking) {
            let n = value.try_into().expect("a rank is a whole number");
            let gold = Gold::answer(vec![printed(facts, ranking, who, value)]);
            all.push(instance(ranking, vec![("n", Slot::Count(n))], gold));
        }
    }
    all
}

/// Two places of a ranking; the one with the smaller number ranks higher.
pub fn rank_compare(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for ranking in facts.rankings() {
        for (behind, ahead) in pairs(&facts.ordered(ranking)) {
            let slots = vec![("a", entity(ahead.0)), ("b", entity(behind.0))];
            all.push(instance(ranking, slots, Gold::answer(rows(facts, ranking, &[ahead, behind]))));
        }
    }
    all
}

pub fn rank_gap(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for ranking in facts.rankings() {
        for (behind, ahead) in pairs(&facts.ordered(ranking)) {
            let slots = vec![("a", entity(ahead.0)), ("b", entity(behind.0))];
            let mut figures = rows(facts, ranking, &[ahead, behind]);
            figures.push(computed(ranking, "rank", behind.1 - ahead.1));
            all.push(instance(ranking, slots, Gold::answer(figures)));
        }
    }
    all
}

fn cells<'a>(facts: &'a Facts, indicator: &'a str) -> impl Iterator<Item = &'a Cell> {
    facts.cells.iter().filter(move |c| c.indicator == indicator && c.value.is_some())
}

/// Figures of an indicator that has several years.
pub fn series(facts: &Facts) -> Vec<Instance> {
    let mut all = Vec::new();
    for indicator in ["ai_market_size", "ai_market_share"] {
        for cell in cells(facts, indicator) {
            let year = cell.period.as_deref().and_then(|p| p.parse().ok()).expect("a figure of a year");
            let value = cell.value.expect("a figure");
            // The start of the forecast period is no year that the document prints.
            let printed_twice = cells(facts, indicator).filter(|c| c.entity == cell.entity).count() > 1;
            if indicator == "ai_market_share" && printed_twice && year == 2022 {
                continue;
            }
            let slots = vec![("who", entity(&cell.entity)), ("year", Slot::Year(year))];
            let mut gold = Gold::answer(vec![printed(facts, indicator, &cell.entity, value)]);
            // The world goes without saying.
            gold.names.retain(|_| indicator != "ai_market_size");
            all.push(instance(indicator, slots, gold));
        }
    }
    all
}

pub fn world_share(facts: &Facts) -> Vec<Instance> {
    let indicator = "data_centre_share";
    let told = |cell: &Cell| {
        let group = facts.groups.iter().any(|g| g.code == cell.entity && !g.forms.is_empty());
        let slot = if group { Slot::Group(cell.entity.clone()) } else { entity(&cell.entity) };
        let gold = Gold::answer(vec![printed(facts, indicator, &cell.entity, cell.value.expect("a share"))]);
        instance(indicator, vec![("who", slot)], gold)
    };
    cells(facts, indicator).map(told).collect()
}

pub fn announced(facts: &Facts) -> Vec<Instance> {
    let indicator = "announced_investment";
    let told = |cell: &Cell| {
        let company = entity(cell.agent.as_ref().expect("a company announces"));
        let gold =
            Gold::answer(vec![printed(facts, indicator, &cell.entity, cell.value.expect("an amount"))]);
        // What was announced in one breath may be told in one.
        let gold = Gold { alone: false, ..gold };
        instance(indicator, vec![("company", company), ("who", entity(&cell.entity))], gold)
    };
    cells(facts, indicator).map(told).collect()
}
