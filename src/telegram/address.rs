//! Who is spoken to, and what was said: turns an update into something for the bot, or into nothing.
//!
//! Owns: the rules for groups, mentions and commands. Must not know: answers, the network.

use teloxide::types::UserId;

use super::happenings::{is_automatic, is_service};
use super::outgoing::Place;
use super::reply::{self, About};
use super::update::{CallbackQuery, Chat, Entity, Message, Update, User};
use crate::answer::Lang;

/// The bot itself.
#[derive(Debug, Clone)]
pub struct Me {
    pub id: UserId,
    /// Without the at sign.
    pub username: String,
}

/// Something said to the bot.
#[derive(Debug, Clone)]
pub struct Asked {
    pub from: Source,
    pub content: Content,
    /// False for a command in a group that may be meant for any bot there.
    pub for_us: bool,
    /// The message that it replies to.
    pub about: Option<About>,
    /// Somebody else's words, passed on.
    pub forwarded: bool,
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A command's name in lower case without the slash, and what follows it.
    Command(String, String),
    Text(String),
    /// A voice message, a picture, a place …
    NotText,
}

/// A button that was pressed.
#[derive(Debug, Clone)]
pub struct Pressed {
    pub query: String,
    pub data: String,
    /// None under a message sent through inline mode.
    pub from: Option<Source>,
    /// The message that the button stands under.
    pub message: Option<i64>,
    pub lang: Lang,
}

/// Where something was said, by whom, and where an answer goes.
#[derive(Debug, Clone)]
pub struct Source {
    pub place: Place,
    /// A person, or a chat that speaks as itself. Conversations are kept by chat and person.
    pub person: i64,
    /// The message that an answer replies to; none in private, where every message is for the bot.
    pub reply_to: Option<i64>,
    /// The message that was said; 0 where a button was pressed.
    pub asked_in: i64,
    /// What the bot says about itself is in this language: the one that was chosen for the chat, else that of the
    /// conversation, else that of the person's app.
    pub lang: Lang,
    /// The language that was chosen for all answers in the chat.
    pub fixed: Option<Lang>,
}

impl Source {
    /// The same, where `lang` was chosen for the chat.
    #[must_use]
    pub fn spoken_to_in(self, lang: Option<Lang>) -> Source {
        Source { fixed: lang, lang: lang.unwrap_or(self.lang), ..self }
    }
}

/// What `update` says to the bot, if it says anything to it.
pub fn asked(update: &Update, me: &Me) -> Option<Asked> {
    let message = update.message.as_ref().or(update.channel_post.as_ref())?;
    let (private, channel) = match message.chat.kind.as_str() {
        "private" => (true, false),
        "group" | "supergroup" => (false, false),
        "channel" => (false, true),
        _ => return None,
    };
    let speaker = message.sender_chat.as_ref().map(|chat| chat.id);
    let speaker = match &message.from {
        // Bots are not answered, or two of them never end. Behind a chat that speaks as itself there are people.
        Some(user) if user.is_bot && speaker.is_none() => return None,
        Some(user) => speaker.unwrap_or(user.id),
        None => speaker?,
    };
    if message.via_bot.as_ref().is_some_and(|bot| is_me(bot, me)) || is_automatic(message) {
        return None;
    }
    let (text, mentioned) = without_mention(message, me);
    let mut named = false;
    let content = match text.map(|text| text.trim().to_owned()) {
        Some(text) => match command(&text) {
            Some((_, Some(bot), _)) if !bot.eq_ignore_ascii_case(&me.username) => return None,
            Some((name, bot, rest)) => {
                named = bot.is_some();
                Content::Command(name.to_ascii_lowercase(), rest.to_owned())
            }
            None => Content::Text(text),
        },
        None if private && !is_service(message) => Content::NotText,
        None => return None,
    };
    let replied =
        message.reply_to_message.as_ref().and_then(|to| to.from.as_ref()).is_some_and(|user| is_me(user, me));
    let for_us = private || mentioned || replied || named;
    // A channel speaks to its readers: only what names the bot is said to it.
    let addressed = for_us || (!channel && matches!(content, Content::Command(..)));
    let from = Source {
        place: Place { chat: message.chat.id, thread: thread(message) },
        person: speaker,
        reply_to: (!private).then_some(message.message_id),
        asked_in: message.message_id,
        lang: page_language(message.from.as_ref()),
        fixed: None,
    };
    let (about, forwarded) = (reply::about(message, me), reply::is_forwarded(message));
    addressed.then_some(Asked { from, content, for_us, about, forwarded })
}

/// The button that `update` says was pressed.
pub fn pressed(update: &Update) -> Option<Pressed> {
    let CallbackQuery { id, from, message, data } = *update.callback_query.clone()?;
    let lang = page_language(Some(&from));
    let source = |message: Message| Source {
        place: Place { chat: message.chat.id, thread: thread(&message) },
        person: from.id,
        reply_to: (message.chat.kind != "private").then_some(message.message_id),
        asked_in: 0,
        lang,
        fixed: None,
    };
    let under = message.as_ref().map(|message| message.message_id);
    let data = data.unwrap_or_default();
    Some(Pressed { query: id, data, from: message.map(source), message: under, lang })
}

/// The language of a person's app, for pages: the two ways to write Chinese, else English.
pub fn page_language(person: Option<&User>) -> Lang {
    let code = person.and_then(|person| person.language_code.as_deref()).unwrap_or_default();
    let code = code.to_ascii_lowercase().replace('_', "-");
    let mut parts = code.split('-');
    match parts.next() {
        Some("zh") if parts.any(|part| matches!(part, "hant" | "hk" | "tw" | "mo")) => Lang::ZhHant,
        Some("zh") => Lang::ZhHans,
        Some("yue") => Lang::ZhHant,
        _ => Lang::En,
    }
}

/// Telegram gives a thread for mere replies too, and refuses it when sent; only topics of a forum can be written to.
fn thread(message: &Message) -> Option<i64> {
    let Chat { is_forum, .. } = message.chat;
    message.message_thread_id.filter(|_| message.is_topic_message || is_forum)
}

pub(super) fn is_me(user: &User, me: &Me) -> bool {
    u64::try_from(user.id).is_ok_and(|id| id == me.id.0)
}

/// The message's text or caption without mentions of the bot, and whether there was one.
fn without_mention(message: &Message, me: &Me) -> (Option<String>, bool) {
    let (text, entities) = match (&message.text, &message.caption) {
        (Some(text), _) => (text, &message.entities),
        (None, Some(caption)) => (caption, &message.caption_entities),
        (None, None) => return (None, false),
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut kept = vec![true; units.len()];
    for Entity { kind, offset, length, user } in entities {
        let range = *offset..offset.saturating_add(*length).min(units.len());
        let Some(marked) = units.get(range.clone()) else { continue };
        let name = String::from_utf16_lossy(marked);
        let mentions_me = match kind.as_str() {
            "mention" => name.strip_prefix('@').is_some_and(|name| name.eq_ignore_ascii_case(&me.username)),
            "text_mention" => user.as_ref().is_some_and(|user| is_me(user, me)),
            _ => false,
        };
        if mentions_me {
            kept[range].fill(false);
        }
    }
    let mentioned = kept.contains(&false);
    let rest: Vec<u16> =
        units.into_iter().zip(kept).filter_map(|(unit, kept)| kept.then_some(unit)).collect();
    (Some(String::from_utf16_lossy(&rest)), mentioned)
}

/// `/name@bot rest` in its parts.
fn command(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let body = text.strip_prefix('/')?;
    let word =
        |text: &str| text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let (name, rest) = body.split_at(word(body));
    if name.is_empty() {
        return None;
    }
    match rest.strip_prefix('@') {
        Some(rest) => {
            let (bot, rest) = rest.split_at(word(rest));
            Some((name, Some(bot), rest.trim()))
        }
        None => Some((name, None, rest.trim())),
    }
}
