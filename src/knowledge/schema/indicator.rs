//! Indicators as an editor writes them: what is measured, in which unit, for when and for whom.
//!
//! Owns: an indicator's fields and their choices. Must not know: the figures themselves (`facts.rs`).

use serde::Deserialize;

use super::{EntityKind, Text};
use crate::text::numeral::NumberUnit;

/// `usd` in plain dollars; `rank` from 1; `index` for scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Rank,
    Percent,
    Usd,
    Count,
    Times,
    PercentagePoint,
    Year,
    Index,
}

impl Unit {
    /// Whether a number that was written with `written` can be a value in this unit.
    pub fn is_written(self, written: NumberUnit) -> bool {
        match written {
            NumberUnit::Usd => self == Unit::Usd,
            NumberUnit::Percent => self == Unit::Percent,
            NumberUnit::Times => self == Unit::Times,
        }
    }

    /// The unit's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Rank => "rank",
            Unit::Percent => "percent",
            Unit::Usd => "usd",
            Unit::Count => "count",
            Unit::Times => "times",
            Unit::PercentagePoint => "percentage_point",
            Unit::Year => "year",
            Unit::Index => "index",
        }
    }
}

/// Which end of the values is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Best {
    Most,
    Least,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// A total over the years; a single one of them is not given.
    Cumulative,
    AsOf,
    Point,
    /// The year of the underlying data; the publication is another one.
    Basis,
    Published,
}

/// Why an indicator has no figures at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absent {
    ChartOnly,
    NotGiven,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorDef {
    pub id: String,
    pub unit: Unit,
    pub best: Best,
    pub name: Text,
    pub short: Option<Text>,
    pub counter: Option<Text>,
    pub period: Option<String>,
    pub period_kind: Option<PeriodKind>,
    pub period_name: Option<Text>,
    pub signature: Vec<String>,
    #[serde(default)]
    pub plus: Vec<String>,
    #[serde(default)]
    pub minus: Vec<String>,
    pub coverage: Option<Text>,
    /// One of the rankings that “rank” without more can mean.
    #[serde(default)]
    pub ranking: bool,
    pub scope: Option<String>,
    /// The document names every Asian entry down to this rank.
    pub complete_to: Option<u32>,
    pub of_kind: Option<EntityKind>,
    /// The only entity that it is about.
    pub single: Option<String>,
    /// A share of this entity's total.
    pub of: Option<String>,
    /// The quantity that it is a share of: shares of other wholes are computed from it.
    pub quantity: Option<String>,
    /// Computed: one indicator by another, for every entity that has both.
    pub quotient: Option<QuotientDef>,
    /// The indicator whose value a share of this one is taken of.
    pub base: Option<String>,
    /// Observations carry an agent (a company) besides the entity.
    #[serde(default)]
    pub agent: bool,
    /// Shares of disjoint groups may be added.
    #[serde(default)]
    pub composite: bool,
    pub absent: Option<Absent>,
    pub others: Option<Absent>,
    pub figure: Option<String>,
    /// The indicator to offer instead.
    pub near: Option<String>,
    #[serde(default)]
    pub caveats: Vec<String>,
    pub cite: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotientDef {
    pub of: String,
    pub by: String,
}
