//! The store: order, claims, what survives, what is forgotten. Time is an argument, so no test waits.

use std::path::Path;

use footnote::store::{
    Claimed, DIALOGUE_FADES, NewUpdate, Retention, SavedChoice, SavedDialogue, SqliteStore, Store, StoreError,
};

const NOW: i64 = 1_800_000_000;
const DAY: i64 = 24 * 60 * 60;

fn open(folder: &Path) -> SqliteStore {
    SqliteStore::open(&folder.join("test.sqlite")).unwrap()
}

fn update(update_id: i64, chat: i64) -> NewUpdate {
    NewUpdate { update_id, chat, body: format!("{{\"update_id\":{update_id}}}") }
}

fn claimed(update_id: i64, attempts: u32) -> Option<Claimed> {
    Some(Claimed { update_id, body: update(update_id, 0).body, attempts })
}

/// Every row of the file, as text.
fn content(folder: &Path) -> String {
    let db = rusqlite::Connection::open(folder.join("test.sqlite")).unwrap();
    let mut rows = String::new();
    for table in ["inbox", "dialogue", "choice"] {
        let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let values = (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap()));
            rows += &format!("{table}: {}\n", values.collect::<Vec<_>>().join(" "));
        }
    }
    rows
}

#[tokio::test]
async fn updates_are_worked_on_once_in_order_one_at_a_time_per_chat() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let chats = store.take_in(vec![update(12, 1), update(11, 1), update(13, 2)], NOW).await.unwrap();
    assert_eq!(chats, [1, 2]);
    assert_eq!(store.claim(1, NOW).await.unwrap(), claimed(11, 1));
    assert_eq!(store.claim(1, NOW).await.unwrap(), None, "one is in work");
    assert_eq!(store.waiting(9).await.unwrap(), [2]);
    store.done(11, None, NOW).await.unwrap();
    assert_eq!(store.claim(1, NOW).await.unwrap(), claimed(12, 1));
    store.retry(12, "no", NOW).await.unwrap();
    assert_eq!(store.claim(1, NOW).await.unwrap(), claimed(12, 2));
    store.dead(12, "no", NOW).await.unwrap();
    assert_eq!(store.claim(1, NOW).await.unwrap(), None);
    assert_eq!(store.backlog().await.unwrap(), (1, 1));

    // Telegram repeats itself: nothing is new but 14.
    let again = vec![update(11, 1), update(12, 1), update(13, 2), update(14, 3)];
    assert_eq!(store.take_in(again, NOW).await.unwrap(), [3]);
    assert_eq!(store.claim(1, NOW).await.unwrap(), None);
}

#[tokio::test]
async fn what_was_in_work_is_pending_again_in_a_new_process() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.take_in(vec![update(1, 1), update(2, 2), update(3, 2)], NOW).await.unwrap();
    store.claim(1, NOW).await.unwrap();
    store.claim(2, NOW).await.unwrap();
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.claim(2, NOW).await.unwrap(), None);
    assert_eq!(store.recover(Some(2)).await.unwrap(), 1);
    assert_eq!(store.claim(2, NOW).await.unwrap(), claimed(2, 2));
    assert_eq!(store.recover(None).await.unwrap(), 2);
    assert_eq!(store.waiting(1).await.unwrap(), [1]);
    assert_eq!(store.waiting(9).await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn many_calls_at_once_all_get_their_own_answer() {
    let folder = tempfile::tempdir().unwrap();
    let store = std::sync::Arc::new(open(folder.path()));
    let mut tasks = tokio::task::JoinSet::new();
    for id in 1..=500 {
        let store = store.clone();
        tasks.spawn(async move {
            store.take_in(vec![update(id, id)], NOW).await.unwrap();
            (store.claim(id, NOW).await.unwrap(), id)
        });
    }
    while let Some(result) = tasks.join_next().await {
        let (got, id) = result.unwrap();
        assert_eq!(got, claimed(id, 1));
    }
}

#[tokio::test]
async fn a_conversation_fades_and_belongs_to_a_person_in_a_chat() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.take_in(vec![update(1, 1)], NOW).await.unwrap();
    let saved = SavedDialogue { chat: 1, person: 2, body: "{\"about\":\"towers\"}".into() };
    store.done(1, Some(saved.clone()), NOW).await.unwrap();
    assert_eq!(store.dialogue(1, 2, NOW).await.unwrap(), Some(saved.body.clone()));
    assert_eq!(store.dialogue(1, 2, NOW + DIALOGUE_FADES).await.unwrap(), Some(saved.body));
    assert_eq!(store.dialogue(1, 2, NOW + DIALOGUE_FADES + 1).await.unwrap(), None);
    assert_eq!(store.dialogue(1, 3, NOW).await.unwrap(), None);
    assert_eq!(store.dialogue(2, 2, NOW).await.unwrap(), None);
}

#[tokio::test]
async fn nothing_about_a_person_outlives_its_use_by_more_than_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    // Person 4711 writes; one update is answered, one fails.
    let body = "{\"from\":4711}".to_owned();
    let row = |update_id| NewUpdate { update_id, chat: 4711, body: body.clone() };
    store.take_in(vec![row(1), row(2)], NOW).await.unwrap();
    let saved = SavedDialogue { chat: 4711, person: 4711, body: "{}".into() };
    store.done(1, Some(saved), NOW).await.unwrap();
    store.dead(2, "the handler panicked", NOW).await.unwrap();
    let done = content(folder.path());
    assert!(!done.lines().any(|line| line.contains("Integer(1) ") && line.contains("4711")), "{done}");

    store.prune(Retention::default(), NOW + DAY).await.unwrap();
    assert!(content(folder.path()).contains("4711"));
    store.prune(Retention::default(), NOW + DAY + 1).await.unwrap();
    let later = content(folder.path());
    assert!(!later.contains("4711"), "{later}");
    assert_eq!(store.backlog().await.unwrap(), (0, 1), "the fault itself is kept for the operator");
    store.prune(Retention::default(), NOW + 31 * DAY).await.unwrap();
    assert_eq!(content(folder.path()), "");
}

#[tokio::test]
async fn old_rows_are_bounded_in_number_too() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.take_in((1..=30).map(|id| update(id, id)).collect(), NOW).await.unwrap();
    for id in 1..=10 {
        store.done(id, None, NOW).await.unwrap();
        store.dead(id + 10, "no", NOW).await.unwrap();
        let choice = SavedChoice { id: u64::MAX - id as u64, lang: "en".into(), ask: "?".into() };
        store.offer(vec![choice], NOW + id).await.unwrap();
    }
    let keep = Retention { done_rows: 3, dead_rows: 4, choice_rows: 5, ..Retention::default() };
    store.prune(keep, NOW).await.unwrap();
    let rows = content(folder.path());
    let count = |what: &str| rows.lines().filter(|line| line.starts_with(what)).count();
    assert_eq!((count("inbox"), count("choice")), (3 + 4 + 10, 5));
    // The newest are kept, and what is pending is never touched.
    assert_eq!(store.choice(u64::MAX - 10).await.unwrap().map(|choice| choice.ask), Some("?".into()));
    assert_eq!(store.choice(u64::MAX - 1).await.unwrap(), None);
    assert_eq!(store.backlog().await.unwrap(), (10, 4));
}

#[tokio::test]
async fn a_file_of_a_newer_edition_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let db = rusqlite::Connection::open(folder.path().join("test.sqlite")).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    let error = SqliteStore::open(&folder.path().join("test.sqlite")).err().unwrap();
    assert!(matches!(error, StoreError::Newer { found: 99, known: 1, .. }), "{error}");
}

#[test]
fn the_journal_is_a_write_ahead_log() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let db = rusqlite::Connection::open(folder.path().join("test.sqlite")).unwrap();
    let mode: String = db.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}
