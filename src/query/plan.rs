//! The plan: from a frame and its ask to an outcome, by one look at what the fact base has.
//!
//! Owns: dispatch and the refusals. Must not know: wording.

use super::finding::{Finding, Outcome, Reason};
use super::select::Selection;
use super::wholes::{by_quantity, by_share, first_of_named, names_own_whole, part_of_named};
use super::{
    across, arithmetic, claim, compare, extreme, filter, holders, lookup, positions, shares, sums, values,
};
use crate::knowledge::{Cue, FactBase, Feature, Topic, Unit};
use crate::understanding::{Ask, Frame, Operand, ask as asked, fitting};

/// Runs `ask` of `frame`. Several topics in one frame give several outcomes.
pub fn run(base: &FactBase, frame: &Frame, ask: Ask) -> Vec<Outcome> {
    match ask {
        Ask::Note(number) => return notes(base, number),
        Ask::Page(number) => {
            let outcome = |document| Outcome::Page { document, number };
            return (0..base.documents.len()).map(outcome).collect();
        }
        Ask::Value if frame.has(Cue::Source) => return values::value_sources(base, frame),
        Ask::Value => return values::values(base, frame),
        Ask::Members => return vec![members(base, frame)],
        Ask::Profile => return values::profile(base, frame),
        Ask::Missing if frame.topics.len() > 1 => return vec![holders::without(base, frame)],
        Ask::Product => return vec![shares::product(base, frame)],
        Ask::Per => return vec![shares::per(base, frame)],
        Ask::Filter if frame.topics.len() > 1 => return vec![across::across(base, frame)],
        _ => {}
    }
    if frame.topics.is_empty() {
        return vec![no_topic(base, frame)];
    }
    let groups = frame.groups();
    let averages = ask == Ask::Average && frame.any(&[Cue::Compare, Cue::Than]);
    if frame.widened && (frame.has(Cue::Each) || averages) && ask.over_population() {
        // “In A and in B, who has most in each?”: one answer for each of them.
        let alone = |g: &usize| Frame { operands: vec![Operand::Group(*g)], widened: false, ..frame.clone() };
        return groups.iter().flat_map(|g| run(base, &alone(g), ask)).collect();
    }
    if let (Ask::Average, [one], [_], true) = (ask, &frame.entities()[..], &groups[..], frame.has(Cue::Than))
    {
        return sums::against_mean(base, frame, *one);
    }
    let mut outcomes: Vec<Outcome> = Vec::new();
    for candidate in &frame.topics {
        if let (Topic::Indicator(i), Ask::Nth { least, .. }, [_, _, ..]) =
            (candidate.topic, ask, &frame.positions[..])
        {
            outcomes.push(positions::positions(&Selection { base, indicator: i, frame }, least));
            continue;
        }
        outcomes.push(match candidate.topic {
            Topic::Statement(s) if ask == Ask::Source => {
                Outcome::Source { topic: Topic::Statement(s), rows: vec![] }
            }
            Topic::Statement(s) => Outcome::Statement(s),
            Topic::Indicator(i) => indicator(base, frame, ask, i),
        });
        if let (Topic::Indicator(i), Ask::Period, true) = (candidate.topic, ask, tells_amount(base, frame)) {
            // “How much, and as of when?”, “together, and since when?”
            let timeless = frame.without(&[Cue::Asof, Cue::When, Cue::Year]);
            let figure = asked(base, &timeless);
            outcomes.insert(outcomes.len() - 1, indicator(base, &timeless, figure, i));
        }
        if let (Topic::Indicator(i), Ask::Ratio, true) = (candidate.topic, ask, frame.asks_difference()) {
            outcomes.push(indicator(base, frame, Ask::Difference, i));
        }
    }
    // Where some of several topics have an answer, that is what is told; the gaps of the others are told with it,
    // unless another document has what is asked.
    let document = |o: &Outcome| match o {
        Outcome::Found(f) => Some(base.indicators[f.indicator].document),
        _ => None,
    };
    let answering: Vec<usize> = outcomes.iter().filter_map(document).collect();
    let whole = outcomes.iter().any(|o| matches!(o, Outcome::Found(f) if f.missing.is_empty()));
    let gap_elsewhere = |o: &Outcome| match o {
        // A sum that lacks a place, where another document's lacks none.
        Outcome::Found(f) => {
            let document = base.indicators[f.indicator].document;
            whole
                && !f.missing.is_empty()
                && !frame.entities().is_empty()
                && answering.iter().any(|d| *d != document)
        }
        Outcome::NoData(Reason::NoFigure { indicator, .. } | Reason::NoPeriod { indicator, .. }) => {
            !answering.is_empty() && !answering.contains(&base.indicators[*indicator].document)
        }
        Outcome::NoData(Reason::OneSided { finding, .. }) => {
            whole && !answering.contains(&base.indicators[finding.indicator].document)
        }
        _ => false,
    };
    outcomes.retain(|o| !gap_elsewhere(o));
    outcomes
}

/// Note N of every document that has one of this number; the first document says that it has none.
pub fn notes(base: &FactBase, number: u32) -> Vec<Outcome> {
    let mut documents = base.documents_with(&format!("fn:{number}"));
    if documents.is_empty() {
        documents.push(0);
    }
    documents.into_iter().map(|document| Outcome::Note { document, number }).collect()
}

fn indicator(base: &FactBase, frame: &Frame, ask: Ask, indicator: usize) -> Outcome {
    // “A has how many per cent more than B” is said of what is counted, not of printed shares of it.
    let counted =
        base.indicators[indicator].quantity.filter(|_| ask == Ask::Growth && frame.operands.len() >= 2);
    let indicator = counted.unwrap_or(indicator);
    let select = Selection { base, indicator, frame };
    let def = &base.indicators[indicator].def;
    if let Some(quantity) = base.indicators[indicator].quantity.filter(|_| {
        part_of_named(&select)
            || first_of_named(&select)
            || frame.sides.is_some()
                && (frame.any(&[Cue::Share, Cue::Percent]) || ask == Ask::Share)
                && !matches!(ask, Ask::Difference | Ask::Ratio)
                && !names_own_whole(&select)
    }) {
        return shares::share(&Selection { base, indicator: quantity, frame });
    }
    if def.absent.is_some() {
        return Outcome::NoData(Reason::Absent { indicator });
    }
    if !frame.places.is_empty() {
        return Outcome::NoData(Reason::Places { places: frame.places.clone(), indicator: Some(indicator) });
    }
    // Another edition, last year, a trend: the document has one figure for each.
    let asks_when = frame.any(&[Cue::When, Cue::Year]);
    let other_time = frame.has(Cue::OtherTime) && !asks_when || grows(&select);
    if other_time && frame.times.is_empty() && base.indicators[indicator].single.is_none() {
        return Outcome::NoData(Reason::NoPeriod { indicator, times: vec![], entities: frame.entities() });
    }
    let any_time = select.any_in_time();
    if !any_time
        && ask != Ask::Period
        && frame.has(Cue::Yesno)
        && !frame.times.is_empty()
        && (def.agent || frame.amounts.iter().any(|a| a.marked))
    {
        // The claim is about another time: what the document has for its own time corrects it.
        let timeless = Frame { times: vec![], ..frame.clone() };
        if let Outcome::Found(found) = lookup::lookup(&Selection { base, indicator, frame: &timeless }) {
            return Outcome::Found(Finding { verdict: Some(false), ..found });
        }
    }
    if !any_time && ask != Ask::Period {
        return Outcome::NoData(Reason::NoPeriod {
            indicator,
            times: frame.times.clone(),
            entities: frame.entities(),
        });
    }
    let counts = matches!(ask, Ask::Lookup | Ask::Share | Ask::Sum | Ask::Compare | Ask::Difference);
    if let Some(rest) = shares::rest(&select).filter(|_| counts) {
        return rest;
    }
    let outcome = match ask {
        Ask::Source => Outcome::Source { topic: Topic::Indicator(indicator), rows: lookup::cited(&select) },
        Ask::Period => period(&select),
        Ask::Missing => holders::missing(&select),
        Ask::Having => holders::having(&select),
        Ask::Ties => holders::ties(&select),
        Ask::Filter => filter::filter(&select),
        Ask::Relative { less } => filter::relative(&select, less),
        Ask::NextTo { before } => extreme::next_to(&select, before),
        Ask::Span => extreme::span(&select),
        Ask::Extreme { least, top } => extreme::extreme(&select, least, top),
        Ask::Nth { least, n } => extreme::nth(&select, least, n),
        Ask::Sort { ascending } => extreme::sort(&select, ascending),
        Ask::RankWithin => extreme::rank_within(&select),
        Ask::Compare => compare::compare(&select),
        Ask::Difference => arithmetic::difference(&select),
        Ask::Ratio => arithmetic::ratio(&select),
        Ask::Sum => sums::sum(&select),
        Ask::Growth => arithmetic::growth(&select),
        Ask::Average | Ask::Median => sums::middle(&select, ask),
        Ask::Share => shares::share(&select),
        Ask::PerYear => sums::per_year(&select),
        _ => claim::checked(&select, lookup::lookup(&select)),
    };
    by_share(&select, by_quantity(&select, outcome))
}

/// For when the figures stand; a time that the question takes for theirs is held against it.
fn period(select: &Selection<'_>) -> Outcome {
    let (frame, indicator) = (select.frame, select.indicator);
    if frame.times.is_empty() {
        return Outcome::Period { indicator, rows: lookup::cited(select), verdict: None };
    }
    let verdict = select.any_in_time();
    let timeless = Frame { times: vec![], month: None, ..frame.clone() };
    let rows = lookup::cited(&Selection { frame: &timeless, ..*select });
    Outcome::Period { indicator, rows, verdict: Some(verdict) }
}

/// Whether the figure is asked for beside its period: by a word for amounts, or because somebody's plan is both.
fn tells_amount(base: &FactBase, frame: &Frame) -> bool {
    let plan = frame.topic().and_then(Topic::indicator).is_some_and(|i| base.indicators[i].def.agent);
    let single =
        frame.topic().and_then(Topic::indicator).is_some_and(|i| base.indicators[i].single.is_some());
    // “The share, and over what period?”
    let beside = frame.has(Cue::Also) && frame.own_topic && frame.entities().len() == 1;
    frame.any(&[Cue::Howmany, Cue::Howbig, Cue::Sum]) || beside || plan || single || frame.in_money
}

/// “How much has it grown?”, of a quantity that has one figure for each place and is no growth itself.
fn grows(select: &Selection<'_>) -> bool {
    let (base, frame, indicator) = (select.base, select.frame, select.indicator);
    let explained = base.signature(Topic::Indicator(indicator)).explains(Feature::Cue(Cue::Growth));
    let series = |e: usize| select.of_entity(e).len() > 1;
    let places = frame.entities();
    frame.has(Cue::Growth)
        && !explained
        && !base.indicators[indicator].def.agent
        && !matches!(select.unit(), Unit::Percent | Unit::Rank)
        && !places.is_empty()
        && !places.iter().any(|e| series(*e))
        && !frame.any(&[Cue::More, Cue::Less, Cue::Than, Cue::Compare])
}

/// A frame without topic: a choice of what it could mean, or out of scope.
fn no_topic(base: &FactBase, frame: &Frame) -> Outcome {
    if !frame.outside.is_empty() {
        return Outcome::OutOfScope(Reason::Outside {
            topics: frame.outside.clone(),
            words: frame.foreign.clone(),
            near: None,
            entities: frame.entities(),
        });
    }
    if !frame.places.is_empty() {
        return Outcome::OutOfScope(Reason::Places { places: frame.places.clone(), indicator: None });
    }
    if !frame.unexplained.is_empty() {
        let near = frame.near.first().copied();
        return Outcome::OutOfScope(Reason::Unknown { words: frame.unexplained.clone(), near });
    }
    if let Some(work) = frame.works.first().map(|w| &base.sources[*w]) {
        let number = work.def.reference.strip_prefix("fn:").and_then(|n| n.parse().ok());
        if let Some(number) = number {
            return Outcome::Note { document: work.document, number };
        }
    }
    let some = if frame.organisations.is_empty() { &[][..] } else { &base.sources[..] };
    let by_organisation =
        some.iter().find(|s| s.def.title.is_some() && s.orgs.iter().any(|o| frame.organisations.contains(o)));
    if let Some(number) = by_organisation.and_then(|s| s.def.reference.strip_prefix("fn:")?.parse().ok()) {
        return Outcome::Note { document: 0, number };
    }
    let topics = fitting(base, frame);
    Outcome::Clarify { topics, operands: frame.operands.clone() }
}

fn members(base: &FactBase, frame: &Frame) -> Outcome {
    let groups = frame.groups();
    let entities = frame.entities();
    let inside = |e: &usize| groups.iter().all(|g| base.members(*g).contains(e));
    let verdict = (!entities.is_empty()).then(|| entities.iter().all(inside));
    Outcome::Members { groups, entities, verdict }
}

/// A finding that says nothing is a refusal.
pub(super) fn found_or(finding: Finding, reason: Reason) -> Outcome {
    if finding.rows.is_empty() && finding.derived.is_none() {
        Outcome::NoData(reason)
    } else {
        Outcome::Found(finding)
    }
}
