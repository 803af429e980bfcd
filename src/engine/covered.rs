//! Clauses that ask for nothing more than what has been told.
//!
//! Owns: courtesies, and what an answer covers. Must not know: wording.

use crate::engine::SMALLTALK;
use crate::knowledge::{Cue, FactBase, Unit};
use crate::query::{Outcome, Reason};
use crate::text::numeral::Number;
use crate::understanding::{Item, Parsed};

/// “Thanks!”, “please share all three”: nothing but courtesy and idle words.
pub fn is_courtesy(clause: &[Item]) -> bool {
    let small = |i: &Item| matches!(i.number, Some(Number::Quantity { unit: None, scaled: false, .. }));
    clause.iter().all(|i| {
        i.filler
            || SMALLTALK.iter().any(|c| i.has(*c))
            || i.has(Cue::All) && i.concepts.is_empty()
            || small(i)
    })
}

/// “I need it for my story.”: beside a question, what it is for asks nothing, whatever it speaks of.
pub fn is_errand(parsed: &Parsed, clause: &[Item], before: &[Vec<Item>], rest: &[Vec<Item>]) -> bool {
    let speaks = |c: &[Item]| c.iter().any(|i| !i.concepts.is_empty());
    let asks = |c: &Vec<Item>| parsed.is_question(c) && speaks(c);
    let asked = clause.iter().any(|i| ASKING.iter().any(|c| i.has(*c)));
    clause.iter().any(|i| i.task) && !asked && (before.iter().any(asks) || rest.iter().any(asks))
}

/// A question back that has nothing to offer: worth saying only where nothing else is said.
pub fn is_vague(found: &[Outcome]) -> bool {
    found.iter().all(
        |o| matches!(o, Outcome::Clarify { topics, operands } if topics.is_empty() && operands.is_empty()),
    )
}

/// Cues that ask, whatever mark stands behind them.
const ASKING: [Cue; 16] = [
    Cue::Asof,
    Cue::Source,
    Cue::Percent,
    Cue::Diff,
    Cue::Howmany,
    Cue::Which,
    Cue::Who,
    Cue::What,
    Cue::When,
    Cue::Where,
    Cue::Why,
    Cue::How,
    Cue::Howbig,
    Cue::List,
    Cue::Yesno,
    Cue::Ratio,
];

/// A clause that asks only for what the answer before it has told (“… and how many?”).
pub fn is_covered(base: &FactBase, clause: &[Item], outcomes: &[Outcome]) -> bool {
    if is_courtesy(clause) {
        return !outcomes.is_empty();
    }
    let told =
        outcomes.iter().any(|o| matches!(o, Outcome::Found(_) | Outcome::Statement(_) | Outcome::NoData(_)));
    let plain = [
        Cue::Howmany,
        Cue::Each,
        Cue::Which,
        Cue::Who,
        Cue::List,
        Cue::Rank,
        Cue::What,
        Cue::Percent,
        Cue::CountOf,
        Cue::Also,
        Cue::Yesno,
        Cue::Pronoun,
        Cue::Plural,
        Cue::Including,
        Cue::Thanks,
        Cue::Greeting,
        Cue::All,
        Cue::Compare,
        Cue::Only,
        Cue::Howbig,
        Cue::How,
        Cue::Sort,
        Cue::Ascending,
        Cue::NotAsking,
    ];
    // A place in the order is told with ranks only.
    let ranks = outcomes.iter().all(|o| match o {
        Outcome::Found(f) => {
            base.indicators[f.indicator].def.unit == Unit::Rank || f.rows.iter().any(|r| r.place.is_some())
        }
        _ => true,
    });
    if !ranks && clause.iter().any(|i| i.has(Cue::Rank)) {
        return false;
    }
    // That no reason is given was told.
    let reasonless = outcomes.iter().any(|o| matches!(o, Outcome::NoData(Reason::NoReason { .. })));
    if reasonless && clause.iter().all(|i| i.entity.is_none() && i.number.is_none() && !i.unknown) {
        return true;
    }
    // The title of a work is told with its date.
    let sourced = outcomes.iter().any(|o| matches!(o, Outcome::Source { .. } | Outcome::Note { .. }));
    let dates = [Cue::When, Cue::Year, Cue::SingleYear, Cue::Pronoun, Cue::Also, Cue::Asof];
    if sourced
        && clause.iter().any(|i| i.has(Cue::When) || i.has(Cue::Year))
        && clause.iter().all(|i| {
            i.filler
                || !i.unknown
                    && i.entity.is_none()
                    && i.number.is_none()
                    && i.cues.iter().all(|c| dates.contains(c))
        })
    {
        return true;
    }
    told && clause.iter().all(|i| {
        i.filler
            || i.negated
            || (i.entity.is_none()
                && i.group.is_none()
                && i.number.is_none()
                && i.place.is_none()
                && i.outside.is_none()
                && !i.unknown
                && i.concepts.iter().all(|c| base.concepts[*c].weight <= 0.1 || base.concepts[*c].countable)
                && i.cues.iter().all(|c| plain.contains(c)))
    })
}

/// “… and name them one by one”: what was told in brief is told with each figure.
pub fn unfold(clause: &[Item], told: &mut Outcome) {
    let each =
        clause.iter().any(|i| i.has(Cue::List) || i.has(Cue::Each) || i.has(Cue::Rank) || i.has(Cue::Which));
    if let (true, Outcome::Found(finding)) = (each, told) {
        finding.brief = false;
    }
}
