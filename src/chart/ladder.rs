//! A ladder: the named places of a ranking, first at the top. No lengths: a place is not a quantity.
//!
//! Owns: rungs, and the line between them, dotted where places in between are not named. Must not know: facts, wording.

use rust_decimal::Decimal;

use super::page::{Page, height};
use super::palette::{
    ASKED, DETAIL, LABEL, LABEL_ASKED, MARGIN, NOTHING, OTHER, PAPER, QUIET, REST, TEXT, VALUE,
};
use super::scene::{Ink, Shape, Type};
use crate::answer::{Bar, Known, Panel};

const RADIUS: f32 = 37.0;
const BETWEEN: f32 = 20.0;
/// More room where places in between are not named.
const BREAK: f32 = 44.0;
/// From the disc to the name.
const GAP: f32 = 28.0;

pub(super) fn lay_out(page: &mut Page, panel: &Panel) {
    let stands_out = panel.bars.iter().any(|b| b.asked) && !panel.bars.iter().all(|b| b.asked);
    let mut above: Option<(Decimal, f32)> = None;
    // Those that are known to lie ahead fill the places before the first that is known.
    let ahead = panel.bars.iter().take_while(|b| b.known == Known::Undetermined).count();
    let mut last_ahead: Option<f32> = None;
    for (k, bar) in panel.bars.iter().enumerate() {
        if !page.takes_row() {
            break;
        }
        let next = step(above.map_or(Decimal::from(ahead), |(rank, _)| rank), bar);
        if k > 0 {
            page.y += if next == Some(false) { BREAK } else { BETWEEN };
        } else if next == Some(false) {
            page.y += BREAK - BETWEEN;
        }
        let centre = rung(page, bar, bar.asked || !stands_out);
        let Some(rank) = bar.value else {
            last_ahead = Some(centre).filter(|_| k < ahead);
            continue;
        };
        let before = above.map(|(_, y)| y).or(last_ahead).map(|y| y + RADIUS);
        let stub = (next == Some(false)).then_some(centre - RADIUS - BREAK + 6.0);
        if let (Some(solid), Some(from)) = (next, before.or(stub)) {
            connect(page, from, centre - RADIUS, solid);
        }
        above = Some((rank, centre));
    }
}

/// Whether the place follows straight on the one above it; `None` where no line leads to it.
fn step(above: Decimal, bar: &Bar) -> Option<bool> {
    bar.value.map(|rank| rank - above <= Decimal::ONE)
}

fn connect(page: &mut Page, from: f32, to: f32, solid: bool) {
    let x = MARGIN + RADIUS;
    let (from, to) = if solid { (from, to) } else { (from + 8.0, to - 8.0) };
    if to > from {
        let ink = if solid { OTHER } else { QUIET };
        page.shapes.push(Shape::Line { from: (x, from), to: (x, to), width: 5.0, ink, dashed: !solid });
    }
}

/// One entry; gives where the centre of its disc is.
fn rung(page: &mut Page, bar: &Bar, strong: bool) -> f32 {
    let left = MARGIN + 2.0 * RADIUS + GAP;
    let name_type = if bar.asked { LABEL_ASKED } else { LABEL };
    let placed = bar.known == Known::Figure;
    let value_type = if placed { VALUE } else { NOTHING };
    // What is no place in a word or two goes below the name.
    let beside = bar.known != Known::Undetermined;
    let value = page.clipped(&bar.text, value_type, Page::room() / 2.0);
    let value_width = if beside { page.width(&value, value_type) } else { 0.0 };
    let room = Page::room() - (left - MARGIN) - value_width - GAP;
    let names = page.lines(&bar.label, name_type, room);
    let below = if beside { bar.detail.clone() } else { Some(bar.text.clone()) };
    let details = below.map(|d| page.lines(&d, DETAIL, room)).unwrap_or_default();
    let tall = block(&names, name_type) + block(&details, DETAIL);
    let row = tall.max(2.0 * RADIUS);
    let (top, centre) = (page.y, page.y + row / 2.0);
    disc(page, bar, centre, strong);
    let end = page.block(&names, left, top + (row - tall) / 2.0, name_type);
    page.block(&details, left, end, DETAIL);
    if beside {
        let x = MARGIN + Page::room() - value_width;
        page.text(&value, x, centre - height(value_type) / 2.0, value_type);
    }
    page.y = top + row;
    centre
}

fn block(lines: &[String], set: Type) -> f32 {
    lines.iter().map(|_| height(set)).sum()
}

/// The place as a number in a disc; an empty ring where it is not known.
fn disc(page: &mut Page, bar: &Bar, y: f32, strong: bool) {
    let x = MARGIN + RADIUS;
    let Some(rank) = bar.value else {
        page.shapes.push(Shape::Disc { x, y, radius: RADIUS, ink: REST });
        page.shapes.push(Shape::Disc { x, y, radius: RADIUS - 4.0, ink: PAPER });
        return;
    };
    let (ink, letters): (Ink, Ink) = if strong { (ASKED, PAPER) } else { (light(), TEXT) };
    page.shapes.push(Shape::Disc { x, y, radius: RADIUS, ink });
    let number = rank.normalize().to_string();
    let usual = page.width(&number, VALUE);
    // A number of many digits is smaller, so that it stays in its disc.
    let size = VALUE.size * (1.6 * RADIUS / usual).min(1.0);
    let set = Type { ink: letters, size, ..VALUE };
    let width = page.width(&number, set);
    page.text(&number, x - width / 2.0, y - height(set) / 2.0, set);
}

/// A disc that does not stand out: light enough for dark letters.
fn light() -> Ink {
    [214, 226, 240]
}
