//! What can be asked, with the right answer to each: one instance for every place, pair, group or threshold.
//!
//! Owns: the table of operations. Must not know: how a question is worded, or how the bot answers.

mod groups;
mod orders;
mod places;
mod rest;
mod several;
mod talks;

use rust_decimal::Decimal;

use crate::facts::Facts;
use crate::gold::{Gold, Wanted};

/// What stands in a slot of a phrasing.
#[derive(Debug, Clone)]
pub enum Slot {
    Entity(String),
    Group(String),
    Indicator(String),
    /// A quantity in the indicator's unit.
    Amount(Decimal),
    Count(u32),
    Year(u32),
    /// A place that no document has, by its place in the list.
    Elsewhere(usize),
}

/// One question without its words.
#[derive(Debug, Clone)]
pub struct Instance {
    pub indicator: String,
    pub slots: Vec<(&'static str, Slot)>,
    pub gold: Gold,
}

type Operation = (&'static str, fn(&Facts) -> Vec<Instance>);

pub const OPERATIONS: [Operation; 51] = [
    ("lookup", places::lookup),
    ("adjective", places::lookup),
    ("missing", places::missing),
    ("another_year", places::another_year),
    ("elsewhere", places::elsewhere),
    ("compare", places::compare),
    ("fewer", places::fewer),
    ("compare_missing", places::compare_missing),
    ("difference", places::difference),
    ("difference_missing", places::difference_missing),
    ("ratio", places::ratio),
    ("sum_two", places::sum_two),
    ("both", places::both),
    ("most", orders::most),
    ("fewest", orders::fewest),
    ("nth_most", orders::nth_most),
    ("nth_fewest", orders::nth_fewest),
    ("top", orders::top),
    ("bottom", orders::bottom),
    ("except", orders::except),
    ("above", orders::above),
    ("below", orders::below),
    ("count_above", orders::count_above),
    ("most_in", groups::most),
    ("fewest_in", groups::fewest),
    ("rank_within", groups::rank_within),
    ("count_in", groups::count_above),
    ("sum_group", groups::sum),
    ("average_group", groups::average),
    ("share_in", groups::share),
    ("members", groups::members),
    ("most_of_three", groups::most_of_three),
    ("sum_of_three", groups::sum_of_three),
    ("count_of_three", groups::count_of_three),
    ("two_over_one", groups::two_over_one),
    ("group_over_one", several::group_over_one),
    ("two_groups", several::two_groups),
    ("rank", rest::rank),
    ("rank_missing", rest::rank_missing),
    ("rank_holder", rest::rank_holder),
    ("rank_compare", rest::rank_compare),
    ("rank_gap", rest::rank_gap),
    ("series", rest::series),
    ("world_share", rest::world_share),
    ("announced", rest::announced),
    ("claim_value", talks::claim_value),
    ("claim_more", talks::claim_more),
    ("claim_above", talks::claim_above),
    ("claim_most", talks::claim_most),
    ("source", talks::source),
    ("period", talks::period),
];

/// Conversations: the last turn is judged.
pub const TALKS: [Operation; 6] = [
    ("then_another", talks::then_another),
    ("then_source", talks::then_source),
    ("then_missing", talks::then_missing),
    ("then_what", talks::then_what),
    ("then_fewest", talks::then_fewest),
    ("two_asks", talks::two_asks),
];

/// A figure that the document prints.
fn printed(facts: &Facts, indicator: &str, entity: &str, value: Decimal) -> Wanted {
    Wanted {
        value,
        unit: facts.indicator(indicator).unit.clone(),
        entity: Some(entity.to_owned()),
        indicator: indicator.to_owned(),
        derived: false,
    }
}

/// A figure that is computed from others.
fn computed(indicator: &str, unit: &str, value: Decimal) -> Wanted {
    let (unit, indicator) = (unit.to_owned(), indicator.to_owned());
    Wanted { value, unit, entity: None, indicator, derived: true }
}

fn rows(facts: &Facts, indicator: &str, rows: &[(&str, Decimal)]) -> Vec<Wanted> {
    rows.iter().map(|(entity, value)| printed(facts, indicator, entity, *value)).collect()
}

fn entity(code: &str) -> Slot {
    Slot::Entity(code.to_owned())
}

fn instance(indicator: &str, slots: Vec<(&'static str, Slot)>, gold: Gold) -> Instance {
    Instance { indicator: indicator.to_owned(), slots, gold }
}

/// A place and its figure.
type Row<'a> = (&'a str, Decimal);

/// Every two rows with different values, the greater first.
fn pairs<'a>(rows: &[Row<'a>]) -> Vec<(Row<'a>, Row<'a>)> {
    let mut pairs = Vec::new();
    for (n, a) in rows.iter().enumerate() {
        pairs.extend(rows[n + 1..].iter().filter(|b| b.1 != a.1).map(|b| (*a, *b)));
    }
    pairs
}
