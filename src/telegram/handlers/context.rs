//! Which conversation a message goes on from, and which language it is in.
//!
//! Owns: the choice between the person's own, that of an answer which is replied to, and that of words which are.
//! Must not know: how the engine goes on from it.

use super::{House, Source, now};
use crate::answer::Lang;
use crate::dialogue::Dialogue;
use crate::engine::Utterance;
use crate::store::{Answered, DIALOGUE_FADES, SavedDialogue};
use crate::telegram::reply::About;

/// Words beyond these are not what a short question is about (characters).
const LONGEST: usize = 1000;

/// What a conversation was about is soon over; people write in the same language after lunch. As long as it is kept
/// (seconds).
const LANGUAGE_FADES: i64 = 24 * 60 * 60;

/// The conversation that a message of `from` goes on from, if it replies to `about`.
pub(super) async fn of(house: &House, from: &Source, about: Option<&About>) -> anyhow::Result<Dialogue> {
    if let Some(earlier) = &house.earlier {
        return Ok(read(earlier));
    }
    let replied = match about {
        Some(About::Ours(message)) => after(house, from, *message).await?,
        Some(About::Words(words)) => set_by(house, words).await?,
        None => None,
    };
    match replied {
        Some(dialogue) => Ok(dialogue),
        None => own(house, from).await,
    }
}

/// The person's own in this chat.
pub(super) async fn own(house: &House, from: &Source) -> anyhow::Result<Dialogue> {
    if let Some(own) = &house.own {
        return Ok(read(own));
    }
    let saved = house.store.dialogue(from.place.chat, from.person, now()).await?;
    Ok(saved.map(|saved| read(&saved)).unwrap_or_default())
}

/// The language of the person's own, where they have written anything here lately.
pub(super) async fn language(house: &House, from: &Source) -> anyhow::Result<Option<Lang>> {
    let then = now() - (LANGUAGE_FADES - DIALOGUE_FADES);
    let saved = house.store.dialogue(from.place.chat, from.person, then).await?;
    Ok(saved.and_then(|saved| read(&saved).lang))
}

/// The person's own without its language, to be kept, where it has one: that was chosen, and so says nothing of what the
/// person writes in.
pub(super) async fn without_language(house: &House, from: &Source) -> anyhow::Result<Option<SavedDialogue>> {
    if language(house, from).await?.is_none() {
        return Ok(None);
    }
    let dialogue = Dialogue { lang: None, ..own(house, from).await? };
    let body = serde_json::to_string(&dialogue)?;
    Ok(Some(SavedDialogue { chat: from.place.chat, person: from.person, body }))
}

/// A conversation that an earlier edition wrote another way starts anew.
fn read(saved: &str) -> Dialogue {
    serde_json::from_str(saved).unwrap_or_default()
}

/// As it stood after the answer that `message` is a part of, whoever that was for. `None`: nobody knows any more, or
/// it is where the person is anyhow.
async fn after(house: &House, from: &Source, message: i64) -> anyhow::Result<Option<Dialogue>> {
    let chat = from.place.chat;
    let Some(Answered { turn, question, lang, context, .. }) =
        house.store.answer_in(chat, message, now()).await?
    else {
        return Ok(None);
    };
    let last = house.store.last_answer(chat, from.person, now()).await?;
    // A page is no turn of a conversation.
    if context.is_empty() || last.is_some_and(|last| last.turn == turn) {
        return Ok(None);
    }
    // A link has asked: then the conversation after it is what was kept.
    if question.is_empty() {
        return Ok(Some(read(&context)));
    }
    let utterance = Utterance { text: question, lang: Lang::from_tag(&lang) };
    let reply = house.think(move |speaker| speaker.answer(&read(&context), &utterance)).await?;
    Ok(Some(reply.dialogue))
}

/// As if `words` had been said first; `None` where they speak of nothing that we know.
async fn set_by(house: &House, words: &str) -> anyhow::Result<Option<Dialogue>> {
    let utterance = Utterance { text: words.chars().take(LONGEST).collect(), lang: None };
    let reply = house.think(move |speaker| speaker.answer(&Dialogue::default(), &utterance)).await?;
    // Nobody has seen the choices that an answer to these words would have offered.
    let dialogue = Dialogue { choices: vec![], clarifying: false, ..reply.dialogue };
    Ok((!dialogue.is_empty()).then_some(dialogue))
}
