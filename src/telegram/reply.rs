//! What a message refers to: the message it replies to, the words it quotes, where it was forwarded from.
//!
//! Owns: reading that. Must not know: what comes of it.

use super::address::{Me, is_me};
use super::update::Message;

/// What a reply is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Words that stand in another message, or were quoted from one.
    Words(String),
    /// A message of the bot.
    Ours(i64),
}

/// What `message` is about, if it replies to something that has words.
pub(super) fn about(message: &Message, me: &Me) -> Option<About> {
    let words = |text: &str| {
        let text = text.trim();
        (!text.is_empty()).then(|| About::Words(text.to_owned()))
    };
    let to = message.reply_to_message.as_deref();
    // In a topic, a message that replies to nothing says that it replies to the message that opened the topic.
    let to = to.filter(|to| !to.rest.contains_key("forum_topic_created"));
    if let Some(to) = to.filter(|to| to.from.as_ref().is_some_and(|user| is_me(user, me))) {
        return Some(About::Ours(to.message_id));
    }
    if let Some(quoted) = message.quote.as_ref().and_then(|quote| words(&quote.text)) {
        return Some(quoted);
    }
    let text = to.and_then(|to| to.text.as_deref().or(to.caption.as_deref()))?;
    words(text)
}

/// Whether `message` passes on what somebody else has said.
pub(super) fn is_forwarded(message: &Message) -> bool {
    ["forward_origin", "forward_from", "forward_date"].iter().any(|field| message.rest.contains_key(*field))
}
