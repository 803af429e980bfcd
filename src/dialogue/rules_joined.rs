//! Rules of ellipsis: what was spoken of last is an operand, beside or against what is named now.
//!
//! Owns: which operands the last turns lend. Must not know: the order of the rules, wording, figures.

use super::carry::{Turn, how_many};
use crate::knowledge::{Cue, Topic};
use crate::understanding::{Ask, Frame, Operand, ask};

/// “minus Japan's”: what was spoken of last, less this.
pub(super) fn less_this(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
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
pub(super) fn together_with(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let against = frame.any(&[Cue::Yesno, Cue::Than, Cue::More, Cue::Less, Cue::Share, Cue::Above]);
    let adds = frame.has(Cue::Including) || frame.has(Cue::Sum) && (frame.has(Cue::Also) || turn.pronoun);
    if !adds || frame.operands.is_empty() || !turn.continues || frame.own_topic || against {
        return None;
    }
    // “with India, the three of them?” reaches back as far as it takes to make three.
    let named = if frame.counts_before { 0 } else { frame.operands.len() };
    let further = how_many(frame).saturating_sub(named);
    // “A and B together?” is about them alone; “they, and C?” is about more than one spoken of.
    if frame.operands.len() >= 2 && frame.has(Cue::Sum) && !frame.adds && !turn.pronoun && further == 0 {
        return None;
    }
    let least = if frame.has(Cue::Plural) { 2 } else { 1 };
    for operand in turn.spoken_of(further.max(least)).into_iter().rev() {
        if !frame.operands.contains(&operand) {
            frame.operands.insert(0, operand);
        }
    }
    Some(Ask::Sum)
}

/// “the two together, more than India?”: what was spoken of last as a sum, against this.
pub(super) fn sum_against(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
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
    if frame.has(Cue::Sum)
        && frame.operands.len() >= 2
        && turn.pronoun
        && !frame.own_topic
        && frame.any(&[Cue::Above, Cue::More, Cue::Less])
    {
        // “Japan and Korea together, more than it?”
        let it: Vec<Operand> =
            turn.operands().into_iter().filter(|o| !frame.operands.contains(o)).take(1).collect();
        if !it.is_empty() {
            frame.sides = Some((frame.operands.clone(), it));
            return Some(Ask::Difference);
        }
    }
    // What a printed share is asked of next is another printed share.
    let printed =
        frame.topic().and_then(Topic::indicator).is_some_and(|i| turn.base.indicators[i].quantity.is_some());
    if printed && !turn.pronoun && frame.has(Cue::Share) && !frame.any(&[Cue::Diff, Cue::Ratio, Cue::Than]) {
        return None;
    }
    let summed = frame.has(Cue::Sum) || turn.last == Ask::Sum;
    let one = frame.operands.len() == 1 && frame.regions.is_empty();
    if !(summed && one && turn.continues && frame.any(&against)) {
        return None;
    }
    let regions = turn.entities(&turn.dialogue.regions).into_iter().map(Operand::Entity);
    let part: Vec<Operand> = if turn.last == Ask::Sum {
        turn.operands().into_iter().chain(regions).collect()
    } else {
        turn.spoken_of(how_many(frame).max(2))
    };
    let shares = frame.any(&[Cue::Share, Cue::Percent]);
    let against = frame.any(&[Cue::Compare, Cue::Than]);
    if turn.last == Ask::Sum && shares && turn.pronoun && !against && !part.is_empty() {
        // “what share of that is India's?”
        frame.excluded = turn.entities(&turn.dialogue.excluded);
        frame.sides = Some((frame.operands.clone(), part));
        return Some(Ask::Share);
    }
    let several = part.len() >= 2 || part.iter().any(|o| matches!(o, Operand::Group(_)));
    if !several || part.contains(&frame.operands[0]) {
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
pub(super) fn share_among(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let before = turn.operands();
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
    {
        let all =
            frame.operands.iter().copied().chain(frame.regions.iter().map(|r| Operand::Entity(*r))).collect();
        frame.sides = Some((before, all));
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
    frame.sides = Some((frame.operands.clone(), before));
    Some(Ask::Share)
}

/// “The difference?”, “together?”: of what was spoken of last, as many as it takes.
pub(super) fn combined(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let combines =
        frame.any(&[Cue::Diff, Cue::Ratio, Cue::Sum, Cue::Average, Cue::Compare]) || frame.asks_difference();
    // “How many more?”, of two that were compared.
    let by_how_many =
        turn.last == Ask::Compare && frame.has(Cue::Howmany) && frame.any(&[Cue::More, Cue::Less]);
    if by_how_many && frame.operands.is_empty() && !frame.own_topic {
        frame.operands = turn.operands();
        frame.cues.insert(Cue::Diff);
        return Some(Ask::Difference);
    }
    let open = frame.operands.is_empty() && frame.regions.is_empty();
    let tells = match turn.decided {
        Ask::Source | Ask::Period | Ask::Extreme { .. } | Ask::Filter => true,
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
    let results = turn.entities(&turn.dialogue.results);
    let before = turn.operands();
    frame.operands = match (before.len(), results.len()) {
        (known, _) if known >= n.max(2) => before,
        (_, 2..=4) if before.len() < 2 && n < 2 => results.into_iter().map(Operand::Entity).collect(),
        _ => turn.spoken_of(n.max(2)),
    };
    if frame.companies.is_empty() {
        frame.companies = turn.companies(frame);
    }
    if frame.excluded.is_empty() {
        frame.excluded = turn.entities(&turn.dialogue.excluded);
    }
    Some(ask(turn.base, frame))
}

/// “how many more than Korea”: the one spoken of stands first; “how many times it”: last.
pub(super) fn second_operand(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let two_sided = matches!(turn.decided, Ask::Ratio | Ask::Difference | Ask::Share | Ask::Compare)
        || frame.any(&[Cue::Ratio, Cue::Diff])
        || frame.has(Cue::Compare) && (turn.pronoun || turn.elliptic && frame.has(Cue::Than))
        || frame.asks_difference()
        || frame.conditions.iter().any(|c| c.unit.is_some_and(|u| u.is_relative()))
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
        && (frame.has(Cue::All) || frame.has(Cue::Sum) && frame.share_first);
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
    let at = usize::from(turn.pronoun && !(frame.share_first && frame.pronoun_last));
    frame.operands.insert(at, other);
    if frame.excluded.is_empty() {
        frame.excluded = turn.entities(&turn.dialogue.excluded);
    }
    Some(ask(turn.base, frame))
}
