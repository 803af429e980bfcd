//! What is kept at the end of a turn, and asked for again when it is edited, replied to or judged.
//!
//! Owns: the types, and the trait of the store that keeps them. Must not know: how they are kept.

use async_trait::async_trait;

use super::StoreError;
use super::rows::{Feedback, SavedDialogue, Ticket, Unanswered};

/// An answer as it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answered {
    /// The number of the update that asked.
    pub turn: i64,
    pub chat: i64,
    pub person: i64,
    /// The message that asked; 0 where a button did.
    pub asked_in: i64,
    /// The messages of the answer, in order.
    pub messages: Vec<i64>,
    pub question: String,
    /// BCP 47 tag.
    pub lang: String,
    /// What the answer stood on, as JSON.
    pub facts: String,
    /// The conversation before it, as JSON.
    pub context: String,
}

/// What is known of somebody who asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// The language that was chosen for the chat.
    pub voice: Option<String>,
    /// The person's conversation there, if it has not faded.
    pub dialogue: Option<String>,
}

/// What an update leaves behind when it is done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conclusion {
    /// The conversation after it.
    pub dialogue: Option<SavedDialogue>,
    pub answered: Option<Answered>,
    /// The question, where it got no answer.
    pub unanswered: Option<Unanswered>,
    /// What somebody has written about an answer.
    pub feedback: Option<Feedback>,
    /// A group that was said hello to.
    pub greeted: Option<i64>,
}

/// The bot's memory of turns that are over.
#[async_trait]
pub trait Recall: Send + Sync + 'static {
    /// Marks an update as done, keeps what it leaves behind and ends the turn, in one step. Where the turn has gone to
    /// somebody else meanwhile, the conversation is theirs. Gives whether the chat has anything more to do: who was
    /// refused its turn until now has written that down before.
    async fn conclude(&self, ticket: Ticket, leaves: Conclusion, now: i64) -> Result<bool, StoreError>;

    /// What a question of `person` in `chat` is to be answered with.
    async fn heard(&self, chat: i64, person: i64, now: i64) -> Result<Heard, StoreError>;

    /// The answer to the question that stands in `message` of `chat`.
    async fn answer_to(&self, chat: i64, message: i64, now: i64) -> Result<Option<Answered>, StoreError>;

    /// The answer that `message` of `chat` is, or is a part of.
    async fn answer_in(&self, chat: i64, message: i64, now: i64) -> Result<Option<Answered>, StoreError>;

    /// The last answer to `person` in `chat`.
    async fn last_answer(&self, chat: i64, person: i64, now: i64) -> Result<Option<Answered>, StoreError>;

    /// Counts what `voter` thinks of the answer of `turn`, instead of what the same voter has said of it before. False:
    /// that was the same.
    async fn vote(&self, turn: i64, voter: i64, what: Feedback, now: i64) -> Result<bool, StoreError>;

    /// Forgets that `voter` has voted; what was said stays.
    async fn forget_votes(&self, voter: i64) -> Result<(), StoreError>;

    /// Deletes all conversations in `chat`.
    async fn forget_chat(&self, chat: i64) -> Result<(), StoreError>;

    /// Whether `chat` was said hello to within the last day.
    async fn greeted(&self, chat: i64, now: i64) -> Result<bool, StoreError>;

    /// A group is another chat now: what was kept for it goes along.
    async fn move_chat(&self, from: i64, to: i64) -> Result<(), StoreError>;
}
