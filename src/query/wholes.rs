//! Wholes: which indicator a share is taken from, the printed one or the quantity that it is a share of.
//!
//! Owns: whether a question names a whole of its own. Must not know: how a share is computed, wording.

use super::finding::{Outcome, Reason};
use super::select::Selection;
use super::{lookup, shares};
use crate::knowledge::Cue;
use crate::understanding::Operand;

/// Whether the indicator's own whole (the world) is named.
pub(super) fn names_own_whole(select: &Selection<'_>) -> bool {
    let own =
        select.base.indicators[select.indicator].def.of.as_ref().and_then(|code| select.base.entity(code));
    own.is_some_and(|o| select.frame.regions.contains(&o))
}

/// A share that the document does not print, of one place in another: computed from the quantity.
pub(super) fn by_quantity(select: &Selection<'_>, outcome: Outcome) -> Outcome {
    let frame = select.frame;
    let parts = frame.any(&[Cue::Share, Cue::Percent, Cue::Ratio]);
    let two = frame.operands.len() >= 2 && frame.regions.is_empty() && parts;
    match (select.base.indicators[select.indicator].quantity, &outcome) {
        (Some(indicator), Outcome::Found(found)) if two && !found.missing.is_empty() => {
            shares::share(&Selection { indicator, ..*select })
        }
        (Some(indicator), Outcome::NoData(Reason::NoFigure { .. })) if two => {
            shares::share(&Selection { indicator, ..*select })
        }
        _ => outcome,
    }
}

/// A share of the world, asked of what is counted: the share that the document prints.
pub(super) fn by_share(select: &Selection<'_>, outcome: Outcome) -> Outcome {
    let base = select.base;
    let of_world = |i: &usize| {
        let whole = base.indicators[*i].def.of.as_ref().and_then(|code| base.entity(code));
        whole.is_some_and(|w| select.frame.regions.contains(&w))
    };
    let shares = select.frame.any(&[Cue::Share, Cue::Percent]);
    match (&outcome, base.shares_of(select.indicator).iter().copied().find(of_world)) {
        (Outcome::NoData(Reason::NoFigure { .. }), Some(indicator)) if shares => {
            lookup::lookup(&Selection { indicator, ..*select })
        }
        _ => outcome,
    }
}

/// A share of a whole that the question names itself (“of the nine”), not of the indicator's own whole.
pub(super) fn part_of_named(select: &Selection<'_>) -> bool {
    let (base, frame) = (select.base, select.frame);
    let operands = select.operands();
    if names_own_whole(select) {
        return false;
    }
    let members = |o: &Operand| match o {
        Operand::Group(g) => base.members(*g).to_vec(),
        Operand::Entity(e) => {
            base.group(&base.entities[*e].code).map(|g| base.members(g).to_vec()).unwrap_or_default()
        }
        Operand::All | Operand::Rest => vec![],
    };
    let inside = |whole: &Operand| {
        let all = members(whole);
        operands.iter().any(|o| {
            o != whole
                && match o {
                    Operand::Entity(e) => all.contains(e),
                    Operand::Group(g) => base.members(*g).iter().any(|m| all.contains(m)),
                    Operand::All | Operand::Rest => false,
                }
        })
    };
    operands.len() >= 2 && operands.iter().any(inside) && frame.any(&[Cue::Share, Cue::Percent])
}

/// “The first three's share of the nine”: of a group that the question names itself.
pub(super) fn first_of_named(select: &Selection<'_>) -> bool {
    let frame = select.frame;
    frame.top.is_some() && !frame.groups().is_empty() && frame.any(&[Cue::Share, Cue::Percent])
}
