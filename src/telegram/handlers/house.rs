//! What handlers work with, and how an answer becomes messages.
//!
//! Owns: thinking where it may block, and putting messages together. Must not know: which update is dealt with.

use std::sync::Arc;

use super::{Ballot, Ending, Outcome, Source, context, now};
use crate::answer::{Answer, Chart, Kind, Lang};
use crate::engine::Page;
use crate::store::Store;
use crate::telegram::Speaker;
use crate::telegram::card::{self, Desk, View};
use crate::telegram::gallery::Gallery;
use crate::telegram::keyboard::Seal;
use crate::telegram::line::{self, Line};
use crate::telegram::metrics::Metrics;
use crate::telegram::outgoing::{Message, Outgoing};
use crate::telegram::speaker::Notice;
use crate::telegram::thinking::Thinking;

/// What handlers work with.
#[derive(Clone)]
pub(in crate::telegram) struct House {
    pub speaker: Arc<dyn Speaker>,
    pub store: Arc<dyn Store>,
    pub metrics: Arc<Metrics>,
    pub thinking: Arc<Thinking>,
    pub gallery: Gallery,
    /// Makes callback data that nobody else can.
    pub seal: Seal,
    /// The bot's name, without the at sign.
    pub username: Arc<str>,
    /// Makes voters of persons.
    pub ballot: Ballot,
    /// The people who look after the bot.
    pub admins: Arc<[i64]>,
    /// Whether questions without an answer are kept for the editor; `/privacy` says so then.
    pub keeps_questions: bool,
    /// For how long, and judgements too.
    pub noted_days: i64,
    /// While an edited question is answered anew: the conversation that it was asked in.
    pub earlier: Option<Arc<str>>,
    /// The conversation of whoever asks, where it was read together with the language; empty where there is none.
    pub own: Option<Arc<str>>,
}

impl House {
    /// Lets the engine think on a thread where it may block: a question that never ends must not hold up the others.
    pub(super) async fn think<T: Send + 'static>(
        &self,
        thought: impl FnOnce(&dyn Speaker) -> T + Send + 'static,
    ) -> anyhow::Result<T> {
        let speaker = Arc::clone(&self.speaker);
        let thought = self.thinking.of(move || thought(speaker.as_ref()));
        // The panic's words may quote the question, so they go no further.
        thought.await.map_err(|_| anyhow::anyhow!("the engine panicked"))
    }

    pub(super) async fn page(&self, lang: Lang, page: Page) -> anyhow::Result<Answer> {
        self.think(move |speaker| speaker.page(lang, page)).await
    }

    /// A whole turn that sends a page.
    pub(super) async fn send_page(&self, to: &Source, page: Page) -> Ending {
        let page = self.page(to.lang, page).await?;
        Ok(Outcome { send: self.messages(to, &page).await?, ..Outcome::default() })
    }

    /// A whole turn that says how the bot is to be used.
    pub(super) async fn send_notice(&self, to: &Source, notice: Notice) -> Ending {
        let lang = to.lang;
        let said = self.think(move |speaker| speaker.notice(lang, notice)).await?;
        Ok(Outcome { send: self.messages(to, &said).await?, ..Outcome::default() })
    }

    /// A whole turn that sends a single text.
    pub(super) async fn send_line(&self, to: &Source, line: Line) -> Ending {
        let said = line::message(to.lang, &self.speaker.line(to.lang, line, &[]));
        Ok(Outcome { send: self.messages(to, &said).await?, ..Outcome::default() })
    }

    /// `answer` as messages to where it was asked.
    pub(super) async fn messages(&self, to: &Source, answer: &Answer) -> anyhow::Result<Vec<Outgoing>> {
        self.drawable(to, answer, None).await
    }

    /// The same, with a button that draws `chart`. What the buttons need is kept before anybody can press them.
    pub(super) async fn drawable(
        &self,
        to: &Source,
        answer: &Answer,
        chart: Option<Chart>,
    ) -> anyhow::Result<Vec<Outgoing>> {
        self.metrics.answered(match answer.kind {
            Kind::Answer => "answer",
            Kind::NoData => "no_data",
            Kind::OutOfScope => "out_of_scope",
            Kind::Clarify => "clarify",
            Kind::Smalltalk => "smalltalk",
        });
        let card = card::card(answer, chart);
        let tools = card.as_ref().map(|(tools, _)| *tools);
        let shown = self.desk().show(answer, tools, View::default());
        let parts = shown.parts;
        if parts.is_empty() {
            tracing::error!(kind = ?answer.kind, "an answer without text: nothing is sent");
            return Ok(Vec::new());
        }
        let kept = async {
            match card {
                Some((tools, body)) => self.store.keep_card(tools.card, body, now()).await,
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
    pub(super) fn desk(&self) -> Desk<'_> {
        Desk { speaker: self.speaker.as_ref(), seal: self.seal, username: &self.username }
    }

    /// The same, in the language that was chosen for the chat, if one was. A store that fails now fails the update a
    /// moment later.
    async fn answered_to(&self, from: Source) -> Source {
        let tag = self.store.voice(from.place.chat).await.ok().flatten();
        from.spoken_to_in(tag.and_then(|tag| Lang::from_tag(&tag)))
    }

    /// The same, to be told about the bot: where no language was chosen, in that of the conversation, before that of the
    /// person's app.
    pub(super) async fn spoken_to(&self, from: Source) -> Source {
        let from = self.answered_to(from).await;
        let spoken = match from.fixed {
            Some(_) => None,
            None => context::language(self, &from).await.ok().flatten(),
        };
        Source { lang: spoken.unwrap_or(from.lang), ..from }
    }
}
