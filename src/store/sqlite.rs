//! The store in an SQLite file.
//!
//! Owns: the file, its lock, its settings and its migrations. Must not know: what is in a row.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::engine::{Engine, Rows, Step, Value, Weight};
use super::ledger::Ledger;
use super::thread::StoreThread;
use super::{StoreError, sql};

/// A file has one process, so it always has the same number.
const REPLICA: i64 = 1;

/// How long a process that is just ending may hold up the next one.
const HANDOVER: Duration = Duration::from_secs(6);

/// One SQLite file, for one process.
pub struct Sqlite {
    thread: StoreThread,
    /// Holds the lock on the file as long as this process lives, however it ends.
    _lock: Option<File>,
}

/// [`super::Store`] in one SQLite file, for one process.
pub type SqliteStore = Ledger<Sqlite>;

impl SqliteStore {
    /// Opens or creates the file at `path` for this process alone and brings its schema up to date. What was in work
    /// when the last process ended is open again.
    pub fn open(path: &Path) -> Result<SqliteStore, StoreError> {
        let lock = lock(path)?;
        let db = connect(path)?;
        db.execute_batch(&format!(
            "BEGIN; DELETE FROM turn; DELETE FROM replica;
             INSERT INTO replica (id, alive_until) VALUES ({REPLICA}, {}); COMMIT",
            i64::MAX
        ))?;
        Sqlite::start(db, Some(lock))
    }

    /// Opens the file beside the process that works on it, to look and to mend; not to claim.
    pub fn visit(path: &Path) -> Result<SqliteStore, StoreError> {
        Sqlite::start(connect(path)?, None)
    }
}

impl Sqlite {
    fn start(db: Connection, lock: Option<File>) -> Result<SqliteStore, StoreError> {
        let thread =
            StoreThread::start(db).map_err(|error| StoreError::Database(format!("no thread: {error}")))?;
        Ok(Ledger::over(Sqlite { thread, _lock: lock }))
    }
}

/// The operating system drops the lock with the process, also after `kill -9`; a file with a process id would not.
fn lock(path: &Path) -> Result<File, StoreError> {
    let name = path.with_extension("lock");
    let broken = |error| StoreError::Database(format!("{}: {error}", name.display()));
    let file = File::options().create(true).append(true).open(&name).map_err(broken)?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if start.elapsed() < HANDOVER => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse(path.display().to_string())),
            Err(TryLockError::Error(error)) => return Err(broken(error)),
        }
    }
}

/// Statements that stay prepared: more than there are, so that none is read again for each update.
const PREPARED: usize = 128;

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let mut db = Connection::open(path)?;
    db.busy_timeout(Duration::from_secs(5))?;
    db.set_prepared_statement_cache_capacity(PREPARED);
    // A plan does not hang on the values: otherwise statements are prepared anew when they get others.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // `auto_vacuum` takes effect only before the first table is made. Nothing that is written at a start would be missed
    // after a power cut: the next start would write it again. So nothing waits for the disk before the first update.
    db.execute_batch(
        "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA synchronous = NORMAL; PRAGMA journal_mode = WAL;
         PRAGMA journal_size_limit = 16777216; PRAGMA secure_delete = ON;",
    )?;
    migrate(&mut db, path)?;
    Ok(db)
}

/// `user_version` counts the editions of the schema that the file has.
fn migrate(db: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let known = sql::EDITIONS.len() as i64;
    let found: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(StoreError::Newer { place: path.display().to_string(), found, known });
    }
    if found < known {
        // All editions in one: they are there together, or the next start begins with the same.
        let transaction = db.transaction()?;
        for sql in sql::EDITIONS.iter().skip(found.try_into().unwrap_or_default()) {
            // Here only this type makes a key the row's own number, and needs no second tree beside the table.
            transaction.execute_batch(&sql.replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY"))?;
        }
        transaction.pragma_update(None, "user_version", known)?;
        transaction.commit()?;
    }
    Ok(())
}

#[async_trait]
impl Engine for Sqlite {
    async fn run(&self, weight: Weight, steps: Vec<Step>) -> Result<Option<Vec<Rows>>, StoreError> {
        self.thread
            .run(weight, move |db| {
                let mut all = Vec::with_capacity(steps.len());
                for step in &steps {
                    let rows = run(db, step)?;
                    if step.must && rows.count == 0 {
                        return Ok(None);
                    }
                    all.push(rows);
                }
                Ok(Some(all))
            })
            .await
    }

    fn replica(&self) -> i64 {
        REPLICA
    }

    fn alive(&self) -> bool {
        true
    }

    async fn size(&self) -> Result<i64, StoreError> {
        let size = self.thread.run(Weight::Usual, |db| {
            // Gives freed pages back to the file system, some at a time; what is left of them counts as free.
            db.execute_batch("PRAGMA incremental_vacuum(2000)")?;
            let pragma = |name| db.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
            Ok(Some((pragma("page_count")? - pragma("freelist_count")?) * pragma("page_size")?))
        });
        Ok(size.await?.unwrap_or_default())
    }

    async fn close(&self) {}
}

fn run(db: &Connection, step: &Step) -> rusqlite::Result<Rows> {
    // There is one process, and it is alive: its lease never ends, and the time doesn't matter.
    let mut statement = db.prepare_cached(&step.sql.replace('$', "?").replace("CLOCK", "0"))?;
    let parameters = params_from_iter(&step.parameters);
    let columns = statement.column_count();
    if columns == 0 {
        return Ok(Rows { count: statement.execute(parameters)? as u64, rows: Vec::new() });
    }
    let fields = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Vec<Value>> {
        (0..columns)
            .map(|column| match row.get_ref(column)? {
                ValueRef::Integer(number) => Ok(Value::Int(number)),
                other => Ok(Value::Text(other.as_str_or_null()?.unwrap_or_default().to_owned())),
            })
            .collect()
    };
    let rows: Vec<Vec<Value>> = statement.query_map(parameters, fields)?.collect::<Result<_, _>>()?;
    Ok(Rows { count: rows.len() as u64, rows })
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Value::Int(number) => number.to_sql(),
            Value::Text(text) => text.to_sql(),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        StoreError::Database(error.to_string())
    }
}
