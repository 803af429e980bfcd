//! Terms: the value of an operand, with the observations that it is made of.
//!
//! Owns: operands of a derivation, sums over groups, regions without some members. Must not know: what is computed.

use rustc_hash::FxHashSet;

use super::finding::Term;
use super::lookup::composite;
use super::select::Selection;
use crate::knowledge::{EntityKind, Unit};
use crate::understanding::{Frame, Operand};

impl Selection<'_> {
    /// Operands of a derivation: places in the order of the text, then regions that have a figure.
    pub(super) fn operands(&self) -> Vec<Operand> {
        let mut operands = self.frame.operands.clone();
        let known = |r: &usize| {
            !self.of_entity(*r).is_empty() || self.base.group(&self.base.entities[*r].code).is_some()
        };
        operands.extend(self.frame.regions.iter().filter(|r| known(r)).map(|r| Operand::Entity(*r)));
        operands
    }

    /// One observation as a term.
    pub(super) fn observed(&self, observation: usize) -> Term {
        Term {
            operands: vec![Operand::Entity(self.base.observations[observation].entity)],
            value: self.value(observation),
            observations: vec![observation],
            missing: vec![],
            without: vec![],
        }
    }

    /// The value of an operand: its own observation, or the sum over the members of a group.
    pub(super) fn term(&self, operand: Operand) -> Result<Term, Vec<usize>> {
        let additive = !matches!(self.unit(), Unit::Percent | Unit::Rank);
        let (entity, group) = match operand {
            // Ranks and shares of many do not add up.
            Operand::Rest | Operand::All if !additive => return Err(vec![]),
            Operand::Rest => {
                let groups =
                    self.frame.operands.iter().filter(|o| matches!(o, Operand::Group(_))).copied().collect();
                let everyone = Frame { operands: groups, ..self.frame.clone() };
                // All but those on the other side.
                let named: Vec<usize> = match &self.frame.sides {
                    Some((left, right)) => left.iter().chain(right).filter_map(|o| o.entity()).collect(),
                    None => self.frame.entities(),
                };
                let mut observations = Selection { frame: &everyone, ..*self }.population();
                observations.retain(|o| !named.contains(&self.base.observations[*o].entity));
                let value = observations.iter().map(|o| self.value(*o)).sum();
                return Ok(Term {
                    operands: vec![operand],
                    value,
                    observations,
                    missing: vec![],
                    without: vec![],
                });
            }
            Operand::All => {
                // The whole is everyone, not only those that the part is made of.
                let everyone = Frame { operands: vec![], regions: vec![], ..self.frame.clone() };
                let observations = Selection { frame: &everyone, ..*self }.population();
                let value = observations.iter().map(|o| self.value(*o)).sum();
                return Ok(Term {
                    operands: vec![operand],
                    value,
                    observations,
                    missing: vec![],
                    without: vec![],
                });
            }
            Operand::Entity(e) => (Some(e), self.base.group(&self.base.entities[e].code)),
            Operand::Group(g) => (self.base.groups[g].entity, Some(g)),
        };
        let printed = entity.map(|e| self.complement(e));
        let own = printed.map(|e| self.of_entity(e)).unwrap_or_default();
        // Where cities are ranked, the one of a country that is.
        if let (true, Some(e), true) = (own.is_empty(), entity, group.is_none())
            && let [city] = self.stand_ins(e)[..]
            && city != e
        {
            return self.term(Operand::Entity(city));
        }
        if let Some(o) = own.into_iter().find(|o| self.base.observations[*o].value.is_some()) {
            // A region without some of its members is printed by a name of its own.
            let named = printed.filter(|e| Some(*e) != entity).map_or(operand, Operand::Entity);
            return Ok(Term { operands: vec![named], ..self.observed(o) });
        }
        let Some(group) = group.filter(|_| additive) else {
            return Err(entity.into_iter().collect());
        };
        let (mut observations, mut missing) = (Vec::new(), Vec::new());
        let members = self.base.members(group);
        let without = self.frame.excluded.iter().copied().filter(|e| members.contains(e)).collect();
        for member in self.base.members(group).iter().filter(|m| !self.frame.excluded.contains(m)) {
            match self.of_entity(*member).into_iter().find(|o| self.base.observations[*o].value.is_some()) {
                Some(o) => observations.push(o),
                None if self.base.entities[*member].is(EntityKind::Economy) => missing.push(*member),
                None => {}
            }
        }
        if observations.is_empty() {
            return Err(missing);
        }
        Ok(Term {
            operands: vec![operand],
            value: observations.iter().map(|o| self.value(*o)).sum(),
            observations,
            missing,
            without,
        })
    }

    /// The sum of several operands as one term.
    pub(super) fn joint(&self, operands: &[Operand]) -> Result<Term, Vec<usize>> {
        if self.base.indicators[self.indicator].def.composite
            && let Some(rows) = composite(self, operands)
        {
            // Groups that are printed whole, however they are spelled out.
            let observations: Vec<usize> = rows.iter().filter_map(|r| r.observation).collect();
            let value = observations.iter().map(|o| self.value(*o)).sum();
            return Ok(Term { operands: operands.to_vec(), value, observations, ..Term::default() });
        }
        let mut joint = Term { operands: operands.to_vec(), ..Term::default() };
        for operand in operands {
            // Who is in two of them is counted once.
            let term = self.term(*operand)?;
            joint.observations.extend(term.observations);
            joint.missing.extend(term.missing);
            joint.without.extend(term.without);
        }
        for list in [&mut joint.observations, &mut joint.missing, &mut joint.without] {
            let mut met = FxHashSet::default();
            list.retain(|o| met.insert(*o));
        }
        joint.value = joint.observations.iter().map(|o| self.value(*o)).sum();
        Ok(joint)
    }

    /// A region without some members is a region of its own, where the fact base has it.
    pub(super) fn complement(&self, entity: usize) -> usize {
        let excluded = &self.frame.excluded;
        let region = if excluded.is_empty() { None } else { self.base.complement(entity, excluded) };
        region.unwrap_or(entity)
    }
}
