//! Trouble of every sort, for a long time: the bot recovers by itself, and its log stays short.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::bot::{Bot, Deed, eventually, quick};
use crate::support::child::Child;
use crate::support::fake::{Call, Fake, Fault, private};
use crate::support::gate::Gate;
use crate::support::world::html_about;
use crate::support::{CANARY, HEAVY, free_port, report};
use footnote::config::Token;
use footnote::store::SqliteStore;
use footnote::telegram::{Pace, Service};

/// Set in the child that plays a bot in a hurry.
const HURRIES: &str = "FOOTNOTE_TEST_HURRIES";

/// Waits a thousandth as long as in earnest, so that two seconds stand for half an hour.
fn hurry() -> Pace {
    Pace {
        poll: Duration::from_secs(1),
        call: Duration::from_millis(400),
        first_wait: Duration::from_micros(300),
        longest_wait: Duration::from_millis(30),
        ..quick()
    }
}

/// Not a test: the bot that the test below starts as a process, with its log as the binary has it.
#[test]
fn plays_a_bot_in_a_hurry() {
    if std::env::var_os(HURRIES).is_none() {
        return;
    }
    tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stderr).init();
    let url = std::env::var("TELEGRAM_API_URL").unwrap().parse().unwrap();
    let store = SqliteStore::open(std::path::Path::new("test.sqlite")).unwrap();
    let token = Token::parse(CANARY).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let service =
        Service::new(token, std::sync::Arc::new(store), std::sync::Arc::new(crate::support::world::World));
    runtime.block_on(service.server(Some(url)).pace(hurry()).run(Default::default())).unwrap();
}

async fn answered(fake: &Fake, text: &str) {
    let answer = html_about(text);
    fake.until(text, |fake| fake.sent(1).iter().any(|call| call.text() == answer).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_of_every_sort_is_waited_out_and_the_log_stays_short() {
    let _alone = HEAVY.lock().await;
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let mut gate = Gate::new(&fake.url);
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "faults::plays_a_bot_in_a_hurry", "--nocapture"]).current_dir(folder.path());
    command.env(HURRIES, "1").env("TELEGRAM_API_URL", gate.url().as_str());
    let bot = Child::of(command, folder.path());

    // Nobody listens when it starts.
    tokio::time::sleep(Duration::from_secs(2)).await;
    gate.open().await;
    fake.say(1, "first?");
    fake.until_sent(1, 1).await;
    let mut asked = vec!["first?"];
    // Each outage at a bad moment: something has just been asked.
    for text in ["in a refusal?", "in a hang?", "in another refusal?"] {
        fake.say(1, text);
        asked.push(text);
        if text.contains("hang") {
            gate.hang().await
        } else {
            gate.close().await
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
        gate.open().await;
        let back = Instant::now();
        answered(&fake, text).await;
        assert!(back.elapsed() < Duration::from_secs(5), "back after {:?}", back.elapsed());
    }
    // Hundreds of answers of every odd sort, to fetching and to sending.
    let odd = [
        Fault::Refuse(500, "Internal Server Error"),
        Fault::Raw(502, "<html><h1>502 Bad Gateway</h1></html>"),
        Fault::Refuse(409, "Conflict: terminated by other getUpdates request"),
        Fault::Raw(200, "{\"ok\":true,\"result\":[{\"update_id\":"),
        Fault::Raw(200, "[]"),
        Fault::Raw(200, ""),
        Fault::RetryAfter(0),
    ];
    for fault in odd {
        fake.spoil("getUpdates", fault.clone(), 60);
        fake.spoil("sendMessage", fault, 2);
    }
    fake.until("hundreds of polls", |fake| (fake.polls().len() > 400).then_some(())).await;
    fake.say(1, "after all that?");
    asked.push("after all that?");
    answered(&fake, "after all that?").await;
    let mut texts: Vec<_> = fake.sent(1).iter().map(|call| call.text().to_owned()).collect();
    let all = texts.len();
    texts.dedup();
    let repeated = all - texts.len();
    assert_eq!(texts, asked.iter().map(|text| html_about(text)).collect::<Vec<_>>(), "all, in order");
    // Where the connection broke between Telegram's hearing and our hearing of it, and nowhere else.
    assert!(repeated <= 3, "{repeated} repeated");
    let lines = bot.output().lines().count();
    assert!(lines < 120, "{lines} lines of log: {}", bot.output());
    report(&format!(
        "outages: {} polls, 8 s that stand for 2 hours, {lines} lines of log, 0 lost, {repeated} repeated",
        fake.polls().len()
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_of_kinds_and_shapes_yet_to_come_hold_up_nothing() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let entity = |kind: Value| json!([{"type": kind, "offset": 0, "length": 3}]);
    for (chat, odd) in (100..).zip([
        json!({"text": "odd?", "entities": entity(json!("hologram"))}),
        json!({"text": "odd?", "entities": entity(json!(7))}),
        json!({"text": "odd?", "entities": {"not": "a list"}}),
        json!({"text": "odd?", "date": "yesterday", "message_thread_id": "x"}),
        json!({"text": "odd?", "reply_to_message": {"message_id": "x"}, "quote": 5}),
        json!({"text": "odd?", "from": {"id": 1, "is_bot": "no", "language_code": 5}}),
    ]) {
        fake.push(json!({"message": private(chat, odd.clone())}));
        let sent = fake.until_sent(chat, 1).await;
        assert!(sent[0].text().contains("odd?"), "{odd}");
    }
    for odd in [
        json!({"hologram": {"chat": {"id": 5}}}),
        json!({"message": []}),
        json!({"message": {"chat": {"id": "x"}}}),
        json!({"callback_query": {"id": 5}}),
        json!({"message": {"message_id": 1e300, "chat": {"id": 5, "type": "private"}, "text": "?"}}),
    ] {
        fake.push(odd);
    }
    assert!(fake.settle(5).await.is_empty());
    eventually("an empty inbox", async || (bot.store.backlog().await.unwrap().open == 0).then_some(())).await;
    assert_eq!(bot.store.backlog().await.unwrap().dead, 0);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_engine_that_never_ends_holds_up_neither_the_others_nor_a_stop() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let pace = Pace { handler: Duration::from_millis(100), ..quick() };
    let bot = Bot::start_with(&fake, folder.path(), pace, |_| Deed::None);
    // Not a task that waits but a thread that works on and on: it cannot be taken away.
    fake.say(1, crate::support::world::ENDLESS);
    fake.say(1, "towers?");
    let sent = fake.until_sent(1, 2).await;
    assert_eq!([sent[0].text(), sent[1].text()], ["page Sorry in en", &html_about("towers?")]);
    eventually("one dead update", async || (bot.store.backlog().await.unwrap().dead == 1).then_some(()))
        .await;
    let start = Instant::now();
    bot.stop().await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

/// One chat writes ten thousand messages at once, without limits on people, while fifty others ask.
#[tokio::test(flavor = "multi_thread")]
async fn a_flood_from_one_chat_delays_no_other() {
    let _alone = HEAVY.lock().await;
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let listen = format!("127.0.0.1:{}", free_port());
    let bot = Child::start(&fake, folder.path(), &[("FOOTNOTE_LISTEN", &listen)]);
    fake.say(7, "/help");
    fake.until_sent(7, 1).await;
    let before = bot.memory();
    for nth in 0..10_000 {
        fake.push(json!({"message": private(1, json!({"text": "/cite 8", "message_id": nth + 1}))}));
    }
    // Telegram hands the flood out before what comes behind it; from then on the others must not wait.
    fake.until("the flood has been fetched", |fake| {
        let last = fake.polls().last().and_then(|poll| poll["offset"].as_i64()).unwrap_or(0);
        (last > 11_000).then_some(())
    })
    .await;
    let mut times = Vec::new();
    let mut peak = bot.memory();
    for round in 0..10 {
        let asked: Vec<(i64, Instant)> = (0..50)
            .map(|chat| {
                let chat = 1000 + chat;
                fake.say(chat, "/cite 8");
                (chat, Instant::now())
            })
            .collect();
        for (chat, at) in asked {
            let call = fake
                .until("an answer", |fake| {
                    fake.look(|calls| {
                        let mine = |call: &&Call| call.chat() == chat && call.method == "sendmessage";
                        calls.iter().rev().find(mine).filter(|call| call.at >= at).cloned()
                    })
                })
                .await;
            times.push(call.at - at);
        }
        peak = peak.max(bot.memory());
        let flooded = fake.look(|calls| calls.iter().filter(|call| call.chat() == 1).count());
        assert!(round == 9 || flooded < 10_000, "the flood was over before the others had asked");
    }
    times.sort();
    let p99 = times[times.len() * 99 / 100 - 1];
    let grown = peak.saturating_sub(before) / 1024 / 1024;
    report(&format!(
        "flood of 10,000 from one chat: {} asked by 50 others, p50 {:?}, p99 {p99:?}, memory grew {grown} MB",
        times.len(),
        times[times.len() / 2]
    ));
    assert!(p99 < Duration::from_secs(1), "p99 {p99:?}");
    assert!(grown < 40, "memory grew by {grown} MB");
}
