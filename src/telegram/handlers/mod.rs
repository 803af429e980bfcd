//! The handler tree: one feature a file, each says what to send and sends nothing itself.
//!
//! Owns: which handler an update goes to, and what handlers have in common. Must not know: the inbox, the network.

mod about;
mod ask;
mod buttons;
mod cards;
mod cite;
mod help;
mod lang;
mod privacy;
mod rank;
mod sources;
mod start;
mod walk;

use std::ops::ControlFlow;
use std::sync::Arc;

use async_trait::async_trait;
use teloxide::dptree::{self, Handler as Branch};

use super::address::{self, Asked, Content, Me, Pressed, Source};
use super::card::{self, Desk, View};
use super::handler::{Ending, Handler, Outcome};
use super::keyboard::Seal;
use super::metrics::Metrics;
use super::outgoing::{Message, Outgoing};
use super::speaker::Notice;
use super::thinking::Thinking;
use super::update::Update;
use super::{Speaker, now};
use crate::answer::{Answer, Kind, Lang};
use crate::engine::Page;
use crate::store::Store;

type Tree = Branch<'static, Ending>;

/// What handlers work with.
#[derive(Clone)]
pub(super) struct House {
    pub speaker: Arc<dyn Speaker>,
    pub store: Arc<dyn Store>,
    pub metrics: Arc<Metrics>,
    pub thinking: Arc<Thinking>,
    pub seal: Seal,
    /// The bot's name, without the at sign.
    pub username: Arc<str>,
}

/// A command's name, and what the person wrote after it.
#[derive(Debug, Clone)]
struct Argument(String);

/// The bot's handlers, as the worker calls them.
pub(super) struct Handlers {
    tree: Tree,
    house: House,
    me: Me,
}

impl Handlers {
    pub(super) fn new(
        speaker: Arc<dyn Speaker>,
        store: Arc<dyn Store>,
        metrics: Arc<Metrics>,
        thinking: Arc<Thinking>,
        me: Me,
        seal: Seal,
    ) -> Handlers {
        let username = me.username.as_str().into();
        let house = House { speaker, store, metrics, thinking, seal, username };
        let tree = tree();
        // Says at start, not at the first update, when a handler asks for something that it is not given.
        dptree::type_check(tree.sig(), &dptree::deps![house.clone(), me.clone(), Update::default()], &[]);
        Handlers { tree, house, me }
    }
}

#[async_trait]
impl Handler for Handlers {
    async fn handle(&self, update: Update) -> Ending {
        let given = dptree::deps![self.house.clone(), self.me.clone(), update];
        match self.tree.dispatch(given).await {
            ControlFlow::Break(ending) => ending,
            ControlFlow::Continue(_) => Ok(Outcome::default()),
        }
    }

    fn source(&self, update: &Update) -> Option<Source> {
        let asked = address::asked(update, &self.me).map(|asked| asked.from);
        asked.or_else(|| address::pressed(update)?.from)
    }

    async fn notice(&self, update: Update, notice: Notice) -> Ending {
        let mut outcome = match self.source(&update) {
            Some(source) => self.house.send_notice(&source, notice).await?,
            None => Outcome::default(),
        };
        if let Some(pressed) = address::pressed(&update) {
            outcome.send.insert(0, Outgoing::PressAnswer { query: pressed.query, text: None });
        }
        Ok(outcome)
    }

    async fn apologise(&self, update: Update) -> Ending {
        let mut outcome = Outcome::default();
        if let Some(pressed) = address::pressed(&update) {
            outcome.send.push(Outgoing::PressAnswer { query: pressed.query, text: None });
        }
        if let Some(source) = self.source(&update) {
            let page = self.house.page(source.lang, Page::Sorry).await?;
            outcome.send.extend(self.house.messages(&source, &page).await?);
        }
        Ok(outcome)
    }
}

fn tree() -> Tree {
    dptree::entry()
        .branch(
            dptree::filter_map_async(asked)
                .branch(dptree::filter(ask::too_long).endpoint(ask::shorter))
                .branch(command("start").endpoint(start::start))
                .branch(command("rank").endpoint(rank::rank))
                .branch(command("compare").endpoint(walk::compare))
                .branch(command("table").endpoint(walk::table))
                .branch(command("topics").endpoint(walk::topics))
                .branch(command("lang").endpoint(lang::lang))
                .branch(command("about").endpoint(about::about))
                .branch(command("sources").endpoint(sources::sources))
                .branch(command("cite").endpoint(cite::cite))
                .branch(command("privacy").endpoint(privacy::privacy))
                .branch(dptree::filter(help::wanted).endpoint(help::help))
                .branch(dptree::endpoint(ask::ask)),
        )
        .branch(dptree::filter_map_async(pressed).endpoint(buttons::pressed))
}

/// What was said, by somebody who is spoken to in the language that was chosen for the chat.
async fn asked(update: Update, me: Me, house: House) -> Option<Asked> {
    let asked = address::asked(&update, &me)?;
    let lang = house.voice(&asked.from).await;
    Some(Asked { from: asked.from.spoken_to_in(lang), ..asked })
}

/// What was pressed, by somebody who is spoken to in that language too.
async fn pressed(update: Update, house: House) -> Option<Pressed> {
    let pressed = address::pressed(&update)?;
    let Some(from) = pressed.from.clone() else { return Some(pressed) };
    let lang = house.voice(&from).await;
    let from = from.spoken_to_in(lang);
    Some(Pressed { lang: from.lang, from: Some(from), ..pressed })
}

/// Passes `/name` and gives on what stands after it.
fn command(name: &'static str) -> Tree {
    dptree::filter_map(move |asked: Asked| match asked.content {
        Content::Command(said, rest) if said == name => Some(Argument(rest)),
        _ => None,
    })
}

impl House {
    /// Lets the engine think on a thread where it may block: a question that never ends must not hold up the others.
    async fn think<T: Send + 'static>(
        &self,
        thought: impl FnOnce(&dyn Speaker) -> T + Send + 'static,
    ) -> anyhow::Result<T> {
        let speaker = Arc::clone(&self.speaker);
        let thought = self.thinking.of(move || thought(speaker.as_ref()));
        // The panic's words may quote the question, so they go no further.
        thought.await.map_err(|_| anyhow::anyhow!("the engine panicked"))
    }

    async fn page(&self, lang: Lang, page: Page) -> anyhow::Result<Answer> {
        self.think(move |speaker| speaker.page(lang, page)).await
    }

    /// A whole turn that sends a page.
    async fn send_page(&self, to: &Source, page: Page) -> Ending {
        let page = self.page(to.lang, page).await?;
        Ok(Outcome { send: self.messages(to, &page).await?, dialogue: None })
    }

    /// A whole turn that says how the bot is to be used.
    async fn send_notice(&self, to: &Source, notice: Notice) -> Ending {
        let lang = to.lang;
        let said = self.think(move |speaker| speaker.notice(lang, notice)).await?;
        Ok(Outcome { send: self.messages(to, &said).await?, dialogue: None })
    }

    /// `answer` as messages to where it was asked. What the buttons ask is kept before anybody can press them.
    async fn messages(&self, to: &Source, answer: &Answer) -> anyhow::Result<Vec<Outgoing>> {
        self.metrics.answered(match answer.kind {
            Kind::Answer => "answer",
            Kind::NoData => "no_data",
            Kind::OutOfScope => "out_of_scope",
            Kind::Clarify => "clarify",
            Kind::Smalltalk => "smalltalk",
        });
        let card = card::card(answer);
        let number = card.as_ref().map(|(number, _)| *number);
        let shown = self.desk().show(answer, number, View::default());
        let parts = shown.parts;
        if parts.is_empty() {
            tracing::error!(kind = ?answer.kind, "an answer without text: nothing is sent");
            return Ok(Vec::new());
        }
        let kept = async {
            match card {
                Some((number, body)) => self.store.keep_card(number, body, now()).await,
                None => Ok(()),
            }
        };
        let offered = async {
            match shown.choices.is_empty() {
                true => Ok(()),
                false => self.store.offer(shown.choices, now()).await,
            }
        };
        // Together, they wait for one write.
        tokio::try_join!(kept, offered)?;
        let mut rows = shown.rows;
        let last = parts.len() - 1;
        let message = |(nth, html)| {
            Outgoing::Message(Message {
                place: to.place,
                reply_to: to.reply_to.filter(|_| nth == 0),
                html,
                buttons: if nth == last { std::mem::take(&mut rows) } else { Vec::new() },
            })
        };
        Ok(parts.into_iter().enumerate().map(message).collect())
    }

    /// Where answers get their buttons.
    fn desk(&self) -> Desk<'_> {
        Desk { speaker: self.speaker.as_ref(), seal: self.seal, username: &self.username }
    }

    /// The language that was chosen for a chat. A store that fails now fails the update a moment later.
    async fn voice(&self, source: &Source) -> Option<Lang> {
        self.store.voice(source.place.chat).await.ok().flatten().and_then(|tag| Lang::from_tag(&tag))
    }
}
