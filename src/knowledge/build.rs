//! Builds a [`FactBase`] from definitions: resolves every reference and reports each one that breaks.
//!
//! Owns: references and the values that follow from literals. Must not know: the finer checks (`src/check`).

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::facts::FactBase;
use super::files::{Definitions, LoadError};
use super::indexes::Indexes;
use super::messages::Messages;
use super::model::*;
use super::period::Period;
use super::place::{Origin, Placed};
use super::schema::*;
use super::signature::Names;
use super::topical::Topical;
use crate::text::numeral::NumeralWords;

/// Collects findings while building, so that all of them are told at once.
pub(super) struct Builder {
    pub entity: HashMap<String, usize>,
    pub group: HashMap<String, usize>,
    pub indicator: HashMap<String, usize>,
    pub remark: HashMap<String, usize>,
    pub errors: Vec<LoadError>,
}

impl Builder {
    /// `check` is the name under which `footnote check` tells it.
    pub fn fail(&mut self, check: &'static str, origin: &Origin, message: String) {
        self.errors.push(LoadError { check, origin: Some(origin.clone()), message });
    }

    pub fn find(
        &mut self,
        what: &str,
        map: fn(&Builder) -> &HashMap<String, usize>,
        key: &str,
        at: &Origin,
    ) -> usize {
        let found = map(self).get(key).copied();
        found.unwrap_or_else(|| {
            self.fail("reference", at, format!("unknown {what} `{key}`"));
            0
        })
    }

    pub fn entity(&mut self, code: &str, at: &Origin) -> usize {
        self.find("entity", |b| &b.entity, code, at)
    }

    pub fn period(&mut self, text: Option<&String>, at: &Origin) -> Option<Period> {
        let text = text?;
        let period = Period::parse(text);
        if period.is_none() {
            self.fail(
                "period",
                at,
                format!("period `{text}` does not parse (2024, 2026-01, 2025-H1, 2013/2024, ../2037)"),
            );
        }
        period
    }

    pub fn decimal(&mut self, text: &str, at: &Origin) -> Option<Decimal> {
        let value = text.parse().ok();
        if value.is_none() {
            self.fail("value", at, format!("value `{text}` is not a decimal number"));
        }
        value
    }
}

fn index<T>(items: &[T], key: impl Fn(&T) -> String) -> HashMap<String, usize> {
    items.iter().enumerate().map(|(i, item)| (key(item), i)).collect()
}

pub(super) fn build(mut defs: Definitions) -> Result<FactBase, Vec<LoadError>> {
    merge_entities(&mut defs.entities);
    // Observations can be about a group as a whole: each group is an entity too.
    let mut builder = Builder {
        entity: index(&defs.entities, |e| e.value.code.clone()),
        group: index(&defs.groups, |g| g.value.code.clone()),
        indicator: index(&defs.indicators, |i| i.value.id.clone()),
        remark: index(&defs.remarks, |r| r.value.id.clone()),
        errors: Vec::new(),
    };
    let mut entities = entities(&mut builder, &defs);
    let groups = groups(&mut builder, &defs, &mut entities);
    let (concepts, concept_by_id) = concepts(&defs);
    let names =
        Names { concepts: &concept_by_id, entities: &builder.entity.clone(), groups: &builder.group.clone() };
    let mut indicators = super::define::indicators(&mut builder, &defs, &names);
    let observations = super::observe::observations(&mut builder, &defs, &mut indicators);
    let statements = super::define::statements(&mut builder, &defs, &names, &observations);
    let sources = super::define::sources(&mut builder, &defs);
    let messages = match Messages::new(&defs.messages, &defs.simplified) {
        Ok(messages) => messages,
        Err(e) => {
            builder.errors.push(LoadError { check: "message", origin: None, message: e });
            return Err(builder.errors);
        }
    };
    if !builder.errors.is_empty() {
        return Err(builder.errors);
    }
    let mut base = FactBase {
        lexicon: super::naming::lexicon(&defs, &builder.entity, &builder.group),
        numerals: NumeralWords::new(&defs.numerals),
        sha256: String::new(),
        entity_by_code: builder.entity,
        group_by_code: builder.group,
        concept_by_id,
        indicator_by_id: builder.indicator,
        documents: defs.documents.into_iter().map(|d| d.value).collect(),
        entities,
        groups,
        concepts,
        indicators,
        observations,
        statements,
        sources,
        remarks: defs.remarks.into_iter().map(|r| r.value).collect(),
        places: defs.places.into_iter().map(|p| p.value).collect(),
        outside: defs.outside.into_iter().map(|o| o.value).collect(),
        examples: defs.examples,
        messages,
        magnitudes: defs.magnitudes,
        indexes: Indexes::default(),
        topical: Topical::default(),
    };
    base.indexes = Indexes::of(&base);
    base.topical = Topical::of(&base);
    Ok(base)
}

/// Two documents may speak of the same entity: their forms are taken together.
fn merge_entities(entities: &mut Vec<Placed<EntityDef>>) {
    let mut merged: Vec<Placed<EntityDef>> = Vec::new();
    let mut by_code: HashMap<String, Vec<usize>> = HashMap::new();
    for entity in entities.drain(..) {
        let known = by_code.entry(entity.value.code.clone()).or_default();
        match known.iter().find(|at| merged[**at].document != entity.document) {
            Some(at) => merged[*at].value.forms.extend(entity.value.forms),
            None => {
                known.push(merged.len());
                merged.push(entity);
            }
        }
    }
    *entities = merged;
}

fn entities(builder: &mut Builder, defs: &Definitions) -> Vec<Entity> {
    defs.entities
        .iter()
        .map(|e| {
            let within = e.value.within.as_ref().map(|code| builder.entity(code, &e.origin));
            let complement = e.value.complement.as_ref().map(|c| {
                let of = builder.entity(&c.of, &e.origin);
                (of, c.without.iter().map(|code| builder.entity(code, &e.origin)).collect())
            });
            Entity {
                code: e.value.code.clone(),
                kinds: e.value.kinds.clone(),
                within,
                name: e.value.name.clone(),
                complement,
                origin: e.origin.clone(),
            }
        })
        .collect()
}

fn groups(builder: &mut Builder, defs: &Definitions, entities: &mut Vec<Entity>) -> Vec<Group> {
    let mut groups = Vec::new();
    for g in &defs.groups {
        let members = g.value.members.iter().map(|code| builder.entity(code, &g.origin)).collect();
        let entity = *builder.entity.entry(g.value.code.clone()).or_insert_with(|| {
            entities.push(Entity {
                code: g.value.code.clone(),
                kinds: vec![EntityKind::Region],
                within: None,
                name: g.value.name.clone(),
                complement: None,
                origin: g.origin.clone(),
            });
            entities.len() - 1
        });
        groups.push(Group {
            code: g.value.code.clone(),
            name: g.value.name.clone(),
            members,
            general: g.value.general,
            spoken_of: !g.value.forms.is_empty(),
            entity: Some(entity),
            locator: g.value.locator.clone(),
            document: g.document,
        });
    }
    groups
}

fn concepts(defs: &Definitions) -> (Vec<Concept>, HashMap<String, usize>) {
    let mut concepts: Vec<Concept> = Vec::new();
    let mut by_id = HashMap::new();
    for (id, def) in &defs.concepts {
        by_id.entry(id.clone()).or_insert_with(|| {
            concepts.push(Concept {
                id: id.clone(),
                weight: def.value.weight,
                countable: def.value.countable,
                money: def.value.money,
            });
            concepts.len() - 1
        });
    }
    (concepts, by_id)
}
