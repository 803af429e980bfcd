//! The shape of the data files, as serde reads them. `knowledge/README.md` shows an annotated example of each.
//!
//! Owns: what an editor may write. Must not know: what is made of it (`build.rs`), chat, questions.

mod facts;
mod indicator;
mod language;

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::cue::Cue;
use crate::text::numeral::NumeralDef;

pub use facts::*;
pub use indicator::*;
pub use language::*;

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
    /// Which edition of this folder it is, as its editors count them.
    pub edition: Option<String>,
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
