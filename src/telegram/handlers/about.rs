//! `/about`: which edition of the facts is in use, how many there are, their fingerprint, the program's version.
//!
//! Owns: the command. Must not know: the words, the figures.

use super::{Asked, Ending, House};
use crate::engine::Page;

pub(super) async fn about(house: House, asked: Asked) -> Ending {
    house.send_page(&asked.from, Page::About).await
}
