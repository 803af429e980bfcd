//! Forms: no two things may claim one form where nothing tells them apart.
//!
//! Owns: the check `form`. Must not know: which sense a question means.

use std::collections::BTreeMap;

use super::Out;
use super::world::{World, keys};
use crate::knowledge::Origin;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Entity,
    Group,
    Concept,
    Place,
    Outside,
}

struct Claim<'a> {
    sort: Sort,
    id: &'a str,
    form: &'a str,
    origin: &'a Origin,
}

impl Claim<'_> {
    fn what(&self) -> &'static str {
        match self.sort {
            Sort::Entity => "entity",
            Sort::Group => "group",
            Sort::Concept => "concept",
            Sort::Place => "place",
            Sort::Outside => "subject outside",
        }
    }

    /// Concepts may share a form: signatures weigh both. A group is also the entity of its code. Two subjects that
    /// the document has nothing on end in the same answer.
    fn clashes(&self, other: &Claim<'_>) -> bool {
        use Sort::{Concept, Entity, Group, Outside};
        match (self.sort, other.sort) {
            (Concept, Concept) | (Outside, Outside) => false,
            (Entity, Group) | (Group, Entity) => self.id != other.id,
            (a, b) => a != b || self.id != other.id,
        }
    }
}

/// One form claimed by two things. Cues and fillers are left out: the lexicon prefers meaning to filler, and a cue
/// and a name both take part in a reading.
pub(super) fn form(world: &World<'_>, out: &mut Out) {
    let mut claims: BTreeMap<Vec<String>, Vec<Claim<'_>>> = BTreeMap::new();
    for claim in every(world) {
        claims.entry(keys(claim.form)).or_default().push(claim);
    }
    for same in claims.values() {
        for (i, later) in same.iter().enumerate() {
            if let Some(first) = same[..i].iter().find(|first| later.clashes(first)) {
                let at = world.line_of(later.origin, &format!("\"{}\"", later.form));
                out.error(
                    at,
                    format!(
                        "the form `{}` of {} `{}` is also one of {} `{}` ({})",
                        later.form,
                        later.what(),
                        later.id,
                        first.what(),
                        first.id,
                        first.origin
                    ),
                );
            }
        }
    }
}

/// Every form, in the order of the files, so that the later one is blamed.
fn every<'a>(world: &World<'a>) -> Vec<Claim<'a>> {
    let defs = world.defs;
    let mut all = Vec::new();
    let mut add = |sort, id: &'a str, forms: &'a [String], origin: &'a Origin| {
        all.extend(forms.iter().map(|form| Claim { sort, id, form, origin }));
    };
    defs.entities.iter().for_each(|e| add(Sort::Entity, &e.value.code, &e.value.forms, &e.origin));
    defs.groups.iter().for_each(|g| add(Sort::Group, &g.value.code, &g.value.forms, &g.origin));
    defs.concepts.iter().for_each(|(id, c)| add(Sort::Concept, id, &c.value.forms, &c.origin));
    // A covered place is an entity of some document and is not looked up by itself.
    let places = defs.places.iter().filter(|p| !p.value.covered);
    places.for_each(|p| add(Sort::Place, &p.value.code, &p.value.forms, &p.origin));
    defs.outside.iter().for_each(|o| add(Sort::Outside, &o.value.id, &o.value.forms, &o.origin));
    all
}
