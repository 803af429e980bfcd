//! Sketches: which figures a chart shows, and which of them were asked for.
//!
//! Owns: a sketch and its lines, and everything on an indicator as one. Must not know: wording, apart from what is
//! handed on; how lines are drawn.

use rust_decimal::Decimal;

use super::terms;
use crate::answer::voice::Voice;
use crate::knowledge::{FactBase, Unit};

/// A figure that we computed, with its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Computed {
    pub label: String,
    /// The quantity that a share is of.
    pub detail: Option<String>,
    pub value: Decimal,
    pub text: String,
    pub rest: bool,
}

/// What a line shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Observed(usize),
    /// A place that the fact base has no figure for.
    Without(usize),
    Computed(Computed),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub content: Content,
    pub asked: bool,
}

/// How lines are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Of one quantity: places or periods.
    Scale,
    /// Of one place: several quantities without a common scale.
    Profile(usize),
    /// Of one place or company: the terms of a product or quotient.
    Operands,
}

/// One panel before it is worded.
#[derive(Debug, Clone)]
pub(super) struct Sketch {
    pub indicator: usize,
    pub manner: Manner,
    pub unit: Unit,
    pub lines: Vec<Line>,
    pub lead: Vec<String>,
    /// What narrows it: groups, exclusions.
    pub scope: Option<String>,
    pub derived: bool,
    /// The last come first, as it was asked for.
    pub reversed: bool,
}

impl Sketch {
    pub fn new(base: &FactBase, indicator: usize, lines: Vec<Line>) -> Sketch {
        Sketch {
            indicator,
            manner: Manner::Scale,
            unit: base.indicators[indicator].def.unit,
            lines,
            lead: vec![],
            scope: None,
            derived: false,
            reversed: false,
        }
    }

    /// Takes up another sketch of the same indicator.
    pub fn join(&mut self, other: Sketch) {
        if self.unit != other.unit || self.manner != other.manner {
            return;
        }
        for line in other.lines {
            match self.lines.iter_mut().find(|l| l.content == line.content) {
                Some(known) => known.asked |= line.asked,
                None => self.lines.push(line),
            }
        }
        self.lead.extend(other.lead.into_iter().filter(|l| !self.lead.contains(l)).collect::<Vec<_>>());
        self.derived |= other.derived;
        if self.scope != other.scope {
            self.scope = None;
        }
    }

    /// References of everything that it shows, with their document.
    pub fn references(&self, base: &FactBase) -> Vec<(usize, Vec<String>)> {
        let mut all: Vec<(usize, Vec<String>)> = Vec::new();
        let observed: Vec<usize> = self.observations().collect();
        let mut indicators: Vec<usize> = observed.iter().map(|o| base.observations[*o].indicator).collect();
        indicators.push(self.indicator);
        indicators.dedup();
        for indicator in indicators {
            let own = observed.iter().map(|o| &base.observations[*o]).filter(|o| o.indicator == indicator);
            let cited = own.flat_map(|o| o.cite.iter().cloned());
            let refs = cited.chain(base.indicators[indicator].def.cite.iter().cloned()).collect();
            all.push((base.indicators[indicator].document, refs));
        }
        all
    }

    pub fn observations(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().filter_map(|l| if let Content::Observed(o) = l.content { Some(o) } else { None })
    }
}

/// Everything that the fact base has on an indicator.
pub(super) fn whole(voice: Voice<'_>, indicator: usize) -> Option<Sketch> {
    marked(voice, indicator, |_, _| false)
}

/// Everything on an indicator, with what `asked` picks by observation and entity.
pub(super) fn marked(
    voice: Voice<'_>,
    indicator: usize,
    asked: impl Fn(usize, usize) -> bool,
) -> Option<Sketch> {
    let base = voice.base;
    let line =
        |o: usize| Line { content: Content::Observed(o), asked: asked(o, base.observations[o].entity) };
    let lines: Vec<Line> = series(base, indicator).map(line).filter(|l| shown(base, l)).collect();
    let known = base.indicators[indicator].def.absent.is_none();
    let any = lines
        .iter()
        .any(|l| matches!(l.content, Content::Observed(o) if base.observations[o].value.is_some()));
    let mut sketch = (known && any).then(|| Sketch::new(base, indicator, lines))?;
    if let Some(left) = terms::left(base, indicator, &sketch) {
        sketch.lines.push(terms::remainder(voice, indicator, left, None));
        sketch.derived = true;
    }
    Some(sketch)
}

/// Figures in the indicator's own scope.
fn series(base: &FactBase, indicator: usize) -> impl Iterator<Item = usize> {
    let own = base.indicators[indicator].observations.iter().copied();
    own.filter(|o| !base.observations[*o].restates && base.observations[*o].scope.is_none())
}

/// Totals stand beside single places only where they were asked for.
fn shown(base: &FactBase, line: &Line) -> bool {
    matches!(line.content, Content::Observed(o) if line.asked || !base.observations[o].aggregate || shares(base, o))
}

/// Of shares, a total is a figure like the others.
fn shares(base: &FactBase, observation: usize) -> bool {
    base.indicators[base.observations[observation].indicator].def.of.is_some()
}
