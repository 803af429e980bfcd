//! An edited question: its answer is edited, too.
//!
//! Owns: which messages change, and what becomes of the conversation. Must not know: how the question is answered; that
//! goes the same way as for a new one.

use super::{Content, Ending, Handlers, Outcome, address, now, record};
use crate::store::Answered;
use crate::telegram::outgoing::{Outgoing, Place};
use crate::telegram::update::{Message, Update};

/// What to do about `message`, which was edited.
pub(super) async fn revised(handlers: &Handlers, message: Box<Message>) -> Ending {
    let (chat, id) = (message.chat.id, message.message_id);
    let update = Update { message: Some(message), ..Update::default() };
    let Some(asked) = address::asked(&update, &handlers.me) else { return Ok(Outcome::default()) };
    if asked.content == Content::NotText {
        // A live location that moves, for example.
        return Ok(Outcome::default());
    }
    let store = &handlers.house.store;
    let Some(old) = store.answer_to(chat, id, now()).await? else {
        // It was not for us before, or that was long ago.
        let mut outcome = handlers.dispatch(handlers.house.clone(), update).await?;
        reply_to(id, &mut outcome.send);
        return Ok(outcome);
    };
    let last = store.last_answer(chat, old.person, now()).await?;
    let is_last = last.is_none_or(|last| last.turn <= old.turn);
    let mut house = handlers.house.clone();
    house.earlier = (!old.context.is_empty()).then(|| old.context.as_str().into());
    let mut outcome = handlers.dispatch(house, update).await?;
    if !is_last {
        // The conversation has gone on from there.
        outcome.dialogue = None;
    }
    outcome.send = in_place(outcome.send, &old, asked.from.place);
    outcome.leaves.answered = outcome.leaves.answered.map(|new| Answered { turn: old.turn, ..new });
    Ok(outcome)
}

/// The first of the messages that `send` has replies to the question: below it others may stand already.
fn reply_to(question: i64, send: &mut [Outgoing]) {
    let first = send.iter_mut().find_map(|outgoing| match outgoing {
        Outgoing::Message(message) => Some(&mut message.reply_to),
        Outgoing::Photo(photo) => Some(&mut photo.reply_to),
        _ => None,
    });
    if let Some(reply_to) = first {
        *reply_to = Some(question);
    }
}

/// `send` with its messages in the places of those of `old`; what is left of them is taken away.
fn in_place(send: Vec<Outgoing>, old: &Answered, place: Place) -> Vec<Outgoing> {
    // A picture can't become a text.
    let texts = if record::is_pictured(old) { &[] } else { &old.messages[..] };
    let pictures = old.messages[texts.len()..].iter();
    let (mut texts, pictures) = (texts.iter().copied(), pictures.copied());
    let mut said_nothing = true;
    let mut revised: Vec<Outgoing> = Vec::with_capacity(send.len());
    for outgoing in send {
        revised.push(match outgoing {
            Outgoing::Message(by) => {
                said_nothing = false;
                match texts.next() {
                    Some(message) => Outgoing::Revise { message, by },
                    None => Outgoing::Message(by),
                }
            }
            // A text can't become a picture: the picture comes below, and the text goes.
            Outgoing::Photo(photo) => {
                said_nothing = false;
                Outgoing::Photo(photo)
            }
            other => other,
        });
    }
    if !said_nothing {
        revised.extend(texts.chain(pictures).map(|message| Outgoing::Delete { place, message }));
    }
    revised
}
