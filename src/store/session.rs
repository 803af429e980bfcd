//! Whether this process counts as alive among those that share a database.
//!
//! Owns: its number, and until when its last sign of life holds. Must not know: how a sign of life is given.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How long a sign of life holds, and how often one is given.
#[derive(Debug, Clone, Copy)]
pub struct Lease {
    /// After so long without a sign, others take over.
    pub holds: Duration,
    /// The time between two signs.
    pub beat: Duration,
}

impl Default for Lease {
    fn default() -> Lease {
        Lease { holds: Duration::from_secs(6), beat: Duration::from_millis(1500) }
    }
}

/// This process's standing.
pub(super) struct Session {
    pub lease: Lease,
    state: Mutex<State>,
}

#[derive(Clone, Copy)]
struct State {
    replica: i64,
    /// By this machine's own clock, and a little before the others' patience ends.
    alive_until: Option<Instant>,
}

impl Session {
    pub(super) fn new(lease: Lease) -> Session {
        Session { lease, state: Mutex::new(State { replica: random(), alive_until: None }) }
    }

    pub(super) fn replica(&self) -> i64 {
        self.state().replica
    }

    pub(super) fn alive(&self) -> bool {
        self.state().alive_until.is_some_and(|until| Instant::now() < until)
    }

    /// The number to give a sign of life for. Whoever was silent for too long comes back as somebody else: its turns
    /// may have gone to others meanwhile, and a new number lets go of all of them.
    pub(super) fn about_to_beat(&self) -> i64 {
        let mut state = self.lock();
        if state.alive_until.is_some_and(|until| until <= Instant::now()) {
            *state = State { replica: random(), alive_until: None };
        }
        state.replica
    }

    /// A sign of life for `replica`, begun at `start`, has been written.
    pub(super) fn has_beaten(&self, replica: i64, start: Instant) {
        let mut state = self.lock();
        if state.replica == replica {
            state.alive_until = Some(start + self.lease.holds - self.lease.holds / 10);
        }
    }

    fn state(&self) -> State {
        *self.lock()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        // The state is written whole, so a panic elsewhere leaves nothing half done.
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Different in every process and at every call: the standard library seeds its hashers from the system's randomness.
fn random() -> i64 {
    RandomState::new().build_hasher().finish().cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_silent_for_too_long_comes_back_as_somebody_else() {
        let lease = Lease { holds: Duration::from_millis(100), beat: Duration::from_millis(10) };
        let session = Session::new(lease);
        assert!(!session.alive(), "no sign has been given");
        let first = session.about_to_beat();
        session.has_beaten(first, Instant::now());
        assert!(session.alive());
        assert_eq!(session.about_to_beat(), first);
        std::thread::sleep(Duration::from_millis(95));
        assert!(!session.alive(), "before the others' patience ends");
        let second = session.about_to_beat();
        assert_ne!(second, first);
        session.has_beaten(first, Instant::now());
        assert!(!session.alive(), "a late word about the old number counts for nothing");
        session.has_beaten(second, Instant::now());
        assert!(session.alive());
    }
}
