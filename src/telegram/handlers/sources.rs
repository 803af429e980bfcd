//! `/sources`: all sources of the document, numbered.
//!
//! Owns: the command. Must not know: the sources.

use super::{Asked, Ending, House};
use crate::engine::Page;

pub(super) async fn sources(house: House, asked: Asked) -> Ending {
    house.send_page(&asked.from, Page::Sources).await
}
