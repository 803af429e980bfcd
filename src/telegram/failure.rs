//! Why an attempt at an update has failed, and why the bot ends.
//!
//! Owns: the reasons, and which of them count against the update. Must not know: what is done about it.

use super::api::CallError;
use super::metrics::Fault;
use crate::store::StoreError;

/// Why the bot cannot run, or not any longer; all other trouble is waited out.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "Telegram does not know this bot token. Check TELOXIDE_TOKEN: @BotFather shows the token under /mybots"
    )]
    Token,
    #[error("updates cannot be kept: {0}")]
    Store(#[from] StoreError),
    #[error(
        "too many threads are held by questions that find no end; start the bot again, as systemd and Docker do"
    )]
    Exhausted,
}

/// Why an attempt has failed; the words are kept with the update and logged, so they hold nothing that a person wrote.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("the handler panicked")]
    Panic,
    #[error("the handler did not end in time")]
    Hang,
    #[error("the handler failed: {0:#}")]
    Handler(anyhow::Error),
    /// Whoever took over answers instead, or nobody did.
    #[error("the database had no sign of life from us, so others may have taken over")]
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
        !matches!(self, Failure::Cut | Failure::Lost | Failure::Store(_))
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
