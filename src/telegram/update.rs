//! Updates as we read them: only the fields that we use, and tolerant of everything else.
//!
//! Owns: our own structs for what Telegram sends. teloxide's types drop a whole message, without an error, over one
//! unknown entity; these lose at most the field that they cannot read. Must not know: what to do about an update.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// One update. It is handed on many times, so its parts are in boxes.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Update {
    #[serde(default, deserialize_with = "lenient")]
    pub message: Option<Box<Message>>,
    #[serde(default, deserialize_with = "lenient")]
    pub edited_message: Option<Box<Message>>,
    #[serde(default, deserialize_with = "lenient")]
    pub channel_post: Option<Box<Message>>,
    #[serde(default, deserialize_with = "lenient")]
    pub edited_channel_post: Option<Box<Message>>,
    #[serde(default, deserialize_with = "lenient")]
    pub inline_query: Option<Box<InlineQuery>>,
    #[serde(default, deserialize_with = "lenient")]
    pub my_chat_member: Option<Box<Membership>>,
    #[serde(default, deserialize_with = "lenient")]
    pub callback_query: Option<Box<CallbackQuery>>,
}

/// A message, or the remains of one that the bot can no longer read.
#[derive(Debug, Clone, Deserialize)]
pub struct Message {
    pub message_id: i64,
    pub chat: Chat,
    #[serde(default, deserialize_with = "lenient")]
    pub from: Option<User>,
    #[serde(default, deserialize_with = "lenient")]
    pub sender_chat: Option<Chat>,
    #[serde(default, deserialize_with = "lenient")]
    pub via_bot: Option<User>,
    #[serde(default, deserialize_with = "lenient")]
    pub message_thread_id: Option<i64>,
    #[serde(default, deserialize_with = "lenient")]
    pub is_topic_message: bool,
    #[serde(default, deserialize_with = "lenient")]
    pub reply_to_message: Option<Box<Message>>,
    /// What of the message replied to was marked, there or in another chat.
    #[serde(default, deserialize_with = "lenient")]
    pub quote: Option<Quote>,
    #[serde(default, deserialize_with = "lenient")]
    pub text: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub caption: Option<String>,
    #[serde(default, deserialize_with = "lenient_list")]
    pub entities: Vec<Entity>,
    #[serde(default, deserialize_with = "lenient_list")]
    pub caption_entities: Vec<Entity>,
    /// All other fields: they tell content from service messages.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A chat.
#[derive(Debug, Clone, Deserialize)]
pub struct Chat {
    pub id: i64,
    #[serde(rename = "type", default, deserialize_with = "lenient")]
    pub kind: String,
    #[serde(default, deserialize_with = "lenient")]
    pub is_forum: bool,
}

/// A person or a bot.
#[derive(Debug, Clone, Deserialize)]
pub struct User {
    pub id: i64,
    #[serde(default, deserialize_with = "lenient")]
    pub is_bot: bool,
    #[serde(default, deserialize_with = "lenient")]
    pub username: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub language_code: Option<String>,
}

/// A marked part of a text; offset and length in UTF-16 units.
#[derive(Debug, Clone, Deserialize)]
pub struct Entity {
    #[serde(rename = "type")]
    pub kind: String,
    pub offset: usize,
    pub length: usize,
    #[serde(default, deserialize_with = "lenient")]
    pub user: Option<User>,
}

/// A pressed button.
#[derive(Debug, Clone, Deserialize)]
pub struct CallbackQuery {
    pub id: String,
    pub from: User,
    #[serde(default, deserialize_with = "lenient")]
    pub message: Option<Message>,
    #[serde(default, deserialize_with = "lenient")]
    pub data: Option<String>,
}

/// A part of another message that a reply is about.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Quote {
    #[serde(default, deserialize_with = "lenient")]
    pub text: String,
}

/// What somebody writes behind the bot's name in any chat.
#[derive(Debug, Clone, Deserialize)]
pub struct InlineQuery {
    pub id: String,
    pub from: User,
    #[serde(default, deserialize_with = "lenient")]
    pub query: String,
    /// What we gave as the next offset of the results before.
    #[serde(default, deserialize_with = "lenient")]
    pub offset: String,
}

/// A change of what the bot is in a chat.
#[derive(Debug, Clone, Deserialize)]
pub struct Membership {
    pub chat: Chat,
    pub from: User,
    #[serde(rename = "old_chat_member", default, deserialize_with = "lenient")]
    pub before: Standing,
    #[serde(rename = "new_chat_member", default, deserialize_with = "lenient")]
    pub after: Standing,
}

/// What somebody is in a chat.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Standing {
    #[serde(default, deserialize_with = "lenient")]
    pub status: String,
    /// Of those who are restricted: whether they are in the chat.
    #[serde(default, deserialize_with = "lenient")]
    pub is_member: bool,
}

impl Update {
    /// Reads an update; one that is not even an object reads as an update without content.
    pub fn read(json: &str) -> Update {
        serde_json::from_str(json).unwrap_or_default()
    }
}

/// The chat that a raw update belongs to, for order; the person's id where there is no chat, 0 where there is neither.
pub fn chat_of(update: &Value) -> i64 {
    let id = |value: &Value, path: &str| value.pointer(path).and_then(Value::as_i64);
    let parts = update.as_object().into_iter().flatten().map(|(_, part)| part);
    parts
        .filter_map(|part| {
            ["/chat/id", "/message/chat/id", "/from/id", "/user/id"].iter().find_map(|path| id(part, path))
        })
        .next()
        .unwrap_or(0)
}

/// A field that has another shape than we know reads as its default.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(field: D) -> Result<T, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(field)?).unwrap_or_default())
}

/// A list without the items that have another shape than we know.
fn lenient_list<'de, D: Deserializer<'de>, T: DeserializeOwned>(field: D) -> Result<Vec<T>, D::Error> {
    let items: Vec<Value> = serde_json::from_value(Value::deserialize(field)?).unwrap_or_default();
    Ok(items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect())
}
