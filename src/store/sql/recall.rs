//! The statements of [`super::super::Recall`]: turns, votes, hellos, and forgetting.
//!
//! Owns: their words. Must not know: what is in a row.

/// turn, chat, person, message that asked, messages of the answer, question, lang, facts, context, now. Answered anew
/// after an edit, a turn keeps its place in the conversation and its age. A page has no context: it is no turn of one.
pub(in crate::store) const KEEP_ANSWERED: &str =
    "INSERT INTO answered (turn, chat, person, asked_in, messages, question, lang, facts, context, changed)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (turn) DO UPDATE SET messages = excluded.messages, question = excluded.question,
      lang = excluded.lang, facts = excluded.facts,
      context = CASE WHEN answered.context = '' OR excluded.context = '' THEN excluded.context
        ELSE answered.context END";

/// turn: another answer is judged anew.
pub(in crate::store) const DROP_VOTES: &str = "DELETE FROM vote WHERE turn = $1";

/// chat, message that asked, oldest
pub(in crate::store) const ANSWER_TO: &str =
    "SELECT turn, chat, person, asked_in, messages, question, lang, facts, context
    FROM answered WHERE chat = $1 AND asked_in = $2 AND changed >= $3 ORDER BY turn DESC LIMIT 1";

/// chat, pattern of a message of the answer, oldest
pub(in crate::store) const ANSWER_IN: &str =
    "SELECT turn, chat, person, asked_in, messages, question, lang, facts, context
    FROM answered WHERE chat = $1 AND messages LIKE $2 AND changed >= $3 ORDER BY turn DESC LIMIT 1";

/// chat, person, oldest
pub(in crate::store) const LAST_ANSWER: &str =
    "SELECT turn, chat, person, asked_in, messages, question, lang, facts, context
    FROM answered WHERE chat = $1 AND person = $2 AND changed >= $3 AND context <> '' ORDER BY turn DESC LIMIT 1";

/// turn, voter: whatever the voter has said before counts no more.
pub(in crate::store) const TAKE_BACK: &str = "UPDATE feedback SET times = times - 1
    WHERE id = (SELECT feedback FROM vote WHERE turn = $1 AND voter = $2)";

/// turn, voter, row of feedback, now. Changes no row where the voter has said the same before.
pub(in crate::store) const VOTE: &str =
    "INSERT INTO vote (turn, voter, feedback, changed) VALUES ($1, $2, $3, $4)
    ON CONFLICT (turn, voter) DO UPDATE SET feedback = excluded.feedback, changed = excluded.changed
    WHERE vote.feedback <> excluded.feedback";

/// voter
pub(in crate::store) const FORGET_VOTES: &str = "DELETE FROM vote WHERE voter = $1";

/// person: turns, and what the person wrote in groups where it failed.
pub(in crate::store) const FORGET: &[&str] = &[
    "DELETE FROM answered WHERE person = $1",
    "UPDATE inbox SET body = '', chat = 0 WHERE state = 3 AND
      (body LIKE '%\"id\":' || CAST(CAST($1 AS BIGINT) AS TEXT) || ',%'
       OR body LIKE '%\"id\":' || CAST(CAST($1 AS BIGINT) AS TEXT) || '}%')",
];

/// chat
pub(in crate::store) const FORGET_CHAT: &[&str] = &[
    "DELETE FROM dialogue WHERE chat = $1",
    "DELETE FROM answered WHERE chat = $1",
    "UPDATE inbox SET body = '', chat = 0 WHERE state = 3 AND chat = $1",
];

/// chat, now
pub(in crate::store) const GREET: &str = "INSERT INTO greeted (chat, changed) VALUES ($1, $2)
    ON CONFLICT (chat) DO UPDATE SET changed = excluded.changed";

/// chat, oldest
pub(in crate::store) const GREETED: &str = "SELECT 1 FROM greeted WHERE chat = $1 AND changed >= $2";

/// chat before, chat after. What the new chat has already goes before. Messages have other numbers there, so the
/// old turns are of no use.
pub(in crate::store) const MOVE: &[&str] = &[
    "INSERT INTO dialogue (chat, person, body, changed)
      SELECT CAST($2 AS BIGINT), person, body, changed FROM dialogue WHERE chat = $1
      ON CONFLICT (chat, person) DO NOTHING",
    "INSERT INTO greeted (chat, changed) SELECT CAST($2 AS BIGINT), changed FROM greeted WHERE chat = $1
      ON CONFLICT (chat) DO NOTHING",
];

/// chat before
pub(in crate::store) const MOVED: &[&str] = &[
    "DELETE FROM dialogue WHERE chat = $1",
    "DELETE FROM greeted WHERE chat = $1",
    "DELETE FROM answered WHERE chat = $1",
];
