//! The buttons under a picture: its sources open in the caption, and its words come below it.

use serde_json::{Value, json};

use super::buttons::{all, answered, press};
use super::charts::named;
use crate::support::bot::{Bot, eventually};
use crate::support::fake::{BOT_NAME, Call, Fake, Fault, group, private};
use crate::support::world::{KEY, RECALL, caption_of, html_about};
use footnote::answer::Lang;
use footnote::store::Retention;

fn labels(call: &Call) -> Vec<String> {
    all(call).into_iter().map(|(label, _)| label).collect()
}

fn caption(call: &Call) -> &str {
    call.body["caption"].as_str().expect("a caption")
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_open_and_close_in_the_caption_also_after_a_restart() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/chart drawn <b> & \u{202E}🗼?");
    let photo = fake.until_photos(5, 1).await.remove(0);
    let rows = photo.body["reply_markup"]["inline_keyboard"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 2, "what shows it another way, and what one thinks of it");
    assert_eq!(labels(&photo)[..3], ["Sources in en", "Words in en", "👍"]);
    bot.stop().await.unwrap();

    let bot = Bot::start(&fake, folder.path());
    let under = || private(5, json!({"message_id": 501}));
    press(&fake, "p1", under(), named(&photo, "Sources"));
    let open = fake.until_captioned(5, 1).await.remove(0);
    assert_eq!((&open.body["message_id"], &open.body["parse_mode"]), (&json!(501), &json!("HTML")));
    let link = format!("<a href=\"https://t.me/{BOT_NAME}?start=1-{KEY:016x}\">");
    for part in ["drawn &lt;b&gt;", "42 steps", "Printed in en: Towers &amp; spires", &link] {
        assert!(caption(&open).contains(part), "{part} in {}", caption(&open));
    }
    assert_eq!(labels(&open)[0], "Close in en");
    assert_eq!(labels(&open)[1..], labels(&photo)[1..]);
    press(&fake, "p2", under(), named(&open, "Close"));
    let closed = fake.until_captioned(5, 2).await.remove(1);
    assert_eq!(caption(&closed), caption(&photo));
    assert_eq!(closed.body["reply_markup"], photo.body["reply_markup"]);
    // Pressed twice, nothing is modified, and nobody sees an error.
    press(&fake, "p3", under(), named(&open, "Close"));
    assert_eq!(answered(&fake, "p3").await.body["text"], Value::Null);
    bot.idle(&fake).await;
    assert_eq!(fake.tried("editMessageCaption").len(), 3);
    assert!(fake.tried("editMessageText").is_empty() && fake.sent(5).is_empty());
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn its_words_come_in_reply_to_the_picture_and_no_conversation_changes() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.push(json!({"message": group(-3, json!({"text": "/chart drawn towers?"}))}));
    let photo = fake.until_photos(-3, 1).await.remove(0);
    let before = eventually("a conversation", async || bot.store.dialogue(-3, 77, 0).await.unwrap()).await;
    press(&fake, "p1", group(-3, json!({"message_id": 501})), named(&photo, "Words"));
    let words = fake.until_sent(-3, 1).await.remove(0);
    assert_eq!((words.text(), words.replies_to()), (html_about("drawn towers?").as_str(), 501));
    // The words have the buttons of any answer, and lead back to the picture.
    assert_eq!(labels(&words)[..2], ["Sources in en", "Chart in en"]);
    press(&fake, "p2", group(-3, json!({"message_id": 502})), named(&words, "Chart"));
    let again = fake.until_photos(-3, 2).await.remove(1);
    assert_eq!((again.replies_to(), caption(&again)), (502, caption(&photo)));
    assert_eq!(labels(&again), ["Sources in en", "Words in en"], "it is no answer of its own to judge");
    bot.idle(&fake).await;
    assert_eq!(bot.store.dialogue(-3, 77, 0).await.unwrap(), Some(before));
    assert_eq!(bot.store.dialogue(-3, 5, 0).await.unwrap(), None);
    fake.say(5, RECALL);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_what_one_walked_to_says_in_words_what_is_there() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/chart");
    let doors = fake.until_sent(5, 1).await.remove(0);
    press(&fake, "p1", private(5, json!({"message_id": 501})), named(&doors, "What is here"));
    let photo = fake.until_photos(5, 1).await.remove(0);
    assert_eq!(caption(&photo), caption_of("under a key", Lang::ZhHant));
    press(&fake, "p2", private(5, json!({"message_id": 502})), named(&photo, "Words"));
    assert!(fake.until_sent(5, 2).await[1].text().contains(&format!("what is under {KEY}")));
    press(&fake, "p3", private(5, json!({"message_id": 502})), named(&photo, "Sources"));
    assert!(caption(&fake.until_captioned(5, 1).await[0]).contains("Printed in zh-Hant"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_answers_can_be_judged() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/chart drawn?");
    let photo = fake.until_photos(5, 1).await.remove(0);
    bot.idle(&fake).await;
    press(&fake, "v", private(5, json!({"message_id": 501})), named(&photo, "👎"));
    let vote = eventually("a vote", async || bot.store.feedback(9).await.unwrap().pop()).await;
    assert_eq!((vote.what.verdict.as_str(), vote.what.question.as_str()), ("down", "drawn?"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_and_old_presses_under_a_picture_are_told_kindly_and_change_nothing() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/chart drawn?");
    let photo = fake.until_photos(5, 1).await.remove(0);
    let good = [named(&photo, "Sources"), named(&photo, "Words")];
    let mut forged = Vec::new();
    for data in &good {
        let data = data.as_str().unwrap();
        assert!(data.len() <= 64, "{data}");
        for at in 0..data.len() {
            let mut letters: Vec<char> = data.chars().collect();
            letters[at] = if letters[at] == '0' { '1' } else { '0' };
            forged.push(json!(letters.into_iter().collect::<String>()));
        }
    }
    let under = || private(5, json!({"message_id": 501}));
    for (nth, data) in forged.iter().enumerate() {
        press(&fake, &format!("f{nth}"), under(), data.clone());
    }
    let out_of_date = async |id: &str| {
        let call = answered(&fake, id).await;
        assert!(call.body["text"].as_str().is_some_and(|text| text.contains("OutOfDate")), "{id}");
    };
    for nth in 0..forged.len() {
        out_of_date(&format!("f{nth}")).await;
    }
    // What was kept for it is gone.
    bot.store.prune(Retention { card_rows: 0, ..Default::default() }, 0).await.unwrap();
    for (nth, data) in good.iter().enumerate() {
        press(&fake, &format!("old{nth}"), under(), data.clone());
        out_of_date(&format!("old{nth}")).await;
    }
    bot.idle(&fake).await;
    assert!(fake.tried("editMessageCaption").is_empty() && fake.sent(5).is_empty());
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caption_that_is_refused_comes_without_markup_and_a_picture_that_is_gone_stays_away() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/chart drawn?");
    let photo = fake.until_photos(5, 1).await.remove(0);
    let under = || private(5, json!({"message_id": 501}));
    let parse = "Bad Request: can't parse entities: unsupported start tag";
    fake.spoil("editMessageCaption", Fault::Refuse(400, parse), 1);
    press(&fake, "p1", under(), named(&photo, "Sources"));
    let plain = fake.until_captioned(5, 1).await.remove(0);
    assert_eq!(plain.body["parse_mode"], Value::Null);
    assert!(!caption(&plain).contains("<b>"), "{}", caption(&plain));
    fake.spoil("editMessageCaption", Fault::Refuse(400, "Bad Request: message to edit not found"), 1);
    press(&fake, "p2", under(), named(&plain, "Close"));
    answered(&fake, "p2").await;
    bot.idle(&fake).await;
    assert_eq!(fake.tried("editMessageCaption").len(), 3, "nothing is left to be done");
    // Buttons that Telegram does not take cost no picture.
    fake.spoil("sendPhoto", Fault::Refuse(400, "Bad Request: BUTTON_DATA_INVALID"), 3);
    fake.say(6, "/chart drawn?");
    let bare = fake.until_photos(6, 1).await.remove(0);
    assert_eq!(bare.body["reply_markup"], Value::Null);
    assert_eq!(bot.store.backlog().await.unwrap().dead, 0);
    bot.stop().await.unwrap();
}
