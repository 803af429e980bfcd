//! Numerals in a text: Arabic ones, Chinese ones and English words, with what scale and how exactly they are printed.
//!
//! Owns: reading them. Must not know: facts, or where a numeral may come from.

use rust_decimal::Decimal;

/// A numeral and where it stands, in bytes.
#[derive(Debug, Clone)]
pub struct Numeral {
    pub start: usize,
    pub end: usize,
    pub text: String,
    /// Without its scale: a scale may be misspelt in a question.
    pub digits: Decimal,
    /// As a plain number, scale included; a third is kept to many places.
    pub value: Decimal,
    /// What half of its last printed digit is worth.
    pub slack: Decimal,
    pub percent: bool,
}

impl Numeral {
    /// Whether `exact` is printed like this.
    pub fn prints(&self, exact: Decimal) -> bool {
        exact.abs().checked_sub(self.value).is_some_and(|gap| gap.abs() <= self.slack)
    }
}

/// Half a hundredth.
const HUNDREDTH: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// Scales, the longest word first.
const SCALES: [(&str, i64); 12] = [
    ("trillion", 1_000_000_000_000),
    ("billion", 1_000_000_000),
    ("million", 1_000_000),
    ("萬億", 1_000_000_000_000),
    ("万亿", 1_000_000_000_000),
    ("十億", 1_000_000_000),
    ("億", 100_000_000),
    ("亿", 100_000_000),
    ("兆", 1_000_000_000_000),
    ("萬", 10_000),
    ("万", 10_000),
    ("bn", 1_000_000_000),
];

const HAN_DIGITS: &str = "零一二三四五六七八九";
/// What stands behind a Chinese numeral that counts something; 一 and its like stand in many words that count nothing.
const COUNTED: &str = "個个位地年月倍項项間间家成國国方層层點点份次類类種种大強强條条者";
/// What stands before an amount that is passed or reached.
const PASSED: &str = "破過过逾超上近達达足到夠够滿满少多低高";
const ENGLISH: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Every numeral of a text, from left to right.
pub fn scan(text: &str) -> Vec<Numeral> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let (start, c) = chars[at];
        let rest = &text[start..];
        let read = if c.is_ascii_digit() {
            Some(arabic(text, start))
        } else if han_digit(c) {
            Some(han(text, start))
        } else if c.is_ascii_alphabetic() && !before(text, start).is_some_and(char::is_alphanumeric) {
            let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            let word = rest[..end].to_ascii_lowercase();
            // The first half of a year is a date.
            let dated = word == "half" && ["first ", "second "].iter().any(|w| text[..start].ends_with(w));
            Some((start + end, english(&word).filter(|_| !dated)))
        } else {
            None
        };
        let Some((end, value)) = read else {
            at += 1;
            continue;
        };
        if let Some((value, slack)) = value {
            found.push(finish(text, start, end, value, slack));
        }
        let stop = found.last().map_or(end, |n| n.end.max(end));
        at = chars.iter().position(|(offset, _)| *offset >= stop).unwrap_or(chars.len());
    }
    found
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

type Read = (usize, Option<(Decimal, Decimal)>);

/// Scales and per cent sign behind the digits.
fn finish(text: &str, start: usize, end: usize, digits: Decimal, slack: Decimal) -> Numeral {
    let (mut stop, mut factor) = (end, Decimal::ONE);
    loop {
        let rest = &text[stop..];
        let bare = rest.trim_start_matches([' ', '\u{a0}']);
        let Some((word, scale)) = SCALES.iter().find(|(word, _)| bare.starts_with(word)) else { break };
        stop += rest.len() - bare.len() + word.len();
        factor = factor.saturating_mul(Decimal::from(*scale));
    }
    let rest = &text[end..];
    let percent = ["%", "percent", "per cent"].iter().any(|sign| rest.trim_start().starts_with(sign));
    Numeral {
        start,
        end: stop,
        text: text[start..stop].to_owned(),
        digits,
        value: digits.saturating_mul(factor),
        // An amount in a scale is rounded to two places, and zeros are not printed.
        slack: if factor > Decimal::ONE { slack.max(HUNDREDTH) } else { slack }.saturating_mul(factor),
        percent,
    }
}

/// Digits, in groups of three or not, with decimals.
fn arabic(text: &str, start: usize) -> Read {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    while digit(end)
        || bytes.get(end) == Some(&b',') && (1..=3).all(|k| digit(end + k)) && !digit(end + 4)
        || bytes.get(end) == Some(&b'.') && digit(end + 1) && !text[start..end].contains('.')
    {
        end += 1;
    }
    let bare: String = text[start..end].chars().filter(|c| *c != ',').collect();
    let places = bare.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    // Digits that are too long for a figure are still read: nothing can account for them.
    let value = bare.parse().unwrap_or(Decimal::NEGATIVE_ONE);
    let slack = Decimal::new(5, u32::try_from(places + 1).unwrap_or(28).min(28));
    (end, Some((value, if places == 0 { Decimal::ZERO } else { slack })))
}

fn han_digit(c: char) -> bool {
    HAN_DIGITS.contains(c) || "〇兩两十百千廿".contains(c)
}

fn han_number(run: &str) -> Decimal {
    let (mut total, mut part) = (0_i64, None::<i64>);
    // 三百五 is three hundred and fifty.
    let ends = run.chars().rev().take(2).collect::<Vec<_>>();
    let short = match ends[..] {
        [digit, '百'] if HAN_DIGITS.contains(digit) => 10,
        [digit, '千'] if HAN_DIGITS.contains(digit) => 100,
        _ => 1,
    };
    for c in run.chars() {
        let tens = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '廿' => {
                total += 20;
                continue;
            }
            _ => {
                let digit = HAN_DIGITS.chars().position(|d| d == c);
                let digit = digit.unwrap_or(if c == '〇' { 0 } else { 2 });
                let digit = i64::try_from(digit).unwrap_or(0);
                part = Some(part.unwrap_or(0_i64).saturating_mul(10).saturating_add(digit));
                continue;
            }
        };
        total = part.take().unwrap_or(1_i64).saturating_mul(tens).saturating_add(total);
    }
    total.saturating_add(part.unwrap_or(0).saturating_mul(short)).into()
}

/// 三分之二, 兩成, 一半, 第三, 十二, 九個: only where it is a quantity.
fn han(text: &str, start: usize) -> Read {
    let run_of = |at: usize| {
        let rest = &text[at..];
        &rest[..rest.find(|c: char| !han_digit(c)).unwrap_or(rest.len())]
    };
    let run = run_of(start);
    let end = start + run.len();
    let rest = &text[end..];
    let exact = |value: Decimal| Some((value, Decimal::ZERO));
    if let Some(over) = rest.strip_prefix("分之") {
        let top = run_of(text.len() - over.len());
        let stop = text.len() - over.len() + top.len();
        let of = han_number(run);
        let share = if of.is_zero() { of } else { han_number(top).saturating_mul(Decimal::ONE_HUNDRED) / of };
        return (stop, Some((share, Decimal::new(1, 2))));
    }
    if rest.starts_with('成') {
        return (end + '成'.len_utf8(), exact(han_number(run).saturating_mul(Decimal::TEN)));
    }
    if run == "一" && rest.starts_with('半') {
        return (end + '半'.len_utf8(), exact(50.into()));
    }
    let ordinal = before(text, start) == Some('第');
    let counts = rest.trim_start().starts_with(|c| COUNTED.contains(c))
        && (run != "一" || rest.starts_with(['個', '个']));
    // 破百, 過千: what is passed is an amount.
    let round = ["百", "千"].contains(&run);
    let passed = round && before(text, start).is_some_and(|c| PASSED.contains(c));
    let long = run.chars().count() > 1;
    (end, (ordinal || counts || passed || long).then(|| exact(han_number(run))).flatten())
}

fn english(word: &str) -> Option<(Decimal, Decimal)> {
    let exact = |value: i64| Some((Decimal::from(value), Decimal::ZERO));
    match word {
        // “Which one”, “one of them” count nothing.
        "one" | "zero" => None,
        "half" => exact(50),
        "third" | "thirds" => None,
        "twice" | "double" => exact(2),
        _ => ENGLISH.iter().position(|w| *w == word).and_then(|n| exact(i64::try_from(n).ok()?)),
    }
}

#[test]
fn numerals_are_read_as_people_read_them() {
    let read = |text: &str| scan(text).iter().map(|n| n.value.normalize().to_string()).collect::<Vec<_>>();
    assert_eq!(read("US$470.9 billion, 3,779 and 38%"), ["470900000000", "3779", "38"]);
    assert_eq!(read("4,709 億美元；1.8 萬億"), ["470900000000", "1800000000000"]);
    assert_eq!(read("100亿亿"), ["1000000000000000000"]);
    assert_eq!(read("2013–24, 12th"), ["2013", "24", "12"]);
    assert_eq!(
        read("近三分之二，逾兩成，一半，第十二位"),
        ["66.666666666666666666666666667", "20", "50", "12"]
    );
    assert_eq!(read("一起、唯一、統一的九個地方"), ["9"]);
    assert_eq!(read("the nine, which one?"), ["9"]);
    assert!(
        scan("30.54")[0].prints(Decimal::new(305_393, 4)) && !scan("30.54")[0].prints(Decimal::new(3055, 2))
    );
}
