//! `footnote run`: the Telegram bot.
//!
//! Owns: the async runtime, signals, the data folder, the log. Must not know: what the bot does.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use crate::config::Config;
use crate::knowledge::FactBase;
use crate::store::SqliteStore;
use crate::telegram::Service;

/// The store's file in the data folder.
const FILE: &str = "footnote.sqlite";

/// Runs the bot until SIGTERM or SIGINT; what it cannot do is one error for the operator.
pub fn run(config: Config, base: FactBase) -> anyhow::Result<()> {
    start_log(&config.log);
    hush_panics();
    let token =
        config.token.clone().context("TELOXIDE_TOKEN is not set; @BotFather gives one for /newbot")?;
    let folder = config.data_folder()?;
    make_private(&folder).with_context(|| format!("the data folder {} cannot be made", folder.display()))?;
    let file = folder.join(FILE);
    let store = SqliteStore::open(&file).with_context(|| format!("{} cannot be opened", file.display()))?;

    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no async runtime")?;
    let stop = CancellationToken::new();
    let service = Service::new(token, Arc::new(store), Arc::new(base)).server(config.api_url.clone());
    let result = runtime.block_on(async {
        tokio::spawn(stop_on_signal(stop.clone()));
        service.run(stop).await
    });
    // A question that never ends may still hold a thread; it must not hold the exit.
    runtime.shutdown_timeout(Duration::from_millis(200));
    Ok(result?)
}

/// Logs to stderr. A second call, as tests make, changes nothing.
fn start_log(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr)
        .try_init();
}

/// A panic is logged with its place. Its words stay out of the log below debug: they may quote a question, as those
/// of a slice at a wrong character do.
fn hush_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
        let words = panic.payload();
        let words =
            words.downcast_ref::<&str>().copied().or(words.downcast_ref::<String>().map(String::as_str));
        tracing::debug!(words, "the panic");
    }));
}

async fn stop_on_signal(stop: CancellationToken) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
            (Ok(mut terminate), Ok(mut interrupt)) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
                stop.cancel();
            }
            _ => tracing::error!("signals cannot be watched: stopping will not wait for work under way"),
        }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_ok() {
        stop.cancel();
    }
}

/// The folder holds what people wrote until it is answered: for this account's eyes only.
pub(super) fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
