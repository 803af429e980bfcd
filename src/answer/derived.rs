//! Wording of derived figures: the result, then the sum with its operands.
//!
//! Owns: how a derivation is shown. Must not know: how it was computed.

use rust_decimal::Decimal;

use super::compose::Draft;
use super::formula::{formula, plain_count, spelled, term_name, terms_list};
use super::found::{figure, scope_name};
use super::model::{Figure, Span};
use crate::knowledge::{Bound, Unit};
use crate::query::{Derived, DerivedKind, Finding};

/// A long sum shows its terms in a list.
const MOST_INLINE: usize = 4;

/// Words a finding with a derivation.
pub fn derived(draft: &mut Draft<'_>, finding: &Finding, mark: Span) {
    let Some(derived) = &finding.derived else { return };
    let voice = draft.voice;
    let text = result(draft, finding, derived);
    let said = text.clone();
    draft.headline(text, Some(mark));
    let many = derived.terms.len() > MOST_INLINE;
    if many && matches!(derived.kind, DerivedKind::Sum | DerivedKind::Average | DerivedKind::Median) {
        // The terms of a long sum are shown, but they are not what was asked for.
        terms_list(draft, finding, derived);
    } else {
        for term in &derived.terms {
            let told = term.observations.len() == 1 || spelled(draft, term);
            for o in term.observations.iter().filter(|_| told) {
                let o = &voice.base.observations[*o];
                figure(draft, o, o.value.unwrap_or_default());
            }
        }
        if !matches!(derived.kind, DerivedKind::Remainder | DerivedKind::PartOfTop) {
            let text = formula(draft, finding, derived);
            draft.line(text);
        }
    }
    // The headline's unit may have said what is counted.
    let indicator = Some(voice.indicator(finding.indicator)).filter(|name| !said.contains(name.as_str()));
    let mut parts: Vec<String> = indicator.into_iter().collect();
    parts.extend(shared_period(draft, derived));
    draft.line(parts.join(&voice.say("part-separator")));
}

/// A derivation below a list: result and formula in one line.
pub fn line(draft: &mut Draft<'_>, finding: &Finding) {
    let Some(derived) = &finding.derived else { return };
    let text = result(draft, finding, derived);
    draft.line(text);
}

/// Notes the derived figure, and words it.
pub(super) fn result(draft: &mut Draft<'_>, finding: &Finding, derived: &Derived) -> String {
    let voice = draft.voice;
    draft.figures.push(Figure {
        value: derived.value,
        unit: derived.unit.name().to_owned(),
        entity: None,
        indicator: Some(voice.base.indicators[finding.indicator].def.id.clone()),
        period: period_of(draft, derived),
        derived: true,
    });
    let value = voice.value(derived.value.abs(), derived.unit, finding.indicator);
    let value = voice.bounded(bound(draft, derived), value);
    let counted = derived.unit == Unit::Count;
    let value = if counted { voice.with_unit(value, finding.indicator) } else { value };
    headline(draft, finding, derived, value)
}

/// How exact a derived figure is: a sum keeps a bound that its terms share, anything else with a bound is about right.
pub(super) fn bound(draft: &Draft<'_>, derived: &Derived) -> Option<Bound> {
    let observed = derived.terms.iter().flat_map(|t| t.observations.iter());
    let mut bounds: Vec<Bound> = observed.filter_map(|o| draft.voice.base.observations[*o].bound).collect();
    bounds.dedup();
    match bounds[..] {
        [] => None,
        [shared] if derived.kind == DerivedKind::Sum => Some(shared),
        // The message of a product says so itself.
        _ if matches!(derived.kind, DerivedKind::Product | DerivedKind::PerYear) => None,
        _ => Some(Bound::About),
    }
}

/// What was added up: the groups that hold its terms, and who stands beside them.
fn sum_of(draft: &Draft<'_>, finding: &Finding, derived: &Derived) -> Option<String> {
    let base = draft.voice.base;
    let entities = || {
        let observed = derived.terms.iter().flat_map(|t| t.observations.iter());
        observed.map(|o| base.observations[*o].entity)
    };
    let holds = |g: usize, e: usize| {
        let within = base.entities[e].within;
        base.members(g).contains(&e)
            || within.is_some_and(|w| base.members(g).contains(&w))
            || base.groups[g].entity == Some(e)
    };
    let groups: Vec<usize> =
        finding.groups.iter().copied().filter(|g| entities().any(|e| holds(*g, e))).collect();
    let beside: Vec<usize> = entities().filter(|e| !groups.iter().any(|g| holds(*g, *e))).collect();
    if groups.is_empty() || beside.is_empty() {
        return scope_name(draft, &Finding { groups, ..finding.clone() });
    }
    let mut names: Vec<String> = groups.iter().map(|g| draft.voice.group(*g)).collect();
    names.extend(beside.iter().map(|e| draft.voice.entity(*e)));
    Some(draft.voice.list(&names))
}

fn headline(draft: &Draft<'_>, finding: &Finding, derived: &Derived, result: String) -> String {
    let voice = draft.voice;
    let name = |k: usize| derived.terms.get(k).map(|t| term_name(draft, derived, t)).unwrap_or_default();
    match derived.kind {
        DerivedKind::Difference => {
            let rank = derived.unit == Unit::Rank;
            let result = if rank {
                voice.with("places", [("n", derived.value.abs().normalize().to_string())])
            } else {
                result
            };
            let (a, b) = if derived.value.is_sign_negative() != rank {
                (name(1), name(0))
            } else {
                (name(0), name(1))
            };
            let id = match (derived.value.is_zero(), rank) {
                (true, _) => "difference-none",
                (false, true) => "difference-rank",
                (false, false) => "difference",
            };
            voice.with(id, [("value", result), ("more", a), ("less", b)])
        }
        DerivedKind::Ratio => {
            let mut text = voice.with("ratio", [("value", result), ("one", name(0)), ("other", name(1))]);
            if derived.value < Decimal::ONE && !derived.value.is_zero() {
                let inverse = derived.terms[1].value / derived.terms[0].value;
                let inverse = voice.value(inverse, Unit::Times, finding.indicator);
                text +=
                    &voice.with("ratio-inverse", [("value", inverse), ("one", name(1)), ("other", name(0))]);
            }
            text
        }
        DerivedKind::Sum => {
            let scope = sum_of(draft, finding, derived).unwrap_or_else(|| voice.say("together"));
            voice.with("sum", [("scope", scope), ("value", result)])
        }
        DerivedKind::Average => {
            voice.with("average", [("value", result), ("n", derived.terms.len().to_string())])
        }
        DerivedKind::Median => {
            voice.with("median", [("value", result), ("n", derived.terms.len().to_string())])
        }
        DerivedKind::Share => voice.with("share", [("value", result), ("part", name(0)), ("whole", name(1))]),
        DerivedKind::Product => voice.with("product", [("value", result), ("name", name(0))]),
        DerivedKind::Remainder => voice.with(
            "remainder",
            [
                ("value", plain_count(derived.value)),
                ("top", plain_count(derived.terms[0].value)),
                ("inside", plain_count(derived.terms[1].value)),
                ("group", name(1)),
            ],
        ),
        DerivedKind::PerYear => voice.with("per-year", [("value", result), ("name", name(0))]),
        DerivedKind::Rest => voice.with("rest-share", [("value", result)]),
        DerivedKind::PartOfTop => voice.with(
            "part-of-top",
            [
                ("value", result),
                ("top", plain_count(derived.terms[0].value)),
                ("inside", plain_count(derived.terms[1].value)),
            ],
        ),
        DerivedKind::Growth => {
            let of =
                |k: usize| derived.terms[k].observations.first().map(|o| voice.base.observations[*o].entity);
            let less = derived.value.is_sign_negative();
            // Of one place over time, or of one place against another.
            let id = match (of(0) == of(1), less) {
                (true, false) => "growth",
                (true, true) => "decline",
                (false, false) => "relative-more",
                (false, true) => "relative-less",
            };
            voice.with(id, [("value", result), ("from", name(1)), ("to", name(0))])
        }
        DerivedKind::Per => voice.with("per", [("value", result), ("name", name(0))]),
    }
}

fn shared_period(draft: &Draft<'_>, derived: &Derived) -> Option<String> {
    let observations = derived.terms.iter().flat_map(|t| t.observations.iter());
    let mut periods: Vec<String> =
        observations.map(|o| draft.voice.period(&draft.voice.base.observations[*o])).collect();
    periods.dedup();
    if periods.len() == 1 { periods.pop().filter(|p| !p.is_empty()) } else { None }
}

fn period_of(draft: &Draft<'_>, derived: &Derived) -> Option<String> {
    let mut periods: Vec<_> = derived
        .terms
        .iter()
        .flat_map(|t| t.observations.iter())
        .map(|o| draft.voice.base.observations[*o].period)
        .collect();
    periods.dedup();
    if periods.len() == 1 { periods.pop().flatten().map(|p| p.notation()) } else { None }
}
