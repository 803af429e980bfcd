//! One call to the Bot API.
//!
//! Owns: the HTTP step and what an answer of the server means. Payloads are teloxide's, or our own `Payload`s where
//! teloxide has none. teloxide's own step isn't used: it sleeps 10 s inside every 5xx, drops the status code, and puts
//! the raw body into its error when that isn't JSON. Must not know: what to do about an error.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use reqwest::multipart;
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use teloxide::requests::Payload;
use teloxide::{Bot, RequestError};
use url::Url;

use crate::config::Token;

/// Why a call has failed. No variant holds the token or what a person wrote.
#[derive(Debug, Clone, thiserror::Error)]
pub(super) enum CallError {
    /// Flood control: not before this time has passed.
    #[error("flood control asks to wait {} s", .0.as_secs())]
    Wait(Duration),
    /// The group is a supergroup now, with this id.
    #[error("the group has moved")]
    Moved(i64),
    /// Telegram understood the call and refused it.
    #[error("refused with {code}")]
    Refused { code: u16, description: String },
    /// The server is in trouble.
    #[error("server error {0}")]
    Server(u16),
    /// No connection came about: the call has certainly had no effect.
    #[error("no connection: {0}")]
    Unreachable(String),
    /// The connection broke, or the answer made no sense: the call may have had its effect.
    #[error("the answer was lost: {0}")]
    Lost(String),
}

/// Calls methods of the Bot API for one bot.
#[derive(Clone)]
pub(super) struct Api {
    client: Client,
    /// The address of every method, up to its name.
    methods: Arc<str>,
    limit: Duration,
}

/// A call of a method with files among its parameters.
pub(super) struct Form {
    method: &'static str,
    fields: multipart::Form,
}

impl Form {
    pub(super) fn new(method: &'static str) -> Form {
        Form { method, fields: multipart::Form::new() }
    }

    pub(super) fn text(self, name: &'static str, value: &str) -> Form {
        Form { fields: self.fields.text(name, value.to_owned()), ..self }
    }

    pub(super) fn file(self, name: &'static str, file: &'static str, content: &[u8]) -> Form {
        let part = multipart::Part::bytes(content.to_vec()).file_name(file);
        Form { fields: self.fields.part(name, part), ..self }
    }
}

#[derive(Deserialize)]
struct Envelope {
    ok: bool,
    #[serde(default)]
    result: Value,
    error_code: Option<u16>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Deserialize, Default)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

/// How long flood control lasts when the server doesn't say.
const UNSAID_WAIT: Duration = Duration::from_secs(5);

impl Api {
    /// `limit`: how long a call may take, beyond what its payload asks the server to wait.
    pub(super) fn new(token: &Token, server: Option<&Url>, limit: Duration) -> Api {
        let bot = Bot::new(token.reveal());
        let mut methods = server.cloned().unwrap_or_else(|| bot.api_url());
        if let Ok(mut path) = methods.path_segments_mut() {
            path.pop_if_empty().push(&format!("bot{}", bot.token())).push("");
        }
        Api { client: bot.client().clone(), methods: methods.as_str().into(), limit }
    }

    /// Calls the method of `payload`; the result is read as `T`, which may be more tolerant than teloxide's type.
    pub(super) async fn call<P, T>(&self, payload: &P) -> Result<T, CallError>
    where
        P: Payload + Serialize,
        T: DeserializeOwned,
    {
        let body = serde_json::to_vec(payload).map_err(|error| CallError::Lost(error.to_string()))?;
        let request = self.request(P::NAME, self.limit + payload.timeout_hint().unwrap_or_default());
        self.send(request.header("content-type", "application/json").body(body)).await
    }

    /// Calls a method with files among its parameters.
    pub(super) async fn submit<T: DeserializeOwned>(&self, form: Form) -> Result<T, CallError> {
        let request = self.request(form.method, self.limit);
        self.send(request.multipart(form.fields)).await
    }

    fn request(&self, method: &str, limit: Duration) -> RequestBuilder {
        self.client.post(format!("{}{method}", self.methods)).timeout(limit)
    }

    async fn send<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, CallError> {
        let response = request.send().await.map_err(|error| match error.is_connect() {
            true => CallError::Unreachable(reason(error.into())),
            false => CallError::Lost(reason(error.into())),
        })?;
        let status = response.status().as_u16();
        if status >= 500 {
            return Err(CallError::Server(status));
        }
        let text = response.text().await.map_err(|error| CallError::Lost(reason(error.into())))?;
        // serde's message quotes what it stumbled over, which may be somebody's words: only the kind is kept.
        let not_ours = |_| CallError::Lost(format!("status {status} without a Bot API answer"));
        let envelope: Envelope = serde_json::from_str(&text).map_err(not_ours)?;
        if envelope.ok {
            return T::deserialize(envelope.result).map_err(not_ours);
        }
        Err(refusal(status, envelope))
    }
}

fn refusal(status: u16, envelope: Envelope) -> CallError {
    let code = envelope.error_code.unwrap_or(status);
    match envelope.parameters {
        Parameters { retry_after: Some(seconds), .. } => CallError::Wait(Duration::from_secs(seconds)),
        Parameters { migrate_to_chat_id: Some(chat), .. } => CallError::Moved(chat),
        _ if code == 429 => CallError::Wait(UNSAID_WAIT),
        _ if code >= 500 => CallError::Server(code),
        _ => CallError::Refused { code, description: envelope.description },
    }
}

/// The root of a network error in words. Going through teloxide's error takes the address, and so the token, out.
fn reason(error: RequestError) -> String {
    let mut deepest: &dyn Error = &error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}
