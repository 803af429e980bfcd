//! The invented world: what there is, what is measured of it, and every figure.
//!
//! Owns: which entity has a figure for what, and its value. Must not know: files, questions.

use footnote::knowledge::FactBase;

use super::names::{Name, Namer, Words};
use super::shape::{Lots, Shape};

/// The newest year; earlier periods are the years before it.
const LAST_YEAR: usize = 2024;

/// Entities of which the first is the economy that the others, cities, lie in.
const CITIES_OF_ONE: usize = 10;

/// Everything that there is.
pub struct World {
    pub shape: Shape,
    pub words: Words,
    pub entities: Vec<Name>,
    /// What is counted: each with every aspect.
    pub things: Vec<Name>,
}

impl World {
    /// The world of `shape`; its names mean nothing in `language`.
    pub fn new(shape: Shape, language: &FactBase) -> World {
        let words = Words::read();
        let mut namer = Namer::new(&words, language, shape.seed);
        let entities = (0..shape.entities).map(|_| namer.name()).collect();
        let things = (0..shape.indicators.div_ceil(words.aspect.len())).map(|_| namer.name()).collect();
        World { shape, entities, things, words }
    }

    /// The thing and the aspect that an indicator is about.
    pub fn parts(&self, indicator: usize) -> (usize, usize) {
        let aspects = self.words.aspect.len();
        (indicator / aspects, indicator % aspects)
    }

    /// The name of an indicator.
    pub fn what(&self, indicator: usize) -> Name {
        let (thing, aspect) = self.parts(indicator);
        let (thing, aspect) = (&self.things[thing], &self.words.aspect[aspect]);
        Name { en: format!("{} {}", thing.en, aspect.en), hant: format!("{}{}", thing.hant, aspect.hant) }
    }

    pub fn year(&self, period: usize) -> usize {
        LAST_YEAR - period
    }

    /// The economy that a city lies in; `None` for economies.
    pub fn within(&self, entity: usize) -> Option<usize> {
        (!entity.is_multiple_of(CITIES_OF_ONE)).then_some(entity - entity % CITIES_OF_ONE)
    }

    /// The document that an indicator belongs to.
    pub fn document(&self, indicator: usize) -> usize {
        indicator % self.shape.documents
    }

    /// The entities that an indicator has figures for, in order: spread over all, another choice for each indicator.
    pub fn covered(&self, indicator: usize) -> Vec<usize> {
        let (all, some) = (self.shape.entities, self.shape.covered());
        let first = Lots::of(&[self.shape.seed, 2, indicator as u64]).below(all);
        let mut covered: Vec<usize> = (0..some).map(|k| (first + k * all / some) % all).collect();
        covered.sort_unstable();
        covered
    }

    /// The figure of an entity for an indicator in a period.
    pub fn value(&self, indicator: usize, entity: usize, period: usize) -> u64 {
        let parts = [self.shape.seed, 3, indicator as u64, entity as u64, period as u64];
        1_000 + Lots::of(&parts).next() % 9_000_000
    }
}
