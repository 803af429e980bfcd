//! The store in PostgreSQL, or any engine that speaks its protocol: for several replicas.
//!
//! Owns: connections, migrations, signs of life. Must not know: what is in a row. Nothing here is PostgreSQL's alone:
//! no advisory locks, no notifications, no types beyond BIGINT and TEXT.

use std::str::FromStr as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use tokio::task::JoinHandle;
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, NoTls};

use super::engine::{Engine, Rows, Step, Weight};
use super::ledger::Ledger;
use super::session::{Lease, Session};
use super::wire::{broken, can_relax, connector, perform};
use super::{StoreError, sql};

/// How long one call may take, waiting for a connection included.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often and how long a call is tried again that has certainly changed nothing.
const TRIES: u32 = 6;

/// The time by the database's clock.
const CLOCK: &str = "(CAST(EXTRACT(EPOCH FROM now()) * 1000 AS BIGINT))";

/// A sign of life. replica, milliseconds
const BEAT: &str = "INSERT INTO replica (id, alive_until) VALUES ($1, CLOCK + CAST($2 AS BIGINT))
    ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until";

/// What all rows take, without what the database adds; shrinks as soon as rows are deleted.
const SIZE: &str = "SELECT CAST(SUM(bytes) AS BIGINT) FROM (
    SELECT COALESCE(SUM(80 + LENGTH(body)), 0) AS bytes FROM inbox
    UNION ALL SELECT COALESCE(SUM(80 + LENGTH(body)), 0) FROM dialogue
    UNION ALL SELECT COALESCE(SUM(80 + LENGTH(ask)), 0) FROM choice
    UNION ALL SELECT COALESCE(SUM(80 + LENGTH(body)), 0) FROM card
    UNION ALL SELECT COALESCE(SUM(80 + LENGTH(lang)), 0) FROM voice
    UNION ALL SELECT COALESCE(SUM(160 + LENGTH(question) + LENGTH(facts) + LENGTH(context)), 0) FROM answered
    UNION ALL SELECT COALESCE(SUM(80 + LENGTH(question)), 0) FROM unanswered
    UNION ALL SELECT COALESCE(SUM(80 + LENGTH(question) + LENGTH(facts)), 0) FROM feedback) AS sizes";

/// A PostgreSQL database.
pub struct Postgres {
    pool: Pool,
    /// What is urgent must not wait behind everything else.
    urgent: Pool,
    /// Whether the server can leave the flush of a commit to later.
    relaxes: bool,
    session: Arc<Session>,
    beating: JoinHandle<()>,
}

/// [`super::Store`] in PostgreSQL.
pub type PostgresStore = Ledger<Postgres>;

impl PostgresStore {
    /// Connects to the database at `url`, brings its schema up to date and gives the first sign of life. `authority`:
    /// the certificate of the database's authority as PEM, beside the well-known ones; asked with `sslmode=require`.
    ///
    /// Errors hold neither the address nor the password.
    pub async fn open(
        url: &str,
        authority: Option<&[u8]>,
        lease: Lease,
    ) -> Result<PostgresStore, StoreError> {
        let make = |size| pool(url, authority, size);
        // Signs of life have a connection of their own for the same reason.
        let (pool, urgent, beats) = (make(8)?, make(4)?, make(1)?);
        migrate(&pool).await?;
        let relaxes = can_relax(&mut connection(&pool).await?).await;
        let session = Arc::new(Session::new(lease));
        beat(&beats, &session).await?;
        let beating = tokio::spawn(keep_beating(beats, Arc::clone(&session)));
        Ok(Ledger::over(Postgres { pool, urgent, relaxes, session, beating }))
    }

    /// Whether the connections to `url` are encrypted: only where it says so, and then with a certificate that is checked.
    pub fn encrypts(url: &str) -> bool {
        Config::from_str(&for_driver(url)).is_ok_and(|config| config.get_ssl_mode() == SslMode::Require)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.beating.abort();
    }
}

fn pool(url: &str, authority: Option<&[u8]>, size: usize) -> Result<Pool, StoreError> {
    let unreadable = |_| StoreError::Database("DATABASE_URL cannot be read".into());
    let mut config = Config::from_str(&for_driver(url)).map_err(unreadable)?;
    config.connect_timeout(Duration::from_secs(4));
    config.tcp_user_timeout(PATIENCE).keepalives_idle(Duration::from_secs(30));
    if config.get_application_name().is_none() {
        config.application_name(env!("CARGO_PKG_NAME"));
    }
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = match config.get_ssl_mode() {
        SslMode::Require => Manager::from_config(config, connector(authority)?, recycling),
        // Without a demand there is no encryption, rather than one that nobody has checked.
        _ => Manager::from_config(config, NoTls, recycling),
    };
    Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(PATIENCE))
        .create_timeout(Some(PATIENCE))
        .recycle_timeout(Some(PATIENCE))
        .build()
        .map_err(|error| StoreError::Database(error.to_string()))
}

/// libpq's stricter modes are what `require` means here: the certificate is always checked.
fn for_driver(url: &str) -> String {
    url.replace("sslmode=verify-full", "sslmode=require").replace("sslmode=verify-ca", "sslmode=require")
}

async fn connection(pool: &Pool) -> Result<Object, StoreError> {
    use deadpool_postgres::PoolError;
    pool.get().await.map_err(|error| match error {
        PoolError::Backend(error) => broken(&error),
        PoolError::Timeout(_) => StoreError::Unreachable("no connection in time".into()),
        PoolError::Closed => StoreError::Closed,
        _ => StoreError::Unreachable("no connection".into()),
    })
}

/// Brings the schema up to date; replicas that start together wait for each other.
async fn migrate(pool: &Pool) -> Result<(), StoreError> {
    let mut client = connection(pool).await?;
    for attempt in 0.. {
        let made = client
            .batch_execute(
                "CREATE TABLE IF NOT EXISTS edition (id BIGINT PRIMARY KEY, step BIGINT NOT NULL);
                 INSERT INTO edition (id, step) VALUES (1, 0) ON CONFLICT (id) DO NOTHING",
            )
            .await;
        match made {
            Ok(()) => break,
            // `IF NOT EXISTS` looks before it locks: two replicas can both find nothing there.
            Err(error)
                if attempt < 5
                    && matches!(error.code(), Some(code) if [SqlState::UNIQUE_VIOLATION, SqlState::DUPLICATE_TABLE, SqlState::DUPLICATE_OBJECT].contains(code)) =>
            {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Err(error) => return Err(broken(&error)),
        }
    }
    let transaction = client.transaction().await.map_err(|error| broken(&error))?;
    let row = transaction.query_one("SELECT step FROM edition WHERE id = 1 FOR UPDATE", &[]).await;
    let found: i64 = row.map_err(|error| broken(&error))?.get(0);
    let known = sql::EDITIONS.len() as i64;
    if found > known {
        return Err(StoreError::Newer { place: "the database".into(), found, known });
    }
    for (edition, sql) in (1i64..).zip(sql::EDITIONS).filter(|(edition, _)| *edition > found) {
        transaction.batch_execute(sql).await.map_err(|error| broken(&error))?;
        let update = transaction.execute("UPDATE edition SET step = $1", &[&edition]).await;
        update.map_err(|error| broken(&error))?;
    }
    transaction.commit().await.map_err(|error| broken(&error))
}

async fn beat(pool: &Pool, session: &Session) -> Result<(), StoreError> {
    let replica = session.about_to_beat();
    let start = Instant::now();
    let holds = i64::try_from(session.lease.holds.as_millis()).unwrap_or(i64::MAX);
    let step = Step::new(BEAT, [replica.into(), holds.into()]);
    let mut client = connection(pool).await?;
    perform(&mut client, &[step], CLOCK, false).await.map_err(|(error, _)| error)?;
    session.has_beaten(replica, start);
    Ok(())
}

async fn keep_beating(pool: Pool, session: Arc<Session>) {
    let mut ticks = tokio::time::interval(session.lease.beat);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut failing = false;
    loop {
        ticks.tick().await;
        let result = tokio::time::timeout(session.lease.holds, beat(&pool, &session)).await;
        match result.unwrap_or_else(|_| Err(StoreError::Unreachable("no answer in time".into()))) {
            Ok(()) if failing => {
                failing = false;
                tracing::info!("the database answers again");
            }
            Ok(()) => {}
            Err(StoreError::Closed) => return,
            Err(error) if !failing => {
                failing = true;
                tracing::error!(%error, "the database gets no sign of life from us; trying on");
            }
            Err(_) => {}
        }
    }
}

#[async_trait]
impl Engine for Postgres {
    async fn run(&self, weight: Weight, steps: Vec<Step>) -> Result<Option<Vec<Rows>>, StoreError> {
        let pool = if weight == Weight::Urgent { &self.urgent } else { &self.pool };
        // What the end of this process must not lose is with the server; only the server's own end could lose it.
        let relaxed = self.relaxes && weight != Weight::Durable;
        let tries = async {
            let mut wait = Duration::from_millis(50);
            let mut tried = 0;
            loop {
                let result = match connection(pool).await {
                    Ok(mut client) => perform(&mut client, &steps, CLOCK, relaxed).await,
                    Err(StoreError::Closed) => return Err(StoreError::Closed),
                    Err(error) => Err((error, true)),
                };
                tried += 1;
                match result {
                    Ok(rows) => return Ok(rows),
                    Err((_, true)) if tried < TRIES => tokio::time::sleep(wait).await,
                    Err((error, _)) => return Err(error),
                }
                wait *= 2;
            }
        };
        let late = |_| Err(StoreError::Unreachable("no answer in time".into()));
        tokio::time::timeout(PATIENCE, tries).await.unwrap_or_else(late)
    }

    fn replica(&self) -> i64 {
        self.session.replica()
    }

    fn alive(&self) -> bool {
        self.session.alive()
    }

    async fn size(&self) -> Result<i64, StoreError> {
        let sizes = self.run(Weight::Usual, vec![Step::new(SIZE, [])]).await?.unwrap_or_default();
        Ok(sizes.first().map(|rows| rows.int(0, 0)).unwrap_or_default())
    }

    async fn close(&self) {
        self.beating.abort();
        self.pool.close();
        self.urgent.close();
    }
}
