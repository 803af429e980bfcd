//! What a conversation is about.
//!
//! Owns: [`Dialogue`]. Must not know: Telegram, clocks (the front drops a dialogue that has gone stale), wording.

use serde::{Deserialize, Serialize};

/// What was talked about so far in one chat; a front stores it between messages (JSON by serde).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Dialogue {}
