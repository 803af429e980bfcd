//! Signatures: which features a question must touch to be about a topic.
//!
//! Owns: features and the little grammar of signatures (`a|b+c`). Must not know: how a question is scored.

use std::collections::HashMap;

use super::cue::Cue;

/// Something that a mention can stand for, as far as choosing a topic goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feature {
    Concept(usize),
    Entity(usize),
    Group(usize),
    Cue(Cue),
}

impl Feature {
    /// One of 128 bits. Different features can share it: it tells what is surely not there, at no cost.
    fn bit(self) -> u128 {
        let (sort, index) = match self {
            Feature::Concept(i) => (0, i),
            Feature::Entity(i) => (1, i),
            Feature::Group(i) => (2, i),
            Feature::Cue(cue) => (3, cue as usize),
        };
        // Neighbours in a list are spread over all bits.
        let spread = ((index * 4 + sort) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        1 << (spread >> 57)
    }

    /// The bits of several features.
    pub fn bits<'a>(features: impl IntoIterator<Item = &'a Feature>) -> u128 {
        features.into_iter().fold(0, |bits, feature| bits | feature.bit())
    }
}

/// `groups` must all be met, each by one of its alternatives (features that must stand together).
#[derive(Debug, Clone, Default)]
pub struct Signature {
    pub groups: Vec<Vec<Vec<Feature>>>,
    /// The bits of each group's features.
    bits: Vec<u128>,
    pub plus: Vec<Feature>,
    /// Features, or features together, that speak against it.
    pub minus: Vec<Vec<Feature>>,
}

/// Names of features, for parsing signatures.
pub(super) struct Names<'a> {
    pub concepts: &'a HashMap<String, usize>,
    pub entities: &'a HashMap<String, usize>,
    pub groups: &'a HashMap<String, usize>,
}

impl Names<'_> {
    pub fn feature(&self, name: &str) -> Result<Feature, String> {
        let unknown = |what: &str| format!("unknown {what} `{name}` in a signature");
        if let Some(code) = name.strip_prefix('@') {
            self.entities.get(code).map(|i| Feature::Entity(*i)).ok_or_else(|| unknown("entity"))
        } else if let Some(code) = name.strip_prefix('#') {
            self.groups.get(code).map(|i| Feature::Group(*i)).ok_or_else(|| unknown("group"))
        } else if let Some(id) = name.strip_prefix('?') {
            Cue::from_id(id).map(Feature::Cue).ok_or_else(|| unknown("cue"))
        } else {
            self.concepts.get(name).map(|i| Feature::Concept(*i)).ok_or_else(|| unknown("concept"))
        }
    }

    pub fn signature(
        &self,
        groups: &[String],
        plus: &[String],
        minus: &[String],
    ) -> Result<Signature, Vec<String>> {
        let mut unknown = Vec::new();
        let mut feature = |name: &str| self.feature(name).map_err(|e| unknown.push(e)).ok();
        let mut alternative = |text: &str| text.split('+').filter_map(|n| feature(n.trim())).collect();
        let mut group = |text: &String| text.split('|').map(&mut alternative).collect();
        let groups: Vec<Vec<Vec<Feature>>> = groups.iter().map(&mut group).collect();
        let bits = groups.iter().map(|group| Feature::bits(group.iter().flatten())).collect();
        let plus = plus.iter().filter_map(|n| feature(n)).collect();
        let minus =
            minus.iter().map(|text| text.split('+').filter_map(|n| feature(n.trim())).collect()).collect();
        if unknown.is_empty() { Ok(Signature { groups, bits, plus, minus }) } else { Err(unknown) }
    }
}

impl Signature {
    /// Whether features with these bits can meet every group: of most topics they cannot.
    pub fn can_be_met(&self, features: u128) -> bool {
        self.bits.iter().all(|bits| bits & features != 0)
    }

    /// The features of its groups, as often as they stand there.
    pub fn needed(&self) -> impl Iterator<Item = Feature> + '_ {
        self.groups.iter().flatten().flatten().copied()
    }

    /// Every feature that the signature explains.
    pub fn explains(&self, feature: Feature) -> bool {
        self.plus.contains(&feature) || self.groups.iter().flatten().flatten().any(|f| *f == feature)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cue, Feature, Signature};

    fn of(groups: Vec<Vec<Vec<Feature>>>) -> Signature {
        let bits = groups.iter().map(|group| Feature::bits(group.iter().flatten())).collect();
        Signature { groups, bits, ..Signature::default() }
    }

    #[test]
    fn a_topic_that_is_spoken_of_is_never_passed_over() {
        let cue = Feature::Cue(Cue::Rank);
        for n in 0..2000 {
            for feature in [Feature::Concept(n), Feature::Entity(n), Feature::Group(n)] {
                let signature = of(vec![vec![vec![feature], vec![cue]], vec![vec![cue, feature]]]);
                assert!(signature.can_be_met(Feature::bits(&[feature])), "{feature:?}");
                assert!(!signature.can_be_met(0), "{feature:?}");
            }
        }
    }

    #[test]
    fn most_topics_that_are_not_spoken_of_are_passed_over() {
        let said: Vec<Feature> = (0..12).map(|n| Feature::Concept(7 * n)).collect();
        let others = (0..1000)
            .map(|n| of(vec![vec![vec![Feature::Entity(n)]], vec![vec![Feature::Concept(n + 100)]]]));
        let left = others.filter(|signature| signature.can_be_met(Feature::bits(&said))).count();
        assert!(left < 100, "{left} of 1000 are looked into");
    }
}
