//! `/lang`: in which language the answers in a chat are.
//!
//! Owns: the command, its buttons, and who may press them. Must not know: the words.

use super::Asked;
use super::buttons::{self, Under};
use super::{Ending, House, Outcome, context, now};
use crate::answer::{Answer, Lang};
use crate::engine::{Label, Page};
use crate::render::html;
use crate::telegram::address::Source;
use crate::telegram::keyboard::Press;
use crate::telegram::outgoing::{Button, Edit, Message, Outgoing, Rows};

const LANGUAGES: [Option<Lang>; 4] = [None, Some(Lang::ZhHant), Some(Lang::ZhHans), Some(Lang::En)];

/// Shows the languages; the one in use is marked.
pub(super) async fn lang(house: House, asked: Asked) -> Ending {
    let from = &asked.from;
    let page = house.page(from.lang, Page::Language).await?;
    let send = parts(&page).into_iter().map(|html| {
        let (place, reply_to, buttons) = (from.place, from.reply_to, rows(&house, from, from.person));
        Outgoing::Message(Message { place, reply_to, html, buttons })
    });
    Ok(Outcome { send: send.collect(), ..Outcome::default() })
}

/// Keeps the language that was chosen. In a group the message belongs to the person who sent the command.
pub(super) async fn chosen(house: &House, under: Under, lang: Option<Lang>, person: i64) -> Ending {
    let Under { query, from, message } = under;
    if person != from.person {
        return buttons::only_says(house, query, from.lang, Page::NotYours).await;
    }
    house.store.set_voice(from.place.chat, lang.map(Lang::tag), now()).await?;
    let from = Source { fixed: lang, lang: lang.unwrap_or(from.lang), ..from };
    let page = house.page(from.lang, Page::Speaks(lang)).await?;
    let mut send = vec![Outgoing::PressAnswer { query, text: None }];
    send.extend(parts(&page).into_iter().take(1).map(|html| {
        Outgoing::Edit(Edit { place: from.place, message, html, buttons: rows(house, &from, person) })
    }));
    let dialogue = match lang {
        Some(_) => None,
        None => context::without_language(house, &from).await?,
    };
    Ok(Outcome { send, dialogue, ..Outcome::default() })
}

fn parts(page: &Answer) -> Vec<String> {
    html::render(page)
}

fn rows(house: &House, from: &Source, person: i64) -> Rows {
    let button = |lang: &Option<Lang>| {
        let word = house.speaker.label(from.lang, lang.map_or(Label::AnyLanguage, Label::Language));
        let mark = if *lang == from.fixed { "✓ " } else { "" };
        Button {
            label: format!("{mark}{word}"),
            data: house.seal.data(&Press::Speak { lang: *lang, person }),
        }
    };
    LANGUAGES.chunks(2).map(|pair| pair.iter().map(button).collect()).collect()
}
