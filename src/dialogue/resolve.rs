//! Ellipsis: what a clause leaves out is taken from the conversation.
//!
//! Owns: the order in which the rules are tried. Must not know: wording, figures.

use super::Dialogue;
use super::carry::Turn;
use super::rules_again::{
    compared_again, count_of_top, found_elsewhere, others_than_it, pick_one, population, rank_among,
    reversed, same_again, share_of_top,
};
use super::rules_joined::{combined, second_operand, share_among};
use super::rules_sums::{corrected, less_this, next_in_order, sum_against, together_with};
use super::rules_told::{
    actor_against, actors_together, by_another, country_of, group_against, in_order_told, list_turned,
    next_after, share_in_money, share_of_another, share_of_scope, span_of_told, there, two_rankings,
};
use crate::knowledge::{Cue, FactBase, Topic};
use crate::understanding::{Ask, Back, Frame, Operand, ask};

/// A rule fills the frame and says what is asked, or leaves the frame to the next rule.
type Rule = fn(&Turn<'_>, &mut Frame) -> Option<Ask>;

/// Tried in this order; the first that answers decides.
const RULES: [Rule; 32] = [
    list_turned,
    two_rankings,
    share_of_scope,
    actors_together,
    share_of_another,
    actor_against,
    share_in_money,
    group_against,
    next_after,
    span_of_told,
    reversed,
    in_order_told,
    by_another,
    country_of,
    there,
    corrected,
    next_in_order,
    share_of_top,
    count_of_top,
    found_elsewhere,
    rank_among,
    compared_again,
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
pub fn resolve(base: &FactBase, frame: Frame, dialogue: &Dialogue) -> (Frame, Ask) {
    let counted = counted(base, &frame, dialogue);
    let mut frame = frame;
    if let Some(told) = told_against(base, &frame, dialogue) {
        frame.topics[0].topic = Topic::Indicator(told);
    }
    if let Some(acted) = acted(base, &frame, dialogue) {
        frame.topics[0].topic = Topic::Indicator(acted);
        frame.companies = dialogue.companies.iter().filter_map(|c| base.entity(c)).collect();
    }
    let (mut frame, mut asked) = fill(base, frame, dialogue);
    if let (Ask::Average, [_], true, Some(quotient)) =
        (asked, &frame.entities()[..], frame.groups().is_empty(), quotient(base, &frame, dialogue))
    {
        // “And on average for each?”, of a place whose total and number were told.
        for topic in &mut frame.topics {
            topic.topic = Topic::Indicator(quotient);
        }
        frame.topics.truncate(1);
        asked = Ask::Lookup;
    }
    if let (Ask::Product, true, Some(told)) = (asked, frame.times.is_empty(), dialogue.told.last()) {
        // “How much is that in money?”: at the time of the share that was told.
        let own = frame.topics.iter().any(|t| base.topic_id(t.topic) == told.topic);
        frame.times.extend(told.when.filter(|_| own && !frame.own_topic));
    }
    if let Some(counted) = counted {
        // “And how many is that?”, of a share of things that are counted too.
        frame.topics[0].topic = Topic::Indicator(counted);
        asked = ask(base, &frame);
    }
    // What is left out of a group is not added to it again, whichever rule brought it along.
    let others = frame.has(Cue::Rest) && !frame.any(&[Cue::Share, Cue::Percent]);
    let gathers = matches!(asked, Ask::Sum | Ask::Average | Ask::Median);
    if !frame.groups().is_empty() || others || gathers {
        let Frame { operands, excluded, .. } = &mut frame;
        operands.retain(|o| !matches!(o, Operand::Entity(e) if excluded.contains(e)));
    }
    (frame, asked)
}

/// The quotient of the quantity that is asked for, by another.
fn quotient(base: &FactBase, frame: &Frame, dialogue: &Dialogue) -> Option<usize> {
    let topic = frame.topic().and_then(Topic::indicator)?;
    let continued = dialogue.topics.iter().any(|t| *t == base.indicators[topic].def.id);
    let of = |i: &usize| {
        let own = &base.indicators[topic].def.id;
        base.indicators[*i].def.quotient.as_ref().is_some_and(|q| q.of == *own || q.by == *own)
    };
    base.quotients().iter().copied().find(of).filter(|_| continued)
}

/// “X has so many; what share of Y's is that?”: of the figures that were told, and not the share that is printed for Y.
fn told_against(base: &FactBase, frame: &Frame, dialogue: &Dialogue) -> Option<usize> {
    let share = frame.topic().and_then(Topic::indicator)?;
    let counted = base.indicators[share].quantity?;
    let told = dialogue.topics.first().is_some_and(|t| *t == base.indicators[counted].def.id);
    let other = matches!(frame.operands[..], [Operand::Entity(_)]) && frame.regions.is_empty();
    let spoken = dialogue.operands.len() == 1;
    let against = frame.has(Cue::Than) && frame.any(&[Cue::Share, Cue::Percent]);
    (told && other && spoken && against && !frame.own_topic).then_some(counted)
}

/// “And what does it put into India?”, of a company: what companies do, and not what is done there by all.
fn acted(base: &FactBase, frame: &Frame, dialogue: &Dialogue) -> Option<usize> {
    let topic = frame.topic().and_then(Topic::indicator)?;
    let told =
        dialogue.topics.iter().filter_map(|id| base.indicator(id)).find(|i| base.indicators[*i].def.agent)?;
    let (own, other) = (&base.indicators[topic].def, &base.indicators[told].def);
    let it = frame.has(Cue::Pronoun) && !frame.any(&[Cue::Plural, Cue::Also]);
    let places = frame.entities().len() == 1 && frame.companies.is_empty() && !dialogue.companies.is_empty();
    (it && places && !own.agent && own.unit == other.unit).then_some(told)
}

/// What a printed share is a share of, where “how many” goes on from the share without naming it again.
fn counted(base: &FactBase, frame: &Frame, dialogue: &Dialogue) -> Option<usize> {
    let share = frame.topic().and_then(Topic::indicator)?;
    let told = dialogue.topics.first().is_some_and(|t| *t == base.indicators[share].def.id);
    let asks = frame.has(Cue::Howmany)
        && !frame.own_topic
        && frame.operands.is_empty()
        && !frame.any(&[Cue::Share, Cue::Percent, Cue::Diff, Cue::Ratio])
        && (frame.any(&[Cue::Sum, Cue::Pronoun]) || !frame.has(Cue::Also));
    base.indicators[share].quantity.filter(|_| told && asks)
}

fn fill(base: &FactBase, mut frame: Frame, dialogue: &Dialogue) -> (Frame, Ask) {
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
    let dates = frame.has(Cue::Published) && frame.any(&[Cue::When, Cue::Year, Cue::Asof]);
    if dates
        && !frame.own_topic
        && frame.entities().is_empty()
        && frame.note.is_none()
        && dialogue.cited.is_some()
    {
        // “When was that report released?”, of the work that the last answer rests on.
        frame.note = dialogue.cited;
        let again = ask(base, &frame);
        return (frame, again);
    }
    let decided = ask(base, &frame);
    if dialogue.is_empty() || frame.note.is_some() {
        return (frame, decided);
    }
    let entities = !frame.entities().is_empty();
    if dialogue.ask == Some(Ask::Members) && frame.topics.is_empty() && entities && frame.has(Cue::Yesno) {
        // “Is China in there?”, of the group that was told.
        let groups = dialogue.operands.iter().filter_map(|c| base.group(c.strip_prefix('#')?));
        frame.operands.extend(groups.map(Operand::Group));
        return (frame, Ask::Members);
    }
    if decided == Ask::Value && frame.topics.first().is_some_and(|t| t.inherited > 0) {
        // A number of another figure than the one that was spoken of.
        return (frame, decided);
    }
    let turn = Turn::new(base, &frame, dialogue, decided);
    if frame.has(Cue::Except) && turn.pronoun && frame.excluded.is_empty() {
        // “without it”: what was spoken of last is left out.
        let found = dialogue.operands.is_empty() && turn.over_population() && dialogue.results.len() == 1;
        frame.excluded = turn.entities(if found { &dialogue.results } else { &dialogue.operands });
    }
    if frame.has(Cue::Rest) && frame.entities().is_empty() && frame.excluded.is_empty() {
        // “the others together?”: all but what was spoken of last.
        let set_aside = turn.entities(&dialogue.excluded);
        // “Which others?”: others than all that were spoken of; “the rest”: what was not named last.
        let spoken = if frame.any(&[Cue::Which, Cue::Who]) && turn.continues {
            &dialogue.trail
        } else {
            &dialogue.operands
        };
        frame.excluded = if set_aside.is_empty() { turn.entities(spoken) } else { set_aside };
    }
    if let (false, true, [former, latter]) =
        (frame.back.is_empty(), frame.operands.is_empty(), &turn.spoken_of(2)[..])
    {
        // “The former over the latter?”
        let taken = |b: &Back| if *b == Back::Former { [*former, *latter] } else { [*latter, *former] };
        let against =
            frame.any(&[Cue::Diff, Cue::Ratio, Cue::More, Cue::Less, Cue::Than, Cue::Share, Cue::Percent]);
        frame.operands = match &frame.back[..] {
            [one] if against => taken(one).to_vec(),
            all => all.iter().map(|b| taken(b)[0]).collect(),
        };
        let told = turn.told(&frame, 2);
        frame.companies = match told.iter().all(|t| !t.companies.is_empty()) {
            true if !told.is_empty() => turn.actors(&told),
            _ => turn.companies(&frame),
        };
        frame.companies.dedup();
        let again = ask(base, &frame);
        return (frame, again);
    }
    if frame.has(Cue::Correction) && decided.over_population() && turn.over_population() {
        // “No, I mean the first three in B”: of the same places.
        turn.inherit_scope(&mut frame);
    }
    for rule in RULES {
        if let Some(ask) = rule(&turn, &mut frame) {
            return (frame, ask);
        }
    }
    let single = matches!(frame.topic(), Some(Topic::Indicator(i)) if base.indicators[i].single.is_some());
    // A subject of its own with a word that nobody knows may be about a place that nobody knows.
    let stranger = frame.own_topic && !frame.unexplained.is_empty() && !turn.pronoun;
    if frame.operands.is_empty() && frame.companies.is_empty() && !single && !stranger {
        turn.inherit_places(&mut frame);
    }
    let again = ask(base, &frame);
    (frame, if matches!(decided, Ask::Source | Ask::Period) { decided } else { again })
}
