//! Questions for buttons: near what was refused, and to begin with. Each of them has an answer.
//!
//! Owns: which questions, and their words. Must not know: what a button is, why something was refused.

use super::compose::Draft;
use super::model::Choice;
use super::next;
use super::voice::Voice;
use super::walk::{entities, facts};
use crate::knowledge::{FactBase, Topic, Unit};
use crate::query::Reason;
use crate::understanding::Operand;

/// So many help; more are a list to read.
pub(super) const MOST: usize = 3;

/// What can be answered near what can't.
pub(super) fn near(draft: &mut Draft<'_>, reason: &Reason) {
    match reason {
        Reason::NoFigure { indicator, entities } => {
            if let [only] = entities[..] {
                others_of(draft, only, Some(*indicator));
            }
            all_of(draft, *indicator);
        }
        Reason::NoPeriod { indicator, entities, .. } => {
            those_of(draft, *indicator, entities);
            all_of(draft, *indicator);
            some_of(draft, *indicator);
        }
        Reason::OnlyTotals { indicator }
        | Reason::Undetermined { indicator, .. }
        | Reason::NoPlace { indicator }
        | Reason::Places { indicator: Some(indicator), .. } => {
            all_of(draft, *indicator);
            some_of(draft, *indicator);
        }
        Reason::Absent { indicator } => match draft.voice.base.indicators[*indicator].near {
            Some(near) => some_of(draft, near),
            None => examples(draft),
        },
        Reason::Outside { near: Some(indicator), entities, .. } => {
            those_of(draft, *indicator, entities);
            some_of(draft, *indicator);
        }
        Reason::Unknown { near: Some(Topic::Indicator(indicator)), .. } => some_of(draft, *indicator),
        Reason::Outside { near: None, entities, .. } => {
            entities.iter().for_each(|entity| others_of(draft, *entity, None));
            examples(draft);
        }
        Reason::Unknown { .. } | Reason::Places { .. } => examples(draft),
        // What the document does have is told already; on from there.
        Reason::NoReason { finding } | Reason::OneSided { finding, .. } => {
            for choice in next::after(draft.voice, finding) {
                offer(draft, choice);
            }
        }
    }
}

/// What the document has on an entity.
fn others_of(draft: &mut Draft<'_>, entity: usize, but: Option<usize>) {
    for indicator in known_of(draft.voice, entity) {
        if draft.choices.len() >= MOST {
            return;
        }
        if Some(indicator) != but {
            offer(draft, question(draft.voice, indicator, Some(Operand::Entity(entity))));
        }
    }
}

/// The indicators that have a figure for `entity`.
pub(super) fn known_of(voice: Voice<'_>, entity: usize) -> Vec<usize> {
    let base = voice.base;
    let known = |i: &usize| {
        let figures = base.observations_of(*i, entity).any(|o| o.value.is_some());
        figures && base.indicators[*i].def.absent.is_none()
    };
    base.indicators_of(entity).into_iter().filter(known).collect()
}

/// An indicator's figures of those who were asked about.
fn those_of(draft: &mut Draft<'_>, indicator: usize, named: &[usize]) {
    for entity in entities(draft.voice.base, indicator).into_iter().filter(|e| named.contains(e)) {
        offer(draft, question(draft.voice, indicator, Some(Operand::Entity(entity))));
    }
}

/// Everything that the document has on an indicator.
fn all_of(draft: &mut Draft<'_>, indicator: usize) {
    let voice = draft.voice;
    if voice.base.indicators[indicator].def.absent.is_some() || facts(voice.base, indicator).is_empty() {
        return;
    }
    let mut choice = question(voice, indicator, None);
    if entities(voice.base, indicator).len() > 1 {
        choice.label = voice.with("button", [("name", voice.say("walk-all")), ("indicator", choice.label)]);
    }
    offer(draft, choice);
}

/// The first figures of an indicator.
fn some_of(draft: &mut Draft<'_>, indicator: usize) {
    for entity in entities(draft.voice.base, indicator).into_iter().take(MOST) {
        offer(draft, question(draft.voice, indicator, Some(Operand::Entity(entity))));
    }
}

/// Three questions to tap: the first ranking, the first quantity and the first forecast of the fact base.
pub(super) fn examples(draft: &mut Draft<'_>) {
    let base = draft.voice.base;
    let firsts = [
        base.indicators.iter().position(|i| i.def.ranking && i.def.complete_to.is_some_and(|n| n < 10)),
        base.indicators.iter().position(|i| i.def.unit == Unit::Count),
        base.indicators.iter().position(|i| i.single.is_some()),
    ];
    for indicator in firsts.into_iter().flatten() {
        let second = entities(base, indicator).get(1).copied();
        offer(draft, question(draft.voice, indicator, second.map(Operand::Entity)));
    }
}

fn offer(draft: &mut Draft<'_>, choice: Choice) {
    if draft.choices.len() < MOST {
        draft.offer(choice);
    }
}

/// A full question for a button.
pub(super) fn question(voice: Voice<'_>, indicator: usize, operand: Option<Operand>) -> Choice {
    question_of(voice, indicator, operand.as_slice())
}

/// The same for several at once.
pub(super) fn question_of(voice: Voice<'_>, indicator: usize, operands: &[Operand]) -> Choice {
    let name = |operand: &Operand| match operand {
        Operand::Entity(e) if voice.base.indicators[indicator].single != Some(*e) => Some(voice.entity(*e)),
        Operand::Group(g) => Some(voice.group(*g)),
        _ => None,
    };
    let names: Vec<String> = operands.iter().filter_map(name).collect();
    let name = Some(voice.list(&names)).filter(|names| !names.is_empty());
    let what = voice.indicator(indicator);
    let short = voice.short(indicator);
    match name {
        Some(name) => Choice {
            // Many names would leave no room for what it is about.
            label: match operands.len() <= MOST {
                true => voice.with("button", [("name", name.clone()), ("indicator", short)]),
                false => short,
            },
            ask: voice.with("ask", [("name", name), ("indicator", what)]),
        },
        None => {
            let message = if ordered(voice.base, indicator) { "ask-order" } else { "ask-plain" };
            Choice { label: short, ask: voice.with(message, [("indicator", what)]) }
        }
    }
}

/// Whether an indicator is a quantity of several, which one reads from the most to the least.
pub(super) fn ordered(base: &FactBase, indicator: usize) -> bool {
    let def = &base.indicators[indicator].def;
    !def.ranking && !def.composite && entities(base, indicator).len() > 2
}
