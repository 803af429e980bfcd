//! A store that a test makes late or lets fail: it holds back its word that a chat has nothing more, so that something
//! new can come in meanwhile, and refuses to take updates in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use async_trait::async_trait;
use footnote::store::{
    Answered, Backlog, Claimed, Conclusion, Dead, Feedback, Heard, NewUpdate, Noted, Recall, Retention,
    SavedChoice, SavedDialogue, Shelf, Store, StoreError, Ticket, Unanswered,
};
use tokio::sync::Notify;

/// The store of a test.
pub struct Late {
    pub inner: Arc<dyn Store>,
    /// Set once the answer is being held back.
    pub held: AtomicBool,
    /// Lets the answer go.
    pub release: Notify,
    /// How often it refuses updates.
    pub refusals: AtomicU32,
    /// Whether it fails to say how much there is to do.
    pub fails: AtomicBool,
    /// Whether it never says so.
    pub hangs: AtomicBool,
}

impl Late {
    /// A store over `inner` that refuses updates `refusals` times, and is late once unless `held` is true.
    pub fn new(inner: Arc<dyn Store>, held: bool, refusals: u32) -> Late {
        let (fails, hangs) = (AtomicBool::new(false), AtomicBool::new(false));
        Late { inner, held: held.into(), release: Notify::new(), refusals: refusals.into(), fails, hangs }
    }

    /// Holds back the first word that there is no more.
    async fn late(&self, more: bool) {
        if !more && !self.held.swap(true, Ordering::SeqCst) {
            self.release.notified().await;
        }
    }
}

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Shelf for Late {
    async fn keep_card(&self, id: u64, body: String, now: i64) -> Result<()> {
        self.inner.keep_card(id, body, now).await
    }

    async fn card(&self, id: u64) -> Result<Option<String>> {
        self.inner.card(id).await
    }

    async fn keep_picture(&self, key: u64, file: String, now: i64) -> Result<()> {
        self.inner.keep_picture(key, file, now).await
    }

    async fn picture(&self, key: u64) -> Result<Option<String>> {
        self.inner.picture(key).await
    }

    async fn drop_picture(&self, key: u64, file: &str) -> Result<()> {
        self.inner.drop_picture(key, file).await
    }

    async fn set_voice(&self, chat: i64, lang: Option<&str>, now: i64) -> Result<()> {
        self.inner.set_voice(chat, lang, now).await
    }

    async fn voice(&self, chat: i64) -> Result<Option<String>> {
        self.inner.voice(chat).await
    }
}

#[async_trait]
impl Store for Late {
    async fn claim(&self, chat: i64, now: i64) -> Result<Option<Claimed>> {
        let claimed = self.inner.claim(chat, now).await?;
        self.late(claimed.is_some()).await;
        Ok(claimed)
    }

    async fn take_in(&self, batch: Vec<NewUpdate>, now: i64) -> Result<Vec<i64>> {
        let left = self.refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_ok() {
            return Err(StoreError::Database("the disk is full".into()));
        }
        self.inner.take_in(batch, now).await
    }

    fn holds(&self, ticket: Ticket) -> bool {
        self.inner.holds(ticket)
    }

    async fn waiting(&self, limit: usize) -> Result<Vec<i64>> {
        self.inner.waiting(limit).await
    }

    async fn release(&self, chat: i64) -> Result<()> {
        self.inner.release(chat).await
    }

    async fn lead(&self) -> Result<bool> {
        self.inner.lead().await
    }

    async fn sent(&self, ticket: Ticket, sent: usize) -> Result<()> {
        self.inner.sent(ticket, sent).await
    }

    async fn count(&self, ticket: Ticket, by: i64) -> Result<()> {
        self.inner.count(ticket, by).await
    }

    async fn done(&self, ticket: Ticket, dialogue: Option<SavedDialogue>, now: i64) -> Result<()> {
        self.inner.done(ticket, dialogue, now).await
    }

    async fn retry(&self, ticket: Ticket, error: &str, counts: bool, now: i64) -> Result<()> {
        self.inner.retry(ticket, error, counts, now).await
    }

    async fn dead(&self, ticket: Ticket, error: &str, now: i64) -> Result<()> {
        self.inner.dead(ticket, error, now).await
    }

    async fn backlog(&self) -> Result<Backlog> {
        if self.fails.load(Ordering::SeqCst) {
            return Err(StoreError::Database("the disk is full".into()));
        }
        if self.hangs.load(Ordering::SeqCst) {
            return std::future::pending().await;
        }
        self.inner.backlog().await
    }

    async fn list_dead(&self, limit: usize) -> Result<Vec<Dead>> {
        self.inner.list_dead(limit).await
    }

    async fn revive(&self, update_id: Option<i64>, now: i64) -> Result<u64> {
        self.inner.revive(update_id, now).await
    }

    async fn bury(&self, update_id: Option<i64>) -> Result<u64> {
        self.inner.bury(update_id).await
    }

    async fn dialogue(&self, chat: i64, person: i64, now: i64) -> Result<Option<String>> {
        self.inner.dialogue(chat, person, now).await
    }

    async fn forget(&self, person: i64) -> Result<()> {
        self.inner.forget(person).await
    }

    async fn offer(&self, choices: Vec<SavedChoice>, now: i64) -> Result<()> {
        self.inner.offer(choices, now).await
    }

    async fn choice(&self, id: u64) -> Result<Option<SavedChoice>> {
        self.inner.choice(id).await
    }

    async fn note_unanswered(&self, what: Unanswered, now: i64) -> Result<()> {
        self.inner.note_unanswered(what, now).await
    }

    async fn unanswered(&self, limit: usize) -> Result<Vec<Noted<Unanswered>>> {
        self.inner.unanswered(limit).await
    }

    async fn note_feedback(&self, what: Feedback, now: i64) -> Result<()> {
        self.inner.note_feedback(what, now).await
    }

    async fn feedback(&self, limit: usize) -> Result<Vec<Noted<Feedback>>> {
        self.inner.feedback(limit).await
    }

    async fn prune(&self, keep: Retention, now: i64) -> Result<()> {
        self.inner.prune(keep, now).await
    }

    async fn close(&self) -> Result<()> {
        self.inner.close().await
    }
}

#[async_trait]
impl Recall for Late {
    async fn conclude(&self, ticket: Ticket, leaves: Conclusion, now: i64) -> Result<bool> {
        let more = self.inner.conclude(ticket, leaves, now).await?;
        self.late(more).await;
        Ok(more)
    }

    async fn heard(&self, chat: i64, person: i64, now: i64) -> Result<Heard> {
        self.inner.heard(chat, person, now).await
    }

    async fn answer_to(&self, chat: i64, message: i64, now: i64) -> Result<Option<Answered>> {
        self.inner.answer_to(chat, message, now).await
    }

    async fn answer_in(&self, chat: i64, message: i64, now: i64) -> Result<Option<Answered>> {
        self.inner.answer_in(chat, message, now).await
    }

    async fn last_answer(&self, chat: i64, person: i64, now: i64) -> Result<Option<Answered>> {
        self.inner.last_answer(chat, person, now).await
    }

    async fn vote(&self, turn: i64, voter: i64, what: Feedback, now: i64) -> Result<bool> {
        self.inner.vote(turn, voter, what, now).await
    }

    async fn forget_votes(&self, voter: i64) -> Result<()> {
        self.inner.forget_votes(voter).await
    }

    async fn forget_chat(&self, chat: i64) -> Result<()> {
        self.inner.forget_chat(chat).await
    }

    async fn greeted(&self, chat: i64, now: i64) -> Result<bool> {
        self.inner.greeted(chat, now).await
    }

    async fn move_chat(&self, from: i64, to: i64) -> Result<()> {
        self.inner.move_chat(from, to).await
    }
}
