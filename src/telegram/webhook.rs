//! The other intake: Telegram brings updates by itself, and hears “got it” once they are in the store.
//!
//! Owns: who may bring updates, in what size and time, and registering the address. Must not know: what is in an update.
//! At a stop the webhook stays registered, so that the other replicas, and the next start, go on getting updates.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::post;
use serde_json::Value;
use subtle::ConstantTimeEq as _;
use tokio::sync::mpsc::Sender;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::api::{Api, CallError, Form};
use super::intake::{ALLOWED, Trouble, numbered};
use super::metrics::Metrics;
use super::{Pace, now};
use crate::config::Secret;
use crate::store::Store;

/// The header in which Telegram shows that it is Telegram.
const SECRET: &str = "x-telegram-bot-api-secret-token";

/// Telegram's updates are far smaller; what is larger comes from somebody else.
const LARGEST: usize = 1 << 20;

/// Where updates are brought, and how Telegram is told.
#[derive(Clone)]
pub struct Webhook {
    /// As Telegram calls it. Only the path is served here; the rest belongs to whatever stands in front.
    pub url: Url,
    /// Without one, every request is refused.
    pub secret: Option<Secret>,
    /// A self-signed certificate in PEM that Telegram is to trust.
    pub certificate: Option<Vec<u8>>,
}

/// What taking in needs.
#[derive(Clone)]
pub(super) struct Gateway {
    pub secret: Option<Secret>,
    pub store: Arc<dyn Store>,
    pub metrics: Arc<Metrics>,
    pub news: Sender<Vec<i64>>,
    /// How long a body may take to arrive.
    pub body: Duration,
}

/// The one page that takes updates.
pub(super) fn page(path: &str, gateway: Gateway) -> Router {
    Router::new().route(path, post(bring)).with_state(gateway)
}

async fn bring(State(gateway): State<Gateway>, request: Request<Body>) -> StatusCode {
    let refuse = |status: StatusCode, reason: &'static str| {
        gateway.metrics.refused_request(reason);
        status
    };
    // Before anything is read: strangers cost nothing.
    if !admitted(gateway.secret.as_ref(), request.headers()) {
        return refuse(StatusCode::UNAUTHORIZED, "secret");
    }
    let body = match tokio::time::timeout(gateway.body, to_bytes(request.into_body(), LARGEST)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return refuse(StatusCode::PAYLOAD_TOO_LARGE, "size"),
        Err(_) => return refuse(StatusCode::REQUEST_TIMEOUT, "time"),
    };
    let update = serde_json::from_slice::<Value>(&body).ok().and_then(numbered);
    let Some(update) = update else { return refuse(StatusCode::BAD_REQUEST, "form") };
    match gateway.store.take_in(vec![update], now()).await {
        Ok(chats) => {
            gateway.metrics.taken_in("webhook", 1);
            // A crew that is too busy to listen finds the update in the store.
            let _ = gateway.news.try_send(chats);
            StatusCode::OK
        }
        Err(error) => {
            tracing::error!(%error, "an update cannot be written down, so Telegram is asked to bring it again");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// Whether the request shows our secret; a comparison takes as long for a wrong one as for the right one.
fn admitted(secret: Option<&Secret>, headers: &HeaderMap) -> bool {
    let shown = headers.get(SECRET).map(|value| value.as_bytes()).unwrap_or_default();
    secret.is_some_and(|secret| bool::from(secret.reveal().as_bytes().ct_eq(shown)))
}

/// Tells Telegram where to bring updates, until it agrees or the bot stops.
pub(super) async fn register(api: &Api, webhook: &Webhook, pace: Pace, stop: &CancellationToken) {
    let mut trouble = Trouble::default();
    let mut waits = pace.waits();
    loop {
        let call = set(api, webhook);
        let Some(result) = stop.run_until_cancelled(call).await else { return };
        let wait = match result {
            Ok(_) => {
                trouble.over();
                tracing::info!("Telegram brings updates to the webhook");
                return;
            }
            Err(CallError::Wait(time)) => Some(time),
            Err(CallError::Refused { code, description }) => {
                // The description speaks of the address only.
                tracing::error!(
                    code,
                    description,
                    "Telegram refuses the webhook; trying on. Check FOOTNOTE_WEBHOOK_URL"
                );
                Some(pace.longest_wait)
            }
            Err(error) => {
                trouble.say(&error);
                waits.next()
            }
        };
        let wait = tokio::time::sleep(wait.unwrap_or(pace.longest_wait));
        if stop.run_until_cancelled(wait).await.is_none() {
            return;
        }
    }
}

async fn set(api: &Api, webhook: &Webhook) -> Result<Value, CallError> {
    let allowed = serde_json::json!(ALLOWED).to_string();
    let mut form =
        Form::new("SetWebhook").text("url", webhook.url.as_str()).text("allowed_updates", &allowed);
    if let Some(secret) = &webhook.secret {
        form = form.text("secret_token", secret.reveal());
    }
    if let Some(certificate) = &webhook.certificate {
        form = form.file("certificate", "certificate.pem", certificate);
    }
    api.submit(form).await
}
