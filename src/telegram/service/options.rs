//! What a bot may be given before it runs.
//!
//! Owns: the usual values, and how each is changed. Must not know: what the parts do with them.

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::mpsc;
use url::Url;

use super::Service;
use crate::config::Token;
use crate::store::{Retention, Store};
use crate::telegram::{Handler, Limits, Metrics, Notice, Pace, Speaker, Webhook};

impl Service {
    /// A bot with `token` that answers as `speaker` does and keeps what it must in `store`.
    pub fn new(token: Token, store: Arc<dyn Store>, speaker: Arc<dyn Speaker>) -> Service {
        Service {
            token,
            server: None,
            store,
            speaker,
            pace: Pace::default(),
            limits: Limits::default(),
            keep: Retention::default(),
            metrics: Arc::default(),
            listener: None,
            webhook: None,
            admins: None,
            keeps_questions: true,
            around: None,
        }
    }

    /// Another Bot API server than Telegram's own.
    #[must_use]
    pub fn server(self, server: Option<Url>) -> Service {
        Service { server, ..self }
    }

    /// Other waits.
    #[must_use]
    pub fn pace(self, pace: Pace) -> Service {
        Service { pace, ..self }
    }

    /// Other limits on people.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Service {
        Service { limits, ..self }
    }

    /// Keeps things for another time.
    #[must_use]
    pub fn keep(self, keep: Retention) -> Service {
        Service { keep, ..self }
    }

    /// Where counts go that others have a share in.
    #[must_use]
    pub fn metrics(self, metrics: Arc<Metrics>) -> Service {
        Service { metrics, ..self }
    }

    /// Serves health and metrics on `listener`, and takes updates there where a webhook is given.
    #[must_use]
    pub fn listen(self, listener: Option<TcpListener>, webhook: Option<Webhook>) -> Service {
        Service { listener, webhook, ..self }
    }

    /// Passes on what comes over `notices` to the people who look after the bot.
    #[must_use]
    pub fn admins(self, admins: Vec<i64>, notices: mpsc::Receiver<Notice>) -> Service {
        Service { admins: Some((admins, notices)), ..self }
    }

    /// Whether questions without an answer are kept for the editor.
    #[must_use]
    pub fn keeps_questions(self, keeps_questions: bool) -> Service {
        Service { keeps_questions, ..self }
    }

    /// Puts a handler around the bot's own: to count, or in tests to fail.
    #[must_use]
    pub fn around(
        mut self,
        around: impl FnOnce(Arc<dyn Handler>) -> Arc<dyn Handler> + Send + 'static,
    ) -> Service {
        self.around = Some(Box::new(around));
        self
    }
}
