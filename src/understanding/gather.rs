//! Slots: what each item of a clause puts into its frame.
//!
//! Owns: places, numbers and counted things. Must not know: topics, figures.

use rust_decimal::Decimal;

use super::condition::{Comparison, Condition};
use super::frame::{Amount, Back, Frame, Operand};
use super::link::Item;
use super::sides::{has_figures, is_scope};
use crate::knowledge::{Cue, EntityKind, FactBase};
use crate::text::numeral::Number;

pub(super) fn gather(
    base: &FactBase,
    items: &[Item],
    k: usize,
    item: &Item,
    used: &[usize],
    frame: &mut Frame,
) {
    if item.negated {
        return;
    }
    if let Some(e) = item.entity {
        let entity = &base.entities[e];
        if item.excepted && of_all_of(base, items, k) {
            // “Not Asia as a whole”: its places are meant, one by one.
        } else if item.excepted {
            if !frame.excluded.contains(&e) {
                frame.excluded.push(e);
            }
        } else if entity.is(EntityKind::Company) {
            frame.companies.push(e);
        } else if entity.is(EntityKind::Organisation) {
            frame.organisations.push(e);
        } else if entity.is(EntityKind::Region)
            && base.group(&entity.code).is_none_or(|_| true)
            && is_scope(base, e)
            && !has_figures(base, frame, e)
        {
            frame.regions.push(e);
        } else if !frame.operands.contains(&Operand::Entity(e)) {
            frame.operands.push(Operand::Entity(e));
        }
    }
    // “Its global and Asian positions”: a continent before a rank is where it is counted.
    let next = items[k + 1..].iter().find(|i| !i.filler);
    let scope = item.entity.is_some() && next.is_some_and(|i| i.has(Cue::Rank) && i.entity.is_none());
    if let Some(g) = item.group.filter(|_| !scope) {
        if item.excepted {
            frame.excluded.extend(base.members(g));
        } else if !frame.operands.contains(&Operand::Group(g)) {
            frame.operands.push(Operand::Group(g));
        }
    }
    for (cue, back) in [(Cue::Former, Back::Former), (Cue::Latter, Back::Latter)] {
        if item.has(cue) {
            frame.back.push(back);
        }
    }
    if let Some(place) = item.place {
        frame.places.push(place);
    }
    frame.works.extend(item.work);
    if let Some(outside) = item.outside {
        frame.outside.push(outside);
        if !frame.foreign.contains(&item.surface) {
            frame.foreign.push(item.surface.clone());
        }
    }
    if item.unknown {
        frame.unexplained.push(item.surface.clone());
    }
    let countable = item.concepts.iter().any(|c| base.concepts[*c].countable);
    if countable && counted(base, items, k) || item.has(Cue::CountOf) {
        frame.counts_things = true;
    }
    if item.group.is_some() && counted(base, items, k) {
        frame.counts_things = true;
    }
    number(base, items, k, item, used, frame);
}

/// A region beside a word for the whole of it.
fn of_all_of(base: &FactBase, items: &[Item], k: usize) -> bool {
    let region = items[k].entity.is_some_and(|e| base.entities[e].is(EntityKind::Region));
    let beside = k.checked_sub(1).and_then(|j| items.get(j)).into_iter().chain(items.get(k + 1));
    region && beside.into_iter().any(|i| i.has(Cue::Whole))
}

/// “how many” stands before item `k`, with nothing but places and fillers between.
fn counted(base: &FactBase, items: &[Item], k: usize) -> bool {
    items[..k]
        .iter()
        .rev()
        .take_while(|i| {
            let plain =
                i.concepts.iter().all(|c| base.concepts[*c].countable || base.concepts[*c].weight == 0.0);
            i.has(Cue::Howmany)
                || i.filler
                || i.entity.is_some()
                || i.group.is_some()
                || (i.number.is_none() && plain && !i.concepts.is_empty())
        })
        .any(|i| i.has(Cue::Howmany))
}

fn number(base: &FactBase, items: &[Item], k: usize, item: &Item, used: &[usize], frame: &mut Frame) {
    let Some(number) = &item.number else { return };
    let near_cue = |cue: Cue| k > 0 && items[k - 1].has(cue) || items.get(k + 1).is_some_and(|i| i.has(cue));
    match number {
        Number::Quantity { .. } | Number::Ordinal(_) if near_cue(Cue::Footnote) => {
            frame.note = value_of(number)
        }
        Number::Quantity { .. } | Number::Ordinal(_) if near_cue(Cue::Page) => frame.page = value_of(number),
        Number::Time(when) => frame.times.push(*when),
        Number::Month(month) => frame.month = Some(*month),
        // A group whose name counts its members is no “top N”.
        Number::Top(_) if item.group.is_some() => {}
        Number::Top(top) if outside(items, k) => frame.conditions.push(Condition {
            comparison: Comparison::Above,
            value: (*top).into(),
            unit: None,
            surface: item.surface.clone(),
            item: k,
            inclusive: false,
        }),
        Number::Top(top) => {
            frame.top = Some(*top);
            frame.tops.push((k, *top));
        }
        Number::Ordinal(n) => {
            frame.positions.push(*n);
            if !(item.has(Cue::Max) || item.has(Cue::Min)) {
                frame.nth = Some(*n);
            }
        }
        Number::Duration(_) => {
            // “five years ago” is a time that no figure is for.
            if items.get(k + 1).is_some_and(|i| i.has(Cue::Topn) || i.has(Cue::OtherTime) || i.has(Cue::Less))
            {
                frame.cues.insert(Cue::OtherTime);
            }
        }
        Number::Quantity { value, unit, scaled } => {
            // “the three smallest”, “the highest three”: how many of them are wanted.
            let few = unit.is_none() && !*scaled && *value >= Decimal::TWO && *value <= Decimal::from(20);
            let before = items[..k].iter().rev().find(|i| !i.filler);
            let after = items[k + 1..].iter().find(|i| !i.filler);
            let beside = |cue: Cue| near_cue(cue) || before.is_some_and(|i| i.has(cue));
            let ahead = |cue: Cue| after.is_some_and(|i| i.has(cue));
            // “Which two economies have the most”: so many of a kind, of which an end is asked for.
            let kind = |i: &Item| i.concepts.iter().any(|c| base.concepts[*c].countable);
            let asked = |i: &Item| i.has(Cue::Which) || i.has(Cue::List) || i.has(Cue::What);
            let end = |i: &Item| i.has(Cue::Max) || i.has(Cue::Min);
            let next_to = k > 0 && asked(&items[k - 1]) && items.iter().any(end);
            let of_kind = next_to
                || before.is_some_and(asked)
                    && items.get(k + 1).is_some_and(kind)
                    && items[k + 1..].iter().any(end);
            if few && of_kind && !used.contains(&k) {
                frame.top = u32::try_from(*value).ok();
                return;
            }
            if few
                && !used.contains(&k)
                && (beside(Cue::Max)
                    || beside(Cue::Min)
                    || beside(Cue::Topn)
                    || beside(Cue::Bottomn)
                    || ahead(Cue::Max)
                    || ahead(Cue::Min))
            {
                frame.top = u32::try_from(*value).ok();
                return;
            }
            // “No. 3” in figures.
            if k > 0 && items[k - 1].has(Cue::Nth) && !*scaled {
                frame.nth = u32::try_from(*value).ok();
                return;
            }
            let written_as_word = !item.cues.is_empty() || !item.concepts.is_empty();
            if !used.contains(&k) && !written_as_word {
                let marked = *scaled || *value > Decimal::from(20) || value.fract() != Decimal::ZERO;
                frame.amounts.push(Amount {
                    value: *value,
                    unit: *unit,
                    marked,
                    surface: item.surface.clone(),
                });
            }
        }
    }
}

/// “Outside the top ten”.
fn outside(items: &[Item], k: usize) -> bool {
    items[..k].iter().rev().find(|i| !i.filler).is_some_and(|i| i.has(Cue::Except))
}

fn value_of(number: &Number) -> Option<u32> {
    match number {
        Number::Quantity { value, .. } => u32::try_from(*value).ok(),
        Number::Ordinal(n) => Some(*n),
        _ => None,
    }
}
