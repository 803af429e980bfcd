//! Messages of any shape, up to the longest that Telegram carries, alone and within a conversation.
//!
//! A longer run of a million inputs, new ones each time, takes about an hour:
//! `PROPTEST_CASES=1000000 cargo test --release --test generated property`. It stops at the first finding; whether
//! every message is answered, and in words, is looked at apart from where its numerals come from.
//!
//! Owns: how such messages are made, and what holds of every answer. Must not know: right answers.

use std::sync::LazyLock;

use footnote::answer::{Answer, Kind};
use footnote::dialogue::Dialogue;
use footnote::engine::{Utterance, answer};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::asked::{BASE, FACTS};
use crate::compose::some;
use crate::recompute::unfounded;
use crate::trace::{pieces, untraced};

/// The longest message of Telegram, in characters.
const LONGEST: usize = 4096;

static QUESTIONS: LazyLock<Vec<String>> =
    LazyLock::new(|| some(&FACTS).into_iter().step_by(5).flat_map(|c| c.turns).collect());

/// Names and words of the fact base and of the language data.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words: Vec<String> = FACTS.entities.iter().flat_map(|e| e.forms.clone()).collect();
    words.extend(FACTS.groups.iter().flat_map(|g| g.forms.clone()));
    words.extend(FACTS.indicators.iter().flat_map(|i| [i.name.hant.clone(), i.name.en.clone()]));
    let cues: toml::Table =
        include_str!("../../knowledge/language/cues.toml").parse().expect("the cues parse");
    let forms =
        cues["cue"].as_table().into_iter().flatten().filter_map(|(_, forms)| forms.as_array()).flatten();
    words.extend(forms.filter_map(|f| f.as_str()).map(str::to_owned));
    words.extend(
        ["2", "第三", "2024", "1.8 萬億", "38%", "US$5 billion", "表 1", "註 8", "2013-24", "，", "? ", "和"]
            .map(str::to_owned),
    );
    words
});

fn character() -> impl Strategy<Value = char> {
    let ranges = prop_oneof![
        proptest::char::range('\u{4e00}', '\u{9fff}'),
        proptest::char::range('\u{3040}', '\u{30ff}'),
        proptest::char::range('\u{1f300}', '\u{1faff}'),
        proptest::char::range('\u{590}', '\u{6ff}'),
        proptest::char::range('\u{300}', '\u{36f}'),
        proptest::char::range('\u{ff00}', '\u{ffef}'),
        proptest::char::range(' ', '~'),
        select(vec![
            '\u{200b}', '\u{200d}', '\u{200e}', '\u{202e}', '\u{2066}', '\u{feff}', '\u{fe0f}', '\u{ad}',
            '\0', '\n', '\t'
        ]),
        select(
            "零一二三四五六七八九十百千萬億兩年月第位個%％.,，。？?0123456789０１"
                .chars()
                .collect::<Vec<_>>()
        ),
    ];
    prop_oneof![8 => ranges, 1 => any::<char>()]
}

/// Tokens of a question left out, doubled, or in another's place.
fn mutated() -> impl Strategy<Value = String> {
    (select(&QUESTIONS[..]), proptest::collection::vec((0_usize..3, any::<prop::sample::Index>()), 0..6))
        .prop_map(|(question, changes)| {
            let mut chars: Vec<char> = question.chars().collect();
            for (change, at) in changes.into_iter() {
                if chars.is_empty() {
                    break;
                }
                let at = at.index(chars.len());
                match change {
                    0 => drop(chars.remove(at)),
                    1 => chars.insert(at, chars[at]),
                    _ => {
                        let other = (at + 1) % chars.len();
                        chars.swap(at, other);
                    }
                }
            }
            chars.into_iter().collect()
        })
}

/// A message: short most of the time, as long as can be some of the time.
fn message() -> impl Strategy<Value = String> {
    let words = |most: usize| proptest::collection::vec(select(&WORDS[..]), 1..most);
    let shapes = prop_oneof![
        3 => proptest::collection::vec(character(), 0..60).prop_map(String::from_iter),
        1 => proptest::collection::vec(character(), 0..LONGEST).prop_map(String::from_iter),
        1 => (character(), 1..LONGEST).prop_map(|(c, n)| String::from_iter(std::iter::repeat_n(c, n))),
        1 => (select(&WORDS[..]), 1..400_usize).prop_map(|(w, n)| w.repeat(n)),
        4 => (words(12), select(vec!["", " ", "，"])).prop_map(|(w, joint)| w.join(joint)),
        1 => words(600).prop_map(|w| w.concat()),
        4 => mutated(),
        2 => (mutated(), mutated()).prop_map(|(a, b)| format!("{a} {b}")),
    ];
    shapes.prop_map(|text| text.chars().take(LONGEST).collect())
}

fn say(dialogue: &Dialogue, text: &str) -> (Answer, Dialogue) {
    let reply = answer(&BASE, dialogue, &Utterance { text: text.to_owned(), lang: None });
    (reply.answer, reply.dialogue)
}

/// Numerals and figures of an answer that come from nowhere.
fn from_nowhere(turns: &[String], answer: &Answer) -> Vec<String> {
    let mut lost = untraced(turns, answer);
    lost.extend(unfounded(answer));
    lost
}

/// What every answer keeps to, whatever was said.
fn broken(turns: &[String], answer: &Answer) -> Vec<String> {
    let mut broken = Vec::new();
    if answer.kind == Kind::Answer && answer.citations.is_empty() {
        broken.push("an answer without a source".to_owned());
    }
    if answer.blocks.is_empty() {
        broken.push("an answer without words".to_owned());
    }
    for piece in pieces(answer) {
        // What a person typed may stand in a refusal as it is.
        let placeholder = piece.text.contains("{$") && !turns.iter().any(|t| t.contains("{$"));
        let id = piece
            .text
            .split_whitespace()
            .any(|w| w.contains('-') && BASE.messages.has(w) && !turns.iter().any(|t| t.contains(w)));
        if placeholder || id || piece.text.trim().is_empty() {
            broken.push(format!("“{}” is no sentence", piece.text));
        }
    }
    broken
}

/// The same messages in every run, but for longer runs: those look for new ones.
fn config() -> ProptestConfig {
    let longer = std::env::var_os("PROPTEST_CASES").is_some();
    let rng_seed = if longer { RngSeed::Random } else { RngSeed::Fixed(41) };
    ProptestConfig { failure_persistence: None, rng_seed, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_message_is_answered_in_words_and_always_the_same(before in message(), text in message()) {
        let (first, dialogue) = say(&Dialogue::default(), &before);
        let (second, _) = say(&dialogue, &text);
        let turns = [before, text];
        prop_assert_eq!(broken(&turns[..1], &first), Vec::<String>::new());
        prop_assert_eq!(broken(&turns, &second), Vec::<String>::new());
        prop_assert_eq!(&say(&dialogue, &turns[1]).0, &second);
    }

    #[test]
    fn any_message_is_answered_with_what_can_be_traced(before in message(), text in message()) {
        let (first, dialogue) = say(&Dialogue::default(), &before);
        let (second, _) = say(&dialogue, &text);
        let turns = [before, text];
        prop_assert_eq!(from_nowhere(&turns[..1], &first), Vec::<String>::new());
        prop_assert_eq!(from_nowhere(&turns, &second), Vec::<String>::new());
    }
}
