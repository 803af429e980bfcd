//! The bot end to end: the binary with its durable inbox against a bare teloxide bot that echoes, each as a process of
//! its own, over the same small loopback server, one after the other in one run.
//!
//!     cargo bench --bench bot               # add `-- --test` to see only that it works
//!
//! Owns: the measuring and the echo. Must not know: how answers are made.

#[path = "support/server.rs"]
mod server;

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use footnote::knowledge::FactBase;
use server::{Load, Server};
use teloxide::prelude::*;

/// A process is measured so often; the middle one counts.
const ROUNDS: usize = 3;

/// Chats that write, and messages in a burst.
const CHATS: i64 = 400;
const BURST: usize = 4_000;

/// How long messages come evenly, and at which share of what the echo can do.
const EVEN: Duration = Duration::from_secs(4);
const SHARE: f64 = 0.4;

/// What was measured of one process.
#[derive(Clone, Copy)]
struct Measured {
    per_second: f64,
    median: Duration,
    last: Duration,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--echo"), Some(url)) => runtime.block_on(echo(&url)),
        (first, _) => runtime.block_on(compare(first == Some("--test"))),
    }
}

/// What a bot is without understanding, memory and a store.
async fn echo(url: &str) {
    let bot = Bot::new("1:echo").set_api_url(url.parse().expect("an address"));
    let handler = Update::filter_message().endpoint(|bot: Bot, message: Message| async move {
        bot.send_message(message.chat.id, message.text().unwrap_or_default()).await.map(|_| ())
    });
    Dispatcher::builder(bot, handler).build().dispatch().await;
}

async fn compare(test: bool) {
    let base = FactBase::embedded().expect("the shipped fact base loads");
    let texts: Vec<String> = base.examples.iter().flat_map(|e| e.value.say.clone()).collect();
    let (rounds, burst, even) =
        if test { (1, 100, Duration::from_millis(300)) } else { (ROUNDS, BURST, EVEN) };
    let mut pairs = Vec::new();
    for _ in 0..rounds {
        let plain = measure(echo_bot, &texts, burst, None).await;
        let rate = plain.per_second * SHARE;
        let plain_even = measure(echo_bot, &texts, burst, Some((rate, even))).await;
        let ours = measure(our_bot, &texts, burst, None).await;
        let ours_even = measure(our_bot, &texts, burst, Some((rate, even))).await;
        pairs.push((ours.per_second / plain.per_second, [plain, ours, plain_even, ours_even]));
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (ratio, [plain, ours, plain_even, ours_even]) = pairs[pairs.len() / 2];
    println!("\n{:<34}{:>16}{:>16}", "", "echo", "footnote");
    let row = |what: &str, told: &dyn Fn(&Measured) -> String, of: [&Measured; 2]| {
        println!("{what:<34}{:>16}{:>16}", told(of[0]), told(of[1]));
    };
    let times =
        |m: &Measured| format!("{:.1} / {:.1} ms", m.median.as_secs_f64() * 1e3, m.last.as_secs_f64() * 1e3);
    row("answers a second in a burst", &|m| format!("{:.0}", m.per_second), [&plain, &ours]);
    row("a burst, median / p99", &times, [&plain, &ours]);
    row("evenly at 0.4 of the echo's most", &times, [&plain_even, &ours_even]);
    let all: Vec<String> = pairs.iter().map(|(ratio, _)| format!("{ratio:.2}")).collect();
    println!("\nours by the echo's, answers a second: {ratio:.2} (rounds: {})", all.join(", "));
}

/// Starts a bot, loads it, and ends it.
async fn measure(
    start: fn(&str, &std::path::Path) -> Child,
    texts: &[String],
    burst: usize,
    even: Option<(f64, Duration)>,
) -> Measured {
    let server = Server::start().await;
    let folder = tempfile::tempdir().expect("a folder for the store");
    let mut child = start(&server.url, folder.path());
    server.first_poll().await;
    // The process is warm before anything counts.
    server.load(Load { texts, chats: CHATS, messages: 50, every: None }).await;
    let (messages, every) = match even {
        Some((rate, time)) => {
            ((rate * time.as_secs_f64()) as usize, Some(Duration::from_secs_f64(1.0 / rate)))
        }
        None => (burst, None),
    };
    let mut times = server.load(Load { texts, chats: CHATS, messages: messages.max(1), every }).await;
    // Ends nothing but the process that was started here.
    child.kill().expect("it can be ended");
    child.wait().expect("it ends");
    times.waits.sort_unstable();
    let at = |percent: usize| times.waits[(times.waits.len() * percent).div_ceil(100).saturating_sub(1)];
    Measured { per_second: times.waits.len() as f64 / times.all.as_secs_f64(), median: at(50), last: at(99) }
}

fn echo_bot(url: &str, _: &std::path::Path) -> Child {
    let own = std::env::current_exe().expect("this program has a path");
    Command::new(own).args(["--echo", url]).spawn().expect("the echo starts")
}

fn our_bot(url: &str, data: &std::path::Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_footnote"))
        .arg("run")
        .env_clear()
        .env("TELOXIDE_TOKEN", "1:ours")
        .env("TELEGRAM_API_URL", url)
        .env("FOOTNOTE_DATA", data)
        // No limit: it is the same few people all the time.
        .env("FOOTNOTE_LIMIT_MINUTE", "0")
        .env("FOOTNOTE_LIMIT_HOUR", "0")
        .env("RUST_LOG", "error")
        .current_dir(data)
        .stdout(Stdio::null())
        .spawn()
        .expect("the bot starts")
}
