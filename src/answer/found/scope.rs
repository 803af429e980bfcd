//! Scope: what a finding was taken over, in words, and how many it holds.
//!
//! Owns: groups, exclusions, conditions and places in an order. Must not know: the rows' own figures.

use rust_decimal::Decimal;

use crate::answer::compose::Draft;
use crate::answer::model::Figure;
use crate::knowledge::Unit;
use crate::query::Finding;
use crate::understanding::{Ask, Comparison};

/// Whether the figures are places in a ranking.
pub(super) fn ranking(draft: &Draft<'_>, finding: &Finding) -> bool {
    draft.voice.base.indicators[finding.indicator].def.unit == Unit::Rank
}

/// “most, of the 13 …”, “third”, “rank 4 of 13”: what a superlative was taken over.
pub(super) fn how_selected(draft: &Draft<'_>, finding: &Finding) -> Option<String> {
    let voice = draft.voice;
    let rank = ranking(draft, finding);
    let n = finding.population.to_string();
    let among = if rank {
        scope_name(draft, finding).map(|s| voice.with("among-named", [("scope", s)])).unwrap_or_default()
    } else {
        match scope_name(draft, finding) {
            Some(scope) => voice.with("among-scope", [("scope", scope), ("n", n)]),
            None => voice.with("among", [("n", n)]),
        }
    };
    match finding.ask {
        Ask::Extreme { least, top: 1 } => {
            let id = match (rank, least) {
                (true, false) => "first",
                (true, true) => "last-named",
                (false, false) => "most",
                (false, true) => "least",
            };
            Some(voice.with(id, [("among", among)]))
        }
        Ask::Nth { least, n } => {
            let id = if least { "nth-least" } else { "nth" };
            let place = voice.numbered("ordinal", n);
            Some(voice.with(id, [("place", place), ("among", among)]))
        }
        Ask::RankWithin => {
            let place = finding.rows[0].place.unwrap_or_default();
            let nth = voice.with("nth", [("place", voice.numbered("ordinal", place)), ("among", among)]);
            if finding.tied.is_empty() {
                return Some(nth);
            }
            let tied: Vec<String> = finding.tied.iter().map(|e| voice.entity(*e)).collect();
            Some(voice.with("nth-tied", [("nth", nth), ("names", voice.list(&tied))]))
        }
        _ => None,
    }
}

/// The named groups and exclusions that narrow a list.
pub(in crate::answer) fn scope_name(draft: &Draft<'_>, finding: &Finding) -> Option<String> {
    let voice = draft.voice;
    let groups: Vec<String> = finding.groups.iter().map(|g| voice.group(*g)).collect();
    let out: Vec<String> = finding.excluded.iter().map(|e| voice.entity(*e)).collect();
    match (groups.is_empty(), out.is_empty()) {
        (true, true) => None,
        (false, true) => Some(voice.list(&groups)),
        (true, false) => Some(voice.with("without", [("names", voice.list(&out))])),
        (false, false) => {
            Some(voice.with("scope-without", [("scope", voice.list(&groups)), ("names", voice.list(&out))]))
        }
    }
}

/// The conditions in words.
pub(in crate::answer) fn conditions(draft: &Draft<'_>, finding: &Finding) -> String {
    let voice = draft.voice;
    let told: Vec<String> = finding
        .conditions
        .iter()
        .map(|(indicator, comparison, value)| {
            let unit = voice.base.indicators[*indicator].def.unit;
            let id = match (comparison, unit) {
                (Comparison::Below, Unit::Rank) => "condition-top",
                (Comparison::Above, _) => "condition-above",
                (Comparison::Below, _) => "condition-below",
            };
            let value =
                if unit == Unit::Rank { value.to_string() } else { voice.value(*value, unit, *indicator) };
            voice.with(id, [("indicator", voice.short(*indicator)), ("value", value)])
        })
        .collect();
    voice.list(&told)
}

/// The number of a list's members is a figure of its own.
pub(super) fn count(draft: &mut Draft<'_>, finding: &Finding, n: usize) {
    draft.figures.push(Figure {
        value: Decimal::from(n),
        unit: Unit::Count.name().to_owned(),
        entity: None,
        indicator: Some(draft.voice.base.indicators[finding.indicator].def.id.clone()),
        period: None,
        derived: true,
    });
}
