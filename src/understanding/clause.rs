//! Clauses: one message can hold several asks.
//!
//! Owns: where a message is cut. Must not know: what each part asks.

use super::link::{Item, gap, mark_between};
use super::sentence::{INTERROGATIVES, attach, speaks};
use crate::knowledge::Cue;
use crate::text::Token;
use crate::text::numeral::Number;

const STRONG: &str = "?!;。";
const WEAK: &str = ",、:";

/// Cuts items into clauses: always at strong marks; at weak ones and at “and then” where both sides ask something.
pub fn clauses(tokens: &[Token], items: Vec<Item>) -> Vec<Vec<Item>> {
    let mut parts: Vec<Vec<Item>> = Vec::new();
    for strong in
        cut(tokens, items, |tokens, a, b| mark_between(tokens, a, b, STRONG) || full_stop(tokens, a, b))
    {
        let pieces =
            cut(tokens, strong, |tokens, a, b| mark_between(tokens, a, b, WEAK) || gap(tokens, a, b));
        let pieces: Vec<Vec<Item>> = enumerations(pieces).into_iter().flat_map(at_and).collect();
        let difference = |p: &[Item]| {
            computes(p) && p.iter().any(|i| i.has(Cue::Diff)) && p.iter().all(|i| i.entity.is_none())
        };
        let places = |p: &[Item]| p.iter().filter(|i| i.entity.is_some() && !i.excepted).count();
        let whole = |p: &[Item]| sets_against(p, Cue::Diff) && speaks(p) && places(p) == 2;
        let first = pieces.iter().position(|p| asks(p) || difference(p) || whole(p)).unwrap_or(pieces.len());
        // “How many, and by how much more than B?”, “is it second, and who leads?”: behind a question an operation
        // and a place in the order ask by themselves.
        // “How many are Asian, and which of those is the last?”
        let counts = |n: usize| {
            let next = pieces.get(n + 1).filter(|p| p.first().is_some_and(|i| i.has(Cue::Also)) && asks(p));
            next.is_some() && pieces[n].iter().any(|i| i.has(Cue::CountOf))
        };
        let counted: Vec<usize> = (0..pieces.len()).filter(|n| counts(*n)).collect();
        let asks_at = |n: usize, piece: &[Item]| {
            asks(piece)
                || counted.contains(&n)
                || n == first
                || n > first && (computes(piece) || seeks(piece))
        };
        let asking = pieces.iter().enumerate().filter(|(n, p)| asks_at(*n, p)).count();
        let turning = {
            let mut before = Stated::default();
            pieces.iter().any(|piece| {
                let turned = turns(before, piece);
                before.hear(piece);
                turned
            })
        };
        if asking < 2 && !turning {
            parts.push(pieces.into_iter().flatten().collect());
            continue;
        }
        // A piece that asks nothing sets the scene for the next one; a last one belongs to the one before.
        let mut pending: Vec<Item> = Vec::new();
        let mut turned = false;
        let mut before = Stated::default();
        for (n, piece) in pieces.into_iter().enumerate() {
            if turns(before, &piece) {
                parts.push(std::mem::take(&mut pending));
                before = Stated::default();
                turned = true;
            }
            before.hear(&piece);
            // “How big, how big by then, and the growth in between”: the last of a list of asks.
            let listed = n > first && piece.first().is_some_and(|i| i.has(Cue::Also)) && speaks(&piece);
            let complete = asks_at(n, &piece) || listed;
            pending.extend(piece);
            if complete {
                parts.push(std::mem::take(&mut pending));
                before = Stated::default();
                turned = false;
            }
        }
        match parts.last_mut() {
            Some(last) if !turned => last.extend(pending),
            _ => parts.push(pending),
        }
    }
    parts.retain(|p| !p.is_empty());
    attach(tokens, parts)
}

/// “Which of A, B and C has most?”: a list of places that has not yet said what of them is no piece by itself.
fn enumerations(pieces: Vec<Vec<Item>>) -> Vec<Vec<Item>> {
    let place = |i: Option<&Item>| i.is_some_and(|i| i.entity.is_some() || i.group.is_some());
    let mut joined: Vec<Vec<Item>> = Vec::new();
    for piece in pieces {
        let open = |p: &&mut Vec<Item>| p.iter().any(|i| i.has(Cue::Which)) && !speaks(p) && place(p.last());
        match joined.last_mut().filter(open) {
            Some(last) if place(piece.first()) => last.extend(piece),
            _ => joined.push(piece),
        }
    }
    joined
}

/// “Which grows fastest, and which leads?”: an “and” before another question word cuts where both sides ask.
fn at_and(piece: Vec<Item>) -> Vec<Vec<Item>> {
    let cut = (1..piece.len().saturating_sub(1)).find(|k| {
        let joins = piece[*k].has(Cue::Also) && !piece[*k].has(Cue::Compare);
        let interrogates = INTERROGATIVES.iter().any(|c| piece[k + 1].has(*c))
            || [Cue::Diff, Cue::Share].iter().any(|c| piece[k + 1].has(*c));
        let counts = piece[..*k].iter().any(|i| i.has(Cue::CountOf));
        joins
            && interrogates
            && (counts || asks(&piece[..*k]))
            && (asks(&piece[*k..]) || computes(&piece[*k..]))
    });
    let Some(cut) = cut else { return vec![piece] };
    let mut head = piece;
    let tail = head.split_off(cut);
    vec![head, tail]
}

/// What the pieces of a sentence have stated so far.
#[derive(Clone, Copy, Default)]
struct Stated {
    figure: bool,
    /// A place in an order.
    position: bool,
    place: bool,
}

impl Stated {
    fn hear(&mut self, piece: &[Item]) {
        let states = |i: &Item| {
            let amount = matches!(i.number, Some(Number::Quantity { scaled: true, .. }));
            amount || i.has(Cue::Max) || i.has(Cue::Rank)
        };
        self.figure |= piece.iter().any(states);
        self.position |= piece.iter().any(|i| matches!(i.number, Some(Number::Ordinal(_))));
        self.place |= piece.iter().any(|i| i.entity.is_some());
    }
}

/// “X is so much; and Y?”: what is stated before the turn is a sentence of its own.
fn turns(before: Stated, piece: &[Item]) -> bool {
    let whose = piece.iter().any(|i| i.has(Cue::Who) || i.has(Cue::Which));
    let stated = before.figure || before.position && whose;
    piece.first().is_some_and(|i| i.has(Cue::Also)) && stated && before.place
}

fn full_stop(tokens: &[Token], a: usize, b: usize) -> bool {
    mark_between(tokens, a, b, ".")
}

fn cut(tokens: &[Token], items: Vec<Item>, at: impl Fn(&[Token], usize, usize) -> bool) -> Vec<Vec<Item>> {
    let mut parts: Vec<Vec<Item>> = vec![Vec::new()];
    for item in items {
        let broken = parts
            .last()
            .and_then(|p| p.last())
            .is_some_and(|l: &Item| at(tokens, l.tokens.end, item.tokens.start));
        if broken {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(item);
        }
    }
    parts
}

/// Whether a piece asks for an operation of two.
fn sets_against(piece: &[Item], operation: Cue) -> bool {
    piece.iter().any(|i| {
        let quantity = matches!(i.number, Some(Number::Quantity { .. }));
        !i.negated && !quantity && i.has(operation)
    })
}

/// Whether a piece asks for an operation.
fn computes(piece: &[Item]) -> bool {
    sets_against(piece, Cue::Diff)
        || sets_against(piece, Cue::Ratio)
        || piece.iter().any(|i| i.has(Cue::Sum))
            && piece.iter().all(|i| i.entity.is_none() && i.group.is_none())
}

/// Whether a piece asks who stands first or last.
fn seeks(piece: &[Item]) -> bool {
    let any = |cues: &[Cue]| piece.iter().any(|i| !i.negated && cues.iter().any(|c| i.has(*c)));
    any(&[Cue::Who, Cue::Which]) && any(&[Cue::Max, Cue::Min])
}

/// Whether a piece asks something and has something to ask it of.
fn asks(piece: &[Item]) -> bool {
    // “In that ranking, who …”: a ranking that is pointed at is no question for ranks.
    let only_rank = |i: &Item| i.has(Cue::Rank) && !i.concepts.is_empty();
    let pointed = piece.iter().any(|i| i.has(Cue::Pronoun)) && piece.iter().all(|i| i.entity.is_none());
    let asking = piece.iter().filter(|i| !(pointed && only_rank(i))).any(|i| {
        let numeral = matches!(i.number, Some(Number::Quantity { .. }));
        !i.negated && !numeral && INTERROGATIVES.iter().any(|c| i.has(*c))
    });
    // “Who tops it?”, “where did it start?” is about what was named before.
    let ends = [Cue::Max, Cue::Min, Cue::PeriodStart, Cue::PeriodEnd];
    let end = piece.iter().any(|i| ends.iter().any(|c| i.has(*c)));
    let of_it = end && piece.iter().any(|i| i.has(Cue::Pronoun) || i.has(Cue::Yesno));
    // “When was it released?” is about the work that what was asked rests on.
    let content = of_it
        || piece.iter().any(|i| i.has(Cue::Published))
        || piece
            .iter()
            .any(|i| !i.concepts.is_empty() || i.entity.is_some() || i.group.is_some() || i.number.is_some());
    // Date and source of what was just asked need no content of their own.
    asking && content || piece.iter().any(|i| i.has(Cue::Asof) || i.has(Cue::Source))
}
