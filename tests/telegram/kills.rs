//! kill -9 at random moments under load, over both intakes and both stores: nothing is lost, order is kept, and what is
//! answered twice was being sent at the moment of a kill.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::child::Child;
use crate::support::fake::{Call, Fake, group};
use crate::support::hook::Hook;
use crate::support::{HEAVY, HOOK_SECRET, free_port, postgres, report};

const KILLS: usize = 20;
const CHATS: i64 = 40;
const EACH_TIME: i64 = 30;

/// How messages reach the bot.
enum Intake {
    Polling,
    Webhook(Hook),
}

/// A small generator of the moments; its seed is told, so that a run can be repeated.
struct Dice(u64);

impl Dice {
    fn thrown() -> Dice {
        use std::hash::{BuildHasher, Hasher, RandomState};
        Dice(RandomState::new().build_hasher().finish() | 1)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// A message that only this bot answers, as a reply to it: so each answer tells its question.
fn ask(fake: &Fake, intake: &Intake, chat: i64, number: i64) {
    let text = if number % 10 == 0 { "/help@invented_bot" } else { "/cite@invented_bot 8" };
    let update = json!({"message": group(chat, json!({"text": text, "message_id": number}))});
    match intake {
        Intake::Polling => drop(fake.push(update)),
        Intake::Webhook(hook) => {
            let mut update = update;
            update["update_id"] = fake.next_update().into();
            hook.push(chat, update);
        }
    }
}

/// Answers by chat: the number of the question and when it was answered, in order.
fn answers(fake: &Fake) -> BTreeMap<i64, Vec<(i64, Instant)>> {
    let mut answers: BTreeMap<i64, Vec<(i64, Instant)>> = BTreeMap::new();
    let counted = |call: &Call| call.status == 200 && call.replies_to() > 0;
    for call in fake.tried("sendMessage").iter().filter(|call| counted(call)) {
        answers.entry(call.chat()).or_default().push((call.replies_to(), call.at));
    }
    answers
}

fn answered(fake: &Fake) -> usize {
    fake.look(|calls| {
        let counted = calls.iter().filter(|call| call.method == "sendmessage" && call.status == 200);
        counted.map(Call::replies_to).filter(|number| *number > 0).collect::<HashSet<_>>().len()
    })
}

/// Holds the answers against what was asked; gives how many were repeated.
fn judge(fake: &Fake, asked: &HashMap<i64, Vec<i64>>, kills: &[Instant], window: Duration) -> usize {
    let answers = answers(fake);
    let mut repeated = 0;
    for (chat, numbers) in asked {
        let got = answers.get(chat).cloned().unwrap_or_default();
        let mut first: Vec<i64> = Vec::new();
        for (number, at) in &got {
            if !first.contains(number) {
                first.push(*number);
                continue;
            }
            repeated += 1;
            let before =
                got.iter().filter(|(other, then)| other == number && then < at).map(|(_, then)| *then).max();
            let sent = before.expect("an earlier answer");
            // A call that was on its way at the kill is read by the server a moment after it.
            let near = |kill: &Instant| kill.max(&sent).duration_since(*kill.min(&sent)) < window;
            let cut = kills.iter().any(near);
            let after = kills.iter().filter(|kill| **kill >= sent).map(|kill| *kill - sent).min();
            let last = kills.iter().filter(|kill| **kill < sent).map(|kill| sent - *kill).min();
            assert!(
                cut,
                "message {number} of chat {chat} was answered again {:?} later; kills {last:?} before, {after:?} after",
                *at - sent
            );
        }
        assert_eq!(&first, numbers, "chat {chat}: lost, or out of order");
    }
    repeated
}

async fn killed_again_and_again(webhook: bool, database: Option<&str>) {
    let _alone = HEAVY.lock().await;
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let port = free_port();
    let (listen, url) = (format!("127.0.0.1:{port}"), format!("http://127.0.0.1:{port}/hook"));
    let mut settings: Vec<(&str, &str)> = vec![("RUST_LOG", "info")];
    settings.extend(database.map(|url| ("DATABASE_URL", url)));
    let intake = if webhook {
        settings.extend([("FOOTNOTE_LISTEN", listen.as_str()), ("FOOTNOTE_WEBHOOK_URL", url.as_str())]);
        settings.push(("FOOTNOTE_WEBHOOK_SECRET", HOOK_SECRET));
        Intake::Webhook(Hook::new(vec![url.clone()]))
    } else {
        Intake::Polling
    };
    let mut dice = Dice::thrown();
    let seed = dice.0;
    let start = |folder: &Path| Child::start(&fake, folder, &settings);
    let mut asked: HashMap<i64, Vec<i64>> = HashMap::new();
    let (mut kills, mut number) = (Vec::new(), 0);
    let mut bot = start(folder.path());
    for _ in 0..KILLS {
        for _ in 0..EACH_TIME {
            number += 1;
            let chat = -1 - dice.below(CHATS as u64) as i64;
            asked.entry(chat).or_default().push(number);
            ask(&fake, &intake, chat, number);
        }
        // Into the midst of the work: some answers of this life are out, most are not.
        let before = answered(&fake);
        let some = before + 1 + dice.below(8) as usize;
        fake.until("some answers", |fake| (answered(fake) >= some.min(number as usize)).then_some(())).await;
        tokio::time::sleep(Duration::from_micros(dice.below(60_000))).await;
        kills.push(Instant::now());
        bot.kill();
        drop(bot);
        bot = start(folder.path());
    }
    let total = number as usize;
    let last = Instant::now();
    fake.until("all answers", |fake| (answered(fake) == total).then_some(())).await;
    let rest = last.elapsed();
    // Nothing more comes.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let repeated = judge(&fake, &asked, &kills, Duration::from_secs(1));
    // The last one may have found nothing left to do: it is stopped as a bot that runs, not as one that starts.
    bot.says("the bot is running").await;
    bot.signal("-TERM");
    let (status, took) = bot.ended().await;
    assert!(status.success() && took < Duration::from_secs(5), "{status} in {took:?}");
    let intake = if webhook { "webhook" } else { "polling" };
    let store = if database.is_some() { "PostgreSQL" } else { "SQLite" };
    report(&format!(
        "kill -9 {KILLS} times, {intake}, {store}: {total} asked, 0 lost, {repeated} repeated, \
         the rest answered {:.1} s after the last kill (seed {seed})",
        rest.as_secs_f64()
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn polling_over_sqlite_loses_nothing() {
    killed_again_and_again(false, None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn webhook_over_sqlite_loses_nothing() {
    killed_again_and_again(true, None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn polling_over_postgresql_loses_nothing() {
    let Some(url) = postgres::schema().await else { return };
    killed_again_and_again(false, Some(&url)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn webhook_over_postgresql_loses_nothing() {
    let Some(url) = postgres::schema().await else { return };
    killed_again_and_again(true, Some(&url)).await;
}

/// Two replicas on one database, both intakes: one is killed in the midst of work, the other takes over.
async fn one_of_two_is_killed(webhook: bool) {
    let Some(database) = postgres::schema().await else { return };
    let _alone = HEAVY.lock().await;
    let fake = Fake::start().await;
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let ports = [free_port(), free_port()];
    let listens = ports.map(|port| format!("127.0.0.1:{port}"));
    let urls = ports.map(|port| format!("http://127.0.0.1:{port}/hook"));
    let start = |nth: usize| {
        let mut settings: Vec<(&str, &str)> =
            vec![("DATABASE_URL", &database), ("FOOTNOTE_LISTEN", &listens[nth])];
        if webhook {
            let hook =
                [("FOOTNOTE_WEBHOOK_URL", urls[nth].as_str()), ("FOOTNOTE_WEBHOOK_SECRET", HOOK_SECRET)];
            settings.extend(hook);
        }
        Child::start(&fake, folders[nth].path(), &settings)
    };
    let mut bots = [start(0), start(1)];
    for bot in &bots {
        bot.says("the bot is running").await;
    }
    let intake = if webhook { Intake::Webhook(Hook::new(urls.to_vec())) } else { Intake::Polling };
    let (mut asked, mut number): (HashMap<i64, Vec<i64>>, i64) = (HashMap::new(), 0);
    let mut more = |count: i64| {
        for _ in 0..count {
            number += 1;
            let chat = -1 - number % 60;
            asked.entry(chat).or_default().push(number);
            ask(&fake, &intake, chat, number);
        }
        number as usize
    };
    // Both have work when one of them dies; with polling, the one that fetches.
    more(600);
    fake.until("a third of the answers", |fake| (answered(fake) >= 200).then_some(())).await;
    let kill = Instant::now();
    bots[0].kill();
    let total = more(60);
    fake.until("all answers", |fake| (answered(fake) == total).then_some(())).await;
    let took = kill.elapsed();
    let repeated = judge(&fake, &asked, &[kill], Duration::from_secs(1));
    assert!(took < Duration::from_secs(10), "the survivor took {took:?}");
    bots[1].signal("-TERM");
    assert!(bots[1].ended().await.0.success());
    let intake = if webhook { "webhook" } else { "polling" };
    report(&format!(
        "two replicas, one killed, {intake}: {total} asked, 0 lost, {repeated} repeated, \
         all answered {:.1} s after the kill",
        took.as_secs_f64()
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survivor_takes_over_from_a_killed_replica_behind_a_webhook() {
    one_of_two_is_killed(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survivor_takes_over_from_a_killed_replica_that_was_polling() {
    one_of_two_is_killed(false).await;
}
