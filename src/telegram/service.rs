//! Puts the Telegram front together and runs it.
//!
//! Owns: the order of starting and stopping. Must not know: what any of the parts does.

mod options;

use std::sync::Arc;

use axum::Router;
use teloxide::types::UserId;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{self, Sender as NewsSender};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::address::Me;
use super::api::Api;
use super::crew::Crew;
use super::failure::StartError;
use super::gallery::Gallery;
use super::handler::Handler;
use super::handlers::{Ballot, Handlers, House};
use super::health::{self, Health};
use super::intake::{Intake, Trouble};
use super::keyboard::Seal;
use super::limits::{Gate, Limits};
use super::menus::Menus;
use super::metrics::Metrics;
use super::send::Sender;
use super::thinking::Thinking;
use super::webhook::{self, Gateway, Webhook};
use super::worker::Worker;
use super::{Notice, Pace, Speaker, admins, http, profile, upkeep};
use crate::config::Token;
use crate::store::{Retention, Store};

/// A wrapper around the bot's handlers.
type Around = Box<dyn FnOnce(Arc<dyn Handler>) -> Arc<dyn Handler> + Send>;

/// The bot, ready to run.
pub struct Service {
    token: Token,
    server: Option<Url>,
    store: Arc<dyn Store>,
    speaker: Arc<dyn Speaker>,
    pace: Pace,
    limits: Limits,
    keep: Retention,
    metrics: Arc<Metrics>,
    listener: Option<TcpListener>,
    webhook: Option<Webhook>,
    admins: Option<(Vec<i64>, mpsc::Receiver<Notice>)>,
    keeps_questions: bool,
    around: Option<Around>,
}

impl Service {
    /// Runs until `stop`, then lets work under way end. What was in work before a crash is taken up again first.
    pub async fn run(mut self, stop: CancellationToken) -> Result<(), StartError> {
        let health = Arc::new(Health::default());
        let (news, chats) = mpsc::channel(64);
        // It outlives the intake a little: a health check must see that the bot is stopping.
        let closing = CancellationToken::new();
        let pages = self.pages(&health, &news);
        let serving =
            self.listener.take().map(|listener| tokio::spawn(http::serve(listener, pages, closing.clone())));

        let ended = self.work(&health, news, chats, &stop).await;

        health.stopping();
        closing.cancel();
        if let Some(serving) = serving {
            let _ = serving.await;
        }
        if let Err(error) = self.store.close().await {
            tracing::warn!(%error, "what was in work goes on when the lease ends");
        }
        tracing::info!("the bot has stopped");
        ended
    }

    fn pages(&self, health: &Arc<Health>, news: &NewsSender<Vec<i64>>) -> Router {
        let pages = health::pages(Arc::clone(health), Arc::clone(&self.store), Arc::clone(&self.metrics));
        let Some(webhook) = &self.webhook else { return pages };
        let gateway = Gateway {
            secret: webhook.secret.clone(),
            store: Arc::clone(&self.store),
            metrics: Arc::clone(&self.metrics),
            news: news.clone(),
            body: self.pace.body,
        };
        pages.merge(webhook::page(webhook.url.path(), gateway))
    }

    async fn work(
        &mut self,
        health: &Arc<Health>,
        news: NewsSender<Vec<i64>>,
        chats: mpsc::Receiver<Vec<i64>>,
        stop: &CancellationToken,
    ) -> Result<(), StartError> {
        let (pace, store, metrics) = (self.pace, Arc::clone(&self.store), Arc::clone(&self.metrics));
        let api = Api::new(&self.token, self.server.as_ref(), pace.call);
        let mut intake = Intake {
            api: api.clone(),
            store: Arc::clone(&store),
            pace,
            stop: stop.clone(),
            trouble: Trouble::default(),
            metrics: Arc::clone(&metrics),
        };
        let Some(user) = intake.who_am_i().await? else { return Ok(()) };
        tracing::info!(username = user.username, "the bot is running");
        let me = Me { id: UserId(user.id), username: user.username };

        let thinking = Thinking::new(pace.lost_threads, Arc::clone(&metrics));
        let speaker = Arc::clone(&self.speaker);
        let admins: Arc<[i64]> = self.admins.iter().flat_map(|(admins, _)| admins.iter().copied()).collect();
        let gallery = Gallery {
            store: Arc::clone(&store),
            thinking: Arc::clone(&thinking),
            metrics: Arc::clone(&metrics),
            patience: pace.handler,
        };
        let house = House {
            speaker: Arc::clone(&speaker),
            store: Arc::clone(&store),
            metrics: Arc::clone(&metrics),
            thinking: Arc::clone(&thinking),
            gallery: gallery.clone(),
            seal: Seal::new(&self.token),
            username: me.username.as_str().into(),
            ballot: Ballot::new(&self.token),
            admins: Arc::clone(&admins),
            keeps_questions: self.keeps_questions,
            noted_days: self.keep.noted_age / (24 * 60 * 60),
            earlier: None,
            own: None,
        };
        let handler: Arc<dyn Handler> = Arc::new(Handlers::new(house, me));
        let handler = Menus::before(handler, api.clone(), Arc::clone(&speaker), Arc::clone(&admins));
        let handler = match self.around.take() {
            Some(around) => around(handler),
            None => handler,
        };
        let sender = Sender::new(api.clone(), pace, Arc::clone(&metrics), gallery);
        let gate = Arc::new(Gate::new(self.limits));
        let worker = Worker {
            store: Arc::clone(&store),
            handler,
            sender: sender.clone(),
            gate: Arc::clone(&gate),
            suspects: Mutex::default(),
            metrics,
            pace,
            stop: stop.clone(),
            cut: CancellationToken::new(),
        };
        let crew = tokio::spawn(Crew::new(worker, Arc::clone(health)).run(chats));
        let mut beside = JoinSet::new();
        if let Some((told, notices)) = self.admins.take() {
            beside.spawn(admins::tell(sender.clone(), Arc::clone(&speaker), told, notices));
        }
        let profile_api = api.clone();
        let profile_speaker = Arc::clone(&speaker);
        beside.spawn(async move {
            profile::register(&profile_api, profile_speaker.as_ref()).await;
        });
        beside.spawn(upkeep::prune(store, self.keep, pace));
        beside.spawn(upkeep::tidy(gate, pace));
        health.started();

        // However the intake ends, the others end with it; what runs beside is dropped at the end of this function.
        let taking_in = async {
            match &self.webhook {
                Some(webhook) => {
                    webhook::register(&api, webhook, pace, stop).await;
                    stop.cancelled().await;
                    Ok(())
                }
                None => intake.run(news).await,
            }
        };
        let ended = tokio::select! {
            ended = taking_in => ended,
            () = thinking.exhausted() => Err(StartError::Exhausted),
        };
        health.stopping();
        stop.cancel();
        if matches!(ended, Err(StartError::Exhausted)) {
            // Where Telegram is out of reach, the log must do.
            let told = admins::say(&sender, speaker.as_ref(), &admins, Notice::Restarting);
            let _ = tokio::time::timeout(pace.farewell, told).await;
        }
        if crew.await.is_err() {
            tracing::error!("the crew panicked");
        }
        ended
    }
}
