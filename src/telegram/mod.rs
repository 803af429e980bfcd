//! The Telegram front: takes updates in, has them answered, sends the answers.
//!
//! Owns: everything that is Telegram's. teloxide is used in this folder only. Must not know: how a question is
//! understood. The way of an update: `intake` or `webhook` writes it to the inbox, a `worker` takes it from there and has a
//! `handlers` tree say what to send, `send` sends it.

mod address;
mod admins;
mod albums;
mod api;
mod card;
pub mod commands;
mod crew;
mod failure;
#[doc(hidden)]
pub mod fuzzing;
mod gallery;
mod handler;
pub mod handlers;
mod happenings;
mod health;
mod http;
mod intake;
mod keyboard;
mod limits;
mod line;
mod menus;
mod metrics;
pub mod outgoing;
mod pace;
mod payload;
mod profile;
mod reply;
mod scrub;
mod send;
mod service;
mod speaker;
mod tally;
mod thinking;
mod threads;
pub mod update;
mod upkeep;
mod webhook;
mod worker;

pub use address::Source;
pub use failure::StartError;
pub use handler::{Ending, Handler, Outcome};
pub use limits::Limits;
pub use line::{Filling, Line};
pub use metrics::Metrics;
pub use pace::Pace;
pub use service::Service;
pub use speaker::{Current, Notice, Speaker};
pub use webhook::Webhook;

/// Seconds since 1970.
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
