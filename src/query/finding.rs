//! What a query finds: observations in order, a derivation with its operands, or the reason why there is nothing.
//!
//! Owns: the result types. Must not know: wording.

use rust_decimal::Decimal;

use crate::knowledge::{Topic, Unit};
use crate::text::numeral::When;
use crate::understanding::{Ask, Comparison, Operand};

/// One line of a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub entity: usize,
    /// The observation; `None` where the fact base has none for this entity.
    pub observation: Option<usize>,
    /// A place in an order that we made ourselves (1 is first); ties share it.
    pub place: Option<u32>,
    /// Its rank within the finding's region, counted from a ranking that is complete that far.
    pub within: Option<u32>,
}

/// An operand of a derivation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Term {
    /// Several where they are added first.
    pub operands: Vec<Operand>,
    pub value: Decimal,
    /// The observations that the value rests on; several for a sum over a group.
    pub observations: Vec<usize>,
    /// Members of the group without a figure.
    pub missing: Vec<usize>,
    /// Members of the group that the question leaves out.
    pub without: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DerivedKind {
    Difference,
    Ratio,
    Sum,
    Average,
    Median,
    Share,
    Product,
    Per,
    /// A total by the years that it is of.
    PerYear,
    /// A hundred per cent less the shares of some.
    Rest,
    /// How many of the first N places, as a share of N.
    PartOfTop,
    Growth,
    /// A number of places less those of a group.
    Remainder,
}

/// A figure that we computed, with what it was computed from.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    pub kind: DerivedKind,
    pub value: Decimal,
    pub unit: Unit,
    pub terms: Vec<Term>,
}

impl Derived {
    /// Whether another one tells the same, whatever its operands are called.
    pub fn tells_as(&self, other: &Derived) -> bool {
        let same = self.terms.iter().map(|t| &t.observations).eq(other.terms.iter().map(|t| &t.observations));
        self.kind == other.kind && self.value == other.value && same
    }
}

/// Figures found for one indicator.
#[derive(Debug, Clone)]
pub struct Finding {
    pub ask: Ask,
    pub indicator: usize,
    pub rows: Vec<Row>,
    pub derived: Option<Derived>,
    /// For a claim in the question: whether the figures bear it out.
    pub verdict: Option<bool>,
    /// A region that the ranking is read within.
    pub region: Option<usize>,
    pub groups: Vec<usize>,
    pub excluded: Vec<usize>,
    /// Conditions met: indicator, comparison, value.
    pub conditions: Vec<(usize, Comparison, Decimal)>,
    /// How many were compared; 0 where nothing was.
    pub population: usize,
    /// Entities of the population without a figure.
    pub missing: Vec<usize>,
    /// Others of the population with the same value as the one row.
    pub tied: Vec<usize>,
    /// The document names only some entries of this ranking.
    pub partial: bool,
    /// The question asks for their number.
    pub count: bool,
    /// And for nothing else: who they are is told without their figures.
    pub brief: bool,
}

impl Finding {
    pub fn new(ask: Ask, indicator: usize) -> Finding {
        Finding {
            ask,
            indicator,
            rows: Vec::new(),
            derived: None,
            verdict: None,
            region: None,
            groups: Vec::new(),
            excluded: Vec::new(),
            conditions: Vec::new(),
            population: 0,
            missing: Vec::new(),
            tied: Vec::new(),
            partial: false,
            count: false,
            brief: false,
        }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone)]
pub enum Reason {
    /// The indicator has no figure for these.
    NoFigure { indicator: usize, entities: Vec<usize> },
    /// The indicator counts or adds up, and says nothing of single ones or of their size.
    OnlyTotals { indicator: usize },
    /// The indicator has figures for other times only.
    NoPeriod { indicator: usize, times: Vec<When>, entities: Vec<usize> },
    /// The document points at this and gives no figures.
    Absent { indicator: usize },
    /// Known within a range only.
    Undetermined { indicator: usize, entities: Vec<usize> },
    /// A position of a ranking that the document does not fill.
    NoPlace { indicator: usize },
    /// Places of the world that are in no document.
    Places { places: Vec<usize>, indicator: Option<usize> },
    /// A subject that is in no document.
    Outside { topics: Vec<usize>, words: Vec<String>, near: Option<usize>, entities: Vec<usize> },
    /// Words that nothing explains.
    Unknown { words: Vec<String>, near: Option<Topic> },
    /// Two were to be compared, and only one of them has a figure: these have none.
    OneSided { entities: Vec<usize>, finding: Box<Finding> },
    /// The figures bear the claim out, and the document gives no reason for it.
    NoReason { finding: Box<Finding> },
}

/// What comes of a frame.
#[derive(Debug, Clone)]
pub enum Outcome {
    Found(Finding),
    /// A statement, by index.
    Statement(usize),
    /// Where a figure or statement comes from.
    Source {
        topic: Topic,
        rows: Vec<usize>,
    },
    /// For when an indicator stands.
    Period {
        indicator: usize,
        rows: Vec<usize>,
        /// Where the question takes a time for theirs: whether it is.
        verdict: Option<bool>,
    },
    Note {
        document: usize,
        number: u32,
    },
    Page {
        document: usize,
        number: u32,
    },
    Members {
        groups: Vec<usize>,
        entities: Vec<usize>,
        verdict: Option<bool>,
    },
    /// Several readings with different answers.
    Clarify {
        topics: Vec<Topic>,
        operands: Vec<Operand>,
    },
    NoData(Reason),
    OutOfScope(Reason),
}
