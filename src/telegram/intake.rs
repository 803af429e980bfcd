//! Long polling: fetches updates and writes them to the inbox before Telegram is told that they have arrived.
//!
//! Owns: the offset, and what the operator is told when Telegram can't be reached. Must not know: what is in an update.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use teloxide::requests::Payload;
use tokio::sync::mpsc::Sender;
use tokio_util::sync::CancellationToken;

use super::api::{Api, CallError};
use super::failure::StartError;
use super::metrics::Metrics;
use super::update::chat_of;
use super::{Pace, now};
use crate::store::{NewUpdate, Store, StoreError};

/// What we ask for, with every call: Telegram remembers the list of the last call that had one, whoever made it.
pub(super) const ALLOWED: &[&str] = &[
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
];

/// `getUpdates` with raw updates as its result: a typed one would drop what teloxide doesn't know.
#[derive(Debug, Clone, Serialize)]
struct GetUpdates {
    offset: Option<i64>,
    limit: u8,
    timeout: u64,
    allowed_updates: &'static [&'static str],
}

impl Payload for GetUpdates {
    type Output = Vec<Value>;
    const NAME: &'static str = "GetUpdates";

    fn timeout_hint(&self) -> Option<Duration> {
        Some(Duration::from_secs(self.timeout))
    }
}

#[derive(Debug, Clone, Serialize)]
struct GetMe {}

impl Payload for GetMe {
    type Output = User;
    const NAME: &'static str = "GetMe";
}

/// What we need to know of the bot's own account.
#[derive(Debug, Deserialize)]
pub(super) struct User {
    pub id: u64,
    #[serde(default)]
    pub username: String,
}

/// Fetches updates.
pub(super) struct Intake {
    pub api: Api,
    pub store: Arc<dyn Store>,
    pub pace: Pace,
    pub stop: CancellationToken,
    pub trouble: Trouble,
    pub metrics: Arc<Metrics>,
}

impl Intake {
    /// Asks who the bot is, until Telegram says. `None`: the bot is to stop.
    pub(super) async fn who_am_i(&mut self) -> Result<Option<User>, StartError> {
        let mut waits = self.pace.waits();
        loop {
            let call = self.api.call::<_, User>(&GetMe {});
            let Some(result) = self.stop.run_until_cancelled(call).await else { return Ok(None) };
            match result {
                Ok(user) => {
                    self.trouble.over();
                    return Ok(Some(user));
                }
                Err(CallError::Refused { code: 401 | 404, .. }) => return Err(StartError::Token),
                Err(error) => self.trouble.say(&error),
            }
            self.pause(waits.next()).await;
        }
    }

    /// Fetches updates until the bot stops, and tells `news` which chats have something new.
    pub(super) async fn run(mut self, news: Sender<Vec<i64>>) -> Result<(), StartError> {
        let mut offset = None;
        let mut waits = self.pace.waits();
        while !self.stop.is_cancelled() {
            match self.store.lead().await {
                Ok(true) => {}
                // Another replica fetches; Telegram would refuse a second one.
                Ok(false) => {
                    offset = None;
                    // The crew looks after what that one has taken in.
                    self.pause(Some(self.pace.look)).await;
                    continue;
                }
                Err(StoreError::Closed) => return Err(StartError::Store(StoreError::Closed)),
                Err(error) => {
                    self.trouble.store(&error);
                    self.pause(waits.next()).await;
                    continue;
                }
            }
            let payload = GetUpdates {
                offset,
                limit: 100,
                timeout: self.pace.poll.as_secs(),
                allowed_updates: ALLOWED,
            };
            let call = self.api.call::<_, Vec<Value>>(&payload);
            let Some(result) = self.stop.run_until_cancelled(call).await else { break };
            let error = match result {
                Ok(updates) => match self.take_in(updates).await {
                    Ok((next, chats)) => {
                        self.trouble.over();
                        waits = self.pace.waits();
                        offset = next.or(offset);
                        // Also when there is nothing new: the crew then looks after what it could not start before.
                        if news.send(chats).await.is_err() {
                            break;
                        }
                        continue;
                    }
                    Err(StoreError::Closed) => return Err(StartError::Store(StoreError::Closed)),
                    Err(error) => {
                        self.trouble.store(&error);
                        None
                    }
                },
                Err(error) => Some(error),
            };
            if let Some(error) = error {
                self.trouble.say(&error);
                if matches!(error, CallError::Refused { code: 401 | 404, .. }) {
                    // Ends the bot if the token has been revoked, and goes on if this was a hiccup.
                    self.who_am_i().await?;
                }
                if let CallError::Wait(time) = error {
                    self.pause(Some(time)).await;
                    continue;
                }
            }
            self.pause(waits.next()).await;
        }
        Ok(())
    }

    /// Writes a batch down; gives the offset that confirms it, and the chats that have something new.
    async fn take_in(&self, updates: Vec<Value>) -> Result<(Option<i64>, Vec<i64>), StoreError> {
        let batch: Vec<NewUpdate> = updates.into_iter().filter_map(numbered).collect();
        let Some(last) = batch.iter().map(|update| update.update_id).max() else {
            return Ok((None, Vec::new()));
        };
        let taken = batch.len();
        let chats = self.store.take_in(batch, now()).await?;
        self.metrics.taken_in("polling", taken);
        Ok((Some(last + 1), chats))
    }

    async fn pause(&self, time: Option<Duration>) {
        let time = time.unwrap_or(self.pace.longest_wait);
        let _ = self.stop.run_until_cancelled(tokio::time::sleep(time)).await;
    }
}

/// A raw update as the inbox takes it.
pub(super) fn numbered(update: Value) -> Option<NewUpdate> {
    let update_id = update.get("update_id").and_then(Value::as_i64);
    if update_id.is_none() {
        tracing::warn!("an update without a number is left out");
    }
    Some(NewUpdate { update_id: update_id?, chat: chat_of(&update), body: update.to_string() })
}

/// Tells the operator of trouble once when it begins, once when it changes its kind, and once when it is over.
#[derive(Debug, Default)]
pub(super) struct Trouble(Option<&'static str>);

impl Trouble {
    pub(super) fn say(&mut self, error: &CallError) {
        let (kind, advice) = match error {
            CallError::Unreachable(_) => {
                ("network", "Telegram cannot be reached; trying on. Is there a network?")
            }
            CallError::Lost(_) => ("lost", "answers from Telegram do not arrive whole; trying on"),
            CallError::Server(_) => ("server", "Telegram's server is in trouble; trying on"),
            CallError::Wait(_) => ("flood", "Telegram asks to slow down"),
            CallError::Refused { code: 409, description } if description.contains("webhook") => (
                "webhook",
                "a webhook is set for this bot, so Telegram gives out no updates here; trying on. \
                 Take it away with deleteWebhook, or run the program that set it instead",
            ),
            CallError::Refused { code: 409, .. } => {
                ("conflict", "another program is fetching this bot's updates; trying on. Stop the other one")
            }
            CallError::Refused { code: 401 | 404, .. } => {
                ("token", "Telegram does not know the bot token any more; making sure")
            }
            CallError::Refused { .. } | CallError::Moved(_) => ("refused", "Telegram refuses; trying on"),
        };
        if self.0.replace(kind) != Some(kind) {
            tracing::error!(%error, "{advice}");
        }
    }

    fn store(&mut self, error: &StoreError) {
        if self.0.replace("store") != Some("store") {
            tracing::error!(%error, "updates cannot be written down, so none are taken; trying on");
        }
    }

    pub(super) fn over(&mut self) {
        if self.0.take().is_some() {
            tracing::info!("the trouble is over");
        }
    }
}
