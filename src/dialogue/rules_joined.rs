//! Rules of ellipsis: what was spoken of last is an operand, beside or against what is named now.
//!
//! Owns: which operands the last turns lend. Must not know: the order of the rules, wording, figures.

use super::carry::{Turn, how_many};
use super::told::Told;
use crate::knowledge::{Cue, Topic};
use crate::understanding::{Ask, Frame, Operand, ask};

/// “X of them, what share?”: of what was spoken of together.
pub(super) fn share_among(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    // “What share of the two together is A's?”: of as many as were told.
    let before = match how_many(frame) {
        0 => turn.operands(),
        n => turn.spoken_of(n),
    };
    // “of these three together”: the one spoken of is the part.
    let wide = frame.operands.is_empty()
        && frame.regions.iter().any(|r| turn.base.group(&turn.base.entities[*r].code).is_some());
    let whole =
        wide || frame.operands.len() >= 2 || frame.operands.iter().any(|o| matches!(o, Operand::Group(_)));
    let quantity =
        matches!(frame.topic(), Some(Topic::Indicator(i)) if turn.base.indicators[i].quantity.is_some());
    let shares = turn.decided == Ask::Share || quantity && frame.any(&[Cue::Share, Cue::Percent]);
    // “China's share of Asia” names its part and its whole itself.
    let names_both = frame.entities().iter().any(|e| {
        let regions = frame.regions.iter().copied().chain(frame.entities());
        let groups = regions.filter_map(|r| turn.base.group(&turn.base.entities[r].code));
        groups.chain(frame.groups()).any(|g| turn.base.members(g).contains(e))
    });
    if shares
        && !names_both
        && frame.share_first
        && frame.regions.iter().all(|r| turn.base.group(&turn.base.entities[*r].code).is_some())
        && whole
        && !frame.own_topic
        && before.len() == 1
        && matches!(before[0], Operand::Entity(_))
        && (turn.pronoun || frame.has(Cue::Sum) || !frame.operands.contains(&before[0]))
    {
        let all =
            frame.operands.iter().copied().chain(frame.regions.iter().map(|r| Operand::Entity(*r))).collect();
        frame.sides = Some((before, all));
        return Some(Ask::Share);
    }
    // “A + B + C, what share of that?”: their sum, of the whole that was told.
    let sum_of_named = frame.operands.len() >= 2 && frame.has(Cue::Sum) && frame.has(Cue::Only);
    if shares
        && sum_of_named
        && !frame.own_topic
        && frame.sides.is_none()
        && turn.last == Ask::Lookup
        && let [whole] = turn.told(frame, 1)[..]
    {
        frame.sides = Some((frame.operands.clone(), turn.side(whole)));
        return Some(Ask::Share);
    }
    // “What share is that of all of it?”: of the whole that something was left out of.
    let again = turn.operands() == frame.operands && !turn.dialogue.excluded.is_empty();
    if shares
        && again
        && frame.excluded.is_empty()
        && !frame.own_topic
        && let [rest] = turn.told(frame, 1)[..]
    {
        frame.sides = Some((turn.side(rest), frame.operands.clone()));
        return Some(Ask::Share);
    }
    // “Together, what share of the six?”: those found one after another, of the group.
    let found = turn.spoken_of(how_many(frame).max(2));
    let places = found.iter().all(|o| matches!(o, Operand::Entity(_)));
    if shares
        && frame.has(Cue::Sum)
        && frame.groups().len() == 1
        && frame.entities().is_empty()
        && turn.continues
        && found.len() >= 2
        && places
    {
        frame.sides = Some((found, frame.operands.clone()));
        return Some(Ask::Share);
    }
    // “of those, what share is Indonesia's?”: of the group that was spoken of.
    let within = |o: &Operand| match (o, frame.entities().first()) {
        (Operand::Group(g), Some(e)) => turn.base.members(*g).contains(e),
        _ => false,
    };
    if shares && frame.operands.len() == 1 && !frame.own_topic && before.len() == 1 && within(&before[0]) {
        frame.sides = Some((frame.operands.clone(), before));
        return Some(Ask::Share);
    }
    let among = turn.decided == Ask::Share && frame.operands.len() == 1 && before.len() >= 2;
    if !among || !before.contains(&frame.operands[0]) {
        return None;
    }
    if frame.companies.is_empty() {
        frame.companies = turn.companies(frame);
    }
    // “That is what per cent of B's?”, of A that was held against B: it is the whole.
    let held = matches!(turn.last, Ask::Difference | Ask::Compare | Ask::Ratio) && before.len() == 2;
    if held && !frame.has(Cue::Than) && !frame.share_first {
        let other = before.into_iter().filter(|o| !frame.operands.contains(o)).collect();
        frame.sides = Some((other, frame.operands.clone()));
        return Some(Ask::Share);
    }
    frame.sides = Some((frame.operands.clone(), before));
    Some(Ask::Share)
}

/// “The difference?”, “together?”: of what was spoken of last, as many as it takes.
pub(super) fn combined(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let combines =
        frame.any(&[Cue::Diff, Cue::Ratio, Cue::Sum, Cue::Average, Cue::Compare, Cue::RelativeChange])
            || frame.asks_difference();
    // “How many more?”, of two that were compared.
    let by_how_many = turn.last == Ask::Compare
        && frame.has(Cue::Howmany)
        && frame.any(&[Cue::More, Cue::Less])
        && !frame.has(Cue::RelativeChange);
    if by_how_many && frame.operands.is_empty() && !frame.own_topic {
        frame.operands = turn.operands();
        frame.cues.insert(Cue::Diff);
        return Some(Ask::Difference);
    }
    let open = frame.operands.is_empty() && frame.regions.is_empty();
    let tells = match turn.decided {
        Ask::Source | Ask::Period | Ask::Extreme { .. } | Ask::Filter | Ask::Span => true,
        // “And the second and the third?”; what lies between them, or how many times, is of those spoken of.
        Ask::Nth { .. } => !frame.any(&[Cue::Diff, Cue::Ratio]),
        _ => false,
    };
    let single =
        matches!(frame.topic(), Some(Topic::Indicator(i)) if turn.base.indicators[i].single.is_some());
    if !(combines && open && (turn.continues || turn.pronoun)) || tells || single && frame.own_topic {
        return None;
    }
    let n = how_many(frame);
    let composite =
        matches!(frame.topic(), Some(Topic::Indicator(i)) if turn.base.indicators[i].def.composite);
    if composite && frame.has(Cue::Sum) && turn.last != Ask::Sum {
        // Groups that the last turns spelled out are printed whole: all that were spoken of.
        frame.operands = turn.spoken_of(usize::MAX);
        return Some(Ask::Sum);
    }
    // What was held against each other stays so; two single places do so anyhow.
    let held = matches!(turn.last, Ask::Difference | Ask::Ratio | Ask::Compare);
    let sums = |one: &Told, other: &Told| held && (one.places.len() > 1 || other.places.len() > 1);
    if let [one, other] = &turn.told(frame, 2)[..]
        && (turn.last == Ask::Sum || sums(one, other))
        && frame.any(&[Cue::Diff, Cue::Ratio, Cue::Compare])
        && !one.places.iter().all(|p| other.places.contains(p))
    {
        // Two sums, or a sum and one more, told one after the other.
        frame.sides = Some((turn.side(one), turn.side(other)));
        return Some(if frame.has(Cue::Ratio) { Ask::Ratio } else { Ask::Difference });
    }
    let agent = frame.topic().and_then(Topic::indicator).is_some_and(|i| turn.base.indicators[i].def.agent);
    let companies = turn.companies(frame);
    if agent && frame.has(Cue::Sum) && frame.has(Cue::Plural) && !companies.is_empty() && n < 2 {
        // “Both of them together?”, of one place of a company: all that it has.
        if turn.told(frame, 2).is_empty() {
            frame.companies = companies;
            return Some(Ask::Sum);
        }
    }
    let results = turn.entities(&turn.dialogue.results);
    let before = match turn.last {
        // Of the one that follows, and the one it follows.
        Ask::NextTo { .. } if results.len() == 2 => turn.found(),
        _ => turn.operands(),
    };
    let told = turn.told(frame, n.max(2));
    let gathers = frame.any(&[Cue::Sum, Cue::Average]) && !frame.any(&[Cue::Diff, Cue::Ratio]);
    frame.operands = match (before.len(), results.len()) {
        // “Together?”, of the members of a group that were listed.
        (1, 3..)
            if n < 2 && gathers && turn.last == Ask::Lookup && matches!(before[0], Operand::Group(_)) =>
        {
            before
        }
        (known, _) if known >= n.max(2) => before,
        (_, 2..=4) if before.len() < 2 && n < 2 => results.into_iter().map(Operand::Entity).collect(),
        _ if !told.is_empty() => {
            // What each of them is of, and who acted.
            frame.companies.extend(turn.actors(&told));
            frame.companies.dedup();
            told.iter().flat_map(|t| turn.side(t)).collect()
        }
        _ => turn.spoken_of(n.max(2)),
    };
    if frame.has(Cue::RelativeChange) {
        greater_first(turn, frame);
    }
    if frame.companies.is_empty() {
        frame.companies = turn.companies(frame);
    }
    if frame.excluded.is_empty() {
        // “And what share is A's?”, of the whole that A was left out of before.
        frame.excluded = turn.entities(&turn.dialogue.excluded);
        let Frame { operands, excluded, .. } = &mut *frame;
        excluded.retain(|e| !operands.contains(&Operand::Entity(*e)));
    }
    Some(ask(turn.base, frame))
}

/// “By how many per cent more?”, of two that were told: the greater against the lesser.
fn greater_first(turn: &Turn<'_>, frame: &mut Frame) {
    let Some(i) = frame.topic().and_then(Topic::indicator) else { return };
    let value = |o: &Operand| {
        let observed = o.entity().and_then(|e| turn.base.observations_of(i, e).find(|o| o.scope.is_none()));
        observed.and_then(|o| o.value)
    };
    if let [a, b] = &frame.operands[..]
        && let (Some(x), Some(y)) = (value(a), value(b))
        && x < y
    {
        frame.operands.reverse();
    }
}

/// “how many more than Korea”: the one spoken of stands first; “how many times it”: last.
pub(super) fn second_operand(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let two_sided = matches!(turn.decided, Ask::Ratio | Ask::Difference | Ask::Share | Ask::Compare)
        || frame.any(&[Cue::Ratio, Cue::Diff])
        || frame.has(Cue::Compare) && (turn.pronoun || turn.elliptic && frame.has(Cue::Than))
        || frame.asks_difference()
        || frame.conditions.iter().any(|c| c.unit.is_some_and(|u| u.is_relative()))
        // “Is that more than B's?”
        || turn.pronoun && frame.has(Cue::Yesno) && frame.any(&[Cue::Above, Cue::Below]) && frame.conditions.is_empty()
        // “And Shanghai, is it higher?”
        || turn.elliptic
            && frame.any(&[Cue::More, Cue::Less])
            && (frame.has(Cue::Compare) || !frame.any(&[Cue::Which, Cue::Who, Cue::List]));
    let one = frame.operands.len() == 1 && frame.regions.is_empty();
    if !(two_sided && one) {
        return None;
    }
    // “What share of the total?” and “how much more by then?” have their other side in themselves.
    let plain = frame.entities().iter().all(|e| turn.base.within(*e).is_empty());
    let of_all = turn.decided == Ask::Share
        && plain
        && frame.groups().is_empty()
        && (frame.has(Cue::All) || frame.has(Cue::Sum) && frame.share_first && !frame.has(Cue::Define));
    let own_series = turn.decided == Ask::Difference
        && (frame.own_topic || frame.has(Cue::Growth))
        && !turn.pronoun
        && !frame.any(&[Cue::Than, Cue::Compare])
        && frame.topic().and_then(Topic::indicator).is_some_and(|i| {
            let values =
                |e: usize| turn.base.observations_of(i, e).filter(|o| o.value.is_some() && o.scope.is_none());
            frame.entities().iter().any(|e| values(*e).count() > 1)
        });
    if of_all || own_series {
        return None;
    }
    let own = |o: &Operand| frame.operands.contains(o);
    let other = turn.operands().into_iter().chain(turn.spoken_of(3).into_iter().rev()).find(|o| !own(o))?;
    // “What per cent of X is that?”: it is the part.
    let part = frame.share_first && frame.pronoun_last || frame.share_of_place && turn.decided == Ask::Share;
    let claims = frame.has(Cue::Yesno) && frame.any(&[Cue::Above, Cue::Below]) && !frame.pronoun_last;
    let at = usize::from(
        turn.pronoun && !part && !claims && (frame.pronoun_last || !frame.has(Cue::RelativeChange)),
    );
    frame.operands.insert(at, other);
    if let (false, [who]) = (frame.companies.is_empty(), &turn.companies(frame)[..])
        && !frame.companies.contains(who)
    {
        // “More than what Y put into B?”, of what X put into A.
        frame.companies.insert(at.min(frame.companies.len()), *who);
    }
    if frame.excluded.is_empty() {
        frame.excluded = turn.entities(&turn.dialogue.excluded);
    }
    Some(ask(turn.base, frame))
}
