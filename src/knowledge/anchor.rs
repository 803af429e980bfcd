//! Keys of what the fact base holds: short, the same in every edition that has the thing, and of no use for anything
//! else.
//!
//! Owns: how a key is made and looked up. Must not know: links, buttons, who hands keys on.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::FactBase;

/// How many there are of one kind, and how one of them is named.
type Kind = (usize, fn(usize) -> Anchor);

/// Something that a key stands for, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Document(usize),
    Indicator(usize),
    Statement(usize),
    Source(usize),
    Entity(usize),
    /// An observation.
    Fact(usize),
}

impl FactBase {
    /// The key of `anchor`: a fingerprint of its kind and of the ids that make it what it is. A figure that is
    /// corrected keeps its key; one for another time has another.
    pub fn key(&self, anchor: Anchor) -> u64 {
        match anchor {
            Anchor::Document(d) => fingerprint("document", &[&self.documents[d].id]),
            Anchor::Indicator(i) => fingerprint("indicator", &[&self.indicators[i].def.id]),
            Anchor::Statement(s) => fingerprint("statement", &[&self.statements[s].def.id]),
            Anchor::Entity(e) => fingerprint("entity", &[&self.entities[e].code]),
            Anchor::Source(s) => {
                let source = &self.sources[s];
                fingerprint("source", &[&self.documents[source.document].id, &source.def.reference])
            }
            Anchor::Fact(o) => {
                let o = &self.observations[o];
                let code = |e: Option<usize>| e.map_or("", |e| self.entities[e].code.as_str());
                let period = o.period.map(|p| p.notation()).unwrap_or_default();
                let indicator = &self.indicators[o.indicator].def.id;
                let start = if o.start { "start" } else { "" };
                fingerprint(
                    "fact",
                    &[indicator, code(Some(o.entity)), code(o.agent), code(o.scope), &period, start],
                )
            }
        }
    }

    /// What `key` stands for in this edition.
    pub fn anchor(&self, key: u64) -> Option<Anchor> {
        let keys = self.indexes.keys.get_or_init(|| self.in_order_of_keys());
        let known = |at: u32| self.key(self.anchor_at(at as usize));
        let at = keys.partition_point(|at| known(*at) < key);
        let anchor = keys.get(at).map(|at| self.anchor_at(*at as usize))?;
        (self.key(anchor) == key).then_some(anchor)
    }

    /// The numbers of all anchors in order of their keys; of two with one key, the first comes first.
    fn in_order_of_keys(&self) -> Vec<u32> {
        let all = (0..self.anchors()).map(|at| (at as u32, self.anchor_at(at)));
        let held = all.filter(|(_, anchor)| self.holds(*anchor));
        let mut keys: Vec<(u64, u32)> = held.map(|(at, anchor)| (self.key(anchor), at)).collect();
        keys.sort_unstable();
        keys.into_iter().map(|(_, at)| at).collect()
    }

    /// Restatements are never answered from.
    fn holds(&self, anchor: Anchor) -> bool {
        !matches!(anchor, Anchor::Fact(o) if self.observations[o].restates)
    }

    /// How many things there are that a key could stand for.
    fn anchors(&self) -> usize {
        self.kinds().iter().map(|(count, _)| count).sum()
    }

    /// The thing of this number, counted through all kinds.
    fn anchor_at(&self, mut at: usize) -> Anchor {
        for (count, anchor) in self.kinds() {
            if at < count {
                return anchor(at);
            }
            at -= count;
        }
        Anchor::Fact(at)
    }

    fn kinds(&self) -> [Kind; 6] {
        [
            (self.documents.len(), Anchor::Document),
            (self.indicators.len(), Anchor::Indicator),
            (self.statements.len(), Anchor::Statement),
            (self.sources.len(), Anchor::Source),
            (self.entities.len(), Anchor::Entity),
            (self.observations.len(), Anchor::Fact),
        ]
    }
}

/// A length before each part keeps `ab c` from `a bc`.
fn fingerprint(kind: &str, parts: &[&str]) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in std::iter::once(&kind).chain(parts) {
        hasher.write_u64(part.len() as u64);
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn every_thing_has_a_key_of_its_own_that_leads_back_to_it() {
        let base = FactBase::embedded().expect("the shipped fact base loads");
        let mut seen: HashMap<u64, Anchor> = HashMap::new();
        let facts = (0..base.observations.len()).filter(|o| !base.observations[*o].restates);
        let anchors = (0..base.indicators.len())
            .map(Anchor::Indicator)
            .chain((0..base.statements.len()).map(Anchor::Statement))
            .chain((0..base.sources.len()).map(Anchor::Source))
            .chain(facts.map(Anchor::Fact));
        for anchor in anchors {
            let key = base.key(anchor);
            assert_eq!(base.anchor(key), Some(anchor));
            assert_eq!(seen.insert(key, anchor), None, "{anchor:?} shares its key");
        }
        assert_eq!(base.anchor(17), None);
    }
}
