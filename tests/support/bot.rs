//! A bot to start, stop and kill: on a runtime of its own, so that killing it is as abrupt as it can be in one process.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use footnote::config::Token;
use footnote::store::{SqliteStore, Store};
use footnote::telegram::update::Update;
use footnote::telegram::{Ending, Handler, Limits, Notice, Pace, Service, Source, StartError, Webhook};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::fake::Fake;
use super::world::World;
use super::{CANARY, eavesdrop};

/// Short waits; the numbers of tries are the real ones.
pub fn quick() -> Pace {
    Pace {
        poll: Duration::from_secs(1),
        look: Duration::from_millis(100),
        first_wait: Duration::from_millis(2),
        longest_wait: Duration::from_millis(20),
        ..Pace::default()
    }
}

/// No limits on people: tests ask faster than anybody.
pub fn unlimited() -> Limits {
    Limits {
        person_per_minute: 0,
        person_per_hour: 0,
        group_per_minute: 0,
        inline_per_minute: 0,
        ..Limits::default()
    }
}

/// Waits until `look` finds what it looks for.
pub async fn eventually<T>(what: &str, look: impl AsyncFn() -> Option<T>) -> T {
    for _ in 0..6000 {
        if let Some(found) = look().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never came: {what}");
}

/// A bot at work.
pub struct Bot {
    runtime: Option<Runtime>,
    stop: CancellationToken,
    run: JoinHandle<Result<(), StartError>>,
    pub store: Arc<dyn Store>,
}

type Misdeed = Arc<dyn Fn(&Update) -> Deed + Send + Sync>;

/// What an injected handler does instead of the bot's own.
pub enum Deed {
    None,
    Panic,
    Hang,
    /// The bot's own, after a while.
    Late(Duration),
}

/// The bot's handler with misdeeds in front of it.
struct Injected {
    inner: Arc<dyn Handler>,
    misdeed: Misdeed,
}

#[async_trait]
impl Handler for Injected {
    async fn handle(&self, update: Update) -> Ending {
        match (self.misdeed)(&update) {
            Deed::None => self.inner.handle(update).await,
            Deed::Panic => panic!("a panic that a test has injected"),
            Deed::Hang => std::future::pending().await,
            Deed::Late(by) => {
                tokio::time::sleep(by).await;
                self.inner.handle(update).await
            }
        }
    }

    async fn apologise(&self, update: Update) -> Ending {
        self.inner.apologise(update).await
    }

    async fn notice(&self, update: Update, notice: Notice) -> Ending {
        self.inner.notice(update, notice).await
    }

    fn source(&self, update: &Update) -> Option<Source> {
        self.inner.source(update)
    }
}

impl Bot {
    pub fn start(fake: &Fake, folder: &Path) -> Bot {
        Bot::start_with(fake, folder, quick(), |_| Deed::None)
    }

    pub fn start_with(
        fake: &Fake,
        folder: &Path,
        pace: Pace,
        misdeed: impl Fn(&Update) -> Deed + Send + Sync + 'static,
    ) -> Bot {
        let store = Arc::new(SqliteStore::open(&folder.join("test.sqlite")).expect("a store"));
        Bot::start_over(fake, store, pace, misdeed)
    }

    /// A bot that has limits on people.
    pub fn start_limited(fake: &Fake, folder: &Path, limits: Limits) -> Bot {
        let store = Arc::new(SqliteStore::open(&folder.join("test.sqlite")).expect("a store"));
        Bot::launch(store, |service| service.server(Some(fake.url.clone())).pace(quick()).limits(limits))
    }

    /// A bot that listens where `webhook` says.
    pub async fn start_behind(fake: &Fake, folder: &Path, pace: Pace, webhook: Option<Webhook>) -> Bot {
        let store = Arc::new(SqliteStore::open(&folder.join("test.sqlite")).expect("a store"));
        let port = webhook.as_ref().and_then(|webhook| webhook.url.port()).unwrap_or(0);
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("a port");
        // Its sockets belong to the runtime that the bot runs on.
        let listener = listener.into_std().expect("a listener");
        Bot::launch(store, |service| {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
            let server = service.server(Some(fake.url.clone())).pace(pace).limits(unlimited());
            server.listen(Some(listener), webhook)
        })
    }

    pub fn start_over(
        fake: &Fake,
        store: Arc<dyn Store>,
        pace: Pace,
        misdeed: impl Fn(&Update) -> Deed + Send + Sync + 'static,
    ) -> Bot {
        let misdeed: Misdeed = Arc::new(misdeed);
        Bot::launch(store, |service| {
            let service = service.server(Some(fake.url.clone())).pace(pace).limits(unlimited());
            service.around(|inner| Arc::new(Injected { inner, misdeed }))
        })
    }

    /// A bot with whatever `with` puts into it.
    pub fn launch(store: Arc<dyn Store>, with: impl FnOnce(Service) -> Service) -> Bot {
        eavesdrop::begin();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let token = Token::parse(CANARY).expect("well formed");
        let stop = CancellationToken::new();
        let service = {
            let _inside = runtime.enter();
            with(Service::new(token, Arc::clone(&store), Arc::new(World)))
        };
        let run = runtime.spawn(service.run(stop.clone()));
        Bot { runtime: Some(runtime), stop, run, store }
    }

    /// Waits until everything that `fake` has handed out so far is dealt with.
    pub async fn idle(&self, fake: &Fake) {
        eventually("an empty inbox", async || {
            (fake.all_taken() && self.store.backlog().await.expect("a store").open == 0).then_some(())
        })
        .await;
    }

    /// Stops as a signal does.
    pub async fn stop(mut self) -> Result<(), StartError> {
        self.stop.cancel();
        let result = (&mut self.run).await.expect("the bot does not panic");
        self.end();
        result
    }

    /// Ends at once, whatever is under way.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        self.end();
        if !std::thread::panicking() {
            eavesdrop::nothing_leaked();
        }
    }
}
