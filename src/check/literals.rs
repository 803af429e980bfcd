//! Literals: short, and standing where their locator says.
//!
//! Owns: the checks `length` and `literal`. Must not know: values.

use super::Out;
use super::document::{Document, plain};
use super::places::occurrences;
use super::reading::bound_before;
use super::world::World;
use crate::knowledge::Origin;
use crate::text::tokenize;

/// A literal is a figure or a name. Longer than this it is the document's prose, which the project does not carry.
const LONGEST: usize = 40;

/// A literal that the fact base says stands at a locator.
pub(super) struct Claim<'a> {
    pub at: &'a str,
    pub literal: &'a str,
    pub origin: Origin,
    /// Printed figure: a word before it that makes it a bound must be part of it.
    pub figure: bool,
    /// A title or caption may be as long as it is.
    title: bool,
}

/// Every literal with its locator; those of `document`, or of all documents.
pub(super) fn claims<'a>(world: &World<'a>, document: Option<usize>) -> Vec<Claim<'a>> {
    let defs = world.defs;
    let here = |d: usize| document.is_none_or(|wanted| wanted == d);
    let mut all = Vec::new();
    for (o, each) in world.figures().filter(|(o, _)| here(o.document)) {
        let origin = world.line_of_figure(o, each);
        all.push(Claim { at: &o.value.at, literal: &each.literal, origin, figure: true, title: false });
    }
    for s in defs.statements.iter().filter(|s| here(s.document)) {
        let at = s.value.at.as_str();
        let caption = at.starts_with("fig:") || at.starts_with("table:");
        let origin = world.line_of(&s.origin, "literal =");
        all.push(Claim { at, literal: &s.value.literal, origin, figure: false, title: caption });
        for literal in s.value.figures.iter().filter_map(|f| f.literal.as_deref()) {
            let origin = world.line_of(&s.origin, literal);
            all.push(Claim { at, literal, origin, figure: true, title: false });
        }
    }
    for s in defs.sources.iter().filter(|s| here(s.document)) {
        for literal in [&s.value.literal, &s.value.url].into_iter().flatten() {
            let origin = world.line_of(&s.origin, literal);
            all.push(Claim { at: &s.value.reference, literal, origin, figure: false, title: true });
        }
    }
    all
}

/// A literal that is empty, or so long that it is a sentence of the document.
pub(super) fn length(world: &World<'_>, out: &mut Out) {
    for claim in claims(world, None) {
        let length = claim.literal.chars().count();
        if claim.literal.trim().is_empty() {
            out.error(claim.origin, "the literal is empty".into());
        } else if length > LONGEST && !claim.title {
            out.error(
                claim.origin,
                format!("a literal of {length} characters: at most {LONGEST}, not a sentence"),
            );
        }
    }
}

/// A locator that the document does not have, a literal that does not stand there, or one cut off behind the word
/// that makes it a bound.
pub(super) fn literal(world: &World<'_>, document: &Document, out: &mut Out) {
    for claim in claims(world, Some(document.index)) {
        let places = document.at(claim.at);
        if places.is_empty() {
            out.error(claim.origin, format!("the document has no place `{}`", claim.at));
            continue;
        }
        let literal = plain(claim.literal);
        let mut found =
            places.iter().flat_map(|text| occurrences(text, &literal).into_iter().map(move |r| (text, r)));
        let Some((text, range)) = found.next() else {
            let elsewhere = document.places.iter().find(|p| !occurrences(&p.text, &literal).is_empty());
            let hint = elsewhere.map_or(String::new(), |p| format!(" (it stands at {})", p.at));
            out.error(claim.origin, format!("`{}` does not stand at {}{hint}", claim.literal, claim.at));
            continue;
        };
        // Only the last words matter; a whole page would be too long to take apart.
        let before: String =
            text[..range.start].chars().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect();
        let numeral = literal.chars().next().is_some_and(|c| c.is_ascii_digit());
        if claim.figure
            && numeral
            && found.next().is_none()
            && bound_before(world, &tokenize(&before)).is_some()
        {
            out.error(
                claim.origin,
                format!("a word before `{}` makes it a bound: take it in", claim.literal),
            );
        }
    }
    for group in world.defs.groups.iter().filter(|g| g.document == document.index) {
        if let Some(at) = group.value.locator.as_ref().filter(|at| document.at(at).is_empty()) {
            let origin = world.line_of(&group.origin, "locator");
            out.error(origin, format!("the document has no place `{at}`"));
        }
    }
}
