//! The language in which the bot speaks of itself: the one that was chosen, else that of the conversation, else that of
//! the person's app.

use serde_json::json;

use super::buttons::press;
use crate::support::bot::{Bot, Deed, quick};
use crate::support::fake::{Fake, group, private};

/// What there is to say about the bot, and how the invented engine begins to say it.
const PAGES: [(&str, &str); 9] = [
    ("/topics", "at Topics [] page 0"),
    ("/table", "at Table [] page 0"),
    ("/compare", "at Compare [] page 0"),
    ("/chart", "at Chart [] page 0"),
    ("/help", "page Help"),
    ("/about", "page About"),
    ("/rank", "page Rank"),
    ("/sources", "page Sources"),
    ("/privacy", "page Privacy"),
];

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_in_the_language_that_was_last_written_in() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    // The app is in English throughout.
    let mut said = 0;
    for (question, lang) in [("", "en"), ("塔有幾多？", "zh-Hant"), ("towers?", "en"), ("塔呢？", "zh-Hant")]
    {
        if !question.is_empty() {
            fake.say(5, question);
            said += 1;
            fake.until_sent(5, said).await;
        }
        for (command, begins) in PAGES {
            fake.say(5, command);
            said += 1;
            let page = fake.until_sent(5, said).await.remove(said - 1);
            let expected = format!("{begins} in {lang}");
            assert!(page.text().starts_with(&expected), "{command} after {question}: {}", page.text());
        }
    }
    // What is no text, a broken link and a walk that goes on, too.
    fake.push(json!({"message": private(5, json!({"sticker": {}}))}));
    fake.say(5, "/start x");
    let sent = fake.until_sent(5, said + 2).await;
    assert_eq!(sent[said].text(), "page TextOnly in zh-Hant");
    assert_eq!(sent[said + 1].text(), "page DeadLink in zh-Hant");
    bot.stop().await.unwrap();

    // Kept over a restart, and forgotten when that is asked for.
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "/help");
    assert_eq!(fake.until_sent(5, said + 3).await[said + 2].text(), "page Help in zh-Hant");
    fake.say(5, "/forgetme");
    fake.say(5, "/help");
    assert_eq!(fake.until_sent(5, said + 5).await[said + 4].text(), "page Help in en");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_walk_goes_on_in_the_language_of_whoever_walks() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "towers?");
    fake.until_sent(5, 1).await;
    fake.say(5, "/topics");
    let start = fake.until_sent(5, 2).await.remove(1);
    let next = super::charts::named(&start, "Next");
    // The app of who presses is in Chinese; what they wrote is English.
    press(&fake, "p1", private(5, json!({"message_id": 502})), next);
    assert_eq!(fake.until_edited(5, 1).await[0].text(), "at Topics [] page 1 in en");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_group_everybody_has_a_conversation_of_their_own() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    let says = |person: i64, text: &str| {
        let from = json!({"id": person, "is_bot": false, "language_code": "en"});
        fake.push(json!({"message": group(-4, json!({"text": text, "from": from}))}));
    };
    says(77, "/rank 塔");
    says(77, "/help@invented_bot");
    says(78, "/help@invented_bot");
    let sent = fake.until_sent(-4, 3).await;
    assert_eq!([sent[1].text(), sent[2].text()], ["page Help in zh-Hant", "page Help in en"]);
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_was_chosen_goes_before_and_says_nothing_of_what_one_writes_in() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, "塔有幾多？");
    fake.say(5, "/lang");
    let asked = fake.until_sent(5, 2).await.remove(1);
    assert_eq!(asked.text(), "page Language in zh-Hant");
    let under = || private(5, json!({"message_id": 502}));
    press(&fake, "p1", under(), super::charts::named(&asked, "Language(En)"));
    let chosen = fake.until_edited(5, 1).await.remove(0);
    fake.say(5, "塔呢？");
    fake.say(5, "/help");
    assert_eq!(fake.until_sent(5, 4).await[3].text(), "page Help in en");
    // Let go again: what was asked was answered in English because that was chosen.
    press(&fake, "p2", under(), super::charts::named(&chosen, "AnyLanguage"));
    fake.until_edited(5, 2).await;
    let from = json!({"id": 5, "is_bot": false, "language_code": "zh-hk"});
    fake.push(json!({"message": private(5, json!({"text": "/help", "from": from}))}));
    assert_eq!(fake.until_sent(5, 5).await[4].text(), "page Help in zh-Hant");
    bot.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_apology_is_in_that_language_too() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start_with(&fake, folder.path(), quick(), |update| {
        let text = update.message.as_ref().and_then(|message| message.text.as_deref());
        if text == Some("塔倒了？") { Deed::Panic } else { Deed::None }
    });
    fake.say(5, "塔有幾多？");
    fake.say(5, "塔倒了？");
    assert_eq!(fake.until_sent(5, 2).await[1].text(), "page Sorry in zh-Hant");
    bot.stop().await.unwrap();
}
