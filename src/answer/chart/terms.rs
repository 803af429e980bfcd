//! Sketches of what was computed: the operands side by side, a part beside the rest of its whole.
//!
//! Owns: which operands of a derivation can stand on one scale. Must not know: how they were computed.

use rust_decimal::Decimal;

use super::sketch::{Computed, Content, Line, Manner, Sketch, marked};
use super::{begun, label};
use crate::answer::compose::Draft;
use crate::answer::derived::{bound, result};
use crate::answer::formula::{term_name, term_value};
use crate::answer::found;
use crate::answer::voice::Voice;
use crate::knowledge::{Bound, FactBase, Unit};
use crate::query::{Derived, DerivedKind, Finding, Term};
use crate::understanding::Operand;

/// The result in words.
pub(super) fn lead(draft: &mut Draft<'_>, finding: &Finding) -> Option<String> {
    let derived = finding.derived.as_ref()?;
    let text = result(draft, finding, derived);
    Some(begun(draft.voice, text))
}

/// The sketch of a derivation that stands by itself.
pub(super) fn sketch(draft: &mut Draft<'_>, finding: &Finding) -> Option<Sketch> {
    let base = draft.voice.base;
    let derived = finding.derived.as_ref()?;
    let terms = &derived.terms;
    let mut sketch = match derived.kind {
        DerivedKind::Sum | DerivedKind::Average | DerivedKind::Median => members(base, finding, derived),
        DerivedKind::Share => match terms.as_slice() {
            [part, whole] if holds(base, whole, part) => share(draft, finding, derived, part),
            _ => operands(draft, finding, derived),
        },
        DerivedKind::Rest => rest(draft, finding, derived),
        DerivedKind::Remainder | DerivedKind::PartOfTop => places(draft, finding, derived)?,
        DerivedKind::PerYear => {
            let total = |o: usize| terms.iter().any(|t| t.observations.contains(&o));
            marked(draft.voice, finding.indicator, |o, _| total(o))?
        }
        DerivedKind::Product | DerivedKind::Per => {
            Sketch { manner: Manner::Operands, ..operands(draft, finding, derived) }
        }
        DerivedKind::Difference | DerivedKind::Ratio | DerivedKind::Growth => {
            operands(draft, finding, derived)
        }
    };
    sketch.lead = lead(draft, finding).into_iter().collect();
    sketch.derived = true;
    if matches!(derived.kind, DerivedKind::Sum | DerivedKind::Average | DerivedKind::Median) {
        sketch.scope = found::scope_name(draft, finding);
    }
    Some(sketch)
}

fn observed(observation: usize) -> Line {
    Line { content: Content::Observed(observation), asked: false }
}

/// Everything that was added up, gaps too.
fn members(base: &FactBase, finding: &Finding, derived: &Derived) -> Sketch {
    let mut lines: Vec<Line> =
        derived.terms.iter().flat_map(|t| t.observations.iter().copied()).map(observed).collect();
    lines.extend(finding.missing.iter().map(|e| Line { content: Content::Without(*e), asked: false }));
    Sketch::new(base, finding.indicator, lines)
}

/// The terms as they are; a sum of several stands as one.
fn operands(draft: &Draft<'_>, finding: &Finding, derived: &Derived) -> Sketch {
    let line = |term: &Term| match term.observations[..] {
        [only] => observed(only),
        _ => computed(draft, finding, derived, term),
    };
    Sketch::new(draft.voice.base, finding.indicator, derived.terms.iter().map(line).collect())
}

fn computed(draft: &Draft<'_>, finding: &Finding, derived: &Derived, term: &Term) -> Line {
    let content = Computed {
        label: label(draft.voice, &term_name(draft, derived, term)),
        detail: None,
        value: term.value,
        text: term_value(draft, finding, term),
        rest: false,
    };
    Line { content: Content::Computed(content), asked: false }
}

/// Whether one term is part of the other.
fn holds(base: &FactBase, whole: &Term, part: &Term) -> bool {
    let inside = part.observations.iter().all(|o| whole.observations.contains(o));
    let member = |e: usize| {
        whole.operands.iter().any(|w| match w {
            Operand::Entity(region) => base.within(*region).contains(&e),
            Operand::Group(group) => base.members(*group).contains(&e),
            Operand::All => true,
            Operand::Rest => false,
        })
    };
    let members = part.observations.iter().all(|o| member(base.observations[*o].entity));
    part.value < whole.value && (inside || members)
}

/// A part in per cent, and what is left of the whole.
fn share(draft: &Draft<'_>, finding: &Finding, derived: &Derived, part: &Term) -> Sketch {
    let voice = draft.voice;
    let told = |value: Decimal| {
        voice.bounded(bound(draft, derived), voice.value(value, Unit::Percent, finding.indicator))
    };
    let left = Decimal::ONE_HUNDRED - derived.value;
    let own = Computed {
        label: label(voice, &term_name(draft, derived, part)),
        detail: Some(term_value(draft, finding, part)),
        value: derived.value,
        text: told(derived.value),
        rest: false,
    };
    let others = derived.terms.get(1).map(|whole| Term { value: whole.value - part.value, ..whole.clone() });
    let quantity = others.map(|t| {
        let unit = voice.base.indicators[finding.indicator].def.unit;
        voice.value(t.value, unit, finding.indicator)
    });
    let rest = Computed {
        label: voice.say("chart-rest"),
        detail: quantity,
        value: left,
        text: told(left),
        rest: true,
    };
    let lines = vec![
        Line { content: Content::Computed(own), asked: true },
        Line { content: Content::Computed(rest), asked: false },
    ];
    Sketch { unit: Unit::Percent, ..Sketch::new(voice.base, finding.indicator, lines) }
}

/// Printed shares, and what they leave of a hundred per cent.
fn rest(draft: &Draft<'_>, finding: &Finding, derived: &Derived) -> Sketch {
    let mut sketch = operands(draft, finding, derived);
    let left = remainder(draft.voice, finding.indicator, derived.value, bound(draft, derived));
    sketch.lines.push(left);
    sketch
}

/// What printed shares leave of the whole.
pub(super) fn remainder(voice: Voice<'_>, indicator: usize, value: Decimal, bound: Option<Bound>) -> Line {
    let text = voice.bounded(bound, voice.value(value, Unit::Percent, indicator));
    let content = Computed { label: voice.say("chart-rest"), detail: None, value, text, rest: true };
    Line { content: Content::Computed(content), asked: false }
}

/// Of the first N places, those of a group and the others.
fn places(draft: &Draft<'_>, finding: &Finding, derived: &Derived) -> Option<Sketch> {
    let voice = draft.voice;
    let [top, inside] = derived.terms.as_slice() else { return None };
    let told = |n: Decimal| voice.with("places", [("n", n.normalize().to_string())]);
    let line = |label: String, value: Decimal, rest: bool| Line {
        content: Content::Computed(Computed { label, detail: None, value, text: told(value), rest }),
        asked: false,
    };
    let group = label(voice, &term_name(draft, derived, inside));
    let lines =
        vec![line(group, inside.value, false), line(voice.say("chart-rest"), top.value - inside.value, true)];
    Some(Sketch { unit: Unit::Count, ..Sketch::new(voice.base, finding.indicator, lines) })
}

/// What the printed shares of an indicator leave, where they are of disjoint groups, at one time, and exact.
pub(super) fn left(base: &FactBase, indicator: usize, sketch: &Sketch) -> Option<Decimal> {
    let def = &base.indicators[indicator].def;
    let shown = || sketch.observations().map(|o| &base.observations[o]);
    let exact = shown().all(|o| o.value.is_some() && o.bound.is_none());
    let one_time = shown().all(|o| Some(o.period) == shown().next().map(|first| first.period));
    if !(def.composite && def.of.is_some() && exact && one_time) {
        return None;
    }
    let sum: Decimal = shown().filter_map(|o| o.value).sum();
    Some(Decimal::ONE_HUNDRED - sum).filter(|left| *left > Decimal::ZERO)
}
