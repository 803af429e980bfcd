//! Changing what was sent: what a button shows, an answer whose question was edited, a part that is needed no more.
//!
//! Owns: what to do where the message is gone or can't be changed any more. Must not know: why it is changed.

use teloxide::payloads::{DeleteMessage, EditMessageCaption, EditMessageText};
use teloxide::types::{ChatId, MessageId};

use super::{Delivery, GONE, Next, Sender, payload};
use crate::render::html;
use crate::telegram::api::CallError;
use crate::telegram::metrics::Fault;
use crate::telegram::outgoing::{Edit, Message, Place};

/// What Telegram says of a message that can be changed no more: it was deleted, is too old, or isn't a text.
const STAYS: &[&str] = &[
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "no text in the message",
    "no caption in the message",
];

/// What a refusal of a change means.
enum Meant {
    /// It is as it should be.
    Same,
    /// It can be changed no more.
    Stays,
    /// Nobody is there.
    Gone,
    /// A fault of ours.
    Fault,
}

impl Sender {
    /// Changes a message of ours. One that can be changed no more stays as it is: nothing is left to be done.
    pub(super) async fn edit(&self, edit: &Edit) -> Result<Delivery, CallError> {
        Ok(self.change(edit).await?.unwrap_or(Delivery::Sent(None)))
    }

    /// Puts `by` in the place of `message`; sends it anew where that can't be done any more.
    pub(super) async fn revise(&self, message: i64, by: &Message) -> Result<Delivery, CallError> {
        let Message { place, html, buttons, .. } = by;
        let edit = Edit { place: *place, message, html: html.clone(), buttons: buttons.clone() };
        match self.change(&edit).await? {
            // Telegram's answer to a change may leave the number out.
            Some(Delivery::Sent(_)) => Ok(Delivery::Sent(Some(message))),
            Some(Delivery::Gone) => Ok(Delivery::Gone),
            Some(Delivery::Refused) | None => {
                // A picture, say, can't become a text: it goes.
                self.delete(*place, message).await?;
                self.message(by).await
            }
        }
    }

    /// `None`: the message can be changed no more.
    async fn change(&self, edit: &Edit) -> Result<Option<Delivery>, CallError> {
        let Some(mut payload) = payload::edit(edit) else { return Ok(None) };
        let mut stays = false;
        let refused = |payload: &mut EditMessageText, code: u16, description: &str| match self
            .meant(code, description)
        {
            Meant::Same => Next::End(Delivery::Sent(None)),
            Meant::Gone => Next::End(Delivery::Gone),
            Meant::Fault if payload.parse_mode.take().is_some() => {
                payload.text = html::strip(&payload.text);
                Next::Again
            }
            meant => {
                stays = matches!(meant, Meant::Stays);
                Next::End(Delivery::Refused)
            }
        };
        let delivery = self.persist(&mut payload, refused).await?;
        Ok((!stays).then_some(delivery))
    }

    /// Changes what stands under a picture of ours, as [`Sender::edit`] does a message.
    pub(super) async fn recaption(&self, edit: &Edit) -> Result<Delivery, CallError> {
        let Some(mut payload) = payload::recaption(edit) else { return Ok(Delivery::Sent(None)) };
        let refused = |payload: &mut EditMessageCaption, code: u16, description: &str| match self
            .meant(code, description)
        {
            Meant::Same | Meant::Stays => Next::End(Delivery::Sent(None)),
            Meant::Gone => Next::End(Delivery::Gone),
            Meant::Fault if payload.parse_mode.take().is_some() => {
                payload.caption = payload.caption.take().map(|caption| html::strip(&caption));
                Next::Again
            }
            Meant::Fault => Next::End(Delivery::Refused),
        };
        self.persist(&mut payload, refused).await
    }

    fn meant(&self, code: u16, description: &str) -> Meant {
        let description = description.to_ascii_lowercase();
        let says = |part: &&str| description.contains(*part);
        if says(&"message is not modified") {
            return Meant::Same;
        }
        if STAYS.iter().any(says) {
            return Meant::Stays;
        }
        if code == 403 || GONE.iter().any(says) {
            return Meant::Gone;
        }
        tracing::error!(code, "Telegram refuses a change of a message: this is a fault in rendering");
        tracing::debug!(%description, "the refusal");
        self.metrics.fault(Fault::Markup);
        Meant::Fault
    }

    /// Takes a message of ours away; one that is gone or too old stays as it is.
    pub(super) async fn delete(&self, place: Place, message: i64) -> Result<Delivery, CallError> {
        let Ok(id) = i32::try_from(message) else { return Ok(Delivery::Sent(None)) };
        let mut payload = DeleteMessage::new(ChatId(place.chat), MessageId(id));
        self.persist(&mut payload, |_, _, _| Next::End(Delivery::Sent(None))).await
    }
}
