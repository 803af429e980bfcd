//! Words that ask for an operation which the reading does not carry out.
//!
//! Owns: when it is better to ask back than to leave a word out. Must not know: wording.

use crate::knowledge::{Cue, FactBase, Feature, Topic, Unit};
use crate::understanding::{Ask, Frame};

/// Whether a word asks for an operation that the reading does not carry out: better to ask back than to leave it out.
pub fn unanswered(base: &FactBase, frame: &Frame, ask: Ask) -> bool {
    let Some(Topic::Indicator(indicator)) = frame.topic() else { return false };
    let explained =
        |cue: Cue| frame.topics.iter().any(|c| base.signature(c.topic).explains(Feature::Cue(cue)));
    let two_places = matches!(ask, Ask::Nth { .. }) && frame.positions.len() == 2;
    let two_sided = two_places
        || matches!(
            ask,
            Ask::Ratio
                | Ask::Difference
                | Ask::Compare
                | Ask::Span
                | Ask::Growth
                | Ask::Per
                | Ask::Product
                | Ask::Share
                | Ask::Sum
        );
    let holds_conditions = matches!(
        ask,
        Ask::Filter | Ask::Lookup | Ask::Compare | Ask::Sum | Ask::Ratio | Ask::Share | Ask::Product
    );
    let told = matches!(ask, Ask::Source | Ask::Period | Ask::Note(_) | Ask::Value | Ask::Profile);
    let left = |cue: Cue, by: bool| frame.has(cue) && !by && !explained(cue) && !told;
    // All that there is, because a place was not understood.
    let unplaced = matches!(ask, Ask::Lookup | Ask::Having)
        && frame.operands.is_empty()
        && frame.companies.is_empty()
        && frame.regions.is_empty()
        && frame.excluded.is_empty()
        && !frame.any(&[Cue::List, Cue::Which, Cue::Who, Cue::All, Cue::Each])
        && base.indicators[indicator].single.is_none();
    // The mean of one figure is none.
    let of_one = ask == Ask::Average
        && !explained(Cue::Average)
        && frame.operands.len() == 1
        && frame.groups().is_empty()
        && frame.regions.is_empty();
    let several = frame.operands.len() + frame.companies.len() >= 2;
    let unsummed = base.indicators[indicator].def.agent
        && frame.has(Cue::Sum)
        && several
        && !explained(Cue::Sum)
        && matches!(ask, Ask::Extreme { .. } | Ask::Nth { .. } | Ask::Sort { .. });
    let unit = base.indicators[indicator].def.unit;
    let part = two_places
        || matches!(
            ask,
            Ask::Share
                | Ask::Growth
                | Ask::Ratio
                | Ask::Product
                | Ask::Filter
                | Ask::Difference
                | Ask::Profile
        );
    let unparted =
        frame.has(Cue::Percent) && unit != Unit::Percent && !part && !told && !explained(Cue::Percent);
    // Which of many stand on which side was not made out.
    let unsided = matches!(ask, Ask::Difference | Ask::Ratio)
        && frame.sides.is_none()
        && frame.operands.len() >= 3
        && frame.companies.len() < 2;
    of_one
        || unsided
        || unsummed
        || unparted
        || unplaced && !frame.unexplained.is_empty()
        || left(Cue::Ratio, two_sided)
        || left(Cue::Diff, two_sided || frame.has(Cue::CountOf) || matches!(ask, Ask::Relative { .. }))
        || left(Cue::Average, matches!(ask, Ask::Average))
        || left(Cue::Median, matches!(ask, Ask::Median))
        || !frame.conditions.is_empty() && !holds_conditions && !told
        || frame.top.is_some() && matches!(ask, Ask::Difference | Ask::Ratio)
        || !frame.excluded.is_empty()
            && matches!(ask, Ask::Lookup)
            && frame.operands.is_empty()
            && frame.companies.is_empty()
            && base.indicators[indicator].single.is_none()
            && base.indicators[indicator].def.of.is_none()
}

/// “The largest data centre in Singapore”: the figure is their number or total, and says nothing of single ones.
pub fn asks_single_ones(base: &FactBase, frame: &Frame, ask: Ask) -> Option<usize> {
    let indicator = frame.topic().and_then(Topic::indicator)?;
    let def = &base.indicators[indicator].def;
    let explained = |cue: Cue| base.signature(Topic::Indicator(indicator)).explains(Feature::Cue(cue));
    let places = frame.operands.len() + frame.companies.len();
    let claims = frame.any(&[Cue::Yesno, Cue::Why, Cue::Compare, Cue::NextTo, Cue::Sum, Cue::Rank]);
    let extreme = frame.any(&[Cue::Max, Cue::Min]) && places >= 1 && frame.entities().len() < 2 && !claims;
    let counted =
        matches!(def.unit, Unit::Count | Unit::Usd) && def.single.is_none() && frame.topics.len() == 1;
    let sized = def.unit == Unit::Count
        && frame.has(Cue::Howbig)
        && !frame.any(&[Cue::Howmany, Cue::Rank, Cue::Diff])
        && !explained(Cue::Howbig);
    // “X has the most” claims something of X.
    let claims = frame.superlative_last && !frame.any(&[Cue::Which, Cue::What, Cue::Who, Cue::Where]);
    let single =
        extreme && !claims && matches!(ask, Ask::Lookup) && frame.nth.is_none() && frame.groups().is_empty();
    (counted && (sized || single)).then_some(indicator)
}
