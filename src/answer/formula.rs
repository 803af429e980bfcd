//! Wording of what a derived figure was computed from: its operands, by name and value.
//!
//! Owns: names of terms, and the formula. Must not know: how it was computed, what else is told.

use rust_decimal::Decimal;

use super::compose::Draft;
use super::model::{Block, Item, Span};
use crate::knowledge::Unit;
use crate::query::{Derived, DerivedKind, Finding, Term};
use crate::understanding::Operand;

/// A term's name: its place; where both terms are one place, their periods tell them apart.
pub(super) fn term_name(draft: &Draft<'_>, derived: &Derived, term: &Term) -> String {
    let voice = draft.voice;
    let alike = derived.terms.iter().filter(|t| t.operands == term.operands).count() > 1;
    let observation = term.observations.first().map(|o| &voice.base.observations[*o]);
    match (observation, alike) {
        (Some(o), true) if term.observations.len() == 1 => voice.period(o),
        (Some(o), _) if o.agent.is_some() && term.observations.len() == 1 => {
            let agent = o.agent.map(|a| voice.entity(a)).unwrap_or_default();
            voice.with("agent-in", [("agent", agent), ("place", voice.entity(o.entity))])
        }
        // All that one company has announced.
        (Some(o), _) if o.agent.is_some() && one_agent(draft, term) => {
            o.agent.map(|a| voice.entity(a)).unwrap_or_default()
        }
        _ => {
            let names: Vec<String> = term.operands.iter().map(|o| operand_name(draft, *o, term)).collect();
            names.join(&voice.say("sign-plus"))
        }
    }
}

fn one_agent(draft: &Draft<'_>, term: &Term) -> bool {
    let agent = |o: &usize| draft.voice.base.observations[*o].agent;
    term.observations.windows(2).all(|w| agent(&w[0]) == agent(&w[1]))
}

fn operand_name(draft: &Draft<'_>, operand: Operand, term: &Term) -> String {
    let voice = draft.voice;
    match operand {
        Operand::Entity(e) => {
            let group = voice.base.group(&voice.base.entities[e].code);
            less(draft, voice.entity(e), group, term)
        }
        Operand::Group(g) => less(draft, voice.group(g), Some(g), term),
        Operand::Rest => voice.with("the-rest", [("n", term.observations.len().to_string())]),
        Operand::All => voice.with("all-with-figures", [("n", term.observations.len().to_string())]),
    }
}

/// A group's name with the members that are left out of it.
fn less(draft: &Draft<'_>, name: String, group: Option<usize>, term: &Term) -> String {
    let voice = draft.voice;
    let held = |e: &&usize| group.is_some_and(|g| voice.base.members(g).contains(e));
    let out: Vec<String> = term.without.iter().filter(held).map(|e| voice.entity(*e)).collect();
    if out.is_empty() {
        return name;
    }
    voice.with("scope-without", [("scope", name), ("names", voice.list(&out))])
}

pub(super) fn term_value(draft: &Draft<'_>, finding: &Finding, term: &Term) -> String {
    let voice = draft.voice;
    match term.observations[..] {
        [only] => voice.observed(&voice.base.observations[only]),
        // The operands of a quotient are of two quantities.
        [first, ..] => {
            let indicator = voice.base.observations[first].indicator;
            voice.value(term.value, voice.base.indicators[indicator].def.unit, indicator)
        }
        [] => voice.value(term.value, voice.base.indicators[finding.indicator].def.unit, finding.indicator),
    }
}

/// More parts of one term are not told one by one.
const MOST_PARTS: usize = 6;

/// Whether a term is added up of a few places that were named one by one.
pub(super) fn spelled(draft: &Draft<'_>, term: &Term) -> bool {
    let places = term.operands.iter().all(|o| matches!(o, Operand::Entity(_)));
    let by_nobody = |o: &usize| draft.voice.base.observations[*o].agent.is_none();
    let n = term.observations.len();
    places
        && n == term.operands.len()
        && (2..=MOST_PARTS).contains(&n)
        && term.observations.iter().all(by_nobody)
}

/// `a − b = c` with the names of the operands.
pub(super) fn formula(draft: &Draft<'_>, finding: &Finding, derived: &Derived) -> String {
    let voice = draft.voice;
    let sign = match derived.kind {
        DerivedKind::Difference | DerivedKind::Remainder | DerivedKind::Rest => "sign-minus",
        DerivedKind::Ratio
        | DerivedKind::Share
        | DerivedKind::Per
        | DerivedKind::PerYear
        | DerivedKind::PartOfTop
        | DerivedKind::Growth => "sign-over",
        DerivedKind::Product => "sign-times",
        DerivedKind::Sum | DerivedKind::Average | DerivedKind::Median => "sign-plus",
    };
    let told = |term: &Term| {
        let (name, value) = (term_name(draft, derived, term), term_value(draft, finding, term));
        // “A − (B + C)”: several places make one term.
        let several = term.operands.len() > 1 && derived.terms.len() > 1 && sign != "sign-plus";
        match several {
            true if spelled(draft, term) => {
                let each = |o: &usize| {
                    let o = &voice.base.observations[*o];
                    voice.with("term", [("name", voice.entity(o.entity)), ("value", voice.observed(o))])
                };
                let parts: Vec<String> = term.observations.iter().map(each).collect();
                voice.with("grouped-sum", [("parts", parts.join(&voice.say("sign-plus"))), ("value", value)])
            }
            true => voice.with("term", [("name", voice.with("grouped", [("name", name)])), ("value", value)]),
            false => voice.with("term", [("name", name), ("value", value)]),
        }
    };
    let mut terms: Vec<String> = derived.terms.iter().map(told).collect();
    if derived.kind == DerivedKind::Difference && derived.value.is_sign_negative() {
        terms.reverse();
    }
    match derived.kind {
        DerivedKind::Rest => {
            let whole = voice.value(Decimal::ONE_HUNDRED, Unit::Percent, finding.indicator);
            terms.insert(0, whole);
        }
        DerivedKind::PerYear => {
            let years = derived.terms.first().map(|t| t.value / derived.value).unwrap_or_default();
            terms.push(voice.with("years-long", [("n", plain_count(years.round()))]));
        }
        _ => {}
    }
    terms.join(&voice.say(sign))
}

pub(super) fn terms_list(draft: &mut Draft<'_>, finding: &Finding, derived: &Derived) {
    let items = derived
        .terms
        .iter()
        .map(|t| Item {
            label: vec![Span::Text(term_name(draft, derived, t))],
            value: vec![Span::Text(term_value(draft, finding, t))],
        })
        .collect();
    draft.blocks.push(Block::List(items));
}

pub(super) fn plain_count(value: Decimal) -> String {
    value.normalize().to_string()
}
