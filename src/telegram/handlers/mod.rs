//! The handlers: one feature a file, each says what to send and sends nothing itself.
//!
//! Owns: which handler an update goes to, and what handlers have in common. Must not know: the inbox, the network.

mod about;
mod admin;
mod ask;
mod buttons;
mod cards;
mod chart;
mod cite;
mod context;
mod feedback;
mod groups;
mod help;
mod house;
mod inline;
mod lang;
mod pictures;
mod privacy;
mod rank;
mod record;
mod revise;
mod sources;
mod start;
mod walk;

use async_trait::async_trait;

use super::address::{self, Asked, Content, Me, Pressed, Source};
use super::albums::Albums;
use super::handler::{Ending, Handler, Outcome};
use super::line::Line;
use super::now;
use super::outgoing::Outgoing;
use super::speaker::Notice;
use super::update::{Message, Update};
use crate::answer::Lang;
use crate::engine::Page;
use crate::store::Heard;
pub(super) use feedback::Ballot;
pub(super) use house::House;

/// What a person wrote after a command's name.
#[derive(Debug)]
struct Argument(String);

/// The bot's handlers, as the worker calls them.
pub(super) struct Handlers {
    house: House,
    me: Me,
    albums: Albums,
}

impl Handlers {
    pub(super) fn new(house: House, me: Me) -> Handlers {
        Handlers { house, me, albums: Albums::default() }
    }
}

impl Handlers {
    /// Sends `update` to whoever deals with it.
    async fn dispatch(&self, house: House, update: Update) -> Ending {
        let wordless = |message: &&Message| message.text.is_none() && message.caption.is_none();
        let message = update.message.as_deref();
        if message.is_some_and(|message| self.albums.seen(message)) && message.filter(wordless).is_some() {
            return Ok(Outcome::default());
        }
        let asked = address::asked(&update, &self.me);
        // Who wants to be forgotten is not remembered for having said so.
        let noted = asked.as_ref().filter(|asked| !privacy::forgets(asked)).map(|asked| asked.from.clone());
        let mut outcome = routed(house, self.me.clone(), update, asked).await?;
        if let Some(from) = noted {
            record::page(&from, &mut outcome);
        }
        Ok(outcome)
    }
}

#[async_trait]
impl Handler for Handlers {
    async fn handle(&self, update: Update) -> Ending {
        match edited(&update).cloned() {
            Some(message) => Box::pin(revise::revised(self, message.into())).await,
            None => self.dispatch(self.house.clone(), update).await,
        }
    }

    fn source(&self, update: &Update) -> Option<Source> {
        if let Some(message) = edited(update) {
            let update = Update { message: Some(message.clone().into()), ..Update::default() };
            return address::asked(&update, &self.me).map(|asked| asked.from);
        }
        let asked = address::asked(update, &self.me).map(|asked| asked.from);
        asked.or_else(|| address::pressed(update)?.from)
    }

    async fn notice(&self, update: Update, notice: Notice) -> Ending {
        let mut outcome = match self.source(&update) {
            Some(source) => self.house.send_notice(&self.house.spoken_to(source).await, notice).await?,
            None => Outcome::default(),
        };
        if let Some(pressed) = address::pressed(&update) {
            outcome.send.insert(0, Outgoing::PressAnswer { query: pressed.query, text: None });
        }
        if let Some(query) = &update.inline_query {
            outcome.send.push(inline::nothing(&self.house, query, Line::InlineTooFast));
        }
        Ok(outcome)
    }

    async fn apologise(&self, update: Update) -> Ending {
        let mut outcome = Outcome::default();
        if let Some(pressed) = address::pressed(&update) {
            outcome.send.push(Outgoing::PressAnswer { query: pressed.query, text: None });
        }
        if let Some(query) = &update.inline_query {
            outcome.send.push(inline::nothing(&self.house, query, Line::InlineMore));
        }
        if let Some(source) = self.source(&update) {
            let source = self.house.spoken_to(source).await;
            let page = self.house.page(source.lang, Page::Sorry).await?;
            outcome.send.extend(self.house.messages(&source, &page).await?);
        }
        Ok(outcome)
    }
}

/// The message that `update` says was edited.
fn edited(update: &Update) -> Option<&Message> {
    update.edited_message.as_deref().or(update.edited_channel_post.as_deref())
}

/// Who deals with `update`, asked in this order. Questions are many: what is rarer has a place of its own, so that they
/// need not carry the room that it takes.
async fn routed(house: House, me: Me, update: Update, asked: Option<Asked>) -> Ending {
    if let Some(moved) = groups::moved(&update) {
        return Box::pin(groups::follow(house, moved)).await;
    }
    if let Some(change) = update.my_chat_member {
        return Box::pin(groups::changed(house, me, *change)).await;
    }
    if let Some(query) = update.inline_query {
        return Box::pin(inline::offer(house, *query)).await;
    }
    if let Some(asked) = asked {
        let (house, asked) = addressed(house, asked).await;
        return said(house, asked).await;
    }
    let Some(pressed) = pressed(&update, &house).await else { return Ok(Outcome::default()) };
    match feedback::judged(&pressed) {
        Some(verdict) => Box::pin(feedback::judge(house, pressed, verdict)).await,
        None => Box::pin(buttons::pressed(house, pressed)).await,
    }
}

/// What was said: too much to be read, a command, or a question.
async fn said(house: House, asked: Asked) -> Ending {
    if ask::too_long(&asked) {
        return ask::shorter(house, asked).await;
    }
    match &asked.content {
        Content::Command(name, rest) => {
            let (name, rest) = (name.clone(), Argument(rest.clone()));
            Box::pin(command(house, asked, &name, rest)).await
        }
        Content::Text(_) | Content::NotText => ask::ask(house, asked).await,
    }
}

/// The command `name`, and what stands after it.
async fn command(house: House, asked: Asked, name: &str, rest: Argument) -> Ending {
    match name {
        "start" => start::start(house, asked, rest).await,
        "rank" => rank::rank(house, asked, rest).await,
        "chart" => chart::chart(house, asked, rest).await,
        "compare" => walk::compare(house, asked, rest).await,
        "table" => walk::table(house, asked, rest).await,
        "topics" => walk::topics(house, asked).await,
        "lang" => lang::lang(house, asked).await,
        "about" => about::about(house, asked).await,
        "sources" => sources::sources(house, asked).await,
        "cite" => cite::cite(house, asked, rest).await,
        "privacy" => privacy::privacy(house, asked).await,
        privacy::FORGET => privacy::forget_me(house, asked).await,
        "feedback" => feedback::told(house, asked, rest).await,
        _ => match admin::wished(&asked, &house) {
            Some(wish) => admin::granted(house, asked, wish).await,
            None if help::wanted(&asked) => help::help(house, asked).await,
            None => ask::ask(house, asked).await,
        },
    }
}

/// The same, said by somebody of whom is known which language to answer in, and what the conversation is about.
async fn addressed(house: House, asked: Asked) -> (House, Asked) {
    if !ask::is_question(&asked.content) {
        let from = house.spoken_to(asked.from).await;
        return (house, Asked { from, ..asked });
    }
    // The answer is in the language of the question. A store that fails now fails the update a moment later.
    let Ok(Heard { voice, dialogue }) =
        house.store.heard(asked.from.place.chat, asked.from.person, now()).await
    else {
        return (house, asked);
    };
    let from = asked.from.spoken_to_in(voice.and_then(|tag| Lang::from_tag(&tag)));
    let own = Some(dialogue.unwrap_or_default().into());
    (House { own, ..house }, Asked { from, ..asked })
}

/// What was pressed, by somebody of whom that is known too.
async fn pressed(update: &Update, house: &House) -> Option<Pressed> {
    let pressed = address::pressed(update)?;
    let Some(from) = pressed.from.clone() else { return Some(pressed) };
    let from = house.spoken_to(from).await;
    Some(Pressed { lang: from.lang, from: Some(from), ..pressed })
}
