//! Invented fact bases: every question over them has its known answer, the same shape gives the same bytes, and what the
//! indexes find is what a walk through all facts finds.

#[path = "../examples/generate-facts/names.rs"]
mod names;
#[path = "../examples/generate-facts/questions.rs"]
mod questions;
#[path = "../examples/generate-facts/shape.rs"]
mod shape;
#[path = "../examples/generate-facts/world.rs"]
mod world;
#[path = "../examples/generate-facts/write.rs"]
mod write;

use std::collections::HashMap;

use footnote::answer::Kind;
use footnote::check::{self, Severity};
use footnote::dialogue::Dialogue;
use footnote::engine::{Utterance, answer};
use footnote::knowledge::{Anchor, FactBase, RawFile, Topic, read_embedded, read_folder};
use questions::questions;
use rust_decimal::Decimal;
use shape::Shape;
use world::World;

fn small() -> Shape {
    Shape { documents: 3, indicators: 20, entities: 60, periods: 2, questions: 160, ..Shape::of(1_200) }
}

fn language() -> Vec<RawFile> {
    read_embedded().into_iter().filter(|f| f.path.starts_with("language/")).collect()
}

fn world(shape: Shape) -> World {
    let base = FactBase::from_files(&language()).expect("the language folder loads by itself");
    World::new(shape, &base)
}

fn files(world: &World) -> Vec<RawFile> {
    let folder = tempfile::tempdir().expect("a folder");
    write::documents(world, folder.path()).expect("the facts can be written");
    let mut files = read_folder(folder.path()).expect("the facts can be read");
    files.extend(language());
    files
}

#[test]
fn every_question_over_an_invented_fact_base_has_its_known_answer() {
    let world = world(small());
    let base = FactBase::from_files(&files(&world)).expect("the facts load");
    let mut talks: HashMap<String, Dialogue> = HashMap::new();
    let mut wrong = Vec::new();
    for turn in questions(&world) {
        let dialogue = talks.remove(&turn.chat).unwrap_or_default();
        let reply = answer(&base, &dialogue, &Utterance { text: turn.text.clone(), lang: None });
        let kind = match reply.answer.kind {
            Kind::Answer => "answer",
            Kind::NoData => "no_data",
            Kind::Clarify => "clarify",
            Kind::OutOfScope => "out_of_scope",
            Kind::Smalltalk => "smalltalk",
        };
        let own = |f: &footnote::answer::Figure| {
            turn.value.is_none_or(|v| f.value == Decimal::from(v))
                && turn.entity.as_ref().is_none_or(|e| f.entity.as_ref() == Some(e))
        };
        let told = turn.value.is_none() || reply.answer.figures.iter().any(own);
        if kind != turn.kind || !told {
            wrong.push(format!("{} {}: {kind}", turn.asks, turn.text));
        }
        talks.insert(turn.chat, reply.dialogue);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_same_shape_gives_the_same_bytes_and_another_seed_others() {
    let texts = |shape| {
        let world = world(shape);
        let files = files(&world).into_iter().map(|f| f.text.into_owned()).collect::<Vec<String>>();
        (files, serde_json::to_string(&questions(&world)).expect("plain data"))
    };
    assert_eq!(texts(small()), texts(small()));
    assert_ne!(texts(small()), texts(Shape { seed: 8, ..small() }));
}

#[test]
fn an_invented_fact_base_passes_every_check() {
    let findings = check::run(&files(&world(small())), None, None);
    // The fonts of the pictures have the characters of what is shipped.
    let told = findings.iter().filter(|f| f.severity == Severity::Error || f.check != "glyph");
    let told: Vec<String> = told.map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The shipped fact base, and an invented one.
fn both() -> [FactBase; 2] {
    let invented = FactBase::from_files(&files(&world(small()))).expect("the facts load");
    [FactBase::embedded().expect("the shipped fact base loads"), invented]
}

#[test]
fn facts_are_found_by_entity_time_and_value_as_a_walk_finds_them() {
    for base in both() {
        let all = || base.observations.iter().enumerate();
        for i in 0..base.indicators.len() {
            for e in 0..base.entities.len() {
                let of = all().filter(|(_, o)| o.indicator == i && o.entity == e && !o.restates);
                assert!(base.indexes_of(i, e).eq(of.map(|(at, _)| at)), "{i} {e}");
            }
            let mut times: Vec<_> = Vec::new();
            base.series(i).map(|o| o.period).for_each(|p| {
                if !times.contains(&p) {
                    times.push(p);
                }
            });
            assert!(base.times_of(i).map(|o| o.period).eq(times), "{i}");
        }
        for e in 0..base.entities.len() {
            let has = |i: &usize| base.series(*i).any(|o| o.entity == e);
            assert!((0..base.indicators.len()).filter(has).eq(base.indicators_of(e)), "{e}");
        }
        for value in all().filter_map(|(_, o)| o.value).step_by(7) {
            let same = all().filter(|(_, o)| o.value == Some(value)).count();
            assert_eq!(base.with_value(value).count(), same);
            let near = |v: Decimal| (v - value).abs() * Decimal::from(2000) <= v.abs().max(value.abs());
            let found: Vec<usize> = base.about(value).collect();
            let missed = all().filter(|(at, o)| o.value.is_some_and(near) && !found.contains(at)).count();
            assert_eq!(missed, 0, "{value}");
        }
    }
}

#[test]
fn topics_and_sources_are_found_as_a_walk_finds_them() {
    for base in both() {
        for topic in base.topics() {
            // Whatever meets a signature leads to its topic: here the first alternative of each of its groups.
            let features: Vec<_> =
                base.signature(topic).groups.iter().filter_map(|g| g.first()).flatten().copied().collect();
            assert!(base.topics_of(features.into_iter()).contains(&topic), "{}", base.topic_id(topic));
            for feature in base.signature(topic).needed().filter(|_| matches!(topic, Topic::Indicator(_))) {
                let concept = matches!(feature, footnote::knowledge::Feature::Concept(_));
                assert_eq!(base.indicators_explaining(feature).contains(&topic), concept);
            }
        }
        for (at, source) in base.sources.iter().enumerate() {
            assert_eq!(base.source_at(source.document, &source.def.reference), Some(at));
        }
        for at in (0..base.observations.len()).filter(|o| !base.observations[*o].restates) {
            let key = base.key(Anchor::Fact(at));
            assert_eq!(base.anchor(key), Some(Anchor::Fact(at)));
        }
    }
}
