//! Changes the fact base of a running bot: at SIGHUP, and when a file in its folder changes.
//!
//! Owns: when to read it again, and that a broken edition never takes the place of a good one. Must not know: what is
//! in a fact base.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::{Receiver, Sender};

use crate::check::{self, Severity};
use crate::knowledge::{FactBase, read_folder};
use crate::telegram::{Current, Metrics, Notice};

/// An edition is often many files: it is read once nothing has changed for so long.
const QUIET: Duration = Duration::from_millis(400);

/// Findings that are told one by one.
const TOLD: usize = 10;

/// Everything a reload needs.
pub(super) struct Reload {
    pub folder: PathBuf,
    pub current: Arc<Current>,
    pub metrics: Arc<Metrics>,
    pub admins: Sender<Notice>,
}

impl Reload {
    /// Reads the folder again whenever `words` says so or a file in it changes; `say` is the other end of `words`.
    pub(super) async fn run(self, say: Sender<()>, mut words: Receiver<()>) {
        let mut watcher = watch(&self.folder, say);
        while words.recv().await.is_some() {
            while let Ok(Some(())) = tokio::time::timeout(QUIET, words.recv()).await {}
            // The folder may have been replaced as a whole: then the watch is on the one that is gone. Before reading, so
            // that no change falls between the two.
            if let Some(watcher) = &mut watcher {
                let _ = watcher.unwatch(&self.folder);
                look_at(watcher, &self.folder);
            }
            self.once().await;
        }
    }

    async fn once(&self) {
        let folder = self.folder.clone();
        let read = tokio::task::spawn_blocking(move || read(&folder)).await;
        let notice = match read.unwrap_or_else(|_| Err(vec!["reading it panicked".to_owned()])) {
            Ok(base) => {
                tracing::info!(observations = base.observations.len(), "the fact base was reloaded");
                self.current.set(Arc::new(base));
                Notice::Reloaded
            }
            Err(findings) => {
                for finding in findings.iter().take(TOLD) {
                    tracing::error!(finding, "the changed fact base is broken");
                }
                tracing::error!(
                    errors = findings.len(),
                    "the changed fact base is refused, and the old one stays in use; `footnote check` names every error"
                );
                Notice::NotReloaded
            }
        };
        self.metrics.reloaded(notice == Notice::Reloaded);
        // Admins who cannot be told right now find it in the log.
        let _ = self.admins.try_send(notice);
    }
}

/// The fact base in `folder`, or every error in it.
pub(super) fn read(folder: &Path) -> Result<FactBase, Vec<String>> {
    let files = read_folder(folder).map_err(|error| vec![error.to_string()])?;
    let findings = check::run(&files, None, Some(crate::engine::reading));
    let errors: Vec<String> =
        findings.iter().filter(|f| f.severity == Severity::Error).map(ToString::to_string).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let base = FactBase::from_files(&files).map_err(|error| vec![error.to_string()])?;
    // A folder that is just being filled has no errors and no facts.
    if base.observations.is_empty() && base.statements.is_empty() {
        return Err(vec!["there is no fact in it".to_owned()]);
    }
    Ok(base)
}

fn watch(folder: &Path, say: Sender<()>) -> Option<RecommendedWatcher> {
    let changed = move |event: notify::Result<notify::Event>| {
        // Reading is no change; everything else may be.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // One word is enough: a reload that is still to come reads everything.
            let _ = say.try_send(());
        }
    };
    match notify::recommended_watcher(changed) {
        Ok(mut watcher) => {
            look_at(&mut watcher, folder);
            Some(watcher)
        }
        Err(error) => {
            tracing::warn!(%error, "changes of the fact base are not noticed; SIGHUP reloads it");
            None
        }
    }
}

fn look_at(watcher: &mut RecommendedWatcher, folder: &Path) {
    if let Err(error) = watcher.watch(folder, RecursiveMode::Recursive) {
        tracing::warn!(%error, "changes of the fact base are not noticed; SIGHUP reloads it");
    }
}
