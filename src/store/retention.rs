//! How long and how much is kept.
//!
//! Owns: ages, numbers, sizes, and the statements that enforce them, some rows at a time so that nobody waits long.
//! Must not know: what is in a row, which engine runs the statements.

/// A conversation that has rested this long is over (seconds).
pub const DIALOGUE_FADES: i64 = 30 * 60;

/// A turn can be edited, replied to and judged for this long (seconds).
pub const TURN_FADES: i64 = 24 * 60 * 60;

/// Rows that one statement deletes at most.
pub(super) const AT_ONCE: u64 = 2000;

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
    pub dialogue_rows: i64,
    /// Turns that are over, who has judged them, and which groups were said hello to.
    pub turn_age: i64,
    pub turn_rows: i64,
    pub choice_age: i64,
    pub choice_rows: i64,
    /// Answers that buttons show another way.
    pub card_age: i64,
    pub card_rows: i64,
    /// Files of pictures that Telegram has already.
    pub picture_age: i64,
    pub picture_rows: i64,
    /// The language that was chosen for a chat.
    pub voice_age: i64,
    pub voice_rows: i64,
    /// Unanswered questions and feedback, each.
    pub noted_age: i64,
    pub noted_rows: i64,
    /// What all of it may take, in bytes; beyond that the numbers of rows are halved until it fits. Updates that are
    /// still to be answered are never deleted.
    pub bytes: i64,
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
            dialogue_rows: 200_000,
            turn_age: TURN_FADES,
            turn_rows: 100_000,
            choice_age: 90 * DAY,
            choice_rows: 100_000,
            card_age: 90 * DAY,
            card_rows: 20_000,
            picture_age: 90 * DAY,
            picture_rows: 20_000,
            voice_age: 180 * DAY,
            voice_rows: 200_000,
            noted_age: 90 * DAY,
            noted_rows: 50_000,
            bytes: 1 << 30,
        }
    }
}

impl Retention {
    /// Half of every number of rows.
    pub(super) fn halved(self) -> Retention {
        Retention {
            done_rows: self.done_rows / 2,
            dead_rows: self.dead_rows / 2,
            dialogue_rows: self.dialogue_rows / 2,
            turn_rows: self.turn_rows / 2,
            choice_rows: self.choice_rows / 2,
            card_rows: self.card_rows / 2,
            picture_rows: self.picture_rows / 2,
            voice_rows: self.voice_rows / 2,
            noted_rows: self.noted_rows / 2,
            ..self
        }
    }

    /// The statements that enforce this at `now`, with their parameters; each is repeated until it finds no more.
    pub(super) fn steps(&self, now: i64) -> Vec<(String, Vec<i64>)> {
        let mut steps = Vec::new();
        let mut age = |table: &str, key: &str, among: &str, age: i64| {
            let sql = format!(
                "DELETE FROM {table} WHERE ({key}) IN
                   (SELECT {key} FROM {table} WHERE {among} changed < $1 LIMIT {AT_ONCE})"
            );
            steps.push((sql, vec![now - age]));
        };
        age("inbox", "update_id", "state = 2 AND", self.done_age);
        age("inbox", "update_id", "state = 3 AND", self.dead_age);
        age("dialogue", "chat, person", "", self.dialogue_age);
        age("answered", "turn", "", self.turn_age);
        age("vote", "turn, voter", "", self.turn_age);
        age("greeted", "chat", "", self.turn_age);
        age("choice", "id", "", self.choice_age);
        age("card", "id", "", self.card_age);
        age("picture", "id", "", self.picture_age);
        age("voice", "chat", "", self.voice_age);
        age("unanswered", "id", "", self.noted_age);
        age("feedback", "id", "", self.noted_age);
        let mut rows = |table: &str, key: &str, among: &str, order: &str, rows: i64| {
            let sql = format!(
                "DELETE FROM {table} WHERE ({key}) IN
                   (SELECT {key} FROM {table} {among} ORDER BY {order} DESC LIMIT {AT_ONCE} OFFSET $1)"
            );
            steps.push((sql, vec![rows]));
        };
        rows("inbox", "update_id", "WHERE state = 2", "update_id", self.done_rows);
        rows("inbox", "update_id", "WHERE state = 3", "update_id", self.dead_rows);
        rows("dialogue", "chat, person", "", "changed", self.dialogue_rows);
        rows("answered", "turn", "", "changed", self.turn_rows);
        rows("vote", "turn, voter", "", "changed", self.turn_rows);
        rows("greeted", "chat", "", "changed", self.turn_rows);
        rows("choice", "id", "", "changed", self.choice_rows);
        rows("card", "id", "", "changed", self.card_rows);
        rows("picture", "id", "", "changed", self.picture_rows);
        rows("voice", "chat", "", "changed", self.voice_rows);
        rows("unanswered", "id", "", "changed", self.noted_rows);
        rows("feedback", "id", "", "changed", self.noted_rows);
        let bodies = "UPDATE inbox SET body = '', chat = 0 WHERE state = 3 AND body <> '' AND changed < $1";
        steps.push((bodies.into(), vec![now - self.dead_body_age]));
        // A turn of a replica that is no more is nobody's anyhow; this only keeps the table small.
        let turns = "DELETE FROM turn WHERE replica NOT IN (SELECT id FROM replica)";
        steps.push((turns.into(), vec![]));
        let replicas = "DELETE FROM replica WHERE alive_until < CLOCK - 3600000";
        steps.push((replicas.into(), vec![]));
        steps
    }
}
