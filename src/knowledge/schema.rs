//! The shape of the data files, as serde reads them. `knowledge/README.md` shows an annotated example of each.
//!
//! Owns: what an editor may write. Must not know: what is made of it (`index.rs`), chat, questions.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::cue::Cue;
use crate::text::numeral::NumeralDef;

/// A wording in our languages; Simplified Chinese is converted from Traditional where it is not given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub hant: String,
    pub en: String,
    pub hans: Option<String>,
}

/// Any data file: each section may stand in any file of a folder.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    pub document: Option<Spanned<DocumentDef>>,
    pub entity: Vec<Spanned<EntityDef>>,
    pub group: Vec<Spanned<GroupDef>>,
    pub concept: BTreeMap<String, Spanned<ConceptDef>>,
    pub indicator: Vec<Spanned<IndicatorDef>>,
    pub table: Vec<Spanned<TableDef>>,
    pub observation: Vec<Spanned<ObservationDef>>,
    pub statement: Vec<Spanned<StatementDef>>,
    pub remark: Vec<Spanned<RemarkDef>>,
    pub source: Vec<Spanned<SourceDef>>,
    pub unlisted: Vec<Spanned<UnlistedDef>>,
    pub example: Vec<Spanned<ExampleDef>>,
    // language
    pub cue: BTreeMap<Cue, Vec<String>>,
    pub numerals: Option<NumeralDef>,
    pub fillers: Option<FillersDef>,
    pub place: Vec<Spanned<PlaceDef>>,
    pub topic: Vec<Spanned<OutsideDef>>,
    pub simplified: BTreeMap<String, String>,
    pub magnitude: Option<MagnitudesDef>,
    pub bound: Option<BoundsDef>,
    pub layout: Option<LayoutDef>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentDef {
    pub id: String,
    pub page_count: u32,
    pub title: Text,
    pub short: Text,
    pub publisher: Text,
    pub subject: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    Economy,
    City,
    Region,
    Company,
    Organisation,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityDef {
    /// ISO 3166 alpha-3, or our own code.
    pub code: String,
    pub kinds: Vec<EntityKind>,
    /// The economy that a city lies in.
    #[serde(default, rename = "in")]
    pub within: Option<String>,
    pub name: Text,
    /// Single characters that stand for it in a row of such (not by themselves).
    #[serde(default)]
    pub short: Vec<String>,
    pub forms: Vec<String>,
    /// This region is another one without some of its members.
    pub complement: Option<ComplementDef>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplementDef {
    pub of: String,
    pub without: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupDef {
    pub code: String,
    pub name: Text,
    pub members: Vec<String>,
    pub forms: Vec<String>,
    /// General geography, not a list of the document.
    #[serde(default)]
    pub general: bool,
    pub locator: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptDef {
    pub forms: Vec<String>,
    /// How much it matters that an answer explains this word; 0 for words that go with everything.
    #[serde(default = "one")]
    pub weight: f32,
    /// A noun for the things that are ranked and counted (economies, cities): “how many …” counts them.
    #[serde(default)]
    pub countable: bool,
    /// The answer is wanted in money.
    #[serde(default)]
    pub money: bool,
}

fn one() -> f32 {
    1.0
}

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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableDef {
    #[serde(rename = "ref")]
    pub reference: String,
    pub page: u32,
    pub columns: Vec<ColumnDef>,
    pub rows: Vec<RowDef>,
    #[serde(default)]
    pub footnotes: BTreeMap<String, Vec<u8>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnDef {
    pub indicator: String,
    pub literal: String,
    pub scale: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowDef {
    pub entity: String,
    pub label: String,
    /// The literal; `M:` and a literal for a cell that says it has none; empty for a blank; `-` for no cell.
    pub cells: Vec<String>,
    #[serde(default)]
    pub aggregate: bool,
}

/// “over”, “nearly”, “about” are part of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    Over,
    Nearly,
    About,
}

/// After SDMX OBS_STATUS: none of the missing ones is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Normal,
    /// The document states that there is no figure.
    MissingStated,
    /// A blank cell.
    MissingBlank,
    /// Known within a range only.
    Undetermined,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObservationDef {
    pub indicator: String,
    /// Locator: `p:2/1` (page / paragraph), `fn:8`, `fig:2`, `table:1`.
    pub at: String,
    pub entity: Option<String>,
    pub period: Option<String>,
    #[serde(default)]
    pub footnotes: Vec<u8>,
    #[serde(default)]
    pub figures: Vec<u8>,
    /// The prose repeats a cell of a table; carried for the check and for its literal only.
    #[serde(default)]
    pub restates: bool,
    pub each: Vec<EachDef>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EachDef {
    pub entity: Option<String>,
    pub agent: Option<String>,
    pub literal: String,
    pub value: Option<String>,
    pub period: Option<String>,
    pub scope: Option<String>,
    pub bound: Option<Bound>,
    #[serde(default)]
    pub status: Status,
    pub range: Option<(String, String)>,
    #[serde(default)]
    pub forecast: bool,
    /// The start of a forecast period whose year the document does not print.
    #[serde(default)]
    pub start: bool,
    /// Follows from the document's words, not from a printed numeral.
    #[serde(default)]
    pub implied: bool,
    #[serde(default)]
    pub aggregate: bool,
    pub note: Option<String>,
    pub say: Option<Text>,
    pub say_period: Option<Text>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementDef {
    pub id: String,
    pub signature: Vec<String>,
    #[serde(default)]
    pub plus: Vec<String>,
    #[serde(default)]
    pub minus: Vec<String>,
    pub at: String,
    pub literal: String,
    #[serde(default)]
    pub footnotes: Vec<u8>,
    /// Further references to cite.
    #[serde(default)]
    pub figures_refs: Vec<String>,
    #[serde(default)]
    pub figures: Vec<StatementFigureDef>,
    pub text: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementFigureDef {
    pub indicator: Option<String>,
    pub entity: Option<String>,
    pub value: Option<String>,
    pub unit: Option<Unit>,
    pub literal: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemarkDef {
    pub id: String,
    pub text: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceDef {
    #[serde(rename = "ref")]
    pub reference: String,
    pub page: u32,
    /// `note` for a footnote that is no work.
    pub kind: Option<String>,
    pub org: Option<String>,
    #[serde(default)]
    pub orgs: Vec<String>,
    pub title: Option<Text>,
    pub name: Option<Text>,
    pub date: Option<String>,
    pub url: Option<String>,
    pub literal: Option<String>,
    pub label: Text,
}

/// A numeral of the document that no fact carries, and why.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnlistedDef {
    pub at: String,
    pub literal: String,
    pub why: String,
}

/// An utterance and the one reading that it must have.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleDef {
    pub say: Vec<String>,
    /// The topic that answers (`indicator` or `statement` id), or the kind of a refusal (`no_data`, …).
    pub reads: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FillersDef {
    pub en: Vec<String>,
    pub zh: Vec<String>,
    pub yue: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceDef {
    pub code: String,
    pub kind: String,
    pub forms: Vec<String>,
    #[serde(default)]
    pub covered: bool,
    pub name: Option<Text>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsideDef {
    pub id: String,
    pub kind: Option<String>,
    pub forms: Vec<String>,
}

/// How amounts are scaled for reading: `[[name, factor], …]`, largest first.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MagnitudesDef {
    pub hant: Vec<(String, f64)>,
    pub en: Vec<(String, f64)>,
}

/// The words before a numeral that make it a bound. Only `check` reads them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundsDef {
    pub over: Vec<String>,
    pub nearly: Vec<String>,
    pub about: Vec<String>,
}

/// The words that open a caption, a note or a source line in a document. Only `check` reads them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutDef {
    pub table: Vec<String>,
    pub figure: Vec<String>,
    pub note: Vec<String>,
    pub source: Vec<String>,
}
