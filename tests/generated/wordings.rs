//! The fact base's own wordings: what numerals they carry, and where each comes from.
//!
//! Owns: tracing a wording to the figures, dates and lists of the fact that owns it. Must not know: answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rust_decimal::Decimal;
use toml::Value;

use crate::asked::FACTS;
use crate::dates;
use crate::hans;
use crate::names::named;
use crate::numerals::{Numeral, scan};

const LANGUAGES: [&str; 3] = ["zh-Hant", "zh-Hans", "en"];

struct Known {
    folded: String,
    owner: &'static str,
    field: &'static str,
}

/// Wordings of each language, the longest first.
static KNOWN: LazyLock<BTreeMap<&'static str, Vec<Known>>> = LazyLock::new(|| {
    let of = |lang: &'static str| {
        let fold = |w: &'static crate::facts::Wording| Known {
            folded: w.words.told(lang).to_ascii_lowercase(),
            owner: &w.owner,
            field: &w.field,
        };
        let numbered = |k: &Known| k.field != "forms" || !scan(&k.folded).is_empty();
        let mut known: Vec<Known> = FACTS.wordings.iter().map(fold).filter(numbered).collect();
        known.sort_by_key(|k| std::cmp::Reverse(k.folded.len()));
        (lang, known)
    };
    LANGUAGES.map(of).into()
});

/// Indicators that a text speaks of by name.
pub fn spoken_of(text: &str, lang: &str) -> BTreeSet<&'static str> {
    let folded = text.to_ascii_lowercase();
    let names = KNOWN[lang].iter().filter(|k| ["name", "short", "coverage"].contains(&k.field));
    names.filter(|k| folded.contains(&k.folded)).filter_map(|k| k.owner.strip_prefix("indicator ")).collect()
}

/// Where wordings of the fact base stand in `text`, those of indicators only if they are concerned.
pub fn covered(text: &str, lang: &str, concerned: &BTreeSet<&str>) -> Vec<(usize, usize)> {
    let folded = text.to_ascii_lowercase();
    let mut ranges = Vec::new();
    for known in &KNOWN[lang] {
        if known.owner.strip_prefix("indicator ").is_some_and(|id| !concerned.contains(id)) {
            continue;
        }
        ranges.extend(folded.match_indices(&known.folded).map(|(at, found)| (at, at + found.len())));
    }
    ranges
}

/// Values that a statement claims for itself, and those of the figures that it names.
fn of_statement(id: &str) -> Vec<Decimal> {
    let own = |t: &&toml::Table| t.get("id").and_then(Value::as_str) == Some(id);
    let Some(statement) = FACTS.statements.iter().find(own) else { return vec![] };
    let mut values = Vec::new();
    for figure in statement.get("figures").and_then(Value::as_array).into_iter().flatten() {
        let field = |key: &str| figure.get(key).and_then(Value::as_str);
        values.extend(field("value").and_then(|v| v.parse::<Decimal>().ok()));
        if let (Some(indicator), Some(entity)) = (field("indicator"), field("entity")) {
            let cells = FACTS.cells.iter().filter(|c| c.indicator == indicator && c.entity == entity);
            values.extend(cells.clone().filter_map(|c| c.value));
            values.extend(cells.filter_map(|c| c.period.as_deref()).flat_map(dates::of_period));
            values.extend(dates::of_indicator(indicator));
        }
    }
    // A statement on the table speaks of its columns.
    if statement.get("at").and_then(Value::as_str).is_some_and(|at| at.starts_with("table:")) {
        values.push(FACTS.columns.len().into());
        values.extend(FACTS.columns.iter().flat_map(|c| dates::of_indicator(c)));
    }
    let literals = statement.get("literal").and_then(Value::as_str).into_iter();
    values.extend(literals.flat_map(scan).map(|n| n.value));
    let references =
        ["footnotes", "figures_refs"].iter().filter_map(|k| statement.get(*k)?.as_array()).flatten();
    for reference in references {
        let name = reference.as_integer().map(|n| format!("fn:{n}"));
        let name = name.or_else(|| reference.as_str().map(str::to_owned)).unwrap_or_default();
        values.extend(of_source(&name));
    }
    values
}

/// What a remark goes along with: the figure, and what the members of its group add up to.
fn of_remark(id: &str) -> Vec<Decimal> {
    let mut values = Vec::new();
    for cell in FACTS.cells.iter().filter(|c| c.note.as_deref() == Some(id)) {
        values.extend(cell.value);
        values.push(FACTS.economies(&cell.entity).len().into());
        let sum = |column: &&str| FACTS.within(&cell.entity, column).iter().map(|r| r.1).sum::<Decimal>();
        values.extend(FACTS.columns().iter().map(sum));
    }
    values
}

/// Words for the parts of a document, from the language data: “Table 1”, 圖 2.
static LAYOUT: LazyLock<toml::Table> = LazyLock::new(|| {
    let file = include_str!("../../knowledge/language/layout.toml");
    file.parse().expect("the words for parts of a document parse")
});

/// Whether a numeral numbers a part of the document that the text speaks of.
fn numbers_a_part(text: &str, numeral: &Numeral) -> bool {
    let folded = hans::simplified(&text.to_ascii_lowercase());
    [("table", "table"), ("figure", "fig"), ("note", "fn")].iter().any(|(part, reference)| {
        let words = LAYOUT["layout"][*part].as_array().into_iter().flatten().filter_map(Value::as_str);
        let spoken_of = words.map(hans::simplified).any(|word| folded.contains(&word));
        spoken_of && dates::source(&format!("{reference}:{}", numeral.value)).is_some()
    })
}

/// A source's number, its date, and the numerals of its title.
fn of_source(reference: &str) -> Vec<Decimal> {
    let mut values: Vec<Decimal> = reference.split(':').filter_map(|n| n.parse().ok()).collect();
    if let Some(source) = dates::source(reference) {
        values.extend(source.get("date").and_then(Value::as_str).into_iter().flat_map(dates::of_period));
        // The figures of an indicator may be older than the work that gives them.
        let rest_on_it = FACTS.indicators.iter().filter(|i| i.cite.iter().any(|c| c == reference));
        values.extend(rest_on_it.filter_map(|i| i.period.as_deref()).flat_map(dates::of_period));
        values.extend(
            source.get("literal").and_then(Value::as_str).into_iter().flat_map(scan).map(|n| n.value),
        );
    }
    values
}

/// An indicator's figures and dates, how many they are, in all and of each group, and how far its ranking goes.
fn of_indicator(id: &str) -> Vec<Decimal> {
    let cells: Vec<_> = FACTS.cells.iter().filter(|c| c.indicator == id && c.value.is_some()).collect();
    let mut values: Vec<Decimal> = cells.iter().filter_map(|c| c.value).collect();
    values.push(cells.len().into());
    let inside = |g: &crate::facts::Group| cells.iter().filter(|c| g.members.contains(&c.entity)).count();
    values.extend(FACTS.groups.iter().map(|g| Decimal::from(inside(g))));
    values.extend(FACTS.groups.iter().map(|g| Decimal::from(g.members.len())));
    values.extend(FACTS.indicator(id).complete_to.map(Decimal::from));
    values.extend(dates::of_indicator(id));
    values.extend(FACTS.indicator(id).cite.iter().flat_map(|r| of_source(r)));
    values
}

/// Parts that a wording lists itself: “four dimensions: a, b, c and d”.
fn listed(text: &str) -> Vec<Decimal> {
    let clause = |part: &str, signs: &[char]| part.split(signs).count();
    let parts = text.split(['。', '：', ':', '.', '（', '('].as_slice());
    let mut counts = BTreeSet::new();
    for part in parts {
        for signs in
            [&['；', ';'][..], &['、', '，', '和', '及'], &['、'], &['、', '，'], &['、', '和'], &[',']]
        {
            let count = clause(part, signs);
            let joined = part.matches(" and ").count();
            counts.extend([count, count + joined]);
        }
    }
    counts.into_iter().filter(|n| *n > 1).map(Decimal::from).collect()
}

/// Whether the owner of a wording accounts for one of its numerals.
fn accounts(owner: &str, text: &str, lang: &str, numeral: &Numeral) -> bool {
    let (kind, id) = owner.split_once(' ').unwrap_or((owner, ""));
    let mut values = match kind {
        "indicator" => of_indicator(id),
        "statement" => of_statement(id),
        "source" => of_source(id),
        "group" => vec![FACTS.group(id).members.len().into()],
        "remark" => of_remark(id),
        "document" => vec![FACTS.rankings().len().into()],
        _ => vec![],
    };
    // Of a document's number (“Box 4.1”) nothing else is asked.
    values.extend(
        FACTS.wordings.iter().filter(|w| w.field == "short").flat_map(|w| scan(&w.words.en)).map(|n| n.value),
    );
    values.extend(listed(text));
    // Figures of the places that it names, and the sums of the groups.
    for code in named(text, lang) {
        values.extend(FACTS.cells.iter().filter(|c| c.entity == code).filter_map(|c| c.value));
        if FACTS.groups.iter().any(|g| g.code == code) {
            values.push(FACTS.economies(code).len().into());
            values.extend(
                FACTS.columns().iter().map(|c| FACTS.within(code, c).iter().map(|r| r.1).sum::<Decimal>()),
            );
        }
    }
    // “(1) …; (2) …”: it numbers a part of its own sentence.
    let enclosed =
        |n: &Numeral| text[..n.start].ends_with(['(', '（']) && text[n.end..].starts_with([')', '）']);
    values.into_iter().any(|v| numeral.prints(v)) || numbers_a_part(text, numeral) || enclosed(numeral)
}

#[test]
fn every_numeral_of_a_wording_traces_to_its_fact() {
    let mut lost = Vec::new();
    for wording in FACTS.wordings.iter().filter(|w| w.owner != "place") {
        for lang in LANGUAGES {
            let text = wording.words.told(lang);
            let unknown = scan(&text).into_iter().filter(|n| !accounts(&wording.owner, &text, lang, n));
            lost.extend(
                unknown.map(|n| format!("{} {} [{lang}] {}: {text}", wording.owner, wording.field, n.text)),
            );
        }
    }
    assert!(lost.is_empty(), "{} numerals that nothing accounts for:\n{}", lost.len(), lost.join("\n"));
}
