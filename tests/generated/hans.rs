//! Traditional and Simplified characters, for questions and for names as an answer prints them.
//!
//! Owns: the two conversions of OpenCC, and the mainland words of the language data. Must not know: questions, facts.

use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

static SIMPLE: LazyLock<OpenCC> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).expect("the converter is built in"));
static TRADITIONAL: LazyLock<OpenCC> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2t).expect("the converter is built in"));

/// Mainland words where characters alone are not enough, the longest first.
static WORDS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let file = include_str!("../../knowledge/language/zh-Hans.toml");
    let table: toml::Table = file.parse().expect("the mainland words parse");
    let words = table["simplified"].as_table().expect("a table of words").iter();
    let mut words: Vec<(String, String)> =
        words.map(|(from, to)| (simplified(from), to.as_str().unwrap_or_default().to_owned())).collect();
    words.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
    words
});

pub fn simplified(text: &str) -> String {
    SIMPLE.convert(text)
}

pub fn traditional(text: &str) -> String {
    TRADITIONAL.convert(text)
}

/// A Traditional wording as an answer in Simplified Chinese prints it.
pub fn printed(text: &str) -> String {
    WORDS.iter().fold(simplified(text), |text, (from, to)| text.replace(from.as_str(), to))
}

/// Whether a text can only be Simplified, or only Traditional; `None` where its characters are common to both.
pub fn script(text: &str) -> Option<&'static str> {
    match (simplified(text) == text, traditional(text) == text) {
        (true, false) => Some("zh-Hans"),
        (false, true) => Some("zh-Hant"),
        _ => None,
    }
}
