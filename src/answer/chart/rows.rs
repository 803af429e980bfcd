//! From the rows of a finding to lines: what stands alone, what stands among all, where a gap is.
//!
//! Owns: which figures are beside those that were asked for. Must not know: outcomes, wording, how lines are drawn.

use super::sketch::{Content, Line, Manner, Sketch, marked};
use crate::answer::voice::Voice;
use crate::knowledge::{EntityKind, FactBase, Status, Unit};
use crate::query::Finding;
use crate::understanding::Ask;

/// Whether gaps of this entity are worth a line; a region is told by its members.
pub(super) fn is_place(base: &FactBase, entity: usize) -> bool {
    base.entities[entity].is(EntityKind::Economy) || base.entities[entity].is(EntityKind::City)
}

/// The rows of a finding, alone where they are compared with each other, else among all.
pub(super) fn of_rows(voice: Voice<'_>, finding: &Finding, indicator: usize) -> Option<Sketch> {
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
    if alone && !(ranking && everywhere(base, indicator, &rows)) {
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
    let everyone = alone || matches!(finding.ask, Ask::Sort { .. });
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

/// Whether these rows are all figures of a ranking; then the places that are only known to lie ahead belong to it too.
fn everywhere(base: &FactBase, indicator: usize, rows: &[usize]) -> bool {
    let own = base.indicators[indicator].observations.iter();
    own.filter(|o| base.observations[**o].value.is_some() && base.observations[**o].scope.is_none())
        .all(|o| rows.contains(o))
}

/// A rank in a continent is told with that in the ranking itself, which has a place on the ladder.
fn own_scope(base: &FactBase, observation: usize) -> usize {
    let o = &base.observations[observation];
    let same = base.indexes_of(o.indicator, o.entity);
    o.scope
        .and_then(|_| same.into_iter().find(|s| base.observations[*s].scope.is_none()))
        .unwrap_or(observation)
}

/// The cell that says that there is no figure, where there is one.
fn gap(base: &FactBase, indicator: usize, entity: usize) -> Content {
    let said =
        |o: &usize| matches!(base.observations[*o].status, Status::MissingStated | Status::MissingBlank);
    let cell = base.indexes_of(indicator, entity).find(said);
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
