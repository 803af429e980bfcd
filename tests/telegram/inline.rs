//! Inline mode: what is offered behind the bot's name in any chat.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::support::bot::Bot;
use crate::support::fake::{Call, Fake, Fault};
use crate::support::strict;
use crate::support::world::{MANY, UNKNOWN, html_about};
use footnote::telegram::Limits;

fn write(fake: &Fake, id: &str, query: &str, more: Value) {
    let mut inline = json!({
        "id": id, "query": query, "offset": "", "chat_type": "supergroup",
        "from": {"id": 5, "is_bot": false, "first_name": "</b>&\u{202E}", "language_code": "en"},
    });
    for (name, value) in more.as_object().cloned().unwrap_or_default() {
        inline[name] = value;
    }
    fake.push(json!({"inline_query": inline}));
}

async fn offered(fake: &Fake, id: &str) -> Call {
    fake.until(&format!("results for {id}"), |fake| {
        let done = |call: &Call| call.body["inline_query_id"] == id && call.status == 200;
        fake.tried("answerInlineQuery").into_iter().find(done)
    })
    .await
}

fn results(call: &Call) -> Vec<Value> {
    // A form field or a list, as the client likes.
    match &call.body["results"] {
        Value::String(text) => serde_json::from_str(text).expect("a list"),
        list => list.as_array().cloned().expect("a list"),
    }
}

fn text_of(result: &Value) -> &str {
    result["input_message_content"]["message_text"].as_str().expect("a text")
}

fn titles(call: &Call) -> Vec<String> {
    results(call).iter().map(|result| result["title"].as_str().expect("a title").to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_is_answered_with_its_sources_and_what_is_next_to_it() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let question = "towers <b> & \u{202E}🗼?";
    write(&fake, "q1", &format!("  {question} "), json!({}));
    let call = offered(&fake, "q1").await;
    let all = results(&call);
    assert_eq!(text_of(&all[0]), html_about(question), "as in a chat, sources and all");
    assert_eq!(all[0]["input_message_content"]["parse_mode"], "HTML");
    assert_eq!(all[0]["input_message_content"]["link_preview_options"]["is_disabled"], true);
    assert_eq!(all[0]["title"], format!("42 towers: {question}"));
    assert_eq!(titles(&call)[1..3], ["Lighthouses", "Gates"]);
    let ids: HashSet<&str> = all.iter().map(|result| result["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), all.len(), "every result has an id of its own");
    assert!(ids.iter().all(|id| (1..=64).contains(&id.len())), "{ids:?}");
    for result in &all {
        strict::message(text_of(result)).unwrap();
        assert_eq!(result["type"], "article");
    }
    // The answer is the same for everybody; it may be kept for others.
    assert_ne!(call.body["is_personal"], true);
    assert_eq!(call.body["cache_time"], 300);
    assert_eq!(call.body["button"]["start_parameter"], "inline");
    // Nothing was said to the bot.
    bot.idle(&fake).await;
    assert_eq!(bot.store.dialogue(5, 5, 0).await.unwrap(), None);
    assert!(fake.tried("sendMessage").is_empty());
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn before_anything_is_written_questions_are_suggested_in_the_language_of_the_app() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    write(
        &fake,
        "empty",
        "  ",
        json!({"from": {"id": 5, "is_bot": false, "first_name": "A", "language_code": "zh-hk"}}),
    );
    let call = offered(&fake, "empty").await;
    assert_eq!(titles(&call)[0], "Towers of Atlantis");
    assert_eq!(call.body["is_personal"], true, "another person's app speaks another language");
    assert!(call.body["button"]["text"].as_str().unwrap().ends_with("in zh-Hant"), "{:?}", call.body);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_answer_says_so_and_leads_on() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let question = format!("towers of {UNKNOWN}");
    write(&fake, "none", &question, json!({}));
    let call = offered(&fake, "none").await;
    let titles = titles(&call);
    assert!(titles[0].starts_with("line InlineNothing"), "{titles:?}");
    assert_eq!(titles[1..2], ["Gates"]);
    assert_eq!(text_of(&results(&call)[0]), html_about(&question));
    // Half a word on the way to a question is nothing that an editor should see.
    assert!(bot.store.unanswered(9).await.unwrap().is_empty());
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn many_results_come_by_the_page_and_no_more_than_fifty() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let (mut offset, mut seen) = (String::new(), Vec::new());
    for page in 0..9 {
        write(&fake, &format!("p{page}"), MANY, json!({"offset": offset}));
        let call = offered(&fake, &format!("p{page}")).await;
        seen.extend(titles(&call));
        offset = call.body["next_offset"].as_str().unwrap_or_default().to_owned();
        if offset.is_empty() {
            break;
        }
    }
    assert_eq!(seen.len(), 50);
    assert_eq!(seen.iter().collect::<HashSet<_>>().len(), 50, "no result comes twice");
    // What is no offset of ours begins anew or gives nothing; it is never read as anything else.
    for (nth, forged) in ["-1", "x", "1e3", "99999999999999999999", "\u{0}"].iter().enumerate() {
        write(&fake, &format!("f{nth}"), MANY, json!({"offset": forged}));
        assert_eq!(titles(&offered(&fake, &format!("f{nth}")).await), seen[..10], "{forged}");
    }
    write(&fake, "far", MANY, json!({"offset": "4000"}));
    assert!(results(&offered(&fake, "far").await).is_empty());
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn results_that_are_refused_come_plainer_and_late_ones_are_let_go() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let parse = Fault::Refuse(400, "Bad Request: can't parse entities: unsupported start tag");
    fake.spoil("answerInlineQuery", parse.clone(), 1);
    write(&fake, "once", "towers?", json!({}));
    let all = results(&offered(&fake, "once").await);
    assert!(!all.is_empty());
    assert!(all.iter().all(|result| result["input_message_content"]["parse_mode"].is_null()), "{all:?}");
    assert!(!text_of(&all[0]).contains("<b>"));
    fake.spoil("answerInlineQuery", parse, 2);
    write(&fake, "twice", "towers?", json!({}));
    assert!(results(&offered(&fake, "twice").await).is_empty());
    let late = Fault::Refuse(400, "Bad Request: query is too old and response timeout expired");
    fake.spoil("answerInlineQuery", late, 1);
    let before = fake.tried("answerInlineQuery").len();
    write(&fake, "late", "towers?", json!({}));
    write(&fake, "next", "gates?", json!({}));
    offered(&fake, "next").await;
    assert_eq!(fake.tried("answerInlineQuery").len(), before + 2, "a late one is tried once");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_writes_too_much_at_once_is_told_so_each_time_and_nobody_is_left_waiting() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let limits = Limits { inline_per_minute: 3, person_per_minute: 2, ..Limits::default() };
    let bot = Bot::start_limited(&fake, folder.path(), limits);
    for nth in 0..6 {
        write(&fake, &format!("q{nth}"), "towers?", json!({}));
    }
    for nth in 0..6 {
        let call = offered(&fake, &format!("q{nth}")).await;
        assert_eq!(results(&call).is_empty(), nth >= 3, "{nth}");
        if nth >= 3 {
            assert_eq!((&call.body["cache_time"], &call.body["is_personal"]), (&json!(0), &json!(true)));
            let said = call.body["button"]["text"].as_str().unwrap();
            assert!(said.starts_with("line InlineTooFast"), "{said}");
        }
    }
    // Neither others nor what the same person says to the bot is counted with it.
    let from = json!({"id": 6, "is_bot": false, "first_name": "B", "language_code": "en"});
    write(&fake, "other", "towers?", json!({"from": from}));
    assert!(!results(&offered(&fake, "other").await).is_empty());
    fake.say(5, "towers?");
    assert_eq!(fake.until_sent(5, 1).await[0].text(), html_about("towers?"));
    bot.stop().await.unwrap();
}
