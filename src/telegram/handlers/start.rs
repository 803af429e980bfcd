//! `/start`: who the bot is, what it knows, questions to tap.
//!
//! Owns: the command. Must not know: the words. A deep link's payload is let go by for now.

use super::{Asked, Ending, House};
use crate::engine::Page;

pub(super) async fn start(house: House, asked: Asked) -> Ending {
    house.send_page(&asked.from, Page::Start).await
}
