//! What is to be sent, as plain values: handlers make them, the worker has them sent.
//!
//! Owns: [`Outgoing`] and its parts. Must not know: how sending goes, or what was asked.

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
    /// A message of ours that stands there already is changed.
    Edit(Edit),
    /// Ends the waiting sign on a pressed button; `text`, if any, is shown on top of the chat.
    PressAnswer {
        query: String,
        text: Option<String>,
    },
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

/// Another text and other buttons for a message of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub place: Place,
    pub message: i64,
    /// Telegram HTML as `render::html` writes it.
    pub html: String,
    pub buttons: Rows,
}

/// Buttons under a message, row by row.
pub type Rows = Vec<Vec<Button>>;

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    pub label: String,
    /// Callback data, at most 64 bytes.
    pub data: String,
}
