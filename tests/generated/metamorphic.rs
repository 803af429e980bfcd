//! What must not change an answer, and what must: the same question in another guise, and another question.
//!
//! Owns: the transformations and what is held of them; `noise.toml` has their words. Must not know: right answers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use footnote::answer::{Answer, Kind};
use toml::{Table, Value};

use crate::asked::{FACTS, conversation, on_all_cores};
use crate::compose::{Case, some};
use crate::gold::Verdicts;
use crate::hans;
use crate::phrase::Phrasings;

/// One case in so many is transformed.
const EACH: usize = 7;
/// A name that is long enough to bear a typing error.
const LONG: usize = 8;

static NOISE: LazyLock<Table> =
    LazyLock::new(|| include_str!("noise.toml").parse().expect("the transformations parse"));

static VERDICTS: LazyLock<Verdicts> = LazyLock::new(|| Phrasings::read().verdicts());

/// What stands before and after, of a table and a key.
fn pairs(table: &str, key: &str) -> Vec<(&'static str, &'static str)> {
    let all = NOISE[table].get(key).and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|p| Some((p.get(0)?.as_str()?, p.get(1)?.as_str()?))).collect()
}

fn around((before, after): (&str, &str), text: &str) -> String {
    format!("{before}{text}{after}")
}

/// Letters, digits and marks as wide as ideographs.
fn wide(text: &str) -> String {
    let wider = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(wider).collect()
}

/// One letter is left out of the first long English name, or two change places.
fn typo(case: &Case, text: &str, swap: bool) -> Option<String> {
    let names = case.filled.iter().filter(|(slot, _)| ["who", "a", "b"].contains(&slot.as_str()));
    let name =
        names.map(|(_, name)| name).find(|n| n.is_ascii() && n.len() >= LONG && !n.contains(['.', ' ']))?;
    let (head, tail) = name.split_at(name.len() / 2);
    let wrong = if swap {
        let mut letters: Vec<char> = tail.chars().collect();
        letters.swap(0, 1);
        format!("{head}{}", letters.into_iter().collect::<String>())
    } else {
        format!("{head}{}", &tail[1..])
    };
    (wrong != *name && text.contains(name.as_str())).then(|| text.replace(name.as_str(), &wrong))
}

/// Every guise of a case under which its answer stays: the name of the guise, and the turns.
fn guises(case: &Case, n: usize) -> Vec<(&'static str, Vec<String>)> {
    let each = |f: &dyn Fn(&str) -> String| case.turns.iter().map(|t| f(t)).collect::<Vec<_>>();
    let last = |f: &dyn Fn(&str) -> String| {
        let mut turns = case.turns.clone();
        if let Some(turn) = turns.last_mut() {
            *turn = f(turn);
        }
        turns
    };
    let pick = |table: &str, key: &str| {
        let all = pairs(table, key);
        all[n % all.len()]
    };
    let mut all = vec![
        ("full width", each(&wide)),
        ("politeness", last(&|t| around(pick("polite", case.lang), t))),
        ("emoji", last(&|t| around(pick("around", "emoji"), t))),
        ("stray marks", last(&|t| around(pick("around", "marks"), t))),
        ("doubled spaces", each(&|t| t.replace(' ', "  "))),
        ("zero-width characters", each(&|t| t.chars().flat_map(|c| [c, '\u{200b}']).collect())),
    ];
    if case.turns.len() == 1 {
        all.push(("framing", last(&|t| around(pick("framed", case.lang), t))));
    }
    if case.lang == "en" {
        all.push(("upper case", each(&str::to_uppercase)));
        all.push(("lower case", each(&str::to_lowercase)));
        for (guise, swap) in [("a letter left out", false), ("two letters swapped", true)] {
            let turns: Option<Vec<String>> = match &case.turns[..] {
                [only] => typo(case, only, swap).map(|t| vec![t]),
                _ => None,
            };
            all.extend(turns.map(|t| (guise, t)));
        }
    } else {
        all.push(("Simplified", each(&hans::simplified)));
        all.push(("Traditional", each(&hans::traditional)));
    }
    all.retain(|(_, turns)| *turns != case.turns);
    all
}

/// What an answer tells, whatever its language: its kind, its figures in order, and its verdict.
fn told(answer: &Answer) -> (Kind, Option<bool>, Vec<String>) {
    let figure = |f: &footnote::answer::Figure| {
        format!("{} {} {:?} {:?}", f.value.normalize(), f.unit, f.entity, f.indicator)
    };
    (answer.kind, VERDICTS.of(answer), answer.figures.iter().map(figure).collect())
}

fn last(turns: &[String]) -> Answer {
    conversation(turns).pop().expect("a conversation has a turn")
}

fn sample() -> Vec<(usize, Case)> {
    some(&FACTS).into_iter().enumerate().filter(|(n, _)| n % EACH == 0).map(|(n, c)| (n / EACH, c)).collect()
}

/// Findings by transformation and language, an example or two of each.
fn report(found: Vec<(String, String)>) -> String {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (group, example) in found {
        groups.entry(group).or_default().push(example);
    }
    let mut out = String::new();
    for (group, examples) in groups {
        let shown = examples.iter().take(4).cloned().collect::<Vec<_>>().join("\n  ");
        out += &format!("\n[{}] {group}\n  {shown}\n", examples.len());
    }
    out
}

#[test]
fn another_guise_of_a_question_keeps_its_answer() {
    let found = on_all_cores(&sample(), |(n, case)| {
        let plain = told(&last(&case.turns));
        let mut found = Vec::new();
        for (guise, turns) in guises(case, *n) {
            let other = told(&last(&turns));
            if other != plain {
                let group = format!("{guise} · {}", case.lang);
                found.push((
                    group,
                    format!(
                        "{}\n    {:?}\n  > {}\n    {:?}",
                        case.turns.join(" // "),
                        plain,
                        turns.join(" // "),
                        other
                    ),
                ));
            }
        }
        found
    });
    let found: Vec<_> = found.into_iter().flatten().collect();
    assert!(found.is_empty(), "{} answers change with the guise:\n{}", found.len(), report(found));
}

/// Every other question that a case becomes: its name, the turn, and whether the document has no answer to it.
fn others(case: &Case, n: usize) -> Vec<(&'static str, String, bool)> {
    let [turn] = &case.turns[..] else { return vec![] };
    let filled = |slot: &str| case.filled.iter().find(|(s, _)| s == slot).map(|(_, words)| words.as_str());
    let latin = matches!(case.lang, "en" | "mixed");
    let mut all = Vec::new();
    let quantity =
        ["lookup", "compare", "most", "fewest", "top", "above", "difference", "ratio", "sum_two", "both"];
    let asked = |operations: &[&str]| operations.contains(&case.operation.as_str());
    if asked(&quantity) && !turn.contains("201") {
        let years = pairs("year", case.lang);
        all.extend(years.get(n % years.len().max(1)).map(|p| ("another year", around(*p, turn), true)));
    }
    if asked(&["lookup", "claim_above"])
        && let Some(who) = filled("who")
    {
        let far = &FACTS.elsewhere[(n * 7) % FACTS.elsewhere.len()];
        let far = far.iter().find(|f| f.is_ascii() == latin).unwrap_or(&far[0]);
        all.push(("a place that no document has", turn.replacen(who, far, 1), true));
        // A neighbour of the same column: another figure.
        let rows = FACTS.ordered(&case.instance.indicator);
        let own = case.gold().figures.first().and_then(|f| f.entity.clone()).unwrap_or_default();
        let value = FACTS.value(&case.instance.indicator, &own);
        let other = rows.iter().cycle().skip(n % rows.len()).find(|(e, v)| *e != own && Some(*v) != value);
        if let Some((code, _)) = other.filter(|_| case.operation == "lookup") {
            let name = &FACTS.entity(code).name;
            let name = match case.lang {
                "en" | "mixed" => name.en.clone(),
                "zh-Hans" => hans::simplified(&name.hant),
                _ => name.hant.clone(),
            };
            all.push(("another place", turn.replacen(who, &name, 1), false));
        }
    }
    if asked(&["most", "top", "above", "claim_more", "most_in", "count_above"]) {
        let turned = pairs("turned", case.lang).into_iter().find(|(from, _)| turn.contains(from));
        all.extend(turned.map(|(from, to)| ("the other end", turn.replacen(from, to, 1), false)));
    }
    if asked(&["most", "top", "above", "most_in"])
        && let Some(first) = case.gold().figures.first()
    {
        let name = &FACTS.entity(first.entity.as_deref().unwrap_or_default()).name;
        let name = if latin { name.en.clone() } else { name.hant.clone() };
        let name = if case.lang == "zh-Hans" { hans::simplified(&name) } else { name };
        let ways = pairs("without", case.lang);
        let way = ways.get(n % ways.len().max(1)).map(|p| around(*p, turn).replace("{who}", &name));
        all.extend(way.map(|t| ("without the first", t, false)));
    }
    all
}

#[test]
fn another_question_has_another_answer() {
    let found = on_all_cores(&sample(), |(n, case)| {
        let plain = last(&case.turns);
        let mut found = Vec::new();
        for (change, turn, declines) in others(case, *n) {
            let other = last(std::slice::from_ref(&turn));
            // A place's own name stands in the text where the figure happens to be the same.
            let same = told(&other) == told(&plain);
            if same || declines && !other.figures.is_empty() {
                let group = format!("{change} · {}", case.lang);
                found.push((
                    group,
                    format!("{}\n  > {turn}\n    {:?}", case.turns.join(" // "), told(&other)),
                ));
            }
        }
        found
    });
    let found: Vec<_> = found.into_iter().flatten().collect();
    assert!(
        found.is_empty(),
        "{} answers stay, or give a figure that is not there:\n{}",
        found.len(),
        report(found)
    );
}
