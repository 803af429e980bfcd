//! A page in the making: where the next thing goes, and text set on it.
//!
//! Owns: baselines, paragraphs, raised markers. Must not know: charts.

use super::font::width;
use super::palette::{LABEL, LEADING, MARGIN};
use super::scene::{Shape, Type, WIDTH};
use super::wrap::{MORE, MOST_CHARACTERS, clipped, wrap};
use crate::answer::Lang;

/// How far below the top of its em a line of this font has its baseline, in ems.
const ASCENT: f32 = 0.88;

/// Markers are this much smaller than what they stand after, and this much higher, in ems of that.
const RAISED: (f32, f32) = (0.56, 0.36);

/// Below this, no further row begins; below the second, no further note. Telegram takes no longer picture.
const FULL: (f32, f32) = (5_600.0, 7_200.0);

pub(super) struct Page {
    pub lang: Lang,
    /// Where the next thing begins.
    pub y: f32,
    pub shapes: Vec<Shape>,
}

impl Page {
    /// The width between the margins.
    pub fn room() -> f32 {
        #[allow(clippy::cast_precision_loss, reason = "a picture is narrower than 2^24 pixels")]
        let whole = WIDTH as f32;
        whole - 2.0 * MARGIN
    }

    pub fn width(&self, text: &str, set: Type) -> f32 {
        // What is longer is never drawn whole.
        let end = text.char_indices().nth(MOST_CHARACTERS).map_or(text.len(), |(at, _)| at);
        width(&text[..end], set, self.lang)
    }

    pub fn lines(&self, text: &str, set: Type, room: f32) -> Vec<String> {
        wrap(text, set, self.lang, room)
    }

    /// `text` on one line of at most `room` pixels.
    pub fn clipped(&self, text: &str, set: Type, room: f32) -> String {
        clipped(text, set, self.lang, room)
    }

    /// Whether there is room for another row; where there is none, it is marked that there are more.
    pub fn takes_row(&mut self) -> bool {
        let full = self.y > FULL.0;
        if full {
            self.y += 8.0;
            self.text(MORE, MARGIN, self.y, LABEL);
            self.y += height(LABEL);
        }
        !full
    }

    pub fn takes_note(&self) -> bool {
        self.y <= FULL.1
    }

    /// One line of text whose line box begins at `top`.
    pub fn text(&mut self, text: &str, x: f32, top: f32, set: Type) {
        let y = top + set.size * ((LEADING - 1.0) / 2.0 + ASCENT);
        self.shapes.push(Shape::Text { x, y, text: text.to_owned(), set });
    }

    /// Lines below each other from `top`; gives where they end.
    pub fn block(&mut self, lines: &[String], x: f32, top: f32, set: Type) -> f32 {
        let mut at = top;
        for line in lines {
            self.text(line, x, at, set);
            at += height(set);
        }
        at
    }

    /// A paragraph over the whole width, with markers after its last word.
    pub fn paragraph(&mut self, text: &str, set: Type, marks: &[u8]) {
        let raised = self.marks_width(marks, set);
        let lines = self.lines(text, set, Page::room() - raised);
        let end = self.block(&lines, MARGIN, self.y, set);
        if let Some(last) = lines.last() {
            let x = MARGIN + self.width(last, set);
            self.marks(marks, x, end - height(set), set);
        }
        self.y = end;
    }

    /// Raised markers after text set as `set`, in a line box that begins at `top`.
    pub fn marks(&mut self, marks: &[u8], x: f32, top: f32, set: Type) {
        if marks.is_empty() {
            return;
        }
        let small = Type { size: set.size * RAISED.0, ..set };
        let y = top + set.size * ((LEADING - 1.0) / 2.0 + ASCENT - RAISED.1);
        let x = x + set.size * 0.12;
        self.shapes.push(Shape::Text { x, y, text: numbers(marks), set: small });
    }

    pub fn marks_width(&self, marks: &[u8], set: Type) -> f32 {
        if marks.is_empty() {
            return 0.0;
        }
        let small = Type { size: set.size * RAISED.0, ..set };
        set.size * 0.12 + self.width(&numbers(marks), small)
    }

    /// A note with its number before it, its further lines below its first.
    pub fn note(&mut self, marker: Option<u8>, text: &str, set: Type) {
        let indent = if marker.is_some() { set.size * 0.9 } else { 0.0 };
        let lines = self.lines(text, set, Page::room() - indent);
        if let Some(marker) = marker {
            self.marks(&[marker], MARGIN - set.size * 0.12, self.y, set);
        }
        self.y = self.block(&lines, MARGIN + indent, self.y, set);
    }

    pub fn rule(&mut self, ink: super::scene::Ink) {
        let to = (MARGIN + Page::room(), self.y);
        self.shapes.push(Shape::Line { from: (MARGIN, self.y), to, width: 2.0, ink, dashed: false });
    }
}

/// The height of a line of text.
pub(super) fn height(set: Type) -> f32 {
    (set.size * LEADING).round()
}

fn numbers(marks: &[u8]) -> String {
    marks.iter().map(u8::to_string).collect::<Vec<_>>().join("\u{a0}")
}
