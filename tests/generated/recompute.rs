//! The typed figures of an answer: a printed one equals its observation, a computed one follows from what is shown.
//!
//! Owns: checking `Answer::figures`. Must not know: the words around them.

use std::collections::BTreeSet;

use footnote::answer::{Answer, Figure};
use rust_decimal::Decimal;
use toml::Value;

use crate::asked::FACTS;
use crate::dates;
use crate::names::{named, places};
use crate::numerals::scan;
use crate::trace::{Piece, SIGNS, concerned, pieces, total};

/// Figures of an answer that the fact base does not bear out.
pub fn unfounded(answer: &Answer) -> Vec<String> {
    let pieces = pieces(answer);
    let concerned = concerned(answer, &pieces);
    let wrong = |f: &&Figure| if f.derived { !follows(answer, f, &pieces, &concerned) } else { !observed(f) };
    answer.figures.iter().filter(wrong).map(|f| format!("{f:?}")).collect()
}

fn near(a: Decimal, b: Decimal) -> bool {
    let gap = (a.abs() - b.abs()).abs();
    gap <= Decimal::new(1, 2) || gap <= b.abs() * Decimal::new(1, 6)
}

/// A cell, a figure of a statement, or a year that the document gives.
fn observed(figure: &Figure) -> bool {
    let indicator = figure.indicator.as_deref();
    let cell = |c: &crate::facts::Cell| {
        let quotient = || FACTS.indicator(&c.indicator).quotient.is_some();
        let value = c.value.is_some_and(|v| v == figure.value || quotient() && near(v, figure.value));
        let own = c.period.as_deref().or(FACTS.indicator(&c.indicator).period.as_deref());
        let period = figure.period.is_none() || figure.period.as_deref() == own;
        let unit = FACTS.indicator(&c.indicator).unit == figure.unit;
        value
            && period
            && unit
            && Some(c.indicator.as_str()) == indicator
            && figure.entity.as_ref() == Some(&c.entity)
    };
    let stated = |f: &Value| {
        let field = |key: &str| f.get(key).and_then(Value::as_str);
        field("value").and_then(|v| v.parse::<Decimal>().ok()) == Some(figure.value)
            && field("unit") == Some(figure.unit.as_str())
            && field("entity") == figure.entity.as_deref()
    };
    let statements = FACTS.statements.iter().filter_map(|s| s.get("figures")?.as_array()).flatten();
    let dated = || match indicator {
        Some(id) => dates::of_indicator(id).contains(&figure.value),
        None => {
            let dates = FACTS.sources.iter().filter_map(|s| s.get("date")?.as_str());
            dates.flat_map(dates::of_period).any(|d| d == figure.value)
        }
    };
    FACTS.cells.iter().any(cell) || statements.into_iter().any(stated) || figure.unit == "year" && dated()
}

/// Exact values of the terms that one formula or list shows.
fn shown(answer: &Answer, pieces: &[Piece], indicator: &str) -> Vec<Vec<Decimal>> {
    let lang = answer.lang.tag();
    let given = |f: &&Figure| !f.derived && f.unit != "year";
    let mut groups = vec![answer.figures.iter().filter(given).map(|f| f.value).collect::<Vec<_>>()];
    // A mean of one.
    groups.extend(answer.figures.iter().filter(given).map(|f| vec![f.value]));
    let exact = |text: &str| -> Option<Decimal> {
        let printed = scan(text);
        let codes = named(text, lang);
        let places = codes.iter().filter_map(|c| FACTS.value(indicator, c)).chain([total(indicator, &codes)]);
        let whole = pieces.iter().flat_map(|p| named(&p.text, lang)).collect::<Vec<_>>();
        let all: Decimal = FACTS.ordered(indicator).iter().map(|r| r.1).sum();
        let single = whole.iter().copied().filter(|c| FACTS.groups.iter().all(|g| g.code != *c));
        let rest = single.map(|c| all - total(indicator, &[c])).chain([all]);
        let groups = whole.iter().copied().filter(|c| FACTS.groups.iter().any(|g| g.code == *c));
        let rest = rest.chain(groups.flat_map(|g| {
            let sum: Decimal = FACTS.within(g, indicator).iter().map(|r| r.1).sum();
            let others = whole.iter().map(move |c| sum - total(indicator, &[c]));
            others.chain([sum]).collect::<Vec<_>>()
        }));
        let values: Vec<Decimal> = places.chain(rest).collect();
        let last = printed.last()?;
        values.into_iter().find(|v| !v.is_zero() && last.prints(*v)).or(Some(last.value))
    };
    let lists: BTreeSet<usize> = pieces.iter().filter(|p| p.rows > 0).map(|p| p.block).collect();
    for list in lists {
        let rows = pieces.iter().filter(|p| p.block == list);
        groups.push(rows.filter_map(|p| exact(first_value(&p.text))).collect());
    }
    for piece in pieces.iter().filter(|p| p.rows == 0) {
        if let Some(sign) = SIGNS.iter().find(|s| piece.text.contains(**s)) {
            groups.push(piece.text.split(sign).filter_map(exact).collect());
        }
    }
    groups
}

/// A row up to its first numeral: a place or a period may stand behind the figure.
fn first_value(text: &str) -> &str {
    scan(text).first().map_or(text, |n| &text[..n.end])
}

fn follows(answer: &Answer, figure: &Figure, pieces: &[Piece], concerned: &BTreeSet<&'static str>) -> bool {
    if figure.unit == "count" && counts(answer, figure, pieces) {
        return true;
    }
    if figure.unit == "rank" && figure.entity.is_some() {
        return place(answer, figure, pieces);
    }
    concerned.iter().any(|indicator| {
        let a_year = |v: &Decimal| dates::lasting(indicator).any(|years| near(*v / years, figure.value));
        shown(answer, pieces, indicator)
            .iter()
            .any(|terms| computable(&figure.unit, figure.value, terms) || terms.iter().any(a_year))
    })
}

/// Whether `value` is what these terms make: in this unit only some operations do.
fn computable(unit: &str, value: Decimal, terms: &[Decimal]) -> bool {
    let count = Decimal::from(terms.len().max(1));
    let sum: Decimal = terms.iter().sum();
    // What the shares of some leave of the whole.
    if unit == "percent" && !terms.is_empty() && near(Decimal::ONE_HUNDRED - sum, value) {
        return true;
    }
    let mut sorted = terms.to_vec();
    sorted.sort();
    let median = match sorted.len() {
        0 => Decimal::ZERO,
        n if n % 2 == 1 => sorted[n / 2],
        n => (sorted[n / 2 - 1] + sorted[n / 2]) / Decimal::TWO,
    };
    if !terms.is_empty() && [sum, sum / count, median].iter().any(|v| near(*v, value)) && unit != "times" {
        return true;
    }
    terms.iter().enumerate().any(|(i, a)| {
        terms.iter().enumerate().filter(|(j, b)| i != *j && !b.is_zero()).any(|(_, b)| {
            let made = match unit {
                "times" => vec![a / b],
                "percent" => vec![a * Decimal::ONE_HUNDRED / b, (a - b) * Decimal::ONE_HUNDRED / b, a - b],
                "usd" => vec![a - b, a / b, (a * b) / Decimal::ONE_HUNDRED],
                _ => vec![a - b],
            };
            let rounded = |v: &Decimal| {
                near(*v, value) || (v.abs() - value.abs()).abs() <= Decimal::new(5, 1) && unit == "usd"
            };
            made.iter().any(rounded)
        })
    })
}

/// A count is of the rows of a list, of the names in a line, or of none; its subject may stand in the list itself.
fn counts(answer: &Answer, figure: &Figure, pieces: &[Piece]) -> bool {
    let Ok(n) = usize::try_from(figure.value) else { return false };
    let lang = answer.lang.tag();
    let listed = |n: usize| pieces.iter().any(|p| p.rows == n);
    let names = |text: &str| places(text, lang).len();
    let tail = |text: &str| names(text.rsplit(['：', ':']).next().unwrap_or_default());
    let lines: Vec<usize> = pieces.iter().flat_map(|p| [names(&p.text), tail(&p.text)]).collect();
    let distinct: BTreeSet<&str> =
        pieces.iter().filter(|p| p.rows > 0).flat_map(|p| named(&p.text, lang)).collect();
    let entities = distinct.iter().filter(|c| FACTS.entities.iter().any(|e| e.code == **c)).count();
    let group = figure.entity.as_deref().filter(|c| FACTS.groups.iter().any(|g| g.code == *c));
    n > 0 && (listed(n) || listed(n + 1))
        || entities == n
        || lines.contains(&n)
        || lines.iter().any(|l| *l == n + 1)
        || group.is_some_and(|g| FACTS.economies(g).len() == n)
        || n == 0 && pieces.iter().all(|p| p.rows == 0)
}

/// A place's place among those of a group or of all: by value, or counted from the ranks of the world.
fn place(answer: &Answer, figure: &Figure, pieces: &[Piece]) -> bool {
    let (Some(entity), Some(indicator)) = (figure.entity.as_deref(), figure.indicator.as_deref()) else {
        return false;
    };
    let lang = answer.lang.tag();
    let ranking = FACTS.indicator(indicator).ranking;
    let groups = pieces
        .iter()
        .flat_map(|p| named(&p.text, lang))
        .filter(|c| FACTS.groups.iter().any(|g| g.code == *c));
    let members = groups.map(|g| {
        let all = FACTS.ordered(indicator).into_iter();
        all.filter(|(e, _)| FACTS.group(g).members.iter().any(|m| m == e)).collect::<Vec<_>>()
    });
    // What a company does is ordered by itself.
    let agents: BTreeSet<&str> = FACTS.cells.iter().filter_map(|c| c.agent.as_deref()).collect();
    let acting = agents.into_iter().map(|agent| {
        let own =
            FACTS.cells.iter().filter(|c| c.indicator == indicator && c.agent.as_deref() == Some(agent));
        own.filter_map(|c| Some((c.entity.as_str(), c.value?))).collect::<Vec<_>>()
    });
    // Who is named and has no row is left out.
    let shown: BTreeSet<&str> = answer.figures.iter().filter_map(|f| f.entity.as_deref()).collect();
    let whole: Vec<&str> = pieces.iter().flat_map(|p| named(&p.text, lang)).collect();
    let out = |e: &str| whole.contains(&e) && !shown.contains(e);
    let others = FACTS.ordered(indicator).into_iter().filter(|(e, _)| !out(e)).collect();
    members.chain(acting).chain([FACTS.ordered(indicator), others]).any(|rows| {
        let own = rows.iter().find(|(e, _)| *e == entity).map(|r| r.1);
        own.is_some_and(|own| {
            let before = rows.iter().filter(|r| if ranking { r.1 < own } else { r.1 > own }).count();
            figure.value == Decimal::from(before + 1)
        })
    })
}
