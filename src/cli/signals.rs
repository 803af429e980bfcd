//! Signals of the operating system.
//!
//! Owns: which signal means what. Must not know: how stopping or reloading is done.

use tokio::sync::mpsc::Sender;
use tokio_util::sync::CancellationToken;

/// Cancels `stop` at SIGTERM or SIGINT, and sends a word over `reload` at SIGHUP.
#[cfg(unix)]
pub(super) async fn watch(stop: CancellationToken, reload: Sender<()>) {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()].map(signal);
    let [Ok(mut terminate), Ok(mut interrupt), Ok(mut hangup)] = signals else {
        tracing::error!("signals cannot be watched: stopping will not wait for work under way");
        return;
    };
    loop {
        tokio::select! {
            _ = terminate.recv() => break,
            _ = interrupt.recv() => break,
            // One word is enough: a reload that is still to come reads everything.
            _ = hangup.recv() => drop(reload.try_send(())),
        }
    }
    tracing::info!("stopping");
    stop.cancel();
}

/// Cancels `stop` at Ctrl-C; there is no signal to reload.
#[cfg(not(unix))]
pub(super) async fn watch(stop: CancellationToken, _reload: Sender<()>) {
    if tokio::signal::ctrl_c().await.is_ok() {
        stop.cancel();
    }
}
