//! Quantities that were told: what “the two”, “that sum”, “all three of them” can mean.
//!
//! Owns: [`Told`], and which of them a finding adds. Must not know: rules of ellipsis, wording.

use serde::{Deserialize, Serialize};

use crate::knowledge::FactBase;
use crate::query::{DerivedKind, Finding, Outcome};

/// A quantity that was told. Names, not indexes: it outlives an edition of the fact base.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// The id of its indicator.
    pub topic: String,
    /// Codes of the places that it was added up of, or of the one that it is of.
    pub places: Vec<String>,
    pub companies: Vec<String>,
}

/// Quantities that can be taken up again.
const MOST_TOLD: usize = 6;
/// Longer lists are not taken up one by one.
const LONGEST_LIST: usize = 4;

/// The quantities that can be spoken of after `outcomes`, the latest last.
pub(super) fn after(base: &FactBase, before: &[Told], outcomes: &[Outcome]) -> Vec<Told> {
    let findings = outcomes.iter().filter_map(|o| if let Outcome::Found(f) = o { Some(f) } else { None });
    let mut told = before.to_vec();
    for quantity in findings.flat_map(|f| quantities(base, f)) {
        told.retain(|t| *t != quantity);
        told.push(quantity);
    }
    let surplus = told.len().saturating_sub(MOST_TOLD);
    told.drain(..surplus);
    told
}

fn quantities(base: &FactBase, finding: &Finding) -> Vec<Told> {
    let of = |observations: &[usize]| {
        let observed = || observations.iter().map(|o| &base.observations[*o]);
        let code = |e: usize| base.entities[e].code.clone();
        let mut companies: Vec<String> = observed().filter_map(|o| o.agent).map(code).collect();
        companies.dedup();
        Told {
            topic: base.indicators[finding.indicator].def.id.clone(),
            places: observed().map(|o| code(o.entity)).collect(),
            companies,
        }
    };
    match &finding.derived {
        Some(sum) if sum.kind == DerivedKind::Sum => {
            let all: Vec<usize> = sum.terms.iter().flat_map(|t| t.observations.iter().copied()).collect();
            if all.is_empty() { vec![] } else { vec![of(&all)] }
        }
        Some(pair) if matches!(pair.kind, DerivedKind::Difference | DerivedKind::Ratio) => {
            pair.terms.iter().filter(|t| !t.observations.is_empty()).map(|t| of(&t.observations)).collect()
        }
        Some(_) => vec![],
        None => {
            let valued = |o: &usize| base.observations[*o].value.is_some();
            let rows: Vec<usize> = finding.rows.iter().filter_map(|r| r.observation).filter(valued).collect();
            if rows.len() > LONGEST_LIST { vec![] } else { rows.iter().map(|o| of(&[*o])).collect() }
        }
    }
}
