//! Charts: `/chart`, and the buttons that draw.
//!
//! Owns: that command and those presses. Must not know: how a chart is put together, drawn or sent.

use super::buttons::{self, Under};
use super::{Argument, Asked, Ending, House, Outcome, ask, pictures, walk};
use crate::answer::{Block, Chart, Kind, Lang, Span};
use crate::engine::Way;
use crate::render::html;
use crate::render::sheet::Sheet;
use crate::telegram::Line;
use crate::telegram::address::Source;
use crate::telegram::card::{self, Kept};
use crate::telegram::keyboard::Press;
use crate::telegram::outgoing::Outgoing;

/// Without words, what there is to draw; with words, the chart of what they ask.
pub(super) async fn chart(house: House, asked: Asked, Argument(what): Argument) -> Ending {
    match what.is_empty() {
        true => walk::begins(&house, &asked, Way::Chart).await,
        false => question(&house, &asked.from, what, asked.from.fixed).await,
    }
}

/// A turn that draws what `text` asks, and begins a conversation about it. Where there is nothing to draw, it says so
/// and answers in words; a question back draws what is chosen.
async fn question(house: &House, from: &Source, text: String, lang: Option<Lang>) -> Ending {
    let (mut reply, turn) = ask::thought(house, from, text, lang).await?;
    if let Some(chart) = reply.chart.take() {
        house.metrics.answered("answer");
        let answer = Some(reply.answer).filter(|answer| !answer.personal);
        let kept = Kept { answer, chart: Some(chart), key: None };
        return Ok(turn
            .pictured()
            .sends(pictures::photo(house, from, kept, true).await?.into_iter().collect()));
    }
    let clarifies = reply.answer.kind == Kind::Clarify && !reply.answer.choices.is_empty();
    if !clarifies {
        let line = house.speaker.line(reply.answer.lang, Line::NoChart, &[]);
        reply.answer.blocks.push(Block::Line(vec![Span::Text(line)]));
    }
    let mut send = house.messages(from, &reply.answer).await?;
    if clarifies {
        send.iter_mut().for_each(|outgoing| draws(house, outgoing));
    }
    Ok(turn.sends(send))
}

/// Lets buttons that would ask a question draw its chart.
fn draws(house: &House, outgoing: &mut Outgoing) {
    let Outgoing::Message(message) = outgoing else { return };
    for button in message.buttons.iter_mut().flatten() {
        if let Some(Press::Ask(id)) = house.seal.read(&button.data) {
            button.data = house.seal.data(&Press::DrawAsked(id));
        }
    }
}

/// Draws the kept answer `id` below it. Nobody's conversation changes by it.
pub(super) async fn kept(house: &House, under: Under, id: u64) -> Ending {
    let kept = house.store.card(id).await?;
    match kept.and_then(|body| card::read(&body)).filter(|kept| kept.chart.is_some()) {
        Some(kept) => below(house, under, kept).await,
        None => buttons::out_of_date(house, under.query, under.from.lang).await,
    }
}

/// Draws what stands under a key of the fact base.
pub(super) async fn keyed(house: &House, under: Under, key: u64) -> Ending {
    let lang = under.from.lang;
    match house.think(move |speaker| speaker.chart_at(lang, key)).await? {
        Some(chart) => below(house, under, Kept { answer: None, chart: Some(chart), key: Some(key) }).await,
        None => buttons::out_of_date(house, under.query, lang).await,
    }
}

/// Draws what the question asks that is kept under `id`, in a conversation of whoever pressed.
pub(super) async fn asked(house: &House, under: Under, id: u64) -> Ending {
    let Under { query, from, message } = under;
    let Some(choice) = house.store.choice(id).await? else {
        return buttons::out_of_date(house, query, from.lang).await;
    };
    let lang = from.fixed.or(Lang::from_tag(&choice.lang));
    let from = Source { reply_to: Some(message), ..from };
    let mut outcome = question(house, &from, choice.ask, lang).await?;
    outcome.send.insert(0, Outgoing::PressAnswer { query, text: None });
    Ok(outcome)
}

/// The picture, in reply to the message whose button was pressed.
async fn below(house: &House, Under { query, from, message }: Under, kept: Kept) -> Ending {
    let from = Source { reply_to: Some(message), ..from };
    let mut send = vec![Outgoing::PressAnswer { query, text: None }];
    send.extend(pictures::photo(house, &from, kept, false).await?);
    Ok(Outcome { send, ..Outcome::default() })
}

/// What the picture shows, in words, with the sources. It fits: the chart sees to that.
pub(super) fn caption(chart: &Chart) -> String {
    html::caption(&chart.caption(), &Sheet::default()).into_iter().next().unwrap_or_default()
}
