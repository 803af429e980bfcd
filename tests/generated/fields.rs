//! Fields of a TOML table: texts, lists, flags, wordings, numbers as a document prints them.
//!
//! Owns: reading single fields. Must not know: what a table is about.

use rust_decimal::Decimal;
use toml::{Table, Value};

use crate::hans;

/// A wording in the languages that the bot answers in.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub hant: String,
    pub en: String,
}

impl Words {
    pub fn of(value: Option<&Value>) -> Words {
        let text = |lang: &str| value.and_then(|v| v.get(lang)).and_then(Value::as_str).unwrap_or_default();
        Words { hant: text("hant").to_owned(), en: text("en").to_owned() }
    }

    /// As an answer of this language prints it.
    pub fn told(&self, lang: &str) -> String {
        match lang {
            "en" => self.en.clone(),
            "zh-Hans" => hans::printed(&self.hant),
            _ => self.hant.clone(),
        }
    }
}

pub fn text(table: &Table, key: &str) -> Option<String> {
    table.get(key).and_then(Value::as_str).map(str::to_owned)
}

pub fn texts(table: &Table, key: &str) -> Vec<String> {
    let list = table.get(key).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

pub fn tables<'a>(file: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> + use<'a> {
    file.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

pub fn flag(table: &Table, key: &str) -> bool {
    table.get(key).and_then(Value::as_bool).unwrap_or(false)
}

pub fn decimal(literal: &str) -> Decimal {
    let bare: String = literal.chars().filter(|c| !c.is_whitespace()).collect();
    bare.parse().unwrap_or_else(|_| panic!("`{literal}` is a number"))
}
