//! Long lists turn their pages in the one message, also with the sources open and after a restart.

use serde_json::json;

use super::buttons::{all, data, press};
use super::charts::named;
use crate::support::bot::Bot;
use crate::support::fake::{Call, Fake, private};
use crate::support::strict;
use crate::support::world::LISTED;

/// The numbers of the towers that are shown.
fn shown(call: &Call) -> Vec<usize> {
    let table =
        call.text().split("<pre>").nth(1).and_then(|rest| rest.split("</pre>").next()).expect("a table");
    table.lines().map(|line| line.split_whitespace().nth(1).unwrap().parse().expect("a number")).collect()
}

fn has(call: &Call, label: &str) -> bool {
    all(call).iter().any(|(text, _)| text.starts_with(label))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_turns_its_pages_in_place() {
    let (fake, folder) = (Fake::start().await, tempfile::tempdir().unwrap());
    let bot = Bot::start(&fake, folder.path());
    fake.say(5, LISTED);
    let first = fake.until_sent(5, 1).await.remove(0);
    assert_eq!(shown(&first), (1..=20).collect::<Vec<_>>());
    assert!(has(&first, "Next") && !has(&first, "Previous"));
    bot.stop().await.unwrap();

    let bot = Bot::start(&fake, folder.path());
    let under = || private(5, json!({"message_id": 501}));
    press(&fake, "p1", under(), named(&first, "Next"));
    let second = fake.until_edited(5, 1).await.remove(0);
    assert_eq!(second.body["message_id"], 501);
    assert_eq!(shown(&second), (21..=40).collect::<Vec<_>>());
    // The sources open on the page that is shown, and turn with it.
    press(&fake, "p2", under(), named(&second, "Sources"));
    let open = fake.until_edited(5, 2).await.remove(1);
    assert_eq!(shown(&open), shown(&second));
    assert!(open.text().contains("Printed in en") && has(&open, "Close"), "{}", open.text());
    press(&fake, "p3", under(), named(&open, "Next"));
    let third = fake.until_edited(5, 3).await.remove(2);
    assert_eq!(shown(&third), (41..=45).collect::<Vec<_>>());
    assert!(third.text().contains("Printed in en") && has(&third, "Previous") && !has(&third, "Next"));
    assert_eq!(data(&third), data(&first), "its questions stay");
    press(&fake, "p4", under(), named(&third, "Previous"));
    assert_eq!(shown(&fake.until_edited(5, 4).await[3]), shown(&second));
    for call in fake.edits(5) {
        strict::message(call.text()).unwrap();
    }
    assert_eq!(fake.settle(5).await.len(), 1, "no further message");
    bot.stop().await.unwrap();
}
