//! Groups and channels: hellos, goodbyes, moves, and when the bot speaks at all.

use serde_json::{Value, json};

use crate::support::bot::Bot;
use crate::support::fake::{Fake, group, private};
use crate::support::world::{RECALL, html_about};

fn standing(status: &str) -> Value {
    json!({"user": {"id": 123_456, "is_bot": true}, "status": status})
}

fn member(fake: &Fake, chat: Value, before: Value, after: Value) {
    let from = json!({"id": 77, "is_bot": false, "first_name": "<Bob>", "language_code": "zh-tw"});
    let change =
        json!({"chat": chat, "from": from, "date": 1, "old_chat_member": before, "new_chat_member": after});
    fake.push(json!({"my_chat_member": change}));
}

fn supergroup(id: i64) -> Value {
    json!({"id": id, "type": "supergroup", "title": "<G> & \u{202E}🗼"})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_said_hello_to_once_when_the_bot_comes() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    member(&fake, supergroup(-4), standing("left"), standing("member"));
    let hello = fake.until_sent(-4, 1).await;
    assert_eq!(hello[0].text(), "line Hello invented_bot in zh-Hant");
    // Made an admin, taken out and added again: that is no new acquaintance.
    member(&fake, supergroup(-4), standing("member"), standing("administrator"));
    member(&fake, supergroup(-4), standing("administrator"), standing("kicked"));
    member(&fake, supergroup(-4), standing("kicked"), json!({"status": "restricted", "is_member": true}));
    // Only looked at from outside, or written to in private, or a channel: no hello.
    member(&fake, supergroup(-5), standing("left"), json!({"status": "restricted", "is_member": false}));
    member(&fake, json!({"id": 6, "type": "private"}), standing("kicked"), standing("member"));
    member(&fake, json!({"id": -7, "type": "channel"}), standing("left"), standing("administrator"));
    // Odd shapes do no harm.
    fake.push(json!({"my_chat_member": {"chat": {"id": -8, "type": "group"}, "from": {"id": 1}, "new_chat_member": 7}}));
    fake.push(json!({"my_chat_member": "x"}));
    bot.idle(&fake).await;
    assert_eq!(fake.sent(-4).len(), 1);
    assert_eq!(fake.messages(), 1, "{:?}", fake.tried("sendMessage"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_shows_the_bot_the_door_is_forgotten() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.push(json!({"message": group(-4, json!({"text": "/cite@invented_bot 8"}))}));
    fake.push(json!({"message": group(-4, json!({"text": "/rank@invented_bot towers"}))}));
    fake.say(6, "towers?");
    fake.until_sent(-4, 2).await;
    fake.until_sent(6, 1).await;
    bot.idle(&fake).await;
    assert!(bot.store.dialogue(-4, 77, 0).await.unwrap().is_some());
    assert!(
        bot.store
            .answer_in(6, 503, 0)
            .await
            .unwrap()
            .or(bot.store.last_answer(6, 6, 0).await.unwrap())
            .is_some()
    );
    member(&fake, supergroup(-4), standing("member"), standing("left"));
    member(&fake, json!({"id": 6, "type": "private"}), standing("member"), standing("kicked"));
    bot.idle(&fake).await;
    assert_eq!(bot.store.dialogue(-4, 77, 0).await.unwrap(), None);
    assert_eq!(bot.store.last_answer(-4, 77, 0).await.unwrap(), None);
    assert_eq!(bot.store.dialogue(6, 6, 0).await.unwrap(), None);
    assert_eq!(bot.store.last_answer(6, 6, 0).await.unwrap(), None);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_becomes_a_supergroup_goes_on_talking() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let old = |more: Value| {
        let mut message = group(-4, more);
        message["chat"] = json!({"id": -4, "type": "group", "title": "G"});
        message
    };
    member(&fake, json!({"id": -4, "type": "group"}), standing("left"), standing("member"));
    fake.push(json!({"message": old(json!({"text": "/rank@invented_bot towers"}))}));
    fake.until_sent(-4, 2).await;
    bot.idle(&fake).await;
    // Telegram tells it in both chats, in no certain order, and maybe twice.
    fake.push(json!({"message": group(-1004, json!({"migrate_from_chat_id": -4}))}));
    fake.push(json!({"message": old(json!({"migrate_to_chat_id": -1004}))}));
    fake.push(json!({"message": old(json!({"migrate_to_chat_id": -1004}))}));
    bot.idle(&fake).await;
    let mention = json!([{"type": "mention", "offset": 0, "length": 13}]);
    let recall = json!({"text": format!("@invented_bot {RECALL}"), "entities": mention});
    fake.push(json!({"message": group(-1004, recall)}));
    assert_eq!(fake.until_sent(-1004, 1).await[0].text(), html_about("after: ranks of towers"));
    member(&fake, supergroup(-1004), standing("left"), standing("member"));
    bot.idle(&fake).await;
    assert_eq!(fake.sent(-1004).len(), 1, "an old acquaintance");
    assert_eq!(bot.store.dialogue(-4, 77, 0).await.unwrap(), None);
    // Numbers that are none are left alone.
    fake.push(json!({"message": group(-4, json!({"migrate_to_chat_id": "x"}))}));
    fake.say(1, "still there?");
    fake.until_sent(1, 1).await;
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_group_only_what_is_said_to_the_bot_is_answered_where_it_was_said() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    for text in ["talk", "towers?", "/rank@other_bot towers", "/unheard_of", "@other_bot towers"] {
        fake.push(json!({"message": group(-4, json!({"text": text}))}));
    }
    fake.push(json!({"message": group(-4, json!({"voice": {}}))}));
    let topic = json!({"text": "/help@Invented_Bot", "message_id": 91, "message_thread_id": 3, "is_topic_message": true});
    fake.push(json!({"message": group(-4, topic)}));
    let sent = fake.until_sent(-4, 1).await;
    bot.idle(&fake).await;
    assert_eq!(fake.sent(-4).len(), 1, "{sent:?}");
    assert_eq!((sent[0].text(), sent[0].replies_to()), ("page Help in en", 91));
    assert_eq!(sent[0].body["message_thread_id"], 3);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_channel_only_what_names_the_bot_is_answered_and_edits_are_followed() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let chat = json!({"id": -9, "type": "channel", "title": "C"});
    let post = |id: i64, text: &str| {
        let mut post = json!({"message_id": id, "date": 1, "chat": chat, "sender_chat": chat, "text": text});
        if text.starts_with("@invented_bot") {
            post["entities"] = json!([{"type": "mention", "offset": 0, "length": 13}]);
        }
        post
    };
    for (id, text) in [(31, "news of the day"), (32, "/help"), (33, "/help@other_bot")] {
        fake.push(json!({"channel_post": post(id, text)}));
    }
    fake.push(json!({"channel_post": post(34, "@invented_bot towers?")}));
    let sent = fake.until_sent(-9, 1).await;
    bot.idle(&fake).await;
    assert_eq!(fake.sent(-9).len(), 1);
    assert_eq!((sent[0].text(), sent[0].replies_to()), (html_about("towers?").as_str(), 34));
    fake.push(json!({"edited_channel_post": post(34, "@invented_bot gates?")}));
    let edit = fake.until("an edit", |fake| fake.tried("editMessageText").pop()).await;
    assert_eq!((edit.text(), edit.body["message_id"].as_i64()), (html_about("gates?").as_str(), Some(501)));
    // An edit of what was never for the bot changes nothing.
    fake.push(json!({"edited_channel_post": post(31, "news of yesterday")}));
    bot.idle(&fake).await;
    assert_eq!((fake.sent(-9).len(), fake.tried("editMessageText").len()), (1, 1));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_text_gets_one_line_and_an_album_one_in_all() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let wordless = [
        json!({"voice": {"file_id": "v"}}),
        json!({"photo": [{"file_id": "p"}]}),
        json!({"sticker": {"file_id": "s", "emoji": "🗼"}}),
        json!({"document": {"file_id": "d", "file_name": "<b>.pdf"}}),
        json!({"location": {"latitude": 1.5, "longitude": 2.5}}),
        json!({"video_note": {}}),
        json!({"contact": {"first_name": "</b>"}}),
        json!({"poll": {}}),
        json!({"something_new": {}}),
    ];
    for (chat, message) in (1..).zip(&wordless) {
        fake.push(json!({"message": private(chat, message.clone())}));
        assert_eq!(fake.until_sent(chat, 1).await[0].text(), "page TextOnly in en", "{message}");
    }
    // A caption is read.
    fake.push(json!({"message": private(20, json!({"photo": [], "caption": "towers?"}))}));
    assert_eq!(fake.until_sent(20, 1).await[0].text(), html_about("towers?"));
    for nth in 0..5 {
        let part = json!({"photo": [], "media_group_id": "a1", "message_id": 60 + nth});
        fake.push(json!({"message": private(21, part)}));
    }
    assert_eq!(fake.settle(21).await.len(), 1, "one line for the album");
    // Words behind the first picture are a question all the same.
    let words = json!({"photo": [], "media_group_id": "a1", "caption": "gates?"});
    fake.push(json!({"message": private(21, words)}));
    fake.push(json!({"message": private(22, json!({"photo": [], "media_group_id": "a1"}))}));
    assert_eq!(fake.until_sent(22, 1).await[0].text(), "page TextOnly in en", "another chat's album");
    let sent = fake.until_sent(21, 3).await;
    assert_eq!(sent.last().map(|call| call.text()), Some(html_about("gates?").as_str()));
    bot.stop().await.unwrap();
}
