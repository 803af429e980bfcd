//! Doors of a walk: what stands on one, where it leads.
//!
//! Owns: their labels and goals. Must not know: which place they are at.

use rustc_hash::FxHashSet;
use unicode_width::UnicodeWidthStr;

use super::{Door, Goal, Walk};
use crate::answer::chart::chart_of;
use crate::answer::compose::{Draft, in_characters, on_a_button};
use crate::answer::model::Lang;
use crate::answer::suggest::question;
use crate::knowledge::{Anchor, FactBase, Observation};
use crate::understanding::Operand;

/// Columns of a text on a door.
const LONGEST: usize = 40;

/// A figure's name on a door: its place, and what tells it from the place's other figures.
pub(super) fn fact_label(draft: &Draft<'_>, observation: &Observation, alike: bool) -> String {
    let voice = draft.voice;
    let mut name = voice.entity(observation.entity);
    if let Some(agent) = observation.agent {
        name = voice.with("agent-in", [("agent", voice.entity(agent)), ("place", name)]);
    } else if let (true, Some(scope)) = (alike, observation.scope) {
        name = voice.with("agent-in", [("agent", name), ("place", voice.entity(scope))]);
    } else if alike && observation.scope.is_none() {
        let period = voice.period(observation);
        if !period.is_empty() {
            name = voice.with("value-period", [("value", name), ("period", period)]);
        }
    }
    name
}

/// The arguments of a question that compares `entities`.
pub(super) fn compared<'a>(
    draft: &Draft<'a>,
    indicator: usize,
    entities: &[usize],
) -> [(&'a str, String); 2] {
    let voice = draft.voice;
    let names: Vec<String> = entities.iter().map(|e| voice.entity(*e)).collect();
    [("names", voice.list(&names)), ("indicator", voice.indicator(indicator))]
}

/// A door to the place below.
pub(super) fn leads(draft: &Draft<'_>, walk: &Walk, anchor: Anchor) -> Door {
    let voice = draft.voice;
    let label = match anchor {
        Anchor::Indicator(i) => voice.short(i),
        Anchor::Document(d) => voice.text(&voice.base.documents[d].short),
        Anchor::Entity(e) => voice.entity(e),
        _ => String::new(),
    };
    let mut path = walk.path.clone();
    path.push(voice.base.key(anchor));
    Door { label, to: Goal::Walk(Walk { way: walk.way, path, page: 0 }) }
}

/// A door to the answer to a question.
pub(super) fn asks(draft: &Draft<'_>, indicator: usize, operand: Option<Operand>) -> Door {
    let label = match operand {
        Some(Operand::Group(g)) => draft.voice.group(g),
        _ => draft.voice.short(indicator),
    };
    Door { label, to: Goal::Ask(question(draft.voice, indicator, operand).ask) }
}

/// A door to the picture of an indicator.
pub(super) fn draws(draft: &Draft<'_>, indicator: usize) -> Door {
    let key = draft.voice.base.key(Anchor::Indicator(indicator));
    Door { label: draft.voice.short(indicator), to: Goal::Draw(key) }
}

/// Whether an indicator has figures to set beside each other.
pub(super) fn is_drawn(base: &FactBase, lang: Lang, indicator: usize) -> bool {
    let chart = chart_of(base, lang, &base.indicators[indicator].def.id);
    chart.is_some_and(|chart| chart.compares())
}

/// Observations of an indicator that have a figure.
pub(in crate::answer) fn facts(base: &FactBase, indicator: usize) -> Vec<usize> {
    let own = base.indicators[indicator].observations.iter().copied();
    own.filter(|o| !base.observations[*o].restates && base.observations[*o].value.is_some()).collect()
}

/// Entities with a figure of their own, each once.
pub(in crate::answer) fn entities(base: &FactBase, indicator: usize) -> Vec<usize> {
    let mut all: Vec<usize> = Vec::new();
    let mut met = FxHashSet::default();
    for o in facts(base, indicator).into_iter().map(|o| &base.observations[o]) {
        if !o.aggregate && met.insert(o.entity) {
            all.push(o.entity);
        }
    }
    all
}

/// A text that fits on a door.
pub(super) fn shortened(text: &str) -> String {
    let mut short = String::new();
    for character in text.chars() {
        if short.width() + 2 > LONGEST {
            return short.trim_end().to_owned() + "…";
        }
        short.push(character);
    }
    short
}

/// Doors in the characters of the language.
pub(super) fn worded(base: &FactBase, lang: Lang, doors: Vec<Door>) -> Vec<Door> {
    let door = |Door { label, to }: Door| Door {
        label: on_a_button(base, lang, &label),
        to: match to {
            Goal::Ask(ask) => Goal::Ask(in_characters(base, lang, &ask)),
            other => other,
        },
    };
    doors.into_iter().map(door).collect()
}
