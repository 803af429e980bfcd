//! Messages that change in place: sources that open and close, pages, walks; links that are handed on; the language of
//! a chat. Forged, old and other people's presses.

use serde_json::{Value, json};

use super::buttons::{all, answered, data, press};
use crate::support::bot::Bot;
use crate::support::fake::{BOT_NAME, Call, Fake, group, private};
use crate::support::strict;
use crate::support::world::{KEY, html_about};

/// The callback data of the button whose label begins with `label`.
fn named(call: &Call, label: &str) -> Value {
    let found = all(call).into_iter().find(|(text, _)| text.starts_with(label));
    found.unwrap_or_else(|| panic!("no button {label}: {:?}", all(call))).1
}

fn changed(data: &Value, at: usize) -> Value {
    let mut letters: Vec<char> = data.as_str().expect("a text").chars().collect();
    letters[at] = if letters[at] == '0' { '1' } else { '0' };
    json!(letters.into_iter().collect::<String>())
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_open_and_close_in_place_also_after_a_restart() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "towers <b>&\" \u{202E}🗼?");
    let sent = fake.until_sent(5, 1).await.remove(0);
    assert!(sent.text().contains("<blockquote expandable>¹ "), "{}", sent.text());
    bot.stop().await.unwrap();

    let bot = Bot::start(&fake, folder.path());
    press(&fake, "p1", private(5, json!({"message_id": 501})), named(&sent, "Sources"));
    let open = fake.until_edited(5, 1).await.remove(0);
    assert_eq!(open.body["message_id"], 501);
    assert_eq!(open.body["link_preview_options"]["is_disabled"], true);
    strict::message(open.text()).unwrap();
    let link = format!("<a href=\"https://t.me/{BOT_NAME}?start=1-{KEY:016x}\">");
    for part in [
        "Printed in en: Towers &amp; spires \u{201C}4 2 &lt;sic&gt;\u{201D}",
        link.as_str(),
        "https://example.org/?a=&quot;1",
    ] {
        assert!(open.text().contains(part), "{part} in {}", open.text());
    }
    // The questions are still there.
    assert_eq!(data(&open), data(&sent));
    press(&fake, "p2", private(5, json!({"message_id": 501})), named(&open, "Close"));
    let closed = fake.until_edited(5, 2).await.remove(1);
    assert_eq!((closed.text(), &closed.body["reply_markup"]), (sent.text(), &sent.body["reply_markup"]));
    // Pressed twice, nothing is modified, and nobody sees an error.
    press(&fake, "p3", private(5, json!({"message_id": 501})), named(&open, "Close"));
    assert_eq!(answered(&fake, "p3").await.body["text"], Value::Null);
    assert_eq!(fake.settle(5).await.len(), 1, "no further message");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_opens_sources_changes_nobodys_conversation() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.push(json!({"message": group(-3, json!({"text": "/rank towers?"}))}));
    let sent = fake.until_sent(-3, 1).await.remove(0);
    press(&fake, "p1", group(-3, json!({"message_id": 501})), named(&sent, "Sources"));
    fake.until_edited(-3, 1).await;
    assert_eq!(bot.store.dialogue(-3, 5, 0).await.unwrap(), None);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_old_and_changed_presses_are_told_kindly_and_change_nothing() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "towers?");
    let sent = fake.until_sent(5, 1).await.remove(0);
    let sources = named(&sent, "Sources");
    let length = sources.as_str().unwrap().len();
    let mut forged: Vec<Value> = (0..length).map(|at| changed(&sources, at)).collect();
    forged.extend([
        json!("v2:"),
        json!("v2:000000000000:o:00abcdef01234567"),
        json!("v3:x"),
        json!("v2::::::"),
    ]);
    for (nth, data) in forged.iter().enumerate() {
        press(&fake, &format!("f{nth}"), private(5, json!({"message_id": 501})), data.clone());
    }
    for (nth, data) in forged.iter().enumerate() {
        let call = answered(&fake, &format!("f{nth}")).await;
        assert!(call.body["text"].as_str().is_some_and(|text| text.contains("OutOfDate")), "{data}");
    }
    assert!(fake.edits(5).is_empty());
    // The card is gone: the button is out of date, and says so.
    let keep = footnote::store::Retention { card_rows: 0, ..Default::default() };
    bot.store.prune(keep, 0).await.unwrap();
    press(&fake, "old", private(5, json!({"message_id": 501})), sources);
    let call = answered(&fake, "old").await;
    assert!(call.body["text"].as_str().is_some_and(|text| text.contains("OutOfDate")));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_walks_through_what_there_is_in_one_message() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    for (command, way) in [("/topics", "Topics"), ("/table", "Table"), ("/compare", "Compare")] {
        let before = (fake.sent(5).len(), fake.edits(5).len());
        fake.say(5, command);
        let start = fake.until_sent(5, before.0 + 1).await.remove(before.0);
        assert_eq!(start.text(), format!("at {way} [] page 0 in en"));
        let labels: Vec<String> = all(&start).into_iter().map(|(label, _)| label).collect();
        assert!(!labels.iter().any(|label| label.starts_with("Back")), "{labels:?}");
        // Two short ones share a row, a long one has its own.
        let rows = start.body["reply_markup"]["inline_keyboard"].as_array().unwrap().clone();
        let lengths: Vec<usize> = rows.iter().map(|row| row.as_array().unwrap().len()).collect();
        assert_eq!(lengths, [2, 1, 1]);
        let under = json!({"message_id": 600});
        press(&fake, &format!("{way} 1"), private(5, under.clone()), named(&start, "Next"));
        let next = fake.until_edited(5, before.1 + 1).await.remove(before.1);
        assert_eq!(next.text(), format!("at {way} [] page 1 in zh-Hant"));
        press(&fake, &format!("{way} 2"), private(5, under.clone()), named(&next, "Below"));
        let below = fake.until_edited(5, before.1 + 2).await.remove(before.1 + 1);
        assert_eq!(below.text(), format!("at {way} [{KEY}] page 0 in zh-Hant"));
        press(&fake, &format!("{way} 3"), private(5, under), named(&below, "Back"));
        let back = fake.until_edited(5, before.1 + 3).await.remove(before.1 + 2);
        assert_eq!(back.text(), format!("at {way} [] page 0 in zh-Hant"));
    }
    // A door that asks, and one that opens, send an answer of their own.
    let start = fake.sent(5).remove(0);
    press(&fake, "ask", private(5, json!({"message_id": 600})), named(&start, "How many"));
    let sent = fake.until_sent(5, 4).await;
    assert_eq!(sent[3].text(), html_about("Towers of Atlantis?"));
    press(&fake, "open", private(5, json!({"message_id": 600})), named(&start, "What is here"));
    assert!(fake.until_sent(5, 5).await[4].text().contains(&format!("what is under {KEY}")));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn compare_and_table_with_words_ask() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/compare Mu <and> Lemuria");
    assert_eq!(fake.until_sent(5, 1).await[0].text(), html_about("compare Mu <and> Lemuria"));
    fake.say(5, "/table towers");
    assert_eq!(fake.until_sent(5, 2).await[1].text(), html_about("towers"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_leads_to_its_thing_and_a_changed_one_gets_a_kind_line() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let good = format!("1-{KEY:016x}");
    assert!(good.len() <= 64 && good.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    fake.say(5, &format!("/start {good}"));
    assert!(fake.until_sent(5, 1).await[0].text().contains(&format!("what is under {KEY}")));
    let mut bad: Vec<String> = (0..good.len())
        .map(|at| {
            let mut letters: Vec<char> = good.chars().collect();
            letters[at] = if letters[at] == 'f' { 'e' } else { 'f' };
            letters.into_iter().collect()
        })
        .collect();
    bad.extend(
        ["1-", "1", "2-00abcdef01234567", "1-00ABCDEF01234567", "1-00abcdef012345678", "towers"]
            .map(String::from),
    );
    bad.extend(["<b>", "\u{202E}🗼", "1-00abcdef01234567 x", "'; DROP TABLE card; --"].map(String::from));
    for payload in &bad {
        fake.say(5, &format!("/start {payload}"));
    }
    let sent = fake.until_sent(5, 1 + bad.len()).await;
    for (payload, call) in bad.iter().zip(&sent[1..]) {
        assert_eq!(call.text(), "page DeadLink in en", "{payload}");
    }
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_of_a_chat_can_be_chosen_and_let_go_again() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/lang");
    let asked = fake.until_sent(5, 1).await.remove(0);
    assert_eq!(asked.text(), "page Language in en");
    let labels: Vec<String> = all(&asked).into_iter().map(|(label, _)| label).collect();
    assert_eq!(labels[0], "✓ AnyLanguage in en");
    assert_eq!(labels.len(), 4);
    let under = || private(5, json!({"message_id": 501}));
    press(&fake, "p1", under(), named(&asked, "Language(ZhHans)"));
    let chosen = fake.until_edited(5, 1).await.remove(0);
    assert_eq!(chosen.text(), "page Speaks(Some(ZhHans)) in zh-Hans");
    bot.stop().await.unwrap();

    // Kept over a restart; answers and pages alike.
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/help");
    assert_eq!(fake.until_sent(5, 2).await[1].text(), "page Help in zh-Hans");
    fake.say(5, "towers?");
    let labels: Vec<String> =
        all(&fake.until_sent(5, 3).await[2]).into_iter().map(|(label, _)| label).collect();
    assert_eq!(labels[0], "Sources in zh-Hans");
    press(&fake, "p2", under(), named(&chosen, "AnyLanguage"));
    assert_eq!(fake.until_edited(5, 2).await[1].text(), "page Speaks(None) in zh-Hans");
    fake.say(5, "/help");
    assert_eq!(fake.until_sent(5, 4).await[3].text(), "page Help in en");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_group_only_who_asked_chooses_the_language() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    // Person 77 asks, person 5 presses.
    fake.push(json!({"message": group(-3, json!({"text": "/lang"}))}));
    let asked = fake.until_sent(-3, 1).await.remove(0);
    press(&fake, "p1", group(-3, json!({"message_id": 501})), named(&asked, "Language(ZhHant)"));
    let call = answered(&fake, "p1").await;
    assert!(call.body["text"].as_str().is_some_and(|text| text.contains("NotYours")), "{:?}", call.body);
    assert_eq!(bot.store.voice(-3).await.unwrap(), None);
    let from = json!({"id": 77, "is_bot": false});
    let data = named(&asked, "Language(ZhHant)");
    let message = group(-3, json!({"message_id": 501}));
    fake.push(json!({"callback_query": {"id": "p2", "from": from, "message": message, "data": data}}));
    fake.until_edited(-3, 1).await;
    assert_eq!(bot.store.voice(-3).await.unwrap().as_deref(), Some("zh-Hant"));
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_of_the_menu_that_says_something_about_the_bot_says_it() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    for (nth, (command, page)) in [
        ("/about", "About"),
        ("/help", "Help"),
        ("/sources", "Sources"),
        ("/rank", "Rank"),
        ("/cite 8", "Cite(8)"),
    ]
    .into_iter()
    .enumerate()
    {
        fake.say(5, command);
        assert_eq!(fake.until_sent(5, nth + 1).await[nth].text(), format!("page {page} in en"));
    }
    bot.stop().await.unwrap();
}
