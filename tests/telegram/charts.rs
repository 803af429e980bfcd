//! Charts in a chat: the button under an answer, `/chart`, and what comes where there is nothing to draw.

use serde_json::{Value, json};

use super::buttons::{all, answered, press};
use crate::support::bot::Bot;
use crate::support::fake::{Call, Fake, group, private};
use crate::support::strict;
use crate::support::world::{KEY, READINGS, RECALL, caption_of, html_about};
use footnote::answer::Lang;

/// The callback data of the button whose label begins with `label`.
pub fn named(call: &Call, label: &str) -> Value {
    let found = all(call).into_iter().find(|(text, _)| text.starts_with(label));
    found.unwrap_or_else(|| panic!("no button {label}: {:?}", all(call))).1
}

fn has_button(call: &Call, label: &str) -> bool {
    all(call).iter().any(|(text, _)| text.starts_with(label))
}

fn under() -> Value {
    private(5, json!({"message_id": 501}))
}

/// Width and height, read from the file's own head.
fn size(picture: &[u8]) -> (u32, u32) {
    let side = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes"));
    (side(16), side(20))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_draws_the_answer_below_it_also_after_a_restart() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "towers?");
    fake.say(5, "drawn <b> & \u{202E}🗼?");
    let sent = fake.until_sent(5, 2).await;
    assert!(!has_button(&sent[0], "Chart"), "there is nothing to draw");
    bot.stop().await.unwrap();

    let bot = Bot::start(&fake, folder.path());
    press(&fake, "p1", private(5, json!({"message_id": 502})), named(&sent[1], "Chart"));
    let photo = fake.until_photos(5, 1).await.remove(0);
    assert_eq!(photo.replies_to(), 502);
    assert_eq!(photo.body["reply_parameters"]["allow_sending_without_reply"], true);
    assert_eq!(photo.body["parse_mode"], "HTML");
    let caption = photo.body["caption"].as_str().unwrap();
    assert_eq!(caption, caption_of("drawn <b> & \u{202E}🗼?", Lang::En));
    assert!(caption.contains("Atlas of"), "the sources: {caption}");
    let picture = fake.picture(&photo);
    assert_eq!(size(&picture).0, footnote::chart::WIDTH);
    assert_eq!(answered(&fake, "p1").await.body["text"], Value::Null);
    // It is another view of what was said, and no turn of the conversation.
    fake.say(5, RECALL);
    let last = fake.until_sent(5, 3).await.remove(2);
    assert_eq!(last.text(), html_about("after: towers? | drawn <b> & \u{202E}🗼?"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_stays_when_the_sources_open() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "drawn?");
    let sent = fake.until_sent(5, 1).await.remove(0);
    press(&fake, "p1", under(), named(&sent, "Sources"));
    let open = fake.until_edited(5, 1).await.remove(0);
    assert_eq!(named(&open, "Chart"), named(&sent, "Chart"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_members_press_draws_in_the_topic_and_changes_nobodys_conversation() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let topic = |more: Value| {
        let mut message = group(-3, json!({"message_thread_id": 4, "is_topic_message": true}));
        message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        message
    };
    // Person 77 asks, person 5 presses.
    fake.push(json!({"message": topic(json!({"text": "/rank drawn?"}))}));
    let sent = fake.until_sent(-3, 1).await.remove(0);
    bot.idle(&fake).await;
    let before = bot.store.dialogue(-3, 77, 0).await.unwrap();
    assert!(before.is_some());
    press(&fake, "p1", topic(json!({"message_id": 501})), named(&sent, "Chart"));
    let photo = fake.until_photos(-3, 1).await.remove(0);
    assert_eq!((photo.replies_to(), &photo.body["message_thread_id"]), (501, &json!(4)));
    bot.idle(&fake).await;
    assert_eq!(bot.store.dialogue(-3, 77, 0).await.unwrap(), before);
    assert_eq!(bot.store.dialogue(-3, 5, 0).await.unwrap(), None);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_and_old_presses_are_told_kindly_and_draw_nothing() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "drawn?");
    fake.say(5, READINGS);
    fake.say(5, &format!("/chart {READINGS}"));
    fake.say(5, "/chart");
    let sent = fake.until_sent(5, 4).await;
    let good = [named(&sent[0], "Chart"), named(&sent[2], "Drawn"), named(&sent[3], "What is here")];
    let mut forged = vec![json!("v2:000000000000:d:00abcdef01234567"), json!("d:00abcdef01234567")];
    for data in &good {
        let data = data.as_str().unwrap();
        assert!(data.len() <= 64, "{data}");
        for at in 0..data.len() {
            let mut letters: Vec<char> = data.chars().collect();
            letters[at] = if letters[at] == '0' { '1' } else { '0' };
            forged.push(json!(letters.into_iter().collect::<String>()));
        }
    }
    for (nth, data) in forged.iter().enumerate() {
        press(&fake, &format!("f{nth}"), under(), data.clone());
    }
    for (nth, data) in forged.iter().enumerate() {
        let call = answered(&fake, &format!("f{nth}")).await;
        assert!(call.body["text"].as_str().is_some_and(|text| text.contains("OutOfDate")), "{data}");
    }
    // What was kept for them is gone.
    let keep = footnote::store::Retention { card_rows: 0, choice_rows: 0, ..Default::default() };
    bot.store.prune(keep, 0).await.unwrap();
    for (nth, data) in good[..2].iter().enumerate() {
        press(&fake, &format!("old{nth}"), under(), data.clone());
        let call = answered(&fake, &format!("old{nth}")).await;
        assert!(call.body["text"].as_str().is_some_and(|text| text.contains("OutOfDate")), "{data}");
    }
    bot.idle(&fake).await;
    assert!(fake.tried("sendPhoto").is_empty());
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_draws_what_its_words_ask_and_begins_a_conversation() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "gates?");
    fake.say(5, "/chart drawn towers?");
    let photo = fake.until_photos(5, 1).await.remove(0);
    assert_eq!(photo.body["caption"], caption_of("drawn towers?", Lang::En));
    assert_eq!(photo.body["reply_parameters"], Value::Null, "in private it goes below");
    fake.say(5, RECALL);
    assert_eq!(fake.until_sent(5, 2).await[1].text(), html_about("after: drawn towers?"));
    // In a group it replies.
    fake.push(json!({"message": group(-3, json!({"text": "/chart drawn?"}))}));
    assert_eq!(fake.until_photos(-3, 1).await[0].replies_to(), 8);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_alone_asks_with_buttons() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/chart");
    let asked = fake.until_sent(5, 1).await.remove(0);
    assert_eq!(asked.text(), "at Chart [] page 0 in en");
    press(&fake, "p1", under(), named(&asked, "Next"));
    let next = fake.until_edited(5, 1).await.remove(0);
    assert_eq!(next.text(), "at Chart [] page 1 in zh-Hant");
    press(&fake, "p2", under(), named(&next, "What is here"));
    let photo = fake.until_photos(5, 1).await.remove(0);
    assert_eq!(photo.body["caption"], caption_of("under a key", Lang::ZhHant), "{KEY}");
    assert_eq!(photo.replies_to(), 501);
    assert_eq!(answered(&fake, "p2").await.body["text"], Value::Null);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_nothing_to_draw_the_words_say_so() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/chart gates <b>?");
    let told = fake.until_sent(5, 1).await.remove(0);
    assert!(told.text().contains("gates &lt;b&gt;?"), "the answer: {}", told.text());
    assert!(told.text().contains("line NoChart"), "{}", told.text());
    strict::message(told.text()).unwrap();
    assert!(fake.tried("sendPhoto").is_empty());
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_readings_the_chosen_one_is_drawn() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, &format!("/chart {READINGS}"));
    let asked = fake.until_sent(5, 1).await.remove(0);
    assert!(!asked.text().contains("NoChart"), "it may well come: {}", asked.text());
    press(&fake, "p1", under(), named(&asked, "Drawn"));
    let photo = fake.until_photos(5, 1).await.remove(0);
    assert_eq!(photo.body["caption"], caption_of("Which towers are drawn?", Lang::En));
    assert_eq!(photo.replies_to(), 501);
    press(&fake, "p2", under(), named(&asked, "Not"));
    assert!(fake.until_sent(5, 2).await[1].text().contains("line NoChart"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_question_turns_words_into_a_picture_and_back() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let say = |kind: &str, text: &str| {
        fake.push(json!({kind: private(5, json!({"message_id": 40, "edit_date": 2, "text": text}))}))
    };
    say("message", "towers?");
    fake.until_sent(5, 1).await;
    say("edited_message", "/chart drawn?");
    fake.until_photos(5, 1).await;
    bot.idle(&fake).await;
    let deleted = |fake: &Fake| -> Vec<Value> {
        fake.tried("deleteMessage").into_iter().map(|call| call.body["message_id"].clone()).collect()
    };
    assert_eq!(deleted(&fake), [501], "the words give way to the picture");
    say("edited_message", "gates?");
    assert_eq!(fake.until_sent(5, 2).await[1].text(), html_about("gates?"));
    bot.idle(&fake).await;
    assert_eq!(deleted(&fake), [501, 502], "the picture gives way to the words");
    assert!(fake.tried("editMessageText").is_empty(), "Telegram is not asked to make a text of a picture");
    bot.stop().await.unwrap();
}
