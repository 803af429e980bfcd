//! From outcomes to sketches: which outcome has figures to show, and what of an indicator it shows.
//!
//! Owns: the table of outcomes. Must not know: wording, apart from what is handed on; how lines are drawn.

use super::rows::{is_place, of_rows};
use super::sketch::{Content, Line, Sketch, marked};
use super::terms;
use crate::answer::compose::Draft;
use crate::answer::found;
use crate::knowledge::Topic;
use crate::query::{Finding, Outcome, Reason};
use crate::understanding::Ask;

/// The sketches of an outcome; none where it has no figures.
pub(super) fn of(draft: &mut Draft<'_>, outcome: &Outcome) -> Vec<Sketch> {
    let voice = draft.voice;
    let base = voice.base;
    match outcome {
        Outcome::Found(finding) => finding_sketches(draft, finding),
        Outcome::NoData(Reason::NoReason { finding } | Reason::OneSided { finding, .. }) => {
            finding_sketches(draft, finding)
        }
        Outcome::Statement(s) => {
            let figures = || base.statements[*s].figures.iter();
            let Some(indicator) = figures().find_map(|f| f.indicator) else { return vec![] };
            let entities: Vec<usize> =
                figures().filter(|f| f.indicator == Some(indicator)).filter_map(|f| f.entity).collect();
            marked(voice, indicator, |_, e| entities.contains(&e)).into_iter().collect()
        }
        Outcome::Source { topic: Topic::Indicator(i), rows } | Outcome::Period { indicator: i, rows, .. } => {
            marked(voice, *i, |o, _| rows.contains(&o)).into_iter().collect()
        }
        Outcome::NoData(Reason::NoFigure { indicator, entities }) => {
            let places: Vec<usize> = entities.iter().copied().filter(|e| is_place(base, *e)).collect();
            if places.is_empty() || base.indicators[*indicator].single.is_some() {
                return vec![];
            }
            let Some(mut sketch) = marked(voice, *indicator, |_, e| places.contains(&e)) else {
                return vec![];
            };
            let known: Vec<usize> = sketch.observations().map(|o| base.observations[o].entity).collect();
            let unknown = places.into_iter().filter(|e| !known.contains(e));
            sketch.lines.extend(unknown.map(|e| Line { content: Content::Without(e), asked: true }));
            vec![sketch]
        }
        Outcome::NoData(Reason::Undetermined { indicator, entities }) => {
            marked(voice, *indicator, |_, e| entities.contains(&e)).into_iter().collect()
        }
        _ => vec![],
    }
}

fn finding_sketches(draft: &mut Draft<'_>, finding: &Finding) -> Vec<Sketch> {
    let base = draft.voice.base;
    if base.indicators[finding.indicator].def.absent.is_some() {
        return vec![];
    }
    if finding.derived.is_some() && finding.rows.is_empty() {
        return terms::sketch(draft, finding).into_iter().collect();
    }
    let mut indicators: Vec<usize> = Vec::new();
    for row in finding.rows.iter().filter_map(|r| r.observation) {
        let own = base.observations[row].indicator;
        if !indicators.contains(&own) {
            indicators.push(own);
        }
    }
    if indicators.is_empty() {
        indicators.push(finding.indicator);
    }
    let mut sketches: Vec<Sketch> =
        indicators.into_iter().filter_map(|i| of_rows(draft.voice, finding, i)).collect();
    let scope = found::scope_name(draft, finding);
    let mut lead: Vec<String> = vec![found::conditions(draft, finding)];
    if finding.derived.is_some() {
        lead.extend(terms::lead(draft, finding));
    }
    lead.retain(|l| !l.is_empty());
    let reversed =
        matches!(finding.ask, Ask::Sort { ascending: true } | Ask::Extreme { least: true, top: 2.. });
    for sketch in &mut sketches {
        sketch.reversed = reversed;
        sketch.scope.clone_from(&scope);
        sketch.derived |= finding.derived.is_some();
    }
    if let Some(first) = sketches.first_mut() {
        first.lead = lead;
    }
    sketches
}
