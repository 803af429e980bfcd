//! Wording of findings: the figure first, then what, when and where.
//!
//! Owns: blocks for figures and lists. Must not know: how they were found.

use rust_decimal::Decimal;

use super::compose::Draft;
use super::derived;
use super::model::{Block, Figure, Item, Span};
use crate::knowledge::{EntityKind, Observation, Unit};
use crate::query::{Finding, Outcome, Row};
use crate::understanding::{Ask, Comparison};

/// A number that was asked for is told with the figures of at most so many.
const MOST_TOLD: usize = 4;

/// Words one finding.
pub fn finding(draft: &mut Draft<'_>, finding: &Finding) {
    let mark = cite(draft, finding);
    if let Some(verdict) = finding.verdict {
        let id = if verdict { "verdict-true" } else { "verdict-false" };
        let text = draft.voice.say(id);
        draft.blocks.push(Block::Headline(vec![Span::Strong(text)]));
    }
    if finding.derived.is_some() && !finding.rows.is_empty() {
        several(draft, finding, mark.clone());
        derived::line(draft, finding);
    } else if finding.derived.is_some() {
        derived::derived(draft, finding, mark);
    } else {
        match finding.ask {
            Ask::Missing => missing(draft, finding, mark),
            _ if finding.rows.is_empty() => nothing(draft, finding, mark),
            _ if finding.rows.len() == 1 => single(draft, finding, mark),
            _ if worlds_and_regions(finding, draft) => single(draft, finding, mark),
            _ => several(draft, finding, mark),
        }
    }
    remarks(draft, finding);
}

fn observation<'a>(draft: &Draft<'a>, row: &Row) -> Option<&'a Observation> {
    row.observation.map(|o| &draft.voice.base.observations[o])
}

/// Cites what a finding rests on, and gives the markers.
pub fn cite(draft: &mut Draft<'_>, finding: &Finding) -> Span {
    let base = draft.voice.base;
    let indicator = &base.indicators[finding.indicator];
    let mut refs: Vec<String> = Vec::new();
    let rows = finding.rows.iter().filter_map(|r| r.observation);
    let terms =
        finding.derived.iter().flat_map(|d| d.terms.iter().flat_map(|t| t.observations.iter().copied()));
    for o in rows.chain(terms) {
        refs.extend(base.observations[o].cite.iter().cloned());
    }
    refs.extend(indicator.def.cite.iter().cloned());
    draft.citations.cite(indicator.document, &refs)
}

/// Adds an observation to the answer's figures.
pub fn figure(draft: &mut Draft<'_>, o: &Observation, value: Decimal) {
    let base = draft.voice.base;
    let figure = Figure {
        value,
        unit: base.indicators[o.indicator].def.unit.name().to_owned(),
        entity: Some(base.entities[o.entity].code.clone()),
        indicator: Some(base.indicators[o.indicator].def.id.clone()),
        period: o.period.map(|p| p.notation()),
        derived: false,
    };
    if !draft.figures.contains(&figure) {
        draft.figures.push(figure);
    }
}

/// Name of a row: the entity, with its economy for a city and the company for an investment.
pub fn row_name(draft: &Draft<'_>, finding: &Finding, row: &Row) -> String {
    let voice = draft.voice;
    let name = voice.entity(row.entity);
    if let Some(agent) = observation(draft, row).and_then(|o| o.agent) {
        return voice.with("agent-in", [("agent", voice.entity(agent)), ("place", name)]);
    }
    let _ = finding;
    name
}

/// A value as told in a row, with its place within a region where that was asked.
fn row_value(draft: &Draft<'_>, finding: &Finding, row: &Row) -> String {
    let voice = draft.voice;
    let Some(o) = observation(draft, row) else { return voice.say("no-figure") };
    let unit = voice.base.indicators[o.indicator].def.unit;
    if let Some((low, _)) = o.range {
        let _ = low;
        return voice.say("ahead-undetermined");
    }
    let value = voice.observed(o);
    if let Some((of, by)) = o.quotient {
        let operand = |i: usize| voice.observed(&voice.base.observations[i]);
        return voice.with("quotient", [("value", value), ("of", operand(of)), ("by", operand(by))]);
    }
    if unit == Unit::Rank {
        let scope = o.scope.or(voice.base.indicators[o.indicator].scope);
        let place = scope.map(|s| voice.entity(s)).unwrap_or_default();
        let told = voice.with("rank-in", [("place", place), ("rank", value)]);
        return match (finding.region, row.within, o.scope) {
            (Some(region), Some(own), None) => {
                let within = voice.with(
                    "rank-in",
                    [("place", voice.entity(region)), ("rank", voice.numbered("rank", own))],
                );
                voice.with("rank-and-world", [("within", within), ("world", told)])
            }
            _ => told,
        };
    }
    value
}

/// Whether all rows are one entity (its world and regional rank, or two periods): told in one breath.
fn worlds_and_regions(finding: &Finding, draft: &Draft<'_>) -> bool {
    let rank = draft.voice.base.indicators[finding.indicator].def.unit == Unit::Rank;
    rank && finding.rows.len() == 2 && finding.rows[0].entity == finding.rows[1].entity
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
    let value = voice.list(&values);
    let name = row_name(draft, finding, row);
    let superlative = !matches!(finding.ask, Ask::Lookup | Ask::Value | Ask::Profile);
    let text = if superlative || finding.verdict.is_some() {
        voice.with("name-value", [("name", name.clone()), ("value", value)])
    } else {
        value
    };
    draft.headline(text, Some(mark));
    let mut parts = Vec::new();
    if !superlative && finding.verdict.is_none() {
        parts.push(name);
    }
    parts.push(voice.indicator(finding.indicator));
    parts.extend(how_selected(draft, finding));
    parts.extend(observation(draft, row).map(|o| voice.period(o)).filter(|p| !p.is_empty()));
    draft.line(parts.join(&voice.say("part-separator")));
}

/// The printed rank of the same entity in the other scope.
fn other_scope(draft: &mut Draft<'_>, row: &Row) -> Option<String> {
    let voice = draft.voice;
    let own = observation(draft, row)?;
    let others = voice
        .base
        .observations_of(own.indicator, row.entity)
        .filter(|o| o.scope != own.scope && o.value.is_some());
    let other = others.into_iter().next()?;
    figure(draft, other, other.value?);
    let place = voice.entity(other.scope.or(voice.base.indicators[other.indicator].scope)?);
    Some(voice.with("rank-in", [("place", place), ("rank", voice.observed(other))]))
}

fn add(draft: &mut Draft<'_>, finding: &Finding, row: &Row) {
    let base = draft.voice.base;
    let Some(o) = row.observation.map(|o| &base.observations[o]) else { return };
    if let Some(value) = o.value {
        figure(draft, o, value);
    }
    let derived_rank = row.within.or(row.place.filter(|_| finding.ask == Ask::RankWithin));
    if let Some(place) = derived_rank {
        draft.figures.push(Figure {
            value: place.into(),
            unit: Unit::Rank.name().to_owned(),
            entity: Some(base.entities[row.entity].code.clone()),
            indicator: Some(base.indicators[o.indicator].def.id.clone()),
            period: o.period.map(|p| p.notation()),
            derived: true,
        });
    }
}

/// “most, of the 13 …”, “third”, “rank 4 of 13”: what a superlative was taken over.
fn how_selected(draft: &Draft<'_>, finding: &Finding) -> Option<String> {
    let voice = draft.voice;
    let rank = voice.base.indicators[finding.indicator].def.unit == Unit::Rank;
    let n = finding.population.to_string();
    let among = if rank {
        scope_name(draft, finding).map(|s| voice.with("among-named", [("scope", s)])).unwrap_or_default()
    } else {
        match scope_name(draft, finding) {
            Some(scope) => voice.with("among-scope", [("scope", scope), ("n", n)]),
            None => voice.with("among", [("n", n)]),
        }
    };
    match finding.ask {
        Ask::Extreme { least, top: 1 } => {
            let id = match (rank, least) {
                (true, false) => "first",
                (true, true) => "last-named",
                (false, false) => "most",
                (false, true) => "least",
            };
            Some(voice.with(id, [("among", among)]))
        }
        Ask::Nth { least, n } => {
            let id = if least { "nth-least" } else { "nth" };
            let place = voice.numbered("ordinal", n);
            Some(voice.with(id, [("place", place), ("among", among)]))
        }
        Ask::RankWithin => {
            let place = finding.rows[0].place.unwrap_or_default();
            Some(voice.with("nth", [("place", voice.numbered("ordinal", place)), ("among", among)]))
        }
        _ => None,
    }
}

/// The named groups and exclusions that narrow a list.
pub fn scope_name(draft: &Draft<'_>, finding: &Finding) -> Option<String> {
    let voice = draft.voice;
    let groups: Vec<String> = finding.groups.iter().map(|g| voice.group(*g)).collect();
    let out: Vec<String> = finding.excluded.iter().map(|e| voice.entity(*e)).collect();
    match (groups.is_empty(), out.is_empty()) {
        (true, true) => None,
        (false, true) => Some(voice.list(&groups)),
        (true, false) => Some(voice.with("without", [("names", voice.list(&out))])),
        (false, false) => {
            Some(voice.with("scope-without", [("scope", voice.list(&groups)), ("names", voice.list(&out))]))
        }
    }
}

/// A list: what it lists bold, then a line each.
fn several(draft: &mut Draft<'_>, finding: &Finding, mark: Span) {
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
    if finding.brief && finding.rows.len() > MOST_TOLD {
        let names: Vec<String> = finding.rows.iter().map(|r| row_name(draft, finding, r)).collect();
        draft.line(voice.list(&names));
        draft.line(voice.indicator(finding.indicator));
        return;
    }
    let periods = same_period(draft, finding);
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
        if let (Some(o), None) = (observation(draft, row), &periods) {
            let period = voice.period(o);
            if !period.is_empty() {
                value = voice.with("value-period", [("value", value), ("period", period)]);
            }
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
            let tie = tied(draft, finding);
            match (tie, unique.first()) {
                (true, _) => voice.say("same-figure"),
                (false, Some(first)) => {
                    let rank = voice.base.indicators[finding.indicator].def.unit == Unit::Rank;
                    voice.with(if rank { "ahead" } else { "comes-first" }, [("name", first.clone())])
                }
                (false, None) => indicator,
            }
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
            let rank = voice.base.indicators[finding.indicator].def.unit == Unit::Rank;
            if finding.count {
                count(draft, finding, unique.len() - 1);
            }
            let id = match (rank, less) {
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

fn tied(draft: &Draft<'_>, finding: &Finding) -> bool {
    let mut values = finding.rows.iter().filter_map(|r| observation(draft, r)).map(|o| o.value);
    let first = values.next().flatten();
    first.is_some() && finding.rows.len() > 1 && values.all(|v| v == first)
}

/// The number of a list's members is a figure of its own.
fn count(draft: &mut Draft<'_>, finding: &Finding, n: usize) {
    draft.figures.push(Figure {
        value: Decimal::from(n),
        unit: Unit::Count.name().to_owned(),
        entity: None,
        indicator: Some(draft.voice.base.indicators[finding.indicator].def.id.clone()),
        period: None,
        derived: true,
    });
}

/// The conditions in words.
fn conditions(draft: &Draft<'_>, finding: &Finding) -> String {
    let voice = draft.voice;
    let told: Vec<String> = finding
        .conditions
        .iter()
        .map(|(indicator, comparison, value)| {
            let unit = voice.base.indicators[*indicator].def.unit;
            let id = match (comparison, unit) {
                (Comparison::Below, Unit::Rank) => "condition-top",
                (Comparison::Above, _) => "condition-above",
                (Comparison::Below, _) => "condition-below",
            };
            let value =
                if unit == Unit::Rank { value.to_string() } else { voice.value(*value, unit, *indicator) };
            voice.with(id, [("indicator", voice.short(*indicator)), ("value", value)])
        })
        .collect();
    voice.list(&told)
}

/// Nobody meets the condition: said with the condition.
fn nothing(draft: &mut Draft<'_>, finding: &Finding, mark: Span) {
    let voice = draft.voice;
    count(draft, finding, 0);
    let condition = conditions(draft, finding);
    draft.headline(voice.with("nobody", [("condition", condition)]), Some(mark));
    draft.line(voice.indicator(finding.indicator));
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
    draft.line(voice.indicator(finding.indicator));
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

/// Several look-ups of one row each (one place, several indicators): told as one list.
pub fn side_by_side(outcomes: &[Outcome]) -> Option<Vec<(usize, Option<&Finding>)>> {
    let lines: Vec<(usize, Option<&Finding>)> = outcomes
        .iter()
        .map(|o| match o {
            Outcome::Found(f)
                if f.derived.is_none()
                    && f.verdict.is_none()
                    && f.rows.len() == 1
                    && f.ask == Ask::Lookup =>
            {
                Some((f.indicator, Some(f)))
            }
            Outcome::NoData(crate::query::Reason::NoFigure { indicator, .. }) => Some((*indicator, None)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let found: Vec<&Finding> = lines.iter().filter_map(|(_, f)| *f).collect();
    let one = found.first().map(|f| f.rows[0].entity);
    let distinct = (1..lines.len()).all(|k| lines[..k].iter().all(|(i, _)| *i != lines[k].0));
    (lines.len() >= 2 && distinct && one.is_some() && found.iter().all(|f| Some(f.rows[0].entity) == one))
        .then_some(lines)
}

/// One place, several indicators.
pub fn profile(draft: &mut Draft<'_>, lines: &[(usize, Option<&Finding>)]) {
    let voice = draft.voice;
    let Some(entity) = lines.iter().find_map(|(_, f)| f.map(|f| f.rows[0].entity)) else { return };
    draft.headline(voice.entity(entity), None);
    let mut items = Vec::new();
    for (indicator, found) in lines {
        let mut value = match found {
            Some(finding) => {
                add(draft, finding, &finding.rows[0]);
                let mark = cite(draft, finding);
                let period =
                    observation(draft, &finding.rows[0]).map(|o| voice.period(o)).unwrap_or_default();
                let mut text = row_value(draft, finding, &finding.rows[0]);
                if !period.is_empty() {
                    text = voice.with("value-period", [("value", text), ("period", period)]);
                }
                vec![Span::Text(text), mark]
            }
            None => vec![Span::Text(voice.say("no-figure"))],
        };
        value.retain(|s| !matches!(s, Span::Text(t) if t.is_empty()));
        items.push(Item { label: vec![Span::Text(voice.short(*indicator))], value });
    }
    draft.blocks.push(Block::List(items));
}
