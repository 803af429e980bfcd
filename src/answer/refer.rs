//! Wording of statements, sources, periods, footnotes and group members.
//!
//! Owns: answers that are words and not series. Must not know: how they were chosen.

use rust_decimal::Decimal;

use super::compose::Draft;
use super::found::figure;
use super::model::Figure;
use super::voice::Voice;
use crate::knowledge::{Observation, PeriodKind, Topic, Unit};

/// So many figures are told with their source.
const MOST_FIGURES: usize = 2;

pub fn statement(draft: &mut Draft<'_>, index: usize) {
    let base = draft.voice.base;
    let statement = &base.statements[index];
    let mark = draft.citations.cite(statement.document, &statement.cite);
    draft.headline(draft.voice.text(&statement.def.text), Some(mark));
    for figure in &statement.figures {
        draft.figures.push(Figure {
            value: figure.value,
            unit: figure.unit.name().to_owned(),
            entity: figure.entity.map(|e| base.entities[e].code.clone()),
            indicator: figure.indicator.map(|i| base.indicators[i].def.id.clone()),
            period: None,
            derived: false,
        });
    }
}

/// Who says so: the works behind a topic, each with its place in the document.
///
/// Of one or two figures they are told too: a source is asked for together with what it says.
pub fn source(draft: &mut Draft<'_>, topic: Topic, rows: &[usize]) {
    let voice = draft.voice;
    let base = voice.base;
    let (document, mut refs, what) = match topic {
        Topic::Indicator(i) => {
            let mut refs: Vec<String> =
                rows.iter().flat_map(|o| base.observations[*o].cite.iter().cloned()).collect();
            refs.extend(base.indicators[i].def.cite.iter().cloned());
            (base.indicators[i].document, refs, voice.indicator(i))
        }
        Topic::Statement(s) => (
            base.statements[s].document,
            base.statements[s].cite.clone(),
            voice.text(&base.statements[s].def.text),
        ),
    };
    refs.dedup();
    let mark = draft.citations.cite(document, &refs);
    let works: Vec<String> =
        refs.iter().filter_map(|r| base.source(document, r)).map(|s| voice.text(&s.def.label)).collect();
    let mut unique: Vec<String> = Vec::new();
    for work in works {
        if !unique.contains(&work) {
            unique.push(work);
        }
    }
    if unique.is_empty() {
        let document = &base.documents[document];
        unique.push(voice.with(
            "published-by",
            [("title", voice.text(&document.title)), ("publisher", voice.text(&document.publisher))],
        ));
    }
    let url = refs.iter().filter_map(|r| base.source(document, r)).find_map(|s| s.def.url.clone());
    draft.headline(unique.join(&voice.say("list-separator-long")), Some(mark));
    draft.line(voice.with("source-of", [("what", what)]));
    if rows.len() <= MOST_FIGURES {
        for o in rows.iter().map(|o| &base.observations[*o]).filter(|o| o.value.is_some()) {
            let (name, value, period) = (voice.entity(o.entity), voice.observed(o), voice.period(o));
            let value = match period.is_empty() {
                true => value,
                false => voice.with("value-period", [("value", value), ("period", period)]),
            };
            draft.line(voice.with("name-value", [("name", name), ("value", value)]));
            figure(draft, o, o.value.unwrap_or_default());
        }
    }
    if let Some(url) = url {
        draft.line(url);
    }
}

/// For when the figures of an indicator stand.
pub fn period(draft: &mut Draft<'_>, indicator: usize, rows: &[usize]) {
    let voice = draft.voice;
    let base = voice.base;
    let mut refs: Vec<String> =
        rows.iter().flat_map(|o| base.observations[*o].cite.iter().cloned()).collect();
    refs.extend(base.indicators[indicator].def.cite.iter().cloned());
    let mark = draft.citations.cite(base.indicators[indicator].document, &refs);
    let mut periods: Vec<String> = Vec::new();
    let mut years: Vec<i32> = Vec::new();
    for o in rows.iter().map(|o| &base.observations[*o]) {
        let period = spanned(voice, o);
        if !period.is_empty() && !periods.contains(&period) {
            periods.push(period);
        }
        years.extend(o.period.iter().flat_map(|p| p.from.into_iter().chain([p.to])));
    }
    years.sort_unstable();
    years.dedup();
    draft.figures.extend(years.iter().map(|y| Figure {
        value: Decimal::from(*y),
        unit: Unit::Year.name().to_owned(),
        entity: None,
        indicator: Some(base.indicators[indicator].def.id.clone()),
        period: None,
        derived: false,
    }));
    let text = if periods.is_empty() {
        voice.say("no-period")
    } else {
        periods.join(&voice.say("list-separator-long"))
    };
    draft.headline(text, Some(mark));
    draft.line(voice.indicator(indicator));
}

/// A period in words, with the number of its years where it is of several.
fn spanned(voice: Voice<'_>, observation: &Observation) -> String {
    let words = voice.period(observation);
    let kind = voice.base.indicators[observation.indicator].def.period_kind;
    let Some(period) = observation.period else { return words };
    let Some(from) = period.from.filter(|from| *from < period.to) else { return words };
    // A total counts both its years; a growth runs from the one to the other.
    let years = period.to - from + i32::from(kind == Some(PeriodKind::Cumulative));
    let long = voice.with("years-long", [("n", years.to_string())]);
    voice.with("period-long", [("period", words), ("long", long)])
}

/// Who belongs to a group, or whether some do.
pub fn members(draft: &mut Draft<'_>, groups: &[usize], entities: &[usize], verdict: Option<bool>) {
    let voice = draft.voice;
    let base = voice.base;
    let Some(first) = groups.first() else { return };
    let members: Vec<usize> = base
        .members(*first)
        .iter()
        .copied()
        .filter(|m| {
            groups.iter().all(|g| base.members(*g).contains(m))
                && base.entities[*m].is(crate::knowledge::EntityKind::Economy)
        })
        .collect();
    let mut refs: Vec<String> = groups.iter().filter_map(|g| base.groups[*g].locator.clone()).collect();
    if refs.is_empty() {
        refs.push("p:1".to_owned());
    }
    let mark = draft.citations.cite(base.groups[*first].document, &refs);
    if let Some(verdict) = verdict {
        let names: Vec<String> = entities.iter().map(|e| voice.entity(*e)).collect();
        let id = if verdict { "is-member" } else { "is-no-member" };
        draft.headline(
            voice.with(id, [("names", voice.list(&names)), ("group", voice.group(*first))]),
            Some(mark.clone()),
        );
    }
    let names: Vec<String> = members.iter().map(|m| voice.entity(*m)).collect();
    let group: Vec<String> = groups.iter().map(|g| voice.group(*g)).collect();
    let text = voice.with(
        "members",
        [("group", group.join(&voice.say("part-separator"))), ("names", voice.list(&names))],
    );
    if verdict.is_some() {
        draft.line(text)
    } else {
        draft.headline(text, Some(mark))
    }
    draft.figures.push(Figure {
        value: Decimal::from(names.len()),
        unit: Unit::Count.name().to_owned(),
        entity: Some(base.groups[*first].code.clone()),
        indicator: None,
        period: None,
        derived: true,
    });
    draft.line(voice.with("n-members", [("n", names.len().to_string())]));
}
