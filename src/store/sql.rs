//! Every statement of the store, in the SQL that SQLite and PostgreSQL share.
//!
//! Owns: the editions of the schema and the words of each statement; the engines own how a statement is run.
//! Must not know: what is in a row. Parameters are `$1`, `$2` …; `CLOCK` stands for the time in milliseconds by the one
//! clock that all replicas of a store can agree on.

pub(super) mod recall;

/// One step for each edition of the schema.
pub(super) const EDITIONS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
];

/// update, chat, body, now
pub(super) const TAKE_IN: &str = "INSERT INTO inbox (update_id, chat, body, changed) VALUES ($1, $2, $3, $4)
    ON CONFLICT (update_id) DO NOTHING";

/// limit. A chat whose replica has died is waiting again, whatever that replica left in work.
pub(super) const WAITING: &str = "SELECT chat FROM inbox WHERE state < 2 AND NOT EXISTS
      (SELECT 1 FROM turn JOIN replica ON replica.id = turn.replica
       WHERE turn.chat = inbox.chat AND replica.alive_until > CLOCK)
    GROUP BY chat ORDER BY MIN(update_id) LIMIT $1";

/// chat, replica. Changes no row where another replica that is alive, or this one, has the turn already.
pub(super) const TAKE_TURN: &str = "INSERT INTO turn (chat, replica) VALUES ($1, $2)
    ON CONFLICT (chat) DO UPDATE SET replica = excluded.replica WHERE NOT EXISTS
      (SELECT 1 FROM replica WHERE replica.id = turn.replica AND replica.alive_until > CLOCK)";

/// chat, replica
pub(super) const HAS_TURN: &str = "SELECT COUNT(*) FROM turn WHERE chat = $1 AND replica = $2";

/// chat, replica
pub(super) const END_TURN: &str = "DELETE FROM turn WHERE chat = $1 AND replica = $2";

/// replica
pub(super) const END_TURNS: &str = "DELETE FROM turn WHERE replica = $1";

/// replica
pub(super) const LEAVE: &str = "DELETE FROM replica WHERE id = $1";

/// chat. Whether it has anything more to do.
pub(super) const MORE: &str = "SELECT 1 FROM inbox WHERE state < 2 AND chat = $1 LIMIT 1";

/// chat, now. To be run with the turn in hand: then an update that is in work was left there by a replica that died.
pub(super) const NEXT: &str = "UPDATE inbox SET state = 1, attempts = attempts + 1, changed = $2
    WHERE update_id = (SELECT MIN(update_id) FROM inbox WHERE state < 2 AND chat = $1)
    RETURNING update_id, body, attempts, sent";

/// update, sent
pub(super) const SENT: &str = "UPDATE inbox SET sent = $2 WHERE update_id = $1 AND state = 1";

/// update, by how many
pub(super) const COUNT: &str = "UPDATE inbox SET attempts = attempts + $2 WHERE update_id = $1 AND state = 1";

/// update, now. Whoever has the turn by now: the answer is out.
pub(super) const DONE: &str = "UPDATE inbox SET state = 2, chat = 0, body = '', error = NULL, changed = $2
    WHERE update_id = $1";

/// update, state, error, now, attempts taken back, chat, replica. Where the turn is not ours any more, somebody else
/// is at it.
pub(super) const SET_ASIDE: &str =
    "UPDATE inbox SET state = $2, error = $3, changed = $4, attempts = attempts - $5
    WHERE update_id = $1 AND state = 1 AND EXISTS (SELECT 1 FROM turn WHERE chat = $6 AND replica = $7)";

/// Counts of: pending or in work, dead.
pub(super) const BACKLOG: &str = "SELECT (SELECT COUNT(*) FROM inbox WHERE state < 2),
    (SELECT COUNT(*) FROM inbox WHERE state = 3)";

/// limit
pub(super) const DEAD: &str = "SELECT update_id, attempts, COALESCE(error, ''), changed, 
    CASE WHEN body <> '' THEN 1 ELSE 0 END FROM inbox WHERE state = 3 ORDER BY update_id LIMIT $1";

/// update or -1 for all, now. What has lost its body cannot be tried again.
pub(super) const REVIVE: &str = "UPDATE inbox SET state = 0, attempts = 0, error = NULL, changed = $2
    WHERE state = 3 AND body <> '' AND (CAST($1 AS BIGINT) = -1 OR update_id = $1)";

/// update or -1 for all
pub(super) const BURY: &str =
    "DELETE FROM inbox WHERE state = 3 AND (CAST($1 AS BIGINT) = -1 OR update_id = $1)";

/// chat, person, body, now, chat of the turn, replica. Where the turn is not ours any more, nothing is kept.
pub(super) const KEEP_DIALOGUE: &str = "INSERT INTO dialogue (chat, person, body, changed)
    SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS BIGINT)
    WHERE EXISTS (SELECT 1 FROM turn WHERE chat = $5 AND replica = $6)
    ON CONFLICT (chat, person) DO UPDATE SET body = excluded.body, changed = excluded.changed";

/// chat, person, oldest
pub(super) const DIALOGUE: &str =
    "SELECT body FROM dialogue WHERE chat = $1 AND person = $2 AND changed >= $3";

/// person: the conversations, what a person wrote in private where it failed, and the language chosen there.
pub(super) const FORGET: &[&str] = &[
    "DELETE FROM dialogue WHERE person = $1",
    "UPDATE inbox SET body = '', chat = 0 WHERE state = 3 AND chat = $1",
    "DELETE FROM voice WHERE chat = $1",
];

/// id, lang, ask, now. Touched at most once an hour: most buttons have been offered before, and then nothing is
/// written.
pub(super) const OFFER: &str = "INSERT INTO choice (id, lang, ask, changed) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id) DO UPDATE SET changed = excluded.changed WHERE choice.changed < excluded.changed - 3600";

/// id
pub(super) const CHOICE: &str = "SELECT lang, ask FROM choice WHERE id = $1";

/// id, body, now. Touched at most once an hour, like a choice.
pub(super) const KEEP_CARD: &str = "INSERT INTO card (id, body, changed) VALUES ($1, $2, $3)
    ON CONFLICT (id) DO UPDATE SET changed = excluded.changed WHERE card.changed < excluded.changed - 3600";

/// id
pub(super) const CARD: &str = "SELECT body FROM card WHERE id = $1";

/// id, file, now. What is sent from Telegram's own copy is in use, and is touched at most once an hour.
pub(super) const KEEP_PICTURE: &str = "INSERT INTO picture (id, file, changed) VALUES ($1, $2, $3)
    ON CONFLICT (id) DO UPDATE SET file = excluded.file, changed = excluded.changed
    WHERE picture.file <> excluded.file OR picture.changed < excluded.changed - 3600";

/// id
pub(super) const PICTURE: &str = "SELECT file FROM picture WHERE id = $1";

/// id, file. Another that was kept meanwhile stays.
pub(super) const DROP_PICTURE: &str = "DELETE FROM picture WHERE id = $1 AND file = $2";

/// chat, lang, now
pub(super) const SET_VOICE: &str = "INSERT INTO voice (chat, lang, changed) VALUES ($1, $2, $3)
    ON CONFLICT (chat) DO UPDATE SET lang = excluded.lang, changed = excluded.changed";

/// chat
pub(super) const UNSET_VOICE: &str = "DELETE FROM voice WHERE chat = $1";

/// chat
pub(super) const VOICE: &str = "SELECT lang FROM voice WHERE chat = $1";

/// id, question, lang, kind, now
pub(super) const NOTE_UNANSWERED: &str = "INSERT INTO unanswered (id, question, lang, kind, times, changed)
    VALUES ($1, $2, $3, $4, 1, $5)
    ON CONFLICT (id) DO UPDATE SET times = unanswered.times + 1, changed = excluded.changed";

/// limit
pub(super) const UNANSWERED: &str = "SELECT question, lang, kind, times, changed FROM unanswered
    ORDER BY times DESC, changed DESC, id LIMIT $1";

/// id, verdict, question, lang, facts, now
pub(super) const NOTE_FEEDBACK: &str =
    "INSERT INTO feedback (id, verdict, question, lang, facts, times, changed)
    VALUES ($1, $2, $3, $4, $5, 1, $6)
    ON CONFLICT (id) DO UPDATE SET times = feedback.times + 1, changed = excluded.changed";

/// limit
pub(super) const FEEDBACK: &str = "SELECT verdict, question, lang, facts, times, changed FROM feedback
    WHERE times > 0 ORDER BY times DESC, changed DESC, id LIMIT $1";
