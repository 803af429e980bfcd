//! Several places of one order: “the second and the third”, and what lies between two of them.
//!
//! Owns: two places held against each other. Must not know: how one place is found, wording.

use super::arithmetic::{gap, ratio_of};
use super::extreme::{base_finding, nth};
use super::finding::Outcome;
use super::select::Selection;
use super::shares::share_of;
use crate::knowledge::{Cue, Unit};
use crate::understanding::Ask;

/// Cues that hold two places against each other.
const AGAINST: [Cue; 4] = [Cue::Diff, Cue::Ratio, Cue::Share, Cue::Percent];

/// The places that the frame names, in its order; with their difference, ratio or share where that is asked.
pub(super) fn positions(select: &Selection<'_>, least: bool) -> Outcome {
    let named = &select.frame.positions;
    let mut finding = base_finding(select, Ask::Nth { least, n: named[0] }, 0);
    let plain = select.frame.without(&AGAINST);
    for n in named {
        match nth(&Selection { frame: &plain, ..*select }, least, *n) {
            Outcome::Found(one) => {
                (finding.population, finding.region) = (one.population, one.region);
                finding.rows.extend(one.rows);
            }
            refused => return refused,
        }
    }
    let rank = select.unit() == Unit::Rank;
    let pair: Vec<usize> = finding.rows.iter().filter_map(|r| r.observation).collect();
    if let ([a, b], 2) = (&pair[..], finding.rows.len()) {
        let frame = select.frame;
        if frame.has(Cue::Ratio) && !rank {
            return ratio_of(select, select.observed(*a), select.observed(*b));
        }
        if frame.any(&[Cue::Share, Cue::Percent]) && !rank && !frame.has(Cue::Diff) {
            return share_of(select, select.observed(*a), select.observed(*b));
        }
        if frame.has(Cue::Diff) {
            finding.derived = Some(gap(select, *a, *b));
        }
    }
    Outcome::Found(finding)
}
