//! Groups that are named beside others: held against them, taken as one with them, or narrowed by them.
//!
//! Owns: what stands between two groups, and what that makes of them. Must not know: figures, wording.

use super::frame::{Frame, Operand};
use super::link::Item;
use super::wholes::members;
use crate::knowledge::{Cue, FactBase, Topic};

/// “Has the group more than X?”: all of the group together stand on one side.
pub(super) fn against(base: &FactBase, items: &[Item], frame: &mut Frame) {
    let placed = placed(base, items, frame);
    let [(_, one), (_, other)] = placed[..] else { return };
    let held = |group: Operand, operand: Operand| {
        operand.entity().is_some_and(|e| members(base, group).contains(&e))
    };
    let groups = frame.operands.len() <= 2 && [one, other].iter().any(|o| o.entity().is_none());
    let sums = frame.sides.as_ref().is_some_and(|(left, right)| left.len() + right.len() > 2);
    if !groups || held(one, other) || held(other, one) || sums || !adds_up(base, frame) {
        return;
    }
    let relation = frame.any(&[Cue::More, Cue::Less, Cue::Above, Cue::Below]);
    let other_ask = [Cue::Each, Cue::List, Cue::Sort, Cue::Average, Cue::Rank, Cue::CountOf, Cue::Howmany];
    // “Are there any in X …?”, but “are all of X together …?”
    let any = frame.has(Cue::Any) && !frame.has(Cue::Sum);
    let searched =
        any || frame.any(&other_ask) || frame.top.is_some() || frame.nth.is_some() || frame.counts_things;
    if searched || !frame.conditions.is_empty() {
        return;
    }
    let chosen = frame.any(&[Cue::Which, Cue::Who, Cue::Where]);
    // “Which has more, X or Y?”; the members of the one that have more than the other are another question.
    let beside = joined(items, &placed);
    let superlative = frame.any(&[Cue::Max, Cue::Min]);
    let mixed = one.entity().is_some() || other.entity().is_some();
    // “All of X together, are they as many as Y's?”, “the total of X, and Y's beside it”.
    let whole = frame.has(Cue::Sum) && mixed && (frame.has(Cue::Yesno) || !beside);
    // “X's figure vs Y's, which has more?”
    let between = placed[0].0 + 1..placed[1].0;
    let versus = items[between].iter().any(|i| i.has(Cue::Compare) && i.has(Cue::Than));
    let choice = chosen && (beside || versus) && (relation || superlative && mixed);
    let compared = !chosen
        && !superlative
        && (relation && frame.any(&[Cue::Than, Cue::Compare, Cue::Yesno]) || plain(frame));
    if choice || compared || whole && !chosen {
        frame.sides = Some((vec![one], vec![other]));
        frame.cues.insert(Cue::Than);
        if !relation {
            frame.cues.insert(if frame.has(Cue::Min) { Cue::Less } else { Cue::More });
        }
    }
}

/// “X vs Y”, and nothing else.
fn plain(frame: &Frame) -> bool {
    frame.has(Cue::Compare)
        && frame.has(Cue::Than)
        && !frame.any(&[Cue::Sum, Cue::Share, Cue::Percent, Cue::Ratio])
}

/// Whether figures of the members add up to a figure of the group.
fn adds_up(base: &FactBase, frame: &Frame) -> bool {
    frame.topic().and_then(Topic::indicator).is_some_and(|i| base.indicators[i].adds_up())
}

/// “East Asia and ASEAN”: groups that share no member, or stand joined by a word, widen; others narrow each other.
pub(super) fn widen(base: &FactBase, items: &[Item], frame: &mut Frame) {
    let groups = frame.groups();
    if groups.len() < 2 {
        return;
    }
    let apart = |g: &usize| {
        let others = groups.iter().filter(|o| *o != g);
        others.flat_map(|o| base.members(*o)).all(|m| !base.members(*g).contains(m))
    };
    frame.widened = groups.iter().all(apart) || joined(items, &placed(base, items, frame));
}

/// Words between places that are named together, or held against each other.
const JOINING: [Cue; 5] = [Cue::Joins, Cue::Also, Cue::Sum, Cue::Compare, Cue::Including];

/// Places and groups that are answered for, and regions that have members, each with its item.
fn placed(base: &FactBase, items: &[Item], frame: &Frame) -> Vec<(usize, Operand)> {
    let operand = |i: &Item| {
        let whole = |e: usize| base.entities[e].complement.as_ref().map_or(e, |(of, _)| *of);
        let region = i.entity.map(whole).filter(|e| frame.regions.contains(e));
        let group = region.and_then(|e| base.group(&base.entities[e].code)).map(Operand::Group);
        let own = [i.entity.map(Operand::Entity), i.group.map(Operand::Group)];
        own.into_iter().flatten().find(|o| frame.operands.contains(o)).or(group)
    };
    items.iter().enumerate().filter(|(_, i)| !i.negated).filter_map(|(k, i)| Some((k, operand(i)?))).collect()
}

/// Whether nothing but words that join stands between the places named.
fn joined(items: &[Item], placed: &[(usize, Operand)]) -> bool {
    let word = |i: &Item| JOINING.iter().any(|c| i.has(*c)) && i.concepts.is_empty();
    placed.len() >= 2
        && placed.windows(2).all(|w| {
            let between = &items[w[0].0 + 1..w[1].0];
            between.iter().any(word) && between.iter().all(|i| word(i) || i.filler)
        })
}
