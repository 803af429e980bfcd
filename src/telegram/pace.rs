//! How fast and how often: limits, waits and numbers of tries, in one place so that tests can shorten them.
//!
//! Owns: the figures. Must not know: what is waited for.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};

/// Times and counts of the Telegram front.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How long Telegram may hold a `getUpdates` open.
    pub poll: Duration,
    /// How long any call may take, beyond what it asks Telegram to hold it open.
    pub call: Duration,
    /// How long a handler may work on an update.
    pub handler: Duration,
    /// Threads that endless questions may hold before the process ends in order, to be started again. Each may keep a core
    /// busy, so they are few.
    pub lost_threads: usize,
    /// When a person is told that an answer is being written.
    pub typing_after: Duration,
    /// When they are told again. Telegram shows it for five seconds.
    pub typing_again: Duration,
    /// Attempts at an update before it is set aside.
    pub attempts: u32,
    /// Attempts begun, whether or not the process has survived them. More than `attempts`: a restart at a bad moment
    /// is no fault of the update's.
    pub crashes: u32,
    /// Attempts after which an update is suspected of ending the process, and tried with no other suspect beside it.
    pub unsuspected: u32,
    /// Tries at a call that fails with 5xx or breaks off. A server that cannot be reached at all is tried forever.
    pub tries: usize,
    /// The first wait between tries; each further one is longer, up to `longest_wait`.
    pub first_wait: Duration,
    pub longest_wait: Duration,
    /// Chats that are worked on at a time.
    pub workers: usize,
    /// How often the store is looked through for chats that others have left behind.
    pub look: Duration,
    /// How long a webhook request may take to arrive.
    pub body: Duration,
    /// How long work under way may go on after a signal to stop.
    pub drain: Duration,
    /// How long the admins may be told why the bot ends, before the time that work under way has.
    pub farewell: Duration,
    /// How often the store is cleared of what is old.
    pub prune: Duration,
    /// How often those who ask no more are forgotten by the limits.
    pub tidy: Duration,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace {
            poll: Duration::from_secs(30),
            call: Duration::from_secs(15),
            handler: Duration::from_secs(20),
            lost_threads: 8,
            typing_after: Duration::from_secs(1),
            typing_again: Duration::from_millis(4500),
            attempts: 3,
            crashes: 6,
            unsuspected: 2,
            tries: 8,
            first_wait: Duration::from_millis(300),
            longest_wait: Duration::from_secs(30),
            workers: 256,
            look: Duration::from_millis(500),
            body: Duration::from_secs(10),
            drain: Duration::from_millis(3500),
            farewell: Duration::from_secs(1),
            prune: Duration::from_secs(60),
            tidy: Duration::from_secs(5),
        }
    }
}

impl Pace {
    /// Waits between tries: growing, with jitter so that many chats don't come back at once; without end.
    pub fn waits(&self) -> impl Iterator<Item = Duration> + Send + use<> {
        ExponentialBuilder::default()
            .with_min_delay(self.first_wait)
            .with_max_delay(self.longest_wait)
            .with_jitter()
            .without_max_times()
            .build()
    }
}
