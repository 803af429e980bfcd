//! Bars: names at the left, lengths from zero, values behind the ends.
//!
//! Owns: columns, the scale, and how hedges, forecasts and gaps look. Must not know: facts, wording.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::page::{Page, height};
use super::palette::{
    ASKED, DETAIL, LABEL, LABEL_ASKED, MARGIN, NOTHING, NOTHING_ASKED, OTHER, PAPER, REST, RULE, VALUE,
    VALUE_ASKED, VALUE_OTHER,
};
use super::scene::{Ink, Shape, Type};
use crate::answer::{Bar, Hedge, Known, Panel};

const THICK: f32 = 46.0;
const BETWEEN: f32 = 22.0;
/// Between a name and the bars, and between a bar and its value.
const GAP: f32 = 20.0;
/// The light end of a bar whose figure is hedged.
const CAP: f32 = 22.0;
/// The smallest length for the longest bar; names go above the bars where there is less.
const LEAST: f32 = 400.0;
/// Names take no more of the width than this.
const NAMES: f32 = 0.36;
/// A page is full before it has more rows.
const MOST_ROWS: usize = 120;
/// A value takes no more pixels than this, its markers no more than that.
const VALUES: f32 = 620.0;
const MARKS: f32 = 100.0;
/// A figure that is not zero is seen.
const SLIVER: f32 = 4.0;

/// Where the parts of all rows stand.
struct Columns {
    names: f32,
    stacked: bool,
    left: f32,
    /// Pixels from the least to the greatest value.
    length: f32,
    least: Decimal,
    span: Decimal,
}

pub(super) fn lay_out(page: &mut Page, panel: &Panel) {
    let columns = columns(page, panel);
    let top = page.y;
    let stands_out = panel.bars.iter().any(|b| b.asked) && !panel.bars.iter().all(|b| b.asked);
    for (k, bar) in panel.bars.iter().enumerate() {
        if !page.takes_row() {
            break;
        }
        if k > 0 {
            page.y += BETWEEN;
        }
        row(page, &columns, bar, look(bar, stands_out));
    }
    if !columns.stacked {
        let x = columns.at(Decimal::ZERO) - 2.0;
        let (from, to) = ((x, top - 8.0), (x, page.y + 8.0));
        page.shapes.push(Shape::Line { from, to, width: 3.0, ink: RULE, dashed: false });
    }
}

fn columns(page: &Page, panel: &Panel) -> Columns {
    let drawn = &panel.bars[..panel.bars.len().min(MOST_ROWS)];
    let names = drawn.iter().map(|b| {
        let detail = b.detail.as_ref().map_or(0.0, |d| page.width(d, DETAIL));
        page.width(&b.label, name_type(b)).max(detail)
    });
    let names = names.fold(0.0, f32::max).min(Page::room() * NAMES);
    let values = drawn.iter().filter(|b| b.value.is_some());
    let values = values.map(|b| page.width(&b.text, VALUE).min(VALUES) + page.marks_width(&b.marks, VALUE));
    let beyond = values.fold(0.0, f32::max).min(VALUES + MARKS) + GAP + CAP;
    let beside = Page::room() - names - GAP - beyond;
    let stacked = beside < LEAST;
    let known = || drawn.iter().filter_map(|b| b.value).chain([Decimal::ZERO]);
    let least = known().min().unwrap_or_default();
    let greatest = known().max().unwrap_or_default();
    Columns {
        names: if stacked { Page::room() } else { names },
        stacked,
        left: if stacked { MARGIN } else { MARGIN + names + GAP },
        length: if stacked { Page::room() - beyond } else { beside },
        least,
        span: greatest - least,
    }
}

impl Columns {
    /// Where a value stands.
    fn at(&self, value: Decimal) -> f32 {
        let part = if self.span.is_zero() { Decimal::ZERO } else { (value - self.least) / self.span };
        self.left + self.length * part.to_f32().unwrap_or_default()
    }
}

fn name_type(bar: &Bar) -> Type {
    if bar.asked { LABEL_ASKED } else { LABEL }
}

/// The colour of a bar, and how its value is set.
fn look(bar: &Bar, stands_out: bool) -> (Ink, Type) {
    match (bar.asked, stands_out) {
        _ if bar.rest => (REST, VALUE_OTHER),
        (true, true) => (ASKED, VALUE_ASKED),
        (false, true) => (OTHER, VALUE_OTHER),
        (_, false) => (ASKED, VALUE),
    }
}

fn row(page: &mut Page, columns: &Columns, bar: &Bar, look: (Ink, Type)) {
    let names = page.lines(&bar.label, name_type(bar), columns.names);
    let details = bar.detail.as_ref().map(|d| page.lines(d, DETAIL, columns.names)).unwrap_or_default();
    let tall = lines(&names, name_type(bar)) + lines(&details, DETAIL);
    let top = page.y;
    let (name_top, bar_top, bottom) = if columns.stacked {
        (top, top + tall + 4.0, top + tall + 4.0 + THICK)
    } else {
        let row = tall.max(THICK);
        (top + (row - tall) / 2.0, top + (row - THICK) / 2.0, top + row)
    };
    let below = page.block(&names, MARGIN, name_top, name_type(bar));
    page.block(&details, MARGIN, below, DETAIL);
    figure(page, columns, bar, bar_top, look);
    page.y = bottom;
}

fn lines(lines: &[String], set: Type) -> f32 {
    lines.iter().map(|_| height(set)).sum()
}

/// The bar and its value, or the words for a gap where a bar would begin.
fn figure(page: &mut Page, columns: &Columns, bar: &Bar, top: f32, (ink, set): (Ink, Type)) {
    let zero = columns.at(Decimal::ZERO);
    let (Some(value), Known::Figure) = (bar.value, bar.known) else {
        let set = if bar.asked { NOTHING_ASKED } else { NOTHING };
        let text = page.clipped(&bar.text, set, MARGIN + Page::room() - zero - 8.0);
        page.text(&text, zero + 8.0, top + (THICK - height(set)) / 2.0, set);
        return;
    };
    let end = columns.at(value);
    let (mut from, mut to) = (zero.min(end), zero.max(end));
    if !value.is_zero() && to - from < SLIVER {
        (from, to) = if value.is_sign_negative() { (to - SLIVER, to) } else { (from, from + SLIVER) };
    }
    let tail = body(page, bar, (from, to), top, ink);
    let x = tail.max(zero) + GAP / 2.0 + 4.0;
    let baseline = top + (THICK - height(set)) / 2.0;
    let text = page.clipped(&bar.text, set, VALUES);
    page.text(&text, x, baseline, set);
    let marks = x + page.width(&text, set);
    page.marks(&bar.marks, marks, baseline, set);
}

/// The bar itself; gives where it ends. A forecast is light in a broken frame, a hedge is a light end.
fn body(page: &mut Page, bar: &Bar, (from, to): (f32, f32), top: f32, ink: Ink) -> f32 {
    let light = mixed(ink);
    let mut rect = |x: f32, end: f32, ink: Ink| {
        if end > x {
            let (width, height) = (end - x, THICK);
            page.shapes.push(Shape::Rect { x, y: top, width, height, radius: 5.0, ink });
        }
    };
    let cap = CAP.min((to - from) / 2.0);
    let (solid, tail) = match bar.hedge {
        _ if bar.forecast => (to, to),
        None => (to, to),
        Some(Hedge::Over) => (to, to + CAP),
        Some(Hedge::Nearly) => (to - cap, to),
        Some(Hedge::About) => (to - cap / 2.0, to + CAP / 2.0),
    };
    if tail > solid {
        rect(from, tail, light);
    }
    rect(from, solid, if bar.forecast { light } else { ink });
    if bar.forecast {
        let (x, width, height) = (from + 1.5, to - from - 3.0, THICK - 3.0);
        page.shapes.push(Shape::Broken { x, y: top + 1.5, width, height, radius: 5.0, ink });
    }
    tail
}

/// A light tone of an ink: two fifths of it on paper.
fn mixed(ink: Ink) -> Ink {
    let channel = |k: usize| {
        let sum = u16::from(ink[k]) * 2 + u16::from(PAPER[k]) * 3;
        u8::try_from(sum / 5).unwrap_or(u8::MAX)
    };
    [channel(0), channel(1), channel(2)]
}
