//! A few threads on which work may take its time: as many as there are cores, and more while some are held up.
//!
//! Owns: the threads and the queue before them. Must not know: what the work is. The runtime's own blocking threads
//! grow by one with each piece of work that finds none idle; in a burst that is dozens, which then get in each other's
//! way. Here what comes in a burst waits a moment in the queue, and a busy thread goes on with it without sleeping.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use tokio::sync::oneshot;

/// Work that is not done by now may have found all threads held up.
const SLOW: Duration = Duration::from_millis(10);

/// The work has panicked.
#[derive(Debug)]
pub(super) struct Panicked;

type Work = Box<dyn FnOnce() + Send>;

/// The threads; they end with it once they have nothing more to do.
pub(super) struct Threads(Arc<Shared>);

struct Shared {
    /// Threads that stay when there is nothing to do.
    usual: usize,
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Work>,
    threads: usize,
    idle: usize,
    closed: bool,
}

impl Threads {
    pub(super) fn new() -> Threads {
        let usual = std::thread::available_parallelism().map_or(2, usize::from);
        Threads(Arc::new(Shared { usual, state: Mutex::default(), news: Condvar::new() }))
    }

    /// What `work` gives. It goes on to its end even if nobody waits for it any more.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Panicked> {
        let (answer, mut wait) = oneshot::channel();
        self.push(Box::new(move || {
            let _ = answer.send(work());
        }));
        loop {
            match tokio::time::timeout(SLOW, &mut wait).await {
                Ok(result) => return result.map_err(|_| Panicked),
                Err(_) => self.relieve(),
            }
        }
    }

    fn push(&self, work: Work) {
        let mut state = self.0.lock();
        state.queue.push_back(work);
        if state.idle > 0 {
            drop(state);
            self.0.news.notify_one();
        } else if state.threads < self.0.usual {
            self.0.start(&mut state);
        }
    }

    /// One more thread, where something waits and all are held up.
    fn relieve(&self) {
        let mut state = self.0.lock();
        if !state.queue.is_empty() && state.idle == 0 {
            self.0.start(&mut state);
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.news.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(self: &Arc<Self>, state: &mut State) {
        let shared = Arc::clone(self);
        match Builder::new().name("think".into()).spawn(move || shared.work()) {
            Ok(_) => state.threads += 1,
            // The system has no more: those that there are go on, and whoever waits asks again.
            Err(error) => tracing::warn!(%error, "no thread can be started"),
        }
    }

    fn work(&self) {
        let mut state = self.lock();
        loop {
            if let Some(work) = state.queue.pop_front() {
                drop(state);
                // Whoever waits is told by the end of the channel.
                let _ = catch_unwind(AssertUnwindSafe(work));
                state = self.lock();
            } else if state.closed || state.threads > self.usual {
                state.threads -= 1;
                return;
            } else {
                state.idle += 1;
                state = self.news.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.idle -= 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[tokio::test]
    async fn work_that_holds_all_threads_up_holds_up_no_other() {
        let threads = Threads::new();
        let (let_go, hold) = channel::<()>();
        let hold = Arc::new(Mutex::new(hold));
        let mut held = Vec::new();
        for _ in 0..threads.0.usual * 2 {
            let hold = Arc::clone(&hold);
            held.push(Box::pin(threads.run(move || hold.lock().is_ok_and(|hold| hold.recv().is_ok()))));
        }
        for waiting in &mut held {
            assert!(tokio::time::timeout(Duration::from_millis(1), waiting).await.is_err());
        }
        let other = tokio::time::timeout(Duration::from_secs(5), threads.run(|| 42)).await;
        assert_eq!(other.expect("it is not held up").expect("it does not panic"), 42);
        drop(let_go);
        for waiting in held {
            assert!(waiting.await.is_ok());
        }
        assert!(threads.run(|| panic!("a panic that a test has injected")).await.is_err());
        assert_eq!(threads.run(|| 1).await.expect("the thread goes on"), 1);
        // Threads beyond the usual number have ended.
        while threads.0.lock().threads > threads.0.usual {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}
