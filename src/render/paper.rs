//! An answer laid out as lines of styled runs, before any markup.
//!
//! Owns: what stands on which line, tables, where sources go. Must not know: tags, escapes, message limits.

use unicode_width::UnicodeWidthStr;

use super::sheet::Sheet;
use super::{bare, colon, gap, marks_after, quotes, separator, superscript};
use crate::answer::{Answer, Block, Citation, Item, Lang, Printed, Span};

/// How a run looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Bold,
    Italic,
    Link(String),
}

/// Text of one style, without line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    pub style: Style,
}

/// What a line stands in; neighbours with the same frame share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    Body,
    /// Fixed-width, for tables.
    Table,
    /// Folded to a few lines until the reader opens it.
    Folded,
    /// Open from the start.
    Quote,
}

/// One line as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub frame: Frame,
    pub runs: Vec<Run>,
}

/// More rows than this read better as a table.
const LIST_ROWS: usize = 6;
/// Columns that fit on a narrow phone in fixed width.
const TABLE_WIDTH: usize = 34;

/// Lays `answer` out. An answer without a visible character gives no line.
pub(super) fn lay_out(answer: &Answer, sheet: &Sheet) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut before = None;
    for block in &answer.blocks {
        let kind = Kind::of(block);
        // Headline and lines belong together; anything else stands apart.
        if before.is_some_and(|before| before != kind) {
            lines.push(blank());
        }
        before = Some(kind);
        match block {
            Block::Headline(spans) | Block::Line(spans) => lines.extend(text_lines(spans, Style::Plain)),
            Block::Note(spans) => lines.extend(text_lines(spans, Style::Italic)),
            Block::List(items) => lines.extend(list(items, answer.lang, sheet.page > 0)),
        }
    }
    let sources: Vec<Line> =
        answer.citations.iter().flat_map(|citation| source(citation, answer.lang, sheet)).collect();
    if !sources.is_empty() && !lines.is_empty() {
        lines.push(blank());
    }
    lines.extend(sources);
    if let (true, Some(link), Some(key)) = (sheet.open, &sheet.link, answer.key) {
        let run = Run { text: link.answer.clone(), style: Style::Link(link.to(key)) };
        lines.push(Line { frame: Frame::Body, runs: vec![run] });
    }
    lines
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Prose,
    List,
    Note,
}

impl Kind {
    fn of(block: &Block) -> Kind {
        match block {
            Block::Headline(_) | Block::Line(_) => Kind::Prose,
            Block::List(_) => Kind::List,
            Block::Note(_) => Kind::Note,
        }
    }
}

fn blank() -> Line {
    Line { frame: Frame::Body, runs: Vec::new() }
}

/// Spans as lines: a line break inside a span starts a new line.
fn text_lines(spans: &[Span], base: Style) -> Vec<Line> {
    let mut lines = vec![blank()];
    let mut before = String::new();
    for span in spans {
        let (text, style) = match span {
            Span::Text(text) => (text.clone(), base.clone()),
            Span::Strong(text) => (text.clone(), Style::Bold),
            Span::Mark(numbers) => (marks_after(&before, numbers), base.clone()),
        };
        before.clone_from(&text);
        for (nth, part) in text.split('\n').enumerate() {
            if nth > 0 {
                lines.push(blank());
            }
            let text = visible(part);
            if let (false, Some(line)) = (text.is_empty(), lines.last_mut()) {
                line.runs.push(Run { text, style: style.clone() });
            }
        }
    }
    lines
}

/// `continued`: the rows go on from another page, and look as they do there, however few they are.
fn list(items: &[Item], lang: Lang, continued: bool) -> Vec<Line> {
    let many = continued || items.len() > LIST_ROWS;
    many.then(|| table(items))
        .flatten()
        .unwrap_or_else(|| items.iter().flat_map(|item| row(item, lang)).collect())
}

fn row(item: &Item, lang: Lang) -> Vec<Line> {
    let mut spans = vec![Span::Text("• ".into())];
    spans.extend(item.label.iter().cloned());
    if !bare(&item.value).is_empty() {
        spans.push(Span::Text(colon(lang).into()));
        spans.extend(item.value.iter().cloned());
    }
    text_lines(&spans, Style::Plain)
}

/// The rows in two aligned columns, where all are short.
fn table(items: &[Item]) -> Option<Vec<Line>> {
    let cells: Vec<_> = items.iter().map(cell).collect();
    let widest = |column: fn(&(String, String, String)) -> &str| {
        cells.iter().map(|cell| column(cell).width()).max().unwrap_or(0)
    };
    let (labels, values) = (widest(|cell| &cell.0), widest(|cell| &cell.1));
    let short = labels + 2 + values + widest(|cell| &cell.2) <= TABLE_WIDTH;
    if !short || cells.iter().any(|cell| cell.1.is_empty() || cell.0.contains('\n') || cell.1.contains('\n'))
    {
        return None;
    }
    // Figures line up at their last digit, words at their first letter.
    let figures = cells.iter().all(|cell| cell.1.chars().any(char::is_numeric));
    let line = |(label, value, marks): &(String, String, String)| {
        let after_label = " ".repeat(labels - label.width() + 2);
        let gap = " ".repeat(values - value.width());
        let text = match figures {
            true => format!("{label}{after_label}{gap}{value}{marks}"),
            false => format!("{label}{after_label}{value}{marks}"),
        };
        Line { frame: Frame::Table, runs: vec![Run { text, style: Style::Plain }] }
    };
    Some(cells.iter().map(line).collect())
}

/// Label, value, and the markers after the value, which stand outside the alignment.
fn cell(item: &Item) -> (String, String, String) {
    let last = item.value.iter().rposition(|span| !matches!(span, Span::Mark(_))).map_or(0, |at| at + 1);
    let (value, marks) = item.value.split_at(last);
    (visible(bare(&item.label).trim()), visible(bare(value).trim()), bare(marks))
}

/// A source in a line; opened, with what it says to the letter and a link to hand on.
fn source(citation: &Citation, lang: Lang, sheet: &Sheet) -> Vec<Line> {
    let frame = if sheet.open { Frame::Quote } else { Frame::Folded };
    let url = citation.url.as_deref().map(str::trim).filter(|url| is_address(url));
    let link = |url: Option<&str>| url.map_or(Style::Plain, |url| Style::Link(url.into()));
    let marker = Run { text: format!("{} ", superscript(citation.marker)), style: Style::Plain };
    // Opened, the address itself is shown.
    let label =
        Run { text: visible(&citation.label.replace('\n', " ")), style: link(url.filter(|_| !sheet.open)) };
    let mut lines = vec![Line { frame, runs: vec![marker, label] }];
    if sheet.open {
        let plain = |text: String| Line { frame, runs: vec![Run { text, style: Style::Plain }] };
        let (before, behind) = quotes(lang);
        let figure = |p: &Printed| format!("{}{}{before}{}{behind}", p.name, gap(lang), p.literal);
        let printed: Vec<String> = citation.printed.iter().map(figure).collect();
        if !printed.is_empty() {
            let text = format!("{}{}{}", sheet.printed, colon(lang), printed.join(separator(lang)));
            lines.push(plain(visible(&text)));
        }
        lines.extend(url.map(|url| plain(url.to_owned())));
        if let (Some(link), Some(key)) = (&sheet.link, citation.key) {
            let run = Run { text: link.source.clone(), style: Style::Link(link.to(key)) };
            lines.push(Line { frame, runs: vec![run] });
        }
    }
    lines
}

/// Whether `url` can stand in a link: Telegram drops other schemes, stumbles over control characters and refuses a
/// message whose markup is very much longer than its text.
fn is_address(url: &str) -> bool {
    const LONGEST: usize = 2048;
    let odd = |character: char| character.is_control() || character.is_whitespace();
    (url.starts_with("https://") || url.starts_with("http://")) && url.len() <= LONGEST && !url.contains(odd)
}

/// Text without control characters, which Telegram drops or refuses.
fn visible(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}
