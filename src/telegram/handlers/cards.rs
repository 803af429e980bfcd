//! Buttons that show an answer another way: its sources, the next page of its list. The message changes in place.
//!
//! Owns: those presses. Must not know: how an answer is laid out.

use super::buttons::{self, Under};
use super::feedback;
use super::{Ending, House, Outcome, now};
use crate::render::sheet::pages;
use crate::telegram::card::{self, View};
use crate::telegram::outgoing::{Edit, Outgoing};

/// Shows the kept answer `card` as `view` wants it. Nobody's conversation changes by it.
pub(super) async fn show(house: &House, under: Under, id: u64, view: View) -> Ending {
    let kept = house.store.card(id).await?;
    let Some(kept) = kept.and_then(|body| card::read(&body)) else {
        return buttons::out_of_date(house, under.query, under.from.lang).await;
    };
    let tools = kept.tools(id);
    let Some(answer) = kept.answer.filter(|answer| view.page < pages(answer)) else {
        return buttons::out_of_date(house, under.query, under.from.lang).await;
    };
    let shown = house.desk().show(&answer, Some(tools), view);
    let Some(html) = shown.parts.into_iter().next() else { return Ok(Outcome::default()) };
    // A message that is still looked at keeps its buttons in use.
    house.store.offer(shown.choices, now()).await?;
    let mut buttons = shown.rows;
    let place = under.from.place;
    if feedback::judgeable(house, place.chat, under.message).await?.is_some() {
        buttons.extend(feedback::buttons(house, &answer));
    }
    let edit = Edit { place, message: under.message, html, buttons };
    let send = vec![Outgoing::PressAnswer { query: under.query, text: None }, Outgoing::Edit(edit)];
    Ok(Outcome { send, ..Outcome::default() })
}
