//! How people of each language write numbers and amounts in a question.
//!
//! Owns: their spelling. Must not know: what is counted.

use rust_decimal::Decimal;

/// Ordinals and cardinals in words, from one.
const HAN: [&str; 20] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五",
    "十六", "十七", "十八", "十九", "二十",
];
const CARDINAL: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const ORDINAL: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// A quantity in its unit.
pub fn amount(value: Decimal, unit: &str, lang: &str) -> String {
    let scaled = |scale: u32| (value / Decimal::from(scale)).normalize().to_string();
    match (unit, lang) {
        ("usd", "en") => format!("US${} billion", scaled(1_000_000_000)),
        ("usd", "zh-Hans") => format!("{}亿美元", scaled(100_000_000)),
        ("usd", _) => format!("{} 億美元", scaled(100_000_000)),
        _ => value.normalize().to_string(),
    }
}

/// A small number: `nth` and `nw` as ordinals, `cw` as a cardinal in words, else in digits.
pub fn number(n: u32, slot: &str, lang: &str) -> String {
    let at = usize::try_from(n).expect("a small number") - 1;
    let latin = matches!(lang, "en" | "mixed");
    match slot {
        "nth" if at < ORDINAL.len() => ORDINAL[at].to_owned(),
        "nth" if n % 10 == 1 && n != 11 => format!("{n}st"),
        "nth" => format!("{n}th"),
        "cw" if latin && at < CARDINAL.len() => CARDINAL[at].to_owned(),
        "cw" if n == 2 => if lang == "zh-Hans" { "两" } else { "兩" }.to_owned(),
        "nw" | "cw" if !latin => HAN[at].to_owned(),
        _ => n.to_string(),
    }
}
