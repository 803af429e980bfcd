//! The menus of the people who look after the bot, each in the chat with them.
//!
//! Owns: when such a menu is set: Telegram refuses to speak of a chat in which nobody has written, so not at start, but
//! when an admin is first heard of there. Once in a process; after a failure, once more at the next message. Must not
//! know: what stands in a menu, what is said to anybody.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;

use super::api::Api;
use super::handler::{Ending, Handler};
use super::speaker::Notice;
use super::update::Update;
use super::{Source, Speaker, profile};

/// A handler that sees to the menus of admins, in front of the bot's own.
pub(super) struct Menus {
    inner: Arc<dyn Handler>,
    api: Api,
    speaker: Arc<dyn Speaker>,
    admins: Arc<[i64]>,
    /// Admins whose menu is set, or being set.
    seen: Arc<Mutex<HashSet<i64>>>,
}

impl Menus {
    /// `inner`, with menus for `admins` where there are any.
    pub(super) fn before(
        inner: Arc<dyn Handler>,
        api: Api,
        speaker: Arc<dyn Speaker>,
        admins: Arc<[i64]>,
    ) -> Arc<dyn Handler> {
        match admins.is_empty() {
            true => inner,
            false => Arc::new(Menus { inner, api, speaker, admins, seen: Arc::default() }),
        }
    }

    /// Sets the menu of whoever `update` is from, where that is an admin in private who has none from us yet. Nobody
    /// waits for it.
    fn greet(&self, update: &Update) {
        let Some(Source { place, person, .. }) = self.inner.source(update) else { return };
        let heard = place.chat == person && self.admins.contains(&person);
        if !heard || !self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(person) {
            return;
        }
        let (api, speaker, seen) = (self.api.clone(), Arc::clone(&self.speaker), Arc::clone(&self.seen));
        tokio::spawn(async move {
            if !profile::of_admin(&api, speaker.as_ref(), person).await {
                seen.lock().unwrap_or_else(PoisonError::into_inner).remove(&person);
            }
        });
    }
}

#[async_trait]
impl Handler for Menus {
    async fn handle(&self, update: Update) -> Ending {
        self.greet(&update);
        self.inner.handle(update).await
    }

    async fn apologise(&self, update: Update) -> Ending {
        self.inner.apologise(update).await
    }

    async fn notice(&self, update: Update, notice: Notice) -> Ending {
        self.inner.notice(update, notice).await
    }

    fn source(&self, update: &Update) -> Option<Source> {
        self.inner.source(update)
    }
}
