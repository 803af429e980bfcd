//! Why an attempt at an update has failed.
//!
//! Owns: the reasons, and which of them count against the update. Must not know: what is done about it.

use super::api::CallError;
use super::metrics::Fault;
use crate::store::StoreError;

/// Why an attempt has failed; the words are kept with the update and logged, so they hold nothing that a person wrote.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("the handler panicked")]
    Panic,
    #[error("the handler did not end in time")]
    Hang,
    #[error("the handler failed: {0:#}")]
    Handler(anyhow::Error),
    /// Whoever took over answers instead.
    #[error("another replica has taken over")]
    Lost,
    #[error("not delivered: {0}")]
    Undelivered(CallError),
    #[error("the process ended each time during an attempt")]
    Deadly,
    #[error("the bot is stopping")]
    Cut,
    #[error("{0}")]
    Store(StoreError),
}

impl Failure {
    /// Whether the update itself may be at fault, so that another attempt is one fewer.
    pub(super) fn counts(&self) -> bool {
        !matches!(self, Failure::Cut | Failure::Store(_))
    }

    /// Our own share in it, for the metrics.
    pub(super) fn fault(&self) -> Option<Fault> {
        match self {
            Failure::Panic => Some(Fault::Panic),
            Failure::Hang => Some(Fault::Hang),
            Failure::Handler(_) => Some(Fault::Handler),
            Failure::Store(_) => Some(Fault::Store),
            Failure::Lost | Failure::Undelivered(_) | Failure::Deadly | Failure::Cut => None,
        }
    }
}
