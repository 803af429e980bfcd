//! A picture as a form of the Bot API.
//!
//! Owns: every field that is sent with a photo. Must not know: how sending goes.

use std::sync::Arc;

use serde_json::json;

use crate::telegram::api::Form;
use crate::telegram::outgoing::{Photo, Place, Rows};
use crate::telegram::payload::keyboard;

/// The name of the file; nobody sees it.
const NAME: &str = "chart.png";

/// Where the picture comes from.
pub(in crate::telegram) enum Picture {
    /// Telegram has it, under this name.
    Known(String),
    /// A PNG file.
    Drawn(Arc<[u8]>),
}

/// A photo to be sent. A form can be sent once, so each try makes its own.
pub(in crate::telegram) struct SendPhoto {
    pub place: Place,
    pub reply_to: Option<i64>,
    pub caption: String,
    /// Whether the caption is Telegram HTML.
    pub markup: bool,
    pub buttons: Rows,
    picture: Picture,
}

impl SendPhoto {
    pub(in crate::telegram) fn new(photo: &Photo, picture: Picture) -> SendPhoto {
        let Photo { place, reply_to, caption, buttons, .. } = photo.clone();
        SendPhoto { place, reply_to, caption, markup: true, buttons, picture }
    }

    pub(in crate::telegram) fn form(&self) -> Form {
        let mut form = Form::new("sendPhoto").text("chat_id", &self.place.chat.to_string());
        if let Some(thread) = self.place.thread {
            form = form.text("message_thread_id", &thread.to_string());
        }
        if let Some(message) = self.reply_to {
            let reply = json!({"message_id": message, "allow_sending_without_reply": true});
            form = form.text("reply_parameters", &reply.to_string());
        }
        form = form.text("caption", &self.caption);
        if self.markup {
            form = form.text("parse_mode", "HTML");
        }
        if let Some(keyboard) = keyboard(&self.buttons) {
            form = form.text("reply_markup", &json!(keyboard).to_string());
        }
        match &self.picture {
            Picture::Known(file) => form.text("photo", file),
            Picture::Drawn(file) => form.file("photo", NAME, file),
        }
    }
}
