//! A pressed button asks the question that it stands for.
//!
//! Owns: answering every press. Must not know: what the questions are about.

use super::{Ending, House, Outcome, ask};
use crate::answer::{Block, Lang};
use crate::engine::Page;
use crate::render::bare;
use crate::telegram::address::Pressed;
use crate::telegram::keyboard;
use crate::telegram::outgoing::Outgoing;

/// What a press of a button says that we don't know, or no longer: ask in words.
const UNKNOWN: Page = Page::OutOfDate;

/// Telegram takes no more UTF-16 units for a press's answer.
const SHOWN: usize = 200;

/// Asks the button's question in the conversation of the person who pressed: in a group that needn't be the person
/// who was answered, and that one's conversation stays as it is.
pub(super) async fn pressed(house: House, Pressed { query, data, from, lang }: Pressed) -> Ending {
    let known = match keyboard::parse(&data) {
        Some(id) => house.store.choice(id).await?,
        None => None,
    };
    let (Some(choice), Some(from)) = (known, from) else {
        let page = house.page(lang, UNKNOWN).await?;
        let text = page.blocks.iter().find_map(|block| match block {
            Block::Headline(spans) | Block::Line(spans) => Some(bare(spans)),
            _ => None,
        });
        let text = text.map(|text| shorten(&text)).filter(|text| !text.is_empty());
        return Ok(Outcome { send: vec![Outgoing::PressAnswer { query, text }], dialogue: None });
    };
    let mut outcome = ask::turn(&house, &from, choice.ask, Lang::from_tag(&choice.lang)).await?;
    outcome.send.insert(0, Outgoing::PressAnswer { query, text: None });
    Ok(outcome)
}

fn shorten(text: &str) -> String {
    let mut units = 0;
    let fits = |character: &char| {
        units += character.len_utf16();
        units <= SHOWN
    };
    text.chars().take_while(fits).collect()
}
