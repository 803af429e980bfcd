//! Ellipsis: what a clause leaves out is taken from the conversation.
//!
//! Owns: the rules of what may be taken, tried in order. Must not know: wording, figures.

use super::Dialogue;
use super::carry::{Turn, how_many};
use crate::knowledge::{Cue, FactBase, Topic};
use crate::understanding::{Ask, Frame, Operand, ask};

/// A rule fills the frame and says what is asked, or leaves the frame to the next rule.
type Rule = fn(&Turn<'_>, &mut Frame) -> Option<Ask>;

/// Tried in this order; the first that answers decides.
const RULES: [Rule; 11] = [
    reversed,
    same_again,
    less_this,
    together_with,
    sum_against,
    share_among,
    pick_one,
    others_than_it,
    combined,
    population,
    second_operand,
];

/// Fills the frame from the conversation and decides what it asks.
pub fn resolve(base: &FactBase, mut frame: Frame, dialogue: &Dialogue) -> (Frame, Ask) {
    if dialogue.note.is_some()
        && frame.topics.is_empty()
        && frame.operands.is_empty()
        && frame.companies.is_empty()
        && frame.note.is_none()
    {
        // “And its title?”, of the work that was spoken of.
        frame.note = dialogue.note;
        let again = ask(base, &frame);
        return (frame, again);
    }
    let decided = ask(base, &frame);
    if dialogue.is_empty() || frame.note.is_some() {
        return (frame, decided);
    }
    let turn = Turn::new(base, &frame, dialogue, decided);
    if frame.has(Cue::Except) && turn.pronoun && frame.excluded.is_empty() {
        // “without it”: what was spoken of last is left out.
        frame.excluded = turn.entities(&dialogue.operands);
    }
    for rule in RULES {
        if let Some(ask) = rule(&turn, &mut frame) {
            return (frame, ask);
        }
    }
    let single = matches!(frame.topic(), Some(Topic::Indicator(i)) if base.indicators[i].single.is_some());
    if frame.operands.is_empty() && frame.companies.is_empty() && !single {
        turn.inherit_places(&mut frame);
    }
    let again = ask(base, &frame);
    (frame, if matches!(decided, Ask::Source | Ask::Period) { decided } else { again })
}

/// “The other way round”: the other end of an order, or operands exchanged.
fn reversed(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    if !frame.has(Cue::Reverse) {
        return None;
    }
    let dialogue = turn.dialogue;
    frame.operands = turn.operands();
    frame.regions = turn.entities(&dialogue.regions);
    frame.excluded = turn.entities(&dialogue.excluded);
    frame.companies = turn.entities(&dialogue.companies);
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
fn same_again(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let named = !frame.operands.is_empty() || !frame.companies.is_empty() || !frame.excluded.is_empty();
    let slot = named
        || !frame.times.is_empty()
        || !frame.regions.is_empty()
        || frame.own_topic && frame.has(Cue::Also)
        || !frame.own_topic && frame.topics.len() == 1;
    if !(turn.elliptic && turn.only_connects(frame) && slot) {
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
    {
        // “I meant in Asia”: the same search in another scope.
        frame.cues.extend(turn.dialogue.cues.iter().copied());
        return Some(last);
    }
    if frame.operands.is_empty() && frame.companies.is_empty() {
        frame.operands = turn.operands();
        frame.companies = turn.entities(&turn.dialogue.companies);
    } else if two_sided && frame.operands.len() == 1 {
        if let [_, second, ..] = turn.operands()[..]
            && !frame.operands.contains(&second)
        {
            frame.operands.push(second);
        }
        return Some(last);
    } else if frame.companies.is_empty() && frame.operands.len() == 1 && !frame.own_topic && !over_population
    {
        frame.companies = turn.entities(&turn.dialogue.companies);
    }
    if frame.regions.is_empty() && !frame.own_topic && !over_population {
        frame.regions = turn.entities(&turn.dialogue.regions);
    }
    if frame.times.is_empty() && !frame.own_topic {
        frame.times = turn.dialogue.times.clone();
    }
    if over_population && groups_only {
        turn.carry_scope(frame);
        return Some(last);
    }
    if turn.dialogue.cues.contains(&Cue::Rank) {
        frame.cues.insert(Cue::Rank);
    }
    Some(if last == Ask::RankWithin { last } else { ask(turn.base, frame) })
}

/// “minus Japan's”: what was spoken of last, less this.
fn less_this(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let bare =
        frame.excluded.len() == 1 && frame.operands.is_empty() && frame.has(Cue::Diff) && turn.continues;
    let [one] = turn.operands()[..] else { return None };
    if !bare {
        return None;
    }
    frame.operands = vec![one, Operand::Entity(frame.excluded.remove(0))];
    Some(Ask::Difference)
}

/// “together with …”: what was spoken of last, and this.
fn together_with(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let against = frame.any(&[Cue::Yesno, Cue::Than, Cue::More, Cue::Less, Cue::Share, Cue::Above]);
    if !frame.has(Cue::Including)
        || frame.operands.is_empty()
        || !turn.continues
        || frame.own_topic
        || against
    {
        return None;
    }
    for operand in turn.operands() {
        if !frame.operands.contains(&operand) {
            frame.operands.insert(0, operand);
        }
    }
    Some(Ask::Sum)
}

/// “the two together, more than India?”: what was spoken of last as a sum, against this.
fn sum_against(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let against = [
        Cue::Diff,
        Cue::Ratio,
        Cue::More,
        Cue::Less,
        Cue::Share,
        Cue::Percent,
        Cue::Compare,
        Cue::Above,
        Cue::Than,
    ];
    let summed = frame.has(Cue::Sum) || turn.last == Ask::Sum;
    let one = frame.operands.len() == 1 && frame.regions.is_empty();
    if !(summed && one && turn.continues && frame.any(&against)) {
        return None;
    }
    let part = if turn.last == Ask::Sum { turn.operands() } else { turn.spoken_of(how_many(frame).max(2)) };
    if part.len() < 2 || part.contains(&frame.operands[0]) {
        return None;
    }
    frame.sides = Some((part, frame.operands.clone()));
    Some(if frame.any(&[Cue::Share, Cue::Percent]) {
        Ask::Share
    } else if frame.has(Cue::Ratio) {
        Ask::Ratio
    } else {
        Ask::Difference
    })
}

/// “X of them, what share?”: of what was spoken of together.
fn share_among(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let before = turn.operands();
    // “of these three together”: the one spoken of is the part.
    let whole = frame.operands.len() >= 2 || frame.operands.iter().any(|o| matches!(o, Operand::Group(_)));
    if turn.decided == Ask::Share
        && whole
        && !frame.own_topic
        && before.len() == 1
        && matches!(before[0], Operand::Entity(_))
    {
        frame.sides = Some((before, frame.operands.clone()));
        return Some(Ask::Share);
    }
    let among = turn.decided == Ask::Share && frame.operands.len() == 1 && before.len() >= 2;
    if !among || !before.contains(&frame.operands[0]) {
        return None;
    }
    if frame.companies.is_empty() {
        frame.companies = turn.entities(&turn.dialogue.companies);
    }
    frame.sides = Some((frame.operands.clone(), before));
    Some(Ask::Share)
}

/// “which one is higher?”: of those spoken of last.
fn pick_one(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let ends = frame.any(&[Cue::Max, Cue::Min]) && (turn.pronoun || frame.has(Cue::Only));
    let picks = frame.any(&[Cue::Which, Cue::Who]) && (frame.any(&[Cue::More, Cue::Less]) || ends);
    let open = frame.operands.is_empty() && !frame.own_topic && frame.regions.is_empty();
    if !(picks
        && open
        && turn.dialogue.trail.len() >= 2
        && matches!(turn.last, Ask::Lookup | Ask::RankWithin | Ask::Compare))
    {
        return None;
    }
    frame.operands = turn.spoken_of(how_many(frame).max(2));
    Some(Ask::Compare)
}

/// “which ones have more than it?”
fn others_than_it(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let relation = frame.any(&[Cue::More, Cue::Less, Cue::Above, Cue::Below, Cue::Same]);
    let leans = turn.pronoun || turn.continues && !frame.own_topic;
    let list = frame.any(&[Cue::Which, Cue::Who, Cue::List]);
    if !(leans && frame.entities().is_empty() && frame.conditions.is_empty() && relation && list) {
        return None;
    }
    frame.operands.extend(turn.operands().into_iter().take(1));
    Some(ask(turn.base, frame))
}

/// “The difference?”, “together?”: of what was spoken of last, as many as it takes.
fn combined(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let combines =
        frame.any(&[Cue::Diff, Cue::Ratio, Cue::Sum, Cue::Average, Cue::Compare]) || frame.asks_difference();
    let open = frame.operands.is_empty() && frame.regions.is_empty();
    let tells = matches!(turn.decided, Ask::Source | Ask::Period | Ask::Extreme { .. } | Ask::Filter);
    let single =
        matches!(frame.topic(), Some(Topic::Indicator(i)) if turn.base.indicators[i].single.is_some());
    if !(combines && open && (turn.continues || turn.pronoun)) || tells || single && frame.own_topic {
        return None;
    }
    let n = how_many(frame);
    let results = turn.entities(&turn.dialogue.results);
    let before = turn.operands();
    frame.operands = match (before.len(), results.len()) {
        (known, _) if known >= n.max(2) => before,
        (_, 2..=4) if before.len() < 2 && n < 2 => results.into_iter().map(Operand::Entity).collect(),
        _ => turn.spoken_of(n.max(2)),
    };
    if frame.companies.is_empty() {
        frame.companies = turn.entities(&turn.dialogue.companies);
    }
    if frame.excluded.is_empty() {
        frame.excluded = turn.entities(&turn.dialogue.excluded);
    }
    Some(ask(turn.base, frame))
}

/// A superlative or list goes on within what was spoken of.
fn population(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let asked = matches!(
        turn.decided,
        Ask::Extreme { .. }
            | Ask::Nth { .. }
            | Ask::Filter
            | Ask::Sort { .. }
            | Ask::Having
            | Ask::Missing
            | Ask::Ties
            | Ask::Average
            | Ask::Median
            | Ask::Sum
            | Ask::Span
    );
    if !asked {
        return None;
    }
    if !frame.own_topic || turn.pronoun || frame.has(Cue::Only) {
        turn.inherit_scope(frame);
    }
    Some(turn.decided)
}

/// “how many more than Korea”: the one spoken of stands first; “how many times it”: last.
fn second_operand(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let two_sided = matches!(turn.decided, Ask::Ratio | Ask::Difference | Ask::Share | Ask::Compare)
        || frame.any(&[Cue::Ratio, Cue::Diff])
        || frame.asks_difference()
        // “And Shanghai, is it higher?”
        || turn.elliptic && frame.any(&[Cue::More, Cue::Less]) && !frame.any(&[Cue::Which, Cue::Who, Cue::List]);
    let one = frame.operands.len() == 1 && frame.regions.is_empty();
    if !(two_sided && one) {
        return None;
    }
    let own = |o: &Operand| frame.operands.contains(o);
    let other = turn.operands().into_iter().chain(turn.spoken_of(3).into_iter().rev()).find(|o| !own(o))?;
    let at = usize::from(turn.pronoun);
    frame.operands.insert(at, other);
    if frame.excluded.is_empty() {
        frame.excluded = turn.entities(&turn.dialogue.excluded);
    }
    Some(ask(turn.base, frame))
}
