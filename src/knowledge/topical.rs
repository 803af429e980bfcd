//! Which topics a clause can be about at all, from what it speaks of.
//!
//! Owns: topics by the features that their signatures need. Must not know: how a topic is scored.

use rustc_hash::FxHashMap;

use super::facts::FactBase;
use super::model::Topic;
use super::signature::{Feature, Signature};

/// Topics by features. A signature's groups must all be met, so it is enough to find a topic by one of them: by the one
/// whose features the fewest topics share.
#[derive(Debug, Default)]
pub(super) struct Topical {
    needing: FxHashMap<Feature, Vec<Topic>>,
    /// Topics that need nothing.
    always: Vec<Topic>,
    explaining: FxHashMap<Feature, Vec<Topic>>,
    answerable: Vec<Topic>,
    rankings: Vec<Topic>,
}

impl Topical {
    pub(super) fn of(base: &FactBase) -> Topical {
        let mut spread: FxHashMap<Feature, usize> = FxHashMap::default();
        for topic in base.topics() {
            base.signature(topic).needed().for_each(|f| *spread.entry(f).or_default() += 1);
        }
        let rarity = |f: &Feature| spread.get(f).copied().unwrap_or_default();
        let mut topical = Topical::default();
        for topic in base.topics() {
            let signature = base.signature(topic);
            match telling(signature, rarity) {
                None => topical.always.push(topic),
                Some(features) => features.into_iter().for_each(|f| note(&mut topical.needing, f, topic)),
            }
            let Topic::Indicator(i) = topic else { continue };
            for feature in signature.needed().chain(signature.plus.iter().copied()) {
                if matches!(feature, Feature::Concept(_)) {
                    note(&mut topical.explaining, feature, topic);
                }
            }
            let def = &base.indicators[i].def;
            if def.absent.is_none() {
                topical.answerable.push(topic);
                topical.rankings.extend(def.ranking.then_some(topic));
            }
        }
        topical
    }
}

/// Topics come in their order: the last one noted is the only one that can be there already.
fn note(topics: &mut FxHashMap<Feature, Vec<Topic>>, feature: Feature, topic: Topic) {
    let known = topics.entry(feature).or_default();
    if known.last() != Some(&topic) {
        known.push(topic);
    }
}

/// One feature of each alternative of the group that the fewest topics share; of features together, the rarest.
fn telling(signature: &Signature, rarity: impl Fn(&Feature) -> usize) -> Option<Vec<Feature>> {
    let rarest = |alternative: &Vec<Feature>| alternative.iter().copied().min_by_key(&rarity);
    let groups = signature.groups.iter().map(|g| g.iter().filter_map(rarest).collect::<Vec<Feature>>());
    groups.min_by_key(|features| features.iter().map(&rarity).sum::<usize>())
}

impl FactBase {
    /// Every topic whose signature `features` may meet, and some more; in order, each once.
    pub fn topics_of(&self, features: impl Iterator<Item = Feature>) -> Vec<Topic> {
        let found = features.filter_map(|f| self.topical.needing.get(&f)).flatten();
        let mut topics: Vec<Topic> = self.topical.always.iter().chain(found).copied().collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }

    /// The indicators whose signatures explain a concept, in order.
    pub fn indicators_explaining(&self, concept: Feature) -> &[Topic] {
        self.topical.explaining.get(&concept).map_or(&[], Vec::as_slice)
    }

    /// The indicators that have figures.
    pub fn answerable(&self) -> &[Topic] {
        &self.topical.answerable
    }

    /// The rankings that have figures.
    pub fn rankings(&self) -> &[Topic] {
        &self.topical.rankings
    }
}
