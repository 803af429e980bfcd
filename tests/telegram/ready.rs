//! Readiness: red while the store is away, green again after; the process itself is worth keeping all the time.

use std::sync::Arc;
use std::sync::atomic::Ordering::SeqCst;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::bot::{Bot, eventually, quick, unlimited};
use crate::support::child::Child;
use crate::support::fake::{Fake, group};
use crate::support::gate::Gate;
use crate::support::late::Late;
use crate::support::{HOOK_SECRET, free_port, postgres, report};
use footnote::store::SqliteStore;

/// Status and text of one of the bot's pages.
async fn page(port: u16, name: &str) -> (u16, String) {
    let answer = reqwest::get(format!("http://127.0.0.1:{port}/{name}")).await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// Waits until `/readyz` answers with `status`; gives what it says and how long that took.
async fn until_ready_is(port: u16, status: u16) -> (String, Duration) {
    let start = Instant::now();
    let text = eventually("readiness", async || {
        let (found, text) = page(port, "readyz").await;
        (found == status).then_some(text)
    });
    (text.await, start.elapsed())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_fails_or_hangs_turns_readiness_red_and_back() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let inner = Arc::new(SqliteStore::open(&folder.path().join("test.sqlite")).unwrap());
    let store = Arc::new(Late::new(inner, true, 0));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let bot = Bot::launch(store.clone(), |service| {
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        let service = service.server(Some(fake.url.clone())).pace(quick()).limits(unlimited());
        service.listen(Some(listener), None)
    });
    for trouble in [&store.fails, &store.hangs] {
        assert_eq!(until_ready_is(port, 200).await.0, "ready");
        assert!(page(port, "metrics").await.1.contains("footnote_ready 1"));
        trouble.store(true, SeqCst);
        assert_eq!(until_ready_is(port, 503).await.0, "the store does not answer");
        assert!(page(port, "metrics").await.1.contains("footnote_ready 0"));
        // A restart would not mend the store.
        assert_eq!(page(port, "healthz").await, (200, "ok".into()));
        trouble.store(false, SeqCst);
    }
    assert_eq!(until_ready_is(port, 200).await.0, "ready");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_goes_away_turns_readiness_red_and_its_return_green_and_nothing_is_lost() {
    let Some(url) = postgres::schema().await else { return };
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let mut gate = Gate::new(&url.parse().unwrap());
    gate.open().await;
    let mut through: url::Url = url.parse().unwrap();
    through.set_port(gate.url().port()).unwrap();
    let port = free_port();
    let (listen, hook) = (format!("127.0.0.1:{port}"), format!("http://127.0.0.1:{port}/hook"));
    let settings = [
        ("DATABASE_URL", through.as_str()),
        ("FOOTNOTE_LISTEN", &listen),
        ("FOOTNOTE_WEBHOOK_URL", &hook),
        ("FOOTNOTE_WEBHOOK_SECRET", HOOK_SECRET),
    ];
    let mut bot = Child::start(&fake, folder.path(), &settings);
    bot.says("Telegram brings updates to the webhook").await;
    let bring = async |id: i64| {
        let message = group(-1, json!({"text": "/help@invented_bot", "message_id": id}));
        let body = json!({"update_id": id, "message": message}).to_string();
        let request =
            reqwest::Client::new().post(&hook).header("X-Telegram-Bot-Api-Secret-Token", HOOK_SECRET);
        request.body(body).send().await.unwrap().status().as_u16()
    };
    until_ready_is(port, 200).await;
    assert_eq!(bring(1).await, 200);
    fake.until_sent(-1, 1).await;
    // Twice: connections break off and are refused; they stand and nothing comes.
    let mut figures = Vec::new();
    for (nth, silent) in [(2, false), (3, true)] {
        if silent {
            gate.hang().await;
        } else {
            gate.close().await;
        }
        let (why, red) = until_ready_is(port, 503).await;
        assert_eq!(why, "the store does not answer");
        assert_eq!(page(port, "healthz").await.0, 200);
        // Telegram brings it again: it is not told that all is well.
        assert_eq!(bring(nth).await, 500);
        gate.open().await;
        let (_, green) = until_ready_is(port, 200).await;
        assert_eq!(bring(nth).await, 200);
        let sent = fake.until_sent(-1, usize::try_from(nth).unwrap()).await;
        assert_eq!(sent.last().unwrap().replies_to(), nth);
        figures.push(format!("red after {red:.1?}, green {green:.1?} after its return"));
    }
    assert_eq!(fake.sent(-1).len(), 3, "each is answered once");
    let lines = bot.output().lines().count();
    assert!(lines < 60, "{lines} lines: {}", bot.output());
    bot.signal("-TERM");
    assert!(bot.ended().await.0.success());
    report(&format!("PostgreSQL away by refusal: {}; by silence: {}", figures[0], figures[1]));
}
