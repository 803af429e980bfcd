//! The store in an SQLite file.
//!
//! Owns: the file, its migrations and its SQL. Must not know: what is in an update or a conversation.

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension, params};

use super::retention::{self, DIALOGUE_FADES, Retention};
use super::thread::StoreThread;
use super::{Claimed, NewUpdate, SavedChoice, SavedDialogue, Store, StoreError};

/// One step for each edition of the schema; `user_version` counts the steps taken.
const MIGRATIONS: &[&str] = &[include_str!("schema.sql")];

/// [`Store`] in one SQLite file, for one process.
pub struct SqliteStore {
    thread: StoreThread,
}

impl SqliteStore {
    /// Opens or creates the file at `path` and brings its schema up to date.
    pub fn open(path: &Path) -> Result<SqliteStore, StoreError> {
        let mut db = Connection::open(path)?;
        db.busy_timeout(Duration::from_secs(5))?;
        // `auto_vacuum` takes effect only before the first table is made.
        db.execute_batch(
            "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA journal_size_limit = 16777216; PRAGMA secure_delete = ON;",
        )?;
        migrate(&mut db, path)?;
        let thread =
            StoreThread::start(db).map_err(|error| StoreError::Database(format!("no thread: {error}")))?;
        Ok(SqliteStore { thread })
    }
}

fn migrate(db: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let known = MIGRATIONS.len() as i64;
    let found: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(StoreError::Newer { path: path.display().to_string(), found, known });
    }
    for (step, sql) in (1i64..).zip(MIGRATIONS).filter(|(step, _)| *step > found) {
        let transaction = db.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", step)?;
        transaction.commit()?;
    }
    Ok(())
}

#[async_trait]
impl Store for SqliteStore {
    async fn take_in(&self, batch: Vec<NewUpdate>, now: i64) -> Result<Vec<i64>, StoreError> {
        self.thread
            .run(move |db| {
                let mut insert = db.prepare_cached(
                    "INSERT OR IGNORE INTO inbox (update_id, chat, body, changed) VALUES (?1, ?2, ?3, ?4)",
                )?;
                let mut chats = Vec::new();
                for update in batch {
                    let new = insert.execute(params![update.update_id, update.chat, update.body, now])? > 0;
                    if new && !chats.contains(&update.chat) {
                        chats.push(update.chat);
                    }
                }
                Ok(chats)
            })
            .await
    }

    async fn recover(&self, chat: Option<i64>) -> Result<usize, StoreError> {
        let sql = "UPDATE inbox SET state = 0 WHERE state = 1 AND (?1 IS NULL OR chat = ?1)";
        self.thread.run(move |db| db.execute(sql, [chat])).await
    }

    async fn waiting(&self, limit: usize) -> Result<Vec<i64>, StoreError> {
        self.thread
            .run(move |db| {
                let limit = i64::try_from(limit).unwrap_or(i64::MAX);
                db.prepare_cached(
                    "SELECT chat FROM inbox WHERE state = 0
                       AND chat NOT IN (SELECT chat FROM inbox WHERE state = 1)
                     GROUP BY chat ORDER BY MIN(update_id) LIMIT ?1",
                )?
                .query_map([limit], |row| row.get(0))?
                .collect()
            })
            .await
    }

    async fn claim(&self, chat: i64, now: i64) -> Result<Option<Claimed>, StoreError> {
        self.thread
            .run(move |db| {
                db.prepare_cached(
                    "UPDATE inbox SET state = 1, attempts = attempts + 1, changed = ?2
                     WHERE update_id = (SELECT MIN(update_id) FROM inbox WHERE state = 0 AND chat = ?1)
                       AND NOT EXISTS (SELECT 1 FROM inbox WHERE state = 1 AND chat = ?1)
                     RETURNING update_id, body, attempts",
                )?
                .query_row(params![chat, now], |row| {
                    Ok(Claimed { update_id: row.get(0)?, body: row.get(1)?, attempts: row.get(2)? })
                })
                .optional()
            })
            .await
    }

    async fn done(
        &self,
        update_id: i64,
        dialogue: Option<SavedDialogue>,
        now: i64,
    ) -> Result<(), StoreError> {
        self.thread
            .run(move |db| {
                if let Some(SavedDialogue { chat, person, body }) = dialogue {
                    db.prepare_cached(
                        "INSERT OR REPLACE INTO dialogue (chat, person, body, changed) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute(params![chat, person, body, now])?;
                }
                db.prepare_cached(
                    "UPDATE inbox SET state = 2, chat = 0, body = '', error = NULL, changed = ?2
                     WHERE update_id = ?1",
                )?
                .execute(params![update_id, now])?;
                Ok(())
            })
            .await
    }

    async fn retry(&self, update_id: i64, error: &str, now: i64) -> Result<(), StoreError> {
        self.set_aside(update_id, 0, error, now).await
    }

    async fn dead(&self, update_id: i64, error: &str, now: i64) -> Result<(), StoreError> {
        self.set_aside(update_id, 3, error, now).await
    }

    async fn backlog(&self) -> Result<(u64, u64), StoreError> {
        self.thread
            .run(|db| {
                let count = |sql| db.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs);
                Ok((
                    count("SELECT COUNT(*) FROM inbox WHERE state IN (0, 1)")?,
                    count("SELECT COUNT(*) FROM inbox WHERE state = 3")?,
                ))
            })
            .await
    }

    async fn dialogue(&self, chat: i64, person: i64, now: i64) -> Result<Option<String>, StoreError> {
        self.thread
            .run(move |db| {
                db.prepare_cached(
                    "SELECT body FROM dialogue WHERE chat = ?1 AND person = ?2 AND changed >= ?3",
                )?
                .query_row(params![chat, person, now - DIALOGUE_FADES], |row| row.get(0))
                .optional()
            })
            .await
    }

    async fn offer(&self, choices: Vec<SavedChoice>, now: i64) -> Result<(), StoreError> {
        self.thread
            .run(move |db| {
                // Touched at most once an hour: most buttons have been offered before, and then nothing is written.
                let mut insert = db.prepare_cached(
                    "INSERT INTO choice (id, lang, ask, changed) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (id) DO UPDATE SET changed = ?4 WHERE changed < ?4 - 3600",
                )?;
                for SavedChoice { id, lang, ask } in choices {
                    insert.execute(params![id.cast_signed(), lang, ask, now])?;
                }
                Ok(())
            })
            .await
    }

    async fn choice(&self, id: u64) -> Result<Option<SavedChoice>, StoreError> {
        self.thread
            .run(move |db| {
                db.prepare_cached("SELECT lang, ask FROM choice WHERE id = ?1")?
                    .query_row([id.cast_signed()], |row| {
                        Ok(SavedChoice { id, lang: row.get(0)?, ask: row.get(1)? })
                    })
                    .optional()
            })
            .await
    }

    async fn prune(&self, keep: Retention, now: i64) -> Result<(), StoreError> {
        self.thread.run(move |db| retention::prune(db, keep, now)).await
    }
}

impl SqliteStore {
    async fn set_aside(&self, update_id: i64, state: i64, error: &str, now: i64) -> Result<(), StoreError> {
        let error = error.to_owned();
        self.thread
            .run(move |db| {
                db.prepare_cached(
                    "UPDATE inbox SET state = ?2, error = ?3, changed = ?4 WHERE update_id = ?1",
                )?
                .execute(params![update_id, state, error, now])?;
                Ok(())
            })
            .await
    }
}
