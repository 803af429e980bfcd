//! Intent: which operation a frame asks for, decided by its cues in a fixed order.
//!
//! Owns: [`Ask`] and the order of the rules. Must not know: figures, wording.

mod arithmetic;
mod population;

use serde::{Deserialize, Serialize};

use super::frame::{Amount, Frame};
use super::topic::Candidate;
use crate::knowledge::{Cue, FactBase, Feature, Topic, Unit};
use arithmetic::arithmetic;
use population::population;

/// The operation asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// The figures of the operands.
    Lookup,
    /// Who is first (or last, `least`), and the next ones with `top`.
    Extreme {
        least: bool,
        top: u32,
    },
    /// Who is first and who is last.
    Span,
    /// Who is nth from the top (or the bottom).
    Nth {
        least: bool,
        n: u32,
    },
    /// Who meets the conditions.
    Filter,
    /// Who stands above or below an operand.
    Relative {
        less: bool,
    },
    /// Who stands right after (or before) an operand.
    NextTo {
        before: bool,
    },
    Compare,
    Difference,
    Ratio,
    Sum,
    Average,
    Median,
    Share,
    /// All, in order of value.
    Sort {
        ascending: bool,
    },
    /// The place of the operands in the order of a quantity.
    RankWithin,
    Source,
    Period,
    /// Who has no figure.
    Missing,
    /// Who has a figure.
    Having,
    Ties,
    /// A share of a base amount, in money.
    Product,
    /// Relative change between the two figures of one series.
    Growth,
    /// One quantity by another.
    Per,
    /// A total by the years that it is of.
    PerYear,
    /// All figures of an operand.
    Profile,
    /// A group's members.
    Members,
    /// What a number is.
    Value,
    /// The statement itself.
    State,
    Note(u32),
    Page(u32),
}

impl Ask {
    /// Whether it runs over a population in order or by a property, with nobody named.
    pub fn over_population(self) -> bool {
        matches!(
            self,
            Ask::Extreme { .. }
                | Ask::Nth { .. }
                | Ask::Filter
                | Ask::Sort { .. }
                | Ask::Having
                | Ask::Sum
                | Ask::Average
                | Ask::Ties
                | Ask::Span
        )
    }
}

const WHICH: [Cue; 4] = [Cue::Which, Cue::Who, Cue::List, Cue::What];

/// The operation that the cues of `frame` ask for.
pub fn ask(base: &FactBase, frame: &Frame) -> Ask {
    // “The nine of note 1: how many on average?” says where they are named and asks for a figure.
    let figures = [Cue::Howmany, Cue::Average, Cue::Sum, Cue::Diff, Cue::Ratio, Cue::Max, Cue::Min];
    let of_figures = frame.own_topic
        && matches!(frame.topic(), Some(Topic::Indicator(_)))
        && frame.any(&figures)
        && !frame.operands.is_empty();
    if let Some(note) = frame.note.filter(|_| !of_figures) {
        return Ask::Note(note);
    }
    let best_rank = (frame.topics.is_empty() && frame.has(Cue::Rank)
        || frame.has(Cue::WhichRanking) && !frame.own_topic)
        && frame.any(&[Cue::Which, Cue::What, Cue::WhichRanking])
        && (frame.any(&[Cue::Max, Cue::Min]) || frame.nth.is_some());
    // A statement that all the words speak for is what is asked, whatever else is known of the place.
    let said =
        |c: &Candidate| matches!(c.topic, Topic::Statement(_)) && c.inherited == 0 && c.unexplained <= 0.0;
    let everything = frame.has(Cue::All)
        && (frame.topics.len() != 1 || matches!(frame.topic(), Some(Topic::Statement(_))))
        && !frame.topics.first().is_some_and(said);
    if (everything || best_rank) && frame.entities().len() == 1 {
        return Ask::Profile;
    }
    if let Some(ask) = about_values(base, frame) {
        return ask;
    }
    let Some(topic) = frame.topic() else {
        let members = !frame.groups().is_empty()
            && frame.top.is_none()
            && frame.nth.is_none()
            && !frame.any(&[Cue::Rank, Cue::Why, Cue::How])
            && (frame.unexplained.is_empty() || frame.any(&WHICH));
        return if members { Ask::Members } else { Ask::Lookup };
    };
    let Topic::Indicator(i) = topic else {
        // Where the statement itself says who, it is what is asked.
        let says = base.signature(topic).explains(Feature::Cue(Cue::Source));
        return if frame.has(Cue::Source) && !says { Ask::Source } else { Ask::State };
    };
    let def = &base.indicators[i].def;
    // “Where do these come from?”: of figures, their source; of a share of something, a place.
    let explained = base.signature(topic).explains(Feature::Cue(Cue::Origin));
    if frame.has(Cue::Origin) && !explained && frame.any(&[Cue::Where, Cue::Which, Cue::Who]) {
        return Ask::Source;
    }
    if let Some(ask) = about_indicator(frame, def.unit) {
        return ask;
    }
    // Of an indicator with one figure for all, a condition asks whether it is met, not who meets it.
    let many = base.indicators[i].single.is_none();
    if many
        && !frame.conditions.is_empty()
        && (frame.any(&[Cue::Which, Cue::Who, Cue::List]) || frame.counts_things)
    {
        return Ask::Filter;
    }
    if let Some(ask) = arithmetic(base, frame, i) {
        return ask;
    }
    population(base, frame, i)
}

/// A number of the document is asked about: what it is, or who says so.
fn about_values(base: &FactBase, frame: &Frame) -> Option<Ask> {
    let printed = |a: &Amount| a.marked && base.with_value(a.value).next().is_some();
    // A number of another figure than the one that was spoken of before.
    let elsewhere = |a: &Amount| {
        let own = frame.topic().and_then(Topic::indicator);
        let asked = printed(a) || a.marked && a.unit.is_some() && frame.has(Cue::Define);
        asked && base.with_value(a.value).all(|o| Some(o.indicator) != own)
    };
    let no_series = !matches!(frame.topic(), Some(Topic::Indicator(_)))
        || !frame.own_topic && frame.operands.is_empty() && frame.amounts.iter().any(elsewhere);
    let asked = frame.topics.is_empty() || frame.any(&[Cue::Define, Cue::What, Cue::Source]);
    let marked = frame.amounts.iter().any(|a| a.marked);
    let bare = no_series
        && asked
        && (frame.topics.is_empty() && marked || frame.amounts.iter().any(|a| printed(a) || elsewhere(a)));
    bare.then_some(Ask::Value)
}

/// “Are these as of …?”: a time is claimed, and nothing else.
fn claims_period(frame: &Frame) -> bool {
    let other = [Cue::Same, Cue::More, Cue::Less, Cue::Above, Cue::Below, Cue::Max, Cue::Min];
    frame.has(Cue::Yesno)
        && frame.has(Cue::Asof)
        && frame.operands.len() < 2
        && frame.amounts.is_empty()
        && !frame.any(&other)
}

fn about_indicator(frame: &Frame, unit: Unit) -> Option<Ask> {
    let entity = !frame.operands.is_empty();
    if frame.has(Cue::Source) {
        return Some(Ask::Source);
    }
    if unit != Unit::Year
        && (frame.has(Cue::Asof) && frame.month.is_none() || frame.any(&[Cue::When, Cue::Year]))
        && (frame.times.is_empty() || claims_period(frame))
    {
        return Some(Ask::Period);
    }
    if frame.has(Cue::Missing) && !(entity && frame.entities().len() == 1) {
        return Some(Ask::Missing);
    }
    if frame.has(Cue::Having)
        && frame.conditions.is_empty()
        && !entity
        && !frame.any(&[
            Cue::Sum,
            Cue::Average,
            Cue::Max,
            Cue::Min,
            Cue::Sort,
            Cue::Ratio,
            Cue::Rank,
            Cue::Share,
            Cue::Percent,
        ])
    {
        return Some(Ask::Having);
    }
    (frame.has(Cue::Same)
        && (frame.operands.len() == 1 || frame.amounts.iter().all(|a| !a.marked))
        && (frame.any(&WHICH) || frame.any(&[Cue::Yesno, Cue::Any]))
        && frame.operands.len() < 2)
        .then_some(Ask::Ties)
}
