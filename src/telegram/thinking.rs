//! Where the engine thinks: on threads that it may hold, with a count of those that it does not give back.
//!
//! Owns: how many thoughts have been given up and go on all the same. Must not know: what is thought, what is done when
//! there are too many. A thread cannot be taken away from a computation that never ends; only the process can end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio_util::sync::CancellationToken;

use super::metrics::Metrics;
use super::threads::{Panicked, Threads};

/// The thoughts of one bot.
pub(super) struct Thinking {
    /// Threads that may be lost before the process is not worth keeping.
    most: usize,
    lost: AtomicUsize,
    full: CancellationToken,
    metrics: Arc<Metrics>,
    threads: Threads,
}

impl Thinking {
    pub(super) fn new(most: usize, metrics: Arc<Metrics>) -> Arc<Thinking> {
        let (lost, full) = (AtomicUsize::new(0), CancellationToken::new());
        Arc::new(Thinking { most, lost, full, metrics, threads: Threads::new() })
    }

    /// Has `thought` thought on a thread of its own. Whoever no longer waits gives it up: it is counted as lost until it
    /// ends after all.
    pub(super) async fn of<T: Send + 'static>(
        self: &Arc<Self>,
        thought: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Panicked> {
        let one_is_gone = Arc::new(AtomicBool::new(false));
        let waiting = Waiting { thinking: Arc::clone(self), one_is_gone: Arc::clone(&one_is_gone) };
        let at_work = AtWork { thinking: Arc::clone(self), one_is_gone };
        let thought = move || {
            // Dropped by a panic, too.
            let _at_work = at_work;
            thought()
        };
        let result = self.threads.run(thought).await;
        drop(waiting);
        result
    }

    /// Returns when too many threads are lost.
    pub(super) async fn exhausted(&self) {
        self.full.cancelled().await;
    }

    fn lose(&self) {
        let lost = self.lost.fetch_add(1, Ordering::SeqCst) + 1;
        self.metrics.lost_threads(lost);
        tracing::warn!(lost, most = self.most, "a question that was given up is still being thought about");
        if lost >= self.most {
            self.full.cancel();
        }
    }

    fn regain(&self) {
        let lost = self.lost.fetch_sub(1, Ordering::SeqCst) - 1;
        self.metrics.lost_threads(lost);
    }
}

/// Somebody waits for a thought.
struct Waiting {
    thinking: Arc<Thinking>,
    one_is_gone: Arc<AtomicBool>,
}

/// A thread works on it.
struct AtWork {
    thinking: Arc<Thinking>,
    one_is_gone: Arc<AtomicBool>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if !self.one_is_gone.swap(true, Ordering::SeqCst) {
            self.thinking.lose();
        }
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        if self.one_is_gone.swap(true, Ordering::SeqCst) {
            self.thinking.regain();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_thought_that_is_given_up_is_lost_until_it_ends() {
        let thinking = Thinking::new(2, Arc::default());
        assert_eq!(thinking.of(|| 42).await.unwrap(), 42);
        assert!(thinking.of(|| panic!("a panic that a test has injected")).await.is_err());
        assert_eq!(thinking.lost.load(Ordering::SeqCst), 0);

        let (let_go, hold) = channel::<()>();
        let given_up =
            tokio::time::timeout(Duration::from_millis(10), thinking.of(move || hold.recv())).await;
        assert!(given_up.is_err());
        assert_eq!(thinking.lost.load(Ordering::SeqCst), 1);
        assert!(!thinking.full.is_cancelled(), "one may be lost");
        drop(let_go);
        while thinking.lost.load(Ordering::SeqCst) > 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }

        let (let_go, hold) = channel::<()>();
        let hold = Arc::new(std::sync::Mutex::new(hold));
        for _ in 0..2 {
            let hold = Arc::clone(&hold);
            let thought = thinking.of(move || hold.lock().map(|hold| hold.recv().is_ok()).is_ok());
            assert!(tokio::time::timeout(Duration::from_millis(10), thought).await.is_err());
        }
        tokio::time::timeout(Duration::from_secs(5), thinking.exhausted()).await.expect("two are too many");
        drop(let_go);
    }
}
