//! [`Recall`] over any database: which statements each of its methods is.
//!
//! Owns: that. Must not know: which database it is.

use async_trait::async_trait;

use super::engine::{Engine, Step, Value, Weight};
use super::ledger::Ledger;
use super::retention::{DIALOGUE_FADES, TURN_FADES};
use super::rows::{Feedback, SavedDialogue, Ticket, Unanswered};
use super::turns::{Answered, Conclusion, Heard, Recall};
use super::{StoreError, read, sql};

impl<E: Engine> Ledger<E> {
    async fn answered<const N: usize>(
        &self,
        sql: &'static str,
        asked: [Value; N],
    ) -> Result<Option<Answered>, StoreError> {
        let found = self.one(Step::new(sql, asked)).await?;
        Ok((!found.rows.is_empty()).then(|| read::answered(&found)))
    }

    async fn each(&self, statements: &[&'static str], of: i64) -> Result<(), StoreError> {
        let steps = statements.iter().map(|sql| Step::new(sql, [of.into()])).collect();
        self.0.run(Weight::Usual, steps).await.map(|_| ())
    }
}

#[async_trait]
impl<E: Engine> Recall for Ledger<E> {
    async fn conclude(&self, ticket: Ticket, leaves: Conclusion, now: i64) -> Result<bool, StoreError> {
        let Ticket { update_id, chat, replica } = ticket;
        let Conclusion { dialogue, answered, unanswered, feedback, greeted } = leaves;
        let mut steps = Vec::with_capacity(6);
        if let Some(SavedDialogue { chat: of, person, body }) = dialogue {
            let kept = [of.into(), person.into(), body.into(), now.into(), chat.into(), replica.into()];
            steps.push(Step::new(sql::KEEP_DIALOGUE, kept));
        }
        if let Some(answered) = answered {
            if answered.turn != update_id {
                steps.push(Step::new(sql::recall::DROP_VOTES, [answered.turn.into()]));
            }
            steps.push(keep_answered(answered, now));
        }
        if let Some(unanswered) = unanswered {
            steps.push(note_unanswered(unanswered, now));
        }
        if let Some(feedback) = feedback {
            steps.push(note_feedback(feedback, now));
        }
        if let Some(group) = greeted {
            steps.push(Step::new(sql::recall::GREET, [group.into(), now.into()]));
        }
        steps.push(Step::new(sql::DONE, [update_id.into(), now.into()]));
        steps.push(Step::new(sql::END_TURN, [chat.into(), replica.into()]));
        // After the end of the turn: whoever is refused it before that has taken in what is new.
        steps.push(Step::new(sql::MORE, [chat.into()]));
        let done = self.0.run(Weight::Urgent, steps).await?.unwrap_or_default();
        Ok(done.last().is_some_and(|more| more.count > 0))
    }

    async fn heard(&self, chat: i64, person: i64, now: i64) -> Result<Heard, StoreError> {
        let steps = vec![
            Step::new(sql::VOICE, [chat.into()]),
            Step::new(sql::DIALOGUE, [chat.into(), person.into(), (now - DIALOGUE_FADES).into()]),
        ];
        let found = self.0.run(Weight::Usual, steps).await?.unwrap_or_default();
        let text =
            |nth: usize| found.get(nth).filter(|rows| !rows.rows.is_empty()).map(|rows| rows.text(0, 0));
        Ok(Heard { voice: text(0), dialogue: text(1) })
    }

    async fn answer_to(&self, chat: i64, message: i64, now: i64) -> Result<Option<Answered>, StoreError> {
        let asked = [chat.into(), message.into(), (now - TURN_FADES).into()];
        self.answered(sql::recall::ANSWER_TO, asked).await
    }

    async fn answer_in(&self, chat: i64, message: i64, now: i64) -> Result<Option<Answered>, StoreError> {
        let pattern = format!("% {message} %");
        let asked = [chat.into(), pattern.into(), (now - TURN_FADES).into()];
        self.answered(sql::recall::ANSWER_IN, asked).await
    }

    async fn last_answer(&self, chat: i64, person: i64, now: i64) -> Result<Option<Answered>, StoreError> {
        let asked = [chat.into(), person.into(), (now - TURN_FADES).into()];
        self.answered(sql::recall::LAST_ANSWER, asked).await
    }

    async fn vote(&self, turn: i64, voter: i64, what: Feedback, now: i64) -> Result<bool, StoreError> {
        let steps = vec![
            Step::new(sql::recall::TAKE_BACK, [turn.into(), voter.into()]),
            Step::new(sql::recall::VOTE, [turn.into(), voter.into(), what.id().into(), now.into()]).must(),
            note_feedback(what, now),
        ];
        Ok(self.0.run(Weight::Usual, steps).await?.is_some())
    }

    async fn forget_votes(&self, voter: i64) -> Result<(), StoreError> {
        self.each(&[sql::recall::FORGET_VOTES], voter).await
    }

    async fn forget_chat(&self, chat: i64) -> Result<(), StoreError> {
        self.each(sql::recall::FORGET_CHAT, chat).await
    }

    async fn greeted(&self, chat: i64, now: i64) -> Result<bool, StoreError> {
        let asked = [chat.into(), (now - TURN_FADES).into()];
        Ok(!self.one(Step::new(sql::recall::GREETED, asked)).await?.rows.is_empty())
    }

    async fn move_chat(&self, from: i64, to: i64) -> Result<(), StoreError> {
        let along = sql::recall::MOVE.iter().map(|sql| Step::new(sql, [from.into(), to.into()]));
        let gone = sql::recall::MOVED.iter().map(|sql| Step::new(sql, [from.into()]));
        self.0.run(Weight::Usual, along.chain(gone).collect()).await.map(|_| ())
    }
}

fn keep_answered(answered: Answered, now: i64) -> Step {
    let Answered { turn, chat, person, asked_in, messages, question, lang, facts, context } = answered;
    let messages: String = messages.iter().map(|message| format!(" {message} ")).collect();
    let kept: [Value; 10] = [
        turn.into(),
        chat.into(),
        person.into(),
        asked_in.into(),
        messages.into(),
        question.into(),
        lang.into(),
        facts.into(),
        context.into(),
        now.into(),
    ];
    Step::new(sql::recall::KEEP_ANSWERED, kept)
}

pub(super) fn note_unanswered(what: Unanswered, now: i64) -> Step {
    let id = what.id();
    let Unanswered { question, lang, kind } = what;
    Step::new(sql::NOTE_UNANSWERED, [id.into(), question.into(), lang.into(), kind.into(), now.into()])
}

pub(super) fn note_feedback(what: Feedback, now: i64) -> Step {
    let id = what.id();
    let Feedback { verdict, question, lang, facts } = what;
    let noted = [id.into(), verdict.into(), question.into(), lang.into(), facts.into(), now.into()];
    Step::new(sql::NOTE_FEEDBACK, noted)
}
