//! Years and months that the document gives: of figures, of indicators, of the works behind them.
//!
//! Owns: which of them belong to what. Must not know: how a date is worded.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use toml::Value;

use crate::asked::FACTS;

/// Years in full and short, and months, of one notation (`2013/2024`, `2026-01`, `2025-H1`, `../2037`).
pub fn of_period(notation: &str) -> BTreeSet<Decimal> {
    let mut dates = BTreeSet::new();
    let parts: Vec<&str> = notation.split(['/', '-']).collect();
    for number in parts.iter().filter_map(|p| p.parse::<u32>().ok()) {
        dates.insert(number.into());
        if number > 1000 {
            dates.insert((number % 100).into());
        }
    }
    // “Over the eight years”: how long it is.
    if let [from, to] = parts[..]
        && let (Ok(from), Ok(to)) = (from.parse::<u32>(), to.parse::<u32>())
        && from > 1000
        && to > from
    {
        dates.insert((to - from).into());
    }
    dates
}

/// How many years the figures of an indicator gather, the first and the last among them.
pub fn lasting(id: &str) -> impl Iterator<Item = Decimal> {
    let cells = FACTS.cells.iter().filter(move |c| c.indicator == id).filter_map(|c| c.period.as_deref());
    FACTS.indicator(id).period.as_deref().into_iter().chain(cells).filter_map(|notation| {
        let (from, to) = notation.split_once('/')?;
        let years = to.parse::<i32>().ok()? - from.parse::<i32>().ok()? + 1;
        (years > 1).then(|| years.into())
    })
}

/// Dates of an indicator: its own, those of its figures and those of the works that it rests on.
pub fn of_indicator(id: &str) -> BTreeSet<Decimal> {
    let indicator = FACTS.indicator(id);
    let cells = FACTS.cells.iter().filter(|c| c.indicator == id).filter_map(|c| c.period.as_deref());
    let works = indicator.cite.iter().filter_map(|r| source(r)).filter_map(|s| s.get("date")?.as_str());
    indicator.period.as_deref().into_iter().chain(cells).chain(works).flat_map(of_period).collect()
}

/// The work, table or figure of a reference.
pub fn source(reference: &str) -> Option<&'static toml::Table> {
    FACTS.sources.iter().find(|s| s.get("ref").and_then(Value::as_str) == Some(reference))
}
