//! Doors for tests that try inputs of any shape on what strangers can reach, without a server in between.
//!
//! Owns: nothing. Must not know: what comes of it; it only must not panic.

use teloxide::types::UserId;

use super::address::{Me, asked, pressed};
use super::keyboard;
use super::update::{Update, chat_of};

/// Reads `body` as the inbox and the handlers do.
pub fn read_update(body: &str) {
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(body) {
        chat_of(&value);
        super::intake::numbered(value);
    }
    let update = Update::read(body);
    let me = Me { id: UserId(5), username: "invented_bot".into() };
    asked(&update, &me);
    pressed(&update);
}

/// What callback data stands for, if it is ours.
pub fn callback(data: &str) -> Option<u64> {
    keyboard::parse(data)
}
