//! The store, the same over both engines: order, claims, what survives, what is forgotten. Ages are arguments, so no
//! test waits for one.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use footnote::store::{
    Backlog, Claimed, Conclusion, DIALOGUE_FADES, Feedback, Heard, Lease, NewUpdate, PostgresStore,
    Retention, SavedChoice, SavedDialogue, SqliteStore, Store, Unanswered,
};

use crate::support::postgres;

const NOW: i64 = 1_800_000_000;
const DAY: i64 = 24 * 60 * 60;

/// Somewhere a store can be opened, again and again.
pub enum Place {
    Sqlite(tempfile::TempDir),
    Postgres(String),
}

/// Leases short enough to wait for.
pub const LEASE: Lease = Lease { holds: Duration::from_millis(1000), beat: Duration::from_millis(200) };

impl Place {
    pub fn sqlite() -> Place {
        Place::Sqlite(tempfile::tempdir().unwrap())
    }

    pub async fn postgres() -> Option<Place> {
        postgres::schema().await.map(Place::Postgres)
    }

    pub async fn open(&self) -> Arc<dyn Store> {
        match self {
            Place::Sqlite(folder) => Arc::new(SqliteStore::open(&folder.path().join("test.sqlite")).unwrap()),
            Place::Postgres(url) => Arc::new(PostgresStore::open(url, None, LEASE).await.unwrap()),
        }
    }

    /// Every row that may hold something of a person, as text.
    pub async fn content(&self) -> String {
        let tables = [
            "inbox",
            "dialogue",
            "choice",
            "card",
            "picture",
            "voice",
            "unanswered",
            "feedback",
            "answered",
            "vote",
            "greeted",
        ];
        let mut rows = String::new();
        match self {
            Place::Sqlite(folder) => {
                let db = rusqlite::Connection::open(folder.path().join("test.sqlite")).unwrap();
                for table in tables {
                    let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
                    let columns = statement.column_count();
                    let mut found = statement.query([]).unwrap();
                    while let Some(row) = found.next().unwrap() {
                        let values = (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap()));
                        rows += &format!("{table}: {}\n", values.collect::<Vec<_>>().join(" "));
                    }
                }
            }
            Place::Postgres(url) => {
                let client = postgres::connect(url).await;
                for table in tables {
                    let sql = format!("SELECT CAST(t AS TEXT) FROM {table} AS t");
                    for row in client.query(&sql, &[]).await.unwrap() {
                        rows += &format!("{table}: {}\n", row.get::<_, String>(0));
                    }
                }
            }
        }
        rows
    }
}

/// Each test twice, over either engine.
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($place:ident) $body:block)*) => {
        mod sqlite {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread")] async fn $name() { super::$name(Place::sqlite()).await; })*
        }
        mod postgres_ {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread")] async fn $name() {
                if let Some(place) = Place::postgres().await { super::$name(place).await; }
            })*
        }
        $($(#[$doc])* async fn $name($place: Place) $body)*
    };
}

pub(crate) use on_both;

pub fn update(update_id: i64, chat: i64) -> NewUpdate {
    NewUpdate { update_id, chat, body: format!("{{\"update_id\":{update_id}}}") }
}

/// Number and attempts of what was claimed.
fn seen(claimed: Option<Claimed>) -> Option<(i64, u32)> {
    claimed.map(|claimed| {
        assert_eq!(claimed.body, update(claimed.ticket.update_id, 0).body);
        (claimed.ticket.update_id, claimed.attempts)
    })
}

on_both! {
    async fn updates_are_worked_on_once_in_order_one_at_a_time_per_chat(place) {
        let store = place.open().await;
        let chats = store.take_in(vec![update(12, 1), update(11, 1), update(13, 2)], NOW).await.unwrap();
        assert_eq!(chats, [1, 2]);
        let first = store.claim(1, NOW).await.unwrap().unwrap();
        assert_eq!(seen(Some(first.clone())), Some((11, 1)));
        assert_eq!(store.claim(1, NOW).await.unwrap(), None, "one is in work");
        assert_eq!(store.waiting(9).await.unwrap(), [2]);
        store.done(first.ticket, None, NOW).await.unwrap();
        let second = store.claim(1, NOW).await.unwrap().unwrap();
        assert_eq!(seen(Some(second.clone())), Some((12, 1)));
        store.sent(second.ticket, 2).await.unwrap();
        store.retry(second.ticket, "no", true, NOW).await.unwrap();
        let again = store.claim(1, NOW).await.unwrap().unwrap();
        assert_eq!((again.attempts, again.sent), (2, 2), "what was sent is known");
        store.retry(again.ticket, "not its fault", false, NOW).await.unwrap();
        let again = store.claim(1, NOW).await.unwrap().unwrap();
        assert_eq!(again.attempts, 2, "that attempt was not counted");
        store.dead(again.ticket, "no", NOW).await.unwrap();
        assert_eq!(store.claim(1, NOW).await.unwrap(), None);
        assert_eq!(store.backlog().await.unwrap(), Backlog { open: 1, dead: 1 });

        // Telegram repeats itself: nothing is new but 14.
        let again = vec![update(11, 1), update(12, 1), update(13, 2), update(14, 3)];
        assert_eq!(store.take_in(again, NOW).await.unwrap(), [3]);
        assert_eq!(store.claim(1, NOW).await.unwrap(), None);
    }

    async fn a_turn_that_is_given_up_leaves_its_update_open(place) {
        let store = place.open().await;
        store.take_in(vec![update(2, 2), update(3, 2)], NOW).await.unwrap();
        store.claim(2, NOW).await.unwrap();
        assert_eq!(store.waiting(9).await.unwrap(), [] as [i64; 0]);
        store.release(2).await.unwrap();
        assert_eq!(store.waiting(9).await.unwrap(), [2]);
        assert_eq!(seen(store.claim(2, NOW).await.unwrap()), Some((2, 2)));
    }

    async fn what_was_in_work_is_open_again_in_a_new_process(place) {
        let store = place.open().await;
        store.take_in(vec![update(1, 1), update(2, 2), update(3, 2)], NOW).await.unwrap();
        store.claim(1, NOW).await.unwrap();
        store.claim(2, NOW).await.unwrap();
        assert!(store.lead().await.unwrap());
        // No farewell: as with kill -9.
        drop(store);
        let store = place.open().await;
        crate::support::bot::eventually("the turns of the dead", async || {
            (store.waiting(9).await.unwrap() == [1, 2] && store.lead().await.unwrap()).then_some(())
        })
        .await;
        assert_eq!(store.waiting(1).await.unwrap(), [1]);
        assert_eq!(seen(store.claim(2, NOW).await.unwrap()), Some((2, 2)));
        assert_eq!(seen(store.claim(1, NOW).await.unwrap()), Some((1, 2)));
    }

    async fn many_calls_at_once_all_get_their_own_answer(place) {
        let store = place.open().await;
        let mut tasks = tokio::task::JoinSet::new();
        for id in 1..=300 {
            let store = store.clone();
            tasks.spawn(async move {
                store.take_in(vec![update(id, id)], NOW).await.unwrap();
                (store.claim(id, NOW).await.unwrap(), id)
            });
        }
        while let Some(result) = tasks.join_next().await {
            let (got, id) = result.unwrap();
            assert_eq!(seen(got), Some((id, 1)));
        }
    }

    async fn of_many_who_want_a_turn_one_gets_it(place) {
        let store = place.open().await;
        store.take_in((1..=20).map(|id| update(id, 7)).collect(), NOW).await.unwrap();
        for expected in 1..=20 {
            let tasks: Vec<_> = (0..8)
                .map(|_| {
                    let store = store.clone();
                    tokio::spawn(async move { store.claim(7, NOW).await.unwrap() })
                })
                .collect();
            let mut got = Vec::new();
            for task in tasks {
                got.extend(task.await.unwrap());
            }
            assert_eq!(got.len(), 1, "{got:?}");
            assert_eq!(got[0].ticket.update_id, expected);
            store.done(got[0].ticket, None, NOW).await.unwrap();
        }
    }

    async fn a_conversation_fades_and_belongs_to_a_person_in_a_chat(place) {
        let store = place.open().await;
        store.take_in(vec![update(1, 1), update(2, 1)], NOW).await.unwrap();
        let saved = SavedDialogue { chat: 1, person: 2, body: "{\"about\":\"塔 🗼\"}".into() };
        let ticket = store.claim(1, NOW).await.unwrap().unwrap().ticket;
        store.done(ticket, Some(saved.clone()), NOW).await.unwrap();
        assert_eq!(store.dialogue(1, 2, NOW).await.unwrap(), Some(saved.body.clone()));
        assert_eq!(store.dialogue(1, 2, NOW + DIALOGUE_FADES).await.unwrap(), Some(saved.body.clone()));
        assert_eq!(store.dialogue(1, 2, NOW + DIALOGUE_FADES + 1).await.unwrap(), None);
        assert_eq!(store.dialogue(1, 3, NOW).await.unwrap(), None);
        assert_eq!(store.dialogue(2, 2, NOW).await.unwrap(), None);
        // The next turn takes its place.
        let ticket = store.claim(1, NOW).await.unwrap().unwrap().ticket;
        store.done(ticket, Some(SavedDialogue { body: "{}".into(), ..saved }), NOW).await.unwrap();
        assert_eq!(store.dialogue(1, 2, NOW).await.unwrap(), Some("{}".into()));
        store.forget(2).await.unwrap();
        assert_eq!(store.dialogue(1, 2, NOW).await.unwrap(), None);
    }

    async fn nothing_about_a_person_outlives_its_use_by_more_than_a_day(place) {
        let store = place.open().await;
        // Person 4711 writes; one update is answered, one fails.
        let row = |update_id| NewUpdate { update_id, chat: 4711, body: "{\"from\":4711}".to_owned() };
        store.take_in(vec![row(1), row(2)], NOW).await.unwrap();
        let ticket = store.claim(4711, NOW).await.unwrap().unwrap().ticket;
        store.done(ticket, None, NOW).await.unwrap();
        let ticket = store.claim(4711, NOW).await.unwrap().unwrap().ticket;
        let done = place.content().await;
        let telling = done.lines().filter(|line| line.contains("4711")).count();
        assert_eq!(telling, 1, "only the one in work says who: {done}");
        store.dead(ticket, "the handler panicked", NOW).await.unwrap();
        store.take_in(vec![row(3)], NOW).await.unwrap();
        let ticket = store.claim(4711, NOW).await.unwrap().unwrap().ticket;
        let saved = SavedDialogue { chat: 4711, person: 4711, body: "{}".into() };
        store.done(ticket, Some(saved), NOW).await.unwrap();

        store.prune(Retention::default(), NOW + DAY).await.unwrap();
        assert!(place.content().await.contains("4711"));
        store.prune(Retention::default(), NOW + DAY + 1).await.unwrap();
        let later = place.content().await;
        assert!(!later.contains("4711"), "{later}");
        let backlog = store.backlog().await.unwrap();
        assert_eq!(backlog, Backlog { open: 0, dead: 1 }, "the fault itself is kept for the operator");
        store.prune(Retention::default(), NOW + 31 * DAY).await.unwrap();
        assert_eq!(place.content().await, "");
    }

    async fn old_rows_are_bounded_in_number_too(place) {
        let store = place.open().await;
        store.take_in((1..=30).map(|id| update(id, id)).collect(), NOW).await.unwrap();
        for id in 1..=10 {
            let ticket = store.claim(id, NOW).await.unwrap().unwrap().ticket;
            let saved = SavedDialogue { chat: id, person: id, body: "{}".into() };
            store.done(ticket, Some(saved), NOW + id).await.unwrap();
            let ticket = store.claim(id + 10, NOW).await.unwrap().unwrap().ticket;
            store.dead(ticket, "no", NOW).await.unwrap();
            let choice = SavedChoice { id: u64::MAX - id as u64, lang: "en".into(), ask: "?".into() };
            store.offer(vec![choice], NOW + id).await.unwrap();
        }
        let keep = Retention { done_rows: 3, dead_rows: 4, choice_rows: 5, dialogue_rows: 6, ..Retention::default() };
        store.prune(keep, NOW).await.unwrap();
        let rows = place.content().await;
        let count = |what: &str| rows.lines().filter(|line| line.starts_with(what)).count();
        assert_eq!((count("inbox"), count("choice"), count("dialogue")), (3 + 4 + 10, 5, 6));
        // The newest are kept, and what is pending is never touched.
        assert_eq!(store.choice(u64::MAX - 10).await.unwrap().map(|choice| choice.ask), Some("?".into()));
        assert_eq!(store.choice(u64::MAX - 1).await.unwrap(), None);
        assert_eq!(store.dialogue(10, 10, NOW + 10).await.unwrap(), Some("{}".into()));
        assert_eq!(store.dialogue(1, 1, NOW + 1).await.unwrap(), None);
        assert_eq!(store.backlog().await.unwrap(), Backlog { open: 10, dead: 4 });
    }

    async fn too_many_bytes_cost_the_oldest_rows_and_never_an_open_update(place) {
        let store = place.open().await;
        for id in 1..=400 {
            store.take_in(vec![update(id, id)], NOW).await.unwrap();
            let ticket = store.claim(id, NOW).await.unwrap().unwrap().ticket;
            let saved = SavedDialogue { chat: id, person: id, body: "x".repeat(4000) };
            store.done(ticket, Some(saved), NOW + id).await.unwrap();
        }
        store.take_in(vec![update(1000, 1000)], NOW).await.unwrap();
        let keep = Retention { dialogue_rows: 400, bytes: 1_000_000, ..Retention::default() };
        store.prune(keep, NOW + 401).await.unwrap();
        let rows = place.content().await;
        let left = rows.lines().filter(|line| line.starts_with("dialogue")).count();
        assert!((50..=250).contains(&left), "{left} of 1.6 MB, with 1 MB allowed");
        assert!(store.dialogue(400, 400, NOW + 401).await.unwrap().is_some(), "the newest is kept");
        assert_eq!(store.backlog().await.unwrap().open, 1);
    }

    async fn dead_updates_are_listed_opened_again_and_deleted(place) {
        let store = place.open().await;
        store.take_in((1..=4).map(|id| update(id, id)).collect(), NOW).await.unwrap();
        for id in 1..=4 {
            let ticket = store.claim(id, NOW).await.unwrap().unwrap().ticket;
            store.dead(ticket, "the handler panicked", NOW + id).await.unwrap();
        }
        let dead = store.list_dead(2).await.unwrap();
        assert_eq!(dead.iter().map(|dead| dead.update_id).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((dead[1].error.as_str(), dead[1].since, dead[1].attempts), ("the handler panicked", NOW + 2, 1));
        // What update 1 said is gone with its age; its error is not.
        store.prune(Retention { dead_body_age: 10, ..Retention::default() }, NOW + 12).await.unwrap();
        let whole: Vec<bool> = store.list_dead(9).await.unwrap().iter().map(|dead| dead.whole).collect();
        assert_eq!(whole, [false, true, true, true]);
        assert_eq!(store.revive(Some(1), NOW).await.unwrap(), 0);
        assert_eq!(store.revive(Some(2), NOW).await.unwrap(), 1);
        assert_eq!(store.waiting(9).await.unwrap(), [2]);
        assert_eq!(seen(store.claim(2, NOW).await.unwrap()), Some((2, 1)));
        assert_eq!(store.bury(Some(3)).await.unwrap(), 1);
        assert_eq!(store.revive(None, NOW).await.unwrap(), 1);
        assert_eq!(store.bury(None).await.unwrap(), 1);
        assert_eq!(store.backlog().await.unwrap(), Backlog { open: 2, dead: 0 });
    }

    async fn what_editors_are_told_is_counted_and_says_of_nobody(place) {
        let store = place.open().await;
        let question = |text: &str| Unanswered { question: text.into(), lang: "en".into(), kind: "no_data".into() };
        for (text, now) in [("Towers of Lemuria?\0", NOW), ("Towers of Mu?", NOW), ("Towers of Mu?", NOW + 5)] {
            store.note_unanswered(question(text), now).await.unwrap();
        }
        let noted = store.unanswered(9).await.unwrap();
        assert_eq!(noted.len(), 2);
        assert_eq!((noted[0].what.question.as_str(), noted[0].times, noted[0].last), ("Towers of Mu?", 2, NOW + 5));
        assert_eq!(store.unanswered(1).await.unwrap().len(), 1);
        let long = "長".repeat(4000);
        let opinion = |verdict: &str| Feedback {
            verdict: verdict.into(),
            question: long.clone(),
            lang: "zh-Hant".into(),
            facts: "[\"a\"]".into(),
        };
        for verdict in ["down", "up", "down"] {
            store.note_feedback(opinion(verdict), NOW).await.unwrap();
        }
        let noted = store.feedback(9).await.unwrap();
        let counts: HashMap<&str, u64> =
            noted.iter().map(|noted| (noted.what.verdict.as_str(), noted.times)).collect();
        assert_eq!(counts, HashMap::from([("down", 2), ("up", 1)]));
        assert_eq!(noted[0].what, opinion("down"));
        store.prune(Retention::default(), NOW + 91 * DAY).await.unwrap();
        assert!(store.unanswered(9).await.unwrap().is_empty() && store.feedback(9).await.unwrap().is_empty());
    }

    async fn cards_and_languages_are_kept_for_their_time_and_forgotten_on_request(place) {
        let store = place.open().await;
        let body = "{\"a\": \"長 🗼\"}".to_owned();
        store.keep_card(u64::MAX, body.clone(), NOW).await.unwrap();
        store.keep_card(1, body.clone(), NOW + 9).await.unwrap();
        store.set_voice(5, Some("zh-Hans"), NOW).await.unwrap();
        store.set_voice(-5, Some("en"), NOW).await.unwrap();
        store.set_voice(5, Some("en"), NOW + 1).await.unwrap();
        drop(store);
        let store = place.open().await;
        assert_eq!(store.card(u64::MAX).await.unwrap(), Some(body));
        assert_eq!(store.card(2).await.unwrap(), None);
        assert_eq!(store.voice(5).await.unwrap().as_deref(), Some("en"));
        // Shown again, a card is as good as new.
        store.keep_card(1, String::new(), NOW + 80 * DAY).await.unwrap();
        store.prune(Retention { card_rows: 2, ..Retention::default() }, NOW + 91 * DAY).await.unwrap();
        assert!(store.card(u64::MAX).await.unwrap().is_none() && store.card(1).await.unwrap().is_some());
        store.forget(5).await.unwrap();
        assert_eq!(store.voice(5).await.unwrap(), None);
        store.set_voice(-5, None, NOW).await.unwrap();
        assert_eq!(store.voice(-5).await.unwrap(), None);
        let rows = place.content().await;
        assert!(!rows.contains("voice:"), "{rows}");
    }

    /// What is offered again and again is written once, and again when it was deleted meanwhile.
    async fn what_was_deleted_is_kept_again_when_it_is_offered_again(place) {
        let store = place.open().await;
        let choice = SavedChoice { id: 5, lang: "en".into(), ask: "which?".into() };
        let none = Retention { choice_rows: 0, card_rows: 0, ..Retention::default() };
        for _ in 0..2 {
            for _ in 0..2 {
                store.offer(vec![choice.clone()], NOW).await.unwrap();
                store.keep_card(6, "a card".into(), NOW).await.unwrap();
                assert_eq!(store.choice(5).await.unwrap(), Some(choice.clone()));
                assert_eq!(store.card(6).await.unwrap().as_deref(), Some("a card"));
            }
            store.prune(none, NOW).await.unwrap();
            assert_eq!(store.choice(5).await.unwrap(), None);
            assert_eq!(store.card(6).await.unwrap(), None);
        }
    }

    async fn the_end_of_a_turn_tells_whether_there_is_more_and_what_is_kept_is_heard(place) {
        let store = place.open().await;
        store.take_in(vec![update(1, 7), update(2, 7), update(3, 8)], NOW).await.unwrap();
        assert_eq!(store.heard(7, 9, NOW).await.unwrap(), Heard::default());
        store.set_voice(7, Some("en"), NOW).await.unwrap();
        for (id, more) in [(1, true), (2, false)] {
            let Claimed { ticket, .. } = store.claim(7, NOW).await.unwrap().unwrap();
            assert_eq!(ticket.update_id, id);
            let dialogue = Some(SavedDialogue { chat: 7, person: 9, body: format!("after {id}") });
            let leaves = Conclusion { dialogue, ..Conclusion::default() };
            assert_eq!(store.conclude(ticket, leaves, NOW).await.unwrap(), more);
        }
        let heard = Heard { voice: Some("en".into()), dialogue: Some("after 2".into()) };
        assert_eq!(store.heard(7, 9, NOW).await.unwrap(), heard);
        let faded = Heard { dialogue: None, ..heard };
        assert_eq!(store.heard(7, 9, NOW + DIALOGUE_FADES + 1).await.unwrap(), faded);
        assert_eq!(store.heard(8, 9, NOW).await.unwrap(), Heard::default());
    }

    /// A job that is taken back takes back nothing of those that share its transaction.
    async fn of_calls_at_once_those_that_come_to_nothing_undo_no_other(place) {
        let store = place.open().await;
        store.take_in((1..=20).map(|id| update(id, id)).collect(), NOW).await.unwrap();
        // Chats 21 to 40 have nothing to do: whoever wants their turn has taken it before that is known.
        let claims = (1..=40).map(|chat| { let store = Arc::clone(&store); tokio::spawn(async move { store.claim(chat, NOW).await }) });
        let mut claimed = 0;
        for claim in claims.collect::<Vec<_>>() {
            claimed += usize::from(claim.await.unwrap().unwrap().is_some());
        }
        assert_eq!(claimed, 20);
        assert_eq!(store.waiting(100).await.unwrap(), Vec::<i64>::new());
        store.take_in(vec![update(41, 30)], NOW).await.unwrap();
        assert_eq!(store.waiting(100).await.unwrap(), [30], "the turn was given back");
    }

    async fn a_store_that_is_closed_gives_its_turns_back_at_once(place) {
        let store = place.open().await;
        store.take_in(vec![update(1, 1)], NOW).await.unwrap();
        store.claim(1, NOW).await.unwrap();
        store.close().await.unwrap();
        drop(store);
        let store = place.open().await;
        assert_eq!(seen(store.claim(1, NOW).await.unwrap()), Some((1, 2)));
    }
}
