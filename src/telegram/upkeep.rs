//! What is done now and then beside everything else.
//!
//! Owns: when it is done. Must not know: what is deleted or forgotten by it.

use std::sync::Arc;

use super::limits::Gate;
use super::{Pace, now};
use crate::store::{Retention, Store};

/// Deletes from the store what has been kept long enough.
pub(super) async fn prune(store: Arc<dyn Store>, keep: Retention, pace: Pace) {
    let mut ticks = tokio::time::interval(pace.prune);
    loop {
        ticks.tick().await;
        if let Err(error) = store.prune(keep, now()).await {
            tracing::error!(%error, "old rows cannot be deleted");
        }
    }
}

/// Forgets who has not asked lately.
pub(super) async fn tidy(gate: Arc<Gate>, pace: Pace) {
    let mut ticks = tokio::time::interval(pace.tidy);
    loop {
        ticks.tick().await;
        gate.tidy();
    }
}
