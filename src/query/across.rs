//! Filters over several indicators at once.
//!
//! Owns: which condition is on which indicator, and who meets all of them. Must not know: wording.

use super::filter::{meets, scale, told};
use super::finding::{Finding, Outcome};
use super::select::Selection;
use crate::knowledge::{FactBase, Topic, Unit};
use crate::understanding::{Ask, Comparison, Condition, Frame, topic_of};

/// Who meets conditions on several indicators at once.
pub(super) fn across(base: &FactBase, frame: &Frame) -> Outcome {
    let mut by_topic: Vec<(usize, Vec<Condition>)> = Vec::new();
    for candidate in &frame.topics {
        if let Topic::Indicator(i) = candidate.topic {
            by_topic.push((i, Vec::new()));
        }
    }
    for condition in &frame.conditions {
        let at = topic_of(base, condition, &frame.topics).map(|t| frame.topics[t].topic);
        if let Some((_, list)) = by_topic.iter_mut().find(|(i, _)| at == Some(Topic::Indicator(*i))) {
            list.push(condition.clone());
        }
    }
    // “in the top ten of one and the top 20 of the other”: each ranking down to its own number.
    for (indicator, list) in &mut by_topic {
        let ranking = base.indicators[*indicator].def.unit == Unit::Rank;
        let topic = frame.topics.iter().find(|c| c.topic == Topic::Indicator(*indicator));
        let near = |at: usize| {
            topic.map_or(usize::MAX, |c| c.items.iter().map(|i| i.abs_diff(at)).min().unwrap_or(usize::MAX))
        };
        let top = frame.tops.iter().min_by_key(|(at, _)| near(*at));
        if let (true, Some((item, top))) = (ranking && list.is_empty(), top) {
            list.push(Condition {
                comparison: Comparison::Below,
                value: (*top).into(),
                unit: None,
                surface: String::new(),
                item: *item,
                inclusive: true,
            });
        }
    }
    // Topics without a condition are to be told, not filtered by.
    let mut admitted: Option<Vec<usize>> = None;
    let mut conditions = Vec::new();
    for (indicator, list) in by_topic.iter().filter(|(_, list)| !list.is_empty()) {
        let select = Selection { base, indicator: *indicator, frame };
        let fits = |o: &usize| list.iter().all(|c| meets(select.value(*o), c, scale(select.unit(), c)));
        let entities: Vec<usize> =
            select.population().into_iter().filter(fits).map(|o| base.observations[o].entity).collect();
        conditions.extend(told(*indicator, select.unit(), list));
        admitted = Some(match admitted {
            Some(known) => known.into_iter().filter(|e| entities.contains(e)).collect(),
            None => entities,
        });
    }
    let admitted = admitted.unwrap_or_default();
    let Some((first, _)) = by_topic.first() else {
        return Outcome::Clarify { topics: vec![], operands: vec![] };
    };
    let select = Selection { base, indicator: *first, frame };
    let mut finding = Finding {
        conditions,
        count: frame.counts_things,
        groups: select.restricting(),
        ..Finding::new(Ask::Filter, *first)
    };
    for entity in admitted {
        for (indicator, _) in &by_topic {
            let select = Selection { base, indicator: *indicator, frame };
            finding.rows.extend(select.of_entity(entity).into_iter().map(|o| select.row(o)));
        }
    }
    Outcome::Found(finding)
}
