//! Sketches: which figures a chart shows, and which of them were asked for.
//!
//! Owns: from an outcome to lines. Must not know: wording, apart from what is handed on; how lines are drawn.

use rust_decimal::Decimal;

use super::terms;
use crate::answer::compose::Draft;
use crate::answer::found;
use crate::answer::voice::Voice;
use crate::knowledge::{EntityKind, FactBase, Status, Topic, Unit};
use crate::query::{Finding, Outcome, Reason};
use crate::understanding::Ask;

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

/// The sketches of an outcome; none where it has no figures.
pub(super) fn of(draft: &mut Draft<'_>, outcome: &Outcome) -> Vec<Sketch> {
    let voice = draft.voice;
    let base = voice.base;
    match outcome {
        Outcome::Found(finding) => finding_sketches(draft, finding),
        Outcome::NoData(Reason::NoReason { finding }) => finding_sketches(draft, finding),
        Outcome::Statement(s) => {
            let figures = || base.statements[*s].figures.iter();
            let Some(indicator) = figures().find_map(|f| f.indicator) else { return vec![] };
            let entities: Vec<usize> =
                figures().filter(|f| f.indicator == Some(indicator)).filter_map(|f| f.entity).collect();
            marked(voice, indicator, |_, e| entities.contains(&e)).into_iter().collect()
        }
        Outcome::Source { topic: Topic::Indicator(i), rows } | Outcome::Period { indicator: i, rows, .. } => {
            marked(voice, *i, |o, _| rows.contains(&o)).into_iter().collect()
        }
        Outcome::NoData(Reason::NoFigure { indicator, entities }) => {
            let places: Vec<usize> = entities.iter().copied().filter(|e| is_place(base, *e)).collect();
            if places.is_empty() || base.indicators[*indicator].single.is_some() {
                return vec![];
            }
            let Some(mut sketch) = marked(voice, *indicator, |_, e| places.contains(&e)) else {
                return vec![];
            };
            let known: Vec<usize> = sketch.observations().map(|o| base.observations[o].entity).collect();
            let unknown = places.into_iter().filter(|e| !known.contains(e));
            sketch.lines.extend(unknown.map(|e| Line { content: Content::Without(e), asked: true }));
            vec![sketch]
        }
        Outcome::NoData(Reason::Undetermined { indicator, entities }) => {
            marked(voice, *indicator, |_, e| entities.contains(&e)).into_iter().collect()
        }
        _ => vec![],
    }
}

fn is_place(base: &FactBase, entity: usize) -> bool {
    base.entities[entity].is(EntityKind::Economy) || base.entities[entity].is(EntityKind::City)
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

fn finding_sketches(draft: &mut Draft<'_>, finding: &Finding) -> Vec<Sketch> {
    let base = draft.voice.base;
    if base.indicators[finding.indicator].def.absent.is_some() {
        return vec![];
    }
    if finding.derived.is_some() && finding.rows.is_empty() {
        return terms::sketch(draft, finding).into_iter().collect();
    }
    let mut indicators: Vec<usize> = Vec::new();
    for row in finding.rows.iter().filter_map(|r| r.observation) {
        let own = base.observations[row].indicator;
        if !indicators.contains(&own) {
            indicators.push(own);
        }
    }
    if indicators.is_empty() {
        indicators.push(finding.indicator);
    }
    let mut sketches: Vec<Sketch> =
        indicators.into_iter().filter_map(|i| of_rows(draft.voice, finding, i)).collect();
    let scope = found::scope_name(draft, finding);
    let mut lead: Vec<String> = vec![found::conditions(draft, finding)];
    if finding.derived.is_some() {
        lead.extend(terms::lead(draft, finding));
    }
    lead.retain(|l| !l.is_empty());
    for sketch in &mut sketches {
        sketch.scope.clone_from(&scope);
        sketch.derived |= finding.derived.is_some();
    }
    if let Some(first) = sketches.first_mut() {
        first.lead = lead;
    }
    sketches
}

/// The rows of a finding, alone where they are compared with each other, else among all.
fn of_rows(voice: Voice<'_>, finding: &Finding, indicator: usize) -> Option<Sketch> {
    let base = voice.base;
    let rows: Vec<usize> = finding
        .rows
        .iter()
        .filter_map(|r| r.observation)
        .filter(|o| base.observations[*o].indicator == indicator)
        .collect();
    let ranking = base.indicators[indicator].def.unit == Unit::Rank;
    let mut entities: Vec<usize> = rows.iter().map(|o| base.observations[*o].entity).collect();
    let gaps: Vec<usize> =
        finding.missing.iter().copied().filter(|e| is_place(base, *e) && !entities.contains(e)).collect();
    entities.sort_unstable();
    entities.dedup();
    let periods = rows.len() > entities.len() && !ranking;
    let alone = match finding.ask {
        Ask::Lookup | Ask::Compare => entities.len() + gaps.len() > 1 || periods,
        Ask::Extreme { top, .. } => top > 1,
        Ask::Sum => true,
        _ => false,
    };
    if alone {
        let observed =
            rows.iter().map(|o| Line { content: Content::Observed(own_scope(base, *o)), asked: false });
        let without = gaps.iter().map(|e| Line { content: gap(base, indicator, *e), asked: false });
        let mut lines: Vec<Line> = Vec::new();
        for line in observed.chain(without) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        return Some(Sketch::new(base, indicator, lines));
    }
    let asks_gaps = finding.ask == Ask::Missing;
    let everyone = matches!(finding.ask, Ask::Sort { .. });
    let mut sketch = marked(voice, indicator, |o, e| {
        !everyone && (rows.contains(&o) || ranking && entities.contains(&e) || asks_gaps && gaps.contains(&e))
    })?;
    let narrowed = !finding.groups.is_empty() || !finding.excluded.is_empty();
    sketch.lines.retain(|l| match l.content {
        Content::Observed(o) => l.asked || admits(base, finding, base.observations[o].entity),
        _ => !narrowed,
    });
    Some(sketch)
}

/// A rank in a continent is told with that in the ranking itself, which has a place on the ladder.
fn own_scope(base: &FactBase, observation: usize) -> usize {
    let o = &base.observations[observation];
    let same = base.indexes_of(o.indicator, o.entity).iter().copied();
    o.scope
        .and_then(|_| same.into_iter().find(|s| base.observations[*s].scope.is_none()))
        .unwrap_or(observation)
}

/// The cell that says that there is no figure, where there is one.
fn gap(base: &FactBase, indicator: usize, entity: usize) -> Content {
    let said =
        |o: &usize| matches!(base.observations[*o].status, Status::MissingStated | Status::MissingBlank);
    let cell = base.indexes_of(indicator, entity).iter().copied().find(said);
    cell.map_or(Content::Without(entity), Content::Observed)
}

/// Whether an entity belongs to the groups that a finding is narrowed to.
fn admits(base: &FactBase, finding: &Finding, entity: usize) -> bool {
    let within = base.entities[entity].within;
    let inside = |g: &usize| {
        let members = base.members(*g);
        members.contains(&entity) || within.is_some_and(|w| members.contains(&w))
    };
    let out = |e: &usize| {
        *e == entity
            || within == Some(*e)
            || base.entities[*e].is(EntityKind::Region) && base.within(*e).contains(&entity)
    };
    finding.groups.iter().all(inside) && !finding.excluded.iter().any(out)
}

/// One place, several indicators: figures that share no scale.
pub(super) fn profile(base: &FactBase, lines: &[(usize, Option<&Finding>)]) -> Option<Sketch> {
    let entity = lines.iter().find_map(|(_, f)| f.map(|f| f.rows[0].entity))?;
    let content = |(indicator, found): &(usize, Option<&Finding>)| {
        let row = found.and_then(|f| f.rows[0].observation);
        row.map_or_else(|| gap(base, *indicator, entity), Content::Observed)
    };
    let lines: Vec<Line> = lines.iter().map(content).map(|content| Line { content, asked: false }).collect();
    // A figure that nobody has given is left out: its line could not say what it is of.
    let lines: Vec<Line> = lines.into_iter().filter(|l| matches!(l.content, Content::Observed(_))).collect();
    let first =
        lines.iter().find_map(|l| if let Content::Observed(o) = l.content { Some(o) } else { None })?;
    let indicator = base.observations[first].indicator;
    Some(Sketch { manner: Manner::Profile(entity), ..Sketch::new(base, indicator, lines) })
}
