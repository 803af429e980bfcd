//! The binary as an operator has it: check-config, dead, reload, stopping, JSON logs, and never a secret.

use std::path::Path;
use std::time::Duration;

use footnote::store::{NewUpdate, SqliteStore, Store as _};
use serde_json::{Value, json};

use crate::support::bot::eventually;
use crate::support::child::{Child, footnote};
use crate::support::fake::{Fake, Fault, group};
use crate::support::{CANARY, HOOK_SECRET, NEVER, free_port, postgres};

/// Exit code and all output of a command that ends by itself.
fn ended(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> (i32, String) {
    let output = footnote(folder, arguments, settings).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(!text.contains(NEVER), "{text}");
    (output.status.code().unwrap(), text.into_owned())
}

#[test]
fn check_config_names_all_mistakes_at_once_and_shows_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let settings = [
        ("TELOXIDE_TOKEN", "canary-without-a-colon"),
        ("DATABASE_URL", "mysql://u:canary-pw@host/db"),
        ("FOOTNOTE_WEBHOOK_URL", "http://bot.example/hook"),
        ("FOOTNOTE_WEBHOOK_SECRET", "canary-short"),
        ("FOOTNOTE_WEBHOOK_CERT", "no/such.pem"),
        ("FOOTNOTE_DATABASE_CA", "no/such.pem"),
        ("FOOTNOTE_LISTEN", "8080"),
        ("FOOTNOTE_LIMIT_MINUTE", "many"),
        ("FOOTNOTE_KEEP_MB", "-1"),
        ("FOOTNOTE_LOG", "xml"),
    ];
    for arguments in [["check-config"], ["run"]] {
        let (code, text) = ended(folder.path(), &arguments, &settings);
        assert_eq!(code, 2, "{text}");
        for (name, _) in settings {
            assert!(text.contains(name), "{name} is not named: {text}");
        }
    }
    let with_token = format!("https://bot.example/{CANARY}/hook").replace("123456:", "");
    let settings = [
        ("TELOXIDE_TOKEN", CANARY),
        ("FOOTNOTE_WEBHOOK_URL", with_token.as_str()),
        ("FOOTNOTE_WEBHOOK_SECRET", HOOK_SECRET),
    ];
    let (code, text) = ended(folder.path(), &["check-config"], &settings);
    assert!(code == 2 && text.contains("has the bot token in it"), "{text}");
    let settings = [("TELOXIDE_TOKEN", CANARY), ("FOOTNOTE_WEBHOOK_URL", "https://bot.example/hook")];
    let (code, text) = ended(folder.path(), &["check-config"], &settings);
    assert!(code == 2 && text.contains("anybody could bring updates"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn check_config_tries_what_the_settings_name() {
    let folder = tempfile::tempdir().unwrap();
    let good = [
        ("TELOXIDE_TOKEN", CANARY),
        ("FOOTNOTE_WEBHOOK_URL", "https://bot.example/hook"),
        ("FOOTNOTE_WEBHOOK_SECRET", HOOK_SECRET),
    ];
    let (code, text) = ended(folder.path(), &["check-config"], &good);
    assert!(code == 0 && text.contains("the bot can run"), "{text}");
    assert!(
        text.contains("SQLite") && text.contains("observations") && text.contains("127.0.0.1:8080"),
        "{text}"
    );

    let broken = folder.path().join("knowledge");
    std::fs::create_dir(&broken).unwrap();
    let nobody = format!("postgres://footnote:canary-pw@127.0.0.1:{}/x", free_port());
    let bad = [("FOOTNOTE_KNOWLEDGE", broken.to_str().unwrap()), ("DATABASE_URL", &nobody)];
    let (code, text) = ended(folder.path(), &["check-config"], &bad);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("MISTAKE  FOOTNOTE_KNOWLEDGE") && text.contains("MISTAKE  the store"), "{text}");

    if let Some(url) = postgres::schema().await {
        let (code, text) = ended(folder.path(), &["check-config"], &[("DATABASE_URL", &url)]);
        assert!(code == 0 && text.contains("0 updates open"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_updates_are_listed_beside_a_running_bot_and_tried_again_by_it() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let store = SqliteStore::open(&data.join("footnote.sqlite")).unwrap();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64;
    let message = group(-1, json!({"text": "/help@invented_bot a most secret question", "message_id": 9}));
    for id in [11, 12] {
        let body = json!({"update_id": id, "message": message}).to_string();
        store.take_in(vec![NewUpdate { update_id: id, chat: -1, body }], now).await.unwrap();
        let ticket = store.claim(-1, now).await.unwrap().unwrap().ticket;
        store.dead(ticket, "the handler panicked", now).await.unwrap();
    }
    drop(store);
    let mut bot = Child::start(&fake, folder.path(), &[]);
    bot.says("the bot is running").await;
    let (code, text) = ended(folder.path(), &["dead"], &[]);
    assert_eq!(code, 0);
    assert!(
        text.contains("11  ") && text.contains("the handler panicked") && text.contains("2 set aside"),
        "{text}"
    );
    assert!(!text.contains("secret"), "{text}");
    assert!(ended(folder.path(), &["dead", "--retry", "11"], &[]).1.contains("1 will be tried again"));
    fake.until_sent(-1, 1).await;
    assert!(ended(folder.path(), &["dead", "--forget", "all"], &[]).1.contains("1 forgotten"));
    assert!(ended(folder.path(), &["dead"], &[]).1.contains("0 set aside"));
    assert_eq!(ended(folder.path(), &["dead", "--retry", "some"], &[]).0, 2);
    bot.signal("-TERM");
    assert!(bot.ended().await.0.success());
}

/// A copy of the shipped fact base that tests may change.
fn copy(folder: &Path) -> std::path::PathBuf {
    let (from, to) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge"), folder.join("knowledge"));
    let copied = std::process::Command::new("cp").args(["-r"]).args([&from, &to]).status().unwrap();
    assert!(copied.success());
    to
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_fact_base_is_taken_and_a_broken_one_refused_while_the_bot_runs() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let knowledge = copy(folder.path());
    let (port, admin) = (free_port(), 4711);
    let listen = format!("127.0.0.1:{port}");
    let settings = [
        ("FOOTNOTE_KNOWLEDGE", knowledge.to_str().unwrap()),
        ("FOOTNOTE_ADMINS", "4711"),
        ("FOOTNOTE_LISTEN", &listen),
    ];
    let bot = Child::start(&fake, folder.path(), &settings);
    bot.says("the bot is running").await;
    let help = async |chat: i64| {
        fake.say(chat, "/help");
        fake.until_sent(chat, 1).await[0].text().to_owned()
    };
    let before = help(1).await;

    // Another word in a message of the bot's own: noticed by itself.
    let messages = knowledge.join("language/en.ftl");
    let text = std::fs::read_to_string(&messages).unwrap();
    let changed = text.replace("page-help = ", "page-help = Invented: ");
    assert_ne!(changed, text);
    std::fs::write(&messages, &changed).unwrap();
    bot.says("the fact base was reloaded").await;
    let after = help(2).await;
    assert!(before != after && after.contains("Invented: "), "{after}");

    // Half an edition: refused, told, and the last good one stays.
    std::fs::write(&messages, &changed[..changed.len() / 2]).unwrap();
    bot.says("is refused, and the old one stays in use").await;
    assert_eq!(help(3).await, after);
    let told = fake.until_sent(admin, 2).await;
    let last = told.last().unwrap().text();
    assert!(last.contains("Invented") || !last.is_empty(), "{last}");
    assert_ne!(told[0].text(), last, "the admin hears of both");
    let metrics = reqwest::get(format!("http://{listen}/metrics")).await.unwrap().text().await.unwrap();
    assert!(metrics.contains("footnote_reloads_total{outcome=\"refused\"} 1"), "{metrics}");

    // The whole folder is replaced while nobody watches it, and a signal says so.
    std::fs::remove_dir_all(&knowledge).unwrap();
    copy(folder.path());
    bot.signal("-HUP");
    eventually("the first edition again", async || {
        let chat = 1000 + i64::from(std::process::id()) + fake.calls().len() as i64;
        (help(chat).await == before).then_some(())
    })
    .await;
}

/// Reading the facts takes a while; a stop that comes in it is as orderly as any other.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_that_comes_while_it_starts_is_an_orderly_one() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let mut bot = Child::start(&fake, folder.path(), &[("RUST_LOG", "info")]);
    bot.says("starting").await;
    bot.signal("-TERM");
    let (status, took) = bot.ended().await;
    assert!(status.success() && took < Duration::from_secs(5), "{status} in {took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_takes_less_than_five_seconds_whatever_is_under_way_and_loses_nothing() {
    for signal in ["-TERM", "-INT"] {
        let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
        // A chat that must wait for a minute, and others that are fine.
        fake.spoil("sendMessage", Fault::RetryAfter(60), 1);
        let mut bot = Child::start(&fake, folder.path(), &[("FOOTNOTE_LOG", "json")]);
        fake.say(1, "/help");
        fake.until("the refusal", |fake| fake.tried("sendMessage").pop()).await;
        fake.say(2, "/help");
        fake.until_sent(2, 1).await;
        bot.signal(signal);
        let (status, took) = bot.ended().await;
        assert!(status.success() && took < Duration::from_secs(5), "{signal}: {status} after {took:?}");
        // Each line of the log is an object, and none says who or what.
        for line in bot.output().lines() {
            let line: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
            assert!(line["level"].is_string() && line["timestamp"].is_string(), "{line}");
            assert!(!line.to_string().contains("/help") && !line.to_string().contains("Ann"), "{line}");
        }
        let store = SqliteStore::visit(&folder.path().join("data/footnote.sqlite")).unwrap();
        assert_eq!(store.backlog().await.unwrap().open, 1, "what could not be sent is kept");
        drop(store);
        // And goes on at the next start, as the first attempt: the stop was no fault of its own.
        std::thread::sleep(Duration::from_millis(10));
        let fresh = Fake::start().await;
        let _bot = Child::start(&fresh, folder.path(), &[]);
        fresh.until_sent(1, 1).await;
    }
}

/// Every sort of secret and every sort of trouble, at the most talkative level.
#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_in_any_output_at_any_level() {
    let Some(url) = postgres::schema().await else { return };
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    for fault in [Fault::Refuse(500, "x"), Fault::Raw(200, "{\"ok\""), Fault::RetryAfter(0)] {
        for method in ["setWebhook", "sendMessage", "setMyName"] {
            fake.spoil(method, fault.clone(), 1);
        }
    }
    let port = free_port();
    let (listen, hook) = (format!("127.0.0.1:{port}"), format!("http://127.0.0.1:{port}/hook"));
    let settings = [
        ("RUST_LOG", "trace"),
        ("DATABASE_URL", url.as_str()),
        ("FOOTNOTE_LISTEN", &listen),
        ("FOOTNOTE_WEBHOOK_URL", &hook),
        ("FOOTNOTE_WEBHOOK_SECRET", HOOK_SECRET),
    ];
    let mut bot = Child::start(&fake, folder.path(), &settings);
    bot.says("Telegram brings updates to the webhook").await;
    let client = reqwest::Client::new();
    for secret in [HOOK_SECRET, "wrong"] {
        let request = client.post(&hook).header("X-Telegram-Bot-Api-Secret-Token", secret);
        let message = json!({"update_id": 1, "message": group(-1, json!({"text": "/help@invented_bot"}))});
        request.body(message.to_string()).send().await.unwrap();
    }
    fake.until_sent(-1, 1).await;
    bot.signal("-TERM");
    assert!(bot.ended().await.0.success());
    assert!(bot.output().len() > 10_000, "the level is talkative");
    // What it printed is looked through when it is dropped.
}
