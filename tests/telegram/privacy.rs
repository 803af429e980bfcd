//! What is kept about people, what is said about it, and that it is gone when they say so; what admins may see.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::support::bot::{Bot, Deed, eventually, quick, unlimited};
use crate::support::fake::{Call, Fake, Fault, group, private};
use crate::support::world::{RECALL, UNKNOWN, html_about};
use footnote::store::{SqliteStore, Store};
use footnote::telegram::Pace;

fn store(folder: &std::path::Path) -> Arc<dyn Store> {
    Arc::new(SqliteStore::open(&folder.join("test.sqlite")).unwrap())
}

/// All text and all numbers in all tables but the counters.
fn everything(folder: &std::path::Path) -> String {
    let db = rusqlite::Connection::open(folder.join("test.sqlite")).unwrap();
    let mut all = String::new();
    for (table, columns) in [
        ("inbox", "chat || ' ' || body"),
        ("dialogue", "chat || ' ' || person || ' ' || body"),
        ("answered", "chat || ' ' || person || ' ' || question || ' ' || context"),
        ("vote", "voter"),
        ("voice", "chat || lang"),
        ("unanswered", "question"),
        ("feedback", "question || ' ' || facts"),
    ] {
        let mut rows = db.prepare(&format!("SELECT CAST({columns} AS TEXT) FROM {table}")).unwrap();
        let rows = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.for_each(|row| all += &format!("{table}: {}\n", row.unwrap()));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn forgetting_takes_all_that_is_kept_about_a_person_and_nothing_of_others() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let person = 987_654_321;
    fake.say(person, "towers of secrets?");
    fake.until_sent(person, 1).await;
    fake.say(person, &format!("towers of {UNKNOWN}?"));
    fake.say(6, "gates?");
    let mine = group(
        -4,
        json!({"text": "/rank@invented_bot hidden things", "from": {"id": person, "is_bot": false}}),
    );
    fake.push(json!({"message": mine}));
    let first = fake.until_sent(person, 2).await.remove(0);
    fake.until_sent(-4, 1).await;
    fake.until_sent(6, 1).await;
    let of = |text: &str| private(person, json!({"message_id": 501, "text": text}));
    let from = json!({"id": person, "is_bot": false});
    fake.push(
        json!({"callback_query": {"id": "v", "from": from, "message": of(first.text()), "data": "f1:-"}}),
    );
    let vote = eventually("a vote", async || bot.store.feedback(9).await.unwrap().pop());
    assert_eq!(vote.await.times, 1);

    fake.say(person, "/forgetme");
    assert_eq!(fake.until_sent(person, 3).await[2].text(), "line Forgotten  in en");
    bot.idle(&fake).await;
    let kept = everything(folder.path());
    assert!(!kept.contains(&person.to_string()), "{kept}");
    assert!(!kept.contains("hidden things"), "{kept}");
    assert!(kept.contains("dialogue: 6 6"), "{kept}");
    assert!(!kept.contains("vote:"), "{kept}");
    // Asked on, a conversation begins; an edit of an old question finds no old answer.
    fake.say(person, RECALL);
    assert_eq!(fake.until_sent(person, 4).await[3].text(), html_about("after: "));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_kept_for_the_editor_only_while_privacy_says_so() {
    for keeps in [true, false] {
        let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
        let url = fake.url.clone();
        let bot = Bot::launch(store(folder.path()), |service| {
            service.server(Some(url)).pace(quick()).limits(unlimited()).keeps_questions(keeps)
        });
        fake.say(5, "/privacy");
        fake.say(5, &format!("ask @ann_b: towers of {UNKNOWN}?"));
        let sent = fake.until_sent(5, 2).await;
        let said = sent[0].text();
        assert!(said.starts_with("page Privacy in en"), "{said}");
        assert!(said.contains("line KeepsFeedback 90 in en") && said.contains("line Forget "), "{said}");
        assert_eq!(said.contains("line KeepsQuestions 90 in en"), keeps, "{said}");
        fake.settle(5).await;
        let noted = bot.store.unanswered(9).await.unwrap();
        let questions: Vec<&str> = noted.iter().map(|noted| noted.what.question.as_str()).collect();
        let expected: &[&str] = if keeps { &["ask … towers of Lemuria?"] } else { &[] };
        assert_eq!(questions, expected);
        bot.stop().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn admins_see_misses_and_counts_and_nobody_else_does() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let url = fake.url.clone();
    let (_say, notices) = mpsc::channel(1);
    let bot = Bot::launch(store(folder.path()), |service| {
        service.server(Some(url)).pace(quick()).limits(unlimited()).admins(vec![9], notices)
    });
    fake.say(9, "/misses");
    assert!(fake.until_sent(9, 1).await[0].text().starts_with("line NoMisses"));
    for question in ["towers of Lemuria <b>", "the towers of Lemuria <b>", "towers of Lemuria <b>"] {
        fake.say(5, question);
    }
    fake.until_sent(5, 3).await;
    fake.settle(5).await;
    fake.say(9, "/misses");
    let page = fake.until_sent(9, 2).await.remove(1);
    assert!(page.text().starts_with("line Misses"), "{}", page.text());
    assert!(page.text().contains("<b>3×</b>"), "{}", page.text());
    let alike = "towers of Lemuria &lt;b&gt; / the towers of Lemuria &lt;b&gt; (no_data)";
    assert!(page.text().contains(alike), "{}", page.text());
    fake.say(9, "/stats");
    let page = fake.until_sent(9, 3).await.remove(2);
    assert!(page.text().contains("line StatsUpdates  in en: <b>"), "{}", page.text());
    assert!(page.text().contains("line StatsAnswers no_data in en: <b>3</b>"), "{}", page.text());
    // To others, and in front of others, these are commands like any that we don't have.
    for text in ["/misses", "/stats"] {
        let before = fake.sent(5).len();
        fake.say(5, text);
        assert_eq!(fake.until_sent(5, before + 1).await[before].text(), "page Help in en");
        let shown =
            group(-4, json!({"text": format!("{text}@invented_bot"), "from": {"id": 9, "is_bot": false}}));
        let before = fake.sent(-4).len();
        fake.push(json!({"message": shown}));
        assert_eq!(fake.until_sent(-4, before + 1).await[before].text(), "page Help in en");
    }
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admins_menu_comes_with_the_first_private_message_and_once() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let scope = json!({"type": "chat", "chat_id": 9});
    let of_admin = |method: &str| -> Vec<Call> {
        let own = |call: &Call| call.body["scope"]["type"] == "chat";
        fake.tried(method).into_iter().filter(own).collect()
    };
    let start = || {
        let (url, (_, notices)) = (fake.url.clone(), mpsc::channel(1));
        Bot::launch(store(folder.path()), |service| {
            service.server(Some(url)).pace(quick()).limits(unlimited()).admins(vec![9, 10], notices)
        })
    };
    let bot = start();
    // Nobody else brings it about, nor does the admin where others read along.
    fake.say(5, "/help");
    fake.until_sent(5, 1).await;
    let from = json!({"id": 9, "is_bot": false});
    fake.push(json!({"message": group(-4, json!({"text": "/help@invented_bot", "from": from}))}));
    fake.until_sent(-4, 1).await;
    fake.until("the menus of everybody", |fake| (fake.tried("setMyCommands").len() == 8).then_some(())).await;
    assert!(of_admin("getMyCommands").is_empty() && of_admin("setMyCommands").is_empty());

    // Where Telegram is in trouble, the next message brings it about.
    fake.spoil("getMyCommands", Fault::Refuse(500, "x"), 2);
    fake.spoil("setMyCommands", Fault::Refuse(500, "x"), 2);
    fake.say(9, "/help");
    fake.until("two failures", |_| (of_admin("setMyCommands").len() == 2).then_some(())).await;
    eventually("the menu in both languages", async || {
        fake.say(9, "/help");
        tokio::time::sleep(Duration::from_millis(20)).await;
        (of_admin("setMyCommands").len() == 4).then_some(())
    })
    .await;
    for (call, code) in of_admin("setMyCommands")[2..].iter().zip([Value::Null, json!("zh")]) {
        assert_eq!((&call.body["scope"], &call.body["language_code"], call.status), (&scope, &code, 200));
        let commands = call.body["commands"].to_string();
        assert!(commands.contains("misses") && commands.contains("feedback"), "{commands}");
    }
    let looks = of_admin("getMyCommands").len();
    fake.say(9, "/help");
    bot.idle(&fake).await;
    assert_eq!((of_admin("getMyCommands").len(), of_admin("setMyCommands").len()), (looks, 4), "once");
    bot.stop().await.unwrap();

    // Another process looks, and finds nothing to set.
    let bot = start();
    fake.say(9, "/help");
    fake.until("two looks", |_| (of_admin("getMyCommands").len() == looks + 2).then_some(())).await;
    bot.idle(&fake).await;
    assert_eq!(of_admin("setMyCommands").len(), 4);
    let refused = |call: &Call| call.status == 400 && call.method.ends_with("mycommands");
    assert!(!fake.calls().iter().any(refused), "Telegram is never asked about a chat that it does not know");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_is_shown_only_where_an_answer_takes_long() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let pace = Pace { typing_after: Duration::from_millis(300), ..quick() };
    let bot = Bot::start_with(&fake, folder.path(), pace, |update| {
        let slow = update.message.as_ref().is_some_and(|message| message.chat.id == -4);
        if slow { Deed::Late(Duration::from_millis(900)) } else { Deed::None }
    });
    for _ in 0..5 {
        fake.say(5, "towers?");
    }
    fake.until_sent(5, 5).await;
    let topic = json!({"text": "/help@invented_bot", "message_thread_id": 3, "is_topic_message": true});
    fake.push(json!({"message": group(-4, topic)}));
    fake.until_sent(-4, 1).await;
    let typing = fake.tried("sendChatAction");
    assert_eq!(typing.len(), 1, "{typing:?}");
    assert_eq!((typing[0].chat(), &typing[0].body["message_thread_id"]), (-4, &json!(3)));
    assert_eq!(typing[0].body["action"], "typing");
    let order: Vec<String> = fake.calls().into_iter().filter(|c| c.chat() == -4).map(|c| c.method).collect();
    assert_eq!(order, ["sendchataction", "sendmessage"]);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_is_shown_again_for_as_long_as_it_takes() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let (after, again) = (Duration::from_millis(200), Duration::from_millis(300));
    let pace = Pace { typing_after: after, typing_again: again, ..quick() };
    assert!(Pace::default().typing_again < Duration::from_secs(5), "Telegram shows it so long");
    let bot = Bot::start_with(&fake, folder.path(), pace, |_| Deed::Late(Duration::from_millis(1400)));
    fake.say(5, "towers?");
    fake.until_sent(5, 1).await;
    let shown = fake.tried("sendChatAction");
    // At 200, 500, 800, 1100 ms; a slow machine may leave one out.
    assert!((3..=4).contains(&shown.len()), "{shown:?}");
    let apart = shown.windows(2).map(|two| two[1].at - two[0].at);
    assert!(apart.into_iter().all(|apart| apart >= again), "{shown:?}");
    tokio::time::sleep(2 * again).await;
    assert_eq!(fake.tried("sendChatAction").len(), shown.len(), "and no longer");
    bot.stop().await.unwrap();
}
