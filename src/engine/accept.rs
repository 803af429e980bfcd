//! Whether a reading may be answered: every content word has to be accounted for.
//!
//! Owns: small talk, preambles, and the refusal of what is left unexplained. Must not know: wording.

use crate::dialogue::Dialogue;
use crate::engine::SMALLTALK;
use crate::engine::unanswered::{asks_single_ones, unanswered};
use crate::knowledge::{Cue, FactBase, Feature, Topic};
use crate::query::{Outcome, Reason};
use crate::understanding::{Amount, Ask, Frame, Item};

/// Cues that ask something of what was spoken of before.
const ELLIPTIC: [Cue; 24] = [
    Cue::Define,
    Cue::Who,
    Cue::More,
    Cue::Less,
    Cue::NextTo,
    Cue::Compare,
    Cue::Source,
    Cue::Asof,
    Cue::When,
    Cue::Year,
    Cue::Max,
    Cue::Min,
    Cue::Which,
    Cue::Nth,
    Cue::Rank,
    Cue::Sum,
    Cue::Diff,
    Cue::Ratio,
    Cue::Average,
    Cue::Percent,
    Cue::Howmany,
    Cue::Footnote,
    Cue::Rest,
    Cue::Reverse,
];

/// The small talk that a message is, if it is nothing else.
///
/// In a conversation, a greeting before an ellipsis (“Hi, which source?”) is not all that is said.
pub fn smalltalk(base: &FactBase, items: &[&Item], goes_on: bool) -> Option<Cue> {
    let cue = SMALLTALK.into_iter().find(|c| items.iter().any(|i| i.has(*c)))?;
    let other = items.iter().any(|i| {
        let own = SMALLTALK.iter().any(|c| i.has(*c));
        let asks = goes_on && i.cues.iter().any(|c| ELLIPTIC.contains(c));
        !own && (asks
            || i.unknown && i.surface.chars().count() > 1
            || i.entity.is_some()
            || i.group.is_some()
            || i.place.is_some()
            || i.outside.is_some()
            || i.number.is_some()
            || i.concepts.iter().any(|c| base.concepts[*c].weight >= 0.5))
    });
    (!other).then_some(cue)
}

/// A rank is asked for by name, and what was spoken of last is no ranking: the question stands on its own.
pub fn asks_afresh(base: &FactBase, frame: &Frame, dialogue: &Dialogue) -> bool {
    let ranking = |id: &String| base.indicator(id).is_some_and(|i| base.indicators[i].def.ranking);
    let leans = frame.any(&[Cue::Also, Cue::Pronoun, Cue::Correction, Cue::Only]);
    let bare =
        !frame.own_topic && frame.has(Cue::Rank) && frame.entities().len() == 1 && frame.regions.is_empty();
    bare && !leans && !dialogue.topics.is_empty() && !dialogue.topics.iter().any(ranking)
}

/// “This figure is somebody's, isn't it?”: who really gave it is the answer.
pub fn claims_source(base: &FactBase, frame: &Frame) -> Option<Ask> {
    let organisation = |o: &usize| base.outside[*o].kind.as_deref() == Some("organisation");
    let claimed =
        !frame.outside.is_empty() && frame.outside.iter().all(organisation) && frame.has(Cue::Yesno);
    let printed = |a: &Amount| a.marked && base.with_value(a.value).next().is_some();
    let figure = matches!(frame.topic(), Some(Topic::Indicator(_))) && frame.amounts.iter().any(printed);
    (claimed && figure).then_some(Ask::Source)
}

/// A clause that only sets the scene: it asks nothing and another one follows.
pub fn is_preamble(clause: &[Item], frame: &Frame) -> bool {
    let asks = frame.cues.iter().any(|c| {
        !matches!(
            c,
            Cue::Also
                | Cue::Greeting
                | Cue::Thanks
                | Cue::Pronoun
                | Cue::Compare
                | Cue::Only
                | Cue::Including
                | Cue::Each
                | Cue::Except
                | Cue::NotAsking
                | Cue::All
                | Cue::Sum
        )
    });
    let content = frame.note.is_some() || frame.page.is_some();
    !asks && !content && clause.iter().all(|i| i.outside.is_none() && i.place.is_none())
}

/// Unknown words of an alphabet weigh this much each; runs of ideographs by their length.
const UNKNOWN_WORD: f32 = 0.7;
/// Unexplained weight from which on a reading is refused.
const MOST_UNEXPLAINED: f32 = 1.0;

/// The refusal of a reading that leaves too much of the question unexplained.
pub fn refusal(base: &FactBase, frame: &Frame, ask: Ask) -> Option<Outcome> {
    // “It is the World Bank's index, isn't it?”: who really published it corrects the claim.
    let published = |t: Topic| {
        let signature = base.signature(t);
        let named = |f: &Feature| matches!(f, Feature::Entity(e) if base.entities[*e].acts());
        let features = || signature.needed().chain(signature.plus.iter().copied());
        let speaks = signature.explains(Feature::Cue(Cue::Source)) || features().any(|f| named(&f));
        ask == Ask::Source || matches!(t, Topic::Statement(_)) && speaks
    };
    let claimed = frame.has(Cue::Yesno)
        && frame.outside.iter().all(|o| base.outside[*o].kind.as_deref() == Some("organisation"))
        && frame.topic().is_some_and(published);
    if !frame.outside.is_empty() && !claimed {
        let near = frame.topic().and_then(Topic::indicator);
        return Some(Outcome::OutOfScope(Reason::Outside {
            topics: frame.outside.clone(),
            words: frame.foreign.clone(),
            near,
            entities: frame.entities(),
        }));
    }
    if !frame.places.is_empty() {
        let indicator = frame.topic().and_then(Topic::indicator);
        let reason = Reason::Places { places: frame.places.clone(), indicator };
        return Some(if indicator.is_some() { Outcome::NoData(reason) } else { Outcome::OutOfScope(reason) });
    }
    if matches!(ask, Ask::Note(_) | Ask::Page(_) | Ask::Profile) {
        return None;
    }
    let unknown: f32 = frame.unexplained.iter().map(|w| weight(w)).sum();
    let concepts = frame.leftover;
    let unknown = if frame.narrowing > 0 { unknown.max(MOST_UNEXPLAINED) } else { unknown };
    // What goes on from before must be understood whole: little is said, and each word of it counts.
    let most =
        if frame.own_topic || frame.topics.is_empty() { MOST_UNEXPLAINED } else { MOST_UNEXPLAINED / 2.0 };
    if unknown + concepts >= most {
        let near = frame.topic();
        return Some(match near {
            Some(Topic::Indicator(i)) if base.indicators[i].def.absent.is_some() => {
                Outcome::NoData(Reason::Absent { indicator: i })
            }
            _ if frame.topics.is_empty()
                && frame.unexplained.is_empty()
                && (concepts < MOST_UNEXPLAINED || !frame.near.is_empty()) =>
            {
                return None;
            }
            _ => Outcome::OutOfScope(Reason::Unknown { words: frame.unexplained.clone(), near }),
        });
    }
    // “When was the … of X lifted?”: a date is that of the figures only where nothing else is spoken of.
    if ask == Ask::Period && unknown >= UNKNOWN_WORD {
        return Some(Outcome::OutOfScope(Reason::Unknown {
            words: frame.unexplained.clone(),
            near: frame.topic(),
        }));
    }
    if let Some(indicator) = asks_single_ones(base, frame, ask) {
        return Some(Outcome::NoData(Reason::OnlyTotals { indicator }));
    }
    unanswered(base, frame, ask).then(|| Outcome::Clarify {
        topics: frame.topics.iter().map(|c| c.topic).collect(),
        operands: frame.operands.clone(),
    })
}

/// The refusal of what was set aside as the occasion of a question.
pub fn set_aside(items: &[&Item]) -> Option<Outcome> {
    let aside = || items.iter().filter_map(|i| Some((i.set_aside?, i.surface.clone())));
    let (topics, words): (Vec<usize>, Vec<String>) = aside().unzip();
    let reason = Reason::Outside { topics, words, near: None, entities: vec![] };
    aside().next().map(|_| Outcome::OutOfScope(reason))
}

fn weight(word: &str) -> f32 {
    let count = word.chars().count();
    if word.is_ascii() {
        if count <= 2 { 0.2 } else { UNKNOWN_WORD }
    } else {
        match count {
            0 | 1 => 0.4,
            2 => 0.8,
            _ => 1.2,
        }
    }
}

/// Whether two outcomes tell the same.
pub fn same(a: &Outcome, b: &Outcome) -> bool {
    match (a, b) {
        (Outcome::Statement(x), Outcome::Statement(y)) => x == y,
        (Outcome::Period { indicator: x, .. }, Outcome::Period { indicator: y, .. }) => x == y,
        (Outcome::Found(x), Outcome::Found(y)) => {
            x.indicator == y.indicator
                && x.rows == y.rows
                && x.missing == y.missing
                && match (&x.derived, &y.derived) {
                    (Some(a), Some(b)) => a.tells_as(b),
                    (a, b) => a == b,
                }
        }
        _ => false,
    }
}
