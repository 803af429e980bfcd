//! The answer as typed values: what the engine hands to every front.
//!
//! Owns: [`Answer`] and its parts. Must not know: Telegram, terminals, JSON, or how an answer was found.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What sort of reply this is; the same words as the question files use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The document has the answer, and this is it.
    Answer,
    /// The document is about this, but does not give that figure, place or time.
    NoData,
    /// Nothing in the document is about this.
    OutOfScope,
    /// Several readings with different answers: the person chooses.
    Clarify,
    /// Greetings, thanks, help.
    Smalltalk,
}

/// The language an answer is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lang {
    #[serde(rename = "zh-Hant")]
    ZhHant,
    #[serde(rename = "zh-Hans")]
    ZhHans,
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The BCP 47 tag: `zh-Hant`, `zh-Hans`, `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::ZhHant => "zh-Hant",
            Lang::ZhHans => "zh-Hans",
            Lang::En => "en",
        }
    }

    /// Reads a BCP 47 tag; `None` where the language is not one that we answer in.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        match tag {
            "zh-Hant" => Some(Lang::ZhHant),
            "zh-Hans" => Some(Lang::ZhHans),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}

/// A run of inline text. Fronts decide how bold or a footnote marker looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    Text(String),
    /// The figure or name that was asked for.
    Strong(String),
    /// Markers that tie what stands before them to [`Citation::marker`]s, in order.
    Mark(Vec<u8>),
}

/// One paragraph-level part of an answer, in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// The answer itself; the first block of every answer.
    Headline(Vec<Span>),
    /// What it measures, for when; further lines.
    Line(Vec<Span>),
    /// A list of label and value (`value` may be empty); the order is the answer's order.
    List(Vec<Item>),
    /// Limits and remarks that travel with the figure; may be set smaller.
    Note(Vec<Span>),
}

/// One row of a [`Block::List`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub label: Vec<Span>,
    pub value: Vec<Span>,
}

/// A figure that the answer gives, as a typed value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    #[serde(with = "rust_decimal::serde::float")]
    pub value: Decimal,
    /// `rank` `percent` `usd` (plain dollars) `count` `times` `percentage_point` `year` `index`.
    pub unit: String,
    /// ISO 3166 alpha-3, or a code for a region, city or company.
    pub entity: Option<String>,
    /// The indicator's id in the fact base.
    pub indicator: Option<String>,
    /// ISO 8601 date, year or interval; `None` where the document gives none.
    pub period: Option<String>,
    /// True where the bot computed it; the answer then shows its operands.
    pub derived: bool,
}

/// One source that the answer rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Marker number as printed (1, 2 …).
    pub marker: u8,
    /// `fn:8`, `table:1`, `fig:2`, `p:3`.
    pub refs: Vec<String>,
    /// One line: publisher, title, year, place in the document.
    pub label: String,
    /// The work's address, where the document gives one.
    pub url: Option<String>,
}

/// A question that the person may tap next: with `Clarify` one for each reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What the button says.
    pub label: String,
    /// The utterance that a press stands for; a full question on its own.
    pub ask: String,
}

/// A whole answer. The same question gives the same answer to the byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub kind: Kind,
    pub lang: Lang,
    pub blocks: Vec<Block>,
    pub figures: Vec<Figure>,
    pub citations: Vec<Citation>,
    pub choices: Vec<Choice>,
}
