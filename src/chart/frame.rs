//! The whole picture: title, period, panels, notes, sources.
//!
//! Owns: the order of the parts and the space between them. Must not know: how a panel is laid out.

use super::page::{Page, height};
use super::palette::{
    ASKED, DETAIL, HEADING, LABEL_ASKED, LARGE, LEAD, MARGIN, NOTE, PERIOD, RULE, TITLE, VALUE,
};
use super::scene::{Scene, Shape};
use super::{bars, ladder};
use crate::answer::{Chart, Form, Panel};

/// Lays `chart` out.
pub(super) fn lay_out(chart: &Chart) -> Scene {
    let mut page = Page { lang: chart.lang, y: 48.0, shapes: Vec::new() };
    // A strip in the colour of what stands out, so that the picture has an upper end in a dark chat too.
    let width = Page::room() + 2.0 * MARGIN;
    page.shapes.push(Shape::Rect { x: 0.0, y: 0.0, width, height: 12.0, radius: 0.0, ink: ASKED });
    page.paragraph(&chart.title, TITLE, &chart.marks);
    for lead in &chart.lead {
        page.y += 8.0;
        page.paragraph(lead, LEAD, &[]);
    }
    for panel in &chart.panels {
        lay_out_panel(&mut page, panel);
    }
    page.y += 40.0;
    page.rule(RULE);
    page.y += 20.0;
    for remark in &chart.remarks {
        page.note(remark.marker, &remark.text, NOTE);
        page.y += 6.0;
    }
    for citation in &chart.citations {
        page.note(Some(citation.marker), &citation.label, NOTE);
        page.y += 6.0;
    }
    page.y += 34.0;
    Scene { lang: chart.lang, height: page.y, shapes: page.shapes }
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
        if k > 0 {
            page.y += 12.0;
            page.rule(RULE);
            page.y += 12.0;
        }
        let half = Page::room() * 0.5 - 12.0;
        let label = page.lines(&fact.label, LABEL_ASKED, half);
        let detail = fact.detail.as_ref().map(|d| page.lines(d, DETAIL, half)).unwrap_or_default();
        let value = page.lines(&fact.text, VALUE, half);
        let top = page.y;
        let left = page.block(&label, MARGIN, top, LABEL_ASKED);
        let left = page.block(&detail, MARGIN, left, DETAIL);
        let mut right = top;
        for line in &value {
            let x = MARGIN + Page::room() - page.width(line, VALUE);
            page.text(line, x, right, VALUE);
            right += height(VALUE);
        }
        page.y = left.max(right);
    }
}
