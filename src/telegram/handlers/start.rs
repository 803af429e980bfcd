//! `/start`: who the bot is, what it knows, questions to tap; with a link's payload, what the link leads to.
//!
//! Owns: the command, and the shape of a payload. Must not know: the words, what has a key.

use super::{Argument, Asked, Ending, House, ask};
use crate::engine::Page;
use crate::telegram::outgoing::FROM_INLINE;
use crate::telegram::{card, keyboard};

pub(super) async fn start(house: House, asked: Asked, Argument(payload): Argument) -> Ending {
    if payload.is_empty() || payload == FROM_INLINE {
        return house.send_page(&asked.from, Page::Start).await;
    }
    if let Some(key) = key(&payload)
        && let Some(outcome) = ask::open(&house, &asked.from, key).await?
    {
        return Ok(outcome);
    }
    house.send_page(&asked.from, Page::DeadLink).await
}

/// The key in a payload of ours. Anything else that stands behind `/start` is no link, and is not read as a question.
fn key(payload: &str) -> Option<u64> {
    payload.strip_prefix(card::LINK).and_then(keyboard::key)
}
