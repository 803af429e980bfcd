//! Ellipsis: what a clause leaves out is taken from the conversation.
//!
//! Owns: the rules of what may be taken. Must not know: wording, figures.

use super::Dialogue;
use crate::knowledge::{Cue, FactBase, Topic};
use crate::understanding::{Ask, Frame, Operand, ask};

/// Fills the frame from the conversation and decides what it asks.
pub fn resolve(base: &FactBase, mut frame: Frame, dialogue: &Dialogue) -> (Frame, Ask) {
    let decided = ask(base, &frame);
    if dialogue.is_empty() || frame.note.is_some() {
        return (frame, decided);
    }
    let last = dialogue.ask.unwrap_or(Ask::Lookup);
    let continues = frame
        .topics
        .first()
        .is_some_and(|c| c.inherited > 0 || dialogue.topics.iter().any(|t| t == base.topic_id(c.topic)));
    let pronoun = frame.has(Cue::Pronoun);
    let elliptic = continues && !frame.own_topic || pronoun || frame.any(&[Cue::Also, Cue::Correction]);
    if frame.has(Cue::Reverse) {
        return reverse(base, frame, dialogue, last);
    }
    let named = !frame.operands.is_empty() || !frame.companies.is_empty() || !frame.excluded.is_empty();
    let no_cues = only_connects(&frame);
    // “And Japan?”, “and in 2030?”: the same operation with another slot.
    if elliptic
        && no_cues
        && (named
            || !frame.times.is_empty()
            || !frame.regions.is_empty()
            || frame.own_topic && frame.has(Cue::Also)
            || !frame.own_topic && frame.topics.len() == 1)
    {
        return same_again(base, frame, dialogue, last);
    }
    // “minus Japan's”: what was spoken of last, less this.
    if frame.excluded.len() == 1 && frame.operands.is_empty() && frame.has(Cue::Diff) && continues {
        let before = operands(base, dialogue);
        if let [one] = before[..] {
            frame.operands = vec![one, Operand::Entity(frame.excluded[0])];
            frame.excluded.clear();
            return (frame, Ask::Difference);
        }
    }
    // “together with …”: what was spoken of last, and this.
    if frame.has(Cue::Including) && !frame.operands.is_empty() && continues && !frame.own_topic {
        for operand in operands(base, dialogue) {
            if !frame.operands.contains(&operand) {
                frame.operands.insert(0, operand);
            }
        }
        return (frame, Ask::Sum);
    }
    // “the sum, more than India's?”: the places added last, against this one.
    let against =
        frame.any(&[Cue::Diff, Cue::Ratio, Cue::More, Cue::Less, Cue::Share, Cue::Compare, Cue::Above]);
    if last == Ask::Sum && continues && !frame.own_topic && frame.operands.len() == 1 && against {
        frame.sides = Some((operands(base, dialogue), frame.operands.clone()));
        let share = frame.has(Cue::Share);
        let ratio = frame.has(Cue::Ratio);
        return (
            frame,
            if share {
                Ask::Share
            } else if ratio {
                Ask::Ratio
            } else {
                Ask::Difference
            },
        );
    }
    // “together, what share of the nine?”
    if frame.has(Cue::Sum)
        && frame.any(&[Cue::Share, Cue::Percent])
        && continues
        && frame.operands.len() == 1
        && (dialogue.operands.len() == 1 || pronoun)
    {
        let trail = places(base, &dialogue.trail);
        let part = trail[trail.len().saturating_sub(2)..].to_vec();
        frame.sides = Some((part, frame.operands.clone()));
        let share = frame.any(&[Cue::Share, Cue::Percent]);
        let ratio = frame.has(Cue::Ratio);
        return (
            frame,
            if share {
                Ask::Share
            } else if ratio {
                Ask::Ratio
            } else {
                Ask::Difference
            },
        );
    }
    // “which one is higher?”: of the last two.
    let picks = frame.any(&[Cue::Which, Cue::Who])
        && (frame.any(&[Cue::More, Cue::Less]) || pronoun && frame.any(&[Cue::Max, Cue::Min]));
    if picks
        && frame.operands.is_empty()
        && !frame.own_topic
        && frame.regions.is_empty()
        && dialogue.trail.len() >= 2
        && matches!(last, Ask::Lookup | Ask::RankWithin)
    {
        let trail = places(base, &dialogue.trail);
        frame.operands = if dialogue.operands.len() >= 2 {
            operands(base, dialogue)
        } else {
            trail[trail.len() - 2..].to_vec()
        };
        return (frame, Ask::Compare);
    }
    // “which ones have more than it?”
    if pronoun
        && frame.entities().is_empty()
        && frame.any(&[Cue::More, Cue::Less, Cue::Above, Cue::Below])
        && frame.any(&[Cue::Which, Cue::Who, Cue::List])
    {
        frame.operands.extend(operands(base, dialogue).into_iter().take(1));
        let again = ask(base, &frame);
        return (frame, again);
    }
    // “without it”: what was spoken of last is left out.
    if frame.has(Cue::Except) && pronoun && frame.excluded.is_empty() {
        frame.excluded = entities(base, &dialogue.operands);
    }
    // “The difference?”, “together?”: of what was spoken of last, as many as it takes.
    let combines = frame.any(&[Cue::Diff, Cue::Ratio, Cue::Sum, Cue::Average, Cue::Compare])
        && frame.operands.is_empty()
        && frame.regions.is_empty();
    if combines && (continues || pronoun) && !matches!(decided, Ask::Source | Ask::Period) {
        let before = operands(base, dialogue);
        let before = if before.len() < how_many(&frame) { Vec::new() } else { before };
        let results = entities(base, &dialogue.results);
        frame.operands = match (before.len(), results.len()) {
            (2.., _) => before,
            (_, 2..=4) => results.into_iter().map(Operand::Entity).collect(),
            _ => {
                let trail = places(base, &dialogue.trail);
                trail[trail.len().saturating_sub(how_many(&frame))..].to_vec()
            }
        };
        frame.companies =
            if frame.companies.is_empty() { entities(base, &dialogue.companies) } else { frame.companies };
        if frame.excluded.is_empty() {
            frame.excluded = entities(base, &dialogue.excluded);
        }
        let again = ask(base, &frame);
        return (frame, again);
    }
    let population = matches!(
        decided,
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
    );
    if population {
        if !frame.own_topic || pronoun || frame.has(Cue::Only) {
            inherit_scope(base, &mut frame, dialogue, pronoun);
        }
        return (frame, decided);
    }
    // “X of them, what share?”: of what was spoken of together.
    let before = operands(base, dialogue);
    if decided == Ask::Share
        && frame.operands.len() == 1
        && before.len() >= 2
        && before.contains(&frame.operands[0])
    {
        frame.sides = Some((frame.operands.clone(), before));
        return (frame, Ask::Share);
    }
    let wants_two = frame.asks_difference() && !frame.operands.is_empty()
        || matches!(decided, Ask::Ratio | Ask::Difference | Ask::Share | Ask::Compare)
        || frame.any(&[Cue::Ratio, Cue::Diff]) && !frame.operands.is_empty();
    if wants_two && frame.operands.len() == 1 && frame.regions.is_empty() {
        if let Some(other) = operands(base, dialogue).into_iter().find(|o| !frame.operands.contains(o)) {
            // “how many more than Korea”: the one spoken of stands first; “… of it”: last.
            let first = !pronoun;
            frame.operands.insert(if first { 0 } else { 1 }, other);
        }
        let again = ask(base, &frame);
        return (frame, again);
    }
    let single = matches!(frame.topic(), Some(Topic::Indicator(i)) if base.indicators[i].single.is_some());
    if frame.operands.is_empty() && frame.companies.is_empty() && !single {
        inherit_places(base, &mut frame, dialogue, last);
    }
    let again = ask(base, &frame);
    (frame, if matches!(decided, Ask::Source | Ask::Period) { decided } else { again })
}

/// “those three”: how far back a combination reaches.
fn how_many(frame: &Frame) -> usize {
    let named = frame.amounts.iter().filter(|a| !a.marked).filter_map(|a| usize::try_from(a.value).ok());
    named.filter(|n| (2..=4).contains(n)).max().unwrap_or(2)
}

/// Whether the cues of a frame only tie it to what was said before.
fn only_connects(frame: &Frame) -> bool {
    let plain = [
        Cue::Also,
        Cue::Pronoun,
        Cue::Correction,
        Cue::Each,
        Cue::What,
        Cue::How,
        Cue::Compare,
        Cue::Yesno,
        Cue::Howmany,
        Cue::Rank,
        Cue::Thanks,
        Cue::All,
        Cue::NotAsking,
        Cue::Only,
        Cue::Including,
        Cue::Except,
        Cue::Between,
        Cue::Define,
    ];
    frame.cues.iter().all(|c| plain.contains(c))
        && frame.top.is_none()
        && frame.nth.is_none()
        && frame.conditions.is_empty()
}

fn operands(base: &FactBase, dialogue: &Dialogue) -> Vec<Operand> {
    places(base, &dialogue.operands)
}

fn places(base: &FactBase, codes: &[String]) -> Vec<Operand> {
    codes
        .iter()
        .filter_map(|code| match code.strip_prefix('#') {
            Some(group) => base.group(group).map(Operand::Group),
            None => base.entity(code).map(Operand::Entity),
        })
        .collect()
}

fn entities(base: &FactBase, codes: &[String]) -> Vec<usize> {
    codes.iter().filter_map(|c| base.entity(c)).collect()
}

/// The last operation again, with the slots that this clause names.
fn same_again(base: &FactBase, mut frame: Frame, dialogue: &Dialogue, last: Ask) -> (Frame, Ask) {
    let groups_only =
        !frame.operands.is_empty() && frame.operands.iter().all(|o| matches!(o, Operand::Group(_)));
    let two = matches!(last, Ask::Ratio | Ask::Difference | Ask::Compare | Ask::Share);
    let over_population = matches!(
        last,
        Ask::Extreme { .. }
            | Ask::Nth { .. }
            | Ask::Filter
            | Ask::Sort { .. }
            | Ask::Having
            | Ask::Sum
            | Ask::Average
    );
    let own_topic_kept = frame.own_topic;
    if frame.operands.is_empty() && frame.companies.is_empty() {
        frame.operands = operands(base, dialogue);
        frame.companies = entities(base, &dialogue.companies);
        let alike = over_population || matches!(last, Ask::Period | Ask::Source | Ask::Missing | Ask::Having);
        if alike && matches!(last, Ask::Period | Ask::Source | Ask::Missing | Ask::Having) && frame.own_topic
        {
            frame.operands.clear();
            return (frame, last);
        }
        if frame.operands.is_empty() && over_population && frame.own_topic {
            frame.cues.extend(dialogue.cues.iter().copied());
            frame.regions.extend(entities(base, &dialogue.regions));
            return (frame, last);
        }
    } else if two && frame.operands.len() == 1 {
        let before = operands(base, dialogue);
        if let [_, second, ..] = before[..]
            && !frame.operands.contains(&second)
        {
            frame.operands.push(second);
        }
        return (frame, last);
    } else if frame.companies.is_empty() && frame.operands.len() == 1 && !own_topic_kept {
        frame.companies =
            entities(base, &dialogue.companies).into_iter().filter(|_| !over_population).collect();
    }
    if frame.regions.is_empty() && !own_topic_kept && !over_population {
        frame.regions = entities(base, &dialogue.regions);
    }
    if frame.times.is_empty() && !own_topic_kept {
        frame.times = dialogue.times.clone();
    }
    if over_population && (groups_only || frame.operands.is_empty()) {
        frame.cues.extend(dialogue.cues.iter().copied());
        frame.excluded.extend(entities(base, &dialogue.excluded));
        return (frame, last);
    }
    if dialogue.cues.contains(&Cue::Rank) {
        frame.cues.insert(Cue::Rank);
    }
    let again = ask(base, &frame);
    let keep = matches!(last, Ask::RankWithin) && matches!(frame.topic(), Some(Topic::Indicator(_)));
    (frame, if keep { last } else { again })
}

/// A superlative or list goes on within what was spoken of.
fn inherit_scope(base: &FactBase, frame: &mut Frame, dialogue: &Dialogue, pronoun: bool) {
    let groups: Vec<Operand> =
        operands(base, dialogue).into_iter().filter(|o| matches!(o, Operand::Group(_))).collect();
    if frame.operands.is_empty() {
        frame.operands.extend(groups);
    }
    if frame.regions.is_empty() {
        frame.regions = entities(base, &dialogue.regions);
    }
    if frame.excluded.is_empty() {
        frame.excluded = entities(base, &dialogue.excluded);
    }
    if frame.companies.is_empty() {
        frame.companies = entities(base, &dialogue.companies);
    }
    let _ = pronoun;
}

/// A look-up goes on about the places of the last answer.
fn inherit_places(base: &FactBase, frame: &mut Frame, dialogue: &Dialogue, last: Ask) {
    let over_population = matches!(
        last,
        Ask::Extreme { .. }
            | Ask::Nth { .. }
            | Ask::Filter
            | Ask::Having
            | Ask::Sort { .. }
            | Ask::NextTo { .. }
            | Ask::Relative { .. }
            | Ask::Ties
    );
    frame.operands = if over_population {
        entities(base, &dialogue.results).into_iter().map(Operand::Entity).collect()
    } else {
        operands(base, dialogue)
    };
    frame.companies = entities(base, &dialogue.companies);
    if frame.times.is_empty() && !frame.own_topic {
        frame.times = dialogue.times.clone();
    }
}

/// “The other way round”: the other end of an order, or operands exchanged.
fn reverse(base: &FactBase, mut frame: Frame, dialogue: &Dialogue, last: Ask) -> (Frame, Ask) {
    frame.operands = operands(base, dialogue);
    frame.regions = entities(base, &dialogue.regions);
    frame.excluded = entities(base, &dialogue.excluded);
    frame.companies = entities(base, &dialogue.companies);
    let turned = match last {
        Ask::Extreme { least, top } => Ask::Extreme { least: !least, top },
        Ask::Nth { least, n } => Ask::Nth { least: !least, n },
        Ask::Sort { ascending } => Ask::Sort { ascending: !ascending },
        Ask::Relative { less } => Ask::Relative { less: !less },
        Ask::NextTo { before } => Ask::NextTo { before: !before },
        Ask::Ratio | Ask::Difference | Ask::Compare => {
            frame.operands.reverse();
            last
        }
        other => other,
    };
    (frame, turned)
}
