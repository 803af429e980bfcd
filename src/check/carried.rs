//! Numerals: each one of the document is carried by the fact base at its place, or listed as left out.
//!
//! Owns: the checks `numeral` and `unlisted`, and what counts as carried. Must not know: what a numeral measures.
//!
//! A numeral is carried at its place by: a literal (of a figure, statement or source, or the document's title); a
//! table heading; the period of a figure there, or its length; the depth of a ranking there; the name of a group with
//! as many members; the number of a table or figure that is a source; a running number in brackets. Cells of a table
//! are held against their rows by `cell`.

use std::collections::HashSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::Out;
use super::document::{Document, Place, plain};
use super::literals::claims;
use super::places::occurrences;
use super::reading::{Found, numbers, shown};
use super::world::World;
use crate::knowledge::{Origin, Period};
use crate::text::numeral::{Number, When};
use crate::text::tokenize;

/// What the document's numerals come to.
struct Coverage<'d> {
    /// Carried by nothing.
    bare: Vec<(&'d Place, Found)>,
    /// Entries of `[[unlisted]]` that stand in for a numeral, by their number.
    needed: HashSet<usize>,
}

/// A numeral that neither a fact carries nor `[[unlisted]]` lists.
pub(super) fn numeral(world: &World<'_>, document: &Document, out: &mut Out) {
    for (place, found) in coverage(world, document).bare {
        let around = around(&place.text, &found.span);
        let message = format!("{} at {} is carried by nothing: `{around}`", shown(&found.number), place.at);
        out.error(Origin { file: "source".into(), line: place.line }, message);
    }
}

/// An entry that is not in the document, lists a numeral that a fact carries by now, or gives no reason.
pub(super) fn unlisted(world: &World<'_>, document: &Document, out: &mut Out) {
    let needed = coverage(world, document).needed;
    let ours = world.defs.unlisted.iter().enumerate().filter(|(_, u)| u.document == document.index);
    for (i, entry) in ours {
        let (at, literal) = (&entry.value.at, &entry.value.literal);
        let stands = document.at(at).iter().any(|text| !occurrences(text, &plain(literal)).is_empty());
        if !stands {
            out.error(entry.origin.clone(), format!("`{literal}` does not stand at {at}"));
        } else if !needed.contains(&i) {
            out.error(entry.origin.clone(), format!("`{literal}` at {at} need not be listed: it is carried"));
        }
        if entry.value.why.trim().is_empty() {
            out.error(entry.origin.clone(), format!("`{literal}` is listed without a reason"));
        }
    }
}

/// Goes through every numeral of the document.
fn coverage<'d>(world: &World<'_>, document: &'d Document) -> Coverage<'d> {
    let claims = claims(world, Some(document.index));
    let mut coverage = Coverage { bare: Vec::new(), needed: HashSet::new() };
    for place in &document.places {
        let here = |at: &str| at == place.at || at == format!("p:{}", place.page);
        let mut literals: Vec<String> = Vec::new();
        literals.extend(claims.iter().filter(|c| here(c.at)).map(|c| plain(c.literal)));
        literals.extend(titles(world, document, place));
        let carried: Vec<Range<usize>> =
            literals.iter().flat_map(|literal| occurrences(&place.text, literal)).collect();
        let read = numbers(world, &place.text);
        let running = running(&place.text, &read);
        for (i, found) in read.into_iter().enumerate() {
            let known = inside(&found, &carried)
                || running.contains(&i)
                || is_reference(world, document, &place.text, &found)
                || is_size(world, document, &place.text, &found)
                || follows(world, document, place, &found.number);
            if known {
                continue;
            }
            let unlisted = world.defs.unlisted.iter().enumerate().find(|(_, u)| {
                let literal = plain(&u.value.literal);
                u.document == document.index
                    && here(&u.value.at)
                    && inside(&found, &occurrences(&place.text, &literal))
            });
            match unlisted {
                Some((entry, _)) => {
                    coverage.needed.insert(entry);
                }
                None => coverage.bare.push((place, found)),
            }
        }
    }
    coverage
}

/// The document's own title and headings, for its headings.
fn titles(world: &World<'_>, document: &Document, place: &Place) -> Vec<String> {
    let ours = world.defs.documents.iter().filter(|d| d.document == document.index);
    let heading = place.at.ends_with("/heading");
    ours.filter(|_| heading)
        .flat_map(|d| [&d.value.title, &d.value.short])
        .flat_map(|text| [plain(&text.hant), plain(&text.en)])
        .collect()
}

/// Whether every numeral of the number lies in one of `ranges`.
fn inside(found: &Found, ranges: &[Range<usize>]) -> bool {
    let within = |d: &Range<usize>| ranges.iter().any(|r| r.start <= d.start && d.end <= r.end);
    if found.digits.is_empty() { within(&found.span) } else { found.digits.iter().all(within) }
}

/// Numbers in brackets that count up from 1 through a text: marks of a list.
fn running(text: &str, read: &[Found]) -> HashSet<usize> {
    let bracketed = |f: &Found| text[..f.span.start].ends_with('(') && text[f.span.end..].starts_with(')');
    let mut marks = HashSet::new();
    for (i, found) in read.iter().enumerate().filter(|(_, f)| bracketed(f)) {
        let due = Decimal::from(marks.len() + 1);
        if matches!(found.number, Number::Quantity { value, .. } if value == due) {
            marks.insert(i);
        }
    }
    if marks.len() < 2 { HashSet::new() } else { marks }
}

/// Whether it is the number of a table or figure that is a source.
fn is_reference(world: &World<'_>, document: &Document, text: &str, found: &Found) -> bool {
    let Number::Quantity { value, .. } = &found.number else { return false };
    let layout = &world.defs.layout;
    let before: String =
        text[..found.span.start].chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let tokens = tokenize(&before);
    [(&layout.table, "table"), (&layout.figure, "fig")].into_iter().any(|(words, kind)| {
        let named = words.iter().map(|w| super::world::keys(w)).any(|keys| {
            let start = tokens.len().checked_sub(keys.len());
            start.is_some_and(|s| tokens[s..].iter().map(|t| &t.key).eq(&keys))
        });
        let reference = format!("{kind}:{value}");
        let mut sources = world.defs.sources.iter().filter(|s| s.document == document.index);
        named && sources.any(|s| s.value.reference == reference)
    })
}

/// Whether the number follows from what the fact base has at this place.
fn follows(world: &World<'_>, document: &Document, place: &Place, number: &Number) -> bool {
    let mut here = world.figures().filter(|(o, _)| o.document == document.index && o.value.at == place.at);
    match number {
        Number::Time(when) => here.any(|(o, e)| world.period(&o.value, e).is_some_and(|p| tells(&p, when))),
        Number::Duration(years) => here.any(|(o, e)| {
            let period = world.period(&o.value, e);
            period.is_some_and(|p| p.from.is_some_and(|from| i64::from(p.to - from) == i64::from(*years)))
        }),
        Number::Top(depth) => here.any(|(o, _)| {
            world.indicator(&o.value.indicator).is_some_and(|i| i.value.complete_to == Some(*depth))
        }),
        _ => false,
    }
}

/// Whether a period is the time that is named. The ends of a range are not carried by it: a fact of their own must.
fn tells(period: &Period, when: &When) -> bool {
    let fits = |own: Option<u8>, named: Option<u8>| named.is_none() || own == named;
    let years = period.to == when.to && period.from.unwrap_or(when.from) == when.from;
    years && !when.quarter && fits(period.month, when.month) && fits(period.half, when.half)
}

/// Whether it lies in a form of a group that has as many members.
fn is_size(world: &World<'_>, document: &Document, text: &str, found: &Found) -> bool {
    let Number::Quantity { value, unit: None, scaled: false } = &found.number else { return false };
    let ours = world.defs.groups.iter().filter(|g| g.document == document.index);
    let mut sized = ours.filter(|g| *value == Decimal::from(g.value.members.len()));
    sized.any(|g| g.value.forms.iter().any(|form| inside(found, &occurrences(text, &plain(form)))))
}

/// The numeral with a few characters on either side.
fn around(text: &str, span: &Range<usize>) -> String {
    let before: Vec<char> = text[..span.start].chars().rev().take(6).collect();
    let after = text[span.end..].chars().take(6);
    before.into_iter().rev().chain(text[span.clone()].chars()).chain(after).collect()
}
