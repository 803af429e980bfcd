//! Wholes: which of the places named holds the others, and what that makes of them.
//!
//! Owns: groups against their members, and pairs that are named for what is theirs. Must not know: wording.

use super::condition::{Comparison, Condition};
use super::frame::{Back, Frame, Operand};
use super::link::Item;
use crate::knowledge::{Cue, FactBase, Topic};

/// The places that an operand stands for, where it is a group or a region.
pub fn members(base: &FactBase, operand: Operand) -> Vec<usize> {
    match operand {
        Operand::Group(g) => base.members(g).to_vec(),
        Operand::Entity(e) => base.within(e),
        Operand::All | Operand::Rest => vec![],
    }
}

/// “What share of A, B and C does A have?”: the one named again is a part of all of them.
pub(super) fn named_again(
    base: &FactBase,
    frame: &Frame,
    placed: &[(usize, Operand)],
) -> Option<(Vec<Operand>, Vec<Operand>)> {
    let mut all: Vec<Operand> = Vec::new();
    let mut again: Vec<Operand> = Vec::new();
    for (_, operand) in placed {
        if all.contains(operand) { again.push(*operand) } else { all.push(*operand) }
    }
    let shares = frame.any(&[Cue::Share, Cue::Percent]);
    // A place that lies in a group beside it is not counted twice.
    let held: Vec<usize> = all.iter().flat_map(|o| members(base, *o)).collect();
    let whole = all.len();
    all.retain(|o| !matches!(o, Operand::Entity(e) if held.contains(e)));
    (shares && again.len() == 1 && whole >= 2).then_some((again, all))
}

/// “Of the nine, A and B together, what share?”: the one that holds all the others is the whole.
pub(super) fn parts_of_one(
    base: &FactBase,
    frame: &Frame,
    placed: &[(usize, Operand)],
) -> Option<(Vec<Operand>, Vec<Operand>)> {
    if !frame.has(Cue::Sum) || !frame.any(&[Cue::Share, Cue::Percent]) {
        return None;
    }
    let members = |o: &Operand| members(base, *o);
    let (whole, parts): (Vec<Operand>, Vec<Operand>) =
        placed.iter().map(|(_, o)| *o).partition(|o| !members(o).is_empty());
    let held = |whole: &Operand| {
        let all = members(whole);
        parts.iter().all(|p| matches!(p, Operand::Entity(e) if all.contains(e)))
    };
    (whole.len() == 1 && parts.len() >= 2 && held(&whole[0])).then_some((parts, whole))
}

/// “The five together, what per cent of A?”: a group and a place outside it, the part first.
pub(super) fn against_outsider(
    base: &FactBase,
    placed: &[(usize, Operand)],
    share: Option<usize>,
) -> Option<(Vec<Operand>, Vec<Operand>)> {
    let [(at, first), (_, second)] = *placed else { return None };
    let (a, b) = (members(base, first), members(base, second));
    let inside = |all: &[usize], o: Operand| matches!(o, Operand::Entity(e) if all.contains(&e));
    let apart = !inside(&a, second) && !inside(&b, first) && !a.iter().any(|e| b.contains(e));
    if !apart || a.is_empty() && b.is_empty() {
        return None;
    }
    // “What share of A is B?” names the whole first.
    let whole_first = share.is_some_and(|s| s < at);
    Some(if whole_first { (vec![second], vec![first]) } else { (vec![first], vec![second]) })
}

/// “Of the group, the rest without A”: the places named are left out of what holds them.
pub(super) fn rest_of_group(base: &FactBase, frame: &mut Frame) {
    let two_sided = [Cue::Ratio, Cue::Diff, Cue::Than, Cue::Share, Cue::Percent];
    if !frame.has(Cue::Rest) || frame.any(&two_sided) {
        return;
    }
    let scopes = frame.regions.iter().map(|r| Operand::Entity(*r));
    let whole: Vec<usize> =
        frame.operands.iter().copied().chain(scopes).flat_map(|o| members(base, o)).collect();
    let (inside, other): (Vec<Operand>, Vec<Operand>) =
        frame.operands.iter().partition(|o| matches!(o, Operand::Entity(e) if whole.contains(e)));
    frame.operands = other;
    frame.excluded.extend(inside.iter().filter_map(|o| o.entity()));
}

/// “Which cities lie between A and B?”: their figures are the bounds of a list.
pub(super) fn between_places(base: &FactBase, frame: &mut Frame) {
    let other = [Cue::More, Cue::Less, Cue::Max, Cue::Min, Cue::Diff, Cue::Ratio, Cue::Same];
    let listed = frame.any(&[Cue::Which, Cue::Who, Cue::List, Cue::CountOf]) || frame.counts_things;
    let (Some(Topic::Indicator(i)), [a, b]) = (frame.topic(), &frame.entities()[..]) else { return };
    // “More than A and fewer than B”.
    let both = frame.has(Cue::Above)
        && frame.has(Cue::Below)
        && !frame.any(&[Cue::Max, Cue::Min, Cue::Diff, Cue::Ratio]);
    let between = frame.has(Cue::Between) && !frame.any(&other) || both;
    if !between || !listed || !frame.conditions.is_empty() {
        return;
    }
    let value = |e: usize| base.observations_of(i, e).find(|o| o.scope.is_none()).and_then(|o| o.value);
    let (a, b) = (*a, *b);
    let (Some(x), Some(y)) = (value(a), value(b)) else { return };
    let bound = |comparison, value| Condition {
        comparison,
        value,
        unit: None,
        surface: String::new(),
        item: 0,
        inclusive: false,
    };
    frame.conditions = vec![bound(Comparison::Above, x.min(y)), bound(Comparison::Below, x.max(y))];
    frame.operands.retain(|o| !matches!(o, Operand::Entity(e) if *e == a || *e == b));
}

/// “A and B: the latter over the former?”: two places in the order in which they are taken up again.
pub(super) fn in_order(frame: &mut Frame) {
    if frame.back[..] == [Back::Latter, Back::Former]
        && frame.entities().len() == 2
        && frame.operands.len() == 2
    {
        frame.operands.reverse();
    }
}

/// “Asia without China, of all Asia”: the whole that is named twice is a whole once.
pub(super) fn named_twice(base: &FactBase, items: &[Item], frame: &mut Frame) {
    let whole = |i: &Item| {
        let entity = i.entity.map(|e| base.entities[e].complement.as_ref().map_or(e, |(of, _)| *of));
        let group = entity.and_then(|e| base.group(&base.entities[e].code)).or(i.group);
        group.filter(|_| !i.negated && !i.excepted)
    };
    let named: Vec<usize> = items.iter().filter_map(whole).collect();
    let held = |g: usize| frame.excluded.iter().all(|e| base.members(g).contains(e));
    frame.whole_again = matches!(named[..], [a, b] if a == b && held(a)) && !frame.excluded.is_empty();
}

/// “Asia without China, of all Asia”: a region that is named without its members leaves nothing else out.
pub(super) fn said_already(base: &FactBase, frame: &mut Frame) {
    let named = frame.entities();
    for e in &named {
        if let Some((whole, without)) = &base.entities[*e].complement
            && (named.contains(whole) || frame.regions.contains(whole))
            && frame.any(&[Cue::Share, Cue::Percent, Cue::Ratio, Cue::Diff])
        {
            frame.excluded.retain(|x| !without.contains(x));
        }
    }
}
