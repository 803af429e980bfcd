//! The store over any database: which statements each of its methods is.
//!
//! Owns: the one implementation of [`Store`]. Must not know: which database it is.

use std::borrow::Cow;

use async_trait::async_trait;

use super::engine::{Engine, Rows, Step, Value, Weight};
use super::offered::Offered;
use super::rows::{
    Backlog, Claimed, Dead, Feedback, NewUpdate, Noted, SavedChoice, SavedDialogue, Ticket, Unanswered,
};
use super::turns::{Conclusion, Recall as _};
use super::{DIALOGUE_FADES, Retention, Store, StoreError, read, recall, sql};

/// The turn at fetching updates is kept like a chat's; no chat has this number.
const FETCHING: i64 = i64::MIN;

/// States of a row in the inbox.
const OPEN: i64 = 0;
const DEAD: i64 = 3;

/// [`Store`] over a database.
pub struct Ledger<E: Engine>(pub(super) E, pub(super) Offered);

impl<E: Engine> Ledger<E> {
    pub(super) fn over(engine: E) -> Ledger<E> {
        Ledger(engine, Offered::default())
    }

    pub(super) async fn one(&self, step: Step) -> Result<Rows, StoreError> {
        let done = self.0.run(Weight::Usual, vec![step]).await?;
        Ok(done.and_then(|mut rows| rows.pop()).unwrap_or_default())
    }

    /// Ends an attempt without success.
    async fn set_aside(
        &self,
        ticket: Ticket,
        state: i64,
        error: &str,
        counts: bool,
        now: i64,
    ) -> Result<(), StoreError> {
        let Ticket { update_id, chat, replica } = ticket;
        let back = i64::from(!counts);
        let aside: [Value; 7] = [
            update_id.into(),
            state.into(),
            error.into(),
            now.into(),
            back.into(),
            chat.into(),
            replica.into(),
        ];
        let end = Step::new(sql::END_TURN, [chat.into(), replica.into()]);
        let steps = vec![Step::new(sql::SET_ASIDE, aside), end];
        self.0.run(Weight::Usual, steps).await.map(|_| ())
    }
}

fn limited(limit: usize) -> Value {
    i64::try_from(limit).unwrap_or(i64::MAX).into()
}

#[async_trait]
impl<E: Engine> Store for Ledger<E> {
    async fn take_in(&self, batch: Vec<NewUpdate>, now: i64) -> Result<Vec<i64>, StoreError> {
        let chats: Vec<i64> = batch.iter().map(|update| update.chat).collect();
        let step = |update: NewUpdate| {
            let NewUpdate { update_id, chat, body } = update;
            Step::new(sql::TAKE_IN, [update_id.into(), chat.into(), body.into(), now.into()])
        };
        let taken =
            self.0.run(Weight::Durable, batch.into_iter().map(step).collect()).await?.unwrap_or_default();
        let mut news: Vec<i64> =
            chats.into_iter().zip(taken).filter(|(_, rows)| rows.count > 0).map(|(chat, _)| chat).collect();
        let mut seen = std::collections::HashSet::new();
        news.retain(|chat| seen.insert(*chat));
        Ok(news)
    }

    async fn waiting(&self, limit: usize) -> Result<Vec<i64>, StoreError> {
        let found = self.one(Step::new(sql::WAITING, [limited(limit)])).await?;
        Ok((0..found.rows.len()).map(|row| found.int(row, 0)).collect())
    }

    async fn claim(&self, chat: i64, now: i64) -> Result<Option<Claimed>, StoreError> {
        if !self.0.alive() {
            // What is claimed now could not be answered, and each claim counts as an attempt.
            return Ok(None);
        }
        let replica = self.0.replica();
        // Two statements, so that the second sees what was written while the first waited for another replica.
        let steps = vec![
            Step::new(sql::TAKE_TURN, [chat.into(), replica.into()]).must(),
            Step::new(sql::NEXT, [chat.into(), now.into()]).must(),
        ];
        let Some(done) = self.0.run(Weight::Usual, steps).await? else { return Ok(None) };
        let next = done.last().cloned().unwrap_or_default();
        Ok(Some(read::claimed(&next, chat, replica)))
    }

    fn holds(&self, ticket: Ticket) -> bool {
        ticket.replica == self.0.replica() && self.0.alive()
    }

    async fn release(&self, chat: i64) -> Result<(), StoreError> {
        self.one(Step::new(sql::END_TURN, [chat.into(), self.0.replica().into()])).await.map(|_| ())
    }

    async fn lead(&self) -> Result<bool, StoreError> {
        let me = self.0.replica();
        let steps = vec![
            Step::new(sql::TAKE_TURN, [FETCHING.into(), me.into()]),
            Step::new(sql::HAS_TURN, [FETCHING.into(), me.into()]),
        ];
        let done = self.0.run(Weight::Usual, steps).await?.unwrap_or_default();
        Ok(done.last().is_some_and(|rows| rows.int(0, 0) > 0))
    }

    async fn sent(&self, ticket: Ticket, sent: usize) -> Result<(), StoreError> {
        let step = Step::new(sql::SENT, [ticket.update_id.into(), limited(sent)]);
        self.0.run(Weight::Urgent, vec![step]).await.map(|_| ())
    }

    async fn count(&self, ticket: Ticket, by: i64) -> Result<(), StoreError> {
        self.one(Step::new(sql::COUNT, [ticket.update_id.into(), by.into()])).await.map(|_| ())
    }

    async fn done(
        &self,
        ticket: Ticket,
        dialogue: Option<SavedDialogue>,
        now: i64,
    ) -> Result<(), StoreError> {
        self.conclude(ticket, Conclusion { dialogue, ..Conclusion::default() }, now).await.map(|_| ())
    }

    async fn retry(&self, ticket: Ticket, error: &str, counts: bool, now: i64) -> Result<(), StoreError> {
        self.set_aside(ticket, OPEN, error, counts, now).await
    }

    async fn dead(&self, ticket: Ticket, error: &str, now: i64) -> Result<(), StoreError> {
        self.set_aside(ticket, DEAD, error, true, now).await
    }

    async fn backlog(&self) -> Result<Backlog, StoreError> {
        let found = self.one(Step::new(sql::BACKLOG, [])).await?;
        Ok(Backlog { open: found.int(0, 0).unsigned_abs(), dead: found.int(0, 1).unsigned_abs() })
    }

    async fn list_dead(&self, limit: usize) -> Result<Vec<Dead>, StoreError> {
        let found = self.one(Step::new(sql::DEAD, [limited(limit)])).await?;
        Ok((0..found.rows.len()).map(|row| read::dead(&found, row)).collect())
    }

    async fn revive(&self, update_id: Option<i64>, now: i64) -> Result<u64, StoreError> {
        let which = update_id.unwrap_or(-1);
        Ok(self.one(Step::new(sql::REVIVE, [which.into(), now.into()])).await?.count)
    }

    async fn bury(&self, update_id: Option<i64>) -> Result<u64, StoreError> {
        Ok(self.one(Step::new(sql::BURY, [update_id.unwrap_or(-1).into()])).await?.count)
    }

    async fn dialogue(&self, chat: i64, person: i64, now: i64) -> Result<Option<String>, StoreError> {
        let asked = [chat.into(), person.into(), (now - DIALOGUE_FADES).into()];
        let found = self.one(Step::new(sql::DIALOGUE, asked)).await?;
        Ok((!found.rows.is_empty()).then(|| found.text(0, 0)))
    }

    async fn forget(&self, person: i64) -> Result<(), StoreError> {
        let all = sql::FORGET.iter().chain(sql::recall::FORGET);
        let steps = all.map(|sql| Step::new(sql, [person.into()])).collect();
        self.0.run(Weight::Usual, steps).await.map(|_| ())
    }

    async fn offer(&self, choices: Vec<SavedChoice>, now: i64) -> Result<(), StoreError> {
        let new: Vec<SavedChoice> =
            choices.into_iter().filter(|choice| !self.1.choices.has(choice.id)).collect();
        if new.is_empty() {
            return Ok(());
        }
        let ids: Vec<u64> = new.iter().map(|choice| choice.id).collect();
        let step = |SavedChoice { id, lang, ask }| {
            Step::new(sql::OFFER, [id.cast_signed().into(), lang.into(), ask.into(), now.into()])
        };
        self.0.run(Weight::Usual, new.into_iter().map(step).collect()).await?;
        self.1.choices.add(ids);
        Ok(())
    }

    async fn choice(&self, id: u64) -> Result<Option<SavedChoice>, StoreError> {
        let found = self.one(Step::new(sql::CHOICE, [id.cast_signed().into()])).await?;
        let choice = || SavedChoice { id, lang: found.text(0, 0), ask: found.text(0, 1) };
        Ok((!found.rows.is_empty()).then(choice))
    }

    async fn note_unanswered(&self, what: Unanswered, now: i64) -> Result<(), StoreError> {
        self.one(recall::note_unanswered(what, now)).await.map(|_| ())
    }

    async fn unanswered(&self, limit: usize) -> Result<Vec<Noted<Unanswered>>, StoreError> {
        let found = self.one(Step::new(sql::UNANSWERED, [limited(limit)])).await?;
        Ok((0..found.rows.len()).map(|row| read::unanswered(&found, row)).collect())
    }

    async fn note_feedback(&self, what: Feedback, now: i64) -> Result<(), StoreError> {
        self.one(recall::note_feedback(what, now)).await.map(|_| ())
    }

    async fn feedback(&self, limit: usize) -> Result<Vec<Noted<Feedback>>, StoreError> {
        let found = self.one(Step::new(sql::FEEDBACK, [limited(limit)])).await?;
        Ok((0..found.rows.len()).map(|row| read::feedback(&found, row)).collect())
    }

    async fn prune(&self, keep: Retention, now: i64) -> Result<(), StoreError> {
        let mut keep = keep;
        self.1.forget();
        // Ten halvings leave a thousandth: what is still too much then is not made of rows that may go.
        for _ in 0..10 {
            for (sql, parameters) in keep.steps(now) {
                let parameters: Vec<Value> = parameters.into_iter().map(Value::from).collect();
                let step = Step { sql: Cow::Owned(sql), parameters, must: false };
                // Some rows at a time, so that whoever waits for the store does not wait long.
                while self.one(step.clone()).await?.count > 0 {}
            }
            if self.0.size().await? <= keep.bytes {
                break;
            }
            keep = keep.halved();
        }
        self.1.forget();
        Ok(())
    }

    async fn close(&self) -> Result<(), StoreError> {
        let me = self.0.replica();
        let steps = vec![Step::new(sql::END_TURNS, [me.into()]), Step::new(sql::LEAVE, [me.into()])];
        let ended = self.0.run(Weight::Usual, steps).await.map(|_| ());
        self.0.close().await;
        ended
    }
}
