//! What is to be sent, as plain values: handlers make them, the worker has them sent.
//!
//! Owns: [`Outgoing`] and its parts. Must not know: how sending goes, or what was asked.

use std::sync::Arc;

use crate::answer::Chart;

/// A place in Telegram where a message can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub chat: i64,
    /// The topic of a forum.
    pub thread: Option<i64>,
}

/// One call that has an effect for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outgoing {
    Message(Message),
    Photo(Photo),
    /// A message of ours that stands there already is changed.
    Edit(Edit),
    /// The same for what stands under a picture of ours.
    Recaption(Edit),
    /// Puts `by` in the place of a message of ours.
    Revise {
        message: i64,
        by: Message,
    },
    /// Takes a message of ours away.
    Delete {
        place: Place,
        message: i64,
    },
    /// Ends the waiting sign on a pressed button; `text`, if any, is shown on top of the chat.
    PressAnswer {
        query: String,
        text: Option<String>,
    },
    /// The same, with `text` shown for a moment and gone by itself.
    Toast {
        query: String,
        text: String,
    },
    /// What is offered for an inline query.
    Inline(Offer),
}

/// A text message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub place: Place,
    /// The message it answers, in a group.
    pub reply_to: Option<i64>,
    /// Telegram HTML as `render::html` writes it.
    pub html: String,
    pub buttons: Rows,
}

/// The picture of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    pub place: Place,
    /// The message it answers, or whose button asked for it.
    pub reply_to: Option<i64>,
    pub chart: Arc<Chart>,
    /// What it shows, in words: Telegram HTML as `render::html` writes it.
    pub caption: String,
    pub buttons: Rows,
}

/// Buttons under a message, row by row.
pub type Rows = Vec<Vec<Button>>;

/// What the button above inline results starts the bot with.
pub const FROM_INLINE: &str = "inline";

/// Results of an inline query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub query: String,
    pub articles: Vec<Article>,
    /// Where the next results begin; empty where there are none.
    pub next: String,
    /// Whether they depend on who asks.
    pub personal: bool,
    /// How long Telegram may give them to others who ask the same (seconds).
    pub cache: u32,
    /// On a button above them that leads to the bot.
    pub more: String,
}

/// One result: a message to send into the chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// At most 64 bytes.
    pub id: String,
    pub title: String,
    pub description: String,
    /// Telegram HTML as `render::html` writes it.
    pub html: String,
    /// The picture of the same, a result of its own behind it.
    pub picture: Option<Pictured>,
}

/// One result that is a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictured {
    /// At most 64 bytes.
    pub id: String,
    /// The picture's own key.
    pub key: u64,
    /// Telegram's name of it.
    pub file: String,
    /// Telegram HTML as `render::html` writes it.
    pub caption: String,
}

/// Another text and other buttons for a message of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub place: Place,
    pub message: i64,
    /// Telegram HTML as `render::html` writes it.
    pub html: String,
    pub buttons: Rows,
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    pub label: String,
    /// Callback data, at most 64 bytes.
    pub data: String,
}
