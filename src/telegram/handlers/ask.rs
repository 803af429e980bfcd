//! A question in plain words: the engine answers it in the person's conversation.
//!
//! Owns: loading and keeping the conversation. Must not know: how the engine finds an answer.

use super::{Asked, Content, Ending, House, Outcome, Source, now};
use crate::answer::Lang;
use crate::dialogue::Dialogue;
use crate::engine::{Page, Reply, Utterance};
use crate::store::SavedDialogue;
use crate::telegram::speaker::Notice;

/// Nobody's question is longer (characters); what is, would only be read in vain.
const LONGEST: usize = 1000;

/// A conversation that takes more room than any should (bytes) starts anew.
const LARGEST: usize = 32 * 1024;

/// Passes what is too long to be a question, or to be the argument of a command.
pub(super) fn too_long(asked: Asked) -> bool {
    match asked.content {
        Content::Text(text) | Content::Command(_, text) => text.chars().nth(LONGEST).is_some(),
        Content::NotText => false,
    }
}

/// Asks for fewer words.
pub(super) async fn shorter(house: House, asked: Asked) -> Ending {
    house.send_notice(&asked.from, Notice::TooLong).await
}

/// Answers a text; a message that isn't text gets one line on what the bot can read.
pub(super) async fn ask(house: House, Asked { from, content, .. }: Asked) -> Ending {
    match content {
        Content::Text(text) if !text.is_empty() => turn(&house, &from, text).await,
        // A mention and nothing else.
        Content::Text(_) => house.send_page(&from, Page::Help).await,
        Content::NotText => house.send_page(&from, Page::TextOnly).await,
        // Another bot's.
        Content::Command(..) => Ok(Outcome::default()),
    }
}

/// One turn of the conversation of `from`'s person in `from`'s chat.
async fn turn(house: &House, from: &Source, text: String) -> Ending {
    let saved = house.store.dialogue(from.place.chat, from.person, now()).await?;
    // A conversation that an earlier edition wrote another way starts anew.
    let dialogue = saved.and_then(|saved| serde_json::from_str(&saved).ok()).unwrap_or_default();
    continued(house, from, dialogue, text, from.fixed).await
}

/// A turn that starts a conversation anew: what a command or a button asks does not hang on what was said before.
pub(super) async fn afresh(house: &House, from: &Source, text: String, lang: Option<Lang>) -> Ending {
    continued(house, from, Dialogue::default(), text, lang).await
}

/// A turn that tells what stands under a key of the fact base, and begins a conversation about it; nothing where there
/// is no such thing.
pub(super) async fn open(house: &House, from: &Source, key: u64) -> anyhow::Result<Option<Outcome>> {
    let lang = from.lang;
    match house.think(move |speaker| speaker.open(lang, key)).await? {
        Some(reply) => told(house, from, reply).await.map(Some),
        None => Ok(None),
    }
}

async fn continued(
    house: &House,
    from: &Source,
    dialogue: Dialogue,
    text: String,
    lang: Option<Lang>,
) -> Ending {
    let utterance = Utterance { text, lang };
    let reply = house.think(move |speaker| speaker.answer(&dialogue, &utterance)).await?;
    told(house, from, reply).await
}

async fn told(house: &House, from: &Source, reply: Reply) -> Ending {
    let mut body = serde_json::to_string(&reply.dialogue)?;
    if body.len() > LARGEST {
        tracing::warn!(bytes = body.len(), "a conversation has grown too large and starts anew");
        body = serde_json::to_string(&Dialogue::default())?;
    }
    let dialogue = SavedDialogue { chat: from.place.chat, person: from.person, body };
    Ok(Outcome { send: house.messages(from, &reply.answer).await?, dialogue: Some(dialogue) })
}
