//! `/topics`, `/table` and `/compare`: choosing by buttons, a place after another, in one message.
//!
//! Owns: the commands and their presses. Must not know: what there is to choose.

use super::buttons::{self, Under};
use super::{Argument, Asked, Ending, House, Outcome, ask, now};
use crate::answer::Lang;
use crate::engine::{Goal, Label, Stop, Walk, Way};
use crate::render::html;
use crate::store::SavedChoice;
use crate::telegram::keyboard::{self, Press};
use crate::telegram::outgoing::{Button, Edit, Message, Outgoing, Rows};

pub(super) async fn topics(house: House, asked: Asked) -> Ending {
    begins(&house, &asked, Way::Topics).await
}

/// With words after it, a question like any other.
pub(super) async fn table(house: House, asked: Asked, Argument(what): Argument) -> Ending {
    match what.is_empty() {
        true => begins(&house, &asked, Way::Table).await,
        false => ask::afresh(&house, &asked.from, what, asked.from.fixed).await,
    }
}

/// With words after it, a comparison of what they name.
pub(super) async fn compare(house: House, asked: Asked, Argument(what): Argument) -> Ending {
    if what.is_empty() {
        return begins(&house, &asked, Way::Compare).await;
    }
    let question = house.think(move |speaker| speaker.compare_question(&what)).await?;
    ask::afresh(&house, &asked.from, question, asked.from.fixed).await
}

/// Sends the first place of a way.
pub(super) async fn begins(house: &House, asked: &Asked, way: Way) -> Ending {
    let from = &asked.from;
    let Some((parts, buttons)) = place(house, from.lang, Walk { way, path: vec![], page: 0 }).await? else {
        return Ok(Outcome::default());
    };
    let message = |html| {
        let (place, reply_to, buttons) = (from.place, from.reply_to, buttons.clone());
        Outgoing::Message(Message { place, reply_to, html, buttons })
    };
    Ok(Outcome { send: parts.into_iter().take(1).map(message).collect(), ..Outcome::default() })
}

/// Shows another place in the message that was pressed.
pub(super) async fn goes(house: &House, under: Under, walk: Walk) -> Ending {
    let Under { query, from, message } = under;
    let Some((parts, buttons)) = place(house, from.lang, walk).await? else {
        return buttons::out_of_date(house, query, from.lang).await;
    };
    let edit = |html| Outgoing::Edit(Edit { place: from.place, message, html, buttons: buttons.clone() });
    let mut send = vec![Outgoing::PressAnswer { query, text: None }];
    send.extend(parts.into_iter().take(1).map(edit));
    Ok(Outcome { send, ..Outcome::default() })
}

/// A place as text and buttons. What its questions ask is kept before anybody can press them.
async fn place(house: &House, lang: Lang, walk: Walk) -> anyhow::Result<Option<(Vec<String>, Rows)>> {
    let asked = walk.clone();
    let Some(stop) = house.think(move |speaker| speaker.walk(lang, &asked)).await? else { return Ok(None) };
    let (rows, choices) = rows(house, lang, &walk, &stop);
    if !choices.is_empty() {
        house.store.offer(choices, now()).await?;
    }
    Ok(Some((html::render(&stop.answer), rows)))
}

fn rows(house: &House, lang: Lang, walk: &Walk, stop: &Stop) -> (Rows, Vec<SavedChoice>) {
    let mut kept = Vec::new();
    let mut buttons = Vec::new();
    for door in &stop.doors {
        let sealed = |press| Button { label: door.label.clone(), data: house.seal.data(&press) };
        let button = match &door.to {
            Goal::Walk(to) => sealed(Press::Walk(to.clone())),
            Goal::Open(key) => sealed(Press::Open(*key)),
            Goal::Draw(key) => sealed(Press::DrawKey(*key)),
            Goal::Ask(ask) => {
                let (button, choice) = keyboard::question(lang, &door.label, ask);
                kept.push(choice);
                button
            }
        };
        buttons.push(button);
    }
    let mut rows = keyboard::packed(buttons);
    let mut turns = Vec::new();
    let mut turn = |word, to: Walk| {
        let data = house.seal.data(&Press::Walk(to));
        turns.push(Button { label: house.speaker.label(lang, word), data });
    };
    if walk.page > 0 {
        turn(Label::Previous, Walk { page: walk.page - 1, ..walk.clone() });
    }
    if walk.page + 1 < stop.pages {
        turn(Label::Next, Walk { page: walk.page + 1, ..walk.clone() });
    }
    if !turns.is_empty() {
        rows.push(turns);
    }
    if let Some(back) = &stop.back {
        let data = house.seal.data(&Press::Walk(back.clone()));
        rows.push(vec![Button { label: house.speaker.label(lang, Label::Back), data }]);
    }
    (rows, kept)
}
