//! Limits on people: one kind word, then silence; what is too long; two programs that talk to each other.

use std::time::Duration;

use serde_json::json;

use crate::support::bot::{Bot, quick};
use crate::support::fake::{Fake, group, private};
use crate::support::report;
use crate::support::world::html_about;
use footnote::answer::Lang;
use footnote::dialogue::Dialogue;
use footnote::engine::{self, Utterance};
use footnote::knowledge::FactBase;
use footnote::store::{NewUpdate, SavedDialogue, SqliteStore, Store};
use footnote::telegram::Limits;

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_too_fast_is_told_so_once_and_others_notice_nothing() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let limits = Limits { person_per_minute: 4, ..Limits::default() };
    let bot = Bot::start_limited(&fake, folder.path(), limits);
    for nth in 0..12 {
        fake.say(1, &format!("question {nth}?"));
    }
    fake.say(2, "elsewhere?");
    fake.until_sent(2, 1).await;
    fake.until_sent(1, 5).await;
    // Everything behind it has been dealt with, in silence.
    fake.say(1, "and now?");
    fake.say(3, "later?");
    fake.until_sent(3, 1).await;
    crate::support::bot::eventually("an empty inbox", async || {
        (bot.store.backlog().await.unwrap().open == 0).then_some(())
    })
    .await;
    let texts: Vec<_> = fake.sent(1).iter().map(|call| call.text().to_owned()).collect();
    let mut expected: Vec<String> = (0..4).map(|nth| html_about(&format!("question {nth}?"))).collect();
    expected.push("notice TooFast in en".into());
    assert_eq!(texts, expected);
    // A press is counted, too; its waiting sign ends at least the first time.
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_has_a_limit_beside_those_of_its_members() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let limits = Limits { group_per_minute: 3, ..Limits::default() };
    let bot = Bot::start_limited(&fake, folder.path(), limits);
    for person in 1..=8 {
        let from = json!({"id": person, "is_bot": false, "language_code": "en"});
        fake.push(json!({"message": group(-1, json!({"text": "/help", "from": from}))}));
        // Talk among members is not counted.
        fake.push(json!({"message": group(-2, json!({"text": "How are you?"}))}));
    }
    fake.push(json!({"message": group(-2, json!({"text": "/help"}))}));
    fake.until_sent(-2, 1).await;
    let sent = fake.until_sent(-1, 4).await;
    let texts: Vec<_> = sent.iter().map(|call| call.text().to_owned()).collect();
    assert_eq!(texts[3], "notice TooFast in en");
    assert_eq!(texts.len(), 4, "{texts:?}");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_longer_than_any_question_gets_a_kind_line() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(1, &"塔".repeat(1000));
    fake.say(1, &"塔".repeat(1001));
    fake.say(1, &format!("/rank {}", "x".repeat(3000)));
    let sent = fake.until_sent(1, 3).await;
    assert!(sent[0].text().contains("塔塔"));
    assert_eq!([sent[1].text(), sent[2].text()], ["notice TooLong in zh-Hant"; 2]);
    bot.stop().await.unwrap();
}

/// A program that answers whatever it is told, as fast as it hears it, and does not say that it is a bot.
#[tokio::test(flavor = "multi_thread")]
async fn two_programs_that_answer_each_other_come_to_an_end() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start_limited(&fake, folder.path(), Limits::default());
    let mut heard = 0;
    fake.say(1, "hello?");
    // Two quiet seconds are the end: the other one speaks only when spoken to.
    let ended = tokio::time::timeout(Duration::from_secs(60), async {
        let mut quiet = 0;
        while quiet < 20 {
            let sent = fake.sent(1);
            for call in &sent[heard..] {
                fake.say(1, &format!("you said {}", call.text().len()));
            }
            quiet = if sent.len() > heard { 0 } else { quiet + 1 };
            heard = sent.len();
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    });
    ended.await.expect("they end");
    assert!((20..=25).contains(&heard), "{heard} messages");
    // One that does say so is not answered at all.
    let machine = json!({"id": 9, "is_bot": true});
    fake.push(json!({"message": private(9, json!({"text": "hello?", "from": machine}))}));
    fake.say(8, "elsewhere?");
    fake.until_sent(8, 1).await;
    assert!(fake.sent(9).is_empty());
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_tried_again_without_being_counted_again() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let limits = Limits { person_per_minute: 1, ..Limits::default() };
    fake.spoil("sendMessage", crate::support::fake::Fault::Refuse(500, "x"), quick().tries);
    let bot = Bot::start_limited(&fake, folder.path(), limits);
    fake.say(1, "towers?");
    assert_eq!(fake.until_sent(1, 1).await[0].text(), html_about("towers?"));
    bot.stop().await.unwrap();
}

/// A conversation about `topics`; it takes `bytes` bytes in the store once it is about all of `TOLD`.
fn conversation(bytes: usize, topics: &[&str]) -> String {
    let of = |length: usize, topics: &[&str]| {
        let topics = topics.iter().map(ToString::to_string).collect();
        let lang = Some(Lang::En);
        let dialogue = Dialogue { trail: vec!["x".repeat(length)], topics, lang, ..Dialogue::default() };
        serde_json::to_string(&dialogue).unwrap()
    };
    of(bytes - of(0, &TOLD).len(), topics)
}

const TOLD: [&str; 2] = ["towers?", "and gates?"];

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_of_more_than_32_kib_starts_anew_and_the_question_is_answered() {
    const LIMIT: usize = 32 * 1024;
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64;
    let about = |topics: &[&str]| {
        let topics = topics.iter().map(ToString::to_string).collect();
        serde_json::to_string(&Dialogue { topics, lang: Some(Lang::En), ..Dialogue::default() }).unwrap()
    };
    // The invented engine adds what is said to what it is given: with its second turn the conversation is as long as it
    // may be, one byte too long, or was too long with the first turn.
    let cases = [
        (1, LIMIT, conversation(LIMIT, &TOLD)),
        (2, LIMIT + 1, about(&[])),
        (3, 40 * LIMIT, about(&TOLD[1..])),
    ];
    for (person, bytes, expected) in cases {
        let before = conversation(bytes, &[]);
        assert_eq!(conversation(bytes, &TOLD).len(), bytes);
        let beside = SqliteStore::visit(&folder.path().join("test.sqlite")).unwrap();
        let elsewhere = -person;
        // The bot looks for work that others left, and may be quicker than this test to take it up.
        let mut claimed = None;
        for update_id in (person..).step_by(1000).take(50) {
            let body = "{}".into();
            beside.take_in(vec![NewUpdate { update_id, chat: elsewhere, body }], now).await.unwrap();
            claimed = beside.claim(elsewhere, now).await.unwrap();
            if claimed.is_some() {
                break;
            }
        }
        let ticket = claimed.expect("an update that the bot left").ticket;
        let saved = SavedDialogue { chat: person, person, body: before };
        beside.done(ticket, Some(saved), now).await.unwrap();
        drop(beside);

        for (k, told) in TOLD.into_iter().enumerate() {
            fake.say(person, told);
            assert_eq!(fake.until_sent(person, k + 1).await[k].text(), html_about(told));
        }
        // It is written down after the answer has gone out.
        let mut after = String::new();
        for _ in 0..500 {
            after = bot.store.dialogue(person, person, now).await.unwrap().unwrap();
            if after == expected {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert!(after == expected, "{bytes} bytes: {} instead of {}", after.len(), expected.len());
    }
    bot.stop().await.unwrap();
}

/// The engine itself keeps a conversation far below that limit, whatever is named in it.
#[test]
fn a_long_conversation_about_everything_stays_small() {
    let base = FactBase::embedded().unwrap();
    let names: Vec<&str> =
        base.entities.iter().flat_map(|entity| [&*entity.name.hant, &*entity.name.en]).collect();
    let (mut dialogue, mut largest) = (Dialogue::default(), 0);
    for turn in 0..120 {
        let mut text = String::new();
        for name in names.iter().cycle().skip(turn * 7) {
            if text.chars().count() + name.chars().count() > 950 {
                break;
            }
            text += name;
            text += "、";
        }
        text += ["的投資是多少？", " rank?", "呢？"][turn % 3];
        dialogue = engine::answer(&base, &dialogue, &Utterance { text, lang: None }).dialogue;
        largest = largest.max(serde_json::to_string(&dialogue).unwrap().len());
    }
    report(&format!("a conversation of 120 turns of 950 characters: {largest} bytes at most"));
    assert!(largest < 16 * 1024, "{largest} bytes");
}
