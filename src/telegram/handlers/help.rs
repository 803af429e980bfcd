//! `/help`, and any command that we don't have: somebody who guesses a command wants to know what there is.
//!
//! Owns: the command. Must not know: the words.

use super::{Asked, Content, Ending, House};
use crate::engine::Page;

/// Commands that no other handler has taken, unless they may be another bot's.
pub(super) fn wanted(asked: &Asked) -> bool {
    match &asked.content {
        Content::Command(name, _) => name == "help" || asked.for_us,
        _ => false,
    }
}

pub(super) async fn help(house: House, asked: Asked) -> Ending {
    house.send_page(&asked.from, Page::Help).await
}
