//! Comparison: operands side by side, and what is claimed of one against another.
//!
//! Owns: who comes first of those named. Must not know: how it is worded.

use super::arithmetic::gap;
use super::claim::reasoned;
use super::extreme;
use super::finding::{Finding, Outcome, Reason, Row};
use super::lookup::lookup;
use super::select::Selection;
use crate::knowledge::{Cue, Status, Unit};
use crate::understanding::{Ask, Frame};

/// The operands side by side, first to last, with their difference; a claim about two of them gets its verdict.
pub fn compare(select: &Selection<'_>) -> Outcome {
    let (frame, base) = (select.frame, select.base);
    let indicator = select.indicator;
    // Ranks are compared in their own scope: a rank in the world and one in a continent are no pair.
    let plain = Frame { regions: vec![], ..frame.clone() };
    let in_scope =
        Selection { base, indicator, frame: if select.unit() == Unit::Rank { &plain } else { frame } };
    let looked_up = lookup(&in_scope);
    let Outcome::Found(found) = looked_up else { return looked_up };
    let placed = |r: &&Row| r.observation.is_some_and(|o| base.observations[o].value.is_some());
    let ahead = ahead_of_all(select, &found.rows);
    let known = |r: &&Row| placed(r) || r.observation.is_some() && r.observation == ahead;
    let valued: Vec<usize> = found.rows.iter().filter(known).filter_map(|r| r.observation).collect();
    let gaps: Vec<Row> = found.rows.iter().filter(|r| !known(r)).cloned().collect();
    let open = gaps
        .iter()
        .filter_map(|r| r.observation)
        .filter(|o| base.observations[*o].status == Status::Undetermined);
    let open: Vec<usize> = open.map(|o| base.observations[o].entity).collect();
    if frame.any(&[Cue::Which, Cue::Who]) && frame.has(Cue::Max) && open.len() > 1 {
        // Two lie ahead of all others, and the document does not say which comes first.
        return Outcome::NoData(Reason::Undetermined { indicator, entities: open });
    }
    if let ([_], [gap], true) = (&valued[..], &gaps[..], ahead.is_none()) {
        // One figure is no comparison: nothing says that it is the higher or the lower one.
        let entities = vec![gap.entity];
        return Outcome::NoData(Reason::OneSided { entities, finding: Box::new(found) });
    }
    let least = frame.has(Cue::Min) || frame.has(Cue::Less) && !frame.any(&[Cue::More, Cue::Max]);
    let sorted = select.sorted(valued.clone(), least);
    let mut finding = Finding::new(Ask::Compare, indicator);
    finding.rows = select.placed(&sorted);
    finding.rows.extend(gaps);
    finding.missing = found.missing;
    finding.region = found.region;
    let asks = frame.any(&[Cue::Which, Cue::Who]);
    if frame.any(&[Cue::Yesno, Cue::Why])
        && !asks
        && let [a, b] = valued[..]
    {
        finding.verdict = pair_claim(select, a, b);
    }
    if finding.verdict == Some(false) && frame.has(Cue::NextTo) {
        // Who really stands there must be named: the order of all tells.
        if let Outcome::Found(all) = extreme::extreme(select, false, 3) {
            finding.rows =
                all.rows.into_iter().chain(finding.rows).fold(Vec::new(), |mut rows: Vec<Row>, r| {
                    if rows.iter().all(|known| known.entity != r.entity) {
                        rows.push(r);
                    }
                    rows
                });
        }
    }
    if finding.rows.len() >= 2 && frame.has(Cue::Diff) && valued.len() == 2 && ahead.is_none() {
        let order = select.sorted(valued, false);
        finding.derived = Some(gap(select, order[0], order[1]));
    }
    reasoned(select, finding)
}

/// What is claimed of the first operand against the second.
fn pair_claim(select: &Selection<'_>, a: usize, b: usize) -> Option<bool> {
    let frame = select.frame;
    let ranking = select.unit() == Unit::Rank;
    let (x, y) = (select.value(a), select.value(b));
    let ahead = if ranking { x < y } else { x > y };
    let behind = if ranking { x > y } else { x < y };
    if frame.has(Cue::NextTo) {
        let sorted = select.sorted(select.population(), false);
        let at = |o: usize| sorted.iter().position(|s| *s == o);
        return Some(matches!((at(a), at(b)), (Some(i), Some(j)) if i == j + 1));
    }
    if frame.has(Cue::Same) {
        return Some(x == y);
    }
    if frame.any(&[Cue::Less, Cue::Below, Cue::Min]) && !frame.any(&[Cue::More, Cue::Above]) {
        return Some(behind);
    }
    frame.any(&[Cue::More, Cue::Above, Cue::Max]).then_some(ahead)
}

/// Of a ranking, the one row whose place is known only to lie before those of all others.
fn ahead_of_all(select: &Selection<'_>, rows: &[Row]) -> Option<usize> {
    let observed = |o: usize| &select.base.observations[o];
    let open: Vec<usize> = rows
        .iter()
        .filter_map(|r| r.observation)
        .filter(|o| observed(*o).status == Status::Undetermined)
        .collect();
    let [one] = open[..] else { return None };
    let (_, last) = observed(one).range?;
    let others = rows.iter().filter_map(|r| r.observation).filter_map(|o| observed(o).value);
    (select.unit() == Unit::Rank && others.min().is_some_and(|first| last < first)).then_some(one)
}
