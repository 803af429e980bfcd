//! Buttons: what a press asks, whose conversation it is, and that every press is answered.

use serde_json::{Value, json};

use crate::support::bot::{Bot, eventually};
use crate::support::fake::{Call, Fake, group, private};
use crate::support::world::{CURIOUS, about, html_about};
use footnote::render::html;

pub fn press(fake: &Fake, id: &str, message: Value, data: Value) {
    let from = json!({"id": 5, "is_bot": false, "language_code": "zh-hk"});
    fake.push(json!({"callback_query": {"id": id, "from": from, "message": message, "data": data}}));
}

pub async fn answered(fake: &Fake, id: &str) -> Call {
    fake.until(&format!("an answer to press {id}"), |fake| {
        fake.tried("answerCallbackQuery").into_iter().find(|call| call.body["callback_query_id"] == id)
    })
    .await
}

/// The callback data of a message's buttons that ask something.
pub fn data(call: &Call) -> Vec<Value> {
    let asks = |data: &Value| data.as_str().is_some_and(|data| data.starts_with("v1:"));
    all(call).into_iter().map(|(_, data)| data).filter(asks).collect()
}

/// Label and callback data of every button, row after row.
pub fn all(call: &Call) -> Vec<(String, Value)> {
    let rows = call.body["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
    let buttons = rows.into_iter().flat_map(|row| row.as_array().cloned().unwrap_or_default());
    let button =
        |button: Value| (button["text"].as_str().unwrap_or("").to_owned(), button["callback_data"].clone());
    buttons.map(button).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_asks_the_buttons_question_also_after_a_restart() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "towers?");
    let buttons = data(&fake.until_sent(5, 1).await[0]);
    assert_eq!(buttons.len(), 2);
    for data in &buttons {
        let data = data.as_str().unwrap();
        assert!(data.len() <= 64 && data.starts_with("v1:"), "{data}");
    }
    bot.stop().await.unwrap();

    let bot = Bot::start(&fake, folder.path());
    press(&fake, "p1", private(5, json!({"message_id": 501})), buttons[0].clone());
    let sent = fake.until_sent(5, 2).await;
    let ask = &about("towers?", None).choices[0].ask;
    assert!(ask.len() > 64);
    assert_eq!(sent[1].text(), html_about(ask));
    assert_eq!(answered(&fake, "p1").await.body["text"], Value::Null);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_in_a_group_is_answered_below_the_button_in_the_presses_own_conversation() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    // Person 77 asks, person 5 presses.
    fake.push(json!({"message": group(-3, json!({"text": "/rank towers?"}))}));
    let buttons = data(&fake.until_sent(-3, 1).await[0]);
    let asker =
        eventually("the asker's conversation", async || bot.store.dialogue(-3, 77, 0).await.unwrap()).await;
    assert!(serde_json::from_str::<footnote::dialogue::Dialogue>(&asker).is_ok());
    assert_eq!(bot.store.dialogue(-3, 5, 0).await.unwrap(), None);

    let message = json!({"message_id": 501, "message_thread_id": 4, "is_topic_message": true});
    press(&fake, "p1", group(-3, message), buttons[1].clone());
    let sent = fake.until_sent(-3, 2).await;
    assert_eq!(sent[1].text(), html_about("Gates of Atlantis?"));
    assert_eq!(sent[1].body["reply_parameters"]["message_id"], 501);
    assert_eq!(sent[1].body["message_thread_id"], 4);
    eventually("the presser's conversation", async || bot.store.dialogue(-3, 5, 0).await.unwrap()).await;
    assert_eq!(bot.store.dialogue(-3, 77, 0).await.unwrap(), Some(asker));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_begins_a_conversation_of_its_own() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    for (nth, said) in ["towers?", "and gates?"].into_iter().enumerate() {
        fake.say(5, said);
        fake.until_sent(5, nth + 1).await;
    }
    let buttons = data(&fake.sent(5)[1]);
    press(&fake, "p1", private(5, json!({"message_id": 502})), buttons[1].clone());
    fake.until_sent(5, 3).await;
    // What is asked by a button is a whole question: nothing of what was spoken of before may change it.
    let topics = eventually("the new conversation", async || {
        let saved = bot.store.dialogue(5, 5, 0).await.unwrap()?;
        let dialogue: footnote::dialogue::Dialogue = serde_json::from_str(&saved).unwrap();
        (dialogue.topics.len() == 1).then_some(dialogue.topics)
    });
    assert_eq!(topics.await, ["Gates of Atlantis?"]);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_may_ask_next_stands_below_the_sources_two_short_ones_in_a_row() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, CURIOUS);
    let sent = fake.until_sent(5, 1).await.remove(0);
    let rows = sent.body["reply_markup"]["inline_keyboard"].as_array().unwrap().clone();
    let labels: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.as_array().unwrap().iter().map(|b| b["text"].as_str().unwrap().to_owned()).collect())
        .collect();
    assert_eq!(labels[1..3], [vec!["Lighthouses", "Gates"], vec!["Piers?", "Wells?"]]);
    assert!(labels[0][0].starts_with("Sources"), "{labels:?}");
    press(&fake, "p1", private(5, json!({"message_id": 501})), data(&sent)[3].clone());
    assert_eq!(fake.until_sent(5, 2).await[1].text(), html_about("Wells of Atlantis?"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_to_a_press_is_in_the_language_of_the_message_with_the_button() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let from = json!({"id": 5, "is_bot": false, "language_code": "zh-hk"});
    fake.push(json!({"message": private(5, json!({"text": "/start", "from": from}))}));
    let buttons = data(&fake.until_sent(5, 1).await[0]);
    press(&fake, "p", private(5, json!({"message_id": 501})), buttons[0].clone());
    let sent = fake.until_sent(5, 2).await;
    let answer = about("How many towers has Atlantis?", Some(footnote::answer::Lang::ZhHant));
    assert_eq!(data(&sent[1]).len(), 2);
    assert_eq!(sent[1].text(), html::render(&answer)[0]);
    // The buttons of the answer in Chinese differ from those of the one in English.
    fake.say(6, "How many towers has Atlantis?");
    assert_ne!(data(&fake.until_sent(6, 1).await[0]), data(&sent[1]));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_stale_and_odd_presses_are_answered_kindly_and_do_nothing() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let forged = [
        json!("v1:0123456789abcdef"),
        json!("v1:0123456789ABCDEF"),
        json!("v1:+123456789abcde"),
        json!("v1:"),
        json!("v2:0123456789abcdef"),
        json!("How many towers?"),
        json!("'; DROP TABLE choice; --"),
        json!("\u{202E}\u{0}🗼"),
        json!(""),
        json!(17),
        Value::Null,
    ];
    for (nth, data) in forged.iter().enumerate() {
        press(&fake, &format!("f{nth}"), private(5, json!({"message_id": 501})), data.clone());
    }
    press(&fake, "no message", Value::Null, json!("v1:0123456789abcdef"));
    press(&fake, "odd message", json!({"message_id": "x"}), json!("v1:0123456789abcdef"));
    for id in
        (0..forged.len()).map(|nth| format!("f{nth}")).chain(["no message".into(), "odd message".into()])
    {
        let call = answered(&fake, &id).await;
        assert!(
            call.body["text"].as_str().is_some_and(|text| text.contains("in zh-Hant")),
            "{id}: {:?}",
            call.body
        );
    }
    assert!(fake.settle(5).await.is_empty());
    bot.stop().await.unwrap();
}
