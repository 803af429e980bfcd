//! `/cite N`: footnote N; without a number that can be read, all of them.
//!
//! Owns: the command and reading its number. Must not know: how many footnotes there are.

use unicode_normalization::UnicodeNormalization;

use super::{Argument, Asked, Ending, House};
use crate::engine::Page;

pub(super) async fn cite(house: House, asked: Asked, Argument(number): Argument) -> Ending {
    // NFKC makes digits of full-width ones, superscripts and the like.
    let number: String = number.nfkc().filter(|character| !"[]().".contains(*character)).collect();
    let page = number.trim().parse().map_or(Page::Sources, Page::Cite);
    house.send_page(&asked.from, page).await
}
