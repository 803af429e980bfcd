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
    /// The key of the source in the fact base, for a link to it.
    #[serde(default)]
    pub key: Option<u64>,
    /// The figures that rest on it, as the document prints them.
    #[serde(default)]
    pub printed: Vec<Printed>,
}

/// A figure as it is printed, to the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Whose it is.
    pub name: String,
    pub literal: String,
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
    /// What one may well ask next, after an answer: offered where a tap asks it, never read out.
    #[serde(default)]
    pub next: Vec<Choice>,
    /// The key of the one fact or indicator that it tells of, for a link to it.
    #[serde(default)]
    pub key: Option<u64>,
    /// Repeats words of the person's, so that it is no answer for anybody else.
    #[serde(default)]
    pub personal: bool,
}

impl Answer {
    /// An answer that says nothing yet.
    pub fn new(kind: Kind, lang: Lang) -> Answer {
        Answer {
            kind,
            lang,
            blocks: vec![],
            figures: vec![],
            citations: vec![],
            choices: vec![],
            next: vec![],
            key: None,
            personal: false,
        }
    }
}

/// How a panel of a chart shows its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Bars from zero: lengths are values.
    Bars,
    /// Places in a ranking, one below the other: a place is no length.
    Ladder,
    /// Figures in words, without lengths: one by itself, or several that share no scale.
    Facts,
}

/// What is known of a bar's figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    Figure,
    /// The document has none; that is not zero.
    Missing,
    /// Known within a range only.
    Undetermined,
}

/// The hedge that is part of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hedge {
    Over,
    Nearly,
    About,
}

/// One line of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    pub label: String,
    /// A second line under the label: a period, a rank in another scope.
    pub detail: Option<String>,
    /// The exact value; `None` where there is no figure.
    pub value: Option<Decimal>,
    /// The value in words, with its unit and hedge, or that there is none.
    pub text: String,
    pub hedge: Option<Hedge>,
    pub known: Known,
    /// The code of what it is the figure of.
    pub entity: Option<String>,
    /// As in [`Figure::period`].
    pub when: Option<String>,
    /// It is what was asked for.
    pub asked: bool,
    pub forecast: bool,
    /// The bot computed it.
    pub derived: bool,
    /// What is left of a whole without the others.
    pub rest: bool,
    /// Numbers of the [`Remark`]s that go with it.
    pub marks: Vec<u8>,
}

/// Figures that share one scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    pub form: Form,
    /// The indicator's id; the empty string where there are several.
    pub indicator: String,
    /// Its name, where the chart has several panels.
    pub heading: Option<String>,
    /// The period that all of them share.
    pub period: Option<String>,
    /// As in [`Figure::unit`].
    pub unit: String,
    /// In the order of the picture.
    pub bars: Vec<Bar>,
}

/// A note under a chart; bars point at it by its number, which goes on from those of the sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    pub marker: Option<u8>,
    pub text: String,
}

/// What a picture shows, as typed values. The same question gives the same chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    pub lang: Lang,
    pub title: String,
    /// Markers of the sources of all figures, set after the title.
    pub marks: Vec<u8>,
    /// What is computed from the figures, or the condition that some of them meet.
    pub lead: Vec<String>,
    pub panels: Vec<Panel>,
    pub remarks: Vec<Remark>,
    pub citations: Vec<Citation>,
}
