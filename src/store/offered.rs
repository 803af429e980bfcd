//! Which buttons and cards are known to be in the store: the same are offered again and again, and need not be written
//! down each time.
//!
//! Owns: their numbers, in memory, a bounded number of them. Must not know: what they are, how they are kept. Forgotten
//! whenever the store is pruned, so that nothing is taken for kept that has been deleted; another replica that prunes
//! takes only what nobody has shown for months, or what is beyond a number of rows.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// More are not remembered (each takes some twenty bytes).
const MOST: usize = 8192;

/// What has been offered lately and is certainly kept.
#[derive(Default)]
pub(super) struct Offered {
    pub choices: Known,
    pub cards: Known,
}

impl Offered {
    pub(super) fn forget(&self) {
        self.choices.lock().clear();
        self.cards.lock().clear();
    }
}

/// Numbers that are certainly kept.
#[derive(Default)]
pub(super) struct Known(Mutex<HashSet<u64>>);

impl Known {
    pub(super) fn has(&self, number: u64) -> bool {
        self.lock().contains(&number)
    }

    /// `numbers` have been written.
    pub(super) fn add(&self, numbers: impl IntoIterator<Item = u64>) {
        let mut known = self.lock();
        if known.len() >= MOST {
            known.clear();
        }
        known.extend(numbers);
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
