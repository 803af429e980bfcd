//! Quantities that were told: what “the two”, “that sum”, “all three of them” can mean.
//!
//! Owns: [`Told`], and which of them a finding adds. Must not know: rules of ellipsis, wording.

use serde::{Deserialize, Serialize};

use crate::knowledge::{FactBase, Period};
use crate::query::{DerivedKind, Finding, Outcome, Term};
use crate::text::numeral::When;
use crate::understanding::Operand;

/// A quantity that was told. Names, not indexes: it outlives an edition of the fact base.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// The id of its indicator.
    pub topic: String,
    /// Codes of the places that it was added up of, or of the one that it is of.
    pub places: Vec<String>,
    pub companies: Vec<String>,
    /// The time that it is of, where the document gives one.
    pub when: Option<When>,
}

/// Quantities that can be taken up again.
const MOST_TOLD: usize = 6;
/// Longer lists are not taken up one by one.
const LONGEST_LIST: usize = 4;

/// The quantities that can be spoken of after `outcomes`, the latest last.
pub(super) fn after(base: &FactBase, before: &[Told], outcomes: &[Outcome]) -> Vec<Told> {
    let mut told = before.to_vec();
    let spoken = outcomes.iter().flat_map(|o| match o {
        Outcome::Found(finding) => quantities(base, finding),
        Outcome::Statement(statement) => stated(base, *statement),
        _ => vec![],
    });
    for quantity in spoken {
        let same = |t: &Told| {
            t.topic == quantity.topic && t.places == quantity.places && t.companies == quantity.companies
        };
        told.retain(|t| !same(t));
        told.push(quantity);
    }
    let surplus = told.len().saturating_sub(MOST_TOLD);
    told.drain(..surplus);
    told
}

/// The figures of a statement.
fn stated(base: &FactBase, statement: usize) -> Vec<Told> {
    let figures = base.statements[statement].figures.iter();
    let observed = figures.filter_map(|f| {
        let (indicator, entity) = (f.indicator?, f.entity?);
        let at = base.indexes_of(indicator, entity).find(|o| base.observations[*o].value.is_some())?;
        Some(quantity(base, indicator, &[at]))
    });
    observed.collect()
}

fn quantity(base: &FactBase, indicator: usize, observations: &[usize]) -> Told {
    let observed = || observations.iter().map(|o| &base.observations[*o]);
    let code = |e: usize| base.entities[e].code.clone();
    let mut companies: Vec<String> = observed().filter_map(|o| o.agent).map(code).collect();
    companies.dedup();
    let when = |p: Period| When {
        from: p.from.unwrap_or(p.to),
        to: p.to,
        month: p.month,
        half: p.half,
        quarter: false,
    };
    Told {
        topic: base.indicators[indicator].def.id.clone(),
        places: observed().map(|o| code(o.entity)).collect(),
        companies,
        when: observed().next().and_then(|o| o.period).map(when),
    }
}

fn quantities(base: &FactBase, finding: &Finding) -> Vec<Told> {
    let of = |observations: &[usize]| quantity(base, finding.indicator, observations);
    // A whole group goes by its name.
    let named = |told: Told, group: Option<usize>| match group {
        Some(g) => Told { places: vec![format!("#{}", base.groups[g].code)], ..told },
        None => told,
    };
    let term = |t: &Term| match (&t.operands[..], t.without.is_empty()) {
        ([Operand::Group(g)], true) => named(of(&t.observations), Some(*g)),
        _ => of(&t.observations),
    };
    match &finding.derived {
        Some(sum) if sum.kind == DerivedKind::Sum => {
            let all: Vec<usize> = sum.terms.iter().flat_map(|t| t.observations.iter().copied()).collect();
            let group = match (&finding.groups[..], finding.excluded.is_empty()) {
                ([one], true) => Some(*one).filter(|g| {
                    let held = |o: &usize| base.members(*g).contains(&base.observations[*o].entity);
                    all.iter().all(held)
                }),
                _ => None,
            };
            if all.is_empty() { vec![] } else { vec![named(of(&all), group)] }
        }
        Some(pair) if matches!(pair.kind, DerivedKind::Difference | DerivedKind::Ratio) => {
            pair.terms.iter().filter(|t| !t.observations.is_empty()).map(term).collect()
        }
        Some(_) => vec![],
        None => {
            let valued = |o: &usize| base.observations[*o].value.is_some();
            let rows: Vec<usize> = finding.rows.iter().filter_map(|r| r.observation).filter(valued).collect();
            if rows.len() > LONGEST_LIST { vec![] } else { rows.iter().map(|o| of(&[*o])).collect() }
        }
    }
}
