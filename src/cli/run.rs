//! `footnote run`: the Telegram bot.
//!
//! Owns: the async runtime, and which settings go to which part. Must not know: what the bot does.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::reload::Reload;
use super::signals::Signals;
use super::{log, memory};
use crate::config::{Config, Token};
use crate::knowledge::{FactBase, LoadError};
use crate::store::Retention;
use crate::telegram::{Current, Limits, Metrics, Service, Webhook};

/// Runs the bot until SIGTERM or SIGINT; what it cannot do is one error for the operator.
///
/// `load` gives the facts. It is called here because reading them takes a while, and a signal to stop that comes in
/// that while is an orderly stop too.
pub fn run(config: Config, load: impl FnOnce() -> Result<FactBase, LoadError>) -> anyhow::Result<()> {
    log::start(&config.log, config.json_log);
    log::hush_panics();
    let token =
        config.token.clone().context("TELOXIDE_TOKEN is not set; @BotFather gives one for /newbot")?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no async runtime")?;
    let signals = {
        let _entered = runtime.enter();
        Signals::catch().context("signals cannot be caught")?
    };
    tracing::info!("starting");
    let base = load()?;
    let result = runtime.block_on(work(&config, token, base, signals));
    // A question that never ends may still hold a thread; it must not hold the exit.
    runtime.shutdown_timeout(Duration::from_millis(200));
    result
}

async fn work(config: &Config, token: Token, base: FactBase, signals: Signals) -> anyhow::Result<()> {
    let stop = CancellationToken::new();
    let (say, words) = mpsc::channel(1);
    tokio::spawn(signals.watch(stop.clone(), say.clone()));
    let Some(store) = stop.run_until_cancelled(memory::open(config)).await else { return Ok(()) };
    let listener = match config.listen {
        Some(address) => Some(
            tokio::net::TcpListener::bind(address)
                .await
                .with_context(|| format!("FOOTNOTE_LISTEN: {address} cannot be listened on"))?,
        ),
        None => None,
    };
    let (current, metrics) = (Arc::new(Current::new(Arc::new(base))), Arc::new(Metrics::default()));
    let (admins, notices) = mpsc::channel(8);
    if let Some(folder) = config.knowledge.clone() {
        let (current, metrics) = (Arc::clone(&current), Arc::clone(&metrics));
        tokio::spawn(Reload { folder, current, metrics, admins }.run(say, words));
    }
    let service = Service::new(token, store?, current)
        .server(config.api_url.clone())
        .limits(limits(config))
        .keep(keep(config))
        .keeps_questions(config.keep_questions)
        .metrics(metrics)
        .listen(listener, webhook(config)?)
        .admins(config.admins.clone(), notices);
    Ok(service.run(stop).await?)
}

fn webhook(config: &Config) -> anyhow::Result<Option<Webhook>> {
    let Some(webhook) = &config.webhook else { return Ok(None) };
    let certificate = match &webhook.certificate {
        Some(path) => {
            Some(std::fs::read(path).with_context(|| format!("FOOTNOTE_WEBHOOK_CERT: {}", path.display()))?)
        }
        None => None,
    };
    Ok(Some(Webhook { url: webhook.url.clone(), secret: Some(webhook.secret.clone()), certificate }))
}

fn limits(config: &Config) -> Limits {
    let usual = Limits::default();
    let [minute, hour, group, inline] = config.limits;
    Limits {
        person_per_minute: minute.unwrap_or(usual.person_per_minute),
        person_per_hour: hour.unwrap_or(usual.person_per_hour),
        group_per_minute: group.unwrap_or(usual.group_per_minute),
        inline_per_minute: inline.unwrap_or(usual.inline_per_minute),
        ..usual
    }
}

fn keep(config: &Config) -> Retention {
    let usual = Retention::default();
    Retention { bytes: config.keep_mb.map_or(usual.bytes, |mb| i64::from(mb) << 20), ..usual }
}
