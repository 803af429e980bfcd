//! How long things are kept.
//!
//! Owns: ages, sizes and the SQL that enforces them. Must not know: what is in a row.

use rusqlite::{Connection, params};

/// A conversation that has rested this long is over (seconds).
pub const DIALOGUE_FADES: i64 = 30 * 60;

/// How long and how much the store keeps; times in seconds.
#[derive(Debug, Clone, Copy)]
pub struct Retention {
    /// Numbers of done updates. Telegram repeats an update for at most a day.
    pub done_age: i64,
    pub done_rows: i64,
    /// What a person wrote, in an update that failed.
    pub dead_body_age: i64,
    /// The number and error of an update that failed.
    pub dead_age: i64,
    pub dead_rows: i64,
    pub dialogue_age: i64,
    pub choice_age: i64,
    pub choice_rows: i64,
}

impl Default for Retention {
    fn default() -> Retention {
        const DAY: i64 = 24 * 60 * 60;
        Retention {
            done_age: 2 * DAY,
            done_rows: 500_000,
            dead_body_age: DAY,
            dead_age: 30 * DAY,
            dead_rows: 10_000,
            dialogue_age: DAY,
            choice_age: 90 * DAY,
            choice_rows: 100_000,
        }
    }
}

/// Deletes all that `keep` no longer wants at `now`.
pub(super) fn prune(db: &Connection, keep: Retention, now: i64) -> rusqlite::Result<()> {
    for (state, age, rows) in [(2, keep.done_age, keep.done_rows), (3, keep.dead_age, keep.dead_rows)] {
        db.execute("DELETE FROM inbox WHERE state = ?1 AND changed < ?2", params![state, now - age])?;
        db.execute(
            "DELETE FROM inbox WHERE state = ?1 AND update_id <=
               (SELECT update_id FROM inbox WHERE state = ?1 ORDER BY update_id DESC LIMIT 1 OFFSET ?2)",
            params![state, rows],
        )?;
    }
    db.execute(
        "UPDATE inbox SET body = '', chat = 0 WHERE state = 3 AND body <> '' AND changed < ?1",
        [now - keep.dead_body_age],
    )?;
    db.execute("DELETE FROM dialogue WHERE changed < ?1", [now - keep.dialogue_age])?;
    db.execute("DELETE FROM choice WHERE changed < ?1", [now - keep.choice_age])?;
    db.execute(
        "DELETE FROM choice WHERE changed <=
           (SELECT changed FROM choice ORDER BY changed DESC LIMIT 1 OFFSET ?1)",
        [keep.choice_rows],
    )?;
    // Gives the freed pages back to the file system, some at a time.
    db.execute_batch("PRAGMA incremental_vacuum(2000)")
}
