//! Groups that the bot is added to, that move, and that it leaves; people who block it.
//!
//! Owns: the hello, and what goes along or is forgotten then. Must not know: the words.

use serde_json::Value;

use super::{Ending, House, Me, Outcome, address, now};
use crate::render::html;
use crate::store::Conclusion;
use crate::telegram::line::{self, Line};
use crate::telegram::outgoing::{Message, Outgoing, Place};
use crate::telegram::update::{Membership, Standing, Update};

/// A group that has become a supergroup.
#[derive(Debug, Clone, Copy)]
pub(super) struct Move {
    from: i64,
    to: i64,
}

/// The move that `update` tells of. Telegram tells it in either chat, in no certain order.
pub(super) fn moved(update: &Update) -> Option<Move> {
    let message = update.message.as_ref()?;
    let other = |field: &str| message.rest.get(field).and_then(Value::as_i64);
    let here = message.chat.id;
    let to = other("migrate_to_chat_id").map(|to| Move { from: here, to });
    to.or_else(|| other("migrate_from_chat_id").map(|from| Move { from, to: here }))
}

/// Takes along what is kept for the group.
pub(super) async fn follow(house: House, Move { from, to }: Move) -> Ending {
    house.store.move_chat(from, to).await?;
    Ok(Outcome::default())
}

fn is_in(standing: &Standing) -> bool {
    match standing.status.as_str() {
        "creator" | "administrator" | "member" => true,
        "restricted" => standing.is_member,
        _ => false,
    }
}

/// Says hello once to a group that the bot has come into, and forgets a chat that it has gone from.
pub(super) async fn changed(house: House, me: Me, change: Membership) -> Ending {
    let Membership { chat, from, before, after } = change;
    let group = matches!(chat.kind.as_str(), "group" | "supergroup");
    match (is_in(&before), is_in(&after)) {
        (true, false) if group => house.store.forget_chat(chat.id).await?,
        // A person who has blocked the bot has no more use for what it knows.
        (true, false) if chat.kind == "private" => house.forget(chat.id).await?,
        (false, true) if group && !house.store.greeted(chat.id, now()).await? => {
            let lang = address::page_language(Some(&from));
            let hello = house.speaker.line(lang, Line::Hello, &[("bot", &me.username)]);
            let place = Place { chat: chat.id, thread: None };
            let message =
                |html| Outgoing::Message(Message { place, reply_to: None, html, buttons: Vec::new() });
            let send = html::render(&line::message(lang, &hello)).into_iter().map(message).collect();
            let leaves = Conclusion { greeted: Some(chat.id), ..Conclusion::default() };
            return Ok(Outcome { send, leaves, ..Outcome::default() });
        }
        _ => {}
    }
    Ok(Outcome::default())
}
