//! Pictures to look at. `FOOTNOTE_CHARTS=folder cargo test --test chart sheet` leaves there the chart of every indicator
//! and of every question of `questions.txt`, with captions.
//!
//! Owns: drawing all of them, and how large the files may be. Must not know: what a chart must have.

use footnote::answer::Chart;
use footnote::chart::draw;
use footnote::render::plain::render as plain;

use crate::base::{LANGUAGES, SHIPPED, asked, of_every_indicator};

/// A picture goes over a phone's line.
const MOST_BYTES: usize = 250_000;

fn all() -> Vec<(String, Chart)> {
    let mut all = Vec::new();
    for lang in LANGUAGES {
        for (k, chart) in of_every_indicator(lang) {
            let id = &SHIPPED.indicators[k].def.id;
            all.extend(chart.map(|c| (format!("{id}-{}", lang.tag()), c)));
        }
    }
    for (k, asked) in asked().into_iter().enumerate() {
        all.extend(asked.chart.map(|c| (format!("question-{k:02}"), c)));
    }
    all
}

#[test]
fn every_picture_of_the_sheet_is_drawn_and_light() {
    let folder = std::env::var_os("FOOTNOTE_CHARTS").map(std::path::PathBuf::from);
    for (name, chart) in all() {
        let picture = draw(&chart).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(picture.len() < MOST_BYTES, "{name}: {} bytes", picture.len());
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("{name}.png")), &picture).expect("a picture is written");
            let caption = plain(&chart.caption());
            std::fs::write(folder.join(format!("{name}.txt")), caption).expect("a caption is written");
        }
    }
}
