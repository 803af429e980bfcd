//! Rules of ellipsis: the last operation again, or a search among what was spoken of.
//!
//! Owns: which slots the last turn fills, and when. Must not know: the order of the rules, wording, figures.

use super::carry::{Turn, how_many};
use crate::knowledge::{Cue, Topic, Unit};
use crate::understanding::{Ask, Frame, Operand, ask};

/// “The other way round”: the other end of an order, or operands exchanged.
pub(super) fn reversed(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    if !frame.has(Cue::Reverse) {
        return None;
    }
    let dialogue = turn.dialogue;
    frame.operands = turn.operands();
    frame.regions = turn.entities(&dialogue.regions);
    frame.excluded = turn.entities(&dialogue.excluded);
    frame.companies = turn.companies(frame);
    Some(match turn.last {
        Ask::Extreme { least, top } => Ask::Extreme { least: !least, top },
        Ask::Nth { least, n } => Ask::Nth { least: !least, n },
        Ask::Sort { ascending } => Ask::Sort { ascending: !ascending },
        Ask::Relative { less } => Ask::Relative { less: !less },
        Ask::NextTo { before } => Ask::NextTo { before: !before },
        Ask::Ratio | Ask::Difference | Ask::Compare => {
            frame.operands.reverse();
            turn.last
        }
        other => other,
    })
}

/// “And Japan?”, “and in 2030?”: the same operation with another slot.
pub(super) fn same_again(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let named = !frame.operands.is_empty() || !frame.companies.is_empty() || !frame.excluded.is_empty();
    let slot = named
        || !frame.times.is_empty()
        || !frame.regions.is_empty()
        || frame.own_topic && frame.has(Cue::Also)
        || !frame.own_topic && frame.topics.len() == 1;
    if !(turn.elliptic && turn.only_connects(frame) && slot) {
        return None;
    }
    // “How does that compare with Japan's?” wants both.
    let held_against = frame.has(Cue::Compare) && (turn.pronoun || frame.has(Cue::Than));
    if held_against && frame.operands.len() == 1 && turn.last == Ask::Lookup {
        return None;
    }
    // “With those of A, too”: added, not asked instead.
    if frame.adds
        && frame.has(Cue::Also)
        && !frame.operands.is_empty()
        && matches!(turn.last, Ask::Lookup | Ask::Sum)
    {
        return None;
    }
    let last = turn.last;
    let told = matches!(last, Ask::Period | Ask::Source | Ask::Missing | Ask::Having);
    let over_population = turn.over_population();
    if !named && frame.own_topic && (told || over_population && turn.dialogue.operands.is_empty()) {
        turn.carry_scope(frame);
        return Some(last);
    }
    let groups_only = named && frame.operands.iter().all(|o| matches!(o, Operand::Group(_)));
    let two_sided = matches!(last, Ask::Ratio | Ask::Difference | Ask::Compare | Ask::Share);
    if frame.operands.is_empty()
        && frame.companies.is_empty()
        && over_population
        && !frame.own_topic
        && !frame.regions.is_empty()
        && !(turn.pronoun && frame.has(Cue::Rank))
    {
        // “I meant in Asia”: the same search in another scope.
        frame.cues.extend(turn.dialogue.cues.iter().copied());
        return Some(last);
    }
    if frame.operands.is_empty() && frame.companies.is_empty() {
        // “Who has most? – And how many is that?”: of the one that was found.
        let searched = over_population && last != Ask::Sum && !frame.own_topic && frame.has(Cue::Howmany);
        frame.operands = if searched && turn.operands().is_empty() { turn.found() } else { turn.operands() };
        frame.companies = turn.companies(frame);
    } else if two_sided && frame.operands.len() == 1 {
        if let [_, second, ..] = turn.operands()[..]
            && !frame.operands.contains(&second)
        {
            frame.operands.push(second);
        }
        return Some(last);
    } else if frame.companies.is_empty() && frame.operands.len() == 1 && !frame.own_topic && !over_population
    {
        frame.companies = turn.companies(frame);
    }
    if frame.regions.is_empty() && !frame.own_topic && !over_population {
        frame.regions = turn.entities(&turn.dialogue.regions);
    }
    if frame.times.is_empty() && !frame.own_topic && !frame.any(&[Cue::PeriodStart, Cue::PeriodEnd]) {
        frame.times = turn.dialogue.times.clone();
    }
    if over_population && groups_only {
        turn.carry_scope(frame);
        return Some(last);
    }
    if turn.dialogue.cues.contains(&Cue::Rank) {
        frame.cues.insert(Cue::Rank);
    }
    let kept = matches!(last, Ask::RankWithin | Ask::PerYear);
    Some(if kept { last } else { ask(turn.base, frame) })
}

/// “And its place among the nine?”: the one spoken of, within a group named now.
pub(super) fn rank_among(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let group = !frame.groups().is_empty() && frame.entities().is_empty();
    let ranking = frame.topic().and_then(Topic::indicator);
    let ranking = ranking.is_some_and(|i| turn.base.indicators[i].def.unit == Unit::Rank);
    let places = (frame.has(Cue::Rank) || ranking && turn.last == Ask::Lookup && frame.has(Cue::Only))
        && !frame.any(&[Cue::Which, Cue::Who, Cue::List, Cue::Max, Cue::Min]);
    let open = frame.nth.is_none() && frame.top.is_none() && !frame.own_topic;
    if !(group && places && open && turn.continues) {
        return None;
    }
    let own: Vec<Operand> = turn.operands().into_iter().filter(|o| matches!(o, Operand::Entity(_))).collect();
    frame.operands.extend(own.iter().copied());
    if ranking && frame.has(Cue::Only) && own.len() == 1 {
        return Some(Ask::RankWithin);
    }
    (!own.is_empty()).then(|| ask(turn.base, frame))
}

/// “Japan or Korea: who has more of this, and who more of that?”: the same two again, for another figure.
pub(super) fn compared_again(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let compares = frame.any(&[Cue::More, Cue::Less]) && frame.any(&[Cue::Which, Cue::Who]);
    let open = frame.operands.is_empty() && frame.regions.is_empty() && frame.companies.is_empty();
    let again = turn.last == Ask::Compare && turn.dialogue.operands.len() >= 2;
    if !(compares && open && again && frame.own_topic && !frame.any(&[Cue::Max, Cue::Min])) {
        return None;
    }
    frame.operands = turn.operands();
    Some(Ask::Compare)
}

/// “How many per cent is that?”, of the first N places that were counted.
pub(super) fn share_of_top(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let open = frame.operands.is_empty() && frame.regions.is_empty() && !frame.own_topic;
    let asked = frame.any(&[Cue::Share, Cue::Percent]) && turn.last == Ask::Filter;
    if !(open && asked && turn.dialogue.top.is_some()) {
        return None;
    }
    frame.top = turn.dialogue.top;
    frame.counts_things = true;
    turn.inherit_scope(frame);
    Some(Ask::Filter)
}

/// “And how many of them are in the ASEAN?”, of the first N places that were counted.
pub(super) fn count_of_top(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let within = !frame.groups().is_empty() && frame.entities().is_empty() && !frame.own_topic;
    let counted = turn.last == Ask::Filter && turn.dialogue.top.is_some();
    if !(within && counted && frame.has(Cue::Howmany) && frame.top.is_none()) {
        return None;
    }
    frame.top = turn.dialogue.top;
    frame.counts_things = true;
    Some(Ask::Filter)
}

/// “And where is it in the other ranking?”, of the one that was found.
pub(super) fn found_elsewhere(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let [found] = turn.entities(&turn.dialogue.results)[..] else { return None };
    let searched = matches!(turn.last, Ask::Extreme { .. } | Ask::Nth { .. } | Ask::NextTo { .. });
    let asks =
        frame.any(&[Cue::Rank, Cue::Howmany]) && !frame.any(&[Cue::Max, Cue::Min, Cue::Which, Cue::Who]);
    let plain = frame.nth.is_none() && frame.top.is_none() && frame.conditions.is_empty();
    if !(searched && asks && plain && turn.pronoun && frame.own_topic && frame.names_nothing()) {
        return None;
    }
    frame.operands = vec![Operand::Entity(found)];
    Some(ask(turn.base, frame))
}

/// “which one is higher?”: of those spoken of last.
pub(super) fn pick_one(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let ends = frame.any(&[Cue::Max, Cue::Min]) && (turn.pronoun || frame.has(Cue::Only));
    if frame.any(&[Cue::NextTo, Cue::JustAhead]) {
        return None;
    }
    let picks =
        frame.any(&[Cue::Which, Cue::Who, Cue::WhichRanking]) && (frame.any(&[Cue::More, Cue::Less]) || ends);
    let topic = !frame.own_topic || turn.pronoun && (frame.has(Cue::Plural) || how_many(frame) > 0);
    let open = frame.operands.is_empty() && topic && frame.regions.is_empty();
    let told = &turn.dialogue.results;
    let several = turn.dialogue.trail.len() >= 2;
    if !(picks
        && open
        && (several || (2..=4).contains(&told.len()))
        && matches!(turn.last, Ask::Lookup | Ask::State | Ask::RankWithin | Ask::Compare))
    {
        return None;
    }
    if several {
        frame.operands = turn.spoken_of(how_many(frame).max(2));
        if turn.last == Ask::State {
            frame.companies = turn.companies(frame);
        }
    } else {
        // “Which of those that it named has more?”
        frame.operands = turn.entities(told).into_iter().map(Operand::Entity).collect();
        frame.companies = turn.companies(frame);
    }
    Some(Ask::Compare)
}

/// “which ones have more than it?”
pub(super) fn others_than_it(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let relation =
        frame.any(&[Cue::More, Cue::Less, Cue::Above, Cue::Below, Cue::Same, Cue::NextTo, Cue::JustAhead]);
    let leans = turn.pronoun || turn.continues && !frame.own_topic;
    let list = frame.any(&[Cue::Which, Cue::Who, Cue::List]) && frame.nth.is_none();
    if !(leans && frame.entities().is_empty() && frame.conditions.is_empty() && relation && list) {
        return None;
    }
    // “It” is the one that was named or, of a search, the one that was found.
    let places = |o: &Operand| matches!(o, Operand::Entity(_));
    let found = turn.found().into_iter();
    let named = turn.operands().into_iter().filter(places);
    let it = if turn.over_population() { found.chain(named).next() } else { named.chain(found).next() };
    if it.is_some() {
        // A group beside it is where the others are looked for.
        frame.operands.retain(|o| matches!(o, Operand::Group(_)));
    }
    frame.operands.extend(it.or_else(|| turn.operands().into_iter().next()));
    Some(ask(turn.base, frame))
}

/// A superlative or list goes on within what was spoken of.
pub(super) fn population(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let asked = turn.decided.over_population() || matches!(turn.decided, Ask::Missing | Ask::Median);
    if !asked {
        return None;
    }
    // “Over 40%, right?” is claimed of what was spoken of.
    let claims = turn.decided == Ask::Filter && frame.has(Cue::Yesno) && !frame.own_topic;
    if claims
        && frame.operands.is_empty()
        && frame.companies.is_empty()
        && !frame.any(&[Cue::Which, Cue::Who, Cue::List, Cue::Any])
    {
        frame.operands = turn.spoken_of(1);
        return Some(ask(turn.base, frame));
    }
    if !frame.own_topic || turn.pronoun || frame.has(Cue::Only) {
        turn.inherit_scope(frame);
    }
    Some(turn.decided)
}
