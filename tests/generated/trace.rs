//! Where each numeral of an answer comes from: a figure, an operand, a date, a place in an order, the question.
//!
//! Owns: tracing the text of one answer. Must not know: how the answer came about.

use std::collections::BTreeSet;

use footnote::answer::{Answer, Block, Span};
use rust_decimal::Decimal;

use crate::asked::FACTS;
use crate::dates;
use crate::names::named;
use crate::numerals::{Numeral, scan};
use crate::quote::{joined, quoted};
use crate::wordings::{covered, spoken_of};

/// Between the terms of a formula; a term may be a sum itself.
pub const SIGNS: [&str; 4] = [" ÷ ", " − ", " × ", " + "];

/// One paragraph, or one row of a list.
pub struct Piece {
    pub text: String,
    /// Of how many rows it is one; 0 for a paragraph.
    pub rows: usize,
    /// The block that it stands in.
    pub block: usize,
}

fn bare(spans: &[Span]) -> String {
    let text = |s: &Span| match s {
        Span::Text(text) | Span::Strong(text) => text.clone(),
        Span::Mark(_) => " ".to_owned(),
    };
    spans.iter().map(text).collect()
}

pub fn pieces(answer: &Answer) -> Vec<Piece> {
    let mut all = Vec::new();
    for (n, block) in answer.blocks.iter().enumerate() {
        match block {
            Block::Headline(s) | Block::Line(s) | Block::Note(s) => {
                all.push(Piece { text: bare(s), rows: 0, block: n })
            }
            Block::List(items) => all.extend(items.iter().map(|item| {
                let text = format!("{} {}", bare(&item.label), bare(&item.value));
                Piece { text, rows: items.len(), block: n }
            })),
        }
    }
    all
}

/// Indicators that an answer speaks of: by its figures, or by name.
pub fn concerned(answer: &Answer, pieces: &[Piece]) -> BTreeSet<&'static str> {
    let lang = answer.lang.tag();
    let mut ids: BTreeSet<&'static str> = pieces.iter().flat_map(|p| spoken_of(&p.text, lang)).collect();
    let given = answer.figures.iter().filter_map(|f| f.indicator.as_deref());
    ids.extend(given.filter_map(|id| FACTS.indicators.iter().map(|i| i.id.as_str()).find(|i| *i == id)));
    let operands = ids.iter().filter_map(|id| FACTS.indicator(id).quotient.as_ref());
    let operands: Vec<&str> = operands.flat_map(|(of, by)| [of.as_str(), by.as_str()]).collect();
    ids.extend(operands);
    ids
}

/// What the members of `codes` add up to: places by their figures, groups by those of their members.
pub fn total(indicator: &str, codes: &[&str]) -> Decimal {
    let of = |code: &&str| {
        let group = FACTS.groups.iter().any(|g| g.code == *code);
        let printed = FACTS.value(indicator, code);
        let members = || FACTS.within(code, indicator).iter().map(|r| r.1).sum();
        printed.unwrap_or_else(|| if group { members() } else { Decimal::ZERO })
    };
    codes.iter().map(of).sum()
}

/// Who is compared: everyone with a figure, or a group that the answer names, with or without other places named.
fn populations(indicator: &str, codes: &[&'static str]) -> Vec<Vec<(&'static str, Decimal)>> {
    let groups: Vec<&str> =
        codes.iter().copied().filter(|c| FACTS.groups.iter().any(|g| g.code == *c)).collect();
    let all = FACTS.ordered(indicator);
    let mut scopes = vec![all.clone()];
    scopes.extend(groups.iter().map(|g| FACTS.within(g, indicator)));
    let inside = |e: &&str| groups.iter().any(|g| FACTS.economies(g).contains(e));
    scopes.push(all.into_iter().filter(|(e, _)| inside(e)).collect());
    let outside = |scope: &Vec<(&'static str, Decimal)>| {
        scope.iter().copied().filter(|(e, _)| !codes.contains(e)).collect()
    };
    let without: Vec<_> = scopes.iter().map(outside).collect();
    scopes.extend(without);
    scopes
}

/// Whether a numeral counts a population or is a place in its order.
fn is_place_or_count(
    indicator: &str,
    numeral: &Numeral,
    own: &[&'static str],
    codes: &[&'static str],
) -> bool {
    // Places in a ranking are printed figures, and a share counts nobody.
    if FACTS.indicator(indicator).ranking || numeral.percent || !numeral.value.fract().is_zero() {
        return false;
    }
    let Ok(n) = usize::try_from(numeral.value) else { return false };
    populations(indicator, own).iter().any(|scope| {
        let stands = |order: &mut dyn Iterator<Item = &(&str, Decimal)>| {
            order
                .nth(n.wrapping_sub(1))
                .is_some_and(|(_, v)| scope.iter().any(|(e, own)| own == v && codes.contains(e)))
        };
        scope.len() == n || stands(&mut scope.iter()) || stands(&mut scope.iter().rev())
    })
}

fn fits_unit(numeral: &Numeral, unit: &str) -> bool {
    !numeral.percent || matches!(unit, "percent" | "percentage_point")
}

/// Numerals of an answer to `turns` that come from nowhere.
pub fn untraced(turns: &[String], answer: &Answer) -> Vec<String> {
    let lang = answer.lang.tag();
    let pieces = pieces(answer);
    let concerned = concerned(answer, &pieces);
    let asked: Vec<Numeral> = turns.iter().flat_map(|t| [scan(t), scan(&joined(t))].concat()).collect();
    let whole: Vec<&'static str> = pieces.iter().flat_map(|p| named(&p.text, lang)).collect();
    let times: Vec<Decimal> =
        answer.figures.iter().filter(|f| f.unit == "times" && !f.value.is_zero()).map(|f| f.value).collect();
    let given: BTreeSet<&str> = answer.figures.iter().filter_map(|f| f.entity.as_deref()).collect();
    let mut periods: BTreeSet<Decimal> =
        answer.figures.iter().filter_map(|f| f.period.as_deref()).flat_map(dates::of_period).collect();
    periods.extend(concerned.iter().flat_map(|id| dates::of_indicator(id)));
    // How many years a period is of, with both its ends or from the one to the other.
    for id in &concerned {
        let years: Vec<Decimal> =
            dates::of_indicator(id).into_iter().filter(|y| *y > Decimal::from(1900)).collect();
        if let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) {
            periods.extend(
                [*last - *first, *last - *first + Decimal::ONE].into_iter().filter(|n| *n > Decimal::ONE),
            );
        }
    }
    // How many terms a formula has, how many rows a list.
    let mut lengths: BTreeSet<Decimal> = pieces.iter().map(|p| p.rows.into()).collect();
    let terms = |p: &Piece| SIGNS.iter().map(|s| p.text.matches(s).count()).max().unwrap_or(0);
    lengths.extend(pieces.iter().map(terms).filter(|n| *n > 0).map(|n| Decimal::from(n + 1)));
    lengths.insert(answer.figures.iter().filter(|f| !f.derived).count().into());
    // A mean or a median of one.
    let alone = answer.figures.iter().filter(|f| f.derived);
    if alone.clone().any(|d| answer.figures.iter().any(|f| !f.derived && f.value == d.value)) {
        lengths.insert(Decimal::ONE);
    }
    lengths.remove(&Decimal::ZERO);
    let empty = answer.figures.is_empty();
    let mut lost = Vec::new();
    let asked_for =
        |piece: &Piece| scan(&piece.text).iter().any(|n| asked.iter().any(|a| a.value == n.value));
    for piece in &pieces {
        let ranges = covered(&piece.text, lang, &concerned);
        let own = named(&piece.text, lang);
        let traced = |n: &Numeral| {
            ranges.iter().any(|(from, to)| *from <= n.start && n.end <= *to)
                || answer.figures.iter().any(|f| {
                    // A row that names a place tells that place's figure.
                    let place = |e: &str| own.contains(&e) || !own.iter().any(|c| given.contains(c));
                    let fits = piece.rows == 0 || f.entity.as_deref().is_none_or(place);
                    fits && n.prints(f.value) && fits_unit(n, &f.unit)
                })
                || times.iter().any(|t| {
                    let gap = (Decimal::ONE / t - n.value).abs();
                    gap <= n.slack + n.value * (Decimal::new(1, 3) + Decimal::new(5, 5) / t)
                })
                || asked.iter().any(|a| quoted(a, n, &asked))
                || periods.contains(&n.value)
                // The whole that shares are taken from.
                || n.percent && n.value == Decimal::ONE_HUNDRED && piece.text.contains(" − ")
                || !n.percent && (lengths.contains(&n.value) || Decimal::from(own.len()) == n.value)
                // All rows but the subject's own: “2 ahead of …”.
                || piece.rows == 0 && own.len() == 1 && lengths.contains(&(n.value + Decimal::ONE))
                || (empty || asked_for(piece)) && parts_of_the_document(n)
                || concerned.iter().any(|indicator| {
                    let unit = &FACTS.indicator(indicator).unit;
                    let cells = FACTS.cells.iter().filter(|c| c.indicator == **indicator);
                    // A headline of a figure alone has its place in the next line.
                    let place = |e: &str| if own.is_empty() { given.contains(e) } else { own.contains(&e) };
                    let mut told = cells.filter(|c| place(&c.entity)).filter_map(|c| c.value);
                    fits_unit(n, unit)
                        && (told.any(|v| n.prints(v)) || operand(indicator, &piece.text, lang, n, &whole))
                        || is_place_or_count(indicator, n, &own, &whole)
                })
        };
        lost.extend(
            scan(&piece.text)
                .into_iter()
                .filter(|n| !traced(n))
                .map(|n| format!("{} in “{}”", n.text, piece.text)),
        );
    }
    for citation in &answer.citations {
        let ranges = covered(&citation.label, lang, &concerned);
        let refs: Vec<&str> = citation.refs.iter().filter_map(|r| r.split(':').nth(1)).collect();
        let traced = |n: &Numeral| {
            ranges.iter().any(|(from, to)| *from <= n.start && n.end <= *to)
                || refs.contains(&n.text.as_str())
        };
        let unknown = scan(&citation.label).into_iter().filter(|n| !traced(n));
        lost.extend(unknown.map(|n| format!("{} in the citation “{}”", n.text, citation.label)));
    }
    lost
}

/// How many notes and pages the document has: told where one is asked for that it does not have.
fn parts_of_the_document(numeral: &Numeral) -> bool {
    let notes =
        FACTS.sources.iter().filter(|s| s["ref"].as_str().is_some_and(|r| r.starts_with("fn:"))).count();
    let page = |s: &toml::Table| s["page"].as_integer().unwrap_or_default();
    let pages = FACTS.sources.iter().map(page).max().unwrap_or_default();
    [1, notes as i64, pages].into_iter().any(|n| numeral.value == Decimal::from(n))
}

/// A term of a sum: what the places named before the numeral add up to, all, or all without the others named.
fn operand(indicator: &str, text: &str, lang: &str, numeral: &Numeral, whole: &[&'static str]) -> bool {
    let own = named(&text[..numeral.start], lang);
    let all: Decimal = FACTS.ordered(indicator).iter().map(|r| r.1).sum();
    let places: Vec<&str> =
        whole.iter().copied().filter(|c| FACTS.groups.iter().all(|g| g.code != *c)).collect();
    let groups = whole.iter().filter(|c| FACTS.groups.iter().any(|g| g.code == **c));
    (0..own.len()).any(|n| numeral.prints(total(indicator, &own[n..])))
        || numeral.prints(all)
        || places.iter().any(|p| numeral.prints(all - total(indicator, &[p])))
        || groups.clone().any(|g| {
            let inside = FACTS.within(g, indicator);
            let sum: Decimal = inside.iter().map(|r| r.1).sum();
            numeral.prints(sum)
                || places.iter().any(|p| numeral.prints(sum - total(indicator, &[p])))
                || numeral.value == Decimal::from(inside.len().saturating_sub(1))
        })
        || numeral.value == Decimal::from(FACTS.ordered(indicator).len().saturating_sub(1))
}
