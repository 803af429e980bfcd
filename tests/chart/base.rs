//! What all tests of charts need: the shipped fact base, the questions, the charts of its indicators.
//!
//! Owns: [`asked`] and [`of_every_indicator`]. Must not know: what is expected of a chart.

use std::sync::LazyLock;

use footnote::answer::{Chart, Lang};
use footnote::dialogue::Dialogue;
use footnote::engine::{Utterance, chart, chart_of};
use footnote::knowledge::FactBase;

pub static SHIPPED: LazyLock<FactBase> =
    LazyLock::new(|| FactBase::embedded().expect("the shipped fact base loads"));

pub const LANGUAGES: [Lang; 3] = [Lang::ZhHant, Lang::ZhHans, Lang::En];

/// A question of `questions.txt`.
pub struct Asked {
    pub form: &'static str,
    pub text: &'static str,
    pub chart: Option<Chart>,
}

pub fn ask(text: &str, lang: Option<Lang>) -> Option<Chart> {
    chart(&SHIPPED, &Dialogue::default(), &Utterance { text: text.to_owned(), lang })
}

/// The questions with their charts.
pub fn asked() -> Vec<Asked> {
    let lines = include_str!("questions.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let parts = lines.map(|l| l.split_once(" | ").unwrap_or_else(|| panic!("no form: {l}")));
    parts.map(|(form, text)| Asked { form, text, chart: ask(text, None) }).collect()
}

/// Every indicator with its chart, in one language.
pub fn of_every_indicator(lang: Lang) -> Vec<(usize, Option<Chart>)> {
    let ids = SHIPPED.indicators.iter().enumerate();
    ids.map(|(k, i)| (k, chart_of(&SHIPPED, lang, &i.def.id))).collect()
}
