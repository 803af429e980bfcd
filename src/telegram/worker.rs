//! Works on the updates of one chat, in order, until none is left.
//!
//! Owns: the way of an update from claimed to done or dead, and that no handler can take more with it than its own
//! update. Must not know: what handlers do, or which chats there are.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use tokio::task::JoinError;
use tokio_util::sync::CancellationToken;

use super::address::Source;
use super::api::CallError;
use super::outgoing::Outgoing;
use super::send::{Delivery, Sender};
use super::update::Update;
use super::{Pace, now};
use crate::store::{Claimed, SavedDialogue, Store, StoreError};

/// What a handler wants done about an update.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Sent in this order.
    pub send: Vec<Outgoing>,
    /// Kept together with the mark that the update is done, so that a second attempt finds the conversation as the
    /// first one did.
    pub dialogue: Option<SavedDialogue>,
}

/// How a handler ends.
pub type Ending = anyhow::Result<Outcome>;

/// Whoever says what to send. It may fail, panic or never end: that costs the update at most.
#[async_trait]
pub trait Handler: Send + Sync + 'static {
    /// What to do about `update`; nothing where it is not for the bot.
    async fn handle(&self, update: Update) -> Ending;

    /// What to say when `update` has been given up.
    async fn apologise(&self, update: Update) -> Ending;

    /// Where an answer to `update` would go, if it is for the bot.
    fn source(&self, update: &Update) -> Option<Source>;
}

/// What all workers share.
pub(super) struct Worker {
    pub store: Arc<dyn Store>,
    pub handler: Arc<dyn Handler>,
    pub sender: Sender,
    pub pace: Pace,
    pub stop: CancellationToken,
}

/// Why an attempt has failed; the words are kept with the update and logged, so they hold nothing that a person wrote.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("the handler panicked")]
    Panic,
    #[error("the handler did not end in time")]
    Hang,
    #[error("the handler failed: {0:#}")]
    Handler(anyhow::Error),
    #[error("not delivered: {0}")]
    Undelivered(CallError),
}

impl Worker {
    /// Works until the chat has no pending update, or the bot stops.
    pub(super) async fn work(&self, chat: i64) {
        let mut waits = self.pace.waits();
        while !self.stop.is_cancelled() {
            let result = match self.store.claim(chat, now()).await {
                Ok(None) => return,
                Ok(Some(claimed)) => self.finish(claimed).await,
                Err(error) => Err(error),
            };
            match result {
                Ok(()) => waits = self.pace.waits(),
                Err(StoreError::Closed) => return,
                Err(error) => {
                    tracing::error!(%error, "the store fails");
                    self.pause(waits.next()).await;
                }
            }
        }
    }

    /// One attempt at an update, and what comes of it.
    async fn finish(&self, Claimed { update_id, body, attempts }: Claimed) -> Result<(), StoreError> {
        let update = Update::read(&body);
        // Attempts are counted before they begin: an update that ends the whole process comes here once too often.
        let failure = if attempts > self.pace.attempts {
            Failure::Handler(anyhow::anyhow!("the process ended during the last attempt"))
        } else {
            match self.attempt(&update).await {
                Ok(dialogue) => return self.done(update_id, dialogue).await,
                Err(failure) => failure,
            }
        };
        if attempts < self.pace.attempts {
            tracing::warn!(update_id, attempts, %failure, "an update failed and will be tried again");
            self.store.retry(update_id, &failure.to_string(), now()).await?;
            self.pause(self.pace.waits().nth(attempts as usize)).await;
            return Ok(());
        }
        tracing::error!(update_id, %failure, "an update is set aside");
        if !matches!(failure, Failure::Undelivered(_)) {
            self.apologise(update).await;
        }
        self.store.dead(update_id, &failure.to_string(), now()).await
    }

    async fn attempt(&self, update: &Update) -> Result<Option<SavedDialogue>, Failure> {
        let handler = Arc::clone(&self.handler);
        let given = update.clone();
        let outcome = self.in_its_own_task(Some(update), async move { handler.handle(given).await }).await?;
        self.deliver(&outcome.send).await?;
        Ok(outcome.dialogue)
    }

    /// Sorry, in the chat's words; if even that fails, the log has it.
    async fn apologise(&self, update: Update) {
        let handler = Arc::clone(&self.handler);
        let apology = self.in_its_own_task(None, async move { handler.apologise(update).await }).await;
        let sent = match apology {
            Ok(outcome) => self.deliver(&outcome.send).await,
            Err(failure) => Err(failure),
        };
        if let Err(failure) = sent {
            tracing::error!(%failure, "nor could we say sorry");
        }
    }

    /// Runs a handler where its panic ends nothing but its task, for a limited time.
    async fn in_its_own_task(
        &self,
        typing_for: Option<&Update>,
        handler: impl Future<Output = Ending> + Send + 'static,
    ) -> Result<Outcome, Failure> {
        let mut task = tokio::spawn(handler);
        let slow = self.pace.typing_after.min(self.pace.handler);
        let mut ended = tokio::time::timeout(slow, &mut task).await;
        if ended.is_err() {
            if let Some(source) = typing_for.and_then(|update| self.handler.source(update)) {
                let sender = self.sender.clone();
                tokio::spawn(async move { sender.typing(source.place).await });
            }
            ended = tokio::time::timeout(self.pace.handler - slow, &mut task).await;
        }
        match ended {
            Ok(Ok(ending)) => ending.map_err(Failure::Handler),
            Ok(Err(error)) => Err(panicked(&error)),
            Err(_) => {
                task.abort();
                Err(Failure::Hang)
            }
        }
    }

    async fn deliver(&self, send: &[Outgoing]) -> Result<(), Failure> {
        for outgoing in send {
            match self.sender.deliver(outgoing).await.map_err(Failure::Undelivered)? {
                Delivery::Gone => return Ok(()),
                Delivery::Sent | Delivery::Refused => {}
            }
        }
        Ok(())
    }

    /// The answer is out: whatever the store says, this must be written down, or the answer goes out twice.
    async fn done(&self, update_id: i64, dialogue: Option<SavedDialogue>) -> Result<(), StoreError> {
        let mut waits = self.pace.waits();
        loop {
            match self.store.done(update_id, dialogue.clone(), now()).await {
                Ok(()) => return Ok(()),
                Err(StoreError::Closed) => return Err(StoreError::Closed),
                Err(error) => {
                    tracing::error!(update_id, %error, "an answered update cannot be marked as done");
                    tokio::time::sleep(waits.next().unwrap_or(self.pace.longest_wait)).await;
                }
            }
        }
    }

    async fn pause(&self, time: Option<Duration>) {
        let time = time.unwrap_or(self.pace.longest_wait);
        let _ = self.stop.run_until_cancelled(tokio::time::sleep(time)).await;
    }
}

/// The panic's own words stay out of it: they may quote the question.
fn panicked(_: &JoinError) -> Failure {
    Failure::Panic
}
