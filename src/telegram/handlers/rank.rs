//! `/rank`: the rankings to choose from; with words after it, a question like any other.
//!
//! Owns: the command. Must not know: which rankings there are.

use super::{Argument, Asked, Ending, House, ask};
use crate::engine::Page;

pub(super) async fn rank(house: House, asked: Asked, Argument(what): Argument) -> Ending {
    if what.is_empty() {
        return house.send_page(&asked.from, Page::Rank).await;
    }
    let question = house.think(move |speaker| speaker.rank_question(&what)).await?;
    ask::afresh(&house, &asked.from, question, asked.from.fixed).await
}
