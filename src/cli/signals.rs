//! Signals of the operating system.
//!
//! Owns: which signal means what. Must not know: how stopping or reloading is done.

use tokio::sync::mpsc::Sender;
use tokio_util::sync::CancellationToken;

/// Signals that are caught from the moment this is made, whether or not anybody waits for them yet.
#[cfg(unix)]
pub(super) struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
    hangup: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Catches signals from now on; called within an async runtime.
    pub(super) fn catch() -> std::io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Signals {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    /// Cancels `stop` at SIGTERM or SIGINT, and sends a word over `reload` at SIGHUP.
    pub(super) async fn watch(mut self, stop: CancellationToken, reload: Sender<()>) {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => break,
                _ = self.interrupt.recv() => break,
                // One word is enough: a reload that is still to come reads everything.
                _ = self.hangup.recv() => drop(reload.try_send(())),
            }
        }
        tracing::info!("stopping");
        stop.cancel();
    }
}

/// Ctrl-C; there is no signal to reload.
#[cfg(not(unix))]
pub(super) struct Signals;

#[cfg(not(unix))]
impl Signals {
    pub(super) fn catch() -> std::io::Result<Signals> {
        Ok(Signals)
    }

    pub(super) async fn watch(self, stop: CancellationToken, _reload: Sender<()>) {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.cancel();
        }
    }
}
