//! The handler tree: one feature a file, each says what to send and sends nothing itself.
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

use std::ops::ControlFlow;

use async_trait::async_trait;
use teloxide::dptree::{self, Handler as Branch};

use super::address::{self, Asked, Content, Me, Pressed, Source};
use super::albums::Albums;
use super::handler::{Ending, Handler, Outcome};
use super::line::Line;
use super::now;
use super::outgoing::Outgoing;
use super::speaker::Notice;
use super::update::{Message, Update};
use crate::engine::Page;
pub(super) use feedback::Ballot;
pub(super) use house::House;

type Tree = Branch<'static, Ending>;

/// A command's name, and what the person wrote after it.
#[derive(Debug, Clone)]
struct Argument(String);

/// The bot's handlers, as the worker calls them.
pub(super) struct Handlers {
    tree: Tree,
    house: House,
    me: Me,
    albums: Albums,
}

impl Handlers {
    pub(super) fn new(house: House, me: Me) -> Handlers {
        let tree = tree();
        // Says at start, not at the first update, when a handler asks for something that it is not given.
        dptree::type_check(tree.sig(), &dptree::deps![house.clone(), me.clone(), Update::default()], &[]);
        Handlers { tree, house, me, albums: Albums::default() }
    }
}

impl Handlers {
    /// Sends `update` through the tree.
    async fn dispatch(&self, house: House, update: Update) -> Ending {
        let wordless = |message: &&Message| message.text.is_none() && message.caption.is_none();
        let message = update.message.as_ref();
        if message.is_some_and(|message| self.albums.seen(message)) && message.filter(wordless).is_some() {
            return Ok(Outcome::default());
        }
        // Who wants to be forgotten is not remembered for having said so.
        let asked = address::asked(&update, &self.me).filter(|asked| !privacy::forgets(asked));
        let given = dptree::deps![house, self.me.clone(), update];
        let mut outcome = match self.tree.dispatch(given).await {
            ControlFlow::Break(ending) => ending?,
            ControlFlow::Continue(_) => Outcome::default(),
        };
        if let Some(asked) = asked {
            record::page(&asked.from, &mut outcome);
        }
        Ok(outcome)
    }
}

#[async_trait]
impl Handler for Handlers {
    async fn handle(&self, update: Update) -> Ending {
        match edited(&update).cloned() {
            Some(message) => revise::revised(self, message).await,
            None => self.dispatch(self.house.clone(), update).await,
        }
    }

    fn source(&self, update: &Update) -> Option<Source> {
        if let Some(message) = edited(update) {
            let update = Update { message: Some(message.clone()), ..Update::default() };
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
    update.edited_message.as_ref().or(update.edited_channel_post.as_ref())
}

fn tree() -> Tree {
    dptree::entry()
        .branch(dptree::filter_map(|update: Update| groups::moved(&update)).endpoint(groups::follow))
        .branch(dptree::filter_map(|update: Update| update.my_chat_member).endpoint(groups::changed))
        .branch(dptree::filter_map(|update: Update| update.inline_query).endpoint(inline::offer))
        .branch(
            dptree::filter_map_async(asked)
                .branch(dptree::filter(ask::too_long).endpoint(ask::shorter))
                .branch(command("start").endpoint(start::start))
                .branch(command("rank").endpoint(rank::rank))
                .branch(command("chart").endpoint(chart::chart))
                .branch(command("compare").endpoint(walk::compare))
                .branch(command("table").endpoint(walk::table))
                .branch(command("topics").endpoint(walk::topics))
                .branch(command("lang").endpoint(lang::lang))
                .branch(command("about").endpoint(about::about))
                .branch(command("sources").endpoint(sources::sources))
                .branch(command("cite").endpoint(cite::cite))
                .branch(command("privacy").endpoint(privacy::privacy))
                .branch(command(privacy::FORGET).endpoint(privacy::forget_me))
                .branch(command("feedback").endpoint(feedback::told))
                .branch(dptree::filter_map(admin::wished).endpoint(admin::granted))
                .branch(dptree::filter(help::wanted).endpoint(help::help))
                .branch(dptree::endpoint(ask::ask)),
        )
        .branch(
            dptree::filter_map_async(pressed)
                .branch(
                    dptree::filter_map(|pressed: Pressed| feedback::judged(&pressed))
                        .endpoint(feedback::judge),
                )
                .endpoint(buttons::pressed),
        )
}

/// What was said, by somebody of whom is known which language to answer in.
async fn asked(update: Update, me: Me, house: House) -> Option<Asked> {
    let asked = address::asked(&update, &me)?;
    let from = match ask::is_question(&asked.content) {
        // The answer is in the language of the question.
        true => house.answered_to(asked.from).await,
        false => house.spoken_to(asked.from).await,
    };
    Some(Asked { from, ..asked })
}

/// What was pressed, by somebody of whom that is known too.
async fn pressed(update: Update, house: House) -> Option<Pressed> {
    let pressed = address::pressed(&update)?;
    let Some(from) = pressed.from.clone() else { return Some(pressed) };
    let from = house.spoken_to(from).await;
    Some(Pressed { lang: from.lang, from: Some(from), ..pressed })
}

/// Passes `/name` and gives on what stands after it.
fn command(name: &'static str) -> Tree {
    dptree::filter_map(move |asked: Asked| match asked.content {
        Content::Command(said, rest) if said == name => Some(Argument(rest)),
        _ => None,
    })
}
