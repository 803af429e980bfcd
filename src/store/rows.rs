//! What goes into the store and comes out of it, as plain values.
//!
//! Owns: the types. Must not know: how they are kept.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

/// An update on its way in.
#[derive(Debug, Clone)]
pub struct NewUpdate {
    pub update_id: i64,
    pub chat: i64,
    /// The update's JSON as Telegram sent it.
    pub body: String,
}

/// An update in work, and the chat whose turn it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    pub update_id: i64,
    pub chat: i64,
    /// Who has the turn, of those that share the store.
    pub replica: i64,
}

/// An update that a worker has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub ticket: Ticket,
    pub body: String,
    /// How often it has been tried, this time included.
    pub attempts: u32,
    /// Messages of its answer that went out in an earlier attempt.
    pub sent: usize,
}

/// An update that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    pub update_id: i64,
    pub attempts: u32,
    /// Holds nothing that a person wrote.
    pub error: String,
    /// Seconds since 1970.
    pub since: i64,
    /// Whether it can be tried again: what it said is kept for a shorter time than its error.
    pub whole: bool,
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

/// A question that got no answer. There is no place in it for who asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    pub question: String,
    /// BCP 47 tag.
    pub lang: String,
    /// How it was refused.
    pub kind: String,
}

/// What somebody thinks of an answer. There is no place in it for who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// A short word of the front's, such as `up` or `down`.
    pub verdict: String,
    pub question: String,
    /// BCP 47 tag.
    pub lang: String,
    /// What the answer stood on, as JSON.
    pub facts: String,
}

/// Something that has been noted, how often, and when last (seconds since 1970).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted<T> {
    pub what: T,
    pub times: u64,
    pub last: i64,
}

/// How much lies in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// Updates that are pending or in work.
    pub open: u64,
    /// Updates that were set aside.
    pub dead: u64,
}

impl Unanswered {
    pub(super) fn id(&self) -> i64 {
        fingerprint(&[&self.question, &self.lang, &self.kind])
    }
}

impl Feedback {
    pub(super) fn id(&self) -> i64 {
        fingerprint(&[&self.verdict, &self.question, &self.lang, &self.facts])
    }
}

/// The same on every machine and in every edition; a length before each part keeps `ab c` from `a bc`.
fn fingerprint(parts: &[&str]) -> i64 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write_u64(part.len() as u64);
        hasher.write(part.as_bytes());
    }
    hasher.finish().cast_signed()
}
