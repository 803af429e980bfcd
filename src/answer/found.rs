//! Wording of findings: the figure first, then what, when and where.
//!
//! Owns: blocks for single figures, and what travels with them. Must not know: how they were found.

mod lists;
mod profile;
mod rows;
mod scope;

use super::compose::Draft;
use super::derived;
use super::model::{Block, Span};
use crate::knowledge::EntityKind;
use crate::query::Finding;
use crate::understanding::Ask;
use lists::several;
use rows::{add, cite, observation, other_scope, row_name, row_value};
use scope::{count, how_selected, ranking};

pub(super) use profile::{profile, side_by_side};
pub(super) use rows::figure;
pub(super) use scope::{conditions, scope_name};

/// Words one finding.
pub(super) fn finding(draft: &mut Draft<'_>, finding: &Finding) {
    let mark = cite(draft, finding);
    verdict(draft, finding.verdict);
    if finding.derived.is_some() && !finding.rows.is_empty() {
        several(draft, finding, mark.clone());
        derived::line(draft, finding);
    } else if finding.derived.is_some() {
        derived::derived(draft, finding, mark);
    } else {
        match finding.ask {
            Ask::Missing => missing(draft, finding, mark),
            _ if finding.rows.is_empty() => nothing(draft, finding, mark),
            // A number that was asked for is told, be it one or none.
            Ask::Filter | Ask::Having | Ask::Ties if finding.count => several(draft, finding, mark),
            Ask::Relative { .. } => several(draft, finding, mark),
            _ if finding.rows.len() == 1 => single(draft, finding, mark),
            _ if worlds_and_regions(finding, draft) => single(draft, finding, mark),
            _ => several(draft, finding, mark),
        }
    }
    remarks(draft, finding);
}

/// Whether what the question takes for granted is so.
pub(super) fn verdict(draft: &mut Draft<'_>, verdict: Option<bool>) {
    if let Some(verdict) = verdict {
        let id = if verdict { "verdict-true" } else { "verdict-false" };
        let text = draft.voice.say(id);
        draft.blocks.push(Block::Headline(vec![Span::Strong(text)]));
    }
}

/// Whether all rows are one entity (its world and regional rank, or two periods): told in one breath.
fn worlds_and_regions(finding: &Finding, draft: &Draft<'_>) -> bool {
    ranking(draft, finding) && finding.rows.len() == 2 && finding.rows[0].entity == finding.rows[1].entity
}

fn single(draft: &mut Draft<'_>, finding: &Finding, mark: Span) {
    let voice = draft.voice;
    let row = &finding.rows[0];
    let mut values: Vec<String> = Vec::new();
    for row in &finding.rows {
        values.push(row_value(draft, finding, row));
        add(draft, finding, row);
    }
    // A world rank is told with the printed regional one, and the other way round.
    if finding.rows.len() == 1 && finding.ask == Ask::Lookup {
        values.extend(other_scope(draft, row));
    }
    let value = voice.with_unit(voice.list(&values), finding.indicator);
    let name = row_name(draft, finding, row);
    let superlative = !matches!(finding.ask, Ask::Lookup | Ask::Value | Ask::Profile);
    let text = if superlative || finding.verdict.is_some() {
        voice.with("name-value", [("name", name.clone()), ("value", value)])
    } else {
        value
    };
    let said = text.clone();
    draft.headline(text, Some(mark));
    let mut parts = Vec::new();
    // What an indicator is only about goes without saying.
    let only = voice.base.indicators[finding.indicator].single == Some(row.entity);
    if !superlative && finding.verdict.is_none() && !only {
        parts.push(name);
    }
    // The headline's unit may have said it.
    parts.extend(Some(voice.indicator(finding.indicator)).filter(|name| !said.contains(name.as_str())));
    parts.extend(how_selected(draft, finding));
    parts.extend(observation(draft, row).map(|o| voice.period(o)).filter(|p| !p.is_empty()));
    draft.line(parts.join(&voice.say("part-separator")));
}

/// Nobody meets the condition: said with the condition.
fn nothing(draft: &mut Draft<'_>, finding: &Finding, mark: Span) {
    let voice = draft.voice;
    count(draft, finding, 0);
    let condition = conditions(draft, finding);
    draft.headline(voice.with("nobody", [("condition", condition)]), Some(mark));
    subject(draft, finding.indicator);
}

fn missing(draft: &mut Draft<'_>, finding: &Finding, mark: Span) {
    let voice = draft.voice;
    let economies: Vec<usize> =
        finding.missing.iter().copied().filter(|e| voice.base.entities[*e].is(EntityKind::Economy)).collect();
    let names: Vec<String> = economies.iter().map(|e| voice.entity(*e)).collect();
    if finding.count {
        count(draft, finding, names.len());
    }
    let n = names.len().to_string();
    let text = if names.is_empty() {
        voice.say("nobody-missing")
    } else {
        voice.with("without-figure", [("names", voice.list(&names)), ("n", n)])
    };
    draft.headline(text, Some(mark));
    subject(draft, finding.indicator);
}

/// What it is about, and for when.
fn subject(draft: &mut Draft<'_>, indicator: usize) {
    let voice = draft.voice;
    let mut parts = vec![voice.indicator(indicator)];
    parts.extend(voice.base.indicators[indicator].def.period_name.as_ref().map(|name| voice.text(name)));
    draft.line(parts.join(&voice.say("part-separator")));
}

/// Gaps, corrections and limits that travel with the figures.
fn remarks(draft: &mut Draft<'_>, finding: &Finding) {
    let voice = draft.voice;
    let base = voice.base;
    if !finding.missing.is_empty()
        && !matches!(finding.ask, Ask::Missing)
        && finding.rows.len() + finding.missing.len() < 30
    {
        let names: Vec<String> = finding
            .missing
            .iter()
            .filter(|e| !base.entities[**e].is(EntityKind::Region))
            .map(|e| voice.entity(*e))
            .collect();
        if !names.is_empty() {
            draft.note(voice.with("no-figure-for", [("names", voice.list(&names))]));
        }
    }
    let def = &base.indicators[finding.indicator].def;
    if finding.partial
        && (finding.rows.len() > 1 || !matches!(finding.ask, Ask::Extreme { .. }))
        && let Some(coverage) = &def.coverage
    {
        draft.note(voice.text(coverage) + &voice.say("full-stop"));
    }
    let notes: Vec<usize> =
        finding.rows.iter().filter_map(|r| observation(draft, r)).filter_map(|o| o.note).collect();
    for note in notes {
        draft.note(voice.text(&base.remarks[note].text));
    }
}
