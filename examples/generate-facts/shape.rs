//! Shape: how many documents, indicators, entities and periods a fact base of a given size has.
//!
//! Owns: the numbers that everything else follows from. Must not know: names, files, questions.

/// The size of an invented fact base; the same shape and seed give the same bytes everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    pub observations: usize,
    pub documents: usize,
    pub indicators: usize,
    pub entities: usize,
    pub periods: usize,
    pub questions: usize,
    pub seed: u64,
}

impl Shape {
    /// A shape for about so many observations: every number grows, none of them by itself.
    pub fn of(observations: usize) -> Shape {
        let (documents, indicators, entities, periods) = match observations {
            0..=9_999 => (1, 10, 100, 1),
            10_000..=499_999 => (10, 200, 2_000, 2),
            _ => (40, 2_000, 20_000, 2),
        };
        Shape { observations, documents, indicators, entities, periods, questions: 1_000, seed: 7 }
    }

    /// Entities that one indicator has figures for.
    pub fn covered(&self) -> usize {
        (self.observations / (self.indicators * self.periods)).clamp(1, self.entities)
    }

    /// What does not go together, in words for whoever chose it.
    #[allow(dead_code, reason = "the benchmarks take shapes that go together")]
    pub fn mistake(&self) -> Option<String> {
        let least = [self.documents, self.indicators, self.entities, self.periods, self.observations];
        if least.contains(&0) {
            return Some("every number must be at least 1".to_owned());
        }
        if self.documents > self.indicators {
            return Some("each document needs an indicator: fewer documents or more indicators".to_owned());
        }
        if self.indicators > 2_000 || self.entities > 20_000 || self.periods > 20 {
            return Some("at most 2000 indicators, 20000 entities and 20 periods".to_owned());
        }
        let most = self.indicators * self.entities * self.periods;
        (self.observations > most)
            .then(|| format!("indicators, entities and periods make {most} observations at most"))
    }
}

/// Numbers that look drawn by lot and are the same every time (SplitMix64).
#[derive(Debug, Clone)]
pub struct Lots(u64);

impl Lots {
    /// Lots that depend on all of `parts`.
    pub fn of(parts: &[u64]) -> Lots {
        let mut lots = Lots(0x9e37_79b9_7f4a_7c15);
        for part in parts {
            lots.0 ^= part.wrapping_mul(0xff51_afd7_ed55_8ccd);
            lots.0 = lots.next();
        }
        lots
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    /// One of `items`.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}
