//! `footnote check-config`: whether the bot could run with these settings.
//!
//! Owns: trying out what the settings name, short of talking to Telegram. Must not know: the settings' own rules, which
//! are `config`'s. Secrets are shown as set or not set.

use super::exit::Exit;
use super::{memory, reload};
use crate::config::Config;
use crate::knowledge::FactBase;
use crate::store::PostgresStore;

/// Prints each setting and what came of trying it.
pub fn run(config: &Config) -> anyhow::Result<Exit> {
    let mut mistakes = Vec::new();
    let set = |is: bool| if is { "set" } else { "not set" };
    say("TELOXIDE_TOKEN", set(config.token.is_some()));
    let api = config.api_url.as_ref().map_or("Telegram's own".to_owned(), host);
    say("TELEGRAM_API_URL", &api);

    let base = match &config.knowledge {
        Some(folder) => reload::read(folder),
        None => FactBase::embedded().map_err(|error| vec![error.to_string()]),
    };
    let place = config.knowledge.as_ref().map_or("in the binary".into(), |path| path.display().to_string());
    match base {
        Ok(base) => say("FOOTNOTE_KNOWLEDGE", &format!("{place}, {} observations", base.observations.len())),
        Err(errors) => {
            let first = errors.first().map(String::as_str).unwrap_or_default();
            mistakes.push(format!("FOOTNOTE_KNOWLEDGE: {} errors, the first: {first}", errors.len()));
        }
    }

    let database = match &config.database {
        None => "not set: SQLite",
        Some(url) if PostgresStore::encrypts(url.reveal()) => "set, encrypted: the certificate is checked",
        Some(_) => "set, not encrypted: there is no sslmode=require in it",
    };
    say("DATABASE_URL", database);
    if config.database.is_none() {
        match config.data_folder() {
            Ok(folder) => say("FOOTNOTE_DATA", &folder.display().to_string()),
            Err(error) => mistakes.push(error.to_string()),
        }
    }
    match try_store(config) {
        Ok((open, dead)) => say("the store", &format!("answers; {open} updates open, {dead} set aside")),
        Err(error) => mistakes.push(format!("the store: {error:#}")),
    }

    match &config.webhook {
        Some(webhook) => {
            say("FOOTNOTE_WEBHOOK_URL", webhook.url.as_str());
            say("FOOTNOTE_WEBHOOK_SECRET", "set");
            match webhook.certificate.as_ref().map(std::fs::read).transpose() {
                Ok(Some(pem)) if !pem.starts_with(b"-----BEGIN CERTIFICATE") => {
                    mistakes.push("FOOTNOTE_WEBHOOK_CERT is not a certificate in PEM".into());
                }
                Ok(_) => {}
                Err(error) => mistakes.push(format!("FOOTNOTE_WEBHOOK_CERT: {error}")),
            }
        }
        None => say("intake", "long polling"),
    }
    let listen = config.listen.map_or("nowhere: no health, no metrics".to_owned(), |at| at.to_string());
    say("FOOTNOTE_LISTEN", &listen);
    say("FOOTNOTE_ADMINS", &config.admins.len().to_string());
    say("FOOTNOTE_KEEP_QUESTIONS", if config.keep_questions { "yes" } else { "no" });
    say("RUST_LOG", &config.log);

    mistakes.iter().for_each(|mistake| println!("MISTAKE  {mistake}"));
    let told = if mistakes.is_empty() { "the bot can run with these settings" } else { "the bot cannot run" };
    println!("{told}");
    Ok(if mistakes.is_empty() { Exit::Success } else { Exit::Usage })
}

fn say(name: &str, value: &str) {
    println!("{name:<24} {value}");
}

/// An address without what may stand before its host.
fn host(url: &url::Url) -> String {
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    format!("{}://{}{port}", url.scheme(), url.host_str().unwrap_or_default())
}

/// Opens the store beside a bot that may be running; gives how much lies in it.
fn try_store(config: &Config) -> anyhow::Result<(u64, u64)> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(async {
        let store = memory::visit(config).await?;
        let backlog = store.backlog().await?;
        store.close().await?;
        Ok((backlog.open, backlog.dead))
    })
}
