//! What the tests of the Telegram front share: a fake Bot API server, an invented engine, a bot to start and kill.

pub mod bot;
pub mod fake;
pub mod late;
pub mod postgres;
pub mod world;

/// A token that must never be seen in any output.
pub const CANARY: &str = "123456:canary-AAExyzTOKENdoNOTleak";
