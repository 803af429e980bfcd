//! The binary over real fact bases: a whole exchange by buttons, and what becomes of old buttons and links when another
//! fact base is in use.

use serde_json::{Value, json};

use super::buttons::{all, answered, press};
use crate::support::child::Child;
use crate::support::fake::{Call, Fake, private};
use crate::support::strict;

#[path = "../world/mod.rs"]
mod world;

fn named(call: &Call, label: &str) -> Value {
    let found = all(call).into_iter().find(|(text, _)| text == label);
    found.unwrap_or_else(|| panic!("no button {label}: {:?}", all(call))).1
}

fn under() -> Value {
    private(5, json!({"message_id": 501}))
}

/// Everything that has been sent so far passes a reader as strict as Telegram's.
fn all_is_well_formed(fake: &Fake) {
    for call in fake.sent(5).iter().chain(&fake.edits(5)) {
        strict::message(call.text()).unwrap_or_else(|why| panic!("{why}: {}", call.text()));
        for (label, data) in all(call) {
            assert!((1..=64).contains(&data.as_str().unwrap_or_default().len()), "{label}: {data}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_walks_to_a_figure_opens_its_sources_and_hands_its_link_on() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let _bot = Child::start(&fake, folder.path(), &[]);
    fake.say(5, "/topics");
    let topics = fake.until_sent(5, 1).await.remove(0);
    press(&fake, "p1", under(), named(&topics, "Data centres"));
    let places = fake.until_edited(5, 1).await.remove(0);
    // Pressed by somebody whose app is in Chinese.
    let (hong_kong, open) = (named(&places, "香港"), "來源");
    press(&fake, "p2", under(), hong_kong);
    let told = fake.until_sent(5, 2).await.remove(1);
    assert!(told.text().starts_with("<b>85 個</b>¹"), "{}", told.text());
    press(&fake, "p3", under(), named(&told, open));
    let opened = fake.until_edited(5, 2).await.remove(1);
    assert!(opened.text().contains("香港「85」"), "{}", opened.text());
    let payloads: Vec<&str> = opened.text().split("?start=").skip(1).map(|rest| &rest[..18]).collect();
    assert_eq!(payloads.len(), 2, "a link to the source and one to the answer: {}", opened.text());
    // The conversation is in Chinese by now, whatever the app is in.
    for (nth, payload) in payloads.iter().enumerate() {
        fake.say(5, &format!("/start {payload}"));
        let told = fake.until_sent(5, 3 + nth).await.remove(2 + nth);
        let wanted = ["表 1", "85 個"][nth];
        assert!(told.text().contains(wanted), "{payload}: {}", told.text());
    }
    all_is_well_formed(&fake);
}

#[tokio::test(flavor = "multi_thread")]
async fn over_another_fact_base_old_buttons_work_or_are_kindly_out_of_date() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let mut bot = Child::start(&fake, folder.path(), &[]);
    fake.say(5, "/topics");
    let topics = fake.until_sent(5, 1).await.remove(0);
    fake.say(5, "How many data centres does Hong Kong have?");
    let told = fake.until_sent(5, 2).await.remove(1);
    press(&fake, "p1", under(), named(&told, "Sources"));
    let opened = fake.until_edited(5, 1).await.remove(0);
    let payload = opened.text().rsplit("?start=").next().unwrap()[..18].to_owned();
    bot.kill();

    let invented = world::on_disk("editions");
    let _bot = Child::start(&fake, folder.path(), &[("FOOTNOTE_KNOWLEDGE", invented.to_str().unwrap())]);
    // The sources of an answer are those that it had.
    press(&fake, "p2", under(), named(&opened, "Close sources"));
    assert_eq!(fake.until_edited(5, 2).await[1].text(), told.text());
    // A place that is no more.
    press(&fake, "p3", under(), named(&topics, "Data centres"));
    let out_of_date = answered(&fake, "p3").await.body["text"].as_str().unwrap_or_default().to_owned();
    assert!(out_of_date.contains("out of date"), "in the language of the question: {out_of_date}");
    // A question is asked anew, and refused with what can be asked.
    press(&fake, "p4", under(), named(&told, "From most to least"));
    let refused = fake.until_sent(5, 3).await.remove(2);
    assert!(!refused.text().contains("3,779") && !all(&refused).is_empty(), "{}", refused.text());
    // A link that leads nowhere any more.
    fake.say(5, &format!("/start {payload}"));
    let dead = fake.until_sent(5, 4).await.remove(3);
    assert!(dead.text().contains("out of date") && !all(&dead).is_empty(), "{}", dead.text());
    all_is_well_formed(&fake);
}
