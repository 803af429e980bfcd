//! The webhook: who may bring updates, what is refused, slow clients, registering; and the pages beside it.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::bot::{Bot, eventually, quick};
use crate::support::fake::{Fake, Fault, private};
use crate::support::hook::Hook;
use crate::support::world::html_about;
use crate::support::{HOOK_SECRET, free_port};
use footnote::config::Secret;
use footnote::store::Backlog;
use footnote::telegram::{Pace, Webhook};

const HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";

/// A bot behind a webhook, and its address.
async fn start(fake: &Fake, folder: &std::path::Path, secret: Option<&str>, pace: Pace) -> (Bot, String) {
    let url = format!("http://127.0.0.1:{}/hook", free_port());
    let webhook = Webhook {
        url: url.parse().unwrap(),
        secret: secret.map(Secret::new),
        certificate: Some(b"-----BEGIN CERTIFICATE-----\nMIIinvented\n".to_vec()),
    };
    let bot = Bot::start_behind(fake, folder, pace, Some(webhook)).await;
    fake.until("a registered webhook", |fake| fake.tried("setWebhook").pop()).await;
    (bot, url)
}

fn update(id: i64, text: &str) -> Value {
    json!({"update_id": id, "message": private(5, json!({"text": text}))})
}

async fn post(url: &str, secret: Option<&str>, body: impl Into<reqwest::Body>) -> u16 {
    let request = reqwest::Client::new().post(url).body(body);
    let request = match secret {
        Some(secret) => request.header(HEADER, secret),
        None => request,
    };
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_show_the_secret_is_refused_before_anything_is_read() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let (bot, url) = start(&fake, folder.path(), Some(HOOK_SECRET), quick()).await;
    let body = update(1, "forged?").to_string();
    let almost = format!("{HOOK_SECRET}x");
    for wrong in [None, Some(""), Some("wrong"), Some(&HOOK_SECRET[1..]), Some(almost.as_str())] {
        assert_eq!(post(&url, wrong, body.clone()).await, 401, "{wrong:?}");
    }
    // A large body from a stranger is not even waited for.
    assert_eq!(post(&url, None, vec![b' '; 64]).await, 401);
    assert_eq!(bot.store.backlog().await.unwrap(), Backlog { open: 0, dead: 0 });
    assert_eq!(post(&url, Some(HOOK_SECRET), body).await, 200);
    assert_eq!(fake.until_sent(5, 1).await[0].text(), html_about("forged?"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_secret_of_our_own_everybody_is_refused() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let (bot, url) = start(&fake, folder.path(), None, quick()).await;
    for secret in [None, Some(""), Some(HOOK_SECRET)] {
        assert_eq!(post(&url, secret, update(1, "?").to_string()).await, 401, "{secret:?}");
    }
    assert_eq!(bot.store.backlog().await.unwrap().open, 0);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_or_malformed_is_refused_and_what_is_merely_unknown_is_taken() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let (bot, url) = start(&fake, folder.path(), Some(HOOK_SECRET), quick()).await;
    let secret = Some(HOOK_SECRET);
    assert_eq!(post(&url, secret, update(1, &"x".repeat(2 << 20)).to_string()).await, 413);
    for bad in
        ["", "{", "null", "[]", "\"update\"", "{}", "{\"update_id\":\"7\"}", "{\"update_id\":1.5}", "\u{0}"]
    {
        assert_eq!(post(&url, secret, bad.to_owned()).await, 400, "{bad}");
    }
    assert_eq!(post(&url, secret, vec![0xff, 0xfe, b'{']).await, 400);
    assert_eq!(bot.store.backlog().await.unwrap().open, 0);
    for (id, odd) in (10..).zip([json!({}), json!({"hologram": {"user": {"id": 5}}}), json!({"message": 7})])
    {
        let mut odd = odd;
        odd["update_id"] = id.into();
        assert_eq!(post(&url, secret, odd.to_string()).await, 200, "{odd}");
    }
    // GET has nothing to find here, and neither has anybody elsewhere.
    assert_eq!(reqwest::get(&url).await.unwrap().status(), 405);
    assert_eq!(reqwest::get(url.replace("/hook", "/")).await.unwrap().status(), 404);
    assert_eq!(post(&url, secret, update(20, "towers?").to_string()).await, 200);
    fake.until_sent(5, 1).await;
    eventually("an empty inbox", async || (bot.store.backlog().await.unwrap().open == 0).then_some(())).await;
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_is_brought_again_is_answered_once() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let (bot, url) = start(&fake, folder.path(), Some(HOOK_SECRET), quick()).await;
    for _ in 0..3 {
        assert_eq!(post(&url, Some(HOOK_SECRET), update(7, "towers?").to_string()).await, 200);
    }
    fake.until_sent(5, 1).await;
    assert_eq!(post(&url, Some(HOOK_SECRET), update(7, "towers?").to_string()).await, 200);
    assert_eq!(post(&url, Some(HOOK_SECRET), update(8, "gates?").to_string()).await, 200);
    assert_eq!(fake.until_sent(5, 2).await[1].text(), html_about("gates?"));
    assert_eq!(fake.sent(5).len(), 2);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_clients_are_shut_out_and_hold_up_nobody() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let pace = Pace { body: Duration::from_millis(300), ..quick() };
    let (bot, url) = start(&fake, folder.path(), Some(HOOK_SECRET), pace).await;
    let address = url.trim_start_matches("http://").trim_end_matches("/hook").to_owned();
    // Many that say half a head and fall silent …
    let mut silent = Vec::new();
    for _ in 0..100 {
        let mut stream = TcpStream::connect(&address).await.unwrap();
        stream.write_all(b"POST /hook HTTP/1.1\r\nHost: x\r\n").await.unwrap();
        silent.push(stream);
    }
    // … and one that shows the secret and never ends its body.
    let mut slow = TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST /hook HTTP/1.1\r\nHost: x\r\n{HEADER}: {HOOK_SECRET}\r\nContent-Length: 1000\r\n\r\n{{"
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    let start = Instant::now();
    assert_eq!(post(&url, Some(HOOK_SECRET), update(1, "towers?").to_string()).await, 200);
    fake.until_sent(5, 1).await;
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    let mut answer = [0; 12];
    slow.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 408");
    assert_eq!(bot.store.backlog().await.unwrap().open, 0);
    // Half-open connections do not hold up a stop either.
    let start = Instant::now();
    bot.stop().await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_webhook_is_registered_with_all_that_belongs_to_it_and_left_in_place() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.spoil("setWebhook", Fault::Refuse(502, "Bad Gateway"), 2);
    let (bot, url) = start(&fake, folder.path(), Some(HOOK_SECRET), quick()).await;
    let call = fake
        .until("a registered webhook", |fake| {
            fake.tried("setWebhook").into_iter().find(|call| call.status == 200)
        })
        .await;
    let form = call.body.as_str().unwrap();
    for part in [url.as_str(), HOOK_SECRET, "callback_query", "MIIinvented", "filename=\"certificate.pem\""] {
        assert!(form.contains(part), "{part} is not in {form}");
    }
    bot.stop().await.unwrap();
    assert!(fake.tried("deleteWebhook").is_empty() && fake.polls().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bot_tells_whether_it_lives_is_ready_and_what_it_has_done() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let (bot, url) = start(&fake, folder.path(), Some(HOOK_SECRET), quick()).await;
    let page = async |name: &str| {
        let answer = reqwest::get(url.replace("hook", name)).await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!(page("healthz").await, (200, "ok".into()));
    eventually("readiness", async || (page("readyz").await.0 == 200).then_some(())).await;
    fake.spoil("sendMessage", Fault::Refuse(400, "Bad Request: can't parse entities: oh"), 1);
    fake.spoil("sendMessage", Fault::Refuse(500, "Internal Server Error"), 1);
    let hook = Hook::new(vec![url.clone()]);
    for id in 1..=3 {
        hook.push(5, update(id, "a most secret question"));
    }
    fake.until_sent(5, 3).await;
    eventually("an empty inbox", async || (bot.store.backlog().await.unwrap().open == 0).then_some(())).await;
    post(&url, Some("wrong"), "x").await;
    let (status, text) = page("metrics").await;
    assert_eq!(status, 200);
    for line in [
        "footnote_updates_total{intake=\"webhook\"} 3",
        "footnote_answers_total{kind=\"answer\"} 3",
        "footnote_faults_total{sort=\"markup\"} 1",
        "footnote_refused_requests_total{reason=\"secret\"} 1",
        "footnote_open_updates 0",
        "footnote_dead_updates 0",
        "footnote_ready 1",
        "footnote_answering_seconds_count 3",
        "footnote_answering_seconds_bucket",
        "footnote_retries_total{what=\"call\"}",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(!text.contains("secret question") && !text.contains("canary"), "{text}");
    bot.stop().await.unwrap();
}
