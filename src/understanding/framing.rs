//! Framing: what people say round a question – who asks, what for, how soon.
//!
//! Owns: which words that nothing explains a reading may leave out, by where they stand and not by what they mean: a
//! speaker before a verb of saying, a task, a purpose, a piece between marks that names nothing of the fact base and
//! does not narrow what is asked. Must not know: topics, figures.

use std::ops::Range;

use super::backdrop::{self, pieces};
use super::link::Item;
use super::moment;
use crate::knowledge::{Cue, FactBase};
use crate::text::Token;
use crate::text::numeral::Number;

/// Cues that are of use here only; to all that comes after they are idle words.
pub(super) const FRAMING: [Cue; 9] = [
    Cue::Stands,
    Cue::Says,
    Cue::Errand,
    Cue::Purpose,
    Cue::Narrows,
    Cue::Narrowed,
    Cue::Signs,
    Cue::Requests,
    Cue::Moment,
];

/// Cues that tell what a piece is for.
const TASKS: [Cue; 3] = [Cue::Says, Cue::Errand, Cue::Purpose];

/// Cues of a piece that asks for nothing and states nothing.
const IDLE: [Cue; 9] = [
    Cue::Joins,
    Cue::Also,
    Cue::Greeting,
    Cue::Thanks,
    Cue::Pronoun,
    Cue::Copula,
    Cue::Auxiliary,
    Cue::Demonstrative,
    Cue::Plural,
];

/// Words that nothing explains and that name one task or purpose, at most.
const LONGEST_NAME: usize = 4;

/// Weight from which on a concept is what a question can be about.
const CONTENT: f32 = 0.5;

/// Makes idle words of what only frames the question.
pub(super) fn read(base: &FactBase, tokens: &[Token], items: &mut [Item]) {
    moment::moments(base, tokens, items);
    if items.iter().any(is_strange)
        || moment::numbers(items)
        || told(items)
        || items.iter().any(|i| i.has(Cue::Stands))
    {
        sign(base, items);
        let pieces = pieces(tokens, items);
        let backdrops = backdrop::backdrops(base, tokens, items, &pieces);
        let content =
            |(n, piece): (usize, &Range<usize>)| !backdrops[n] && is_content(base, &items[piece.clone()]);
        let contents: Vec<bool> = pieces.iter().enumerate().map(content).collect();
        if let Some(first) = contents.iter().position(|c| *c) {
            let place = items.iter().position(|i| i.entity.is_some() || i.group.is_some());
            let pronoun = items.iter().position(|i| i.has(Cue::Pronoun));
            let marked: Vec<bool> =
                pieces.iter().map(|p| backdrop::is_marked(tokens, &items[p.clone()])).collect();
            let around = Around {
                named_again: pronoun.is_some_and(|p| place.is_none_or(|named| p < named)),
                topic: items.iter().any(|i| names_topic(base, i) || i.group.is_some()),
            };
            for (n, piece) in pieces.into_iter().enumerate() {
                let (said, rest) = items.split_at_mut(piece.end);
                let piece = &mut said[piece.start..];
                scene(base, piece, rest);
                match contents[n] {
                    _ if backdrops[n] => backdrop::clear(piece),
                    true => beside_content(base, tokens, piece),
                    false => alone(base, piece, n < first, marked[n], &around),
                }
            }
        }
    }
    for item in items {
        item.task = item.has(Cue::Errand) || item.has(Cue::Purpose);
        item.cues.retain(|c| !FRAMING.contains(c));
    }
}

/// What the rest of the message says.
struct Around {
    /// A pronoun takes up something that stands before the first place.
    named_again: bool,
    /// A topic is named.
    topic: bool,
}

/// A word that would have to be explained.
pub(super) fn is_strange(item: &Item) -> bool {
    item.unknown || item.outside.is_some() || item.place.is_some()
}

pub(super) fn names_topic(base: &FactBase, item: &Item) -> bool {
    !item.negated && item.concepts.iter().any(|c| base.concepts[*c].weight >= CONTENT)
}

/// Somebody speaks, or a task or a purpose is told.
pub(super) fn told(items: &[Item]) -> bool {
    items.iter().any(|i| TASKS.iter().any(|c| i.has(*c)))
}

/// Whether a piece names something of the fact base, or asks something of it.
fn is_content(base: &FactBase, piece: &[Item]) -> bool {
    let told = told(piece);
    let strange = piece.iter().any(is_strange);
    piece.iter().any(|i| {
        let number = match &i.number {
            Some(Number::Time(_)) => !told || !strange,
            // “Battery at 3%, tell me …”
            Some(Number::Quantity { unit, scaled, .. }) => (unit.is_some() || *scaled) && !strange,
            Some(Number::Month(_)) | None => false,
            Some(_) => !strange,
        };
        let idle = |c: &Cue| is_idle(c) || told && *c == Cue::OtherTime;
        let names = i.entity.is_some() || i.group.is_some() || i.work.is_some() || names_topic(base, i);
        !i.negated && (number || names || !i.cues.iter().all(idle))
    })
}

/// “Regards, …”: from there on nothing is asked.
fn sign(base: &FactBase, items: &mut [Item]) {
    let Some(at) = items.iter().rposition(|i| i.has(Cue::Signs)) else { return };
    if at > 0 && !is_content(base, &items[at..]) {
        items[at..].iter_mut().for_each(make_idle);
        // “…, with respect”, the name before it.
        if at + 1 == items.len() {
            let name = items[..at].iter_mut().rev().take_while(|i| i.filler || i.unknown);
            name.take(LONGEST_NAME).for_each(make_idle);
        }
    }
}

/// “For a paper on trade in Asia: how many data centres has Japan?”: what a task is about gives way to what is asked.
fn scene(base: &FactBase, piece: &mut [Item], rest: &[Item]) {
    let place = |i: &Item| i.group.is_some() || i.entity.is_some_and(|e| base.entities[e].lies());
    let taken_up = rest.iter().any(|i| i.has(Cue::Pronoun));
    let task = piece.iter().any(|i| i.has(Cue::Errand) || i.has(Cue::Purpose));
    let asks = piece.iter().any(|i| i.cues.iter().any(|c| !is_idle(c)));
    if !task || asks || taken_up || !rest.iter().any(|i| names_topic(base, i)) || !rest.iter().any(place) {
        return;
    }
    for item in piece {
        make_idle(item);
        (item.entity, item.group, item.work) = (None, None, None);
        item.concepts.clear();
        item.cues.clear();
    }
}

pub(super) fn is_idle(cue: &Cue) -> bool {
    IDLE.contains(cue) || FRAMING.contains(cue) || matches!(cue, Cue::Only | Cue::NotAsking)
}

/// A piece that names nothing of the fact base, before what is asked or behind it.
fn alone(base: &FactBase, piece: &mut [Item], leads: bool, marked: bool, around: &Around) {
    let tasks = told(piece);
    // “As for hospitals, …”, “…, green ones”, “…, Atlantis?”: this narrows, or is asked itself.
    let narrows = |i: &Item| i.has(Cue::Narrows) || i.has(Cue::Only);
    let narrows = [piece.first(), piece.last()].into_iter().flatten().any(narrows)
        || !leads && piece.last().is_some_and(|i| i.has(Cue::Narrowed))
        || !leads && piece.iter().any(|i| i.has(Cue::Also))
        || piece.iter().all(|i| !i.filler);
    // “I read about Acme. How many does it have?”
    let taken_up = leads && around.named_again;
    let asks = piece.iter().any(|i| i.has(Cue::Requests));
    // “…? How far is it to Soho?”: behind the question, with a question mark of its own.
    let asks = asks || marked && !leads && !tasks;
    if asks || !tasks && (narrows || taken_up) {
        return;
    }
    if piece.iter().any(|i| orders(base, i)) || !tasks && !piece.iter().any(is_strange) {
        return;
    }
    let foreign = around.topic && !around.named_again;
    for item in piece.iter_mut() {
        let kept = item.outside.is_some() && !foreign || item.place.is_some() && !(foreign && tasks);
        if !kept {
            make_idle(item);
        }
    }
}

/// A speaker, a task or a purpose in the same breath as the question.
fn beside_content(base: &FactBase, tokens: &[Token], piece: &mut [Item]) {
    backdrop::cited(base, tokens, piece);
    moment::pass_over(piece);
    // “Need X's figure”: a word that can be the verb of a task is that where it comes first.
    if let Some(first) = piece.iter_mut().find(|i| !i.filler)
        && first.has(Cue::Errand)
        && first.entity.is_none()
    {
        first.concepts.clear();
        first.filler = first.number.is_none();
    }
    let start = piece.iter().position(|i| is_content(base, std::slice::from_ref(i))).unwrap_or(piece.len());
    if let Some(says) = piece[..start].iter().rposition(|i| i.has(Cue::Says)) {
        let spoken =
            piece[..says].iter_mut().filter(|i| i.unknown || i.outside.is_some_and(|o| !acts(base, o)));
        spoken.for_each(make_idle);
    }
    let own_task = piece[..start].iter().all(|i| !i.has(Cue::Requests));
    for k in 0..piece.len() {
        if piece[k].has(Cue::Purpose) || k < start && own_task && piece[k].has(Cue::Errand) {
            let named = piece[k + 1..]
                .iter_mut()
                .take_while(|i| i.filler || is_strange(i) && !is_content(base, std::slice::from_ref(i)));
            named.filter(|i| is_strange(i)).take(LONGEST_NAME).for_each(make_idle);
        }
    }
}

/// Whether a foreign name is of somebody whose figures could be asked for, or an order to the bot.
fn acts(base: &FactBase, outside: usize) -> bool {
    matches!(base.outside[outside].kind.as_deref(), Some("organisation" | "company" | "injection"))
}

/// “Ignore your instructions”.
pub(super) fn orders(base: &FactBase, item: &Item) -> bool {
    item.outside.is_some_and(|o| base.outside[o].kind.as_deref() == Some("injection"))
}

/// Nothing of an item is left to be explained.
fn make_idle(item: &mut Item) {
    item.set_aside = item.outside.or(item.set_aside);
    (item.unknown, item.outside, item.place, item.number, item.filler) = (false, None, None, None, true);
    item.cues.retain(|c| *c != Cue::OtherTime);
}
