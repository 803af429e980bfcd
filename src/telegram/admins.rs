//! Tells the people who look after the bot what they should know, in the chat that they have with it.
//!
//! Owns: who is told. Must not know: the words; details are in the log, where no chat's members can see them.

use std::sync::Arc;

use tokio::sync::mpsc::Receiver;

use super::outgoing::{Message, Outgoing, Place};
use super::send::Sender;
use super::{Notice, Speaker};
use crate::answer::Lang;
use crate::render::html;

/// Both, as nobody has said which one an admin reads.
const LANGUAGES: [Lang; 2] = [Lang::ZhHant, Lang::En];

/// Passes on what comes over `notices` until the other end is gone.
pub(super) async fn tell(
    sender: Sender,
    speaker: Arc<dyn Speaker>,
    admins: Vec<i64>,
    mut notices: Receiver<Notice>,
) {
    while let Some(notice) = notices.recv().await {
        say(&sender, speaker.as_ref(), &admins, notice).await;
    }
}

/// Tells all of `admins`.
pub(super) async fn say(sender: &Sender, speaker: &dyn Speaker, admins: &[i64], notice: Notice) {
    let parts: Vec<String> =
        LANGUAGES.iter().flat_map(|lang| html::render(&speaker.notice(*lang, notice))).collect();
    for admin in admins {
        let message = Message {
            place: Place { chat: *admin, thread: None },
            reply_to: None,
            html: parts.join("\n"),
            buttons: Vec::new(),
        };
        if let Err(error) = sender.deliver(&Outgoing::Message(message)).await {
            tracing::warn!(%error, "an admin could not be told");
        }
    }
}
