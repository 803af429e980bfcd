//! The key of a picture: the same in every run, another for every other picture.
//!
//! Owns: what changes a key and what does not. Must not know: how keys are made.

use std::collections::BTreeMap;

use footnote::answer::{Citation, Form, Lang};
use footnote::chart::draw;

use crate::base::{LANGUAGES, SHIPPED, ask, of_every_indicator};
use crate::bounds::{bar, chart};

#[test]
fn the_same_question_has_the_same_key_and_the_same_bytes() {
    let [one, other] = [(); 2].map(|()| ask("香港的數據中心有幾多個？", None).expect("a chart"));
    assert_eq!(one.key(), other.key());
    assert_eq!(draw(&one).expect("a picture"), draw(&other).expect("a picture"));
}

#[test]
fn no_two_charts_of_the_shipped_base_share_a_key() {
    let mut keys: BTreeMap<u64, String> = BTreeMap::new();
    for lang in LANGUAGES {
        for (k, chart) in of_every_indicator(lang) {
            let Some(chart) = chart else { continue };
            let name = format!("{} {}", SHIPPED.indicators[k].def.id, lang.tag());
            if let Some(other) = keys.insert(chart.key(), name.clone()) {
                panic!("{name} and {other} have one key");
            }
        }
    }
    assert!(keys.len() > 30, "only {} keys", keys.len());
}

/// In Simplified Chinese the same code points have other forms; a picture of the one is none of the other.
#[test]
fn the_language_is_part_of_the_key() {
    let plain = chart(Form::Bars, vec![bar("亞洲，香港", Some(3)), bar("台灣", Some(2))]);
    let keys = LANGUAGES.map(|lang| footnote::answer::Chart { lang, ..plain.clone() }.key());
    assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2], "{keys:?}");
    let hant = footnote::answer::Chart { lang: Lang::ZhHant, ..plain.clone() };
    let hans = footnote::answer::Chart { lang: Lang::ZhHans, ..plain };
    // The comma of the one stands in the middle of its square, that of the other in a corner.
    assert!(draw(&hant).expect("a picture") != draw(&hans).expect("a picture"), "the forms are the same");
}

#[test]
fn every_change_that_is_seen_changes_the_key_and_no_other() {
    let first = || chart(Form::Bars, vec![bar("Spire", Some(3)), bar("Keep", Some(2))]);
    let key = first().key();
    let mut value = first();
    value.panels[0].bars[1].value = Some(1.into());
    let mut label = first();
    label.panels[0].bars[1].label = "Gate".into();
    let mut asked = first();
    asked.panels[0].bars[1].asked = true;
    let mut period = first();
    period.panels[0].period = None;
    let mut source = first();
    source.citations[0].label.push('s');
    for (what, changed) in
        [("value", value), ("label", label), ("asked", asked), ("period", period), ("source", source)]
    {
        assert_ne!(changed.key(), key, "{what}");
    }
    let mut unseen = first();
    unseen.citations = unseen
        .citations
        .into_iter()
        .map(|c| Citation { url: Some("https://example.org".into()), ..c })
        .collect();
    unseen.panels[0].bars[0].entity = Some("SPI".into());
    assert_eq!(unseen.key(), key, "what the picture does not show");
}
