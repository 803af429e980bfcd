//! What the fact base holds once loaded: definitions with their references resolved to indexes.
//!
//! Owns: the types that the engine reads. Must not know: files, questions.

use std::ops::Deref;
use std::sync::Arc;

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::period::Period;
use super::place::Origin;
use super::schema::*;
use super::signature::Signature;

/// What a question can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    Indicator(usize),
    Statement(usize),
}

impl Topic {
    /// The indicator, where it is one.
    pub fn indicator(self) -> Option<usize> {
        match self {
            Topic::Indicator(i) => Some(i),
            Topic::Statement(_) => None,
        }
    }
}

#[derive(Debug)]
pub struct Entity {
    pub code: String,
    pub kinds: Vec<EntityKind>,
    /// The economy that a city lies in.
    pub within: Option<usize>,
    pub name: Text,
    /// This region is `of` without `without`.
    pub complement: Option<(usize, Vec<usize>)>,
    pub origin: Origin,
}

impl Entity {
    pub fn is(&self, kind: EntityKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether it does or publishes something, and lies nowhere.
    pub fn acts(&self) -> bool {
        self.is(EntityKind::Company) || self.is(EntityKind::Organisation)
    }

    /// Whether it lies somewhere: an economy, a city, a region.
    pub fn lies(&self) -> bool {
        self.is(EntityKind::Economy) || self.is(EntityKind::City) || self.is(EntityKind::Region)
    }
}

#[derive(Debug)]
pub struct Group {
    pub code: String,
    pub name: Text,
    pub members: Vec<usize>,
    /// General geography: the document does not list it.
    pub general: bool,
    /// There are words that mean the whole group, beside its name.
    pub spoken_of: bool,
    /// The entity of the same code or members, where observations are about the group as a whole.
    pub entity: Option<usize>,
    pub locator: Option<String>,
    /// The document that defines it.
    pub document: usize,
}

#[derive(Debug)]
pub struct Concept {
    pub id: String,
    pub weight: f32,
    pub countable: bool,
    pub money: bool,
}

#[derive(Debug)]
pub struct Indicator {
    pub def: IndicatorDef,
    pub document: usize,
    pub signature: Signature,
    pub period: Option<Period>,
    pub single: Option<usize>,
    pub scope: Option<usize>,
    pub base: Option<usize>,
    pub near: Option<usize>,
    pub quantity: Option<usize>,
    /// Observations, in the order of the files.
    pub observations: Vec<usize>,
    pub origin: Origin,
}

impl Indicator {
    /// Whether figures of places add up to a figure of all of them.
    pub fn adds_up(&self) -> bool {
        matches!(self.def.unit, Unit::Count | Unit::Usd) && self.def.single.is_none() && !self.def.agent
    }
}

/// One figure of the document, or the statement that there is none. There can be very many: what is the same for a
/// whole table is held once, and what few have is in [`Rare`].
#[derive(Debug)]
pub struct Observation {
    pub indicator: usize,
    pub entity: usize,
    pub period: Option<Period>,
    pub value: Option<Decimal>,
    pub bound: Option<Bound>,
    pub status: Status,
    /// A total over entities: it takes no part in superlatives.
    pub aggregate: bool,
    /// Repeats another figure of the document: never answered from.
    pub restates: bool,
    pub literal: CompactString,
    /// Where the literal stands.
    pub locator: Arc<str>,
    /// References to cite, the closest first.
    pub cite: Arc<[String]>,
    /// Where its definition begins.
    pub origin: Arc<Origin>,
    pub(super) rare: Option<Box<Rare>>,
}

/// What few observations have; the fields are read as the observation's own.
#[derive(Debug, Default, PartialEq)]
pub struct Rare {
    /// The company that acts, where the indicator has agents.
    pub agent: Option<usize>,
    /// A ranking within this region instead of the indicator's own scope.
    pub scope: Option<usize>,
    /// Least and greatest possible value, for `Undetermined`.
    pub range: Option<(Decimal, Decimal)>,
    pub forecast: bool,
    pub start: bool,
    pub note: Option<usize>,
    pub say: Option<Text>,
    pub say_period: Option<Text>,
    /// Computed from these two observations: the first by the second.
    pub quotient: Option<(usize, usize)>,
}

impl Rare {
    const NONE: &'static Rare = &Rare {
        agent: None,
        scope: None,
        range: None,
        forecast: false,
        start: false,
        note: None,
        say: None,
        say_period: None,
        quotient: None,
    };

    /// Nothing where there is nothing to hold.
    pub(super) fn held(self) -> Option<Box<Rare>> {
        (self != *Rare::NONE).then(|| Box::new(self))
    }
}

impl Deref for Observation {
    type Target = Rare;

    fn deref(&self) -> &Rare {
        self.rare.as_deref().unwrap_or(Rare::NONE)
    }
}

#[derive(Debug)]
pub struct StatementFigure {
    pub value: Decimal,
    pub unit: Unit,
    pub entity: Option<usize>,
    pub indicator: Option<usize>,
    pub literal: Option<String>,
}

#[derive(Debug)]
pub struct Statement {
    pub def: StatementDef,
    pub document: usize,
    pub signature: Signature,
    pub figures: Vec<StatementFigure>,
    pub cite: Vec<String>,
    pub origin: Origin,
}

#[derive(Debug)]
pub struct Source {
    pub def: SourceDef,
    pub document: usize,
    /// Organisations behind it.
    pub orgs: Vec<usize>,
    pub origin: Origin,
}
