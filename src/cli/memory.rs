//! Which store the settings name, and opening it.
//!
//! Owns: the choice between SQLite and PostgreSQL, and the data folder. Must not know: what is kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::config::{Config, Secret};
use crate::store::{Lease, PostgresStore, SqliteStore, Store, StoreError};

/// The store's file in the data folder.
const FILE: &str = "footnote.sqlite";

/// A database that starts together with the bot may be away for so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Opens the store to work on it, and brings its schema up to date.
pub(super) async fn open(config: &Config) -> anyhow::Result<Arc<dyn Store>> {
    if let Some(url) = &config.database {
        return Ok(Arc::new(postgres(url, config, PATIENCE).await?));
    }
    let file = file(config)?;
    let store = tokio::task::spawn_blocking({
        let file = file.clone();
        move || SqliteStore::open(&file)
    });
    let store = store.await?.with_context(|| format!("{} cannot be opened", file.display()))?;
    Ok(Arc::new(store))
}

/// Opens the store beside a bot that may be running, to look and to mend.
pub(super) async fn visit(config: &Config) -> anyhow::Result<Arc<dyn Store>> {
    if let Some(url) = &config.database {
        return Ok(Arc::new(postgres(url, config, Duration::ZERO).await?));
    }
    let file = file(config)?;
    let store = SqliteStore::visit(&file).with_context(|| format!("{} cannot be opened", file.display()))?;
    Ok(Arc::new(store))
}

async fn postgres(url: &Secret, config: &Config, patience: Duration) -> anyhow::Result<PostgresStore> {
    let read = |path: &PathBuf| {
        std::fs::read(path).with_context(|| format!("FOOTNOTE_DATABASE_CA: {}", path.display()))
    };
    let authority = config.database_ca.as_ref().map(read).transpose()?;
    let start = Instant::now();
    loop {
        match PostgresStore::open(url.reveal(), authority.as_deref(), Lease::default()).await {
            Ok(store) => return Ok(store),
            Err(error @ StoreError::Unreachable(_)) if start.elapsed() < patience => {
                tracing::warn!(%error, "waiting for the database");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            Err(error) => return Err(error).context("DATABASE_URL: the database cannot be used"),
        }
    }
}

fn file(config: &Config) -> anyhow::Result<PathBuf> {
    let folder = config.data_folder()?;
    make_private(&folder).with_context(|| format!("the data folder {} cannot be made", folder.display()))?;
    Ok(folder.join(FILE))
}

/// The folder holds what people wrote until it is answered: for this account's eyes only.
pub(super) fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
