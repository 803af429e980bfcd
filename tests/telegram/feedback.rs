//! Judging answers: what is kept for the editor, and that nobody counts twice.

use serde_json::{Value, json};

use crate::support::bot::{Bot, eventually};
use crate::support::fake::{BOT_ID, Call, Fake, group, private};
use crate::support::world::UNKNOWN;

fn press(fake: &Fake, id: &str, person: i64, message: Value, data: &str) {
    let from =
        json!({"id": person, "is_bot": false, "first_name": "<i>\u{202E}🗼", "language_code": "zh-hk"});
    fake.push(json!({"callback_query": {"id": id, "from": from, "message": message, "data": data}}));
}

async fn answered(fake: &Fake, id: &str) -> Call {
    fake.until(&format!("an answer to press {id}"), |fake| {
        fake.tried("answerCallbackQuery").into_iter().find(|call| call.body["callback_query_id"] == id)
    })
    .await
}

/// The texts and data of the last row of a message's buttons.
fn last_row(call: &Call) -> Vec<(String, String)> {
    let rows = call.body["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
    let row = rows.last().and_then(|row| row.as_array().cloned()).unwrap_or_default();
    let text = |button: &Value, field: &str| button[field].as_str().unwrap_or("").to_owned();
    row.iter().map(|button| (text(button, "text"), text(button, "callback_data"))).collect()
}

async fn counts(bot: &Bot) -> Vec<(String, String, u64)> {
    let noted = bot.store.feedback(9).await.unwrap();
    let mut all: Vec<_> = noted.into_iter().map(|n| (n.what.verdict, n.what.question, n.times)).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_judged_once_by_each_person_and_kept_with_its_facts_and_nobodys_name() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let question = "towers <b> & \u{202E}🗼?";
    fake.push(json!({"message": group(-3, json!({"message_id": 40, "text": format!("/rank {question}")}))}));
    let row = last_row(&fake.until_sent(-3, 1).await[0]);
    let data: Vec<&str> = row.iter().map(|(_, data)| data.as_str()).collect();
    assert_eq!(data, ["f1:+", "f1:-", "f1:!"]);
    assert_eq!((row[0].0.as_str(), row[1].0.as_str()), ("👍", "👎"));
    let message = || group(-3, json!({"message_id": 501}));

    press(&fake, "a", 5, message(), "f1:+");
    let thanks = answered(&fake, "a").await;
    assert!(thanks.body["text"].as_str().unwrap().starts_with("line Thanks "), "{:?}", thanks.body);
    assert_ne!(thanks.body["show_alert"], true);
    press(&fake, "b", 5, message(), "f1:+");
    assert!(answered(&fake, "b").await.body["text"].as_str().unwrap().starts_with("line ThanksAgain"));
    press(&fake, "c", 6, message(), "f1:+");
    answered(&fake, "c").await;
    press(&fake, "d", 5, message(), "f1:!");
    let how = answered(&fake, "d").await;
    assert!(how.body["text"].as_str().unwrap().starts_with("line WrongHow"));
    assert_eq!(how.body["show_alert"], true);
    let asked = format!("ranks of {question}");
    assert_eq!(counts(&bot).await, [("up".into(), asked.clone(), 1), ("wrong".into(), asked, 1)]);
    let facts = bot.store.feedback(9).await.unwrap().remove(0).what.facts;
    let facts: Value = serde_json::from_str(&facts).unwrap();
    assert_eq!(facts["refs"], json!(["fn:1"]));

    // No press has said anything in the chat, and the asker's conversation is the asker's.
    assert_eq!(fake.sent(-3).len(), 1);
    assert_eq!(bot.store.dialogue(-3, 5, 0).await.unwrap(), None);
    bot.stop().await.unwrap();
    let db = rusqlite::Connection::open(folder.path().join("test.sqlite")).unwrap();
    let mut voters = db.prepare("SELECT voter FROM vote").unwrap();
    let voters: Vec<i64> = voters.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(voters.len(), 2);
    assert!(voters.iter().all(|voter| ![5, 6].contains(voter)), "{voters:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_and_stale_judgements_are_answered_kindly_and_count_nothing() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "towers?");
    fake.push(json!({"message": private(5, json!({"message_id": 41, "text": "/help"}))}));
    fake.until_sent(5, 2).await;
    let forged = [
        // A message that is no answer, one of another chat, a page, none at all.
        (private(5, json!({"message_id": 77})), "f1:+"),
        (group(-3, json!({"message_id": 501})), "f1:+"),
        (private(5, json!({"message_id": 502})), "f1:-"),
        (Value::Null, "f1:!"),
        (json!({"message_id": "x"}), "f1:!"),
        // Data that we don't make.
        (private(5, json!({"message_id": 501})), "f1:"),
        (private(5, json!({"message_id": 501})), "f1:++"),
        (private(5, json!({"message_id": 501})), "f2:+"),
        (private(5, json!({"message_id": 501})), "f1:+\u{0}"),
        (private(5, json!({"message_id": 501})), "F1:-"),
    ];
    for (nth, (message, data)) in forged.iter().enumerate() {
        press(&fake, &format!("f{nth}"), 5, message.clone(), data);
    }
    for nth in 0..forged.len() {
        let call = answered(&fake, &format!("f{nth}")).await;
        assert!(call.body["text"].as_str().is_some_and(|text| text.contains("OutOfDate")), "{nth}: {call:?}");
    }
    assert_eq!(counts(&bot).await, []);
    assert_eq!(fake.settle(5).await.len(), 2);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_answers_can_be_judged_and_words_can_be_added() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, &format!("towers of {UNKNOWN}?"));
    assert!(!last_row(&fake.until_sent(5, 1).await[0]).iter().any(|(_, data)| data.starts_with("f1:")));
    fake.say(5, "/feedback");
    assert!(fake.until_sent(5, 2).await[1].text().starts_with("line FeedbackHow"));
    fake.say(5, "/feedback …!");
    assert!(fake.until_sent(5, 3).await[2].text().starts_with("line FeedbackHow"));
    assert_eq!(counts(&bot).await, []);

    // About the answer that it replies to, and without one about the last.
    fake.say(5, "towers?");
    fake.say(5, "gates?");
    fake.until_sent(5, 5).await;
    let first = private(5, json!({"message_id": 504, "from": {"id": BOT_ID, "is_bot": true}}));
    let reply = json!({"text": "/feedback it is <43>, ask @ann_b", "reply_to_message": first});
    fake.push(json!({"message": private(5, reply)}));
    assert!(fake.until_sent(5, 6).await[5].text().starts_with("line FeedbackNoted"));
    fake.say(5, "/feedback \u{202E}🗼 two words");
    fake.until_sent(5, 7).await;
    let all = eventually("both", async || Some(counts(&bot).await).filter(|all| all.len() == 2)).await;
    assert_eq!(all, [("said".into(), "gates?".into(), 1), ("said".into(), "towers?".into(), 1)]);
    let facts: Vec<String> =
        bot.store.feedback(9).await.unwrap().into_iter().map(|noted| noted.what.facts).collect();
    assert!(facts.iter().any(|facts| facts.contains("it is <43>, ask …")), "{facts:?}");
    bot.stop().await.unwrap();
}
