//! The whole picture: title, period, panels, notes, sources.
//!
//! Owns: the order of the parts and the space between them. Must not know: how a panel is laid out.

use super::page::{Page, height};
use super::palette::{
    ASKED, DETAIL, HEADING, LABEL_ASKED, LARGE, LEAD, MARGIN, NOTE, NOTHING, PERIOD, RULE, TITLE,
    TITLE_SIZES, VALUE,
};
use super::scene::{Scene, Shape, Type};
use super::{bars, ladder};
use crate::answer::{Chart, Form, Known, Panel};

/// So many results stand below a title.
const MOST_LEADS: usize = 4;

/// Lays `chart` out.
pub(super) fn lay_out(chart: &Chart) -> Scene {
    let mut page = Page { lang: chart.lang, y: 48.0, shapes: Vec::new() };
    // A strip in the colour of what stands out, so that the picture has an upper end in a dark chat too.
    let width = Page::room() + 2.0 * MARGIN;
    page.shapes.push(Shape::Rect { x: 0.0, y: 0.0, width, height: 12.0, radius: 0.0, ink: ASKED });
    let title = fitted(&page, &chart.title, &chart.marks);
    page.paragraph(&chart.title, title, &chart.marks);
    for lead in chart.lead.iter().take(MOST_LEADS) {
        page.y += 8.0;
        page.paragraph(lead, LEAD, &[]);
    }
    for panel in &chart.panels {
        if !page.takes_row() {
            break;
        }
        lay_out_panel(&mut page, panel);
    }
    page.y += 40.0;
    page.rule(RULE);
    page.y += 20.0;
    for (marker, text) in notes(chart) {
        if !page.takes_note() {
            break;
        }
        page.note(marker, text, NOTE);
        page.y += 6.0;
    }
    page.y += 34.0;
    Scene { lang: chart.lang, height: page.y, shapes: page.shapes }
}

/// What explains the picture, then sources and notes in the order of their numbers.
fn notes(chart: &Chart) -> Vec<(Option<u8>, &str)> {
    let remarks = chart.remarks.iter().map(|r| (r.marker, r.text.as_str()));
    let sources = chart.citations.iter().map(|c| (Some(c.marker), c.label.as_str()));
    let mut notes: Vec<_> = remarks.chain(sources).collect();
    notes.sort_by_key(|(marker, _)| *marker);
    notes
}

/// The largest size that keeps a title on one line; the full size where none does.
fn fitted(page: &Page, title: &str, marks: &[u8]) -> Type {
    let fits = |set: &Type| page.width(title, *set) + page.marks_width(marks, *set) <= Page::room();
    TITLE_SIZES.iter().map(|size| Type { size: *size, ..TITLE }).find(fits).unwrap_or(TITLE)
}

fn lay_out_panel(page: &mut Page, panel: &Panel) {
    if let Some(heading) = &panel.heading {
        page.y += 36.0;
        page.paragraph(heading, HEADING, &[]);
    }
    if let Some(period) = &panel.period {
        page.y += 4.0;
        page.paragraph(period, PERIOD, &[]);
    }
    page.y += 32.0;
    match panel.form {
        Form::Bars => bars::lay_out(page, panel),
        Form::Ladder => ladder::lay_out(page, panel),
        Form::Facts => facts(page, panel),
    }
}

/// Figures in words: one large, several in two columns.
fn facts(page: &mut Page, panel: &Panel) {
    if let [only] = &panel.bars[..] {
        page.paragraph(&only.text, LARGE, &only.marks);
        page.paragraph(&only.label, LABEL_ASKED, &[]);
        if let Some(detail) = &only.detail {
            page.paragraph(detail, DETAIL, &[]);
        }
        return;
    }
    for (k, fact) in panel.bars.iter().enumerate() {
        if !page.takes_row() {
            break;
        }
        if k > 0 {
            page.y += 12.0;
            page.rule(RULE);
            page.y += 12.0;
        }
        let half = Page::room() * 0.5 - 12.0;
        let label = page.lines(&fact.label, LABEL_ASKED, half);
        let detail = fact.detail.as_ref().map(|d| page.lines(d, DETAIL, half)).unwrap_or_default();
        let set = if fact.known == Known::Figure { VALUE } else { NOTHING };
        let value = page.lines(&fact.text, set, half);
        let top = page.y;
        let left = page.block(&label, MARGIN, top, LABEL_ASKED);
        let left = page.block(&detail, MARGIN, left, DETAIL);
        let mut right = top;
        for line in &value {
            let x = MARGIN + Page::room() - page.width(line, set);
            page.text(line, x, right, set);
            right += height(set);
        }
        page.y = left.max(right);
    }
}
