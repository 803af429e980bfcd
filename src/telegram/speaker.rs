//! The engine as the bot sees it: something that answers and has pages.
//!
//! Owns: the seam at which tests put an invented engine. Must not know: Telegram.

use crate::answer::{Answer, Lang};
use crate::dialogue::Dialogue;
use crate::engine::{self, Page, Reply, Utterance};
use crate::knowledge::FactBase;

/// Whoever knows the answers.
pub trait Speaker: Send + Sync + 'static {
    /// See [`engine::answer`].
    fn answer(&self, dialogue: &Dialogue, utterance: &Utterance) -> Reply;

    /// See [`engine::rank_question`].
    fn rank_question(&self, what: &str) -> String;

    /// See [`engine::page`].
    fn page(&self, lang: Lang, page: Page) -> Answer;
}

impl Speaker for FactBase {
    fn answer(&self, dialogue: &Dialogue, utterance: &Utterance) -> Reply {
        engine::answer(self, dialogue, utterance)
    }

    fn rank_question(&self, what: &str) -> String {
        engine::rank_question(self, what)
    }

    fn page(&self, lang: Lang, page: Page) -> Answer {
        engine::page(self, lang, page)
    }
}
