//! Which observations a frame speaks of: by entity, group, region, period, agent.
//!
//! Owns: selection. Must not know: what is computed from it.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::finding::Row;
use crate::knowledge::{Best, Cue, EntityKind, FactBase, Observation, Period, PeriodKind, Status, Unit};
use crate::text::numeral::When;
use crate::understanding::{Frame, Operand};

/// A frame read against one indicator.
pub struct Selection<'a> {
    pub base: &'a FactBase,
    pub indicator: usize,
    pub frame: &'a Frame,
}

impl<'a> Selection<'a> {
    pub fn unit(&self) -> Unit {
        self.base.indicators[self.indicator].def.unit
    }

    /// Whether an observation is for the times that the frame names.
    pub fn in_time(&self, observation: &Observation) -> bool {
        let kind = self.base.indicators[self.indicator].def.period_kind;
        let single = self.frame.has(Cue::SingleYear)
            && kind == Some(PeriodKind::Cumulative)
            && self.frame.times.iter().all(|t| t.from == t.to);
        // “At the end of the forecast”, “at its start”, where a series has both.
        if self.at_an_end() && self.base.observations_of(self.indicator, observation.entity).any(|o| o.start)
        {
            return if self.frame.has(Cue::PeriodEnd) { observation.forecast } else { observation.start };
        }
        let Some(period) = observation.period else { return self.frame.times.is_empty() };
        let month = self
            .frame
            .month
            .is_none_or(|m| !self.frame.times.is_empty() || period.month.is_none_or(|own| own == m));
        let times = &self.frame.times;
        let covered = |period: Period| {
            times.iter().any(|t| {
                period.covers(t, kind, single)
                    && !(period.half.is_some() && t.half.is_none() && self.frame.has(Cue::SingleYear))
            })
        };
        // “From how much to how much by 2030”: the time is that of one of both ends.
        let from_to = || {
            let both = self.frame.has(Cue::PeriodEnd) && self.frame.has(Cue::PeriodStart);
            let series = || self.base.observations_of(self.indicator, observation.entity);
            both && series().any(|o| o.start) && series().filter_map(|o| o.period).any(covered)
        };
        month
            && !(single && times.is_empty())
            && (times.is_empty() || covered(period) || both_ends(times, period, kind) || from_to())
    }

    /// One end of a series is asked for, and not both.
    fn at_an_end(&self) -> bool {
        self.frame.has(Cue::PeriodEnd) != self.frame.has(Cue::PeriodStart)
    }

    /// Whether the indicator has anything for the times that the frame names.
    pub fn any_in_time(&self) -> bool {
        if self.at_an_end() {
            return self.base.series(self.indicator).any(|o| self.in_time(o));
        }
        self.base.times_of(self.indicator).any(|o| self.in_time(o))
    }

    fn by_company(&self, observation: &Observation) -> bool {
        self.frame.companies.is_empty()
            || !self.base.indicators[self.indicator].def.agent
            || observation.agent.is_some_and(|a| self.frame.companies.contains(&a))
    }

    /// Observations of an entity for the frame's times and companies, in the indicator's own scope.
    pub fn of_entity(&self, entity: usize) -> Vec<usize> {
        let fits = |i: &usize| {
            let o = &self.base.observations[*i];
            o.scope.is_none() && self.in_time(o) && self.by_company(o)
        };
        self.base.indexes_of(self.indicator, entity).filter(fits).collect()
    }

    /// The entity itself if it has observations; else the cities of it that do.
    pub fn stand_ins(&self, entity: usize) -> Vec<usize> {
        if self.base.observations_of(self.indicator, entity).next().is_some() {
            return vec![entity];
        }
        let known = |e: &usize| self.base.indexes_of(self.indicator, *e).len() > 0;
        let cities: Vec<usize> = self.base.cities_of(entity).iter().copied().filter(known).collect();
        if cities.is_empty() { vec![entity] } else { cities }
    }

    /// Groups that narrow the population: named groups, and a continent.
    pub fn restricting(&self) -> Vec<usize> {
        let regions = self.frame.regions.iter().filter_map(|r| self.base.group(&self.base.entities[*r].code));
        let mut groups: Vec<usize> = self.frame.groups();
        groups.extend(regions.filter(|g| !self.frame.groups().contains(g)));
        groups
    }

    /// Whether the frame names a region that the fact base has as a whole (the world).
    pub(super) fn names_whole(&self) -> bool {
        self.frame.regions.iter().any(|r| self.base.is_single(*r))
    }

    /// Whether an entity belongs to all restricting groups (a city belongs where its economy does).
    pub fn admits(&self, entity: usize) -> bool {
        let groups = self.frame.operands.iter().any(|o| matches!(o, Operand::Group(_)));
        if self.frame.regions.is_empty() && !groups && self.frame.excluded.is_empty() {
            return self.stands_for_named(entity);
        }
        let within = self.base.entities[entity].within;
        let inside = |g: usize| {
            let members = self.base.members(g);
            members.contains(&entity) || within.is_some_and(|w| members.contains(&w))
        };
        let out = |e: &usize| *e == entity || within == Some(*e) || self.region_has(*e, entity);
        let named = self.stands_for_named(entity);
        // Groups that widen one another are one population, within every region that is named.
        let widens = |g: &usize| self.frame.widened && self.frame.operands.contains(&Operand::Group(*g));
        let (any, all): (Vec<usize>, Vec<usize>) = self.restricting().into_iter().partition(widens);
        let wide = any.is_empty() || any.into_iter().any(inside);
        named && wide && all.into_iter().all(inside) && !self.frame.excluded.iter().any(out)
    }

    /// Whether an entity belongs to the named groups and is not excluded; a continent alone does not narrow.
    pub fn admits_all(&self, entity: usize) -> bool {
        self.admits(entity) || self.restricting().iter().any(|g| self.base.groups[*g].entity == Some(entity))
    }

    /// Places that a list is narrowed to (“how many cities of China”): where the list is of their cities.
    fn stands_for_named(&self, entity: usize) -> bool {
        let base = self.base;
        let cities = base.indicators[self.indicator].def.of_kind == Some(EntityKind::City);
        if !(cities && self.frame.counts_things) {
            return true;
        }
        let named = self.frame.entities();
        named.is_empty()
            || named.contains(&entity)
            || base.entities[entity].within.is_some_and(|w| named.contains(&w))
    }

    fn region_has(&self, region: usize, entity: usize) -> bool {
        self.base.entities[region].is(EntityKind::Region)
            && self
                .base
                .group(&self.base.entities[region].code)
                .is_some_and(|g| self.base.members(g).contains(&entity))
    }

    /// Single entities with a value for the frame's times: one observation each, no totals, no forecasts unless asked.
    pub fn population(&self) -> Vec<usize> {
        let mut seen = FxHashSet::default();
        let indicator = &self.base.indicators[self.indicator];
        indicator
            .observations
            .iter()
            .copied()
            .filter(|i| {
                let o = &self.base.observations[*i];
                !o.restates
                    && !o.aggregate
                    && o.scope.is_none()
                    && o.value.is_some()
                    && self.in_time(o)
                    && self.by_company(o)
                    && self.admits(o.entity)
                    && seen.insert((o.entity, o.agent))
            })
            .collect()
    }

    /// Members of the population's universe that have no value.
    pub fn without_value(&self) -> Vec<usize> {
        let mut missing: Vec<usize> = Vec::new();
        let mut seen = FxHashSet::default();
        for o in self.base.series(self.indicator) {
            let gap = matches!(o.status, Status::MissingStated | Status::MissingBlank);
            if gap && self.admits(o.entity) && seen.insert(o.entity) {
                missing.push(o.entity);
            }
        }
        missing
    }

    pub fn value(&self, observation: usize) -> Decimal {
        self.base.observations[observation].value.unwrap_or_default()
    }

    pub fn row(&self, observation: usize) -> Row {
        Row {
            entity: self.base.observations[observation].entity,
            observation: Some(observation),
            place: None,
            within: None,
        }
    }

    /// Sorts observations from first to last (`least` turns it round); equal values keep the document's order.
    pub fn sorted(&self, mut observations: Vec<usize>, least: bool) -> Vec<usize> {
        let most_first = (self.base.indicators[self.indicator].def.best == Best::Most) != least;
        observations.sort_by(|a, b| {
            let order = self.value(*a).cmp(&self.value(*b));
            if most_first { order.reverse() } else { order }
        });
        observations
    }

    /// Those of `observations` that are among the first (or last) `top`, those who share the last of these places
    /// included, in order: as [`Selection::sorted`] has them, without sorting all the others.
    pub fn first(&self, mut observations: Vec<usize>, least: bool, top: usize) -> Vec<usize> {
        if top == 0 || top >= observations.len() {
            return self.sorted(observations, least);
        }
        let most_first = (self.base.indicators[self.indicator].def.best == Best::Most) != least;
        let mut values: Vec<Decimal> = observations.iter().map(|o| self.value(*o)).collect();
        let order = |a: &Decimal, b: &Decimal| if most_first { b.cmp(a) } else { a.cmp(b) };
        let last = *values.select_nth_unstable_by(top - 1, order).1;
        observations.retain(|o| order(&self.value(*o), &last).is_le());
        self.sorted(observations, least)
    }

    /// Rows with places; equal values share a place.
    pub fn placed(&self, sorted: &[usize]) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::with_capacity(sorted.len());
        for (k, o) in sorted.iter().enumerate() {
            let tie = k > 0 && self.value(sorted[k - 1]) == self.value(*o);
            let place = if tie { rows[k - 1].place } else { u32::try_from(k + 1).ok() };
            rows.push(Row { place, ..self.row(*o) });
        }
        rows
    }
}

/// Two single years that are the two ends of a cumulative period name it as a range does.
fn both_ends(times: &[When], period: Period, kind: Option<PeriodKind>) -> bool {
    kind == Some(PeriodKind::Cumulative)
        && times.len() == 2
        && Some(times[0].from) == period.from
        && times[1].to == period.to
}
