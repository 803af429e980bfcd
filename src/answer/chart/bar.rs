//! A line of a sketch in words: its name, its value, what is known of it.
//!
//! Owns: labels and values. Must not know: the lines beside it, or why it is there.

use super::label;
use super::sketch::{Content, Line, Manner, Sketch};
use crate::answer::model::{Bar, Hedge, Known};
use crate::answer::voice::Voice;
use crate::knowledge::{Bound, Observation, Status, Unit};

/// One line in words.
pub(super) fn bar(voice: Voice<'_>, sketch: &Sketch, line: &Line, of_times: bool) -> Bar {
    let base = voice.base;
    let none = Bar {
        label: String::new(),
        detail: None,
        value: None,
        text: voice.say("no-figure"),
        hedge: None,
        known: Known::Missing,
        entity: None,
        when: None,
        asked: line.asked,
        forecast: false,
        derived: false,
        rest: false,
        marks: vec![],
    };
    match &line.content {
        Content::Observed(o) => {
            let o = &base.observations[*o];
            let name = match (sketch.manner, o.agent) {
                _ if of_times => voice.period(o),
                (Manner::Profile(_), _) => voice.short(o.indicator),
                (_, Some(agent)) => {
                    let agent = label(voice, &voice.entity(agent));
                    voice.with("agent-in", [("agent", agent), ("place", voice.entity(o.entity))])
                }
                _ => voice.entity(o.entity),
            };
            let open = o.status == Status::Undetermined;
            let known = match o.value {
                Some(_) => Known::Figure,
                None if open => Known::Undetermined,
                None => Known::Missing,
            };
            Bar {
                label: label(voice, &name),
                detail: other_rank(voice, sketch, o),
                value: o.value,
                text: if open { voice.say("ahead-undetermined") } else { voice.observed(o) },
                hedge: o.bound.map(hedge),
                known,
                entity: Some(base.entities[o.entity].code.clone()),
                when: o.period.filter(|_| o.value.is_some()).map(|p| p.notation()),
                forecast: o.forecast,
                derived: o.quotient.is_some(),
                ..none
            }
        }
        Content::Without(entity) => Bar {
            label: label(voice, &voice.entity(*entity)),
            entity: Some(base.entities[*entity].code.clone()),
            ..none
        },
        Content::Computed(computed) => Bar {
            label: computed.label.clone(),
            detail: computed.detail.clone(),
            value: Some(computed.value),
            text: computed.text.clone(),
            known: Known::Figure,
            derived: true,
            rest: computed.rest,
            ..none
        },
    }
}

/// The rank of the same entity in another scope (“4th in Asia”).
fn other_rank(voice: Voice<'_>, sketch: &Sketch, observation: &Observation) -> Option<String> {
    if sketch.unit != Unit::Rank {
        return None;
    }
    let mut own = voice.base.observations_of(observation.indicator, observation.entity);
    let other = own.find(|o| o.scope != observation.scope && o.scope.is_some() && o.value.is_some())?;
    let place = voice.entity(other.scope?);
    Some(voice.with("rank-in", [("place", place), ("rank", voice.observed(other))]))
}

fn hedge(bound: Bound) -> Hedge {
    match bound {
        Bound::Over => Hedge::Over,
        Bound::Nearly => Hedge::Nearly,
        Bound::About => Hedge::About,
    }
}
