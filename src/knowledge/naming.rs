//! Naming: the forms of all definitions, put into the lexicon with what they stand for.
//!
//! Owns: which definition gives which sense. Must not know: how text is matched.

use std::collections::HashMap;

use rustc_hash::FxHashSet;

use super::files::Definitions;
use super::lexicon::{Lexicon, Sense};
use crate::text::Tokenizer;

/// Shortest form of a subject, in characters, that is known by all but one of them.
const SHORTEST_SUBJECT: usize = 6;

/// Every form of the definitions, with the index of what it names.
pub(super) fn lexicon(
    defs: &Definitions,
    entity: &HashMap<String, usize>,
    group: &HashMap<String, usize>,
) -> Lexicon {
    let mut lexicon = Lexicon::new(count(defs));
    let mut shorts = Vec::new();
    let mut tokenizer = Tokenizer::default();
    let mut words = FxHashSet::default();
    let mut add = |forms: &[String], sense: Sense| {
        forms.iter().for_each(|form| lexicon.add(tokenizer.tokens(form), sense, &mut words));
    };
    for e in &defs.entities {
        add(&e.value.forms, Sense::Entity(entity[&e.value.code]));
        e.value.short.iter().for_each(|form| shorts.push((form.clone(), entity[&e.value.code])));
    }
    for g in &defs.groups {
        add(&g.value.forms, Sense::Group(group[&g.value.code]));
    }
    let mut order: HashMap<&String, usize> = HashMap::new();
    for (id, concept) in &defs.concepts {
        let next = order.len();
        add(&concept.value.forms, Sense::Concept(*order.entry(id).or_insert(next)));
    }
    for (cue, forms) in &defs.cues {
        add(forms, Sense::Cue(*cue));
    }
    for (i, place) in defs.places.iter().enumerate().filter(|(_, p)| !p.value.covered) {
        add(&place.value.forms, Sense::Place(i));
    }
    for (i, outside) in defs.outside.iter().enumerate() {
        add(&outside.value.forms, Sense::Outside(i));
    }
    for (i, source) in defs.sources.iter().enumerate() {
        add(&source.value.forms, Sense::Work(i));
    }
    add(&defs.fillers, Sense::Filler);
    // Names and subjects are what people mistype and mean; cues and fillers are too short to guess.
    let names = defs.entities.iter().flat_map(|e| &e.value.forms);
    let subjects = defs.concepts.iter().flat_map(|(_, c)| &c.value.forms);
    let han = |form: &&String| !form.bytes().any(|b| b.is_ascii_alphanumeric());
    for form in names.clone().chain(subjects.clone()).filter(han) {
        lexicon.add_sound(form);
    }
    // Words that are no names are near to other words: only long ones are known by all but one character.
    let long = subjects.filter(|form| form.chars().count() >= SHORTEST_SUBJECT);
    // Foreign places stand in the way of a guess: what could be one of them is not corrected to another.
    let foreign = defs.places.iter().flat_map(|p| &p.value.forms);
    for form in names.chain(long).chain(foreign).filter(han) {
        lexicon.add_gaps(form);
    }
    lexicon.finish(shorts, words);
    lexicon
}

/// How many forms there are, more or less.
fn count(defs: &Definitions) -> usize {
    let names =
        defs.entities.iter().map(|e| &e.value.forms).chain(defs.groups.iter().map(|g| &g.value.forms));
    let known = names
        .chain(defs.concepts.iter().map(|(_, c)| &c.value.forms))
        .chain(defs.cues.iter().map(|(_, f)| f));
    let foreign =
        defs.places.iter().map(|p| &p.value.forms).chain(defs.outside.iter().map(|o| &o.value.forms));
    known.chain(foreign).map(Vec::len).sum::<usize>() + defs.fillers.len()
}
