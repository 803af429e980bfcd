//! What must survive a crash: the inbox of updates, conversations, what buttons ask, what editors are told.
//!
//! Owns: the [`Store`] trait and how long things are kept. Must not know: what an update or a conversation means.
//! Two engines stand behind the trait and run the same statements (`sql.rs`) over the same schema: SQLite for one
//! process, PostgreSQL for several replicas.

mod engine;
mod ledger;
mod offered;
mod postgres;
mod read;
mod recall;
mod retention;
mod rows;
mod session;
mod shelf;
mod sql;
mod sqlite;
mod thread;
mod turns;
mod wire;

use async_trait::async_trait;

pub use postgres::PostgresStore;
pub use retention::{DIALOGUE_FADES, Retention};
pub use rows::{
    Backlog, Claimed, Dead, Feedback, NewUpdate, Noted, SavedChoice, SavedDialogue, Ticket, Unanswered,
};
pub use session::Lease;
pub use shelf::Shelf;
pub use sqlite::SqliteStore;
pub use turns::{Answered, Conclusion, Heard, Recall};

/// Why the store could not do something.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The database refused; the text is the database's and holds no row's content, no address and no password.
    #[error("the database says: {0}")]
    Database(String),
    /// The database is not there at the moment; no address and no password.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The database was written by a later edition of this program.
    #[error(
        "{place} was written by a newer edition (schema {found}, this one knows {known}); use that edition, or another place"
    )]
    Newer { place: String, found: i64, known: i64 },
    /// Another process works on the same SQLite file.
    #[error(
        "{0} is in use by another process; stop that one, give this one another FOOTNOTE_DATA, or set DATABASE_URL for several replicas"
    )]
    InUse(String),
    /// The store has been shut down.
    #[error("the store is closed")]
    Closed,
}

/// The bot's memory. Every method is one transaction, and when it returns, the end of the process loses nothing of it.
/// Updates that were taken in survive a power cut, too; after one, what was answered last may be answered again.
///
/// `now` is always seconds since 1970: the store has no clock of its own for ages, so that tests can be any time.
/// Leases are the exception: they go by the database's clock, so that replicas need not agree on the time.
#[async_trait]
pub trait Store: Recall + Shelf + Send + Sync + 'static {
    /// Takes a batch of updates in; those already known are left alone. Gives the chats that have something new.
    async fn take_in(&self, batch: Vec<NewUpdate>, now: i64) -> Result<Vec<i64>, StoreError>;

    /// Up to `limit` chats that have open updates and on which nobody alive works, the longest waiting first.
    async fn waiting(&self, limit: usize) -> Result<Vec<i64>, StoreError>;

    /// Takes the turn of `chat` and the oldest of its open updates into work. `None`: there is none, or somebody alive
    /// has the turn, be it this replica itself, or this replica must be taken for dead at the moment. What comes in afterwards is seen by whoever claims next: no wake-up is
    /// lost between replicas.
    async fn claim(&self, chat: i64, now: i64) -> Result<Option<Claimed>, StoreError>;

    /// Whether this replica may still act on an update: false once others must take it for dead. Asked before every
    /// message, so it does not go to the database.
    fn holds(&self, ticket: Ticket) -> bool;

    /// Gives up the turn of `chat`; what is in work there is open again.
    async fn release(&self, chat: i64) -> Result<(), StoreError>;

    /// Takes, or still has, the duty to fetch updates: one replica of several has it.
    async fn lead(&self) -> Result<bool, StoreError>;

    /// Writes down that the first `sent` messages of the answer are out.
    async fn sent(&self, ticket: Ticket, sent: usize) -> Result<(), StoreError>;

    /// Counts an attempt more, or one fewer.
    async fn count(&self, ticket: Ticket, by: i64) -> Result<(), StoreError>;

    /// Marks an update as done, keeps the conversation after it and ends the turn, in one step. Where the turn has
    /// gone to somebody else meanwhile, the conversation is theirs.
    async fn done(&self, ticket: Ticket, dialogue: Option<SavedDialogue>, now: i64)
    -> Result<(), StoreError>;

    /// Puts an update back for another attempt and ends the turn. `counts`: whether this attempt is counted.
    async fn retry(&self, ticket: Ticket, error: &str, counts: bool, now: i64) -> Result<(), StoreError>;

    /// Sets an update aside with its error and ends the turn.
    async fn dead(&self, ticket: Ticket, error: &str, now: i64) -> Result<(), StoreError>;

    /// How much there is to do.
    async fn backlog(&self) -> Result<Backlog, StoreError>;

    /// Up to `limit` updates that were set aside, the oldest first.
    async fn list_dead(&self, limit: usize) -> Result<Vec<Dead>, StoreError>;

    /// Opens an update that was set aside again, or all of them; gives how many.
    async fn revive(&self, update_id: Option<i64>, now: i64) -> Result<u64, StoreError>;

    /// Deletes an update that was set aside, or all of them; gives how many.
    async fn bury(&self, update_id: Option<i64>) -> Result<u64, StoreError>;

    /// The conversation of a person in a chat, if it has not faded at `now`.
    async fn dialogue(&self, chat: i64, person: i64, now: i64) -> Result<Option<String>, StoreError>;

    /// Deletes all that is kept about a person.
    async fn forget(&self, person: i64) -> Result<(), StoreError>;

    /// Keeps what buttons ask, before they are shown.
    async fn offer(&self, choices: Vec<SavedChoice>, now: i64) -> Result<(), StoreError>;

    /// What the button `id` asks.
    async fn choice(&self, id: u64) -> Result<Option<SavedChoice>, StoreError>;

    /// Counts a question that got no answer.
    async fn note_unanswered(&self, what: Unanswered, now: i64) -> Result<(), StoreError>;

    /// Up to `limit` questions that got no answer, the most frequent first.
    async fn unanswered(&self, limit: usize) -> Result<Vec<Noted<Unanswered>>, StoreError>;

    /// Counts what somebody thinks of an answer.
    async fn note_feedback(&self, what: Feedback, now: i64) -> Result<(), StoreError>;

    /// Up to `limit` opinions on answers, the most frequent first.
    async fn feedback(&self, limit: usize) -> Result<Vec<Noted<Feedback>>, StoreError>;

    /// Deletes what has been kept long enough, and the oldest of what is too much.
    async fn prune(&self, keep: Retention, now: i64) -> Result<(), StoreError>;

    /// Hands all turns back, so that others need not wait for the lease to end. Nothing can be claimed after it.
    async fn close(&self) -> Result<(), StoreError>;
}
