//! Lists: what is listed stands bold, then a line each.
//!
//! Owns: the heads of lists and their lines. Must not know: how a row's value is told.

use super::rows::{add, dated, observation, row_name, row_value};
use super::scope::{conditions, count, ranking, scope_name};
use crate::answer::compose::Draft;
use crate::answer::model::{Block, Item, Span};
use crate::query::Finding;
use crate::understanding::Ask;

/// A number that was asked for is told with the figures of at most so many.
const MOST_TOLD: usize = 4;

/// A list: what it lists bold, then a line each.
pub(super) fn several(draft: &mut Draft<'_>, finding: &Finding, mark: Span) {
    let voice = draft.voice;
    let head = list_head(draft, finding);
    let head = if matches!(finding.ask, Ask::Filter | Ask::Having | Ask::Ties) && !finding.count {
        let mut entities: Vec<usize> = finding.rows.iter().map(|r| r.entity).collect();
        entities.sort_unstable();
        entities.dedup();
        count(draft, finding, entities.len());
        voice.with("head-count", [("head", head), ("n", entities.len().to_string())])
    } else {
        head
    };
    draft.headline(head, Some(mark));
    let periods = same_period(draft, finding);
    if finding.brief && finding.rows.len() > MOST_TOLD {
        // Whom they are held against stands in the headline.
        let subject = usize::from(matches!(finding.ask, Ask::Relative { .. }));
        let told = &finding.rows[..finding.rows.len() - subject];
        let names: Vec<String> = told.iter().map(|r| row_name(draft, finding, r)).collect();
        draft.line(voice.list(&names));
        let condition = Some(conditions(draft, finding)).filter(|condition| !condition.is_empty());
        let mut parts = vec![condition.unwrap_or_else(|| voice.indicator(finding.indicator))];
        parts.extend(periods.filter(|p| !p.is_empty()));
        draft.line(parts.join(&voice.say("part-separator")));
        return;
    }
    let mut items = Vec::new();
    let across: Vec<usize> =
        finding.rows.iter().filter_map(|r| observation(draft, r)).map(|o| o.indicator).collect();
    let mixed = across.iter().any(|i| *i != across[0]);
    for row in &finding.rows {
        let mut name = row_name(draft, finding, row);
        let mut value = row_value(draft, finding, row);
        if let (Some(o), true) = (observation(draft, row), mixed) {
            name = voice.with("name-of", [("name", name), ("indicator", voice.short(o.indicator))]);
        }
        if matches!(finding.ask, Ask::RankWithin)
            && let Some(place) = row.place
        {
            value =
                voice.with("value-place", [("value", value), ("place", voice.numbered("ordinal", place))]);
        }
        if periods.is_none() {
            value = dated(draft, row, value);
        }
        add(draft, finding, row);
        items.push(Item { label: vec![Span::Text(name)], value: vec![Span::Text(value)] });
    }
    draft.blocks.push(Block::List(items));
    let indicator = voice.indicator(finding.indicator);
    let mut parts = if head_names_indicator(finding) { vec![] } else { vec![indicator] };
    parts.extend(periods.filter(|p| !p.is_empty()));
    draft.line(parts.join(&voice.say("part-separator")));
}

fn head_names_indicator(finding: &Finding) -> bool {
    matches!(
        finding.ask,
        Ask::Lookup | Ask::Sort { .. } | Ask::Having | Ask::Value | Ask::Extreme { .. } | Ask::RankWithin
    )
}

/// The period of all rows, where it is one and the same.
fn same_period(draft: &Draft<'_>, finding: &Finding) -> Option<String> {
    let mut periods: Vec<String> =
        finding.rows.iter().filter_map(|r| observation(draft, r)).map(|o| draft.voice.period(o)).collect();
    periods.dedup();
    if periods.len() == 1 { periods.pop() } else { None }
}

fn list_head(draft: &mut Draft<'_>, finding: &Finding) -> String {
    let voice = draft.voice;
    let indicator = voice.indicator(finding.indicator);
    let names: Vec<String> = finding.rows.iter().map(|r| row_name(draft, finding, r)).collect();
    let mut unique = names.clone();
    unique.dedup();
    let scope = scope_name(draft, finding);
    let scoped = |what: String| match &scope {
        Some(scope) => voice.with("in-scope", [("scope", scope.clone()), ("what", what)]),
        None => what,
    };
    match finding.ask {
        Ask::Extreme { least, top } if top > 1 => {
            let id = if least { "last-few" } else { "first-few" };
            scoped(voice.with(id, [("indicator", indicator), ("n", top.to_string())]))
        }
        Ask::Extreme { .. } if finding.verdict.is_some() => indicator,
        Ask::Compare => {
            unique.first().map_or(indicator, |first| foremost(draft, finding, first, unique.len()))
        }
        Ask::Filter | Ask::Having | Ask::Ties if finding.count => {
            count(draft, finding, unique.len());
            voice.with("counted", [("n", unique.len().to_string())])
        }
        Ask::Filter | Ask::Ties => {
            let condition = conditions(draft, finding);
            if condition.is_empty() { scoped(indicator) } else { scoped(condition) }
        }
        Ask::Relative { less } => {
            let subject = unique.last().cloned().unwrap_or_default();
            if finding.count {
                count(draft, finding, unique.len() - 1);
            }
            let id = match (ranking(draft, finding), less) {
                (true, false) => "ahead-of",
                (true, true) => "behind",
                (false, false) => "more-than",
                (false, true) => "less-than",
            };
            voice.with(id, [("name", subject), ("n", (unique.len() - 1).to_string())])
        }
        Ask::Span => scoped(indicator),
        Ask::NextTo { .. } => voice.with("next-to", [("name", unique.first().cloned().unwrap_or_default())]),
        _ => scoped(indicator),
    }
}

/// What the one named first of those side by side is: ahead, or behind where the last was looked for.
fn foremost(draft: &Draft<'_>, finding: &Finding, first: &str, of: usize) -> String {
    if tied(draft, finding) {
        return draft.voice.say("same-figure");
    }
    let values = || finding.rows.iter().filter_map(|r| observation(draft, r)).filter_map(|o| o.value);
    let ranking = ranking(draft, finding);
    let behind =
        values().next().zip(values().next_back()).is_some_and(|(a, b)| if ranking { a > b } else { a < b });
    let id = match (ranking, behind, of > 2) {
        (true, false, false) => "ahead",
        (true, false, true) => "ahead-of-several",
        (true, true, false) => "comes-behind",
        (true, true, true) => "comes-behind-several",
        (false, false, false) => "comes-first",
        (false, false, true) => "comes-first-of-several",
        (false, true, false) => "comes-last",
        (false, true, true) => "comes-last-of-several",
    };
    draft.voice.with(id, [("name", first.to_owned())])
}

fn tied(draft: &Draft<'_>, finding: &Finding) -> bool {
    let mut values = finding.rows.iter().filter_map(|r| observation(draft, r)).map(|o| o.value);
    let first = values.next().flatten();
    first.is_some() && finding.rows.len() > 1 && values.all(|v| v == first)
}
