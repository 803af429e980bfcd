//! What stands under a picture: its words, and the buttons that open its sources there and say it in words below.
//!
//! Owns: a picture as it is sent, and those presses. Must not know: how a chart is put together, drawn or sent.

use std::sync::Arc;

use super::buttons::{self, Under};
use super::{Ending, House, Outcome, feedback, now};
use crate::telegram::address::Source;
use crate::telegram::card::{self, Kept};
use crate::telegram::outgoing::{Edit, Outgoing, Photo};

/// The picture of `kept`, to be sent to `to`; what its buttons need is kept before anybody can press them. `judged`: it
/// is the answer to a question, and can be judged like any other.
pub(super) async fn photo(
    house: &House,
    to: &Source,
    kept: Kept,
    judged: bool,
) -> anyhow::Result<Option<Outgoing>> {
    let Some((id, body)) = kept.filed() else { return Ok(None) };
    let Some((caption, mut buttons)) = house.desk().picture(id, &kept, false) else { return Ok(None) };
    let Some(chart) = kept.chart else { return Ok(None) };
    house.store.keep_card(id, body, now()).await?;
    buttons.extend(judged.then(|| feedback::row(house, chart.lang)));
    let (place, reply_to, chart) = (to.place, to.reply_to, Arc::new(chart));
    Ok(Some(Outgoing::Photo(Photo { place, reply_to, chart, caption, buttons })))
}

/// Opens or closes the sources under the picture `card`. Nobody's conversation changes by it.
pub(super) async fn show(house: &House, under: Under, card: u64, open: bool) -> Ending {
    let Under { query, from, message } = under;
    let kept = read(house, card).await?;
    let shown =
        kept.as_ref().and_then(|kept| Some((kept.chart.as_ref()?, house.desk().picture(card, kept, open)?)));
    let Some((chart, (html, mut buttons))) = shown else {
        return buttons::out_of_date(house, query, from.lang).await;
    };
    if feedback::judgeable(house, from.place.chat, message).await?.is_some() {
        buttons.push(feedback::row(house, chart.lang));
    }
    let edit = Edit { place: from.place, message, html, buttons };
    let send = vec![Outgoing::PressAnswer { query, text: None }, Outgoing::Recaption(edit)];
    Ok(Outcome { send, ..Outcome::default() })
}

/// Says in words what the picture `card` shows, in reply to it. Nobody's conversation changes by it.
pub(super) async fn tell(house: &House, under: Under, card: u64) -> Ending {
    let Under { query, from, message } = under;
    let Some(Kept { answer: Some(answer), chart, .. }) = read(house, card).await? else {
        return buttons::out_of_date(house, query, from.lang).await;
    };
    let from = Source { reply_to: Some(message), ..from };
    let mut send = house.drawable(&from, &answer, chart).await?;
    send.insert(0, Outgoing::PressAnswer { query, text: None });
    Ok(Outcome { send, ..Outcome::default() })
}

async fn read(house: &House, card: u64) -> anyhow::Result<Option<Kept>> {
    let kept = house.store.card(card).await?;
    Ok(kept.and_then(|body| card::read(&body)))
}
