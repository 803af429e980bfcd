//! A loopback server that hands out messages as fast as a bot takes them, and takes the time until each is answered.
//!
//! Owns: as much of the Bot API as a bot needs that answers texts. Must not know: which bot it is.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::Uri;
use axum::response::IntoResponse;
use serde_json::{Value, json};
use tokio::sync::Notify;

/// Updates that one call hands out.
const BATCH: usize = 100;

/// A call without updates waits so long, and a load for its last answer.
const POLL: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_secs(120);

/// Messages to hand out: all at once, or one every so often.
pub struct Load<'a> {
    pub texts: &'a [String],
    pub chats: i64,
    pub messages: usize,
    pub every: Option<Duration>,
}

/// From the first message to the last answer, and from each message to its answer.
pub struct Times {
    pub all: Duration,
    pub waits: Vec<Duration>,
}

#[derive(Default)]
struct Inner {
    waiting: VecDeque<(i64, Value)>,
    last: i64,
    polled: bool,
    /// When the unanswered messages of each chat were there to be fetched, in order.
    open: HashMap<i64, VecDeque<Instant>>,
    waits: Vec<Duration>,
}

#[derive(Clone)]
pub struct Server {
    pub url: String,
    inner: Arc<Mutex<Inner>>,
    /// There is something to fetch; something was answered.
    news: Arc<Notify>,
    answered: Arc<Notify>,
}

impl Server {
    pub async fn start() -> Server {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let server = Server { url, inner: Arc::default(), news: Arc::default(), answered: Arc::default() };
        let router = Router::new().fallback(serve).with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        server
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("nobody panics while holding this")
    }

    /// Waits until the bot asks for updates.
    pub async fn first_poll(&self) {
        while !self.lock().polled {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Hands out a load and waits until all of it is answered.
    pub async fn load(&self, load: Load<'_>) -> Times {
        self.lock().waits.clear();
        let start = Instant::now();
        for k in 0..load.messages {
            if let Some(every) = load.every {
                tokio::time::sleep_until((start + every * k as u32).into()).await;
            }
            self.say(1 + k as i64 % load.chats, &load.texts[k % load.texts.len()]);
            if load.every.is_some() {
                self.news.notify_one();
            }
        }
        self.news.notify_one();
        while self.lock().waits.len() < load.messages {
            let late = tokio::time::timeout(Duration::from_millis(100), self.answered.notified()).await;
            assert!(late.is_ok() || start.elapsed() < PATIENCE, "not all was answered");
        }
        Times { all: start.elapsed(), waits: std::mem::take(&mut self.lock().waits) }
    }

    fn say(&self, chat: i64, text: &str) {
        let mut inner = self.lock();
        inner.last += 1;
        let id = inner.last;
        let who = json!({"id": chat, "is_bot": false, "first_name": "Ann", "language_code": "en"});
        let place = json!({"id": chat, "type": "private", "first_name": "Ann"});
        let message = json!({"message_id": id, "date": 1, "chat": place, "from": who, "text": text});
        inner.waiting.push_back((id, json!({"update_id": id, "message": message})));
        inner.open.entry(chat).or_default().push_back(Instant::now());
    }

    async fn updates(&self, offset: i64) -> Value {
        let until = tokio::time::Instant::now() + POLL;
        loop {
            {
                let mut inner = self.lock();
                inner.polled = true;
                while inner.waiting.front().is_some_and(|(id, _)| *id < offset) {
                    inner.waiting.pop_front();
                }
                if !inner.waiting.is_empty() {
                    return inner.waiting.iter().take(BATCH).map(|(_, update)| update.clone()).collect();
                }
            }
            if tokio::time::timeout_at(until, self.news.notified()).await.is_err() {
                return json!([]);
            }
        }
    }

    fn answer(&self, chat: i64) -> Value {
        let mut inner = self.lock();
        if let Some(there) = inner.open.get_mut(&chat).and_then(VecDeque::pop_front) {
            inner.waits.push(there.elapsed());
        }
        inner.last += 1;
        let message_id = inner.last;
        drop(inner);
        self.answered.notify_one();
        let place = json!({"id": chat, "type": "private", "first_name": "Ann"});
        json!({"message_id": message_id, "date": 1, "chat": place, "text": "-"})
    }
}

async fn serve(State(server): State<Server>, uri: Uri, body: Bytes) -> impl IntoResponse {
    let method = uri.path().rsplit('/').next().unwrap_or_default().to_lowercase();
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let result = match method.as_str() {
        "getme" => json!({
            "id": 1, "is_bot": true, "first_name": "Bot", "username": "some_bot", "can_join_groups": true,
            "can_read_all_group_messages": false, "supports_inline_queries": true,
            "can_connect_to_business": false, "has_main_web_app": false
        }),
        "getupdates" => server.updates(body["offset"].as_i64().unwrap_or_default()).await,
        "sendmessage" => server.answer(body["chat_id"].as_i64().unwrap_or_default()),
        "getwebhookinfo" => json!({"url": "", "has_custom_certificate": false, "pending_update_count": 0}),
        _ => json!(true),
    };
    axum::Json(json!({"ok": true, "result": result}))
}
