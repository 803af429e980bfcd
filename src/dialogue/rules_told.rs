//! Rules of ellipsis: what was told, one figure by another, or the same list from its other end.
//!
//! Owns: which quantities of the last turns are meant by their order. Must not know: the order of the rules, wording.

use super::carry::{Turn, how_many};
use crate::knowledge::{Cue, EntityKind, Topic};
use crate::understanding::{Ask, Frame, Operand, ask};

/// “The second divided by the first”, “the one before over the one behind”: the two figures that were told.
pub(super) fn in_order_told(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let open = frame.entities().is_empty() && frame.companies.is_empty() && !frame.own_topic;
    let two = matches!(frame.positions[..], [1, 2] | [2, 1]);
    let sides = frame.has(Cue::More) && frame.has(Cue::Less) && frame.amounts.is_empty();
    let operates = frame.any(&[Cue::Ratio, Cue::Diff]) && !turn.over_population();
    if !(open && operates && (two || sides) && turn.continues) {
        return None;
    }
    let told = turn.told(frame, 2);
    let turned = two && frame.positions == [2, 1];
    frame.operands = told.iter().flat_map(|t| turn.side(t)).collect();
    if turned {
        frame.operands.reverse();
    }
    frame.companies = turn.actors(&told);
    frame.companies.dedup();
    frame.positions.clear();
    (frame.nth, frame.top) = (None, None);
    frame.cues.retain(|c| ![Cue::Max, Cue::Min, Cue::Topn, Cue::Nth, Cue::More, Cue::Less].contains(c));
    // The ends of one series are no places.
    frame.regions = if told.is_empty() { turn.entities(&turn.dialogue.regions) } else { vec![] };
    Some(if frame.has(Cue::Ratio) { Ask::Ratio } else { Ask::Difference })
}

/// “Divide that by its number of companies”, “the total by their number”: the quantity that the two of them make.
pub(super) fn by_another(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let named = frame.topic().and_then(Topic::indicator)?;
    let id = |i: usize| turn.base.indicators[i].def.id.as_str();
    let divides = frame.has(Cue::Divide) || frame.has(Cue::Average) && turn.pronoun;
    let other = turn.dialogue.told.iter().rev().find(|t| t.topic != id(named))?;
    if !(divides && frame.companies.is_empty()) {
        return None;
    }
    let of = |i: &usize| {
        turn.base.indicators[*i].def.quotient.as_ref().is_some_and(|q| {
            let pair = [q.of.as_str(), q.by.as_str()];
            pair.contains(&id(named)) && pair.contains(&other.topic.as_str())
        })
    };
    let quotient = turn.base.quotients().iter().copied().find(of)?;
    frame.topics.truncate(1);
    frame.topics[0].topic = Topic::Indicator(quotient);
    frame.own_topic = false;
    frame.cues.retain(|c| ![Cue::Ratio, Cue::Average, Cue::Sum].contains(c));
    if frame.operands.is_empty() {
        frame.operands = turn.side(other);
    }
    Some(Ask::Lookup)
}

/// “How much is that in dollars, given the size of the market?”: the share that was told, of what it is a share of.
pub(super) fn share_in_money(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let whole = frame.topic().and_then(Topic::indicator)?;
    let told = turn.told_last()?;
    let share = turn.base.indicator(&told.topic)?;
    let of_it = turn.base.indicators[share].base == Some(whole);
    if !(of_it && frame.in_money && turn.pronoun && frame.operands.is_empty()) {
        return None;
    }
    frame.topics.truncate(1);
    frame.topics[0].topic = Topic::Indicator(share);
    frame.operands = turn.side(told);
    frame.times = told.when.into_iter().collect();
    frame.own_topic = false;
    Some(Ask::Product)
}

/// “From the last to the first”: those that were told, in the other order.
pub(super) fn list_turned(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let open = frame.entities().is_empty() && !frame.own_topic && frame.conditions.is_empty();
    let order = frame.has(Cue::Reverse) && frame.any(&[Cue::Sort, Cue::List, Cue::Rank, Cue::Bottomn])
        || frame.has(Cue::Sort) && !frame.has(Cue::Rest);
    let told = match turn.last {
        Ask::Extreme { top, .. } if top > 1 => true,
        last => matches!(last, Ask::Filter | Ask::Having | Ask::Lookup | Ask::Sort { .. }),
    };
    if !(open && order && told) {
        return None;
    }
    let listed = turn.found();
    let places = if listed.len() >= 2 { listed } else { turn.spoken_of(how_many(frame).max(2)) };
    if places.len() < 2 {
        return None;
    }
    frame.operands = places;
    frame.regions.clear();
    let before = matches!(turn.last, Ask::Sort { ascending: true } | Ask::Extreme { least: true, .. });
    let ascending = if frame.has(Cue::Reverse) { !before } else { frame.has(Cue::Ascending) };
    Some(Ask::Sort { ascending })
}

/// “Between the first and the last of the three?”: of those that were told one by one.
pub(super) fn span_of_told(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let top = frame.top.and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
    let n = how_many(frame).max(top);
    let told = turn.spoken_of(n);
    let places = (3..=4).contains(&n) && told.len() == n && told.iter().all(|o| o.entity().is_some());
    if !(turn.decided == Ask::Span && places && !frame.own_topic && turn.last == Ask::Lookup) {
        return None;
    }
    frame.operands = told;
    frame.top = None;
    Some(Ask::Span)
}

/// “And the next one down, in the group?”: after the one that was told.
pub(super) fn next_after(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let next = frame.any(&[Cue::NextTo, Cue::JustAhead])
        && !frame.any(&[Cue::Diff, Cue::Ratio, Cue::Which, Cue::Who]);
    let open =
        frame.entities().is_empty() && frame.companies.is_empty() && !frame.own_topic && frame.nth.is_none();
    let series =
        frame.topic().and_then(Topic::indicator).is_some_and(|i| turn.base.indicators[i].single.is_some());
    let [Operand::Entity(it)] = turn.operands()[..] else { return None };
    let ends = frame.any(&[Cue::PeriodStart, Cue::PeriodEnd]);
    if !(next && !series && !ends && open && turn.continues && turn.last == Ask::Lookup) {
        return None;
    }
    frame.operands.insert(0, Operand::Entity(it));
    Some(Ask::NextTo { before: frame.has(Cue::JustAhead) })
}

/// “And Japan, more or fewer?”, of a group that was told as a whole, or of a group against what was told.
pub(super) fn group_against(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let compares = frame.any(&[Cue::More, Cue::Less])
        && (frame.any(&[Cue::Compare, Cue::Than, Cue::Also, Cue::Which])
            || frame.has(Cue::More) && frame.has(Cue::Less))
        || frame.has(Cue::Compare)
            && frame.has(Cue::Than)
            && !frame.any(&[Cue::Ratio, Cue::Share, Cue::Percent]);
    let (now, before) = (&frame.operands, turn.operands());
    let group = |o: &Operand| matches!(o, Operand::Group(_));
    let held = |g: &Operand, o: &Operand| match (g, o) {
        (Operand::Group(g), Operand::Entity(e)) => turn.base.members(*g).contains(e),
        _ => g == o,
    };
    let apart = now.iter().all(|n| before.iter().all(|b| !held(n, b) && !held(b, n)));
    let groups = now.iter().chain(&before).any(group);
    let sides = now.len() == 1 || before.len() == 1 && frame.has(Cue::Than) && frame.has(Cue::More);
    if now.is_empty() || before.is_empty() || !apart || !groups || !sides {
        return None;
    }
    let adds_up = frame.topic().and_then(Topic::indicator).is_some_and(|i| turn.base.indicators[i].adds_up());
    let plain =
        matches!(turn.last, Ask::Sum | Ask::Lookup) && frame.conditions.is_empty() && frame.sides.is_none();
    if !(compares && adds_up && plain && turn.continues && !frame.own_topic) {
        return None;
    }
    frame.sides = Some((before, frame.operands.clone()));
    Some(Ask::Difference)
}

/// “And of the world?”, of the part of what was a share.
pub(super) fn share_of_another(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let whole = frame.regions.iter().any(|r| turn.base.is_single(*r));
    let open = frame.operands.is_empty() && !frame.own_topic && frame.any(&[Cue::Share, Cue::Percent]);
    let [part, _] = turn.operands()[..] else { return None };
    if !(turn.last == Ask::Share && whole && open) {
        return None;
    }
    frame.operands = vec![part];
    Some(ask(turn.base, frame))
}

/// Whether what is asked for is what companies do.
fn of_agents(turn: &Turn<'_>, frame: &Frame) -> bool {
    frame.topic().and_then(Topic::indicator).is_some_and(|i| turn.base.indicators[i].def.agent)
}

/// “And against what B puts in?”, of what another company put in.
pub(super) fn actor_against(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let agent = of_agents(turn, frame);
    let compares =
        frame.has(Cue::Compare) && (frame.any(&[Cue::More, Cue::Less, Cue::Diff]) || frame.has(Cue::Than));
    let ([who], true) = (&frame.companies[..], frame.operands.is_empty()) else { return None };
    let before = turn.entities(&turn.told_last()?.companies);
    if !(agent && compares && turn.last == Ask::Sum && before.len() == 1 && before[0] != *who) {
        return None;
    }
    frame.companies.insert(0, before[0]);
    Some(Ask::Difference)
}

/// “Which of the two is higher?”, of one place in two rankings: both of them.
pub(super) fn two_rankings(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let asked =
        frame.any(&[Cue::Which, Cue::WhichRanking]) && frame.any(&[Cue::More, Cue::Less, Cue::Max, Cue::Min]);
    let open = frame.operands.is_empty() && frame.regions.is_empty() && !frame.own_topic;
    let [.., one, other] = &turn.dialogue.told[..] else { return None };
    let ranking = |id: &str| turn.base.indicator(id).filter(|i| turn.base.indicators[*i].def.ranking);
    let (Some(first), Some(second)) = (ranking(&one.topic), ranking(&other.topic)) else { return None };
    let same = one.places == other.places && one.places.len() == 1 && first != second;
    if !(asked && open && same && turn.last == Ask::Lookup) {
        return None;
    }
    let topic = frame.topics.first()?.clone();
    let read = |i: usize| crate::understanding::Candidate { topic: Topic::Indicator(i), ..topic.clone() };
    frame.topics = vec![read(first), read(second)];
    frame.operands = turn.side(other);
    frame.cues.retain(|c| ![Cue::More, Cue::Less, Cue::Max, Cue::Min, Cue::Diff, Cue::Which].contains(c));
    Some(Ask::Lookup)
}

/// “And what share of the group's total is that?”, of the one that was found in a group.
pub(super) fn share_of_scope(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let searched = matches!(turn.last, Ask::Extreme { top: 1, .. } | Ask::Nth { .. });
    let open =
        frame.operands.is_empty() && frame.regions.is_empty() && !frame.own_topic && !frame.has(Cue::All);
    let ([group @ Operand::Group(_)], [found]) = (&turn.operands()[..], &turn.found()[..]) else {
        return None;
    };
    if !(searched && open && turn.decided == Ask::Share) {
        return None;
    }
    frame.sides = Some((vec![*found], vec![*group]));
    frame.operands = vec![*group];
    Some(Ask::Share)
}

/// “And with B's, together?”: what another company put in, and this.
pub(super) fn actors_together(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let agent = of_agents(turn, frame);
    let before = turn.entities(&turn.dialogue.companies);
    let adds =
        frame.any(&[Cue::Sum, Cue::Including]) && frame.operands.is_empty() && frame.regions.is_empty();
    let other = before.len() == 1 && frame.companies.len() == 1 && before != frame.companies;
    let against = frame.any(&[Cue::Than, Cue::Diff, Cue::More, Cue::Less, Cue::Ratio, Cue::Share]);
    if !(agent && adds && other) || against {
        return None;
    }
    frame.companies.insert(0, before[0]);
    Some(Ask::Sum)
}

/// “And its country?”, of a city that was told: where it lies.
pub(super) fn country_of(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    if !(frame.has(Cue::ItsCountry) && frame.operands.is_empty()) {
        return None;
    }
    let found = turn.found();
    let last = if turn.over_population() && !found.is_empty() { found } else { turn.operands() };
    let country = |o: Operand| match o {
        Operand::Entity(e) if turn.base.entities[e].is(EntityKind::City) => {
            turn.base.entities[e].within.map(Operand::Entity)
        }
        other => Some(other),
    };
    frame.operands = last.into_iter().filter_map(country).collect();
    frame.operands.dedup();
    (!frame.operands.is_empty()).then(|| ask(turn.base, frame))
}

/// “And what does the company put in there?”, “how many are there here?”: the place that was spoken of.
pub(super) fn there(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let agent = of_agents(turn, frame);
    let [Operand::Entity(place)] = turn.operands()[..] else { return None };
    let acts = agent && !frame.companies.is_empty() || matches!(turn.decided, Ask::Lookup | Ask::Having);
    let open = frame.operands.is_empty() && frame.regions.is_empty() && frame.own_topic;
    if !(acts && open && frame.has(Cue::There)) {
        return None;
    }
    frame.operands = vec![Operand::Entity(place)];
    frame.cues.remove(&Cue::List);
    Some(ask(turn.base, frame))
}
