//! Builds indicators, statements and sources from their definitions.
//!
//! Owns: signatures, and what these refer to. Must not know: observations' own fields, the document (`src/check`).

use rustc_hash::FxHashMap;

use super::build::Builder;
use super::files::Definitions;
use super::model::*;
use super::observe::references;
use super::place::Origin;
use super::schema::*;
use super::signature::{Names, Signature};

pub(super) fn indicators(b: &mut Builder, defs: &Definitions, names: &Names<'_>) -> Vec<Indicator> {
    defs.indicators
        .iter()
        .map(|i| {
            let (def, at) = (&i.value, &i.origin);
            let find = |b: &mut Builder, id: &Option<String>| {
                id.as_ref().map(|id| b.find("indicator", |b| &b.indicator, id, at))
            };
            Indicator {
                signature: signature(b, names, &def.signature, &def.plus, &def.minus, at),
                period: b.period(def.period.as_ref(), at),
                single: def.single.as_ref().map(|code| b.entity(code, at)),
                scope: def.scope.as_ref().map(|code| b.entity(code, at)),
                base: find(b, &def.base),
                near: find(b, &def.near),
                quantity: find(b, &def.quantity),
                observations: Vec::new(),
                document: i.document,
                origin: at.clone(),
                def: def.clone(),
            }
        })
        .collect()
}

pub(super) fn statements(
    b: &mut Builder,
    defs: &Definitions,
    names: &Names<'_>,
    observations: &[Observation],
) -> Vec<Statement> {
    let mut known: FxHashMap<(usize, usize), Vec<&Observation>> = FxHashMap::default();
    let speaks = |figures: &[StatementFigureDef]| figures.iter().any(|f| f.indicator.is_some());
    let spoken = defs.statements.iter().any(|s| speaks(&s.value.figures));
    for o in observations.iter().filter(|o| spoken && !o.restates && o.value.is_some()) {
        known.entry((o.indicator, o.entity)).or_default().push(o);
    }
    let mut all = Vec::new();
    for s in &defs.statements {
        let (def, at) = (&s.value, &s.origin);
        let mut cite = references(&def.at, &def.footnotes);
        cite.extend(def.figures_refs.iter().cloned());
        let mut figures = Vec::new();
        for figure in &def.figures {
            let entity = figure.entity.as_ref().map(|code| b.entity(code, at));
            if let Some(id) = &figure.indicator {
                let indicator = b.find("indicator", |b| &b.indicator, id, at);
                let unit = defs.indicators.get(indicator).map_or(Unit::Count, |i| i.value.unit);
                let known = entity.and_then(|e| known.get(&(indicator, e))).into_iter().flatten();
                figures.extend(known.map(|o| StatementFigure {
                    value: o.value.unwrap_or_default(),
                    unit,
                    entity,
                    indicator: Some(indicator),
                    literal: None,
                }));
            } else if let (Some(value), Some(unit)) = (&figure.value, figure.unit) {
                let value = b.decimal(value, at).unwrap_or_default();
                figures.push(StatementFigure {
                    value,
                    unit,
                    entity,
                    indicator: None,
                    literal: figure.literal.clone(),
                });
            } else {
                b.fail(
                    "reference",
                    at,
                    format!("a figure of statement `{}` needs an indicator, or value and unit", def.id),
                );
            }
        }
        all.push(Statement {
            signature: signature(b, names, &def.signature, &def.plus, &def.minus, at),
            document: s.document,
            figures,
            cite,
            origin: at.clone(),
            def: def.clone(),
        });
    }
    all
}

pub(super) fn sources(b: &mut Builder, defs: &Definitions) -> Vec<Source> {
    defs.sources
        .iter()
        .map(|s| {
            let codes = s.value.orgs.iter().chain(s.value.org.iter().filter(|o| !s.value.orgs.contains(o)));
            Source {
                orgs: codes.map(|code| b.entity(code, &s.origin)).collect(),
                document: s.document,
                origin: s.origin.clone(),
                def: s.value.clone(),
            }
        })
        .collect()
}

fn signature(
    b: &mut Builder,
    names: &Names<'_>,
    groups: &[String],
    plus: &[String],
    minus: &[String],
    at: &Origin,
) -> Signature {
    names.signature(groups, plus, minus).unwrap_or_else(|messages| {
        messages.into_iter().for_each(|message| b.fail("reference", at, message));
        Signature::default()
    })
}
