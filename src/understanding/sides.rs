//! Operands: which places and amounts of a clause stand on which side of an operation.
//!
//! Owns: how operands are arranged. Must not know: figures' values beyond looking one up, wording.

use super::change;
use super::frame::{Frame, Operand};
use super::groups;
use super::link::Item;
use super::printed::{two_figures, value_topic};
use super::wholes::{
    against_outsider, between_places, in_order, members, named_again, named_twice, parts_of_one,
    rest_of_group, said_already,
};
use crate::knowledge::{Cue, FactBase, Topic};
use crate::text::numeral::NumberUnit;

/// Operands of a two-sided operation: sums on either side, the rest of all, pairs named in one word.
pub(super) fn arrange(base: &FactBase, items: &[Item], frame: &mut Frame) {
    value_topic(base, frame);
    two_figures(base, frame);
    named_twice(base, items, frame);
    said_already(base, frame);
    less_excluded(base, frame);
    less_members(base, items, frame);
    rest_of_group(base, frame);
    between_places(base, frame);
    in_order(frame);
    pairs(base, frame);
    without_figures(base, frame);
    included(base, items, frame);
    frame.sides = sides(base, items, frame);
    let two_sided = frame.any(&[Cue::Sum, Cue::Ratio, Cue::Diff, Cue::Than, Cue::Share, Cue::Percent]);
    if let (true, [one], true) = (frame.has(Cue::Rest), &frame.entities()[..], two_sided)
        && frame.groups().iter().all(|g| base.members(*g).contains(one))
    {
        frame.sides = Some((vec![Operand::Entity(*one)], vec![Operand::Rest]));
    }
    change::relative(items, frame);
    groups::against(base, items, frame);
    groups::widen(base, items, frame);
    let part = frame.conditions.iter().any(|c| c.unit == Some(NumberUnit::Percent));
    if let (true, None, [one, other]) = (part, &frame.sides, &frame.operands[..]) {
        frame.sides = Some((vec![*one], vec![*other]));
    }
    if let (true, None, [first, rest @ ..]) = (taken_away(items, frame), &frame.sides, &frame.operands[..])
        && rest.len() >= 2
    {
        frame.sides = Some((vec![*first], rest.to_vec()));
    }
    if let Some((left, right)) = &mut frame.sides {
        once(left);
        once(right);
    }
    let at = |cue: Cue| items.iter().position(|i| !i.negated && i.has(cue));
    let last_place = items.iter().rposition(|i| !i.negated && (i.entity.is_some() || i.group.is_some()));
    let share = at(Cue::Share).or(at(Cue::Percent)).or(at(Cue::Ratio));
    let first_place = items.iter().position(|i| !i.negated && (i.entity.is_some() || i.group.is_some()));
    let adds = |k: usize| {
        items[k].has(Cue::Including) && (!items[k].has(Cue::Sum) || first_place.is_some_and(|p| k < p))
    };
    frame.adds = (0..items.len()).any(adds);
    let it = items.iter().rposition(|i| !i.negated && i.has(Cue::Pronoun));
    frame.pronoun_last = it.is_some_and(|t| last_place.is_some_and(|p| p < t));
    frame.share_first = share.is_some_and(|s| last_place.is_some_and(|p| s < p));
    // “That as a share of A”, and not “of that, what share is A's”.
    let divides = |s: usize, p: usize| {
        !items[s + 1..p].iter().any(|i| i.has(Cue::Copula) || i.has(Cue::Auxiliary))
            && it.is_some_and(|t| t < s)
    };
    frame.share_of_place = share.zip(last_place).is_some_and(|(s, p)| s < p && divides(s, p));
}

/// “A less B, C and D”: the word for it stands behind the first place and before all others.
fn taken_away(items: &[Item], frame: &Frame) -> bool {
    let operand = |i: &Item| i.entity.map(Operand::Entity).or(i.group.map(Operand::Group));
    let at = |k: &usize| operand(&items[*k]).is_some_and(|o| frame.operands.contains(&o));
    let mut places = (0..items.len()).filter(at);
    match (places.next(), places.next()) {
        (Some(first), Some(second)) => items[first..second].iter().any(|i| i.has(Cue::Diff) && !i.negated),
        _ => false,
    }
}

/// Nobody stands twice on one side.
fn once(side: &mut Vec<Operand>) {
    let mut seen: Vec<Operand> = Vec::new();
    side.retain(|o| {
        let new = !seen.contains(o);
        seen.push(*o);
        new
    });
}

/// “A minus B and C”: what is taken away from a place that does not hold it is an operand, not an exclusion.
fn less_excluded(base: &FactBase, frame: &mut Frame) {
    let [Operand::Entity(from)] = frame.operands[..] else { return };
    let held = base.within(from);
    let apart = !frame.excluded.is_empty() && frame.excluded.iter().all(|e| !held.contains(e));
    if apart && frame.has(Cue::Diff) {
        frame.operands.extend(std::mem::take(&mut frame.excluded).into_iter().map(Operand::Entity));
    }
}

/// “Asia less China and Japan”: the members that are taken away from a whole are left out, and the rest is wanted.
fn less_members(base: &FactBase, items: &[Item], frame: &mut Frame) {
    let ([whole], true) = (&frame.regions[..], frame.groups().is_empty()) else { return };
    let members = base.within(*whole);
    let at = |e: usize| items.iter().position(|i| i.entity == Some(e));
    let minus = || items.iter().filter(|i| i.has(Cue::Diff));
    let parts = frame.entities();
    // Left out already by the word for it, or each by a word of its own.
    let taken = if parts.is_empty() {
        !frame.excluded.is_empty() && minus().any(|i| i.has(Cue::Except))
    } else {
        let follow = parts.iter().all(|e| members.contains(e) && at(*whole) < at(*e));
        follow
            && minus().count() == parts.len()
            && frame.has(Cue::Diff)
            && !frame.any(&[Cue::Than, Cue::Compare])
    };
    if !taken || members.is_empty() {
        return;
    }
    frame.excluded.extend(parts);
    frame.operands.retain(|o| o.entity().is_none());
    frame.cues.remove(&Cue::Diff);
    frame.cues.insert(Cue::Sum);
}

/// “All of Asia, Hong Kong included”: a member that is counted anyhow is no operand beside its group.
fn included(base: &FactBase, items: &[Item], frame: &mut Frame) {
    for k in 1..items.len() {
        let member = items[k].entity.filter(|_| items[k - 1].has(Cue::Including));
        let Some(member) = member else { continue };
        let counted =
            !frame.conditions.is_empty() && frame.any(&[Cue::CountOf, Cue::Howmany, Cue::List, Cue::Which]);
        if counted && frame.entities() == [member]
            || frame.groups().iter().any(|g| base.members(*g).contains(&member))
        {
            frame.operands.retain(|o| *o != Operand::Entity(member));
        }
    }
}

/// A region without some members, which has no figures of its own: the region, and those members left out.
fn without_figures(base: &FactBase, frame: &mut Frame) {
    let Some(Topic::Indicator(i)) = frame.topic() else { return };
    let printed = |e: usize| base.observations_of(i, e).next().is_some();
    for at in (0..frame.operands.len()).rev() {
        let Operand::Entity(e) = frame.operands[at] else { continue };
        if let (Some((of, without)), false) = (&base.entities[e].complement, printed(e)) {
            frame.operands.remove(at);
            frame.regions.push(*of);
            frame.excluded.extend(without);
        }
    }
}

/// Where a word of comparison stands among places that are to be added: the two sides of it.
fn sides(base: &FactBase, items: &[Item], frame: &Frame) -> Option<(Vec<Operand>, Vec<Operand>)> {
    if !frame.any(&[Cue::Sum, Cue::Share, Cue::Percent, Cue::Ratio]) {
        return None;
    }
    let place = |i: &Item| {
        let region = i.entity.filter(|e| frame.regions.contains(e));
        let grouped = region.and_then(|e| base.group(&base.entities[e].code)).map(Operand::Group);
        let own = i.entity.map(Operand::Entity).filter(|o| frame.operands.contains(o));
        own.or(i.group.map(Operand::Group).filter(|o| frame.operands.contains(o))).or(grouped)
    };
    let seen = |i: &&Item| !i.negated && !i.excepted;
    let placed: Vec<(usize, Operand)> =
        items.iter().enumerate().filter(|(_, i)| seen(i)).filter_map(|(k, i)| Some((k, place(i)?))).collect();
    if let Some(sides) = added_up(base, frame, items, &placed) {
        return Some(sides);
    }
    if placed.len() < 3 {
        let share = items.iter().position(|i| !i.negated && (i.has(Cue::Share) || i.has(Cue::Percent)));
        return against_outsider(base, &placed, share);
    }
    if let Some(sides) = named_again(base, frame, &placed) {
        return Some(sides);
    }
    let between = |k: usize| placed[k - 1].0 + 1..placed[k].0;
    // “A + B > C”: what is more stands on the other side where they are added up.
    let exceeds = |i: &Item| {
        let compares = [Cue::Above, Cue::More, Cue::Less].iter().any(|c| i.has(*c));
        frame.has(Cue::Sum) && compares && i.number.is_none()
    };
    // “The sum of A, B and C in money, and D?”: the last one stands behind what they are added up of.
    let apart = |k: usize| {
        let joins = between(k)
            .rev()
            .take_while(|j| items[*j].concepts.is_empty())
            .any(|j| items[j].has(Cue::Compare) || items[j].has(Cue::Diff));
        let content = between(k).any(|j| !items[j].concepts.is_empty());
        k + 1 == placed.len()
            && frame.has(Cue::Sum)
            && frame.any(&[Cue::Diff, Cue::Ratio])
            && joins
            && content
    };
    let compared =
        |k: &usize| between(*k).any(|j| items[j].has(Cue::Than) || exceeds(&items[j])) || apart(*k);
    // “A plus B is what per cent of C”: the verb divides where nothing else does.
    let verb = |k: &usize| {
        between(*k).any(|j| items[j].has(Cue::Copula)) && frame.any(&[Cue::Percent, Cue::Ratio, Cue::Share])
    };
    let cut = (1..placed.len()).find(compared).or_else(|| (1..placed.len()).rev().find(verb));
    let Some(cut) = cut else { return parts_of_one(base, frame, &placed) };
    // “India, in Asia”: a group that holds another place of its side is where that one lies.
    let holds = |g: usize, part: &[(usize, Operand)]| {
        part.iter().any(|(_, o)| matches!(o, Operand::Entity(e) if base.members(g).contains(e)))
    };
    let side = |part: &[(usize, Operand)]| {
        let kept = part.iter().filter(|(_, o)| !matches!(o, Operand::Group(g) if holds(*g, part)));
        kept.map(|(_, o)| *o).collect::<Vec<_>>()
    };
    Some((side(&placed[..cut]), side(&placed[cut..])))
}

/// “A plus B, what per cent of the total?”: both of them, of all that there are.
fn added_up(
    base: &FactBase,
    frame: &Frame,
    items: &[Item],
    placed: &[(usize, Operand)],
) -> Option<(Vec<Operand>, Vec<Operand>)> {
    let [(first, a @ Operand::Entity(_)), (second, b @ Operand::Entity(_))] = *placed else { return None };
    let share = items.iter().position(|i| !i.negated && (i.has(Cue::Share) || i.has(Cue::Percent)))?;
    let adds = items[first + 1..second].iter().any(|i| i.has(Cue::Sum) && i.concepts.is_empty());
    let single = [a, b].iter().all(|o| members(base, *o).is_empty());
    (adds && single && second < share && frame.regions.is_empty()).then(|| (vec![a, b], vec![Operand::All]))
}

/// A pair of places named in one word is two operands of an operation that takes two.
fn pairs(base: &FactBase, frame: &mut Frame) {
    let two_sided =
        frame.any(&[Cue::Diff, Cue::Ratio, Cue::More, Cue::Less, Cue::Compare]) && !frame.has(Cue::Sum);
    if let [Operand::Group(g)] = frame.operands[..]
        && let [a, b] = *base.members(g)
        && two_sided
    {
        frame.operands = vec![Operand::Entity(a), Operand::Entity(b)];
    }
}

/// Whether a region is a unit of observation of a topic, as an economy is; within a ranking it stays a scope.
pub(super) fn has_figures(base: &FactBase, frame: &Frame, entity: usize) -> bool {
    let searches = [Cue::Max, Cue::Min, Cue::Topn, Cue::Nth, Cue::Rank, Cue::Sort, Cue::Average];
    let figures = frame.topics.iter().any(|c| match c.topic {
        Topic::Indicator(i) => {
            let def = &base.indicators[i].def;
            def.single.is_none()
                && def.unit != crate::knowledge::Unit::Rank
                && base.observations_of(i, entity).any(|o| o.value.is_some())
        }
        Topic::Statement(_) => false,
    });
    // “How many … belong to places in …” asks for no rank.
    let rank = |c: &Cue| *c == Cue::Rank && frame.has(Cue::Howmany);
    figures
        && !searches.iter().any(|c| frame.has(*c) && !rank(c))
        && frame.top.is_none()
        && frame.nth.is_none()
}

/// World and continents: regions that scope a ranking; other regions are operands like economies.
pub(super) fn is_scope(base: &FactBase, entity: usize) -> bool {
    base.is_scope(entity) || base.is_single(entity)
}
