//! A store that a test makes late or lets fail: it holds back its word that a chat has nothing more, so that something
//! new can come in meanwhile, and refuses to take updates in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use async_trait::async_trait;
use footnote::store::{Claimed, NewUpdate, Retention, SavedChoice, SavedDialogue, Store, StoreError};
use tokio::sync::Notify;

/// The store of a test.
pub struct Late {
    pub inner: Arc<dyn Store>,
    /// Set once the answer is being held back.
    pub held: AtomicBool,
    /// Lets the answer go.
    pub release: Notify,
    /// How often it refuses updates.
    pub refusals: AtomicU32,
}

impl Late {
    /// A store over `inner` that refuses updates `refusals` times, and is late once unless `held` is true.
    pub fn new(inner: Arc<dyn Store>, held: bool, refusals: u32) -> Late {
        Late { inner, held: held.into(), release: Notify::new(), refusals: refusals.into() }
    }
}

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Store for Late {
    async fn claim(&self, chat: i64, now: i64) -> Result<Option<Claimed>> {
        let claimed = self.inner.claim(chat, now).await?;
        if claimed.is_none() && !self.held.swap(true, Ordering::SeqCst) {
            self.release.notified().await;
        }
        Ok(claimed)
    }

    async fn take_in(&self, batch: Vec<NewUpdate>, now: i64) -> Result<Vec<i64>> {
        let left = self.refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_ok() {
            return Err(StoreError::Database("the disk is full".into()));
        }
        self.inner.take_in(batch, now).await
    }

    async fn recover(&self, chat: Option<i64>) -> Result<usize> {
        self.inner.recover(chat).await
    }

    async fn waiting(&self, limit: usize) -> Result<Vec<i64>> {
        self.inner.waiting(limit).await
    }

    async fn done(&self, update_id: i64, dialogue: Option<SavedDialogue>, now: i64) -> Result<()> {
        self.inner.done(update_id, dialogue, now).await
    }

    async fn retry(&self, update_id: i64, error: &str, now: i64) -> Result<()> {
        self.inner.retry(update_id, error, now).await
    }

    async fn dead(&self, update_id: i64, error: &str, now: i64) -> Result<()> {
        self.inner.dead(update_id, error, now).await
    }

    async fn backlog(&self) -> Result<(u64, u64)> {
        self.inner.backlog().await
    }

    async fn dialogue(&self, chat: i64, person: i64, now: i64) -> Result<Option<String>> {
        self.inner.dialogue(chat, person, now).await
    }

    async fn offer(&self, choices: Vec<SavedChoice>, now: i64) -> Result<()> {
        self.inner.offer(choices, now).await
    }

    async fn choice(&self, id: u64) -> Result<Option<SavedChoice>> {
        self.inner.choice(id).await
    }

    async fn prune(&self, keep: Retention, now: i64) -> Result<()> {
        self.inner.prune(keep, now).await
    }
}
