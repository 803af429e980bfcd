//! What must survive a crash: the inbox of updates, conversations, what buttons ask.
//!
//! Owns: the [`Store`] trait and how long things are kept. Must not know: what an update or a conversation means.

mod retention;
mod sqlite;
mod thread;

use async_trait::async_trait;

pub use retention::{DIALOGUE_FADES, Retention};
pub use sqlite::SqliteStore;

/// Why the store could not do something.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The database refused; the text is the database's and holds no row's content.
    #[error("the database says: {0}")]
    Database(String),
    /// The file was written by a later edition of this program.
    #[error(
        "{path} was written by a newer edition (schema {found}, this one knows {known}); use that edition, or another folder"
    )]
    Newer { path: String, found: i64, known: i64 },
    /// The store has been shut down.
    #[error("the store is closed")]
    Closed,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        StoreError::Database(error.to_string())
    }
}

/// An update on its way in.
#[derive(Debug, Clone)]
pub struct NewUpdate {
    pub update_id: i64,
    pub chat: i64,
    /// The update's JSON as Telegram sent it.
    pub body: String,
}

/// An update that a worker has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub update_id: i64,
    pub body: String,
    /// How often it has been tried, this time included.
    pub attempts: u32,
}

/// A conversation to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedDialogue {
    pub chat: i64,
    pub person: i64,
    pub body: String,
}

/// What a button asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedChoice {
    pub id: u64,
    /// BCP 47 tag of the answer that the button stands under.
    pub lang: String,
    pub ask: String,
}

/// The bot's memory. Every method is one transaction and returns when it is safely written.
///
/// `now` is always seconds since 1970: the store has no clock, so that tests and replicas agree on the time.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Takes a batch of updates in; those already known are left alone. Gives the chats that have something new.
    async fn take_in(&self, batch: Vec<NewUpdate>, now: i64) -> Result<Vec<i64>, StoreError>;

    /// Makes updates pending again that were in work when the process ended, or when the worker of `chat` did.
    async fn recover(&self, chat: Option<i64>) -> Result<usize, StoreError>;

    /// Up to `limit` chats that have pending updates and none in work, the longest waiting first.
    async fn waiting(&self, limit: usize) -> Result<Vec<i64>, StoreError>;

    /// Takes the oldest pending update of `chat` into work, unless one is in work already.
    async fn claim(&self, chat: i64, now: i64) -> Result<Option<Claimed>, StoreError>;

    /// Marks an update as done, and keeps the conversation after it, in one step.
    async fn done(&self, update_id: i64, dialogue: Option<SavedDialogue>, now: i64)
    -> Result<(), StoreError>;

    /// Puts an update back for another attempt.
    async fn retry(&self, update_id: i64, error: &str, now: i64) -> Result<(), StoreError>;

    /// Sets an update aside with its error.
    async fn dead(&self, update_id: i64, error: &str, now: i64) -> Result<(), StoreError>;

    /// How many updates are pending or in work, and how many are dead.
    async fn backlog(&self) -> Result<(u64, u64), StoreError>;

    /// The conversation of a person in a chat, if it has not faded at `now`.
    async fn dialogue(&self, chat: i64, person: i64, now: i64) -> Result<Option<String>, StoreError>;

    /// Keeps what buttons ask, before they are shown.
    async fn offer(&self, choices: Vec<SavedChoice>, now: i64) -> Result<(), StoreError>;

    /// What the button `id` asks.
    async fn choice(&self, id: u64) -> Result<Option<SavedChoice>, StoreError>;

    /// Deletes what has been kept long enough.
    async fn prune(&self, keep: Retention, now: i64) -> Result<(), StoreError>;
}
