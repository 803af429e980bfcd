//! Puts the Telegram front together and runs it.
//!
//! Owns: the order of starting and stopping. Must not know: what any of the parts does.

use std::sync::Arc;

use teloxide::types::UserId;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::address::Me;
use super::api::Api;
use super::crew::Crew;
use super::handlers::Handlers;
use super::intake::{Intake, Trouble};
use super::send::Sender;
use super::worker::{Handler, Worker};
use super::{Pace, Speaker, now, profile};
use crate::config::Token;
use crate::store::{Retention, Store, StoreError};

/// Why the bot cannot run at all; all other trouble is waited out.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "Telegram does not know this bot token. Check TELOXIDE_TOKEN: @BotFather shows the token under /mybots"
    )]
    Token,
    #[error("updates cannot be kept: {0}")]
    Store(#[from] StoreError),
}

/// A wrapper around the bot's handlers.
type Around = Box<dyn FnOnce(Arc<dyn Handler>) -> Arc<dyn Handler> + Send>;

/// The bot, ready to run.
pub struct Service {
    token: Token,
    server: Option<Url>,
    store: Arc<dyn Store>,
    speaker: Arc<dyn Speaker>,
    pace: Pace,
    around: Option<Around>,
}

impl Service {
    /// A bot with `token` that answers as `speaker` does and keeps what it must in `store`.
    pub fn new(token: Token, store: Arc<dyn Store>, speaker: Arc<dyn Speaker>) -> Service {
        Service { token, server: None, store, speaker, pace: Pace::default(), around: None }
    }

    /// Another Bot API server than Telegram's own.
    #[must_use]
    pub fn server(mut self, url: Option<Url>) -> Service {
        self.server = url;
        self
    }

    /// Other limits and waits.
    #[must_use]
    pub fn pace(mut self, pace: Pace) -> Service {
        self.pace = pace;
        self
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

    /// Runs until `stop`, then lets work under way end. What was in work before a crash is taken up again first.
    pub async fn run(self, stop: CancellationToken) -> Result<(), StartError> {
        let Service { token, server, store, speaker, pace, around } = self;
        let api = Api::new(&token, server.as_ref(), pace.call);
        let trouble = Trouble::default();
        let mut intake =
            Intake { api: api.clone(), store: Arc::clone(&store), pace, stop: stop.clone(), trouble };
        let Some(user) = intake.who_am_i().await? else { return Ok(()) };
        tracing::info!(username = user.username, "the bot is running");
        let me = Me { id: UserId(user.id), username: user.username };

        let recovered = store.recover(None).await?;
        if recovered > 0 {
            tracing::info!(recovered, "taking up what was in work at the last stop");
        }
        let handler: Arc<dyn Handler> = Arc::new(Handlers::new(Arc::clone(&speaker), Arc::clone(&store), me));
        let handler = match around {
            Some(around) => around(handler),
            None => handler,
        };
        let sender = Sender::new(api.clone(), pace);
        let worker = Worker { store: Arc::clone(&store), handler, sender, pace, stop: stop.clone() };

        let (news, chats) = mpsc::channel(64);
        let crew = tokio::spawn(Crew::new(worker).run(chats, pace.drain));
        let registering = tokio::spawn(async move { profile::register(&api, speaker.as_ref()).await });
        let pruning = tokio::spawn(prune(store, pace));

        // However the intake ends, the others end with it.
        let ended = intake.run(news).await;
        stop.cancel();
        if crew.await.is_err() {
            tracing::error!("the crew panicked");
        }
        registering.abort();
        pruning.abort();
        tracing::info!("the bot has stopped");
        ended
    }
}

async fn prune(store: Arc<dyn Store>, pace: Pace) {
    let mut ticks = tokio::time::interval(pace.prune);
    loop {
        ticks.tick().await;
        if let Err(error) = store.prune(Retention::default(), now()).await {
            tracing::error!(%error, "old rows cannot be deleted");
        }
    }
}
