//! Facts as an editor writes them: tables, observations, statements, remarks and sources.
//!
//! Owns: where a figure stands in a document and how it is printed. Must not know: which words ask for it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Text, Unit};

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
    /// Titles by which people name the work.
    #[serde(default)]
    pub forms: Vec<String>,
}

/// A numeral of the document that no fact carries, and why.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnlistedDef {
    pub at: String,
    pub literal: String,
    pub why: String,
}
