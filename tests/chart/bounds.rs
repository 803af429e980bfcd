//! Drawing is total: whatever a chart holds, there is a picture that Telegram takes, in reasonable time.
//!
//! Owns: charts that nobody would make. Must not know: the shipped fact base.

use std::time::{Duration, Instant};

use footnote::answer::{Bar, Chart, Citation, Form, Hedge, Known, Lang, Panel, Remark};
use footnote::chart::{WIDTH, draw};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Telegram takes no photo whose width and height together are more, or whose sides differ more than twentyfold.
const MOST_SIDES: u32 = 10_000;

pub fn bar(label: &str, value: Option<i64>) -> Bar {
    Bar {
        label: label.to_owned(),
        detail: None,
        value: value.map(Decimal::from),
        text: value.map_or("no figure".to_owned(), |v| format!("{v} towers")),
        hedge: None,
        known: if value.is_some() { Known::Figure } else { Known::Missing },
        entity: None,
        when: None,
        asked: false,
        forecast: false,
        derived: false,
        rest: false,
        marks: vec![],
    }
}

pub fn chart(form: Form, bars: Vec<Bar>) -> Chart {
    let panel = Panel {
        form,
        indicator: "towers".into(),
        heading: None,
        period: Some("2031".into()),
        unit: "count".into(),
        bars,
    };
    let source = Citation {
        marker: 1,
        refs: vec!["table:1".into()],
        label: "Atlas of Atlantis".into(),
        url: None,
        key: None,
        printed: vec![],
    };
    Chart {
        lang: Lang::En,
        title: "Towers".into(),
        marks: vec![1],
        lead: vec![],
        panels: vec![panel],
        remarks: vec![],
        citations: vec![source],
    }
}

/// Width and height, read from the file's own head.
pub fn size(picture: &[u8]) -> (u32, u32) {
    let side = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes"));
    assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"));
    (side(16), side(20))
}

fn drawn(chart: &Chart) -> (u32, u32) {
    let begun = Instant::now();
    let picture = draw(chart).unwrap_or_else(|e| panic!("{e}"));
    assert!(begun.elapsed() < Duration::from_secs(30), "it took {:?}", begun.elapsed());
    let (width, height) = size(&picture);
    assert_eq!(width, WIDTH);
    assert!(
        width + height <= MOST_SIDES && width.max(height) <= 20 * width.min(height),
        "{width} by {height}"
    );
    (width, height)
}

const FORMS: [Form; 3] = [Form::Bars, Form::Ladder, Form::Facts];

#[test]
fn an_empty_chart_is_drawn() {
    for form in FORMS {
        drawn(&chart(form, vec![]));
    }
    let none = Chart {
        panels: vec![],
        citations: vec![],
        marks: vec![],
        title: String::new(),
        ..chart(Form::Bars, vec![])
    };
    drawn(&none);
}

#[test]
fn zeros_alone_gaps_alone_and_falls_are_drawn() {
    for form in FORMS {
        drawn(&chart(form, vec![bar("Spire", Some(0)), bar("Keep", Some(0))]));
        drawn(&chart(form, vec![bar("Spire", None), bar("Keep", None)]));
        drawn(&chart(
            form,
            vec![bar("Spire", Some(i64::MIN)), bar("Keep", Some(i64::MAX)), bar("Gate", Some(-3))],
        ));
    }
}

#[test]
fn a_huge_list_ends_with_the_page_and_keeps_its_sources() {
    for form in FORMS {
        let few = drawn(&chart(form, (1..=20).map(|k| bar("Spire", Some(k))).collect()));
        let many = drawn(&chart(form, (1..=5_000).map(|k| bar("Spire", Some(k))).collect()));
        assert!(many.1 > few.1);
        let mut bare = chart(form, (1..=5_000).map(|k| bar("Spire", Some(k))).collect());
        bare.citations.clear();
        assert!(drawn(&bare).1 < many.1, "the source has a line of its own below a full page");
    }
}

#[test]
fn long_labels_values_and_notes_are_drawn() {
    let long = "塔 Lighthouse, ".repeat(400);
    let unbroken = "W".repeat(4_000);
    for text in [&long, &unbroken] {
        for form in FORMS {
            let odd = Bar {
                text: text.clone(),
                detail: Some(text.clone()),
                marks: (1..=200).collect(),
                ..bar(text, Some(7))
            };
            let mut chart =
                chart(form, vec![odd.clone(), Bar { known: Known::Undetermined, value: None, ..odd }]);
            chart.title.clone_from(text);
            chart.lead = vec![text.clone(); 50];
            chart.remarks = vec![Remark { marker: None, text: text.clone() }; 100];
            chart.panels[0].heading = Some(text.clone());
            chart.panels[0].period = Some(text.clone());
            drawn(&chart);
        }
    }
}

#[test]
fn a_character_without_a_glyph_breaks_nothing() {
    drawn(&chart(Form::Bars, vec![bar("\u{10ffff}\u{202e}\u{0}👨‍👩‍👧‍👦 שלום", Some(1)), bar("\n\t", Some(2))]));
}

prop_compose! {
    fn any_bar()(
        label in ".{0,60}",
        text in ".{0,40}",
        detail in proptest::option::of(".{0,40}"),
        value in proptest::option::of(any::<i64>()),
        hedge in proptest::option::of(prop_oneof![Just(Hedge::Over), Just(Hedge::Nearly), Just(Hedge::About)]),
        (asked, forecast, rest) in any::<(bool, bool, bool)>(),
        marks in proptest::collection::vec(any::<u8>(), 0..4),
    ) -> Bar {
        Bar { label, text, detail, hedge, asked, forecast, rest, marks, ..bar("", value) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_chart_is_drawn(
        bars in proptest::collection::vec(any_bar(), 0..12),
        form in prop_oneof![Just(Form::Bars), Just(Form::Ladder), Just(Form::Facts)],
        title in ".{0,200}",
        lang in prop_oneof![Just(Lang::ZhHant), Just(Lang::ZhHans), Just(Lang::En)],
    ) {
        drawn(&Chart { title, lang, ..chart(form, bars) });
    }
}
