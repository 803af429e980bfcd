//! How pictures are sent: uploaded once and then named, through faults and refusals; in inline mode.

use std::collections::HashSet;
use std::time::Duration;

use serde_json::{Value, json};

use super::buttons::press;
use super::charts::named;
use crate::support::bot::{Bot, Deed, eventually, quick};
use crate::support::fake::{Fake, Fault, group, private};
use crate::support::world::{MANY, caption_of};
use footnote::answer::Lang;
use footnote::render::html::strip;
use footnote::telegram::Pace;

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_uploaded_once_and_then_named_also_after_a_restart() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/chart drawn?");
    fake.until_photos(5, 1).await;
    fake.say(6, "/chart drawn?");
    let again = fake.until_photos(6, 1).await.remove(0);
    assert_eq!((again.body["photo"].as_str(), fake.uploads()), (Some("file-1"), 1));
    bot.stop().await.unwrap();

    let bot = Bot::start(&fake, folder.path());
    fake.say(7, "/chart drawn?");
    let again = fake.until_photos(7, 1).await.remove(0);
    assert_eq!((again.body["photo"].as_str(), fake.uploads()), (Some("file-1"), 1));
    assert_eq!(again.body["caption"], caption_of("drawn?", Lang::En));
    // Another chart is another picture, and so is the same in another language.
    fake.say(7, "/chart drawn gates?");
    fake.until_photos(7, 2).await;
    fake.say(7, "/chart");
    let doors = fake.until_sent(7, 1).await.remove(0);
    press(&fake, "p1", private(7, json!({"message_id": 501})), named(&doors, "What is here"));
    fake.until_photos(7, 3).await;
    assert_eq!(fake.uploads(), 3);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_telegram_does_not_know_is_dropped_and_the_picture_drawn_anew() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/chart drawn?");
    fake.until_photos(5, 1).await;
    fake.lose_pictures();
    fake.say(5, "/chart drawn?");
    fake.until_photos(5, 2).await;
    assert_eq!(fake.uploads(), 2);
    fake.say(5, "/chart drawn?");
    let last = fake.until_photos(5, 3).await.remove(2);
    assert_eq!((last.body["photo"].as_str(), fake.uploads()), (Some("file-2"), 2));
    // One refusal, and each picture came once.
    bot.idle(&fake).await;
    assert_eq!(fake.tried("sendPhoto").len(), 4);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_in_trouble_gets_the_picture_again_and_once() {
    let spoilt = [
        Fault::Refuse(500, "Internal Server Error"),
        Fault::Raw(502, "<html><h1>Bad Gateway</h1></html>"),
        Fault::Raw(200, "{\"ok\":tr"),
        Fault::Raw(400, "no JSON"),
    ];
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let count = spoilt.len();
    for fault in spoilt {
        fake.spoil("sendPhoto", fault, 1);
    }
    fake.spoil("sendPhoto", Fault::RetryAfter(1), 1);
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/chart drawn?");
    let photo = fake.until_photos(5, 1).await.remove(0);
    assert!(fake.picture(&photo).starts_with(b"\x89PNG"), "every try has the whole picture");
    let tried = fake.tried("sendPhoto");
    assert_eq!(tried.len(), count + 2);
    assert!(tried[count + 1].at - tried[count].at >= Duration::from_secs(1), "flood control is waited out");
    fake.settle(5).await;
    assert_eq!((fake.photos(5).len(), fake.tried("sendPhoto").len()), (1, count + 2));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_before_the_picture_is_not_sent_again() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "drawn?");
    let sent = fake.until_sent(5, 1).await.remove(0);
    // The first attempt fails for good.
    fake.spoil("sendPhoto", Fault::Refuse(500, "Internal Server Error"), quick().tries);
    press(&fake, "p1", private(5, json!({"message_id": 501})), named(&sent, "Chart"));
    fake.until_photos(5, 1).await;
    bot.idle(&fake).await;
    assert_eq!(fake.tried("answerCallbackQuery").len(), 1);
    assert_eq!(fake.tried("sendPhoto").len(), quick().tries + 1);
    assert_eq!(bot.store.backlog().await.unwrap().dead, 0);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_photo_can_be_its_words_come() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let refusals = [
        "Bad Request: not enough rights to send photos to the chat",
        "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN",
    ];
    for (nth, refusal) in refusals.into_iter().enumerate() {
        fake.spoil("sendPhoto", Fault::Refuse(400, refusal), 1);
        fake.push(json!({"message": group(-3, json!({"text": "/chart drawn?"}))}));
        let told = fake.until_sent(-3, nth + 1).await.remove(nth);
        assert_eq!((told.text(), told.replies_to()), (caption_of("drawn?", Lang::En).as_str(), 8));
    }
    // Refused for whatever else, also without markup and without buttons.
    fake.spoil("sendPhoto", Fault::Refuse(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"), 3);
    fake.say(5, "/chart drawn?");
    assert_eq!(fake.until_sent(5, 1).await[0].text(), caption_of("drawn?", Lang::En));
    assert!(fake.photos(5).is_empty() && fake.photos(-3).is_empty());
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_that_can_be_mended_are() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.spoil("sendPhoto", Fault::Refuse(400, "Bad Request: message to be replied not found"), 1);
    fake.spoil("sendPhoto", Fault::Refuse(400, "Bad Request: message thread not found"), 1);
    fake.spoil("sendPhoto", Fault::Refuse(400, "Bad Request: can't parse entities: unsupported tag"), 1);
    fake.spoil("sendPhoto", Fault::Migrate(-1003), 1);
    let topic = json!({"text": "/chart drawn?", "message_thread_id": 4, "is_topic_message": true});
    fake.push(json!({"message": group(-3, topic)}));
    let photo = fake.until_photos(-1003, 1).await.remove(0);
    assert_eq!(photo.body["reply_parameters"], Value::Null);
    assert_eq!(photo.body["message_thread_id"], Value::Null);
    assert_eq!(photo.body["parse_mode"], Value::Null);
    assert_eq!(photo.body["caption"], strip(&caption_of("drawn?", Lang::En)));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_gone_gets_no_picture_and_no_words() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.spoil("sendPhoto", Fault::Refuse(403, "Forbidden: bot was blocked by the user"), 1);
    fake.say(5, "/chart drawn?");
    assert!(fake.settle(5).await.is_empty());
    assert_eq!(fake.tried("sendPhoto").len(), 1);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_on_its_way_is_shown_only_while_it_is_slow() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let patient = Pace { typing_after: Duration::from_secs(60), ..quick() };
    let bot = Bot::start_with(&fake, folder.path(), patient, |_| Deed::None);
    fake.say(5, "/chart drawn?");
    fake.until_photos(5, 1).await;
    bot.stop().await.unwrap();
    assert!(fake.tried("sendChatAction").is_empty());

    let hasty = Pace { typing_after: Duration::from_millis(300), ..quick() };
    let bot = Bot::start_with(&fake, folder.path(), hasty, |_| Deed::None);
    fake.spoil("sendPhoto", Fault::RetryAfter(1), 1);
    let topic = json!({"text": "/chart drawn?", "message_thread_id": 4, "is_topic_message": true});
    fake.push(json!({"message": group(-3, topic)}));
    fake.until_photos(-3, 1).await;
    let shown = fake.tried("sendChatAction");
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert_eq!((shown[0].chat(), &shown[0].body["message_thread_id"]), (-3, &json!(4)));
    assert_eq!(shown[0].body["action"], "upload_photo");
    bot.stop().await.unwrap();
}

async fn offered(fake: &Fake, id: &str, query: &str, offset: &str) -> (Vec<Value>, String) {
    let from = json!({"id": 5, "is_bot": false, "first_name": "A", "language_code": "en"});
    fake.push(json!({"inline_query": {"id": id, "query": query, "offset": offset, "from": from}}));
    let call = fake
        .until(&format!("results for {id}"), |fake| {
            let mut calls = fake.tried("answerInlineQuery").into_iter();
            calls.find(|call| call.body["inline_query_id"] == id && call.status == 200)
        })
        .await;
    let next = call.body["next_offset"].as_str().unwrap_or_default().to_owned();
    (call.body["results"].as_array().cloned().expect("a list"), next)
}

fn kinds(results: &[Value]) -> Vec<&str> {
    results.iter().map(|result| result["type"].as_str().expect("a type")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn inline_a_picture_that_telegram_has_stands_behind_its_answer() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let (before, _) = offered(&fake, "q1", "drawn <b>?", "").await;
    assert!(kinds(&before).iter().all(|kind| *kind == "article"), "nothing is uploaded for it");
    fake.say(5, "/chart drawn <b>?");
    fake.until_photos(5, 1).await;
    bot.idle(&fake).await;
    let (results, _) = offered(&fake, "q2", "drawn <b>?", "").await;
    assert_eq!(kinds(&results)[..3], ["article", "photo", "article"]);
    assert_eq!(results[1]["photo_file_id"], "file-1");
    assert_eq!(results[1]["caption"], caption_of("drawn <b>?", Lang::En));
    assert_eq!(results[1]["parse_mode"], "HTML");
    let ids: HashSet<&str> = results.iter().map(|result| result["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), results.len());
    assert!(ids.iter().all(|id| (1..=64).contains(&id.len())), "{ids:?}");
    // Telegram has lost it: the answers come without it, and it is not offered again.
    fake.spoil("answerInlineQuery", Fault::Refuse(400, "Bad Request: WRONG_FILE_ID"), 1);
    let (results, _) = offered(&fake, "q3", "drawn <b>?", "").await;
    assert!(kinds(&results).iter().all(|kind| *kind == "article"));
    assert_eq!(results[0]["input_message_content"]["parse_mode"], "HTML", "the words were not at fault");
    eventually("a dropped picture", async || {
        let (results, _) = offered(&fake, &format!("q{}", fake.calls().len()), "drawn <b>?", "").await;
        (!kinds(&results).contains(&"photo")).then_some(())
    })
    .await;
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn inline_articles_and_pictures_together_are_no_more_than_fifty() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let query = format!("drawn {MANY}");
    for nth in 0..9 {
        fake.say(5, &format!("/chart {nth}? drawn"));
    }
    fake.say(5, &format!("/chart {query}"));
    fake.until_photos(5, 10).await;
    bot.idle(&fake).await;
    let (mut all, mut offset) = (Vec::new(), String::new());
    for page in 0..9 {
        let (results, next) = offered(&fake, &format!("p{page}"), &query, &offset).await;
        assert!(results.len() <= 50);
        all.extend(results);
        offset = next;
        if offset.is_empty() {
            break;
        }
    }
    assert_eq!(all.len(), 50);
    assert_eq!(kinds(&all).iter().filter(|kind| **kind == "photo").count(), 10);
    let ids: HashSet<&str> = all.iter().map(|result| result["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 50, "no result comes twice");
    bot.stop().await.unwrap();
}
