//! Inputs of any shape: update parsing, callback data, deep links, rendering. None may panic, and whatever goes out must
//! pass a reader as strict as Telegram's.
//!
//! `FOOTNOTE_FUZZ=1000000 cargo test --release --test telegram fuzz::` is the long run.

use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Value, json};

use crate::support::strict;
use crate::support::world::{blank, text};
use footnote::answer::{Block, Citation, Item, Lang, Span};
use footnote::render::html;
use footnote::telegram::fuzzing;
use footnote::telegram::update::Update;

fn runs() -> Config {
    let cases = std::env::var("FOOTNOTE_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(1500);
    Config { failure_persistence: None, ..Config::with_cases(cases) }
}

/// Text with all that is awkward in it: tags, entities, astral characters, right-to-left marks, joiners, line ends.
fn awkward() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any::<String>(),
        2 => "[<>&\"'/a-z=; ]{0,20}",
        1 => "[\u{1F5FC}\u{200D}\u{FE0F}\u{202E}\u{0627}\u{0301}\u{0}\r\n\t ]{0,12}",
        1 => Just("&lt;b&gt;</b><script>".to_owned()),
        1 => "[\u{4e00}-\u{4e40}\u{ff10}-\u{ff19}]{0,30}",
        1 => Just("x".repeat(5000)),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|parts| parts.concat())
}

/// JSON of any shape, with the names that updates have.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        awkward().prop_map(Value::from),
        prop::sample::select(vec![
            "private",
            "supergroup",
            "mention",
            "text_mention",
            "/start x",
            "v1:0123456789abcdef"
        ])
        .prop_map(Value::from),
    ];
    let name = prop::sample::select(vec![
        "update_id",
        "message",
        "callback_query",
        "chat",
        "id",
        "type",
        "from",
        "is_bot",
        "text",
        "entities",
        "offset",
        "length",
        "user",
        "reply_to_message",
        "sender_chat",
        "data",
        "message_id",
        "caption",
        "caption_entities",
        "message_thread_id",
        "is_topic_message",
        "language_code",
        "via_bot",
        "voice",
        "hologram",
    ]);
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(name.clone(), inner, 0..8).prop_map(|fields| fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

/// A message that is nearly one of Telegram's, so that more of the way is gone.
fn nearly() -> impl Strategy<Value = Value> {
    let entity = (any_json(), any::<u16>(), any::<u32>()).prop_map(|(user, offset, length)| {
        json!({"type": "text_mention", "offset": offset % 40, "length": length % 50, "user": user})
    });
    (awkward(), prop::collection::vec(entity, 0..4), any_json(), any::<bool>()).prop_map(
        |(said, entities, odd, private)| {
            let kind = if private { "private" } else { "supergroup" };
            json!({"update_id": 1, "message": {
                "message_id": 1, "chat": {"id": 5, "type": kind}, "from": {"id": 5, "is_bot": false},
                "text": said, "entities": entities, "reply_to_message": odd,
            }})
        },
    )
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    let span = prop_oneof![
        awkward().prop_map(Span::Text),
        awkward().prop_map(Span::Strong),
        prop::collection::vec(any::<u8>(), 0..3).prop_map(Span::Mark),
    ];
    prop::collection::vec(span, 0..4)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let item = (spans(), spans()).prop_map(|(label, value)| Item { label, value });
    let block = prop_oneof![
        spans().prop_map(Block::Headline),
        spans().prop_map(Block::Line),
        spans().prop_map(Block::Note),
        prop::collection::vec(item, 0..12).prop_map(Block::List),
    ];
    prop::collection::vec(block, 0..5)
}

proptest! {
    #![proptest_config(runs())]

    #[test]
    fn no_update_panics(update in prop_oneof![any_json(), nearly()], raw in awkward()) {
        fuzzing::read_update(&raw);
        let body = update.to_string();
        fuzzing::read_update(&body);
        // What is read can be read again, as after a restart.
        let _ = Update::read(&body);
    }

    #[test]
    fn callback_data_is_ours_or_nothing(data in awkward(), id in any::<u64>()) {
        let ours = format!("v1:{id:016x}");
        prop_assert_eq!(fuzzing::callback(&ours), Some(id));
        if let Some(id) = fuzzing::callback(&data) {
            prop_assert_eq!(data, format!("v1:{id:016x}"));
        }
    }

    #[test]
    fn sealed_callback_data_fits_is_read_back_and_bears_no_change(
        key in any::<u64>(), page in 0usize..100, at in any::<prop::sample::Index>(), by in any::<char>(),
    ) {
        let (written, _) = fuzzing::sealed("", key, page);
        for data in written {
            prop_assert!(data.len() <= 64, "{} has {} bytes", data, data.len());
            let mut letters: Vec<char> = data.chars().collect();
            let at = at.index(letters.len());
            if data.starts_with("v2:") && letters[at] != by {
                letters[at] = by;
                let mutated: String = letters.into_iter().collect();
                prop_assert!(!fuzzing::sealed(&mutated, key, page).1, "{mutated}");
            }
        }
    }

    #[test]
    fn what_strangers_make_up_is_not_sealed(data in awkward()) {
        let forged = format!("v2:{data}");
        prop_assert!(!fuzzing::sealed(&forged, 0, 0).1);
    }

    #[test]
    fn a_deep_link_is_a_command_with_an_argument_whatever_it_holds(payload in awkward()) {
        let said = format!("/start {payload}");
        let message = json!({"message_id": 1, "chat": {"id": 5, "type": "private"}, "from": {"id": 5}, "text": said});
        fuzzing::read_update(&json!({"update_id": 1, "message": message}).to_string());
    }

    #[test]
    fn whatever_is_said_goes_out_as_html_that_telegram_takes(
        blocks in blocks(), label in awkward(), url in prop::option::of(awkward()), chinese in any::<bool>()
    ) {
        let mut answer = blank(if chinese { Lang::ZhHant } else { Lang::En });
        answer.blocks = blocks;
        answer.blocks.push(Block::Line(vec![text("end")]));
        answer.citations = vec![Citation { marker: 1, refs: vec![], label, url, key: None, printed: vec![] }];
        for part in html::render(&answer) {
            if let Err(why) = strict::message(&part) {
                prop_assert!(false, "{}: {:?}", why, part);
            }
        }
    }
}

/// The strict reader itself refuses what Telegram refuses.
#[test]
fn the_strict_reader_is_strict() {
    for good in
        ["x", "a &lt; b", "<b>a<i>b</i></b>", "<a href=\"https://x.org/?a&amp;b\">x</a>", "<pre>x</pre>"]
    {
        assert_eq!(strict::message(good), Ok(()), "{good}");
    }
    for bad in [
        "",
        " ",
        "<b>",
        "</b>",
        "<b><i></b></i>",
        "a < b",
        "a & b",
        "&nbsp;x",
        "<x>y</x>",
        "<a href=\"x>y</a>",
        "<b x>y</b>",
        "<blockquote>a<blockquote>b</blockquote></blockquote>",
        &"x".repeat(4097),
    ] {
        assert!(strict::message(bad).is_err(), "{bad}");
    }
}
