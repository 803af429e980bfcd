//! A question in plain words: the engine answers it in the person's conversation.
//!
//! Owns: loading and keeping the conversation. Must not know: how the engine finds an answer.

use super::{Asked, Content, Ending, House, Outcome, Source, context, feedback, record};
use crate::answer::Lang;
use crate::dialogue::Dialogue;
use crate::engine::{Page, Reply, Utterance};
use crate::store::{Conclusion, SavedDialogue};
use crate::telegram::outgoing::Outgoing;
use crate::telegram::reply::About;
use crate::telegram::speaker::Notice;

/// Nobody's question is longer (characters); what is, would only be read in vain.
const LONGEST: usize = 1000;

/// A conversation that takes more room than any should (bytes) starts anew.
const LARGEST: usize = 32 * 1024;

/// A question, and what may be done with it.
struct Said {
    utterance: Utterance,
    /// Whether the editor hears of it where it gets no answer: somebody has asked it in own words.
    noted: bool,
}

/// Passes what is too long to be a question, or to be the argument of a command.
pub(super) fn too_long(asked: &Asked) -> bool {
    match &asked.content {
        Content::Text(text) | Content::Command(_, text) => is_long(text),
        Content::NotText => false,
    }
}

/// Whether what was said gets an answer, and not a page about the bot.
pub(super) fn is_question(content: &Content) -> bool {
    matches!(content, Content::Text(text) if !text.is_empty() && !is_long(text))
}

fn is_long(text: &str) -> bool {
    text.chars().nth(LONGEST).is_some()
}

/// Asks for fewer words.
pub(super) async fn shorter(house: House, asked: Asked) -> Ending {
    house.send_notice(&asked.from, Notice::TooLong).await
}

/// Answers a text; a message that isn't text gets one line on what the bot can read.
pub(super) async fn ask(house: House, asked: Asked) -> Ending {
    let Asked { from, content, about, forwarded, .. } = asked;
    let text = match content {
        Content::Text(text) => text,
        Content::NotText => return house.send_page(&from, Page::TextOnly).await,
        // Another bot's.
        Content::Command(..) => return Ok(Outcome::default()),
    };
    match (text.is_empty(), about) {
        // A mention and nothing else, in reply to a question: that is what is asked.
        (true, Some(About::Words(words))) if is_long(&words) => {
            house.send_notice(&from, Notice::TooLong).await
        }
        (true, Some(About::Words(words))) => {
            let dialogue = context::of(&house, &from, None).await?;
            continued(&house, &from, dialogue, said(words, from.fixed, false)).await
        }
        (true, _) => house.send_page(&from, Page::Help).await,
        (false, about) => {
            let dialogue = context::of(&house, &from, about.as_ref()).await?;
            continued(&house, &from, dialogue, said(text, from.fixed, !forwarded)).await
        }
    }
}

/// A turn that starts a conversation anew: what a command or a button asks does not hang on what was said before.
pub(super) async fn afresh(house: &House, from: &Source, text: String, lang: Option<Lang>) -> Ending {
    continued(house, from, Dialogue::default(), said(text, lang, true)).await
}

/// A turn that tells what stands under a key of the fact base, and begins a conversation about it; nothing where there
/// is no such thing.
pub(super) async fn open(house: &House, from: &Source, key: u64) -> anyhow::Result<Option<Outcome>> {
    let lang = from.lang;
    let Some(reply) = house.think(move |speaker| speaker.open(lang, key)).await? else { return Ok(None) };
    // No words have asked: a reply goes on from the conversation as it stands after it.
    let context = serde_json::to_string(&reply.dialogue)?;
    let turn = turn(from, &reply, "", context)?;
    told(house, from, reply, turn).await.map(Some)
}

fn said(text: String, lang: Option<Lang>, noted: bool) -> Said {
    Said { utterance: Utterance { text, lang }, noted }
}

async fn continued(house: &House, from: &Source, dialogue: Dialogue, said: Said) -> Ending {
    let (reply, turn) = replied(house, from, dialogue, said).await?;
    told(house, from, reply, turn).await
}

/// What a turn leaves behind, whatever is sent in it.
pub(super) struct Turn {
    dialogue: SavedDialogue,
    leaves: Conclusion,
}

impl Turn {
    /// The same, told by a picture.
    pub(super) fn pictured(mut self) -> Turn {
        self.leaves.answered.iter_mut().for_each(record::pictured);
        self
    }

    pub(super) fn sends(self, send: Vec<Outgoing>) -> Outcome {
        Outcome { send, dialogue: Some(self.dialogue), leaves: self.leaves }
    }
}

/// The engine's reply to `text` at the beginning of a conversation; how it is shown is left open.
pub(super) async fn thought(
    house: &House,
    from: &Source,
    text: String,
    lang: Option<Lang>,
) -> anyhow::Result<(Reply, Turn)> {
    replied(house, from, Dialogue::default(), said(text, lang, true)).await
}

async fn replied(
    house: &House,
    from: &Source,
    dialogue: Dialogue,
    said: Said,
) -> anyhow::Result<(Reply, Turn)> {
    let Said { utterance, noted } = said;
    let (context, question) = (serde_json::to_string(&dialogue)?, utterance.text.clone());
    let reply = house.think(move |speaker| speaker.answer(&dialogue, &utterance)).await?;
    let mut turn = turn(from, &reply, &question, context)?;
    turn.leaves.unanswered =
        record::unanswered(&question, &reply.answer).filter(|_| noted && house.keeps_questions);
    Ok((reply, turn))
}

/// `reply` as a turn that went out from `context`.
fn turn(from: &Source, reply: &Reply, question: &str, context: String) -> anyhow::Result<Turn> {
    let mut body = serde_json::to_string(&reply.dialogue)?;
    if body.len() > LARGEST {
        tracing::warn!(bytes = body.len(), "a conversation has grown too large and starts anew");
        body = serde_json::to_string(&Dialogue { lang: reply.dialogue.lang, ..Dialogue::default() })?;
    }
    let answered = Some(record::answered(from, question, context, &reply.answer));
    let leaves = Conclusion { answered, ..Conclusion::default() };
    let dialogue = SavedDialogue { chat: from.place.chat, person: from.person, body };
    Ok(Turn { dialogue, leaves })
}

/// `turn`, told in words.
async fn told(house: &House, from: &Source, reply: Reply, turn: Turn) -> Ending {
    let Reply { answer, chart, .. } = reply;
    let mut send = house.drawable(from, &answer, chart).await?;
    if let Some(Outgoing::Message(last)) = send.last_mut() {
        last.buttons.extend(feedback::buttons(house, &answer));
    }
    Ok(turn.sends(send))
}
