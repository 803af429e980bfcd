//! What the operator's monitoring sees: counts and times, never words or persons.
//!
//! Owns: the names of all metrics. Must not know: what is being counted. Each bot has its own registry, so that two in
//! one process do not mix.

use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

type Label = [(&'static str, &'static str); 1];
type Counts = Family<Label, Counter>;

/// All metrics of a bot.
pub struct Metrics {
    registry: Registry,
    updates: Counts,
    answers: Counts,
    pictures: Counts,
    retries: Counts,
    faults: Counts,
    limited: Counts,
    reloads: Counts,
    dead: Counter,
    refused_requests: Counts,
    open_now: Gauge,
    dead_now: Gauge,
    workers_now: Gauge,
    lost_threads: Gauge,
    ready: Gauge,
    answering: Histogram,
    thinking: Histogram,
    sending: Histogram,
}

/// What has gone wrong on our side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Telegram refuses a message of ours.
    Markup,
    /// A handler or a worker panicked.
    Panic,
    /// A handler did not end in time.
    Hang,
    /// A handler failed in another way.
    Handler,
    /// The store failed.
    Store,
}

impl Fault {
    fn name(self) -> &'static str {
        match self {
            Fault::Markup => "markup",
            Fault::Panic => "panic",
            Fault::Hang => "hang",
            Fault::Handler => "handler",
            Fault::Store => "store",
        }
    }
}

impl Default for Metrics {
    fn default() -> Metrics {
        // From one millisecond to half a minute.
        let times = || Histogram::new(exponential_buckets(0.001, 2.0, 16));
        let mut metrics = Metrics {
            registry: Registry::with_prefix("footnote"),
            updates: Counts::default(),
            answers: Counts::default(),
            pictures: Counts::default(),
            retries: Counts::default(),
            faults: Counts::default(),
            limited: Counts::default(),
            reloads: Counts::default(),
            dead: Counter::default(),
            refused_requests: Counts::default(),
            open_now: Gauge::default(),
            dead_now: Gauge::default(),
            workers_now: Gauge::default(),
            lost_threads: Gauge::default(),
            ready: Gauge::default(),
            answering: times(),
            thinking: times(),
            sending: times(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let to = &mut self.registry;
        to.register("updates", "Updates written to the inbox, by intake", self.updates.clone());
        to.register("answers", "Answers composed, by kind", self.answers.clone());
        to.register("pictures", "Charts drawn, and charts sent from Telegram's copy", self.pictures.clone());
        to.register("retries", "Attempts repeated, by what", self.retries.clone());
        to.register("faults", "Faults of ours, by sort", self.faults.clone());
        to.register("limited", "Messages over a limit, by what became of them", self.limited.clone());
        to.register("reloads", "Reloads of the fact base, by outcome", self.reloads.clone());
        to.register("dead", "Updates set aside", self.dead.clone());
        let requests = "Requests refused at the webhook, by reason";
        to.register("refused_requests", requests, self.refused_requests.clone());
        to.register("open_updates", "Updates pending or in work now", self.open_now.clone());
        to.register("dead_updates", "Updates that lie set aside now", self.dead_now.clone());
        to.register("workers", "Chats worked on now by this process", self.workers_now.clone());
        let help = "Threads held by questions that were given up";
        to.register("lost_threads", help, self.lost_threads.clone());
        to.register("ready", "Whether this process takes and answers updates", self.ready.clone());
        let seconds = Unit::Seconds;
        let help = "From taking an update into work until its answer is out";
        to.register_with_unit("answering", help, seconds.clone(), self.answering.clone());
        let help = "From taking an update into work until it is known what to send";
        to.register_with_unit("thinking", help, seconds.clone(), self.thinking.clone());
        to.register_with_unit("sending", "One message, tries included", seconds, self.sending.clone());
    }

    /// Everything in the text format of OpenMetrics.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    pub(super) fn taken_in(&self, intake: &'static str, updates: usize) {
        self.updates.get_or_create(&[("intake", intake)]).inc_by(updates as u64);
    }

    pub(super) fn answered(&self, kind: &'static str) {
        self.answers.get_or_create(&[("kind", kind)]).inc();
    }

    pub(super) fn picture(&self, how: &'static str) {
        self.pictures.get_or_create(&[("how", how)]).inc();
    }

    pub(super) fn retried(&self, what: &'static str) {
        self.retries.get_or_create(&[("what", what)]).inc();
    }

    pub(super) fn fault(&self, fault: Fault) {
        self.faults.get_or_create(&[("sort", fault.name())]).inc();
    }

    pub(super) fn limited(&self, outcome: &'static str) {
        self.limited.get_or_create(&[("outcome", outcome)]).inc();
    }

    /// The fact base was changed, or a broken one refused.
    pub fn reloaded(&self, taken: bool) {
        let outcome = if taken { "taken" } else { "refused" };
        self.reloads.get_or_create(&[("outcome", outcome)]).inc();
    }

    pub(super) fn died(&self) {
        self.dead.inc();
    }

    pub(super) fn refused_request(&self, reason: &'static str) {
        self.refused_requests.get_or_create(&[("reason", reason)]).inc();
    }

    pub(super) fn backlog(&self, open: u64, dead: u64) {
        self.open_now.set(open.cast_signed());
        self.dead_now.set(dead.cast_signed());
    }

    pub(super) fn workers(&self, now: usize) {
        self.workers_now.set(now.cast_signed() as i64);
    }

    pub(super) fn lost_threads(&self, now: usize) {
        self.lost_threads.set(now.cast_signed() as i64);
    }

    pub(super) fn ready(&self, ready: bool) {
        self.ready.set(ready.into());
    }

    pub(super) fn answering(&self, time: Duration) {
        self.answering.observe(time.as_secs_f64());
    }

    pub(super) fn thinking(&self, time: Duration) {
        self.thinking.observe(time.as_secs_f64());
    }

    pub(super) fn sending(&self, time: Duration) {
        self.sending.observe(time.as_secs_f64());
    }
}
