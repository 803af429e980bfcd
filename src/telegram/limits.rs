//! How much one person, or one group, may ask.
//!
//! Owns: the counts, and that somebody over a limit hears so once and then nothing. The silence is what ends two
//! programs that answer each other. Must not know: the words. Counts lie in memory: after a restart all begin anew.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use governor::clock::DefaultClock;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use super::address::Source;

/// Messages that are answered; 0: without a limit.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub person_per_minute: u32,
    pub person_per_hour: u32,
    /// All members of a group together.
    pub group_per_minute: u32,
    /// What one person writes behind the bot's name in other chats: Telegram asks with every few letters.
    pub inline_per_minute: u32,
    /// Who has been told of a limit is not told again for so long.
    pub quiet: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            person_per_minute: 20,
            person_per_hour: 240,
            group_per_minute: 60,
            inline_per_minute: 90,
            quiet: Duration::from_secs(600),
        }
    }
}

/// What to do about a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Answer,
    /// Say kindly that this is too fast.
    Notice,
    Silence,
}

type Limiter = RateLimiter<i64, HashMapStateStore<i64>, DefaultClock>;

/// The counts of everyone who has asked lately.
pub(super) struct Gate {
    person: [Option<Limiter>; 2],
    group: Option<Limiter>,
    inline: Option<Limiter>,
    told: Mutex<HashMap<i64, Instant>>,
    quiet: Duration,
}

impl Gate {
    pub(super) fn new(limits: Limits) -> Gate {
        let minute = |count| NonZeroU32::new(count).map(Quota::per_minute).map(RateLimiter::hashmap);
        let hour = NonZeroU32::new(limits.person_per_hour).map(Quota::per_hour).map(RateLimiter::hashmap);
        Gate {
            person: [minute(limits.person_per_minute), hour],
            group: minute(limits.group_per_minute),
            inline: minute(limits.inline_per_minute),
            told: Mutex::default(),
            quiet: limits.quiet,
        }
    }

    /// Counts a message from `source`.
    pub(super) fn judge(&self, source: &Source) -> Verdict {
        let Source { place, person, .. } = source;
        let in_group = place.chat != *person;
        // A member over the own limit does not use up the group's.
        let key = if self.person.iter().any(|limiter| over(limiter, person)) {
            *person
        } else if in_group && over(&self.group, &place.chat) {
            place.chat
        } else {
            return Verdict::Answer;
        };
        let now = Instant::now();
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.get(&key).is_some_and(|then| now.duration_since(*then) < self.quiet) {
            return Verdict::Silence;
        }
        told.insert(key, now);
        Verdict::Notice
    }

    /// Counts what `person` writes in inline mode. Nobody is left without a word there: the waiting sign would stay.
    pub(super) fn judge_inline(&self, person: i64) -> Verdict {
        if over(&self.inline, &person) { Verdict::Notice } else { Verdict::Answer }
    }

    /// Forgets everyone who is far from any limit again; to be called every few seconds, so that memory stays with
    /// those who ask now and not with all who have ever asked.
    pub(super) fn tidy(&self) {
        for limiter in self.person.iter().chain([&self.group, &self.inline]).flatten() {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        let now = Instant::now();
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, then| now.duration_since(*then) < self.quiet);
        told.shrink_to_fit();
    }
}

/// Counts one more for `key`; whether that is too many.
fn over(limiter: &Option<Limiter>, key: &i64) -> bool {
    limiter.as_ref().is_some_and(|limiter| limiter.check_key(key).is_err())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Lang;
    use crate::telegram::outgoing::Place;

    fn from(chat: i64, person: i64) -> Source {
        let place = Place { chat, thread: None };
        Source { place, person, reply_to: None, asked_in: 0, lang: Lang::En, fixed: None }
    }

    #[test]
    fn a_person_over_the_limit_hears_so_once_and_others_are_answered() {
        let gate = Gate::new(Limits { person_per_minute: 3, ..Limits::default() });
        let verdicts: Vec<_> = (0..6).map(|_| gate.judge(&from(1, 1))).collect();
        use Verdict::{Answer, Notice, Silence};
        assert_eq!(verdicts, [Answer, Answer, Answer, Notice, Silence, Silence]);
        assert_eq!(gate.judge(&from(2, 2)), Answer);
        // Who is over a limit is remembered, who is not is forgotten.
        gate.tidy();
        assert_eq!(gate.judge(&from(1, 1)), Silence);
    }

    #[test]
    fn a_group_has_a_limit_of_its_own_and_hears_so_once() {
        let gate = Gate::new(Limits { group_per_minute: 2, ..Limits::default() });
        let verdicts: Vec<_> = (1..=4).map(|person| gate.judge(&from(-9, person))).collect();
        assert_eq!(verdicts, [Verdict::Answer, Verdict::Answer, Verdict::Notice, Verdict::Silence]);
        assert_eq!(gate.judge(&from(1, 1)), Verdict::Answer, "in private, members are persons");
    }

    #[test]
    fn zero_is_no_limit() {
        let none = Limits {
            person_per_minute: 0,
            person_per_hour: 0,
            group_per_minute: 0,
            inline_per_minute: 0,
            ..Limits::default()
        };
        let gate = Gate::new(none);
        assert!((0..10_000).all(|_| gate.judge(&from(-1, 2)) == Verdict::Answer));
        assert!((0..10_000).all(|_| gate.judge_inline(2) == Verdict::Answer));
    }
}
