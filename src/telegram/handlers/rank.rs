//! `/rank`: the rankings to choose from; with words after it, a question like any other.
//!
//! Owns: the command. Must not know: which rankings there are.

use super::{Argument, Asked, Ending, House, ask};
use crate::engine::Page;

pub(super) async fn rank(house: House, asked: Asked, Argument(what): Argument) -> Ending {
    match what.is_empty() {
        true => house.send_page(&asked.from, Page::Rank).await,
        false => ask::turn(&house, &asked.from, what, None).await,
    }
}
