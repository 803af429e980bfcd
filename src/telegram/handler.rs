//! What a handler is, and what it may want done.
//!
//! Owns: the seam between the way of an update and what is said to it. Must not know: either side.

use async_trait::async_trait;

use super::address::Source;
use super::outgoing::Outgoing;
use super::speaker::Notice;
use super::update::Update;
use crate::store::{Conclusion, SavedDialogue};

/// What a handler wants done about an update.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Sent in this order.
    pub send: Vec<Outgoing>,
    /// Kept together with the mark that the update is done, so that a second attempt finds the conversation as the
    /// first one did.
    pub dialogue: Option<SavedDialogue>,
    /// What else is kept then. The worker fills in which messages the answer is, and of which turn, where that is
    /// open.
    pub leaves: Conclusion,
}

/// How a handler ends.
pub type Ending = anyhow::Result<Outcome>;

/// Whoever says what to send. It may fail, panic or never end: that costs the update at most.
#[async_trait]
pub trait Handler: Send + Sync + 'static {
    /// What to do about `update`; nothing where it is not for the bot.
    async fn handle(&self, update: Update) -> Ending;

    /// What to say when `update` has been given up.
    async fn apologise(&self, update: Update) -> Ending;

    /// What to say to `update` instead of an answer.
    async fn notice(&self, update: Update, notice: Notice) -> Ending;

    /// Where an answer to `update` would go, if it is for the bot.
    fn source(&self, update: &Update) -> Option<Source>;
}
