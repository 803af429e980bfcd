//! Replies, quotes and forwarded messages: what a short question is about.

use serde_json::{Value, json};

use crate::support::bot::{Bot, eventually};
use crate::support::fake::{BOT_ID, Fake, group, private};
use crate::support::world::{KEY, RECALL, UNKNOWN, html_about};

fn mentions(text: &str) -> Value {
    let entity = json!({"type": "mention", "offset": 0, "length": 13});
    json!({"text": format!("@invented_bot {text}"), "entities": [entity]})
}

fn with(mut message: Value, more: Value) -> Value {
    for (name, value) in more.as_object().cloned().unwrap_or_default() {
        message[name] = value;
    }
    message
}

/// The bot's own message with this number.
fn ours(chat: i64, id: i64) -> Value {
    let from = json!({"id": BOT_ID, "is_bot": true});
    group(chat, json!({"from": from, "message_id": id, "text": "42 towers"}))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_asks_about_the_words_it_replies_to() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let theirs = private(1, json!({"text": "Atlantis <has> & towers \u{202E}🗼"}));
    let cases = [
        // Somebody else's words, also in a caption.
        (json!({"reply_to_message": theirs}), "Atlantis <has> & towers \u{202E}🗼"),
        (json!({"reply_to_message": private(1, json!({"photo": [], "caption": "gates"}))}), "gates"),
        // The part that was marked goes before the whole, also where the message stands in another chat.
        (json!({"reply_to_message": theirs, "quote": {"text": "towers", "position": 3}}), "towers"),
        (json!({"external_reply": {"origin": {}}, "quote": {"text": "harbours"}}), "harbours"),
    ];
    for (chat, (more, about)) in (1..).zip(&cases) {
        fake.push(json!({"message": with(private(chat, json!({"text": RECALL})), more.clone())}));
        let sent = fake.until_sent(chat, 1).await;
        assert_eq!(sent[0].text(), html_about(&format!("after: {about}")), "{more}");
    }
    // What has no words, or is odd, leaves the conversation as it is.
    fake.say(9, "before");
    fake.until_sent(9, 1).await;
    for more in [
        json!({"reply_to_message": private(9, json!({"voice": {}}))}),
        json!({"reply_to_message": 17, "quote": "x"}),
        json!({"quote": {"text": "  "}}),
    ] {
        let start = fake.sent(9).len();
        fake.push(json!({"message": with(private(9, json!({"text": RECALL})), more.clone())}));
        let sent = fake.until_sent(9, start + 1).await;
        assert!(sent[start].text().contains("after: before"), "{more}: {}", sent[start].text());
    }
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_to_an_older_answer_goes_on_from_there_also_for_another_member() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.push(json!({"message": with(group(-4, mentions("towers?")), json!({"message_id": 40}))}));
    fake.push(json!({"message": with(group(-4, mentions("gates?")), json!({"message_id": 41}))}));
    fake.until_sent(-4, 2).await;
    let asker = eventually("the asker's conversation", async || {
        bot.store.dialogue(-4, 77, 0).await.unwrap().filter(|body| body.contains("gates?"))
    })
    .await;
    // Person 78 has said nothing yet.
    let reply = json!({
        "message_id": 42, "text": RECALL, "reply_to_message": ours(-4, 501),
        "from": {"id": 78, "is_bot": false, "first_name": "</b>&"},
    });
    fake.push(json!({"message": group(-4, reply)}));
    let sent = fake.until_sent(-4, 3).await;
    assert_eq!((sent[2].text(), sent[2].replies_to()), (html_about("after: towers?").as_str(), 42));
    assert_eq!(bot.store.dialogue(-4, 77, 0).await.unwrap(), Some(asker), "the asker's stays as it is");
    // To the last answer: nothing else than going on.
    let reply = json!({"message_id": 43, "text": RECALL, "reply_to_message": ours(-4, 502)});
    fake.push(json!({"message": group(-4, reply)}));
    assert_eq!(fake.until_sent(-4, 4).await[3].text(), html_about("after: towers? | gates?"));
    // To one that nobody remembers.
    let reply = json!({"message_id": 44, "text": "and?", "reply_to_message": ours(-4, 17)});
    fake.push(json!({"message": group(-4, reply)}));
    assert_eq!(fake.until_sent(-4, 5).await[4].text(), html_about("and?"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_alone_in_reply_to_a_question_asks_that_question() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let asked = group(-4, json!({"message_id": 39, "text": "How many towers?"}));
    fake.push(json!({"message": with(group(-4, mentions("")), json!({"reply_to_message": asked}))}));
    assert_eq!(fake.until_sent(-4, 1).await[0].text(), html_about("How many towers?"));
    let article = group(-4, json!({"message_id": 39, "text": "towers ".repeat(200)}));
    fake.push(json!({"message": with(group(-4, mentions("")), json!({"reply_to_message": article}))}));
    assert_eq!(fake.until_sent(-4, 2).await[1].text(), "notice TooLong in en");
    // In a topic every message says that it replies to the one that opened it.
    let opening = group(-4, json!({"message_id": 3, "text": "Topic", "forum_topic_created": {"name": "T"}}));
    let topic = json!({"reply_to_message": opening, "message_thread_id": 3, "is_topic_message": true});
    fake.push(json!({"message": with(group(-4, mentions("")), topic)}));
    let sent = fake.until_sent(-4, 3).await;
    assert_eq!((sent[2].text(), &sent[2].body["message_thread_id"]), ("page Help in en", &json!(3)));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn forwarded_words_are_answered_and_not_kept_for_the_editor() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let question = format!("Towers of {UNKNOWN}?");
    let origin = json!({"type": "user", "sender_user": {"id": 8}});
    fake.push(json!({"message": private(5, json!({"text": question, "forward_origin": origin}))}));
    assert_eq!(fake.until_sent(5, 1).await[0].text(), html_about(&question));
    fake.settle(5).await;
    assert!(bot.store.unanswered(9).await.unwrap().is_empty(), "these are not the sender's own words");
    fake.say(5, &format!("@ann_b and {question}"));
    let noted = eventually("a note", async || bot.store.unanswered(9).await.unwrap().pop()).await;
    assert_eq!((noted.what.question, noted.times), (format!("… and {question}"), 1));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_to_what_a_link_has_opened_goes_on_from_there_and_it_can_be_judged() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, &format!("/start 1-{KEY:016x}"));
    let opened = fake.until_sent(5, 1).await.remove(0);
    assert!(opened.body["reply_markup"].to_string().contains("f1:+"), "{:?}", opened.body);
    fake.say(5, "gates?");
    fake.until_sent(5, 2).await;
    let last = eventually("the turn", async || bot.store.answer_in(5, 501, 0).await.unwrap()).await;
    let reply = json!({"text": RECALL, "reply_to_message": ours(5, 501)});
    fake.push(json!({"message": private(5, reply)}));
    let sent = fake.until_sent(5, 3).await;
    assert!(!sent[2].text().contains("gates?"), "{} after {}", sent[2].text(), last.context);
    let from = json!({"id": 5, "is_bot": false});
    let message = private(5, json!({"message_id": 501}));
    fake.push(json!({"callback_query": {"id": "v", "from": from, "message": message, "data": "f1:-"}}));
    let vote = eventually("a vote", async || bot.store.feedback(9).await.unwrap().pop()).await;
    assert_eq!((vote.what.verdict.as_str(), vote.what.question.as_str()), ("down", ""));
    // The button above inline results leads to the start, not to a link that leads nowhere.
    fake.say(5, "/start inline");
    assert!(fake.until_sent(5, 4).await[3].text().starts_with("page Start in en"));
    bot.stop().await.unwrap();
}
