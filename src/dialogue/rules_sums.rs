//! Rules of ellipsis: what was spoken of last, added to what is named now, or its sum against that.
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
    let against = frame.any(&[
        Cue::Yesno,
        Cue::Than,
        Cue::More,
        Cue::Less,
        Cue::Share,
        Cue::Above,
        Cue::Ratio,
        Cue::Diff,
    ]);
    // “And the nine together?” asks for a sum of its own.
    let one_by_one = frame.operands.iter().any(|o| matches!(o, Operand::Entity(_)));
    let adds = frame.has(Cue::Including)
        || frame.has(Cue::Sum) && (frame.has(Cue::Also) && one_by_one || turn.pronoun);
    // “If I add X, the total share?”, of printed shares.
    let same = frame
        .topics
        .first()
        .is_some_and(|t| turn.dialogue.topics.first().is_some_and(|d| turn.base.topic_id(t.topic) == d));
    let shares = same
        && frame.groups().is_empty()
        && frame.adds
        && frame.topic().and_then(Topic::indicator).is_some_and(|i| turn.base.indicators[i].def.composite);
    if !adds || frame.operands.is_empty() || !turn.continues || (frame.own_topic || against) && !shares {
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
    Some(if frame.has(Cue::Average) { Ask::Average } else { Ask::Sum })
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
    // “More than all of the others together?” is about one spoken of, against many.
    let many = |o: &Operand| match o {
        Operand::Entity(e) => !turn.base.within(*e).is_empty() || turn.base.entities[*e].complement.is_some(),
        _ => true,
    };
    let shares = frame.any(&[Cue::Share, Cue::Percent]);
    let plural = frame.operands.iter().all(many) && !shares;
    if turn.last != Ask::Sum && !turn.pronoun && frame.has(Cue::Than) && plural {
        return None;
    }
    let regions = turn.entities(&turn.dialogue.regions).into_iter().map(Operand::Entity);
    let part: Vec<Operand> = if turn.last == Ask::Sum {
        // A region beside places is where they were counted; by itself it is what was summed.
        let own = turn.operands();
        match turn.told(frame, 1)[..] {
            // Of what was left out nothing is added.
            [sum] if !turn.dialogue.excluded.is_empty() => turn.side(sum),
            _ if own.is_empty() => regions.collect(),
            _ => own,
        }
    } else {
        turn.spoken_of(how_many(frame).max(2))
    };
    let shares = frame.any(&[Cue::Share, Cue::Percent]);
    let against = frame.any(&[Cue::Compare, Cue::Than]);
    // “The share of X is how many times that?”, of printed shares.
    let times = printed && frame.has(Cue::Ratio) && !frame.has(Cue::Percent);
    if turn.last == Ask::Sum && shares && turn.pronoun && !against && !part.is_empty() && !times {
        // “what share of that is India's?”
        frame.excluded = turn.entities(&turn.dialogue.excluded);
        frame.sides = Some((frame.operands.clone(), part));
        return Some(Ask::Share);
    }
    let region = |e: usize| !shares && !turn.base.within(e).is_empty();
    let whole = |o: &Operand| o.entity().is_none_or(region);
    let several = part.len() >= 2 || part.iter().any(whole);
    if !several || part.contains(&frame.operands[0]) {
        return None;
    }
    // “X is how many times that?”
    let turned = frame.has(Cue::Ratio) && frame.pronoun_last && !frame.share_first;
    let named = frame.operands.clone();
    frame.sides = Some(if turned { (named, part) } else { (part, named) });
    if let (false, [who]) = (frame.companies.is_empty(), &turn.companies(frame)[..])
        && !frame.companies.contains(who)
    {
        frame.companies.insert(0, *who);
    }
    Some(if frame.any(&[Cue::Share, Cue::Percent]) && !times {
        Ask::Share
    } else if frame.has(Cue::Ratio) {
        Ask::Ratio
    } else {
        Ask::Difference
    })
}

/// “No, more than Japan, I meant”: the other side of what was held against each other is another one.
pub(super) fn corrected(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let two_sided = matches!(turn.last, Ask::Difference | Ask::Ratio | Ask::Share);
    let one = frame.operands.len() == 1 && frame.regions.is_empty() && !frame.own_topic;
    let [left, right] = turn.told(frame, 2)[..] else { return None };
    // Plain pairs go on as pairs do.
    let sums = left.places.len() > 1 || right.places.len() > 1;
    if !(two_sided && one && sums && frame.has(Cue::Correction)) {
        return None;
    }
    let kept = if left.places.len() > 1 { left } else { right };
    frame.sides = Some((turn.side(kept), frame.operands.clone()));
    Some(turn.last)
}

/// “By how much more than the next one?”, of the first of an order.
pub(super) fn next_in_order(turn: &Turn<'_>, frame: &mut Frame) -> Option<Ask> {
    let first = matches!(turn.last, Ask::Extreme { top: 1, .. });
    let compares = frame.any(&[Cue::Diff, Cue::Ratio]) || frame.has(Cue::Howmany) && frame.has(Cue::Above);
    let against = compares && (frame.has(Cue::NextTo) || frame.nth == Some(2));
    // “Than the runner-up in Asia”: where the first was looked for.
    let scope = turn.entities(&turn.dialogue.regions);
    let same = frame.regions.iter().all(|r| scope.contains(r)) && frame.entities().is_empty();
    let open = same && frame.companies.is_empty() && frame.times.is_empty() && frame.top.is_none();
    if !(first && against && open && !frame.own_topic) {
        return None;
    }
    frame.positions = vec![1, 2];
    frame.nth = Some(2);
    frame.regions.clear();
    frame.cues.insert(if frame.has(Cue::Ratio) { Cue::Ratio } else { Cue::Diff });
    turn.carry_scope(frame);
    Some(ask(turn.base, frame))
}
