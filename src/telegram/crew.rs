//! Gives each chat with open updates a worker, up to a limit.
//!
//! Owns: which chats are being worked on here. Must not know: what a worker does. Chats beyond the limit aren't
//! remembered here: they wait in the store, so memory stays bounded whatever comes in.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::Receiver;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::MissedTickBehavior;

use super::health::Health;
use super::metrics::Fault;
use super::worker::Worker;

/// The workers at work.
pub(super) struct Crew {
    worker: Arc<Worker>,
    health: Arc<Health>,
    tasks: JoinSet<()>,
    live: HashMap<Id, i64>,
    /// Chats that have a worker.
    busy: HashSet<i64>,
    /// Busy chats that got something new meanwhile: their worker may have looked just before.
    again: HashSet<i64>,
    /// Chats that the store has named and that wait for a place, the longest waiting first.
    next: VecDeque<i64>,
    /// Whether the store may have more of them.
    overflow: bool,
}

impl Crew {
    pub(super) fn new(worker: Worker, health: Arc<Health>) -> Crew {
        Crew {
            worker: Arc::new(worker),
            health,
            tasks: JoinSet::new(),
            live: HashMap::new(),
            busy: HashSet::new(),
            again: HashSet::new(),
            next: VecDeque::new(),
            // Something may be left from before the start.
            overflow: true,
        }
    }

    /// Works on the chats that come in over `news` until the bot stops, then lets work under way end within `drain`.
    pub(super) async fn run(mut self, mut news: Receiver<Vec<i64>>) {
        let stop = self.worker.stop.clone();
        // What other replicas have left behind, and what was opened again from outside, comes over no channel.
        let mut look = tokio::time::interval(self.worker.pace.look);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while !stop.is_cancelled() {
            self.refill().await;
            self.worker.metrics.workers(self.busy.len());
            tokio::select! {
                () = stop.cancelled() => break,
                ended = self.tasks.join_next_with_id(), if !self.tasks.is_empty() => self.ended(ended).await,
                chats = news.recv() => match chats {
                    Some(chats) => chats.into_iter().for_each(|chat| self.wake(chat)),
                    None => break,
                },
                _ = look.tick() => {
                    self.health.crew_lives();
                    self.overflow = true;
                }
            }
        }
        self.drain().await;
    }

    async fn drain(&mut self) {
        let Worker { pace, cut, .. } = &*self.worker;
        let tasks = &mut self.tasks;
        let mut all = async |time: Duration| {
            tokio::time::timeout(time, async { while tasks.join_next().await.is_some() {} }).await
        };
        if all(pace.drain).await.is_err() {
            // They are still in the inbox, and go on at the next start or with another replica.
            tracing::warn!("some updates are left for the next start");
            cut.cancel();
            let _ = all(Duration::from_millis(400)).await;
        }
    }

    fn wake(&mut self, chat: i64) {
        if self.busy.contains(&chat) {
            self.again.insert(chat);
        } else if self.busy.len() < self.worker.pace.workers {
            self.busy.insert(chat);
            let worker = Arc::clone(&self.worker);
            let task = self.tasks.spawn(async move { worker.work(chat).await });
            self.live.insert(task.id(), chat);
        } else {
            self.overflow = true;
        }
    }

    async fn ended(&mut self, ended: Option<Result<(Id, ()), JoinError>>) {
        let (id, panicked) = match ended {
            Some(Ok((id, ()))) => (id, false),
            Some(Err(error)) => (error.id(), true),
            None => return,
        };
        let Some(chat) = self.live.remove(&id) else { return };
        self.busy.remove(&chat);
        if panicked {
            // Workers run handlers in tasks of their own, so this is a fault in the worker itself. The attempt has
            // been counted: even here an update cannot fail more often than the limit.
            tracing::error!("a worker panicked");
            self.worker.metrics.fault(Fault::Panic);
            if let Err(error) = self.worker.store.release(chat).await {
                tracing::error!(%error, "the store fails");
            }
        }
        if self.again.remove(&chat) || panicked {
            self.wake(chat);
        }
    }

    /// Gives free places to chats that wait in the store. Many are fetched at a time: looking through all that wait
    /// for each place that gets free would take longer the more there are.
    async fn refill(&mut self) {
        let places = self.worker.pace.workers;
        if self.busy.len() >= places {
            return;
        }
        if self.next.is_empty() && self.overflow {
            match self.worker.store.waiting(4 * places).await {
                Ok(chats) => {
                    self.overflow = chats.len() == 4 * places;
                    self.next = chats.into();
                }
                Err(error) => {
                    // The next look tries again.
                    self.overflow = false;
                    tracing::error!(%error, "the store fails");
                }
            }
        }
        while self.busy.len() < places {
            let Some(chat) = self.next.pop_front() else { return };
            if !self.busy.contains(&chat) {
                self.wake(chat);
            }
        }
    }
}
