//! Cases: every phrasing with the instances of its operation, in a fixed order.
//!
//! Owns: which questions are asked. Must not know: how the bot answers, or how a phrasing is filled.

use crate::facts::Facts;
use crate::gold::Gold;
use crate::operations::{Instance, OPERATIONS, TALKS};
use crate::phrase::{Filled, Phrasings};

/// A question with its right answer.
#[derive(Debug, Clone)]
pub struct Case {
    pub operation: String,
    pub lang: &'static str,
    pub phrasing: String,
    pub turns: Vec<String>,
    pub filled: Vec<Filled>,
    pub instance: Instance,
}

impl Case {
    pub fn gold(&self) -> &Gold {
        &self.instance.gold
    }
}

/// Instances of one phrasing where not all are needed.
const SOME_OF_A_PHRASING: usize = 26;

/// At most `most` of `all`, evenly spread, another set for each `turn`.
fn spread<T>(all: Vec<T>, most: usize, turn: usize) -> Vec<T> {
    let step = all.len().div_ceil(most).max(1);
    all.into_iter().skip(turn % step).step_by(step).collect()
}

/// In the order of the phrasings; `most` of each phrasing.
fn cases(facts: &Facts, most: usize) -> Vec<Case> {
    let mut phrasings = Phrasings::read();
    let mut cases = Vec::new();
    for k in 0..phrasings.all.len() {
        let operation = phrasings.all[k].operation.clone();
        let (_, instances) = OPERATIONS
            .iter()
            .chain(&TALKS)
            .find(|(name, _)| *name == operation)
            .unwrap_or_else(|| panic!("an operation `{operation}`"));
        let fitting: Vec<Instance> =
            instances(facts).into_iter().filter(|i| phrasings.all[k].fits(facts, i)).collect();
        for instance in spread(fitting, most, k) {
            let (turns, filled) = phrasings.fill(facts, k, &instance);
            let (lang, phrasing) = (phrasings.all[k].lang, phrasings.all[k].say.clone());
            cases.push(Case { operation: operation.clone(), lang, phrasing, turns, filled, instance });
        }
    }
    cases
}

/// Every instance in every phrasing.
pub fn all(facts: &Facts) -> Vec<Case> {
    cases(facts, usize::MAX)
}

/// Some instances of every phrasing, another set for each.
pub fn some(facts: &Facts) -> Vec<Case> {
    cases(facts, SOME_OF_A_PHRASING)
}
