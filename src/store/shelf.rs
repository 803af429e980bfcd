//! What is kept for buttons and for a chat as a whole: answers that can be shown another way, pictures that Telegram has
//! already, the chat's language.
//!
//! Owns: the trait, and which statements each of its methods is. Must not know: which database it is, what an answer is.

use async_trait::async_trait;

use super::engine::{Engine, Step};
use super::ledger::Ledger;
use super::{StoreError, sql};

/// The bot's memory of what it has shown.
#[async_trait]
pub trait Shelf: Send + Sync + 'static {
    /// Keeps an answer that buttons may show another way, before they are shown.
    async fn keep_card(&self, id: u64, body: String, now: i64) -> Result<(), StoreError>;

    /// The answer that was kept under `id`.
    async fn card(&self, id: u64) -> Result<Option<String>, StoreError>;

    /// Keeps under which `file` Telegram has the picture `key`.
    async fn keep_picture(&self, key: u64, file: String, now: i64) -> Result<(), StoreError>;

    /// Under which file Telegram has the picture `key`.
    async fn picture(&self, key: u64) -> Result<Option<String>, StoreError>;

    /// Telegram does not have the picture `key` under `file`, or no longer.
    async fn drop_picture(&self, key: u64, file: &str) -> Result<(), StoreError>;

    /// Keeps the language of all answers in `chat`; without one they follow the questions again.
    async fn set_voice(&self, chat: i64, lang: Option<&str>, now: i64) -> Result<(), StoreError>;

    /// The language that was chosen for `chat`.
    async fn voice(&self, chat: i64) -> Result<Option<String>, StoreError>;
}

#[async_trait]
impl<E: Engine> Shelf for Ledger<E> {
    async fn keep_card(&self, id: u64, body: String, now: i64) -> Result<(), StoreError> {
        if self.1.cards.has(id) {
            return Ok(());
        }
        let kept = [id.cast_signed().into(), body.into(), now.into()];
        self.one(Step::new(sql::KEEP_CARD, kept)).await?;
        self.1.cards.add([id]);
        Ok(())
    }

    async fn card(&self, id: u64) -> Result<Option<String>, StoreError> {
        let found = self.one(Step::new(sql::CARD, [id.cast_signed().into()])).await?;
        Ok((!found.rows.is_empty()).then(|| found.text(0, 0)))
    }

    async fn keep_picture(&self, key: u64, file: String, now: i64) -> Result<(), StoreError> {
        let kept = [key.cast_signed().into(), file.into(), now.into()];
        self.one(Step::new(sql::KEEP_PICTURE, kept)).await.map(|_| ())
    }

    async fn picture(&self, key: u64) -> Result<Option<String>, StoreError> {
        let found = self.one(Step::new(sql::PICTURE, [key.cast_signed().into()])).await?;
        Ok((!found.rows.is_empty()).then(|| found.text(0, 0)))
    }

    async fn drop_picture(&self, key: u64, file: &str) -> Result<(), StoreError> {
        let gone = [key.cast_signed().into(), file.into()];
        self.one(Step::new(sql::DROP_PICTURE, gone)).await.map(|_| ())
    }

    async fn set_voice(&self, chat: i64, lang: Option<&str>, now: i64) -> Result<(), StoreError> {
        let step = match lang {
            Some(lang) => Step::new(sql::SET_VOICE, [chat.into(), lang.into(), now.into()]),
            None => Step::new(sql::UNSET_VOICE, [chat.into()]),
        };
        self.one(step).await.map(|_| ())
    }

    async fn voice(&self, chat: i64) -> Result<Option<String>, StoreError> {
        let found = self.one(Step::new(sql::VOICE, [chat.into()])).await?;
        Ok((!found.rows.is_empty()).then(|| found.text(0, 0)))
    }
}
