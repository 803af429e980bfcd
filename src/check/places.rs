//! Where a literal stands in the document, number by whole number.
//!
//! Owns: finding a literal in a text, and the check `page`. Must not know: what a literal is the figure of.

use std::ops::Range;

use super::Out;
use super::document::Document;
use super::world::World;
use crate::knowledge::Origin;

/// Where `literal` stands in `text` (both plain): never inside a longer number, as `8%` in `38%`.
pub(super) fn occurrences(text: &str, literal: &str) -> Vec<Range<usize>> {
    if literal.is_empty() {
        return Vec::new();
    }
    let found = text.match_indices(literal).map(|(start, _)| start..start + literal.len());
    found.filter(|r| !cuts(text, r.start) && !cuts(text, r.end)).collect()
}

/// Whether a number runs across `at`: digits, decimal points and thousands separators.
fn cuts(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let separator = |c: char| matches!(c, '.' | ',' | ' ');
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (last, next) = (before.chars().next_back(), after.chars().next());
    // A group of thousands has three digits; a space before fewer or more only stands between two numbers.
    let grouped = |text: &str| text.chars().take_while(char::is_ascii_digit).count() == 3;
    match (last, next) {
        (Some(l), Some(n)) if l.is_ascii_digit() && n.is_ascii_digit() => true,
        (Some(l), _) if l.is_ascii_digit() && next.is_some_and(separator) => {
            let rest = &after[1..];
            digit(rest.chars().next()) && (next == Some('.') || grouped(rest))
        }
        (Some(l), _) if separator(l) && digit(next) => {
            digit(before.chars().rev().nth(1)) && (l == '.' || grouped(after))
        }
        _ => false,
    }
}

/// The document has the pages that the fact base says; each source and table stands on its page; footnote marks count
/// up, and a figure's footnote is marked by the end of its page.
pub(super) fn page(world: &World<'_>, document: &Document, out: &mut Out) {
    let defs = world.defs;
    for d in defs.documents.iter().filter(|d| d.document == document.index) {
        if d.value.page_count != document.pages {
            let at = world.line_of(&d.origin, "page_count");
            out.error(
                at,
                format!("page_count is {}, the document has {}", d.value.page_count, document.pages),
            );
        }
    }
    let sources = defs.sources.iter().filter(|s| s.document == document.index);
    let sources = sources.map(|s| (&s.value.reference, s.value.page, &s.origin));
    let tables = defs.tables.iter().filter(|t| t.document == document.index);
    let tables = tables.map(|t| (&t.value.reference, t.value.page, &t.origin));
    for (reference, page, origin) in sources.chain(tables) {
        let at = || world.line_of(origin, reference);
        match document.places.iter().find(|p| p.at == *reference) {
            None => out.error(at(), format!("the document has no `{reference}`")),
            Some(place) if place.page != page => {
                out.error(at(), format!("`{reference}` stands on page {}, not {page}", place.page));
            }
            Some(_) => {}
        }
    }
    marks(world, document, out);
}

fn marks(world: &World<'_>, document: &Document, out: &mut Out) {
    for (due, (mark, _, line)) in (1..).zip(&document.marks) {
        if *mark != due {
            let at = Origin { file: "source".into(), line: *line };
            out.error(at, format!("footnote mark ({mark}) where ({due}) is due"));
            return;
        }
    }
    let defs = world.defs;
    let figures = defs.observations.iter().map(|o| (o.document, &o.value.at, &o.value.footnotes, &o.origin));
    let statements = defs.statements.iter().map(|s| (s.document, &s.value.at, &s.value.footnotes, &s.origin));
    for (_, at, footnotes, origin) in figures.chain(statements).filter(|(d, ..)| *d == document.index) {
        let Some(place) = document.places.iter().find(|p| p.at == *at) else { continue };
        for note in footnotes {
            let reference = format!("fn:{note}");
            let marked =
                document.marks.iter().any(|(m, page, _)| m == &u32::from(*note) && *page <= place.page);
            if !marked && *at != reference {
                let line = world.line_of(origin, "footnotes");
                out.error(line, format!("`{reference}` is not marked up to page {}", place.page));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::occurrences;

    #[test]
    fn a_literal_is_not_found_inside_a_longer_number() {
        assert!(occurrences("(38%)", "8%").is_empty());
        assert!(occurrences("3 779 of them", "779").is_empty());
        assert!(occurrences("3,779", "3").is_empty());
        assert!(occurrences("1.85 trillion", "85").is_empty());
        assert!(occurrences("49 in 2024", "9").is_empty());
    }

    #[test]
    fn a_literal_is_found_beside_another_number() {
        let start = |text, literal| occurrences(text, literal).first().map(|r| r.start);
        assert_eq!(start("in 2026, 38% and 8%", "8%"), Some(17));
        assert_eq!(start("page 4, 15 of 20", "15"), Some(8));
        assert_eq!(start("ends with 20.", "20"), Some(10));
    }
}
