//! The pictures of charts: drawn where that may take its time, and kept in mind once Telegram has them.
//!
//! Owns: when a picture is drawn, and which file of Telegram's stands for which chart. Must not know: how a picture is
//! sent, what a chart says.

use std::sync::Arc;
use std::time::Duration;

use super::metrics::{Fault, Metrics};
use super::now;
use super::thinking::Thinking;
use crate::answer::Chart;
use crate::chart::draw;
use crate::store::Store;

/// Where a bot gets its pictures.
#[derive(Clone)]
pub(super) struct Gallery {
    pub store: Arc<dyn Store>,
    pub thinking: Arc<Thinking>,
    pub metrics: Arc<Metrics>,
    /// How long drawing may take.
    pub patience: Duration,
}

impl Gallery {
    /// The key of the picture of `chart`.
    pub(super) async fn key(&self, chart: &Arc<Chart>) -> Option<u64> {
        let chart = Arc::clone(chart);
        self.in_time(move || chart.key()).await
    }

    /// `chart` as a PNG file; `None` where that can't be done, which is a fault of ours and in the log.
    pub(super) async fn draw(&self, chart: &Arc<Chart>) -> Option<Arc<[u8]>> {
        let chart = Arc::clone(chart);
        let drawn = self.in_time(move || draw(&chart)).await?;
        self.metrics.picture("drawn");
        drawn.map(Arc::from).inspect_err(|error| self.fault(Fault::Handler, &error.to_string())).ok()
    }

    /// Telegram's file of the picture `key`. A store that fails costs no more than drawing once again.
    pub(super) async fn file(&self, key: u64) -> Option<String> {
        let found = self.store.picture(key).await;
        found.inspect_err(|error| self.fault(Fault::Store, &error.to_string())).ok().flatten()
    }

    /// Telegram has the picture `key` under `file`.
    pub(super) async fn keep(&self, key: u64, file: &str) {
        if let Err(error) = self.store.keep_picture(key, file.to_owned(), now()).await {
            self.fault(Fault::Store, &error.to_string());
        }
    }

    /// Telegram does not know `file`.
    pub(super) async fn forget(&self, key: u64, file: &str) {
        if let Err(error) = self.store.drop_picture(key, file).await {
            self.fault(Fault::Store, &error.to_string());
        }
    }

    /// What `work` gives, on a thread where it may block; `None` where it panics or does not end in time.
    async fn in_time<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        match tokio::time::timeout(self.patience, self.thinking.of(work)).await {
            Ok(Ok(done)) => Some(done),
            Ok(Err(_)) => {
                self.fault(Fault::Panic, "drawing panicked");
                None
            }
            Err(_) => {
                self.fault(Fault::Hang, "drawing did not end in time");
                None
            }
        }
    }

    fn fault(&self, fault: Fault, why: &str) {
        tracing::error!(why, "a picture gives trouble");
        self.metrics.fault(fault);
    }
}
