//! Sending: flood control, servers in trouble, refusals; each answer arrives once.

use serde_json::{Value, json};

use crate::support::bot::{Bot, Deed, eventually, quick};
use crate::support::fake::{Fake, Fault, group};
use crate::support::world::html_about;
use footnote::render::html::strip;
use footnote::store::Backlog;
use footnote::telegram::Pace;

#[tokio::test(flavor = "multi_thread")]
async fn flood_control_holds_up_its_own_chat_only_and_is_waited_out() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.spoil("sendMessage", Fault::RetryAfter(2), 1);
    let bot = Bot::start(&fake, folder.path());
    fake.say(1, "flooded?");
    fake.until("the refusal", |fake| (fake.tried("sendMessage").len() == 1).then_some(())).await;
    fake.say(1, "and then?");
    fake.say(2, "elsewhere?");
    fake.until_sent(2, 1).await;
    assert!(fake.sent(1).is_empty(), "the other chat was served first");

    let sent = fake.until_sent(1, 2).await;
    assert_eq!(sent[0].text(), html_about("flooded?"));
    assert_eq!(sent[1].text(), html_about("and then?"));
    assert_eq!(fake.too_early(), 0);
    assert_eq!(fake.settle(1).await.len(), 2);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_in_trouble_is_tried_again_whatever_it_says() {
    let spoilt = [
        Fault::Refuse(500, "Internal Server Error"),
        Fault::Raw(502, "<html><h1>Bad Gateway</h1></html>"),
        Fault::Raw(200, "{\"ok\":tr"),
        Fault::Raw(400, "no JSON"),
        Fault::Refuse(401, "Unauthorized"),
    ];
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    for fault in spoilt.clone() {
        fake.spoil("sendMessage", fault, 1);
    }
    let bot = Bot::start(&fake, folder.path());
    fake.say(1, "towers?");
    assert_eq!(fake.until_sent(1, 1).await[0].text(), html_about("towers?"));
    assert_eq!(fake.tried("sendMessage").len(), spoilt.len() + 1);
    assert_eq!(fake.settle(1).await.len(), 1);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_without_end_costs_one_update_and_not_the_chat() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let Pace { tries, attempts, .. } = quick();
    fake.spoil("sendMessage", Fault::Refuse(500, "Internal Server Error"), tries * attempts as usize);
    let bot = Bot::start(&fake, folder.path());
    fake.say(1, "lost?");
    fake.say(1, "towers?");
    assert_eq!(fake.until_sent(1, 1).await[0].text(), html_about("towers?"));
    eventually("a dead update", async || {
        (bot.store.backlog().await.unwrap() == Backlog { open: 0, dead: 1 }).then_some(())
    })
    .await;
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_that_telegram_refuses_goes_out_as_plain_text() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let refusal = "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 1";
    fake.spoil("sendMessage", Fault::Refuse(400, refusal), 1);
    let bot = Bot::start(&fake, folder.path());
    fake.say(1, "a < b & c?");
    let sent = fake.until_sent(1, 1).await;
    assert_eq!(sent[0].text(), strip(&html_about("a < b & c?")));
    assert!(sent[0].text().contains("a < b & c?"));
    assert_eq!(sent[0].body["parse_mode"], Value::Null);
    assert!(sent[0].body["reply_markup"].is_object(), "the buttons are not at fault");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_message_is_sent_barer_until_it_passes_or_is_given_up() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.spoil("sendMessage", Fault::Refuse(400, "Bad Request: BUTTON_DATA_INVALID"), 1);
    let bot = Bot::start(&fake, folder.path());
    fake.say(1, "towers?");
    let sent = fake.until_sent(1, 1).await;
    assert_eq!(sent[0].body["reply_markup"], Value::Null);
    assert!(sent[0].text().contains("towers?"));

    fake.spoil("sendMessage", Fault::Refuse(400, "Bad Request: something new"), 2);
    fake.say(2, "given up?");
    assert!(fake.settle(2).await.is_empty());
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_was_deleted_is_answered_without_a_reply() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.spoil("sendMessage", Fault::Refuse(400, "Bad Request: message to be replied not found"), 1);
    fake.spoil("sendMessage", Fault::Refuse(400, "Bad Request: message thread not found"), 1);
    let bot = Bot::start(&fake, folder.path());
    let topic = json!({"text": "/help", "message_thread_id": 4, "is_topic_message": true});
    fake.push(json!({"message": group(-1, topic)}));
    let sent = &fake.until_sent(-1, 1).await[0].body;
    assert_eq!(sent["reply_parameters"], Value::Null);
    assert_eq!(sent["message_thread_id"], Value::Null);
    assert_eq!(sent["parse_mode"], "HTML");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_gone_is_left_alone() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let gone = [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
    ];
    for (code, description) in gone {
        fake.spoil("sendMessage", Fault::Refuse(code, description), 1);
    }
    let bot = Bot::start(&fake, folder.path());
    for _ in gone {
        fake.say(1, "blocked?");
    }
    // Unblocked: answered again, and nothing was tried twice.
    assert!(fake.settle(1).await.is_empty());
    assert_eq!(fake.tried("sendMessage").len(), gone.len() + 1);
    assert_eq!(bot.store.backlog().await.unwrap().dead, 0);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_follows_its_group_to_the_supergroup() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    fake.spoil("sendMessage", Fault::Migrate(-1007), 1);
    let bot = Bot::start(&fake, folder.path());
    fake.push(json!({"message": group(-7, json!({"text": "/help"}))}));
    assert_eq!(fake.until_sent(-1007, 1).await[0].body["reply_parameters"], Value::Null);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_is_shown_only_while_an_answer_is_slow() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let pace = Pace { typing_after: std::time::Duration::from_millis(50), ..quick() };
    let bot = Bot::start_with(&fake, folder.path(), pace, |update| {
        let text = update.message.as_ref().and_then(|message| message.text.as_deref());
        if text == Some("slow?") { Deed::Hang } else { Deed::None }
    });
    fake.say(1, "quick?");
    fake.until_sent(1, 1).await;
    assert!(fake.tried("sendChatAction").is_empty());
    fake.say(2, "slow?");
    let typing = fake.until("typing", |fake| fake.tried("sendChatAction").pop()).await;
    assert_eq!((typing.chat(), typing.body["action"].as_str()), (2, Some("typing")));
    bot.kill();
}
