//! Pictures that were sent together arrive as a message each: they get one answer.
//!
//! Owns: which albums were seen lately. Must not know: what is answered. In memory only: after a restart an album may
//! get a line too many.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::update::Message;

/// Parts of an album come one after the other; so many albums may be under way at once.
const SEEN: usize = 500;

/// Albums that were seen lately, by their numbers.
#[derive(Default)]
pub(super) struct Albums(Mutex<VecDeque<String>>);

impl Albums {
    /// Whether `message` belongs to an album of which a part was seen before; from now on it was.
    pub(super) fn seen(&self, message: &Message) -> bool {
        let Some(album) = message.rest.get("media_group_id").and_then(Value::as_str) else { return false };
        let album = format!("{} {album}", message.chat.id);
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.contains(&album) {
            return true;
        }
        seen.push_back(album);
        if seen.len() > SEEN {
            seen.pop_front();
        }
        false
    }
}
