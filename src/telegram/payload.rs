//! Messages as payloads of the Bot API.
//!
//! Owns: every field that is sent with a message or with a change of one. Must not know: how sending goes.

pub(super) mod photo;

use teloxide::payloads::{
    AnswerCallbackQuery, DeleteMessage, EditMessageCaption, EditMessageText, SendMessage,
};
use teloxide::payloads::{
    EditMessageCaptionSetters as _, EditMessageTextSetters as _, SendMessageSetters as _,
};
use teloxide::types::{
    ChatId, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageId, ParseMode, Recipient,
    ReplyMarkup, ReplyParameters, ThreadId,
};

use super::outgoing::{Button, Edit, Message, Place, Rows};

/// A payload that can follow a group to the supergroup that it has become; false: it has done so already, or can't.
pub(super) trait Redirect {
    fn redirect(&mut self, chat: i64) -> bool;
}

impl Redirect for SendMessage {
    fn redirect(&mut self, chat: i64) -> bool {
        // The old messages have other numbers there.
        self.reply_parameters = None;
        let new = Recipient::Id(ChatId(chat));
        std::mem::replace(&mut self.chat_id, new.clone()) != new
    }
}

impl Redirect for EditMessageText {
    /// The message has another number in the supergroup, which we do not know.
    fn redirect(&mut self, _chat: i64) -> bool {
        false
    }
}

impl Redirect for EditMessageCaption {
    fn redirect(&mut self, _chat: i64) -> bool {
        false
    }
}

impl Redirect for DeleteMessage {
    fn redirect(&mut self, _chat: i64) -> bool {
        false
    }
}

impl Redirect for AnswerCallbackQuery {
    fn redirect(&mut self, _chat: i64) -> bool {
        false
    }
}

/// A new message.
pub(super) fn message(message: &Message) -> SendMessage {
    let mut payload = SendMessage::new(ChatId(message.place.chat), &message.html)
        .parse_mode(ParseMode::Html)
        .link_preview_options(quiet());
    payload.message_thread_id = thread(message.place);
    payload.reply_parameters = message
        .reply_to
        .and_then(|id| i32::try_from(id).ok())
        .map(|id| ReplyParameters::new(MessageId(id)).allow_sending_without_reply());
    payload.reply_markup = keyboard(&message.buttons).map(ReplyMarkup::InlineKeyboard);
    payload
}

/// Buttons; nothing where there are none.
pub(super) fn keyboard(rows: &Rows) -> Option<InlineKeyboardMarkup> {
    let button = |button: &Button| InlineKeyboardButton::callback(button.label.clone(), button.data.clone());
    let rows = rows.iter().map(|row| row.iter().map(button).collect::<Vec<_>>());
    (rows.len() > 0).then(|| InlineKeyboardMarkup::new(rows))
}

/// No preview of the first link.
pub(super) fn quiet() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

/// The topic of a forum.
pub(super) fn thread(place: Place) -> Option<ThreadId> {
    place.thread.and_then(|id| i32::try_from(id).ok()).map(|id| ThreadId(MessageId(id)))
}

/// Another text and other buttons; nothing where the message has no number that Telegram could have given.
pub(super) fn edit(edit: &Edit) -> Option<EditMessageText> {
    let id = i32::try_from(edit.message).ok()?;
    let mut payload = EditMessageText::new(ChatId(edit.place.chat), MessageId(id), &edit.html)
        .parse_mode(ParseMode::Html)
        .link_preview_options(quiet());
    payload.reply_markup = keyboard(&edit.buttons);
    Some(payload)
}

/// Another text under a picture, and other buttons; nothing as above.
pub(super) fn recaption(edit: &Edit) -> Option<EditMessageCaption> {
    let id = i32::try_from(edit.message).ok()?;
    let mut payload = EditMessageCaption::new(ChatId(edit.place.chat), MessageId(id))
        .caption(&edit.html)
        .parse_mode(ParseMode::Html);
    payload.reply_markup = keyboard(&edit.buttons);
    Some(payload)
}
