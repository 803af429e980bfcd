//! The caption: what a picture shows, as text that goes with it.
//!
//! Owns: the twin of a chart in words, and its length. Must not know: how fronts render it.

use crate::answer::model::{Answer, Block, Chart, Citation, Figure, Item, Kind, Panel, Span};

/// What Telegram takes under a photo, in UTF-16 units, less what fronts put between the parts.
const MOST_UNITS: usize = 1024 - 24;

/// Between a label and its value, before a line and at its end.
const AROUND_ITEM: usize = 6;

impl Chart {
    /// The chart as an answer of plain blocks: title, what was computed, figures, sources. As much of it as fits under a
    /// photo; the sources and what was asked for come first.
    pub fn caption(&self) -> Answer {
        let fits = |answer: &Answer| units(answer) <= MOST_UNITS;
        self.captions().find(fits).unwrap_or_else(|| shortened(self.told(0, 0)))
    }

    /// The same from the fullest to the shortest: notes give way first, then figures, which the picture has.
    pub fn captions(&self) -> impl Iterator<Item = Answer> {
        let most = self.panels.iter().map(|p| p.bars.len()).max().unwrap_or_default();
        let fewer_notes = (0..=self.remarks.len()).rev().map(move |remarks| (most, remarks));
        let fewer_bars = (0..most).rev().map(|bars| (bars, 0));
        fewer_notes.chain(fewer_bars).map(|(bars, remarks)| self.told(bars, remarks))
    }

    /// With the first `bars` of each panel, and those asked for, and the first `remarks`.
    fn told(&self, bars: usize, remarks: usize) -> Answer {
        let mut title = vec![Span::Strong(self.title.clone())];
        title.extend((!self.marks.is_empty()).then(|| Span::Mark(self.marks.clone())));
        let mut blocks = vec![Block::Headline(title)];
        let line = |text: &String| Block::Line(vec![Span::Text(text.clone())]);
        blocks.extend(self.lead.iter().map(line));
        for panel in &self.panels {
            blocks.extend(panel.heading.iter().chain(&panel.period).map(line));
            let shown: Vec<Item> = panel
                .bars
                .iter()
                .enumerate()
                .filter(|(k, b)| *k < bars || bars > 0 && b.asked)
                .map(|(_, bar)| {
                    let text = match (&bar.detail, bar.value) {
                        (Some(detail), Some(_)) => format!("{} · {detail}", bar.text),
                        _ => bar.text.clone(),
                    };
                    let mut value = vec![Span::Text(text)];
                    value.extend((!bar.marks.is_empty()).then(|| Span::Mark(bar.marks.clone())));
                    Item { label: vec![Span::Text(bar.label.clone())], value }
                })
                .collect();
            let cut = shown.len() < panel.bars.len();
            if !shown.is_empty() {
                blocks.push(Block::List(shown));
            }
            if cut {
                blocks.push(Block::Line(vec![Span::Text("…".to_owned())]));
            }
        }
        let note = |r: &crate::answer::model::Remark| {
            let mark = r.marker.map(|m| Span::Mark(vec![m]));
            Block::Note(mark.into_iter().chain([Span::Text(r.text.clone())]).collect())
        };
        blocks.extend(self.remarks.iter().take(remarks).map(note));
        let (figures, citations) = (self.figures(), self.citations.clone());
        Answer { blocks, figures, citations, ..Answer::new(Kind::Answer, self.lang) }
    }

    /// The figures that the chart shows.
    fn figures(&self) -> Vec<Figure> {
        let of = |panel: &Panel| {
            let known = panel.bars.iter().filter_map(|b| Some((b, b.value?)));
            let figure = known.map(|(bar, value)| Figure {
                value,
                unit: panel.unit.clone(),
                entity: bar.entity.clone(),
                indicator: Some(panel.indicator.clone()).filter(|i| !i.is_empty()),
                period: bar.when.clone(),
                derived: bar.derived,
            });
            figure.collect::<Vec<_>>()
        };
        self.panels.iter().flat_map(of).collect()
    }
}

/// UTF-16 units of an answer as a front lays it out.
fn units(answer: &Answer) -> usize {
    let spans = |list: &[Span]| -> usize {
        let length = |span: &Span| match span {
            Span::Text(text) | Span::Strong(text) => text.encode_utf16().count(),
            Span::Mark(numbers) => 4 * numbers.len(),
        };
        list.iter().map(length).sum()
    };
    let block = |block: &Block| -> usize {
        match block {
            Block::Headline(list) | Block::Line(list) | Block::Note(list) => spans(list) + 2,
            Block::List(items) => {
                items.iter().map(|i| spans(&i.label) + spans(&i.value) + AROUND_ITEM).sum::<usize>() + 1
            }
        }
    };
    let cited = |c: &Citation| c.label.encode_utf16().count() + 5;
    answer.blocks.iter().map(block).sum::<usize>() + answer.citations.iter().map(cited).sum::<usize>()
}

/// Title and sources alone can be too long: the last sources give way, then the end of the title.
fn shortened(mut answer: Answer) -> Answer {
    while units(&answer) > MOST_UNITS && answer.citations.len() > 1 {
        answer.citations.pop();
    }
    while units(&answer) > MOST_UNITS && answer.blocks.len() > 1 {
        answer.blocks.pop();
    }
    if units(&answer) > MOST_UNITS
        && let Some(Block::Headline(spans)) = answer.blocks.first_mut()
        && let Some(Span::Strong(title)) = spans.first_mut()
    {
        *title = title.chars().take(MOST_UNITS / 4).chain(['…']).collect();
    }
    answer
}
