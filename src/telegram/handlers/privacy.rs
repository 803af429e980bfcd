//! `/privacy`: what is kept, and for how long.
//!
//! Owns: the command. Must not know: the words; how long things are kept is `store::Retention`'s.

use super::{Asked, Ending, House};
use crate::engine::Page;

pub(super) async fn privacy(house: House, asked: Asked) -> Ending {
    house.send_page(&asked.from, Page::Privacy).await
}
