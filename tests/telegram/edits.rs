//! Edited questions: the answer that was given changes in place, and the conversation with it.

use serde_json::{Value, json};

use crate::support::bot::{Bot, eventually};
use crate::support::fake::{Call, Fake, Fault, group, private};
use crate::support::world::{RECALL, html_about};

fn ask(fake: &Fake, chat: i64, id: i64, text: &str) {
    fake.push(json!({"message": private(chat, json!({"message_id": id, "text": text}))}));
}

fn edit(fake: &Fake, chat: i64, id: i64, more: Value) {
    let mut message = private(chat, json!({"message_id": id, "edit_date": 2}));
    for (name, value) in more.as_object().cloned().unwrap_or_default() {
        message[name] = value;
    }
    fake.push(json!({"edited_message": message}));
}

async fn edits(fake: &Fake, count: usize) -> Vec<Call> {
    fake.until(&format!("{count} edits"), |fake| {
        Some(fake.tried("editMessageText")).filter(|calls| calls.len() >= count)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_question_changes_its_answer_and_the_conversation() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    ask(&fake, 5, 40, "gates?");
    ask(&fake, 5, 41, "towers?");
    fake.until_sent(5, 2).await;
    edit(&fake, 5, 41, json!({"text": "lighthouses <b> & \u{202E}🗼?"}));
    let call = &edits(&fake, 1).await[0];
    assert_eq!((call.chat(), &call.body["message_id"]), (5, &json!(502)));
    assert_eq!(call.text(), html_about("lighthouses <b> & \u{202E}🗼?"));
    assert_eq!(call.body["parse_mode"], "HTML");
    assert_eq!(call.body["link_preview_options"]["is_disabled"], true);
    assert!(!call.body["reply_markup"]["inline_keyboard"].as_array().unwrap().is_empty());
    // The conversation holds what was asked in the end, once.
    ask(&fake, 5, 42, RECALL);
    let sent = fake.until_sent(5, 3).await;
    assert_eq!(sent[2].text(), html_about("after: gates? | lighthouses <b> & \u{202E}🗼?"));
    // An older question: its answer changes as it would have been then, and the conversation stays.
    edit(&fake, 5, 41, json!({"text": RECALL}));
    assert_eq!(edits(&fake, 2).await[1].text(), html_about("after: gates?"));
    ask(&fake, 5, 43, RECALL);
    let sent = fake.until_sent(5, 4).await;
    let said = format!("after: gates? | lighthouses <b> & \u{202E}🗼? | {RECALL}");
    assert_eq!(sent[3].text(), html_about(&said));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_is_known_after_a_restart_and_commands_can_be_edited_too() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    ask(&fake, 5, 40, "/cite 8");
    fake.until_sent(5, 1).await;
    bot.stop().await.unwrap();
    let bot = Bot::start(&fake, folder.path());
    edit(&fake, 5, 40, json!({"text": "/cite 9"}));
    let call = &edits(&fake, 1).await[0];
    assert_eq!((&call.body["message_id"], call.text()), (&json!(501), "page Cite(9) in en"));
    // And again: it is still known which message the answer is.
    edit(&fake, 5, 40, json!({"text": "towers?"}));
    assert_eq!(edits(&fake, 2).await[1].body["message_id"], 501);
    assert_eq!(fake.settle(5).await.len(), 1);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_that_are_needed_no_more_are_taken_away() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    ask(&fake, 5, 42, "towers?");
    fake.until_sent(5, 1).await;
    // An answer that once had more parts.
    let mut old = eventually("the answer", async || bot.store.answer_to(5, 42, 0).await.unwrap()).await;
    old.messages = vec![501, 502, 503];
    let leaves = footnote::store::Conclusion { answered: Some(old), ..Default::default() };
    let ticket = footnote::store::Ticket { update_id: 1, chat: 5, replica: 1 };
    bot.store.conclude(ticket, leaves, 1_900_000_000).await.unwrap();
    edit(&fake, 5, 42, json!({"text": "gates?"}));
    let gone = fake
        .until("two messages to go", |fake| {
            Some(fake.tried("deleteMessage")).filter(|calls| calls.len() == 2)
        })
        .await;
    let gone: Vec<&Value> = gone.iter().map(|call| &call.body["message_id"]).collect();
    assert_eq!(gone, [502, 503]);
    assert_eq!(edits(&fake, 1).await[0].body["message_id"], 501);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_deleted_is_sent_anew_and_one_that_is_the_same_is_left() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    ask(&fake, 5, 40, "towers?");
    fake.until_sent(5, 1).await;
    fake.spoil("editMessageText", Fault::Refuse(400, "Bad Request: message is not modified: same"), 1);
    edit(&fake, 5, 40, json!({"text": "towers?"}));
    edits(&fake, 1).await;
    fake.spoil("editMessageText", Fault::Refuse(400, "Bad Request: message to edit not found"), 1);
    edit(&fake, 5, 40, json!({"text": "gates?"}));
    let sent = fake.until_sent(5, 2).await;
    assert_eq!(sent[1].text(), html_about("gates?"));
    // From now on that one is the answer.
    edit(&fake, 5, 40, json!({"text": "harbours?"}));
    assert_eq!(edits(&fake, 3).await[2].body["message_id"], 502);
    // Markup that Telegram refuses: the words matter most.
    fake.spoil("editMessageText", Fault::Refuse(400, "Bad Request: can't parse entities: x"), 1);
    edit(&fake, 5, 40, json!({"text": "a < b?"}));
    let plain = edits(&fake, 5).await[4].clone();
    assert_eq!((plain.status, &plain.body["parse_mode"]), (200, &Value::Null));
    assert!(plain.text().contains("a < b?") && !plain.text().contains("<b>"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_for_the_bot_before_may_be_now_and_what_has_no_words_is_let_go() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    // Nobody was spoken to at first.
    fake.push(json!({"message": group(-4, json!({"message_id": 40, "text": "towers?"}))}));
    let mention = json!({"type": "mention", "offset": 0, "length": 13});
    let named = json!({"message_id": 40, "text": "@invented_bot towers?", "entities": [mention]});
    fake.push(json!({"edited_message": group(-4, named)}));
    let sent = fake.until_sent(-4, 1).await;
    assert_eq!((sent[0].text(), sent[0].replies_to()), (html_about("towers?").as_str(), 40));
    // A location that moves, and another's talk.
    edit(&fake, 5, 41, json!({"location": {"latitude": 1.0}}));
    fake.push(json!({"edited_message": group(-4, json!({"message_id": 42, "text": "talk"}))}));
    // Long ago: answered below what stands there by now.
    edit(&fake, 5, 43, json!({"text": "gates?"}));
    let sent = fake.until_sent(5, 1).await;
    assert_eq!((sent[0].text(), sent[0].replies_to()), (html_about("gates?").as_str(), 43));
    assert_eq!(fake.settle(5).await.len(), 1);
    assert_eq!(fake.sent(-4).len(), 1);
    assert!(fake.tried("editMessageText").is_empty());
    bot.stop().await.unwrap();
}
