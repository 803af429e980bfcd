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

/// Work for the thread. It may be done a second time, after the first was taken back.
trait Job: Send {
    fn weight(&self) -> Weight;

    /// Does it; whether what it has written may stay.
    fn attempt(&mut self, db: &Connection) -> bool;

    /// Tells whoever waits for it how it has ended, once its transaction has.
    fn tell(self: Box<Self>, ended: Result<(), StoreError>);
}

/// A job, and who waits for it.
struct Asked<T, F> {
    weight: Weight,
    work: F,
    result: Result<Option<T>, StoreError>,
    answer: oneshot::Sender<Result<Option<T>, StoreError>>,
}

impl<T, F> Job for Asked<T, F>
where
    T: Send,
    F: FnMut(&Connection) -> rusqlite::Result<Option<T>> + Send,
{
    fn weight(&self) -> Weight {
        self.weight
    }

    fn attempt(&mut self, db: &Connection) -> bool {
        let before = db.total_changes();
        self.result = (self.work)(db).map_err(StoreError::from);
        // Who has written nothing leaves nothing to be taken back.
        matches!(self.result, Ok(Some(_))) || (self.result.is_ok() && db.total_changes() == before)
    }

    fn tell(self: Box<Self>, ended: Result<(), StoreError>) {
        // A caller that no longer waits has given up on the answer, not on the work.
        let _ = self.answer.send(ended.and(self.result));
    }
}

/// A handle to the store's thread.
pub(super) struct StoreThread {
    jobs: Option<Sender<Box<dyn Job>>>,
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
        work: impl FnMut(&Connection) -> rusqlite::Result<Option<T>> + Send + 'static,
    ) -> Result<Option<T>, StoreError> {
        let (answer, wait) = oneshot::channel();
        let job = Box::new(Asked { weight, work, result: Ok(None), answer });
        self.jobs.as_ref().ok_or(StoreError::Closed)?.send(job).map_err(|_| StoreError::Closed)?;
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

fn work(mut connection: Connection, jobs: &Receiver<Box<dyn Job>>) {
    let mut waiting: Vec<Box<dyn Job>> = Vec::new();
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
        waiting.sort_by_key(|job| job.weight() != Weight::Urgent);
        let batch: Vec<_> = waiting.drain(..waiting.len().min(TOGETHER)).collect();
        let durable = batch.iter().any(|job| job.weight() == Weight::Durable);
        if flushing != Some(durable) {
            // Without a flush, what is written is with the operating system: only a power cut could lose it, and the
            // next flush covers it as well.
            let level = if durable { "FULL" } else { "NORMAL" };
            flushing = connection.pragma_update(None, "synchronous", level).is_ok().then_some(durable);
        }
        together(&mut connection, batch);
    }
}

/// Runs `batch` in one transaction, and tells each job's caller how that has ended. Where one of them is to be taken
/// back, each has a transaction of its own: a job takes back its own writes only. That is rare, and a savepoint for each
/// job would copy every page that it changes.
fn together(connection: &mut Connection, mut batch: Vec<Box<dyn Job>>) {
    match attempt(connection, &mut batch) {
        Ok(false) if batch.len() > 1 => batch.into_iter().for_each(|job| together(connection, vec![job])),
        ended => {
            let ended = ended.map(|_| ());
            batch.into_iter().for_each(|job| job.tell(ended.clone()));
        }
    }
}

/// One transaction; false: what one of the jobs has written had to be taken back, and with it all of it.
fn attempt(connection: &mut Connection, batch: &mut [Box<dyn Job>]) -> Result<bool, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let stays = batch.iter_mut().all(|job| job.attempt(&transaction));
    match stays {
        true => transaction.commit()?,
        false => transaction.rollback()?,
    }
    Ok(stays)
}
