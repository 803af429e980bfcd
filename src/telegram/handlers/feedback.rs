//! What people think of answers: the buttons under them, and `/feedback`.
//!
//! Owns: these buttons' callback data, and that nobody counts twice. Must not know: what becomes of it. Who has said it
//! is kept nowhere but as a keyed hash, for a day, so that a second press of the same person changes the first.

use std::hash::Hasher;

use serde_json::{Value, json};
use siphasher::sip::SipHasher13;

use super::buttons::out_of_date;
use super::{Argument, Asked, Ending, House, Outcome, now};
use crate::answer::{Answer, Kind, Lang};
use crate::config::Token;
use crate::store::{Answered, Feedback, StoreError};
use crate::telegram::Line;
use crate::telegram::address::Pressed;
use crate::telegram::outgoing::{Button, Outgoing};
use crate::telegram::reply::About;
use crate::telegram::scrub::scrubbed;

/// What an answer may be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Good,
    Bad,
    Wrong,
}

/// Verdict, callback data, and its word in the store. The data says nothing but the verdict: which answer is meant is
/// known from the message that the button stands under, so nothing can be forged but one's own vote.
const VERDICTS: [(Verdict, &str, &str); 3] =
    [(Verdict::Good, "f1:+", "up"), (Verdict::Bad, "f1:-", "down"), (Verdict::Wrong, "f1:!", "wrong")];

/// What was written after `/feedback` goes under this word.
const SAID: &str = "said";

/// The key that makes voters of persons.
#[derive(Clone, Copy)]
pub(in crate::telegram) struct Ballot(u64, u64);

impl Ballot {
    /// From the token: all replicas of a bot share it, and the store does not have it.
    pub(in crate::telegram) fn new(token: &Token) -> Ballot {
        let part = |part: &str| {
            let mut hasher = SipHasher13::new();
            hasher.write(part.as_bytes());
            hasher.write(token.reveal().as_bytes());
            hasher.finish()
        };
        Ballot(part("voter 1"), part("voter 2"))
    }

    pub(super) fn voter(self, person: i64) -> i64 {
        let mut hasher = SipHasher13::new_with_keys(self.0, self.1);
        hasher.write_i64(person);
        hasher.finish().cast_signed()
    }
}

/// A press of one of these buttons.
pub(super) fn judged(pressed: &Pressed) -> Option<Verdict> {
    VERDICTS.iter().find(|(_, data, _)| *data == pressed.data).map(|(verdict, ..)| *verdict)
}

/// The row of buttons under `answer`, where it is one.
pub(super) fn buttons(house: &House, answer: &Answer) -> Option<Vec<Button>> {
    (answer.kind == Kind::Answer).then(|| row(house, answer.lang))
}

/// The row of buttons.
pub(super) fn row(house: &House, lang: Lang) -> Vec<Button> {
    let label = |verdict: Verdict| match verdict {
        Verdict::Good => "👍".to_owned(),
        Verdict::Bad => "👎".to_owned(),
        Verdict::Wrong => house.speaker.line(lang, Line::WrongButton, &[]),
    };
    VERDICTS.map(|(verdict, data, _)| Button { label: label(verdict), data: data.to_owned() }).into()
}

/// The answer that a message of ours is, where it can be judged.
pub(super) async fn judgeable(
    house: &House,
    chat: i64,
    message: i64,
) -> Result<Option<Answered>, StoreError> {
    let answered = house.store.answer_in(chat, message, now()).await?;
    // A page is no answer to a question.
    Ok(answered.filter(|answered| !answered.context.is_empty()))
}

/// Counts a press, and thanks for it.
pub(super) async fn judge(house: House, pressed: Pressed, verdict: Verdict) -> Ending {
    let Pressed { query, from, lang, message, .. } = pressed;
    let answered = match (&from, message) {
        (Some(from), Some(message)) => judgeable(&house, from.place.chat, message).await?,
        _ => None,
    };
    let (Some(from), Some(answered)) = (from, answered) else {
        return out_of_date(&house, query, lang).await;
    };
    let lang = Lang::from_tag(&answered.lang).unwrap_or(lang);
    let word = VERDICTS.iter().find(|(known, ..)| *known == verdict).map_or("", |(.., word)| *word);
    let what = feedback(word, &answered, None);
    let counted = house.store.vote(answered.turn, house.ballot.voter(from.person), what, now()).await?;
    let line = match (verdict, counted) {
        (Verdict::Wrong, _) => Line::WrongHow,
        (_, true) => Line::Thanks,
        (_, false) => Line::ThanksAgain,
    };
    let text = house.speaker.line(lang, line, &[]);
    let answer = match verdict {
        // Long enough to be read.
        Verdict::Wrong => Outgoing::PressAnswer { query, text: Some(text) },
        Verdict::Good | Verdict::Bad => Outgoing::Toast { query, text },
    };
    Ok(Outcome { send: vec![answer], ..Outcome::default() })
}

/// `/feedback`: words about the answer that it replies to, else about the last one.
pub(super) async fn told(house: House, asked: Asked, Argument(words): Argument) -> Ending {
    if !words.chars().any(char::is_alphanumeric) {
        return house.send_line(&asked.from, Line::FeedbackHow).await;
    }
    let (chat, person) = (asked.from.place.chat, asked.from.person);
    let answered = match asked.about {
        Some(About::Ours(message)) => house.store.answer_in(chat, message, now()).await?,
        _ => house.store.last_answer(chat, person, now()).await?,
    };
    let mut outcome = house.send_line(&asked.from, Line::FeedbackNoted).await?;
    let answered =
        answered.unwrap_or_else(|| Answered { lang: asked.from.lang.tag().into(), ..Answered::default() });
    outcome.leaves.feedback = Some(feedback(SAID, &answered, Some(&words)));
    Ok(outcome)
}

fn feedback(verdict: &str, answered: &Answered, said: Option<&str>) -> Feedback {
    let mut facts: Value = serde_json::from_str(&answered.facts).unwrap_or_else(|_| json!({}));
    if let Some(said) = said {
        facts["said"] = scrubbed(said).into();
    }
    Feedback {
        verdict: verdict.to_owned(),
        question: scrubbed(&answered.question),
        lang: answered.lang.clone(),
        facts: facts.to_string(),
    }
}
