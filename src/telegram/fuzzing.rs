//! Doors for tests that try inputs of any shape on what strangers can reach, without a server in between.
//!
//! Owns: nothing. Must not know: what comes of it; it only must not panic.

use teloxide::types::UserId;

use super::address::{Me, asked, pressed};
use super::keyboard::{Press, Seal};
use super::update::{Update, chat_of};
use crate::answer::Lang;
use crate::config::Token;
use crate::engine::{Walk, Way};

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
    match seal().read(data) {
        Some(Press::Ask(id)) => Some(id),
        _ => None,
    }
}

/// Callback data of every kind, and `data` where it is taken for ours.
pub fn sealed(data: &str, key: u64, page: usize) -> (Vec<String>, bool) {
    let path = vec![key; page % 3];
    let presses = [
        Press::Ask(key),
        Press::Show { card: key, page, open: page > 50 },
        Press::Walk(Walk { way: Way::Compare, path, page }),
        Press::Open(key),
        Press::Speak { lang: Some(Lang::ZhHant), person: i64::MIN },
    ];
    let written: Vec<String> = presses.iter().map(|press| seal().data(press)).collect();
    for (press, data) in presses.iter().zip(&written) {
        assert_eq!(seal().read(data).as_ref(), Some(press));
    }
    (written, seal().read(data).is_some())
}

fn seal() -> Seal {
    Seal::new(&Token::parse("5:invented").unwrap_or_else(|| unreachable!("well formed")))
}
