//! The one thread that talks to SQLite, so that no blocking call stands on the async runtime.
//!
//! Owns: the connection, and group commit: jobs that wait together are written together, the urgent ones first, and
//! flushed to the disk only if one of them has to be. Must not know: tables.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::oneshot;

use super::StoreError;
use super::engine::Weight;

/// Jobs that share one transaction at most: bounds how long the first of them waits.
const TOGETHER: usize = 64;

type Done = Box<dyn FnOnce(Result<(), StoreError>)>;
type Work = Box<dyn FnOnce(Result<&Connection, StoreError>) -> Done + Send>;

struct Job {
    weight: Weight,
    work: Work,
}

/// A handle to the store's thread.
pub(super) struct StoreThread {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl StoreThread {
    /// Starts the thread.
    pub(super) fn start(connection: Connection) -> std::io::Result<StoreThread> {
        let (jobs, inbox) = channel();
        let thread =
            std::thread::Builder::new().name("store".into()).spawn(move || work(connection, &inbox))?;
        Ok(StoreThread { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Runs `job` in a transaction; the answer comes when that transaction is on disk. `None` of the job takes back what
    /// it has written.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        weight: Weight,
        job: impl FnOnce(&Connection) -> rusqlite::Result<Option<T>> + Send + 'static,
    ) -> Result<Option<T>, StoreError> {
        let (answer, wait) = oneshot::channel();
        let work: Work = Box::new(move |db| {
            let result = db.and_then(|db| in_savepoint(db, job));
            Box::new(move |committed| {
                // A caller that no longer waits has given up on the answer, not on the work.
                let _ = answer.send(committed.and(result));
            })
        });
        self.jobs
            .as_ref()
            .ok_or(StoreError::Closed)?
            .send(Job { weight, work })
            .map_err(|_| StoreError::Closed)?;
        wait.await.map_err(|_| StoreError::Closed)?
    }
}

impl Drop for StoreThread {
    /// Ends the thread after the jobs it already has.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A thread that has panicked has been reported by the panic hook.
            let _ = thread.join();
        }
    }
}

/// A job that fails takes back its own writes only, not those of its neighbours in the transaction.
fn in_savepoint<T>(
    db: &Connection,
    job: impl FnOnce(&Connection) -> rusqlite::Result<Option<T>>,
) -> Result<Option<T>, StoreError> {
    let say = |sql: &str| db.prepare_cached(sql)?.execute([]);
    let take_back = || say("ROLLBACK TO job").and_then(|_| say("RELEASE job"));
    say("SAVEPOINT job")?;
    match job(db) {
        Ok(Some(value)) => {
            say("RELEASE job")?;
            Ok(Some(value))
        }
        Ok(None) => {
            take_back()?;
            Ok(None)
        }
        Err(error) => {
            take_back()?;
            Err(error.into())
        }
    }
}

fn work(mut connection: Connection, jobs: &Receiver<Job>) {
    let mut waiting: Vec<Job> = Vec::new();
    let mut flushing = None;
    loop {
        if waiting.is_empty() {
            match jobs.recv() {
                Ok(job) => waiting.push(job),
                Err(_) => return,
            }
        }
        waiting.extend(jobs.try_iter());
        // The sort is stable: jobs of one weight keep their order.
        waiting.sort_by_key(|job| job.weight != Weight::Urgent);
        let batch: Vec<Job> = waiting.drain(..waiting.len().min(TOGETHER)).collect();
        let durable = batch.iter().any(|job| job.weight == Weight::Durable);
        if flushing != Some(durable) {
            // Without a flush, what is written is with the operating system: only a power cut could lose it, and the
            // next flush covers it as well.
            let level = if durable { "FULL" } else { "NORMAL" };
            flushing = connection.pragma_update(None, "synchronous", level).is_ok().then_some(durable);
        }
        together(&mut connection, batch);
    }
}

/// Runs `batch` in one transaction, and tells each job's caller how that has ended.
fn together(connection: &mut Connection, batch: Vec<Job>) {
    let (waiting, outcome): (Vec<Done>, _) =
        match connection.transaction_with_behavior(TransactionBehavior::Immediate) {
            Ok(transaction) => {
                let waiting = batch.into_iter().map(|job| (job.work)(Ok(&transaction))).collect();
                (waiting, transaction.commit().map_err(StoreError::from))
            }
            Err(error) => {
                let error = StoreError::from(error);
                let waiting = batch.into_iter().map(|job| (job.work)(Err(error.clone()))).collect();
                (waiting, Err(error))
            }
        };
    for done in waiting {
        done(outcome.clone());
    }
}
