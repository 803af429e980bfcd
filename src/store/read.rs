//! Rows as the values that they stand for.
//!
//! Owns: the order of the fields, which is that of the statements in `sql.rs`. Must not know: where rows come from.

use super::engine::Rows;
use super::rows::{Claimed, Dead, Feedback, Noted, Ticket, Unanswered};
use super::turns::Answered;

/// Of `sql::NEXT`.
pub(super) fn claimed(rows: &Rows, chat: i64, replica: i64) -> Claimed {
    Claimed {
        ticket: Ticket { update_id: rows.int(0, 0), chat, replica },
        body: rows.text(0, 1),
        attempts: rows.int(0, 2).try_into().unwrap_or(u32::MAX),
        sent: rows.int(0, 3).try_into().unwrap_or(0),
    }
}

/// Of `sql::DEAD`.
pub(super) fn dead(rows: &Rows, row: usize) -> Dead {
    Dead {
        update_id: rows.int(row, 0),
        attempts: rows.int(row, 1).try_into().unwrap_or(u32::MAX),
        error: rows.text(row, 2),
        since: rows.int(row, 3),
        whole: rows.int(row, 4) != 0,
    }
}

/// Of `sql::UNANSWERED`.
pub(super) fn unanswered(rows: &Rows, row: usize) -> Noted<Unanswered> {
    let what = Unanswered { question: rows.text(row, 0), lang: rows.text(row, 1), kind: rows.text(row, 2) };
    Noted { what, times: rows.int(row, 3).unsigned_abs(), last: rows.int(row, 4) }
}

/// Of `sql::FEEDBACK`.
pub(super) fn feedback(rows: &Rows, row: usize) -> Noted<Feedback> {
    let what = Feedback {
        verdict: rows.text(row, 0),
        question: rows.text(row, 1),
        lang: rows.text(row, 2),
        facts: rows.text(row, 3),
    };
    Noted { what, times: rows.int(row, 4).unsigned_abs(), last: rows.int(row, 5) }
}

/// Of the statements that select from `answered`.
pub(super) fn answered(rows: &Rows) -> Answered {
    Answered {
        turn: rows.int(0, 0),
        chat: rows.int(0, 1),
        person: rows.int(0, 2),
        asked_in: rows.int(0, 3),
        messages: rows.text(0, 4).split_whitespace().filter_map(|number| number.parse().ok()).collect(),
        question: rows.text(0, 5),
        lang: rows.text(0, 6),
        facts: rows.text(0, 7),
        context: rows.text(0, 8),
    }
}
