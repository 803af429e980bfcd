//! Sending that survives: flood control, servers in trouble, markup that Telegram refuses, people who have gone.
//!
//! Owns: what to do about each way a call can fail. Must not know: what is sent, or why. It waits where it stands: each
//! chat has a worker of its own, so flood control on one chat holds up no other.

mod inline;
mod meanwhile;
mod photo;
mod revise;

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::Value;
use teloxide::payloads::AnswerCallbackQuerySetters as _;
use teloxide::payloads::{AnswerCallbackQuery, SendMessage};
use teloxide::requests::Payload;
use teloxide::types::CallbackQueryId;

use super::Pace;
use super::api::{Api, CallError};
use super::gallery::Gallery;
use super::metrics::{Fault, Metrics};
use super::outgoing::{Message, Outgoing};
use super::payload::{self, Redirect};
use crate::render::html;

/// How sending has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delivery {
    /// With the number of the message, where one was sent.
    Sent(Option<i64>),
    /// Nobody can be written to there any more: a person has blocked the bot, a group has removed it.
    Gone,
    /// Refused for good, and counted as a fault of ours.
    Refused,
}

/// Sends for one bot.
#[derive(Clone)]
pub(super) struct Sender {
    api: Api,
    pace: Pace,
    metrics: Arc<Metrics>,
    gallery: Gallery,
}

/// A call that can be tried again and again.
trait Attempt: Redirect {
    /// One try.
    async fn attempt(&self, api: &Api) -> Result<Value, CallError>;
}

impl<P: Payload + Serialize + Redirect> Attempt for P {
    async fn attempt(&self, api: &Api) -> Result<Value, CallError> {
        // teloxide's result types are not asked for: an answer that it cannot read would look like a failure.
        api.call(self).await
    }
}

/// What to do after a refusal.
enum Next {
    Again,
    End(Delivery),
}

impl Sender {
    pub(super) fn new(api: Api, pace: Pace, metrics: Arc<Metrics>, gallery: Gallery) -> Sender {
        Sender { api, pace, metrics, gallery }
    }

    /// Sends `outgoing`; an error means that it was tried for long enough and may be tried again later.
    pub(super) async fn deliver(&self, outgoing: &Outgoing) -> Result<Delivery, CallError> {
        let start = Instant::now();
        let delivery = match outgoing {
            Outgoing::Message(message) => self.message(message).await,
            // Messages are many, and need not carry the room that the others take.
            Outgoing::Photo(photo) => Box::pin(self.photo(photo)).await,
            Outgoing::Edit(edit) => Box::pin(self.edit(edit)).await,
            Outgoing::Recaption(edit) => Box::pin(self.recaption(edit)).await,
            Outgoing::Revise { message, by } => Box::pin(self.revise(*message, by)).await,
            Outgoing::Delete { place, message } => Box::pin(self.delete(*place, *message)).await,
            Outgoing::Inline(offer) => Box::pin(self.offer(offer)).await,
            Outgoing::Toast { query, text } => {
                let mut payload = AnswerCallbackQuery::new(CallbackQueryId(query.clone())).text(text);
                Box::pin(self.persist(&mut payload, |_, _, _| Next::End(Delivery::Sent(None)))).await
            }
            Outgoing::PressAnswer { query, text } => {
                let mut payload = AnswerCallbackQuery::new(CallbackQueryId(query.clone()));
                if let Some(text) = text {
                    payload = payload.text(text).show_alert(true);
                }
                // The waiting sign ends by itself when a press is answered too late; there is nothing else to lose.
                Box::pin(self.persist(&mut payload, |_, _, _| Next::End(Delivery::Sent(None)))).await
            }
        };
        self.metrics.sending(start.elapsed());
        delivery
    }

    async fn message(&self, message: &Message) -> Result<Delivery, CallError> {
        let mut fallbacks = 0;
        let refused = |payload: &mut SendMessage, code: u16, description: &str| {
            let description = description.to_ascii_lowercase();
            let says = |part: &str| description.contains(part);
            if says("message is not modified") {
                return Next::End(Delivery::Sent(None));
            }
            if code == 403 || GONE.iter().any(|part| says(part)) {
                return Next::End(Delivery::Gone);
            }
            fallbacks += 1;
            if says("repl") && says("not found") && payload.reply_parameters.take().is_some() {
                return Next::Again;
            }
            if says("thread not found") && payload.message_thread_id.take().is_some() {
                return Next::Again;
            }
            // The description quotes the text, so it is shown only to who asks for it.
            tracing::error!(code, "Telegram refuses a message of ours: this is a fault in rendering");
            tracing::debug!(%description, "the refusal");
            self.metrics.fault(Fault::Markup);
            if payload.parse_mode.take().is_some() {
                payload.text = html::strip(&payload.text);
                if !says("can't parse entities") {
                    // Something else about it is wrong; the words matter most.
                    payload.reply_markup = None;
                }
                return Next::Again;
            }
            match payload.reply_markup.take() {
                Some(_) if fallbacks < 5 => Next::Again,
                _ => Next::End(Delivery::Refused),
            }
        };
        self.persist(&mut payload::message(message), refused).await
    }

    /// Calls until it has worked, has been refused for good, or has failed `tries` times.
    async fn persist<P: Attempt>(
        &self,
        payload: &mut P,
        refused: impl FnMut(&mut P, u16, &str) -> Next,
    ) -> Result<Delivery, CallError> {
        let sent = self.persist_for(payload, refused).await?;
        Ok(sent.map_or_else(|delivery| delivery, |result| Delivery::Sent(result["message_id"].as_i64())))
    }

    /// The same, for what Telegram gives back; how it has ended, where that is nothing.
    async fn persist_for<P: Attempt>(
        &self,
        payload: &mut P,
        mut refused: impl FnMut(&mut P, u16, &str) -> Next,
    ) -> Result<Result<Value, Delivery>, CallError> {
        let mut failures = 0;
        let mut waits = self.pace.waits();
        let mut next_wait = || waits.next().unwrap_or(self.pace.longest_wait);
        loop {
            let error = match payload.attempt(&self.api).await {
                Ok(result) => return Ok(Ok(result)),
                Err(error) => error,
            };
            let wait = match error {
                // Any other code says nothing about the message: a proxy's, or a server that is not itself.
                CallError::Refused { code: code @ (400 | 403 | 413), description } => {
                    match refused(payload, code, &description) {
                        Next::Again => Duration::ZERO,
                        Next::End(delivery) => return Ok(Err(delivery)),
                    }
                }
                CallError::Wait(time) => {
                    tracing::warn!(seconds = time.as_secs(), "flood control");
                    time
                }
                CallError::Moved(chat) if payload.redirect(chat) => Duration::ZERO,
                CallError::Unreachable(_) => next_wait(),
                error => {
                    failures += 1;
                    if failures >= self.pace.tries {
                        return Err(error);
                    }
                    tracing::debug!(%error, failures, "a call failed, trying again");
                    next_wait()
                }
            };
            self.metrics.retried("call");
            tokio::time::sleep(wait).await;
        }
    }
}

/// What Telegram says of a chat that can't be written to, beside 403.
const GONE: &[&str] = &[
    "chat not found",
    "user is deactivated",
    "not enough rights",
    "no rights to send",
    "chat_write_forbidden",
    "chat_restricted",
    "topic_closed",
    "peer_id_invalid",
    "bot is not a member",
];
