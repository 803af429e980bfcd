//! Who gets an answer, where it stands, and in which language pages come.

use serde_json::{Value, json};

use crate::support::bot::{Bot, eventually};
use crate::support::fake::{BOT_ID, Fake, group, private};
use crate::support::world::html_about;
use footnote::store::Backlog;

/// A chat of its own for each row, and what is said there first.
struct Row {
    name: &'static str,
    message: fn(i64) -> Value,
    /// What the answer contains; none: nobody answers.
    answer: Option<String>,
}

fn row(name: &'static str, message: fn(i64) -> Value, answer: Option<&str>) -> Row {
    Row { name, message, answer: answer.map(str::to_owned) }
}

fn rows() -> Vec<Row> {
    let asked = |text| Some(html_about(text));
    vec![
        Row {
            name: "a private question",
            message: |chat| private(chat, json!({"text": "How many towers?"})),
            answer: asked("How many towers?"),
        },
        Row {
            name: "a private question that mentions the bot",
            message: |chat| {
                private(chat, json!({"text": "@Invented_Bot towers?", "entities": [mention(0, 13)]}))
            },
            answer: asked("towers?"),
        },
        row("start", |c| private(c, json!({"text": "/start"})), Some("page Start in en")),
        row("start a link", |c| private(c, json!({"text": "/start deep_link"})), Some("page DeadLink in en")),
        row("help", |c| private(c, json!({"text": "/help"})), Some("page Help in en")),
        row("privacy", |c| private(c, json!({"text": "/privacy"})), Some("page Privacy in en")),
        row("sources", |c| private(c, json!({"text": "/SOURCES"})), Some("page Sources in en")),
        row("rank", |c| private(c, json!({"text": "/rank"})), Some("page Rank in en")),
        row(
            "rank with words",
            |c| private(c, json!({"text": "/rank Atlantis <b>"})),
            Some("ranks of Atlantis &lt;b&gt;"),
        ),
        row("cite 8", |c| private(c, json!({"text": "/cite 8"})), Some("page Cite(8) in en")),
        row("cite full-width", |c| private(c, json!({"text": "/cite ８"})), Some("page Cite(8) in en")),
        row("cite in brackets", |c| private(c, json!({"text": "/cite [8]"})), Some("page Cite(8) in en")),
        row("cite nothing", |c| private(c, json!({"text": "/cite"})), Some("page Sources in en")),
        row("cite too much", |c| private(c, json!({"text": "/cite 999"})), Some("page Sources in en")),
        row(
            "a command nobody knows",
            |c| private(c, json!({"text": "/frobnicate"})),
            Some("page Help in en"),
        ),
        row("for another bot", |c| private(c, json!({"text": "/help@other_bot"})), None),
        row("a voice message", |c| private(c, json!({"voice": {"file_id": "x"}})), Some("page TextOnly")),
        row("a kind yet to come", |c| private(c, json!({"hologram": {}})), Some("page TextOnly")),
        row("a pinned message", |c| private(c, json!({"pinned_message": {}})), None),
        row("a caption", |c| private(c, json!({"photo": [], "caption": "towers?"})), Some("towers?")),
        row("a bot", |c| private(c, json!({"text": "hi", "from": {"id": 5, "is_bot": true}})), None),
        row(
            "fields of unknown shape",
            |c| private(c, json!({"text": "odd?", "entities": [{"type": 5}, "x"], "reply_to_message": 9})),
            Some("odd?"),
        ),
        row("group talk", |c| group(c, json!({"text": "How many towers?"})), None),
        row("group voice", |c| group(c, json!({"voice": {}, "reply_to_message": ours(c)})), None),
        row("group command", |c| group(c, json!({"text": "/rank"})), Some("page Rank")),
        row("group command to us", |c| group(c, json!({"text": "/rank@INVENTED_bot"})), Some("page Rank")),
        row("group command to another", |c| group(c, json!({"text": "/rank@other_bot"})), None),
        row("group command to nobody", |c| group(c, json!({"text": "/frobnicate"})), None),
        row(
            "group unknown command to us",
            |c| group(c, json!({"text": "/frob@invented_bot"})),
            Some("page Help"),
        ),
        row(
            "group command to another in reply to us",
            |c| group(c, json!({"text": "/rank@other_bot", "reply_to_message": ours(c)})),
            None,
        ),
        row(
            "group reply",
            |c| group(c, json!({"text": "and?", "reply_to_message": ours(c)})),
            Some(": and?"),
        ),
        row(
            "group reply to another",
            |c| group(c, json!({"text": "and?", "reply_to_message": group(c, json!({}))})),
            None,
        ),
        row(
            "group mention after an emoji, which is two units",
            |c| group(c, json!({"text": "🗼@invented_bot towers?", "entities": [mention(2, 13)]})),
            Some(": 🗼 towers?"),
        ),
        row(
            "group mention of another",
            |c| group(c, json!({"text": "@invented_bo2 towers?", "entities": [mention(0, 13)]})),
            None,
        ),
        row("group mention that is no entity", |c| group(c, json!({"text": "@invented_bot towers?"})), None),
        row(
            "group mention by name",
            |c| {
                let entity =
                    json!({"type": "text_mention", "offset": 0, "length": 3, "user": {"id": BOT_ID}});
                group(c, json!({"text": "Bot towers?", "entities": [entity]}))
            },
            Some(": towers?"),
        ),
        row(
            "group mention out of range",
            |c| group(c, json!({"text": "hi", "entities": [mention(90, 7), mention(1, 4_000_000_000)]})),
            None,
        ),
        row(
            "group mention alone",
            |c| group(c, json!({"text": "@invented_bot", "entities": [mention(0, 13)]})),
            Some("page Help"),
        ),
        row(
            "an anonymous admin",
            |c| {
                let (from, as_chat) =
                    (json!({"id": 1, "is_bot": true}), json!({"id": c, "type": "supergroup"}));
                group(c, json!({"text": "/rank", "from": from, "sender_chat": as_chat}))
            },
            Some("page Rank"),
        ),
        row(
            "our own words through inline mode",
            |c| group(c, json!({"text": "/rank", "via_bot": {"id": BOT_ID, "is_bot": true}})),
            None,
        ),
    ]
}

fn mention(offset: u64, length: u64) -> Value {
    json!({"type": "mention", "offset": offset, "length": length})
}

/// A message of the bot.
fn ours(chat: i64) -> Value {
    group(chat, json!({"from": {"id": BOT_ID, "is_bot": true}, "text": "42"}))
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_who_speaks_to_the_bot_is_answered_and_nobody_else() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let rows = rows();
    for (nth, row) in (0..).zip(&rows) {
        let chat =
            if row.name.contains("group") || row.name.starts_with("an anonymous") { -1000 } else { 1000 };
        fake.push(json!({"message": (row.message)(chat * (nth + 1))}));
    }
    // Other kinds of updates are finished without a word.
    fake.push(
        json!({"channel_post": {"message_id": 1, "chat": {"id": 9, "type": "channel"}, "text": "/help"}}),
    );
    let mut post = private(9, json!({"text": "/help"}));
    post["chat"]["type"] = "channel".into();
    fake.push(json!({"message": post}));
    fake.push(json!({"hologram_reaction": {"user": {"id": 9}}}));
    fake.push(json!({"message": "not even an object"}));
    assert_eq!(fake.settle(9).await.len(), 0);
    eventually("an empty inbox", async || {
        (bot.store.backlog().await.unwrap() == Backlog { open: 0, dead: 0 }).then_some(())
    })
    .await;

    for (nth, row) in (0..).zip(&rows) {
        let base =
            if row.name.contains("group") || row.name.starts_with("an anonymous") { -1000 } else { 1000 };
        let sent = fake.sent(base * (nth + 1));
        let texts: Vec<_> = sent.iter().map(|call| call.text()).collect();
        match &row.answer {
            Some(answer) => {
                assert_eq!(texts.len(), 1, "{}: {texts:?}", row.name);
                assert!(texts[0].contains(answer), "{}: {texts:?} lacks {answer:?}", row.name);
            }
            None => assert!(texts.is_empty(), "{}: {texts:?}", row.name),
        }
    }
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_in_a_group_replies_to_the_question_in_its_topic() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let topic = json!({"text": "/help", "message_id": 31, "message_thread_id": 17, "is_topic_message": true});
    fake.push(json!({"message": group(-1, topic)}));
    let sent = &fake.until_sent(-1, 1).await[0].body;
    assert_eq!(sent["reply_parameters"]["message_id"], 31);
    assert_eq!(sent["message_thread_id"], 17);
    assert_eq!(sent["parse_mode"], "HTML");
    assert_eq!(sent["link_preview_options"]["is_disabled"], true);

    // A thread of mere replies can't be written to by number.
    fake.push(json!({"message": group(-2, json!({"text": "/help", "message_thread_id": 17}))}));
    assert_eq!(fake.until_sent(-2, 1).await[0].body["message_thread_id"], Value::Null);

    // In private there is nothing to tell apart.
    fake.say(3, "towers?");
    assert_eq!(fake.until_sent(3, 1).await[0].body["reply_parameters"], Value::Null);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_come_in_the_language_of_the_persons_app() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let cases = [
        ("zh-hant", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh_TW", "zh-Hant"),
        ("zh-hans", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("", "en"),
    ];
    for (chat, (code, _)) in (1..).zip(cases) {
        let from = json!({"id": chat, "is_bot": false, "language_code": code});
        fake.push(json!({"message": private(chat, json!({"text": "/help", "from": from}))}));
    }
    for (chat, (code, tag)) in (1..).zip(cases) {
        let sent = fake.until_sent(chat, 1).await;
        assert!(sent[0].text().ends_with(&format!("in {tag}")), "{code}: {}", sent[0].text());
    }
    bot.stop().await.unwrap();
}
