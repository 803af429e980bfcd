//! A pressed button: what it means, and that every press is answered.
//!
//! Owns: who deals with which press. Must not know: what the buttons are about.

use super::{Ending, House, Outcome, ask, cards, chart, lang, pictures, walk};
use crate::answer::{Block, Lang};
use crate::engine::Page;
use crate::render::bare;
use crate::telegram::address::{Pressed, Source};
use crate::telegram::card::View;
use crate::telegram::keyboard::Press;
use crate::telegram::outgoing::Outgoing;

/// Telegram takes no more UTF-16 units for a press's answer.
const SHOWN: usize = 200;

/// A press of a button under a message of ours.
pub(super) struct Under {
    pub query: String,
    pub from: Source,
    /// The message.
    pub message: i64,
}

/// Does what the button stands for. In a group that needn't be the person who was answered: a question begins a
/// conversation of whoever pressed, and the other one's stays as it is.
pub(super) async fn pressed(house: House, Pressed { query, data, from, message, lang }: Pressed) -> Ending {
    let (Some(press), Some(from), Some(message)) = (house.seal.read(&data), from, message) else {
        return out_of_date(&house, query, lang).await;
    };
    let under = Under { query, from, message };
    match press {
        Press::Ask(id) => asks(&house, under, id).await,
        Press::Show { card, page, open } => cards::show(&house, under, card, View { page, open }).await,
        Press::Walk(place) => walk::goes(&house, under, place).await,
        Press::Open(key) => opens(&house, under, key).await,
        Press::Draw(card) => chart::kept(&house, under, card).await,
        Press::Caption { card, open } => pictures::show(&house, under, card, open).await,
        Press::Tell(card) => pictures::tell(&house, under, card).await,
        Press::DrawAsked(id) => chart::asked(&house, under, id).await,
        Press::DrawKey(key) => chart::keyed(&house, under, key).await,
        Press::Speak { lang, person } => lang::chosen(&house, under, lang, person).await,
    }
}

async fn asks(house: &House, Under { query, from, .. }: Under, id: u64) -> Ending {
    let Some(choice) = house.store.choice(id).await? else {
        return out_of_date(house, query, from.lang).await;
    };
    let lang = from.fixed.or(Lang::from_tag(&choice.lang));
    let mut outcome = ask::afresh(house, &from, choice.ask, lang).await?;
    outcome.send.insert(0, Outgoing::PressAnswer { query, text: None });
    Ok(outcome)
}

async fn opens(house: &House, Under { query, from, .. }: Under, key: u64) -> Ending {
    match ask::open(house, &from, key).await? {
        Some(mut outcome) => {
            outcome.send.insert(0, Outgoing::PressAnswer { query, text: None });
            Ok(outcome)
        }
        None => out_of_date(house, query, from.lang).await,
    }
}

/// Says kindly that the button is not known, or no longer.
pub(super) async fn out_of_date(house: &House, query: String, lang: Lang) -> Ending {
    only_says(house, query, lang, Page::OutOfDate).await
}

/// Answers a press with a line on top of the chat, and does nothing else.
pub(super) async fn only_says(house: &House, query: String, lang: Lang, page: Page) -> Ending {
    let page = house.page(lang, page).await?;
    let text = page.blocks.iter().find_map(|block| match block {
        Block::Headline(spans) | Block::Line(spans) => Some(bare(spans)),
        _ => None,
    });
    let text = text.map(|text| shorten(&text)).filter(|text| !text.is_empty());
    Ok(Outcome { send: vec![Outgoing::PressAnswer { query, text }], ..Outcome::default() })
}

fn shorten(text: &str) -> String {
    let mut units = 0;
    let fits = |character: &char| {
        units += character.len_utf16();
        units <= SHOWN
    };
    text.chars().take_while(fits).collect()
}
