//! Choosing what a clause is about: each topic's signature against the features of the clause and its context.
//!
//! Owns: the score of a topic. Must not know: what is done with the figures afterwards.

use std::collections::BTreeSet;

use super::link::Item;
use crate::knowledge::{Cue, EntityKind, FactBase, Feature, Topic};
use crate::text::numeral::Number;

/// A topic that a clause can be about, with what speaks for and against it.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub topic: Topic,
    pub score: f32,
    /// Weight of the clause's content that the topic explains.
    pub explained: f32,
    /// Weight of the clause's content that it leaves over.
    pub unexplained: f32,
    /// Signature groups that only the context meets.
    pub inherited: usize,
    /// Items (by index) whose concepts the topic explains.
    pub items: Vec<usize>,
}

impl Candidate {
    /// The score without what other topics of the same clause may explain.
    pub fn gain(&self) -> f32 {
        self.score + UNEXPLAINED * self.unexplained
    }
}

/// What the conversation was about: features that an ellipsis can leave out.
#[derive(Debug, Clone, Default)]
pub struct Inherited {
    pub topics: Vec<Topic>,
    pub features: Vec<Feature>,
}

const UNEXPLAINED: f32 = 1.2;
const AGAINST: f32 = 1.5;
const INHERITED: f32 = 0.7;
const GROUP_MET: f32 = 0.4;
const SAME_TOPIC: f32 = 0.9;
/// Explained weight of a question that leaves nothing to the conversation.
const FULL: f32 = 3.0;

/// Cues that a statement must name to be an answer to them: they ask for a calculation or a figure.
const FIGURE_CUES: [Cue; 13] = [
    Cue::Howmany,
    Cue::Rank,
    Cue::Ratio,
    Cue::Diff,
    Cue::Sum,
    Cue::Average,
    Cue::Median,
    Cue::Percent,
    Cue::Above,
    Cue::Below,
    Cue::Max,
    Cue::Min,
    Cue::Topn,
];

/// What a word for a figure costs a statement that does not explain it.
const FIGURE_ASKED: f32 = 0.8;
/// The same for a figure that has to be computed: no statement is one.
const COMPUTED: f32 = 2.0;

/// All topics whose signature the clause meets, best first.
pub fn candidates(base: &FactBase, items: &[Item], inherited: &Inherited) -> Vec<Candidate> {
    let own: Vec<Feature> =
        items.iter().filter(|i| !i.negated && !i.excepted).flat_map(Item::features).collect();
    let negated: Vec<Feature> = items
        .iter()
        .filter(|i| i.negated)
        .flat_map(Item::features)
        .filter(|f| matches!(f, Feature::Concept(c) if base.concepts[*c].weight >= 0.5))
        .collect();
    let bits = Feature::bits(own.iter().chain(&inherited.features));
    let mut topics = base.topics_of(own.iter().chain(&inherited.features).copied());
    topics.retain(|t| base.signature(*t).can_be_met(bits) && !inherited.topics.contains(t));
    topics.extend(inherited.topics.iter().copied().collect::<BTreeSet<Topic>>());
    let read = |t: Topic| candidate(base, t, items, &own, &negated, inherited);
    let mut found: Vec<Candidate> = topics.into_iter().filter_map(read).collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.topic.cmp(&b.topic)));
    found
}

fn candidate(
    base: &FactBase,
    topic: Topic,
    items: &[Item],
    own: &[Feature],
    negated: &[Feature],
    inherited: &Inherited,
) -> Option<Candidate> {
    let signature = base.signature(topic);
    let continued = inherited.topics.contains(&topic);
    let mut from_context = 0;
    let mut own_groups = 0;
    let mut own_content = false;
    for group in &signature.groups {
        if let Some(alternative) = group.iter().find(|a| a.iter().all(|f| own.contains(f))) {
            own_groups += 1;
            own_content |= alternative
                .iter()
                .any(|f| matches!(f, Feature::Concept(_) | Feature::Cue(Cue::Percent | Cue::Share)));
        } else if group.iter().any(|a| a.iter().all(|f| own.contains(f) || inherited.features.contains(f)))
            || continued
        {
            from_context += 1;
        } else {
            return None;
        }
    }
    // The context alone does not change the topic; asking for ranks within it does.
    let ranks =
        [Cue::Rank, Cue::Nth, Cue::Topn, Cue::Max, Cue::Min].iter().any(|c| own.contains(&Feature::Cue(*c)))
            && matches!(topic, Topic::Indicator(i) if base.indicators[i].def.ranking);
    if (from_context > 0 || own_groups == 0) && !own_content && !continued && !ranks {
        return None;
    }
    let mut found = Candidate {
        topic,
        score: 0.0,
        explained: 0.0,
        unexplained: 0.0,
        inherited: from_context,
        items: vec![],
    };
    for (k, item) in items.iter().enumerate().filter(|(_, i)| !i.negated) {
        weigh_concepts(base, signature, item, k, &mut found);
        if !item.excepted {
            weigh_entity(base, topic, signature, item, &mut found);
        }
    }
    let against = signature.minus.iter().filter(|all| all.iter().all(|f| own.contains(f))).count() as f32;
    let denied =
        negated.iter().filter(|f| signature.groups.iter().flatten().flatten().any(|g| g == *f)).count()
            as f32;
    if let Topic::Statement(_) = topic {
        let unnamed = |cues: &[Cue]| !cues.iter().any(|c| signature.explains(Feature::Cue(*c)));
        let asks = |i: &&Item| {
            let explained = i.concepts.iter().any(|c| signature.explains(Feature::Concept(*c)));
            let mut cues: Vec<Cue> = FIGURE_CUES.iter().copied().filter(|c| i.has(*c)).collect();
            match i.number {
                Some(Number::Top(_)) => cues.push(Cue::Topn),
                Some(Number::Ordinal(_)) => cues.push(Cue::Nth),
                _ => {}
            }
            !i.negated && !explained && !cues.is_empty() && unnamed(&cues)
        };
        let weigh = |i: &Item| if i.has(Cue::Diff) { COMPUTED } else { FIGURE_ASKED };
        found.unexplained += items.iter().filter(asks).map(weigh).sum::<f32>();
    } else if own.contains(&Feature::Cue(Cue::Why)) {
        // A figure gives no reason; a statement may.
        found.unexplained += 0.8;
    }
    // A question that says much and still not what this topic needs is about another one.
    let full = from_context > 0 && found.explained >= FULL;
    let place = inherited.topics.iter().position(|t| *t == topic).filter(|_| !full);
    let recency = place.map_or(0.0, |at| SAME_TOPIC - 0.05 * at as f32);
    found.score = found.explained - UNEXPLAINED * found.unexplained + GROUP_MET * own_groups as f32
        - INHERITED * (if continued { from_context.min(1) } else { from_context }) as f32
        - AGAINST * (against + denied)
        + recency;
    Some(found)
}

/// A word is explained if any of its concepts is; concepts of one word are alternatives.
fn weigh_concepts(
    base: &FactBase,
    signature: &crate::knowledge::Signature,
    item: &Item,
    index: usize,
    found: &mut Candidate,
) {
    if item.concepts.is_empty() {
        return;
    }
    let weight = |c: &usize| base.concepts[*c].weight;
    let explained = item
        .concepts
        .iter()
        .filter(|c| signature.explains(Feature::Concept(**c)))
        .map(weight)
        .fold(None, max_of);
    match explained {
        Some(weight) => {
            found.explained += weight;
            found.items.push(index);
        }
        None => {
            // A word that is also a cue is explained by the operation, if by nothing else.
            let least = item.concepts.iter().map(weight).fold(f32::MAX, f32::min);
            let cue = if item.cues.is_empty() { 1.0 } else { 0.1 };
            found.unexplained += least * cue;
        }
    }
}

fn max_of(best: Option<f32>, next: f32) -> Option<f32> {
    Some(best.map_or(next, |b| b.max(next)))
}

fn weigh_entity(
    base: &FactBase,
    topic: Topic,
    signature: &crate::knowledge::Signature,
    item: &Item,
    found: &mut Candidate,
) {
    if let Some(e) = item.entity {
        let entity = &base.entities[e];
        let explained = signature.explains(Feature::Entity(e));
        let organisation = entity.acts();
        match topic {
            Topic::Indicator(i) => {
                let known = explained || base.observations_of(i, e).next().is_some() || agent_of(base, i, e);
                if known {
                    found.explained += if organisation { 1.0 } else { 0.3 };
                } else if organisation {
                    found.unexplained += 1.0;
                } else if entity.kinds == [EntityKind::City] {
                    found.unexplained += 0.4;
                }
            }
            Topic::Statement(_) if explained => found.explained += 0.8,
            Topic::Statement(_) if entity.is(EntityKind::Region) => found.unexplained += 0.1,
            Topic::Statement(_) => found.unexplained += 1.5,
        }
    }
    if let (Some(g), Topic::Statement(_)) = (item.group, topic) {
        if signature.explains(Feature::Group(g)) {
            found.explained += 0.4;
        } else {
            found.unexplained += 0.5;
        }
    }
}

/// Whether `entity` acts in any observation of `indicator`.
fn agent_of(base: &FactBase, indicator: usize, entity: usize) -> bool {
    base.indicators[indicator].def.agent && base.acts_in(entity, indicator)
}
