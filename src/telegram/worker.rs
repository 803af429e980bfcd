//! Works on the updates of one chat, in order, until none is left.
//!
//! Owns: the way of an update from claimed to done or dead, and that no handler can take more with it than its own
//! update. Must not know: what handlers do, or which chats there are.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Mutex, MutexGuard};
use tokio_util::sync::CancellationToken;

use super::address::Source;
use super::failure::Failure;
use super::handler::{Ending, Handler, Outcome};
use super::limits::{Gate, Verdict};
use super::metrics::{Fault, Metrics};
use super::outgoing::{Outgoing, Place};
use super::send::{Delivery, Sender};
use super::speaker::Notice;
use super::update::Update;
use super::{Pace, now};
use crate::store::{Answered, Claimed, Conclusion, Store, StoreError, Ticket};

/// What all workers share.
pub(super) struct Worker {
    pub store: Arc<dyn Store>,
    pub handler: Arc<dyn Handler>,
    pub sender: Sender,
    pub gate: Arc<Gate>,
    /// Updates that may have ended the process before are tried one at a time, so that one that really does so takes
    /// no others with it.
    pub suspects: Mutex<()>,
    pub metrics: Arc<Metrics>,
    pub pace: Pace,
    /// No further updates are begun.
    pub stop: CancellationToken,
    /// Updates under way are put back.
    pub cut: CancellationToken,
}

impl Worker {
    /// Works until the chat has no open update, or the bot stops.
    pub(super) async fn work(&self, chat: i64) {
        let mut waits = self.pace.waits();
        while !self.stop.is_cancelled() {
            let result = match self.store.claim(chat, now()).await {
                Ok(None) => return,
                Ok(Some(claimed)) => self.finish(claimed).await,
                Err(error) => Err(error),
            };
            match result {
                Ok(true) => waits = self.pace.waits(),
                Ok(false) => return,
                Err(StoreError::Closed) => return,
                Err(error) => {
                    tracing::error!(%error, "the store fails");
                    self.metrics.fault(Fault::Store);
                    self.pause(waits.next()).await;
                    // What was begun may have been written or not: without the turn it can be begun again.
                    while self.store.release(chat).await.is_err() && !self.stop.is_cancelled() {
                        self.pause(waits.next()).await;
                    }
                }
            }
        }
    }

    /// One attempt at an update, and what comes of it; whether the chat may have more to do.
    async fn finish(&self, Claimed { ticket, body, attempts, sent }: Claimed) -> Result<bool, StoreError> {
        let update = Update::read(&body);
        let update_id = ticket.update_id;
        // Attempts are counted before they begin: an update that ends the whole process comes here once too often.
        let failure = if attempts > self.pace.crashes {
            Failure::Deadly
        } else {
            let attempt = async {
                let _alone = self.alone(ticket, attempts).await.map_err(Failure::Store)?;
                self.attempt(&update, ticket, attempts, sent).await
            };
            match self.cut.run_until_cancelled(attempt).await.unwrap_or(Err(Failure::Cut)) {
                Ok(leaves) => return self.done(ticket, leaves).await,
                Err(failure) => failure,
            }
        };
        if let Some(fault) = failure.fault() {
            self.metrics.fault(fault);
        }
        if !failure.counts() || (attempts < self.pace.attempts && !matches!(failure, Failure::Deadly)) {
            tracing::warn!(update_id, attempts, %failure, "an update failed and will be tried again");
            self.metrics.retried("update");
            self.store.retry(ticket, &failure.to_string(), failure.counts(), now()).await?;
            self.pause(self.pace.waits().nth(attempts as usize)).await;
            return Ok(true);
        }
        tracing::error!(update_id, %failure, "an update is set aside");
        if !matches!(failure, Failure::Undelivered(_)) {
            Box::pin(self.apologise(update, ticket)).await;
        }
        self.metrics.died();
        self.store.dead(ticket, &failure.to_string(), now()).await.map(|()| true)
    }

    /// Waits until no other suspect is being tried; waiting is no attempt.
    async fn alone(&self, ticket: Ticket, attempts: u32) -> Result<Option<MutexGuard<'_, ()>>, StoreError> {
        if attempts <= self.pace.unsuspected {
            return Ok(None);
        }
        self.store.count(ticket, -1).await?;
        let alone = self.suspects.lock().await;
        self.store.count(ticket, 1).await?;
        Ok(Some(alone))
    }

    async fn attempt(
        &self,
        update: &Update,
        ticket: Ticket,
        attempts: u32,
        sent: usize,
    ) -> Result<Conclusion, Failure> {
        let start = Instant::now();
        let source = self.handler.source(update);
        // Another attempt was counted with the first.
        let verdict = if attempts == 1 { self.judge(update, source.as_ref()) } else { Verdict::Answer };
        let (handler, given) = (Arc::clone(&self.handler), update.clone());
        let outcome = match verdict {
            Verdict::Answer => {
                self.in_its_own_task(
                    source.map(|source| source.place),
                    async move { handler.handle(given).await },
                )
                .await?
            }
            Verdict::Notice => {
                self.metrics.limited("told");
                let notice = async move { handler.notice(given, Notice::TooFast).await };
                Box::pin(self.in_its_own_task(None, notice)).await?
            }
            Verdict::Silence => {
                self.metrics.limited("silent");
                return Ok(Conclusion::default());
            }
        };
        let Outcome { send, dialogue, leaves } = outcome;
        let mut leaves = Conclusion { dialogue, ..leaves };
        if send.is_empty() {
            return Ok(leaves);
        }
        self.metrics.thinking(start.elapsed());
        let messages = self.deliver(&send, ticket, sent).await?;
        self.metrics.answering(start.elapsed());
        leaves.answered = leaves.answered.filter(|_| !messages.is_empty()).map(|answered| Answered {
            turn: if answered.turn == 0 { ticket.update_id } else { answered.turn },
            messages,
            ..answered
        });
        Ok(leaves)
    }

    /// Counts `update` for whoever it is from.
    fn judge(&self, update: &Update, source: Option<&Source>) -> Verdict {
        match (source, &update.inline_query) {
            (Some(source), _) => self.gate.judge(source),
            (None, Some(query)) => self.gate.judge_inline(query.from.id),
            (None, None) => Verdict::Answer,
        }
    }

    /// Sorry, in the chat's words; if even that fails, the log has it.
    async fn apologise(&self, update: Update, ticket: Ticket) {
        let handler = Arc::clone(&self.handler);
        let apology = self.in_its_own_task(None, async move { handler.apologise(update).await }).await;
        let sent = match apology {
            Ok(outcome) => self.deliver(&outcome.send, ticket, 0).await.map(|_| ()),
            Err(failure) => Err(failure),
        };
        if let Err(failure) = sent {
            tracing::error!(%failure, "nor could we say sorry");
        }
    }

    /// Runs a handler where its panic ends nothing but its task, for a limited time.
    async fn in_its_own_task(
        &self,
        typing_in: Option<Place>,
        handler: impl Future<Output = Ending> + Send + 'static,
    ) -> Result<Outcome, Failure> {
        let mut task = tokio::spawn(handler);
        let ended = tokio::time::timeout(self.pace.handler, &mut task);
        let ended = match typing_in {
            Some(place) => self.sender.typing(place, ended).await,
            None => ended.await,
        };
        match ended {
            Ok(Ok(ending)) => ending.map_err(|error| match error.downcast::<StoreError>() {
                Ok(error) => Failure::Store(error),
                Err(error) => Failure::Handler(error),
            }),
            // The runtime is going down and has dropped the handler: that is nobody's fault.
            Ok(Err(error)) if error.is_cancelled() => Err(Failure::Cut),
            // The panic's own words stay out of it: they may quote the question.
            Ok(Err(_)) => Err(Failure::Panic),
            Err(_) => {
                task.abort();
                Err(Failure::Hang)
            }
        }
    }

    /// Sends what an earlier attempt has not sent yet; gives the numbers of the messages.
    async fn deliver(&self, send: &[Outgoing], ticket: Ticket, sent: usize) -> Result<Vec<i64>, Failure> {
        let mut messages = Vec::new();
        for (nth, outgoing) in send.iter().enumerate().skip(sent) {
            if !self.store.holds(ticket) {
                return Err(Failure::Lost);
            }
            match self.sender.deliver(outgoing).await.map_err(Failure::Undelivered)? {
                Delivery::Gone => return Ok(messages),
                Delivery::Sent(message) => messages.extend(message),
                Delivery::Refused => {}
            }
            // The last one is written down with the mark that all is done.
            if nth + 1 < send.len() {
                self.store.sent(ticket, nth + 1).await.map_err(Failure::Store)?;
            }
        }
        Ok(messages)
    }

    /// The answer is out: whatever the store says, this must be written down, or the answer goes out twice.
    async fn done(&self, ticket: Ticket, leaves: Conclusion) -> Result<bool, StoreError> {
        let mut waits = self.pace.waits();
        loop {
            match self.store.conclude(ticket, leaves.clone(), now()).await {
                Ok(more) => return Ok(more),
                Err(StoreError::Closed) => return Err(StoreError::Closed),
                Err(error) => {
                    tracing::error!(update_id = ticket.update_id, %error, "an answered update cannot be marked as done");
                    self.metrics.fault(Fault::Store);
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
