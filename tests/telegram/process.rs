//! The whole process, as an operator sees it: exit status, messages, signals, and never the token.

use std::io::Read as _;
use std::process::{Child, Command, Output, Stdio};

use crate::support::fake::{Fake, Fault};
use crate::support::{CANARY, NEVER};

/// Set in the child that plays the bot.
const PLAYS_BOT: &str = "FOOTNOTE_TEST_PLAYS_BOT";

/// Not a test: what the other tests start as a process of its own, by calling this binary again.
#[test]
fn plays_the_bot() {
    if std::env::var_os(PLAYS_BOT).is_none() {
        return;
    }
    let run = || -> anyhow::Result<()> {
        let config = footnote::config::Config::load()?;
        footnote::cli::run::run(config, footnote::knowledge::FactBase::embedded)
    };
    match run() {
        Ok(()) => std::process::exit(0),
        Err(error) => {
            eprintln!("error: {error:#}");
            std::process::exit(1);
        }
    }
}

fn start(folder: &std::path::Path, settings: &[(&str, &str)]) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "process::plays_the_bot", "--nocapture"]).current_dir(folder);
    for name in ["TELOXIDE_TOKEN", "TELEGRAM_API_URL", "FOOTNOTE_KNOWLEDGE", "FOOTNOTE_ADMINS"] {
        command.env_remove(name);
    }
    command.env(PLAYS_BOT, "1").env("RUST_BACKTRACE", "1").env("RUST_LOG", "trace");
    command.env("FOOTNOTE_DATA", folder.join("data")).envs(settings.iter().copied());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn check(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(!text.contains(NEVER), "a secret is in the output: {text}");
    assert!(!text.contains("stack backtrace"), "{text}");
    text.into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_token_is_one_line_and_a_failure() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.spoil("getMe", Fault::Refuse(401, "Unauthorized"), 1);
    let settings =
        [("TELOXIDE_TOKEN", CANARY), ("TELEGRAM_API_URL", fake.url.as_str()), ("RUST_LOG", "info")];
    let child = start(folder.path(), &settings);
    let output = tokio::task::spawn_blocking(|| child.wait_with_output().unwrap()).await.unwrap();
    let text = check(&output);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text.matches("error: Telegram does not know this bot token").count(), 1, "{text}");
}

#[test]
fn mistakes_in_the_settings_are_all_named_and_quote_no_token() {
    let folder = tempfile::tempdir().unwrap();
    let settings = [("TELOXIDE_TOKEN", "canary-AAExyz without a colon"), ("FOOTNOTE_ADMINS", "7,me")];
    let output = start(folder.path(), &settings).wait_with_output().unwrap();
    let text = check(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("TELOXIDE_TOKEN is not") && text.contains("FOOTNOTE_ADMINS: me"), "{text}");
}

#[test]
fn a_malformed_dotenv_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let content = format!("# settings\n\nRUST_LOG=info\nTELOXIDE_TOKEN {CANARY}\n");
    std::fs::write(folder.path().join(".env"), content).unwrap();
    let output = start(folder.path(), &[]).wait_with_output().unwrap();
    let text = check(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("error: .env, line 4"), "{text}");
}

/// Stops `child` as an init system does, and gives its output.
#[cfg(unix)]
fn terminate(child: Child, signal: &str) -> Output {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    child.wait_with_output().unwrap()
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn no_network_is_said_and_waited_out_until_a_signal() {
    // A port that nobody listens on.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let url = format!("http://127.0.0.1:{port}");
    let mut child = start(folder.path(), &[("TELOXIDE_TOKEN", CANARY), ("TELEGRAM_API_URL", &url)]);
    let mut stdout = child.stdout.take().unwrap();
    let seen = tokio::task::spawn_blocking(move || {
        let mut stderr = child.stderr.take().unwrap();
        let (mut text, mut buffer) = (String::new(), [0; 4096]);
        while !text.contains("cannot be reached") {
            let read = stderr.read(&mut buffer).unwrap();
            assert!(read > 0, "ended early: {text}");
            text += &String::from_utf8_lossy(&buffer[..read]);
        }
        // The rest is read on the side, so that the child never waits for us.
        let rest = std::thread::spawn(move || {
            let mut rest = String::new();
            stderr.read_to_string(&mut rest).unwrap();
            rest
        });
        let output = terminate(child, "-TERM");
        text += &rest.join().unwrap();
        stdout.read_to_string(&mut text).unwrap();
        (output.status, text)
    });
    let (status, text) = seen.await.unwrap();
    assert_eq!(status.code(), Some(0), "{text}");
    assert!(!text.contains("canary-AAExyz") && !text.contains("stack backtrace"));
    assert_eq!(text.matches("cannot be reached").count(), 1, "said once: {text}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn trouble_is_said_once_and_so_is_its_end() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.spoil("getMe", Fault::Raw(503, ""), 3);
    let settings =
        [("TELOXIDE_TOKEN", CANARY), ("TELEGRAM_API_URL", fake.url.as_str()), ("RUST_LOG", "info")];
    let child = start(folder.path(), &settings);
    fake.push(serde_json::json!({"callback_query": {"id": "q", "from": {"id": 1}, "data": "x"}}));
    fake.until("an answered press", |fake| fake.tried("answerCallbackQuery").pop()).await;
    let output = tokio::task::spawn_blocking(move || terminate(child, "-TERM")).await.unwrap();
    let text = check(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert_eq!(text.matches("server is in trouble").count(), 1, "{text}");
    assert_eq!(text.matches("the trouble is over").count(), 1, "{text}");
}

/// At the most talkative log level, through an error of every kind: neither the token nor, at the default level, a word.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn neither_token_nor_words_are_logged() {
    for (level, signal) in [("trace", "-TERM"), ("info", "-INT")] {
        let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
        for method in ["getUpdates", "sendMessage", "setMyName"] {
            for fault in [Fault::Refuse(500, "x"), Fault::Raw(200, "{\"ok\""), Fault::RetryAfter(0)] {
                fake.spoil(method, fault, 1);
            }
        }
        let settings =
            [("TELOXIDE_TOKEN", CANARY), ("TELEGRAM_API_URL", fake.url.as_str()), ("RUST_LOG", level)];
        let child = start(folder.path(), &settings);
        fake.say(1, "a most secret question");
        fake.push(serde_json::json!({"callback_query": {"id": "q", "from": {"id": 1}, "data": "x"}}));
        let id = child.id();
        // Its pipes are drained while it runs.
        let waiter = std::thread::spawn(move || child.wait_with_output().unwrap());
        fake.until("an answered press", |fake| fake.tried("answerCallbackQuery").pop()).await;
        let sent = Command::new("kill").args([signal, &id.to_string()]).status().unwrap();
        assert!(sent.success());
        let output = tokio::task::spawn_blocking(|| waiter.join().unwrap()).await.unwrap();
        let text = check(&output);
        assert_eq!(output.status.code(), Some(0), "{signal}: {text}");
        if level == "info" {
            assert!(!text.contains("a most secret"), "{text}");
        }
    }
}
