//! What one update can take with it: nothing. And what a crash loses: nothing.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use crate::support::bot::{Bot, Deed, eventually, quick};
use crate::support::fake::{Fake, private};
use crate::support::late::Late;
use crate::support::world::html_about;
use footnote::store::{Backlog, SqliteStore};
use footnote::telegram::Pace;
use footnote::telegram::update::Update;

/// `deed` for updates whose text is `text`.
fn on(text: &'static str, deed: fn() -> Deed) -> impl Fn(&Update) -> Deed + Send + Sync {
    move |update| {
        let said = update.message.as_ref().and_then(|message| message.text.as_deref());
        if said == Some(text) { deed() } else { Deed::None }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handler_that_panics_or_hangs_costs_its_own_update_only() {
    for deed in [|| Deed::Panic, || Deed::Hang] as [fn() -> Deed; 2] {
        let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
        let pace = Pace { handler: Duration::from_millis(100), ..quick() };
        let bot = Bot::start_with(&fake, folder.path(), pace, on("bad", deed));
        for text in ["one?", "bad", "two?"] {
            fake.say(1, text);
        }
        fake.say(2, "elsewhere?");
        let sent = fake.until_sent(1, 3).await;
        let texts: Vec<_> = sent.iter().map(|call| call.text().to_owned()).collect();
        // In order, with an apology where the answer would have been.
        assert_eq!(texts, [html_about("one?"), "page Sorry in en".into(), html_about("two?")]);
        fake.until_sent(2, 1).await;
        eventually("one dead update", async || {
            (bot.store.backlog().await.unwrap() == Backlog { open: 0, dead: 1 }).then_some(())
        })
        .await;
        bot.stop().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handler_that_fails_at_first_is_tried_again() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let failures = std::sync::atomic::AtomicU32::new(2);
    let bot = Bot::start_with(&fake, folder.path(), quick(), move |_| {
        use std::sync::atomic::Ordering::SeqCst;
        let left = failures.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1));
        if left.is_ok() { Deed::Panic } else { Deed::None }
    });
    fake.say(1, "towers?");
    let sent = fake.until_sent(1, 1).await;
    assert_eq!(sent[0].text(), html_about("towers?"));
    assert_eq!(bot.store.backlog().await.unwrap().dead, 0);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_the_inbox_at_a_crash_is_answered_after_it_and_once() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start_with(&fake, folder.path(), quick(), on("caught in the crash?", || Deed::Hang));
    fake.say(1, "before?");
    fake.until_sent(1, 1).await;
    for text in ["caught in the crash?", "behind it?"] {
        fake.say(1, text);
    }
    eventually("both in the inbox", async || (bot.store.backlog().await.unwrap().open == 2).then_some(()))
        .await;
    bot.kill();

    // Telegram has had no confirmation of anything, and sends all of it again.
    fake.forget_confirmation();
    fake.say(1, "after?");
    let bot = Bot::start(&fake, folder.path());
    let sent = fake.until_sent(1, 4).await;
    let texts: Vec<_> = sent.iter().map(|call| call.text().to_owned()).collect();
    assert_eq!(texts, ["before?", "caught in the crash?", "behind it?", "after?"].map(html_about));
    assert_eq!(fake.settle(1).await.len(), 4);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_ends_the_process_every_time_is_set_aside() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.say(1, "deadly");
    for attempt in 1..=quick().crashes {
        let reached = Arc::new(tokio::sync::Notify::new());
        let tell = reached.clone();
        let bot = Bot::start_with(&fake, folder.path(), quick(), move |_| {
            tell.notify_one();
            Deed::Hang
        });
        let waited = tokio::time::timeout(Duration::from_secs(60), reached.notified()).await;
        assert!(waited.is_ok(), "attempt {attempt}");
        bot.kill();
    }
    let bot = Bot::start(&fake, folder.path());
    fake.say(1, "towers?");
    let sent = fake.until_sent(1, 2).await;
    assert_eq!(sent[0].text(), "page Sorry in en");
    assert_eq!(sent[1].text(), html_about("towers?"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn more_chats_than_workers_are_all_answered() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let pace = Pace { workers: 2, ..quick() };
    let hang = |update: &Update| match update.message.as_ref().map(|message| message.chat.id) {
        Some(1) => Deed::Hang,
        _ => Deed::None,
    };
    let bot = Bot::start_with(&fake, folder.path(), pace, hang);
    for chat in 1..=40 {
        fake.say(chat, "one?");
        fake.say(chat, "two?");
    }
    for chat in 2..=40 {
        let sent = fake.until_sent(chat, 2).await;
        assert_eq!(sent.iter().map(|call| call.text()).collect::<Vec<_>>(), ["one?", "two?"].map(html_about));
    }
    bot.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_in_while_its_worker_is_leaving_is_not_forgotten() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let inner = Arc::new(SqliteStore::open(&folder.path().join("test.sqlite")).unwrap());
    let late = Arc::new(Late::new(inner, false, 0));
    let bot = Bot::start_over(&fake, late.clone(), quick(), |_| Deed::None);
    fake.say(1, "one?");
    eventually("the worker of chat 1 about to leave", async || {
        late.held.load(std::sync::atomic::Ordering::SeqCst).then_some(())
    })
    .await;
    fake.say(1, "two?");
    // Once something that came in later is answered, the news of chat 1 has been passed on as well.
    fake.say(2, "elsewhere?");
    fake.until_sent(2, 1).await;
    late.release.notify_one();
    assert_eq!(fake.until_sent(1, 2).await[1].text(), html_about("two?"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_that_could_not_be_written_down_are_fetched_again() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let inner = Arc::new(SqliteStore::open(&folder.path().join("test.sqlite")).unwrap());
    let bot = Bot::start_over(&fake, Arc::new(Late::new(inner, true, 3)), quick(), |_| Deed::None);
    fake.say(1, "one?");
    assert_eq!(fake.until_sent(1, 1).await[0].text(), html_about("one?"));
    assert_eq!(fake.settle(1).await.len(), 1);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn work_under_way_is_finished_before_a_stop() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.spoil("sendMessage", crate::support::fake::Fault::RetryAfter(1), 1);
    let bot = Bot::start(&fake, folder.path());
    fake.push(json!({"message": private(1, json!({"text": "towers?"}))}));
    fake.until("the refusal", |fake| (fake.tried("sendMessage").len() == 1).then_some(())).await;
    bot.stop().await.unwrap();
    assert_eq!(fake.sent(1).len(), 1, "stop() waited for the answer");
}
