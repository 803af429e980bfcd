//! Gives each chat with pending updates a worker, up to a limit.
//!
//! Owns: which chats are being worked on. Must not know: what a worker does. Chats beyond the limit aren't remembered
//! here: they wait in the store, so memory stays bounded whatever comes in.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::Receiver;
use tokio::task::{Id, JoinError, JoinSet};

use super::worker::Worker;

/// The workers at work.
pub(super) struct Crew {
    worker: Arc<Worker>,
    tasks: JoinSet<()>,
    live: HashMap<Id, i64>,
    /// Chats that have a worker.
    busy: HashSet<i64>,
    /// Busy chats that got something new meanwhile: their worker may have looked just before.
    again: HashSet<i64>,
    /// Whether chats without a worker may have something pending in the store.
    overflow: bool,
}

impl Crew {
    pub(super) fn new(worker: Worker) -> Crew {
        Crew {
            worker: Arc::new(worker),
            tasks: JoinSet::new(),
            live: HashMap::new(),
            busy: HashSet::new(),
            again: HashSet::new(),
            // Something may be left from before the start.
            overflow: true,
        }
    }

    /// Works on the chats that come in over `news` until the bot stops, then lets work under way end within `drain`.
    pub(super) async fn run(mut self, mut news: Receiver<Vec<i64>>, drain: Duration) {
        let stop = self.worker.stop.clone();
        while !stop.is_cancelled() {
            self.refill().await;
            tokio::select! {
                () = stop.cancelled() => break,
                ended = self.tasks.join_next_with_id(), if !self.tasks.is_empty() => self.ended(ended).await,
                chats = news.recv() => match chats {
                    Some(chats) => chats.into_iter().for_each(|chat| self.wake(chat)),
                    None => break,
                },
            }
        }
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(drain, all).await.is_err() {
            // They are still in the inbox, and go on at the next start.
            tracing::warn!("some updates are left for the next start");
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
            if let Err(error) = self.worker.store.recover(Some(chat)).await {
                tracing::error!(%error, "the store fails");
            }
        }
        if self.again.remove(&chat) || panicked {
            self.wake(chat);
        }
    }

    /// Fetches waiting chats from the store when there was no room for all.
    async fn refill(&mut self) {
        let room = self.worker.pace.workers.saturating_sub(self.busy.len());
        if !self.overflow || room == 0 {
            return;
        }
        match self.worker.store.waiting(room).await {
            Ok(chats) => {
                self.overflow = chats.len() == room;
                chats.into_iter().for_each(|chat| self.wake(chat));
            }
            Err(error) => tracing::error!(%error, "the store fails"),
        }
    }
}
