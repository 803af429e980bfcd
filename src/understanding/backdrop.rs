//! Backdrop: pieces of a message that tell of the person's own day and ask for nothing: a deadline, a meeting, a seat.
//!
//! Owns: which pieces these are, by what they have, what they lack, and what else the message asks. Must not know:
//! figures, what a piece that is left is about.

use std::ops::Range;

use super::framing::{is_idle, is_strange, names_topic, orders, told};
use super::link::{Item, gap, mark_between};
use super::moment::{glued, is_date, is_plain};
use crate::knowledge::{Cue, FactBase};
use crate::text::Token;
use crate::text::numeral::Number;

/// Marks that set a piece of a message apart.
const MARKS: &str = ",:;。.?!()[]—–-|/\"“”「」『』";

/// Cues that a sentence can have which asks nothing: words of order, of comparison and of place that stand in any talk.
const BYSTANDERS: [Cue; 18] = [
    Cue::Except,
    Cue::More,
    Cue::Less,
    Cue::Compare,
    Cue::Topn,
    Cue::Bottomn,
    Cue::Nth,
    Cue::Source,
    Cue::OtherTime,
    Cue::Each,
    Cue::All,
    Cue::NextTo,
    Cue::JustAhead,
    Cue::Than,
    Cue::Published,
    Cue::PeriodStart,
    Cue::PeriodEnd,
    Cue::Including,
];

/// “2000 words”, “the 38th floor”, “chapter 6”, “2 pages”: a number of what the fact base does not name.
fn counts_others(tokens: &[Token], piece: &[Item], k: usize) -> bool {
    let near = |a: &Item, b: &Item| glued(tokens, a, b) || tokens[b.tokens.start].text.is_ascii();
    let counted = piece.get(k + 1).is_some_and(|next| {
        let pages = next.has(Cue::Page) && is_plain(&piece[k]);
        near(&piece[k], next)
            && next.number.is_none()
            && (next.filler || next.unknown || pages || next.has(Cue::Moment))
    });
    let heads = |i: &Item| i.unknown && tokens[i.tokens.start].text.is_ascii();
    counted || is_plain(&piece[k]) && k.checked_sub(1).is_some_and(|last| heads(&piece[last]))
}

fn is_named(item: &Item) -> bool {
    item.entity.is_some() || item.group.is_some() || item.work.is_some() || item.place.is_some()
}

/// Whether an item can stand in a sentence that asks nothing of the fact base.
fn bystander(tokens: &[Token], piece: &[Item], k: usize) -> bool {
    let item = &piece[k];
    let number = match &item.number {
        None | Some(Number::Month(_)) => true,
        Some(Number::Quantity { unit: None, scaled: false, .. }) => true,
        Some(Number::Ordinal(_)) => counts_others(tokens, piece, k),
        // “2000 words” is no year.
        Some(Number::Time(_)) => piece.get(k + 1).is_some_and(|i| i.has(Cue::Moment)),
        Some(_) => false,
    };
    let ahead = |c: Cue| piece.get(k + 1).is_some_and(|i| i.has(c)) || k > 0 && piece[k - 1].has(c);
    let own = |c: &Cue| match c {
        // “2 pages”, “12 o'clock at the latest”, “6 people in all”.
        Cue::Page => k > 0 && is_plain(&piece[k - 1]),
        Cue::Asof => ahead(Cue::Moment),
        Cue::Sum => (k + 1 < piece.len()) && is_plain(&piece[k + 1]) && counts_others(tokens, piece, k + 1),
        c => is_idle(c) || BYSTANDERS.contains(c),
    };
    number && item.cues.iter().all(own)
}

/// Whether a piece asks something of something.
fn asks(base: &FactBase, tokens: &[Token], piece: &[Item]) -> bool {
    let of = |i: &Item| {
        i.entity.is_some()
            || i.group.is_some()
            || i.work.is_some()
            || i.outside.is_some()
            || names_topic(base, i)
    };
    let cue = |i: &Item| !i.negated && !i.cues.iter().all(|c| is_idle(c) || BYSTANDERS.contains(c));
    let whole = piece.iter().any(|i| i.entity.is_some()) && piece.iter().any(|i| names_topic(base, i));
    whole || piece.iter().any(of) && (piece.iter().any(cue) || is_marked(tokens, piece))
}

/// A question mark stands behind a piece.
pub(super) fn is_marked(tokens: &[Token], piece: &[Item]) -> bool {
    let end = piece.last().map_or(0, |i| i.tokens.end);
    tokens.get(end).is_some_and(|t| t.text == "?")
}

/// Which pieces only tell what the person is about.
pub(super) fn backdrops(
    base: &FactBase,
    tokens: &[Token],
    items: &[Item],
    pieces: &[Range<usize>],
) -> Vec<bool> {
    let asking: Vec<bool> = pieces.iter().map(|p| asks(base, tokens, &items[p.clone()])).collect();
    let names = |p: &Range<usize>| items[p.clone()].iter().any(|i| names_topic(base, i));
    // Pieces that ask for something of the fact base.
    let asked_for = pieces.iter().zip(&asking).filter(|(p, asks)| **asks && names(p)).count();
    let is = |n: usize| {
        let elsewhere = asked_for > usize::from(asking[n] && names(&pieces[n]));
        is_backdrop(base, tokens, items, pieces, n, &asking, elsewhere)
    };
    (0..pieces.len()).map(is).collect()
}

/// Whether the piece `n` only tells what the person is about.
fn is_backdrop(
    base: &FactBase,
    tokens: &[Token],
    items: &[Item],
    pieces: &[Range<usize>],
    n: usize,
    asking: &[bool],
    elsewhere: bool,
) -> bool {
    let piece = &items[pieces[n].clone()];
    let Some(asked) = (0..pieces.len()).find(|m| *m != n && asking[*m]) else { return false };
    let leads = n < asked;
    let dated = piece.iter().any(|i| i.has(Cue::Moment));
    let told = told(piece);
    let counted = |k: &usize| piece[*k].number.is_some() && counts_others(tokens, piece, *k);
    // Behind the question, a number that comes first says how many are wanted.
    let from = if leads { 0 } else { 1 };
    let foreign = |k: usize| tokens.get(piece[k].tokens.end).is_some_and(|t| !t.text.is_ascii());
    let counts = (from..piece.len()).any(|k| counted(&k) && (leads || foreign(k)));
    let strange = piece.iter().any(is_strange);
    let lies = |i: &Item| {
        i.place.is_some() || i.group.is_some() || i.entity.is_some_and(|e| base.entities[e].lies())
    };
    let stands = piece.windows(2).any(|w| w[0].has(Cue::Stands) && lies(&w[1]));
    if !(dated || counts || strange || stands) || is_marked(tokens, piece) {
        return false;
    }
    if !(0..piece.len()).all(|k| bystander(tokens, piece, k)) {
        return false;
    }
    // “My flight to X leaves at nine; how many has Y?”: where the person is gives way to the place that is asked about.
    let asked_of = || {
        let piece = &items[pieces[asked].clone()];
        piece.iter().any(lies) && piece.iter().any(|i| names_topic(base, i))
    };
    let ahead = leads && (dated || counts);
    let passed = |i: &Item| lies(i) && (stands || ahead && (dated || i.place.is_some())) && asked_of();
    if !piece.iter().all(|i| !is_named(i) || passed(i)) {
        return false;
    }
    if piece.iter().any(|i| i.has(Cue::Requests) || orders(base, i)) {
        return false;
    }
    // What it speaks of gives way where something else of the fact base is asked for.
    let topics = || piece.iter().filter(|i| names_topic(base, i));
    let part = |i: &Item| i.surface.chars().count() == 1 && i.tokens.len() == 1;
    let gives_way = leads && topics().all(part)
        || topics().next().is_none()
        || elsewhere && (dated || stands || leads && told);
    // “As for hospitals, …”, “…, green ones”, “GDP, …”: this narrows, or is asked itself.
    let edges = || [piece.first(), piece.last()].into_iter().flatten();
    let narrows = edges().any(|i| i.has(Cue::Narrows) || i.has(Cue::Only))
        || !leads && (edges().any(|i| i.has(Cue::Narrowed)) || piece.iter().any(|i| i.has(Cue::Also)))
        || piece.iter().all(|i| !i.filler) && (!counts || piece.iter().any(|i| i.outside.is_some()));
    // “I read about Acme. How many does it have?”
    let taken_up = leads && {
        let rest = &items[pieces[n].end..];
        let pronoun = rest.iter().position(|i| i.has(Cue::Pronoun));
        let place = rest.iter().position(|i| i.entity.is_some() || i.group.is_some());
        pronoun.is_some_and(|p| place.is_none_or(|named| p < named))
    };
    gives_way && (dated || told || stands && !taken_up || !narrows && !taken_up)
}

/// “Item 6 of the minutes claims that …”: where something is said is not what is said.
pub(super) fn cited(base: &FactBase, tokens: &[Token], piece: &mut [Item]) {
    let Some(says) = piece.iter().position(|i| i.has(Cue::Says)) else { return };
    let numbered = piece[..says].iter().any(|i| i.number.is_some());
    let names = |i: &Item| i.entity.is_some() || i.group.is_some() || names_topic(base, i);
    let stands = |k: usize| {
        let item = &piece[k];
        let aged = matches!(item.number, Some(Number::Duration(_)));
        !is_named(item) && (aged || item.has(Cue::Page) || bystander(tokens, piece, k))
    };
    if numbered && piece[says..].iter().any(names) && (0..says).all(stands) {
        clear(&mut piece[..says]);
    }
}

/// Nothing of the items is asked about.
pub(super) fn clear(items: &mut [Item]) {
    for item in items {
        item.set_aside = item.outside.or(item.set_aside);
        (item.unknown, item.outside, item.number, item.filler) = (false, None, None, true);
        (item.entity, item.group, item.place) = (None, None, None);
        item.concepts.clear();
        item.cues.clear();
    }
}

/// Stretches of items with no mark between them.
pub(super) fn pieces(tokens: &[Token], items: &[Item]) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (k, item) in items.iter().enumerate() {
        let apart = |last: usize| {
            let marked = mark_between(tokens, items[last].tokens.end, item.tokens.start, MARKS);
            marked && !hyphen(tokens, &items[last], item) && !is_date(tokens, &items[last], item)
                || gap(tokens, items[last].tokens.end, item.tokens.start)
        };
        match pieces.last_mut() {
            Some(piece) if !apart(k - 1) => piece.end = k + 1,
            _ => pieces.push(k..k + 1),
        }
    }
    pieces
}

/// “12-year-old”: a stroke with no space beside it sets nothing apart.
fn hyphen(tokens: &[Token], a: &Item, b: &Item) -> bool {
    let [stroke] = &tokens[a.tokens.end..b.tokens.start] else { return false };
    let (last, next) = (&tokens[a.tokens.end - 1], &tokens[b.tokens.start]);
    stroke.text == "-" && last.span.end == stroke.span.start && stroke.span.end == next.span.start
}
