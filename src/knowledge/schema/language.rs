//! Language as an editor writes it: concepts, fillers, places and topics outside, examples, words of measure.
//!
//! Owns: what people say and documents print, apart from names. Must not know: any figure.

use serde::Deserialize;

use super::Text;

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
