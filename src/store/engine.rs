//! What a database must be able to do to stand behind the store: run a few statements as one transaction.
//!
//! Owns: the [`Engine`] trait and the values that go in and out. Must not know: any statement.

use std::borrow::Cow;

use async_trait::async_trait;

use super::StoreError;

/// A parameter or a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Int(i64),
    Text(String),
}

/// One statement of a transaction.
#[derive(Debug, Clone)]
pub struct Step {
    /// With `$1`, `$2` … for its parameters and `CLOCK` for the time in milliseconds.
    pub(super) sql: Cow<'static, str>,
    pub(super) parameters: Vec<Value>,
    /// Without an effect of this step, the whole transaction is taken back.
    pub(super) must: bool,
}

/// What a step has done: the number of rows that it changed or gave, and those it gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    pub(super) count: u64,
    pub(super) rows: Vec<Vec<Value>>,
}

/// How a transaction stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Must be on disk, also when the power goes: Telegram is told that it is.
    Durable,
    Usual,
    /// Goes before all others: an answer is out, and until that is written down a crash would repeat it.
    Urgent,
}

/// A database.
#[async_trait]
pub trait Engine: Send + Sync + 'static {
    /// Runs `steps` in order in one transaction; `None`: a step that must have an effect had none, and nothing was
    /// changed. When it returns, the end of this process changes nothing about it any more.
    async fn run(&self, weight: Weight, steps: Vec<Step>) -> Result<Option<Vec<Rows>>, StoreError>;

    /// This process among those that share the database. Another number after others had to take it for dead.
    fn replica(&self) -> i64;

    /// Whether the others still count on this process.
    fn alive(&self) -> bool;

    /// What the store takes, in bytes; grows and shrinks with its rows.
    async fn size(&self) -> Result<i64, StoreError>;

    /// Called once after everything else.
    async fn close(&self);
}

impl Step {
    pub(super) fn new<const N: usize>(sql: &'static str, parameters: [Value; N]) -> Step {
        Step { sql: Cow::Borrowed(sql), parameters: parameters.into(), must: false }
    }

    /// The same, as a condition of the whole transaction.
    pub(super) fn must(self) -> Step {
        Step { must: true, ..self }
    }
}

impl Rows {
    pub(super) fn int(&self, row: usize, column: usize) -> i64 {
        match self.rows.get(row).and_then(|row| row.get(column)) {
            Some(Value::Int(number)) => *number,
            _ => 0,
        }
    }

    pub(super) fn text(&self, row: usize, column: usize) -> String {
        match self.rows.get(row).and_then(|row| row.get(column)) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Int(number)
    }
}

impl From<String> for Value {
    /// PostgreSQL has no NUL in texts; nobody misses it.
    fn from(text: String) -> Value {
        Value::Text(if text.contains('\0') { text.replace('\0', "") } else { text })
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        text.to_owned().into()
    }
}
