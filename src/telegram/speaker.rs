//! The engine as the bot sees it: something that answers and has pages.
//!
//! Owns: the seam at which tests put an invented engine, and at which a running bot changes its fact base.
//! Must not know: Telegram.

use std::sync::{Arc, PoisonError, RwLock};

use super::line::{self, Filling, Line};
use crate::answer::{Answer, Block, Chart, Kind, Lang, Span};
use crate::dialogue::Dialogue;
use crate::editor::Gist;
use crate::engine::{self, Label, Page, Reply, Stop, Utterance, Walk};
use crate::knowledge::{FactBase, args};

/// What the bot says about how it is being used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Too many messages in too short a time.
    TooFast,
    /// A message longer than anybody's question.
    TooLong,
    /// To whoever looks after the bot: the changed fact base is in use.
    Reloaded,
    /// To whoever looks after the bot: the changed fact base is broken and not in use.
    NotReloaded,
    /// To whoever looks after the bot: it ends, to be started again.
    Restarting,
}

/// Whoever knows the answers.
pub trait Speaker: Send + Sync + 'static {
    /// See [`engine::illustrated`].
    fn answer(&self, dialogue: &Dialogue, utterance: &Utterance) -> Reply;

    /// See [`engine::rank_question`].
    fn rank_question(&self, what: &str) -> String;

    /// See [`engine::compare_question`].
    fn compare_question(&self, what: &str) -> String;

    /// See [`engine::open`].
    fn open(&self, lang: Lang, key: u64) -> Option<Reply>;

    /// See [`engine::chart_at`].
    fn chart_at(&self, lang: Lang, key: u64) -> Option<Chart>;

    /// See [`engine::walk`].
    fn walk(&self, lang: Lang, walk: &Walk) -> Option<Stop>;

    /// See [`engine::label`].
    fn label(&self, lang: Lang, label: Label) -> String;

    /// See [`engine::page`].
    fn page(&self, lang: Lang, page: Page) -> Answer;

    /// One kind line.
    fn notice(&self, lang: Lang, notice: Notice) -> Answer;

    /// What a question says, as a set of marks: alike questions share most of theirs.
    fn gist(&self, question: &str) -> Gist;

    /// A single text, with `filling` for what it leaves open.
    fn line(&self, lang: Lang, line: Line, filling: &Filling<'_>) -> String;
}

impl Speaker for FactBase {
    fn answer(&self, dialogue: &Dialogue, utterance: &Utterance) -> Reply {
        engine::illustrated(self, dialogue, utterance)
    }

    fn rank_question(&self, what: &str) -> String {
        engine::rank_question(self, what)
    }

    fn compare_question(&self, what: &str) -> String {
        engine::compare_question(self, what)
    }

    fn open(&self, lang: Lang, key: u64) -> Option<Reply> {
        engine::open(self, lang, key)
    }

    fn chart_at(&self, lang: Lang, key: u64) -> Option<Chart> {
        engine::chart_at(self, lang, key)
    }

    fn walk(&self, lang: Lang, walk: &Walk) -> Option<Stop> {
        engine::walk(self, lang, walk)
    }

    fn label(&self, lang: Lang, label: Label) -> String {
        engine::label(self, lang, label)
    }

    fn page(&self, lang: Lang, page: Page) -> Answer {
        engine::page(self, lang, page)
    }

    fn notice(&self, lang: Lang, notice: Notice) -> Answer {
        let id = match notice {
            Notice::TooFast => "notice-too-fast",
            Notice::TooLong => "notice-too-long",
            Notice::Reloaded => "notice-reloaded",
            Notice::NotReloaded => "notice-not-reloaded",
            Notice::Restarting => "notice-restarting",
        };
        let text = self.messages.say(lang, id, &args([]));
        let text = if lang == Lang::ZhHans { self.messages.simplified(&text) } else { text };
        Answer { blocks: vec![Block::Headline(vec![Span::Text(text)])], ..Answer::new(Kind::Smalltalk, lang) }
    }
    fn gist(&self, question: &str) -> Gist {
        engine::gist(self, question)
    }

    fn line(&self, lang: Lang, line: Line, filling: &Filling<'_>) -> String {
        line::worded(self, lang, line, filling)
    }
}

/// A speaker that can be changed while the bot runs. An answer under way ends with the speaker it began with.
pub struct Current(RwLock<Arc<dyn Speaker>>);

impl Current {
    pub fn new(speaker: Arc<dyn Speaker>) -> Current {
        Current(RwLock::new(speaker))
    }

    /// From now on `speaker` answers.
    pub fn set(&self, speaker: Arc<dyn Speaker>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = speaker;
    }

    /// Held only for as long as it takes to copy the pointer: an answer never holds up a change.
    fn get(&self) -> Arc<dyn Speaker> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Speaker for Current {
    fn answer(&self, dialogue: &Dialogue, utterance: &Utterance) -> Reply {
        self.get().answer(dialogue, utterance)
    }

    fn rank_question(&self, what: &str) -> String {
        self.get().rank_question(what)
    }

    fn compare_question(&self, what: &str) -> String {
        self.get().compare_question(what)
    }

    fn open(&self, lang: Lang, key: u64) -> Option<Reply> {
        self.get().open(lang, key)
    }

    fn chart_at(&self, lang: Lang, key: u64) -> Option<Chart> {
        self.get().chart_at(lang, key)
    }

    fn walk(&self, lang: Lang, walk: &Walk) -> Option<Stop> {
        self.get().walk(lang, walk)
    }

    fn label(&self, lang: Lang, label: Label) -> String {
        self.get().label(lang, label)
    }

    fn page(&self, lang: Lang, page: Page) -> Answer {
        self.get().page(lang, page)
    }

    fn notice(&self, lang: Lang, notice: Notice) -> Answer {
        self.get().notice(lang, notice)
    }

    fn gist(&self, question: &str) -> Gist {
        self.get().gist(question)
    }

    fn line(&self, lang: Lang, line: Line, filling: &Filling<'_>) -> String {
        self.get().line(lang, line, filling)
    }
}
