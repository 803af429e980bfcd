//! One transaction over one PostgreSQL connection.
//!
//! Owns: the way of values to the driver and back, encryption, and which errors may be told. Must not know: when to try
//! again, any statement.

use std::error::Error as _;
use std::sync::Arc;

use deadpool_postgres::{GenericClient, Object};
use futures_util::{TryStreamExt as _, future, pin_mut};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};
use tokio_postgres::{Error, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::StoreError;
use super::engine::{Rows, Step, Value};

/// Statements that travel together at most: few enough that they are sent in order.
const TOGETHER: usize = 25;

/// For this transaction alone, as a pooler may give the connection to somebody else afterwards.
const RELAX: &str = "SET LOCAL synchronous_commit TO OFF";

/// What has gone wrong, in words without the row's content: PostgreSQL's details quote it, so they are left out.
pub(super) fn broken(error: &Error) -> StoreError {
    match error.as_db_error() {
        Some(says) if harmless(error) => StoreError::Unreachable(says.message().to_owned()),
        Some(says) => StoreError::Database(format!("{} ({})", says.message(), says.code().code())),
        // Below a connection error stand the operating system's or TLS's words, which name no password.
        None => StoreError::Unreachable(match error.source() {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        }),
    }
}

/// Whether the same steps may be run again because none of them took effect.
fn harmless(error: &Error) -> bool {
    const AGAIN: [SqlState; 4] = [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
    ];
    error.code().is_some_and(|code| AGAIN.contains(code))
}

/// Whether the server can leave the flush of a commit to later. Other engines than PostgreSQL may not know how.
pub(super) async fn can_relax(client: &mut Object) -> bool {
    match client.transaction().await {
        Ok(transaction) => transaction.batch_execute(RELAX).await.is_ok(),
        Err(_) => false,
    }
}

/// Runs `steps` as one transaction; a `relaxed` one is not flushed to the server's disk at once. With an error comes whether they have certainly had no effect.
pub(super) async fn perform(
    client: &mut Object,
    steps: &[Step],
    clock: &str,
    relaxed: bool,
) -> Result<Option<Vec<Rows>>, (StoreError, bool)> {
    let after = |error: Error| (broken(&error), harmless(&error));
    // Before the first step nothing has happened.
    let before = |error: Error| (broken(&error), true);
    if let [step] = steps {
        let statement = prepare(client, step, clock).await.map_err(before)?;
        let rows = execute(client, &statement, step).await.map_err(after)?;
        return Ok(if step.must && rows.count == 0 { None } else { Some(vec![rows]) });
    }
    let transaction = client.transaction().await.map_err(before)?;
    if relaxed {
        transaction.batch_execute(RELAX).await.map_err(before)?;
    }
    let mut all = Vec::with_capacity(steps.len());
    let mut rest = steps;
    while !rest.is_empty() {
        // Up to the next condition, statements travel together: one round trip instead of one each.
        let together = rest.iter().position(|step| step.must).map_or(rest.len(), |at| at + 1).min(TOGETHER);
        let (now, later) = rest.split_at(together);
        // All are prepared before the first is sent: else one that is known already would overtake one that is not.
        let mut prepared = Vec::with_capacity(now.len());
        for step in now {
            prepared.push(prepare(&transaction, step, clock).await.map_err(after)?);
        }
        let sent = prepared.iter().zip(now).map(|(statement, step)| execute(&transaction, statement, step));
        all.extend(future::try_join_all(sent).await.map_err(after)?);
        let ended = now.last().is_some_and(|step| step.must);
        if ended && all.last().is_some_and(|rows| rows.count == 0) {
            transaction.rollback().await.map_err(after)?;
            return Ok(None);
        }
        rest = later;
    }
    transaction.commit().await.map_err(after)?;
    Ok(Some(all))
}

async fn prepare(client: &impl GenericClient, step: &Step, clock: &str) -> Result<Statement, Error> {
    client.prepare_cached(&step.sql.replace("CLOCK", clock)).await
}

async fn execute(client: &impl GenericClient, statement: &Statement, step: &Step) -> Result<Rows, Error> {
    let stream = client.query_raw(statement, &step.parameters).await?;
    pin_mut!(stream);
    let mut rows = Vec::new();
    while let Some(row) = stream.try_next().await? {
        let fields: Result<Vec<Value>, Error> = (0..row.len()).map(|column| row.try_get(column)).collect();
        rows.push(fields?);
    }
    Ok(Rows { count: stream.rows_affected().unwrap_or_default(), rows })
}

/// Encryption whose certificate is checked against the well-known authorities and `authority`, PEM.
pub(super) fn connector(authority: Option<&[u8]>) -> Result<MakeRustlsConnect, StoreError> {
    let wrong = |what: String| StoreError::Database(format!("FOOTNOTE_DATABASE_CA: {what}"));
    let mut roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let known = roots.len();
    for certificate in CertificateDer::pem_slice_iter(authority.unwrap_or_default()) {
        let certificate = certificate.map_err(|error| wrong(error.to_string()))?;
        roots.add(certificate).map_err(|error| wrong(error.to_string()))?;
    }
    if authority.is_some() && roots.len() == known {
        return Err(wrong("there is no certificate in it".into()));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| StoreError::Database(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

type Mismatch = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Mismatch> {
        match (self, kind) {
            (Value::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(kind, out),
            (Value::Int(number), _) => number.to_sql(&Type::INT8, out),
            (Value::Text(text), _) => text.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT4 | Type::INT8 | Type::TEXT | Type::VARCHAR)
    }

    tokio_postgres::types::to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Value, Mismatch> {
        Ok(match *kind {
            Type::INT4 => Value::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            _ => Value::Text(String::from_sql(kind, raw)?),
        })
    }

    fn accepts(kind: &Type) -> bool {
        <Value as ToSql>::accepts(kind)
    }
}
