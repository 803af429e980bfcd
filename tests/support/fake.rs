//! A small Bot API server over real HTTP on a free port of 127.0.0.1.
//!
//! Owns: handing out updates, recording calls, making faults on demand. It knows as much of Telegram as our bot uses.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::sync::Notify;

#[path = "photos.rs"]
pub mod photos;

/// One call that the bot has made.
#[derive(Debug, Clone)]
pub struct Call {
    /// In lower case.
    pub method: String,
    pub body: Value,
    /// What it was answered with; 0 where the answer was garbled.
    pub status: u16,
    /// When it came.
    pub at: Instant,
}

impl Call {
    pub fn chat(&self) -> i64 {
        self.body["chat_id"].as_i64().unwrap_or(0)
    }

    /// The message that it replies to; 0 where it does not.
    pub fn replies_to(&self) -> i64 {
        self.body["reply_parameters"]["message_id"].as_i64().unwrap_or(0)
    }

    pub fn text(&self) -> &str {
        self.body["text"].as_str().unwrap_or("")
    }
}

/// How a call is spoilt.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Flood control on the call's chat.
    RetryAfter(u64),
    /// A Bot API error.
    Refuse(u16, &'static str),
    /// Any status with any body.
    Raw(u16, &'static str),
    /// The group is a supergroup now.
    Migrate(i64),
}

#[derive(Default)]
struct Inner {
    updates: Vec<Value>,
    confirmed: i64,
    last_update: i64,
    calls: Vec<Call>,
    polls: Vec<Value>,
    faults: Vec<(String, Fault, usize)>,
    flooded: HashMap<i64, Instant>,
    too_early: usize,
    last_message: i64,
    /// Only counts are kept, for very many calls.
    forgetful: bool,
    profile: HashMap<String, Value>,
    /// What messages that were changed say now.
    standing: HashMap<(i64, i64), Value>,
    photos: photos::Album,
}

/// The server; clones share it.
#[derive(Clone)]
pub struct Fake {
    pub url: url::Url,
    inner: Arc<Mutex<Inner>>,
    changed: Arc<Notify>,
}

const FIRST_MESSAGE: i64 = 500;
pub const BOT_ID: i64 = 123_456;
pub const BOT_NAME: &str = "invented_bot";

impl Fake {
    pub async fn start() -> Fake {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("bound")).parse().expect("an address");
        let inner = Inner { last_update: 1000, last_message: FIRST_MESSAGE, ..Inner::default() };
        let fake = Fake { url, inner: Arc::new(Mutex::new(inner)), changed: Arc::default() };
        let router = Router::new().fallback(serve).with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        fake
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no test panics while it holds this")
    }

    /// A new number for an update that is brought some other way.
    pub fn next_update(&self) -> i64 {
        let mut inner = self.lock();
        inner.last_update += 1;
        inner.last_update
    }

    /// Hands the bot an update; an `update_id` is added where there is none.
    pub fn push(&self, mut update: Value) -> i64 {
        let mut inner = self.lock();
        if update["update_id"].is_null() {
            inner.last_update += 1;
            update["update_id"] = inner.last_update.into();
        }
        let id = update["update_id"].as_i64().expect("a number");
        inner.updates.push(update);
        drop(inner);
        self.changed.notify_waiters();
        id
    }

    /// Has a person write `text` to the bot in private.
    pub fn say(&self, person: i64, text: &str) -> i64 {
        self.push(json!({"message": private(person, json!({"text": text}))}))
    }

    /// Hands out again all updates with these numbers, as Telegram does when it hasn't heard our confirmation.
    pub fn forget_confirmation(&self) {
        self.lock().confirmed = 0;
        self.changed.notify_waiters();
    }

    /// Spoils the next `count` calls of `method`.
    pub fn spoil(&self, method: &str, fault: Fault, count: usize) {
        self.lock().faults.push((method.to_lowercase(), fault, count));
    }

    pub fn calls(&self) -> Vec<Call> {
        self.lock().calls.clone()
    }

    /// From now on keeps no calls and no updates that are confirmed, so that memory stays with what is under way.
    pub fn forget_calls(&self) {
        self.lock().forgetful = true;
    }

    /// How many messages have arrived since the start.
    pub fn messages(&self) -> usize {
        usize::try_from(self.lock().last_message - FIRST_MESSAGE).unwrap_or(0)
    }

    /// Looks at all calls without copying them.
    pub fn look<T>(&self, at: impl FnOnce(&[Call]) -> T) -> T {
        at(&self.lock().calls)
    }

    /// The bodies of all calls of getUpdates.
    pub fn polls(&self) -> Vec<Value> {
        self.lock().polls.clone()
    }

    /// Calls of `method`, also those that were refused.
    pub fn tried(&self, method: &str) -> Vec<Call> {
        self.calls().into_iter().filter(|call| call.method == method.to_lowercase()).collect()
    }

    /// Messages that have arrived in `chat`.
    pub fn sent(&self, chat: i64) -> Vec<Call> {
        self.tried("sendMessage")
            .into_iter()
            .filter(|call| call.status == 200 && call.chat() == chat)
            .collect()
    }

    /// Changes of messages in `chat` that were taken.
    pub fn edits(&self, chat: i64) -> Vec<Call> {
        let taken = |call: &Call| call.status == 200 && call.chat() == chat;
        self.tried("editMessageText").into_iter().filter(taken).collect()
    }

    /// Waits for `count` changes of messages in `chat`.
    pub async fn until_edited(&self, chat: i64, count: usize) -> Vec<Call> {
        self.until(&format!("{count} edits in {chat}"), |fake| {
            Some(fake.edits(chat)).filter(|edits| edits.len() >= count)
        })
        .await
    }

    /// Whether anything was said in `chat`; where none is named, all is well.
    fn knows(&self, chat: Option<i64>) -> bool {
        let inner = self.lock();
        chat.is_none_or(|chat| inner.updates.iter().any(|update| update["message"]["chat"]["id"] == chat))
    }

    /// Whether the bot has confirmed every update that it was handed.
    pub fn all_taken(&self) -> bool {
        let inner = self.lock();
        inner.confirmed > inner.last_update
    }

    /// How many calls came before `retry_after` was over.
    pub fn too_early(&self) -> usize {
        self.lock().too_early
    }

    /// Waits until `wanted` finds what it looks for.
    pub async fn until<T>(&self, what: &str, wanted: impl Fn(&Fake) -> Option<T>) -> T {
        let look = async {
            loop {
                let changed = self.changed.notified();
                if let Some(found) = wanted(self) {
                    return found;
                }
                // The bot's own state changes without a call, too.
                let _ = tokio::time::timeout(Duration::from_millis(50), changed).await;
            }
        };
        match tokio::time::timeout(Duration::from_secs(60), look).await {
            Ok(found) => found,
            Err(_) => panic!("never came: {what}; calls: {:#?}", self.calls()),
        }
    }

    /// Waits for `count` messages in `chat`.
    pub async fn until_sent(&self, chat: i64, count: usize) -> Vec<Call> {
        self.until(&format!("{count} messages in {chat}"), |fake| {
            Some(fake.sent(chat)).filter(|sent| sent.len() >= count)
        })
        .await
    }

    /// Waits until everything said so far in `chat` is dealt with: asks one thing more, as a chat's updates are worked
    /// on in order. Gives the messages there without the answer to that.
    pub async fn settle(&self, chat: i64) -> Vec<Call> {
        let before = self.sent(chat).len();
        self.say(chat, "settled?");
        let sent = self
            .until(&format!("a settled chat {chat}"), |fake| {
                let sent = fake.sent(chat);
                sent.iter().any(|call| call.text().contains("settled?")).then_some(sent)
            })
            .await;
        assert!(sent.len() > before);
        sent.into_iter().filter(|call| !call.text().contains("settled?")).collect()
    }
}

/// The fields of a private message from `person`, with `more`.
pub fn private(person: i64, more: Value) -> Value {
    let mut message = json!({
        "message_id": 7, "date": 1,
        "chat": {"id": person, "type": "private", "first_name": "Ann"},
        "from": {"id": person, "is_bot": false, "first_name": "Ann", "language_code": "en"},
    });
    merge(&mut message, more);
    message
}

/// The fields of a message in the supergroup `chat`, with `more`.
pub fn group(chat: i64, more: Value) -> Value {
    let mut message = json!({
        "message_id": 8, "date": 1,
        "chat": {"id": chat, "type": "supergroup", "title": "G"},
        "from": {"id": 77, "is_bot": false, "first_name": "Bob", "language_code": "en"},
    });
    merge(&mut message, more);
    message
}

fn merge(message: &mut Value, more: Value) {
    for (name, value) in more.as_object().cloned().unwrap_or_default() {
        message[name] = value;
    }
}

async fn serve(State(fake): State<Fake>, uri: Uri, body: Bytes) -> Response {
    let method = uri.path().rsplit('/').next().unwrap_or_default().to_lowercase();
    let known = uri.path().starts_with("/bot123456:");
    // A form with files is kept as it is, but for a photo's.
    let form = || Value::String(String::from_utf8_lossy(&body).into_owned());
    let body: Value = match method.as_str() {
        "sendphoto" => photos::fields(&fake, &body),
        _ => serde_json::from_slice(&body).unwrap_or_else(|_| form()),
    };
    let at = Instant::now();
    if method == "getupdates" {
        let mut inner = fake.lock();
        if !inner.forgetful {
            inner.polls.push(body.clone());
        }
    }
    let answer =
        if known { answer(&fake, &method, &body).await } else { error(401, "Unauthorized", json!({})) };
    if method != "getupdates" {
        let garbled = serde_json::from_str::<Value>(&answer.1).is_err();
        let status = if garbled { 0 } else { answer.0 };
        let mut inner = fake.lock();
        if !inner.forgetful {
            inner.calls.push(Call { method, body, status, at });
        }
    }
    fake.changed.notify_waiters();
    (StatusCode::from_u16(answer.0).expect("a status"), answer.1).into_response()
}

type Answer = (u16, String);

fn ok(result: Value) -> Answer {
    (200, json!({"ok": true, "result": result}).to_string())
}

fn error(code: u16, description: &str, parameters: Value) -> Answer {
    let body = json!({"ok": false, "error_code": code, "description": description, "parameters": parameters});
    (code, body.to_string())
}

async fn answer(fake: &Fake, method: &str, body: &Value) -> Answer {
    if let Some(fault) = take_fault(fake, method) {
        return spoilt(fake, fault, body);
    }
    match method {
        "getme" => ok(json!({"id": BOT_ID, "is_bot": true, "first_name": "B", "username": BOT_NAME})),
        "getupdates" => ok(updates(fake, body).await),
        "sendmessage" => {
            let mut inner = fake.lock();
            let chat = body["chat_id"].as_i64().unwrap_or(0);
            if inner.flooded.get(&chat).is_some_and(|until| Instant::now() < *until) {
                inner.too_early += 1;
                return error(429, "Too Many Requests", json!({"retry_after": 1}));
            }
            if body["text"].as_str().is_none_or(|text| text.trim().is_empty()) {
                return error(400, "Bad Request: message text is empty", json!({}));
            }
            inner.last_message += 1;
            // A kind of message that no typed client knows.
            ok(json!({"message_id": inner.last_message, "date": 1, "chat": {"id": chat, "type": "hologram"}}))
        }
        "sendphoto" => photos::sent(fake, body),
        "editmessagecaption" => photos::recaptioned(fake, body),
        "editmessagetext" => {
            let (chat, message) = (body["chat_id"].as_i64().unwrap_or(0), body["message_id"].clone());
            let mut inner = fake.lock();
            let now = json!([body["text"], body["reply_markup"]]);
            if inner.standing.insert((chat, message.as_i64().unwrap_or(0)), now.clone()) == Some(now) {
                return error(400, "Bad Request: message is not modified", json!({}));
            }
            ok(json!({"message_id": message, "date": 1, "chat": {"id": chat, "type": "hologram"}}))
        }
        "getmycommands" | "setmycommands" if !fake.knows(body["scope"]["chat_id"].as_i64()) => {
            error(400, "Bad Request: chat not found", json!({}))
        }
        _ if method.starts_with("setmy") => {
            let key = profile_key(&method.replace("set", "get"), body);
            let value = if method == "setmycommands" { body["commands"].clone() } else { body.clone() };
            fake.lock().profile.insert(key, value);
            ok(json!(true))
        }
        _ if method.starts_with("getmy") => {
            let key = profile_key(method, body);
            ok(fake.lock().profile.get(&key).cloned().unwrap_or(json!({})))
        }
        "deletemessage" | "answerinlinequery" => ok(json!(true)),
        "answercallbackquery" | "sendchataction" | "setwebhook" => ok(json!(true)),
        _ => error(404, "Not Found", json!({})),
    }
}

fn profile_key(method: &str, body: &Value) -> String {
    format!("{method} {} {}", body["language_code"], body["scope"])
}

fn take_fault(fake: &Fake, method: &str) -> Option<Fault> {
    let mut inner = fake.lock();
    let at = inner.faults.iter().position(|(of, _, left)| of == method && *left > 0)?;
    inner.faults[at].2 -= 1;
    Some(inner.faults[at].1.clone())
}

fn spoilt(fake: &Fake, fault: Fault, body: &Value) -> Answer {
    match fault {
        Fault::RetryAfter(seconds) => {
            let chat = body["chat_id"].as_i64().unwrap_or(0);
            fake.lock().flooded.insert(chat, Instant::now() + Duration::from_secs(seconds));
            error(429, "Too Many Requests: retry later", json!({"retry_after": seconds}))
        }
        Fault::Refuse(code, description) => error(code, description, json!({})),
        Fault::Raw(status, body) => (status, body.to_owned()),
        Fault::Migrate(to) => error(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            json!({"migrate_to_chat_id": to}),
        ),
    }
}

/// Updates from the offset on; waits a little for the first, as long polling does.
async fn updates(fake: &Fake, body: &Value) -> Value {
    let offset = body["offset"].as_i64().unwrap_or(0);
    let patience = Duration::from_secs(body["timeout"].as_u64().unwrap_or(0).min(1));
    let deadline = tokio::time::Instant::now() + patience;
    loop {
        let changed = fake.changed.notified();
        {
            let mut inner = fake.lock();
            inner.confirmed = inner.confirmed.max(offset);
            let from = inner.confirmed;
            if inner.forgetful {
                inner.updates.retain(|update| update["update_id"].as_i64() >= Some(from));
            }
            let mut new: Vec<Value> = inner
                .updates
                .iter()
                .filter(|update| update["update_id"].as_i64() >= Some(from))
                .cloned()
                .collect();
            new.sort_by_key(|update| update["update_id"].as_i64());
            new.truncate(100);
            if !new.is_empty() {
                return json!(new);
            }
        }
        if tokio::time::timeout_at(deadline, changed).await.is_err() {
            return json!([]);
        }
    }
}
