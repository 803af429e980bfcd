//! Showing what the bot is at while somebody waits.
//!
//! Owns: when it is shown, and that it is shown again for as long as it takes. Must not know: what is waited for.

use serde_json::Value;
use teloxide::payloads::{SendChatAction, SendChatActionSetters as _};
use teloxide::types::{ChatAction, ChatId};

use super::Sender;
use crate::telegram::outgoing::Place;
use crate::telegram::payload::thread;

impl Sender {
    /// What `work` gives; what takes long shows in `place` that it is under way. Nothing is waited for but `work`.
    pub(super) async fn shown<T>(
        &self,
        place: Place,
        action: ChatAction,
        work: impl Future<Output = T>,
    ) -> T {
        tokio::select! {
            biased;
            done = work => done,
            never = self.shows(place, action) => match never {},
        }
    }

    /// The same, where an answer is thought about.
    pub(in crate::telegram) async fn typing<T>(&self, place: Place, work: impl Future<Output = T>) -> T {
        self.shown(place, ChatAction::Typing, work).await
    }

    /// Shows `action` after a while and again and again. One try each: it is a courtesy.
    async fn shows(&self, place: Place, action: ChatAction) -> std::convert::Infallible {
        let mut payload = SendChatAction::new(ChatId(place.chat), action);
        if let Some(thread) = thread(place) {
            payload = payload.message_thread_id(thread);
        }
        tokio::time::sleep(self.pace.typing_after).await;
        loop {
            if let Err(error) = self.api.call::<_, Value>(&payload).await {
                tracing::debug!(%error, "what the bot is at could not be shown");
            }
            tokio::time::sleep(self.pace.typing_again).await;
        }
    }
}
