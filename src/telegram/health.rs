//! Whether the bot lives and is ready, for whoever starts and watches it.
//!
//! Owns: both words, and the pages that tell them. Must not know: who asks.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;

use super::metrics::Metrics;
use super::now;
use crate::store::Store;

/// A crew that has not looked around for so many seconds is stuck.
const STUCK: i64 = 60;

/// The store must answer a question about itself in this time.
const PROMPT: Duration = Duration::from_secs(2);

/// What is known of the bot's state.
#[derive(Default)]
pub struct Health {
    started: AtomicBool,
    stopping: AtomicBool,
    crew_seen: AtomicI64,
}

impl Health {
    /// Updates are taken in and worked on from now on.
    pub(super) fn started(&self) {
        self.crew_lives();
        self.started.store(true, Ordering::Relaxed);
    }

    pub(super) fn stopping(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    pub(super) fn crew_lives(&self) {
        self.crew_seen.store(now(), Ordering::Relaxed);
    }

    /// Whether the process is worth keeping. Trouble outside, such as a store that is away, is no reason to end it.
    fn lives(&self) -> bool {
        !self.started.load(Ordering::Relaxed) || now() - self.crew_seen.load(Ordering::Relaxed) < STUCK
    }

    /// Why nothing should be sent here at the moment.
    async fn unready(&self, store: &dyn Store, metrics: &Metrics) -> Option<&'static str> {
        if self.stopping.load(Ordering::Relaxed) {
            return Some("stopping");
        }
        match tokio::time::timeout(PROMPT, store.backlog()).await {
            Ok(Ok(backlog)) => metrics.backlog(backlog.open, backlog.dead),
            _ => return Some("the store does not answer"),
        }
        (!self.started.load(Ordering::Relaxed)).then_some("starting")
    }
}

/// `/healthz`, `/readyz` and `/metrics`.
pub(super) fn pages(health: Arc<Health>, store: Arc<dyn Store>, metrics: Arc<Metrics>) -> Router {
    let live = {
        let health = Arc::clone(&health);
        async move || match health.lives() {
            true => (StatusCode::OK, "ok"),
            false => (StatusCode::SERVICE_UNAVAILABLE, "stuck"),
        }
    };
    let ready = {
        let (health, store, metrics) = (Arc::clone(&health), Arc::clone(&store), Arc::clone(&metrics));
        async move || {
            let unready = health.unready(store.as_ref(), &metrics).await;
            metrics.ready(unready.is_none());
            match unready {
                None => (StatusCode::OK, "ready"),
                Some(why) => (StatusCode::SERVICE_UNAVAILABLE, why),
            }
        }
    };
    let measured = async move || {
        // Gauges are read when somebody asks.
        let unready = health.unready(store.as_ref(), &metrics).await;
        metrics.ready(unready.is_none());
        let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        ([(header::CONTENT_TYPE, kind)], metrics.text()).into_response()
    };
    Router::new().route("/healthz", get(live)).route("/readyz", get(ready)).route("/metrics", get(measured))
}
