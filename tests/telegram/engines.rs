//! What only one of the two engines of the store has: files and their lock, replicas and their leases.

use std::path::Path;
use std::time::{Duration, Instant};

use footnote::store::{Lease, PostgresStore, SavedDialogue, SqliteStore, Store, StoreError};

use crate::store::{LEASE, Place, update};
use crate::support::bot::eventually;
use crate::support::postgres;

const NOW: i64 = 1_800_000_000;

fn open(folder: &Path) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(&folder.join("test.sqlite"))
}

#[test]
fn a_file_of_a_newer_edition_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let db = rusqlite::Connection::open(folder.path().join("test.sqlite")).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    let error = open(folder.path()).err().unwrap();
    assert!(matches!(error, StoreError::Newer { found: 99, known: 5, .. }), "{error}");
}

#[test]
fn the_journal_is_a_write_ahead_log() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let db = rusqlite::Connection::open(folder.path().join("test.sqlite")).unwrap();
    let mode: String = db.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

/// The first edition's tables as it made them, with an update and a conversation in them.
#[tokio::test]
async fn a_file_of_the_first_edition_is_brought_up_to_date_with_all_that_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let db = rusqlite::Connection::open(folder.path().join("test.sqlite")).unwrap();
    db.execute_batch(
        "CREATE TABLE inbox (update_id INTEGER PRIMARY KEY, chat INTEGER NOT NULL,
             state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3), attempts INTEGER NOT NULL DEFAULT 0,
             body TEXT NOT NULL, error TEXT, changed INTEGER NOT NULL);
         CREATE INDEX inbox_by_chat ON inbox (state, chat, update_id);
         CREATE INDEX inbox_by_age ON inbox (state, changed);
         CREATE TABLE dialogue (chat INTEGER NOT NULL, person INTEGER NOT NULL, body TEXT NOT NULL,
             changed INTEGER NOT NULL, PRIMARY KEY (chat, person)) WITHOUT ROWID;
         CREATE INDEX dialogue_by_age ON dialogue (changed);
         CREATE TABLE choice (id INTEGER PRIMARY KEY, lang TEXT NOT NULL, ask TEXT NOT NULL, changed INTEGER NOT NULL);
         CREATE INDEX choice_by_age ON choice (changed);
         INSERT INTO inbox (update_id, chat, state, attempts, body, changed) VALUES (5, 9, 1, 1, '{}', 1);
         INSERT INTO dialogue VALUES (9, 8, '{}', 1800000000);
         PRAGMA user_version = 1",
    )
    .unwrap();
    drop(db);
    let store = open(folder.path()).unwrap();
    assert_eq!(store.dialogue(9, 8, NOW).await.unwrap(), Some("{}".into()));
    let claimed = store.claim(9, NOW).await.unwrap().unwrap();
    assert_eq!((claimed.ticket.update_id, claimed.attempts, claimed.sent), (5, 2, 0));
    store.done(claimed.ticket, None, NOW).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_has_one_process_and_visitors_may_look() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).unwrap();
    store.take_in(vec![update(1, 1)], NOW).await.unwrap();
    let claimed = store.claim(1, NOW).await.unwrap().unwrap();
    let path = folder.path().join("test.sqlite");
    let error = tokio::task::spawn_blocking(move || SqliteStore::open(&path).err().unwrap()).await.unwrap();
    assert!(matches!(error, StoreError::InUse(_)), "{error}");
    let visitor = SqliteStore::visit(&folder.path().join("test.sqlite")).unwrap();
    assert_eq!(visitor.backlog().await.unwrap().open, 1);
    assert_eq!(store.claim(1, NOW).await.unwrap(), None, "the visitor has not freed the turn");
    store.dead(claimed.ticket, "no", NOW).await.unwrap();
    assert_eq!(visitor.revive(None, NOW).await.unwrap(), 1);
    drop(visitor);
    assert_eq!(store.claim(1, NOW).await.unwrap().unwrap().ticket.update_id, 1);
    drop(store);
    open(folder.path()).unwrap();
}

/// Two replicas of one PostgreSQL.
async fn replicas() -> Option<(String, PostgresStore, PostgresStore)> {
    let url = postgres::schema().await?;
    let open = async || PostgresStore::open(&url, None, LEASE).await.unwrap();
    let (one, other) = (open().await, open().await);
    Some((url, one, other))
}

#[tokio::test(flavor = "multi_thread")]
async fn two_replicas_never_work_on_one_chat_at_once() {
    let Some((_, one, other)) = replicas().await else { return };
    one.take_in(vec![update(1, 1), update(2, 1), update(3, 2)], NOW).await.unwrap();
    assert!(other.take_in(vec![update(1, 1)], NOW).await.unwrap().is_empty(), "known to both");
    let first = one.claim(1, NOW).await.unwrap().unwrap();
    assert_eq!(other.claim(1, NOW).await.unwrap(), None);
    assert_eq!(other.waiting(9).await.unwrap(), [2]);
    assert!(one.lead().await.unwrap() && one.lead().await.unwrap());
    assert!(!other.lead().await.unwrap(), "one fetches updates");
    // Longer than the lease: whoever gives signs of life keeps its turns.
    tokio::time::sleep(LEASE.holds * 2).await;
    assert_eq!(other.claim(1, NOW).await.unwrap(), None);
    assert!(one.holds(first.ticket) && !other.holds(first.ticket));
    one.done(first.ticket, None, NOW).await.unwrap();
    assert_eq!(other.claim(1, NOW).await.unwrap().unwrap().ticket.update_id, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_dies_gives_its_chats_back_when_its_lease_ends() {
    let Some((_, one, other)) = replicas().await else { return };
    one.take_in(vec![update(1, 1), update(2, 2)], NOW).await.unwrap();
    let lost = one.claim(1, NOW).await.unwrap().unwrap();
    assert!(one.lead().await.unwrap());
    let dies = Instant::now();
    drop(one);
    assert_eq!(other.waiting(9).await.unwrap(), [2]);
    let claimed = eventually("the chat of the dead", async || other.claim(1, NOW).await.unwrap()).await;
    let took = dies.elapsed();
    assert!(took < LEASE.holds + Duration::from_millis(500), "{took:?}");
    assert!(took > LEASE.holds / 2, "it may only have been slow: {took:?}");
    assert_eq!((claimed.ticket.update_id, claimed.attempts), (1, 2));
    assert!(other.lead().await.unwrap());
    assert!(!other.holds(lost.ticket));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_must_be_taken_for_dead_claims_nothing_and_wears_out_no_attempt() {
    let Some(url) = postgres::schema().await else { return };
    let silent = Lease { holds: Duration::from_millis(300), beat: Duration::from_secs(60) };
    let one = PostgresStore::open(&url, None, silent).await.unwrap();
    one.take_in(vec![update(1, 1)], NOW).await.unwrap();
    tokio::time::sleep(silent.holds).await;
    for _ in 0..10 {
        assert_eq!(one.claim(1, NOW).await.unwrap(), None, "it could not answer");
    }
    let other = PostgresStore::open(&url, None, LEASE).await.unwrap();
    assert_eq!(other.claim(1, NOW).await.unwrap().unwrap().attempts, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lost_a_turn_cannot_overwrite_what_others_have_done_with_it() {
    let Some((url, one, other)) = replicas().await else { return };
    one.take_in(vec![update(1, 1), update(2, 1)], NOW).await.unwrap();
    let slow = one.claim(1, NOW).await.unwrap().unwrap();
    // As if it had been frozen: its sign of life has run out.
    let client = postgres::connect(&url).await;
    client.execute("UPDATE turn SET replica = 4711 WHERE chat = 1", &[]).await.unwrap();
    let taken = other.claim(1, NOW).await.unwrap().unwrap();
    assert_eq!(taken.ticket.update_id, slow.ticket.update_id);
    one.retry(slow.ticket, "late", true, NOW).await.unwrap();
    one.dead(slow.ticket, "late", NOW).await.unwrap();
    assert_eq!(other.claim(1, NOW).await.unwrap(), None, "the turn is still the other's");
    assert_eq!(other.backlog().await.unwrap().dead, 0);
    let saved = |body: &str| Some(SavedDialogue { chat: 1, person: 1, body: body.into() });
    other.done(taken.ticket, saved("theirs"), NOW).await.unwrap();
    one.done(slow.ticket, saved("ours"), NOW).await.unwrap();
    assert_eq!(other.dialogue(1, 1, NOW).await.unwrap(), Some("theirs".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_that_start_together_all_find_the_schema() {
    let Some(url) = postgres::schema().await else { return };
    let starts: Vec<_> = (0..6)
        .map(|_| {
            let url = url.clone();
            tokio::spawn(async move { PostgresStore::open(&url, None, LEASE).await.map(drop) })
        })
        .collect();
    for start in starts {
        start.await.unwrap().unwrap();
    }
    let place = Place::Postgres(url);
    assert_eq!(place.open().await.backlog().await.unwrap().open, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_refuses_us_is_told_without_its_password() {
    let Some(url) = postgres::schema().await else { return };
    let wrong = url.replace(postgres::PASSWORD, "canary-PaSsWoRd-wrong");
    if wrong != url {
        let error = PostgresStore::open(&wrong, None, LEASE).await.err().unwrap();
        let told = format!("{error} {error:?}");
        assert!(told.contains("28P01") && !told.contains("canary"), "{told}");
    }
    let nobody = "postgres://footnote:canary-PaSsWoRd@127.0.0.1:1/x";
    let error = PostgresStore::open(nobody, None, LEASE).await.err().unwrap();
    let told = format!("{error} {error:?}");
    assert!(matches!(error, StoreError::Unreachable(_)) && !told.contains("canary"), "{told}");
    // Encryption is asked for and not given: refused, not done without.
    let strict = format!("{url}&sslmode=verify-full");
    let error = PostgresStore::open(&strict, None, LEASE).await.err().unwrap();
    assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
}
