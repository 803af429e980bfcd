//! Indexes: where things stand that an answer would else have to look for among all facts.
//!
//! Owns: look-ups by entity, value, time, reference and relation, each in a few steps however many facts there are.
//! Must not know: questions, which of several things is meant.

use std::sync::OnceLock;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::FactBase;
use super::model::*;

/// Values that differ by less than one in so many are looked at by [`FactBase::about`].
const NEAR: u32 = 1_000;

/// Numbers of things, sorted or hashed by what they are looked up by. Four bytes each: there can be millions.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    /// Where the facts of each entity begin in `indicators` and `facts`, and where the last ones end.
    starts: Vec<u32>,
    /// The facts of each entity that can be answered from, by indicator, then in the order of the files.
    indicators: Vec<u32>,
    facts: Vec<u32>,
    /// Facts that have a value, in order of value.
    by_value: Vec<u32>,
    /// One fact for each time that an indicator has figures for.
    times: Vec<Vec<u32>>,
    /// (indicator, company that acts in it).
    agents: FxHashSet<(usize, usize)>,
    /// Regions that a ranking, or a figure of one, is counted within.
    pub(super) scopes: FxHashSet<usize>,
    /// Regions that scope single figures of a ranking.
    pub(super) own_scopes: FxHashSet<usize>,
    /// Entities that an indicator is all about.
    pub(super) singles: FxHashSet<usize>,
    /// Regions that are another one without some members.
    complements: Vec<usize>,
    cities: FxHashMap<usize, Vec<usize>>,
    /// Indicators that are shares of a quantity.
    shares: FxHashMap<usize, Vec<usize>>,
    quotients: Vec<usize>,
    /// For each document, its sources by their reference.
    sources: Vec<FxHashMap<String, usize>>,
    /// The first work of any document with this reference.
    works: FxHashMap<String, usize>,
    statements: FxHashMap<String, usize>,
    /// Everything with a key, in order of the keys: made when somebody first taps a button.
    pub(super) keys: OnceLock<Vec<u32>>,
}

impl Indexes {
    pub(super) fn of(base: &FactBase) -> Indexes {
        let mut indexes = Indexes { times: vec![Vec::new(); base.indicators.len()], ..Indexes::default() };
        indexes.facts(base);
        for (i, indicator) in base.indicators.iter().enumerate() {
            indexes.scopes.extend(indicator.scope);
            indexes.singles.extend(indicator.single);
            if let Some(quantity) = indicator.quantity {
                indexes.shares.entry(quantity).or_default().push(i);
            }
            if indicator.def.quotient.is_some() {
                indexes.quotients.push(i);
            }
        }
        indexes.scopes.extend(&indexes.own_scopes);
        for (e, entity) in base.entities.iter().enumerate() {
            if let Some(within) = entity.within {
                indexes.cities.entry(within).or_default().push(e);
            }
            if entity.complement.is_some() {
                indexes.complements.push(e);
            }
        }
        let folders = base.sources.iter().map(|s| s.document + 1).max().unwrap_or_default();
        indexes.sources.resize_with(folders, FxHashMap::default);
        for (s, source) in base.sources.iter().enumerate() {
            let reference = || source.def.reference.clone();
            indexes.sources[source.document].entry(reference()).or_insert(s);
            if source.def.title.is_some() {
                indexes.works.entry(reference()).or_insert(s);
            }
        }
        for (s, statement) in base.statements.iter().enumerate() {
            indexes.statements.entry(statement.def.id.clone()).or_insert(s);
        }
        indexes
    }

    fn facts(&mut self, base: &FactBase) {
        let all = &base.observations;
        let mut order: Vec<u32> = Vec::with_capacity(all.len());
        let mut met: FxHashSet<(usize, Option<super::Period>)> = FxHashSet::default();
        for (at, o) in all.iter().enumerate() {
            let at = at as u32;
            self.own_scopes.extend(o.scope);
            if o.value.is_some() {
                self.by_value.push(at);
            }
            if o.restates {
                continue;
            }
            order.push(at);
            self.agents.extend(o.agent.map(|a| (o.indicator, a)));
            if met.insert((o.indicator, o.period)) {
                self.times[o.indicator].push(at);
            }
        }
        self.by_value.sort_by_key(|at| all[*at as usize].value);
        self.by_value.shrink_to_fit();
        order.sort_by_key(|at| (all[*at as usize].entity, all[*at as usize].indicator));
        order.shrink_to_fit();
        self.indicators = order.iter().map(|at| all[*at as usize].indicator as u32).collect();
        let before = |entity: usize| order.partition_point(|at| all[*at as usize].entity < entity) as u32;
        self.starts = (0..=base.entities.len()).map(before).collect();
        self.facts = order;
    }

    /// The facts of `entity`: a stretch of `indicators` and of `facts`.
    fn of_entity(&self, entity: usize) -> std::ops::Range<usize> {
        let at = |k: usize| self.starts.get(k).map_or(self.facts.len(), |at| *at as usize);
        at(entity)..at(entity + 1)
    }
}

impl FactBase {
    /// Indexes of the observations of `indicator` for `entity`, missing ones included, restatements not.
    pub fn indexes_of(
        &self,
        indicator: usize,
        entity: usize,
    ) -> impl ExactSizeIterator<Item = usize> + Clone + '_ {
        let all = self.indexes.of_entity(entity);
        let own = &self.indexes.indicators[all.clone()];
        let (from, to) = (
            own.partition_point(|i| (*i as usize) < indicator),
            own.partition_point(|i| (*i as usize) <= indicator),
        );
        self.indexes.facts[all][from..to].iter().map(|at| *at as usize)
    }

    /// Observations of `indicator` for `entity`, missing ones included, restatements not.
    pub fn observations_of(&self, indicator: usize, entity: usize) -> impl Iterator<Item = &Observation> {
        self.indexes_of(indicator, entity).map(|at| &self.observations[at])
    }

    /// The indicators that have observations of `entity`, missing ones included, in their order.
    pub fn indicators_of(&self, entity: usize) -> Vec<usize> {
        let mut own: Vec<usize> =
            self.indexes.indicators[self.indexes.of_entity(entity)].iter().map(|i| *i as usize).collect();
        own.dedup();
        own
    }

    /// One observation of `indicator` for each time that it has figures for.
    pub fn times_of(&self, indicator: usize) -> impl Iterator<Item = &Observation> {
        self.indexes.times[indicator].iter().map(|at| &self.observations[*at as usize])
    }

    fn valued(&self, at: u32) -> Decimal {
        self.observations[at as usize].value.unwrap_or_default()
    }

    /// Indexes of the observations whose value is from `low` to `high`, in order of value.
    fn valued_between(&self, low: Decimal, high: Decimal) -> impl Iterator<Item = usize> + '_ {
        let all = &self.indexes.by_value;
        let (from, to) = (
            all.partition_point(|at| self.valued(*at) < low),
            all.partition_point(|at| self.valued(*at) <= high),
        );
        all.get(from..to).unwrap_or_default().iter().map(|at| *at as usize)
    }

    /// Observations whose value is `value`.
    pub fn with_value(&self, value: Decimal) -> impl Iterator<Item = &Observation> {
        self.valued_between(value, value).map(|at| &self.observations[at])
    }

    /// Indexes of the observations whose value is `value`, or nearly so, in order of value.
    pub fn about(&self, value: Decimal) -> impl Iterator<Item = usize> + '_ {
        let reach = value.abs() / Decimal::from(NEAR);
        self.valued_between(value.saturating_sub(reach), value.saturating_add(reach))
    }

    /// The first indicator that prints all of `values`.
    pub fn printing(&self, values: &[Decimal]) -> Option<usize> {
        let indicators = |value: &Decimal| {
            let told = self.with_value(*value).filter(|o| !o.restates);
            told.map(|o| o.indicator).collect::<FxHashSet<usize>>()
        };
        let (first, rest) = values.split_first()?;
        rest.iter().fold(indicators(first), |known, v| &known & &indicators(v)).into_iter().min()
    }

    /// Whether `entity` acts in an observation of `indicator`.
    pub fn acts_in(&self, entity: usize, indicator: usize) -> bool {
        self.indexes.agents.contains(&(indicator, entity))
    }

    /// Whether some ranking, or a figure of one, is counted within `entity`.
    pub fn is_scope(&self, entity: usize) -> bool {
        self.indexes.scopes.contains(&entity)
    }

    /// Whether some figure of a ranking is counted within `entity`, and not in the whole ranking.
    pub fn scopes_figures(&self, entity: usize) -> bool {
        self.indexes.own_scopes.contains(&entity)
    }

    /// Whether some indicator is all about `entity`.
    pub fn is_single(&self, entity: usize) -> bool {
        self.indexes.singles.contains(&entity)
    }

    /// The region that is `of` without exactly `without`.
    pub fn complement(&self, of: usize, without: &[usize]) -> Option<usize> {
        let fits = |e: &&usize| {
            self.entities[**e].complement.as_ref().is_some_and(|(o, w)| *o == of && w.as_slice() == without)
        };
        self.indexes.complements.iter().find(fits).copied()
    }

    /// The cities that lie in `economy`.
    pub fn cities_of(&self, economy: usize) -> &[usize] {
        self.indexes.cities.get(&economy).map_or(&[], Vec::as_slice)
    }

    /// The indicators that are shares of `quantity`.
    pub fn shares_of(&self, quantity: usize) -> &[usize] {
        self.indexes.shares.get(&quantity).map_or(&[], Vec::as_slice)
    }

    /// The indicators that are computed from two others.
    pub fn quotients(&self) -> &[usize] {
        &self.indexes.quotients
    }

    /// The index of the source `reference` (`fn:8`) of a document.
    pub fn source_at(&self, document: usize, reference: &str) -> Option<usize> {
        self.indexes.sources.get(document)?.get(reference).copied()
    }

    /// The source `reference` (`fn:8`) of a document.
    pub fn source(&self, document: usize, reference: &str) -> Option<&Source> {
        self.source_at(document, reference).map(|at| &self.sources[at])
    }

    /// The first of the works in any document that stand under one of `references`.
    pub fn work(&self, references: &[String]) -> Option<usize> {
        references.iter().filter_map(|r| self.indexes.works.get(r).copied()).min()
    }

    pub fn statement(&self, id: &str) -> Option<usize> {
        self.indexes.statements.get(id).copied()
    }
}
