//! Questions whose answer is never found: a thread that works on and on cannot be taken away. The others must not notice
//! much, and the process must end in order before it is too many.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::bot::quick;
use crate::support::child::Child;
use crate::support::fake::Fake;
use crate::support::world::{SPINNING, World, html_about};
use crate::support::{CANARY, HEAVY, report};
use footnote::config::Token;
use footnote::store::{Backlog, SqliteStore, Store as _};
use footnote::telegram::{Pace, Service};

/// Set in the child that plays the bot.
const PLAYS: &str = "FOOTNOTE_TEST_ENDLESS";

const ADMIN: i64 = 4711;
const ENDLESS_CHATS: i64 = 10;
const OTHER_CHATS: i64 = 20;

/// Not a test: the bot of the test below, which gives up a question after a second instead of twenty.
#[test]
fn plays_a_bot_that_is_asked_endless_questions() {
    if std::env::var_os(PLAYS).is_none() {
        return;
    }
    tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stderr).init();
    let url = std::env::var("TELEGRAM_API_URL").unwrap().parse().unwrap();
    let store = SqliteStore::open(Path::new("test.sqlite")).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let ended = runtime.block_on(async {
        let pace = Pace { handler: Duration::from_secs(1), ..quick() };
        let limits = crate::support::bot::unlimited();
        let (_notices, notices) = tokio::sync::mpsc::channel(1);
        let token = Token::parse(CANARY).unwrap();
        let service = Service::new(token, std::sync::Arc::new(store), std::sync::Arc::new(World));
        let service = service.server(Some(url)).pace(pace).limits(limits).admins(vec![ADMIN], notices);
        service.run(Default::default()).await
    });
    // As the binary does: lost threads do not hold the exit.
    runtime.shutdown_timeout(Duration::from_millis(200));
    if let Err(error) = ended {
        eprintln!("error: {error}");
        std::process::exit(4);
    }
}

fn start(fake: &Fake, folder: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "endless::plays_a_bot_that_is_asked_endless_questions", "--nocapture"]);
    command.current_dir(folder).env(PLAYS, "1").env("TELEGRAM_API_URL", fake.url.as_str());
    Child::of(command, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_endless_questions_in_ten_chats_end_the_process_in_order_and_the_other_chats_are_answered() {
    let _alone = HEAVY.lock().await;
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let mut bot = start(&fake, folder.path());
    fake.say(100, "first?");
    fake.until_sent(100, 1).await;
    for chat in 1..=ENDLESS_CHATS {
        fake.say(chat, SPINNING);
        fake.say(chat, "behind it?");
    }
    let begin = Instant::now();
    let done = |fake: &Fake| (1..=ENDLESS_CHATS).all(|chat| fake.sent(chat).len() == 2);
    let (mut asked, mut restarts): (Vec<(i64, String, Instant)>, usize) = (Vec::new(), 0);
    while !done(&fake) {
        assert!(begin.elapsed() < Duration::from_secs(180), "it goes on and on: {}", bot.output());
        let chat = 200 + asked.len() as i64 % OTHER_CHATS;
        let text = format!("number {}?", asked.len());
        fake.say(chat, &text);
        asked.push((chat, text, Instant::now()));
        tokio::time::sleep(Duration::from_millis(100)).await;
        if let Some(status) = bot.has_ended() {
            // What systemd and Docker do.
            assert_eq!(status.code(), Some(4), "{}", bot.output());
            assert!(
                bot.output().contains("threads are held by questions that find no end"),
                "{}",
                bot.output()
            );
            restarts += 1;
            drop(bot);
            bot = start(&fake, folder.path());
        }
    }
    let (mut times, mut number) = (Vec::new(), 0);
    for (chat, text, at) in &asked {
        let answer = html_about(text);
        let sent = fake.until(text, |fake| {
            let sent = fake.sent(*chat).into_iter().filter(|call| call.text() == answer).collect::<Vec<_>>();
            Some(sent).filter(|sent| !sent.is_empty())
        });
        let sent = sent.await;
        number += sent.len();
        times.push(sent[0].at.saturating_duration_since(*at));
    }
    times.sort();
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    report(&format!(
        "ten endless questions in ten chats: {restarts} restarts in order within {:.0} s; {} asked elsewhere, 0 lost, {} \
         repeated, p50 {median:?}, worst {worst:?}",
        begin.elapsed().as_secs_f64(),
        asked.len(),
        number - asked.len()
    ));
    assert!((1..=5).contains(&restarts), "{restarts} restarts");
    assert!(median < Duration::from_secs(1) && worst < Duration::from_secs(10), "{median:?}, {worst:?}");
    assert_eq!(number, asked.len(), "none is answered twice");
    for chat in 1..=ENDLESS_CHATS {
        let texts: Vec<String> = fake.sent(chat).iter().map(|call| call.text().to_owned()).collect();
        assert_eq!(texts, ["page Sorry in en".to_owned(), html_about("behind it?")], "chat {chat}");
    }
    let told = fake.sent(ADMIN);
    assert!(!told.is_empty() && told.iter().all(|call| call.text().contains("notice Restarting in en")));
    bot.kill();
    let store = SqliteStore::open(&folder.path().join("test.sqlite")).unwrap();
    let set_aside = u64::try_from(ENDLESS_CHATS).unwrap();
    assert_eq!(store.backlog().await.unwrap(), Backlog { open: 0, dead: set_aside });
    let dead = store.list_dead(20).await.unwrap();
    assert!(dead.iter().all(|dead| dead.error == "the handler did not end in time"), "{dead:?}");
}
