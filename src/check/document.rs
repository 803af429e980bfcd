//! The document itself, read from its markdown into pages and the places that a locator can name.
//!
//! Owns: what a locator means. Must not know: facts, or which words a language marks its captions with (data).
//!
//! - A page begins at the first `##` heading and at each later one that begins with the same text. A heading is
//!   `p:N/heading`.
//! - `p:N/M` is the M-th body paragraph of page N, from 1. A paragraph straight under a `###` heading opens the
//!   document and is `p:N/0`. Captions, notes, tables and footnotes are no paragraphs. `p:N` is all of page N.
//! - `fn:N` is the footnote whose line begins with `(N)`, with or without a list dash.
//! - `fig:N` and `table:N` are the caption, the sub-captions (`(x) …`) straight under it, and the notes and source
//!   lines that follow. `table:1/<row label>` is a row: cells between tabs, or one value after a label with a colon.
//!
//! Texts are compared after NFKC and with white space folded; footnote marks (`<sup>`) are left out.

use unicode_normalization::UnicodeNormalization;

use super::world::{World, keys};
use crate::text::{Token, TokenKind, tokenize};

/// A place that a locator can name, and its text.
pub(super) struct Place {
    pub at: String,
    pub page: u32,
    pub text: String,
    /// The line in the document, from 1.
    pub line: usize,
}

/// A row of a table as printed.
pub(super) struct Row {
    pub table: String,
    pub label: String,
    pub cells: Vec<String>,
    pub line: usize,
}

impl Row {
    /// A row that runs across the columns prints its one value behind the colon of its label.
    fn with_value_in_label(mut self) -> Row {
        if let (Some(colon), true) = (self.label.rfind(':'), self.cells.iter().all(String::is_empty)) {
            let value = self.label.split_off(colon + 1);
            self.cells = vec![value.trim().to_owned()];
        }
        self
    }
}

/// The document that the fact base is held against.
pub(super) struct Document {
    /// Its number in the fact base.
    pub index: usize,
    pub pages: u32,
    pub places: Vec<Place>,
    /// Headings of columns: table, cells, line.
    pub headings: Vec<Row>,
    pub rows: Vec<Row>,
    /// Footnote marks in the text: number, page, line.
    pub marks: Vec<(u32, u32, usize)>,
}

/// What the mark of a footnote stands between.
const MARK: (&str, &str) = ("<sup>", "</sup>");

/// `text` as it is compared.
pub(super) fn plain(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARK.0) {
        kept.push_str(before);
        rest = after.split_once(MARK.1).map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let wide: String = kept.replace("\\*", "*").nfkc().collect();
    wide.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the line before was, as far as the next one depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Blank,
    /// A paragraph, footnote or caption that runs on.
    Text,
    Table,
}

struct Reader<'a, 'w> {
    world: &'a World<'w>,
    document: Document,
    first_heading: Option<String>,
    /// A title stands straight above: the next paragraph opens the document.
    opening: bool,
    paragraphs: u32,
    /// The caption that notes and sub-captions belong to.
    exhibit: Option<usize>,
}

impl Document {
    /// Reads `source`; an error where it is no document of the fact base.
    pub fn of(source: &str, world: &World<'_>) -> Result<Document, String> {
        let document =
            Document { index: 0, pages: 0, places: vec![], headings: vec![], rows: vec![], marks: vec![] };
        let mut reader =
            Reader { world, document, first_heading: None, opening: false, paragraphs: 0, exhibit: None };
        let mut after = After::Blank;
        for (i, line) in source.lines().enumerate() {
            after = reader.line(line, i + 1, after);
        }
        let heading = reader.first_heading.clone().unwrap_or_default();
        let names = |short: &str| !short.is_empty() && heading.contains(&plain(short));
        let found =
            world.defs.documents.iter().find(|d| names(&d.value.short.hant) || names(&d.value.short.en));
        let index = found.map(|d| d.document);
        let index =
            index.ok_or_else(|| format!("the source (`{heading}`) is no document of the fact base"))?;
        Ok(Document { index, ..reader.document })
    }

    /// The texts at `locator`; none where the document has no such place.
    pub fn at(&self, locator: &str) -> Vec<&str> {
        let whole_page = locator.strip_prefix("p:").and_then(|n| n.parse().ok());
        let here = |p: &&Place| p.at == locator || whole_page == Some(p.page);
        self.places.iter().filter(here).map(|p| p.text.as_str()).collect()
    }
}

impl Reader<'_, '_> {
    fn line(&mut self, line: &str, number: usize, after: After) -> After {
        if line.trim().is_empty() {
            return After::Blank;
        }
        let marks = line.split(MARK.0).skip(1).filter_map(|after| after.split_once(MARK.1));
        let numbers = marks.filter_map(|(mark, _)| mark.trim_matches(['(', ')']).parse().ok());
        self.document.marks.extend(numbers.map(|mark| (mark, self.document.pages, number)));
        let text = plain(line);
        if line.starts_with('#') {
            self.heading(&text, number);
            return After::Blank;
        }
        if line.contains('\t') || after == After::Table {
            self.row(line, number);
            return After::Table;
        }
        // Captions and notes are told by their first tokens; a whole paragraph is not worth taking apart.
        let start: String = text.chars().take(60).collect();
        let tokens = tokenize(&start);
        if let Some((mark, rest)) = footnote(&text) {
            self.exhibit = None;
            self.open(format!("fn:{mark}"), rest, number);
        } else if let Some(at) = self.caption(&tokens) {
            self.open(at, &text, number);
            self.exhibit = Some(self.document.places.len() - 1);
        } else if let Some(exhibit) = self.exhibit.filter(|_| self.note(&tokens) || bracketed(&tokens)) {
            let place = &mut self.document.places[exhibit];
            place.text = format!("{} {text}", place.text);
        } else if let (After::Text, Some(last)) = (after, self.document.places.last_mut()) {
            last.text = format!("{} {text}", last.text);
        } else {
            self.exhibit = None;
            self.paragraphs += u32::from(!self.opening);
            let count = if self.opening { 0 } else { self.paragraphs };
            self.opening = false;
            self.open(format!("p:{}/{count}", self.document.pages), &text, number);
        }
        After::Text
    }

    fn open(&mut self, at: String, text: &str, line: usize) {
        let page = self.document.pages;
        self.document.places.push(Place { at, page, text: text.to_owned(), line });
    }

    fn heading(&mut self, text: &str, line: usize) {
        let level = text.chars().take_while(|c| *c == '#').count();
        let title = text.trim_start_matches('#').trim();
        if level == 2 {
            let first = self.first_heading.get_or_insert_with(|| title.to_owned());
            if title.starts_with(first.as_str()) {
                self.document.pages += 1;
                self.paragraphs = 0;
            }
        }
        self.opening = level > 2;
        self.exhibit = None;
        self.open(format!("p:{}/heading", self.document.pages), title, line);
    }

    fn row(&mut self, line: &str, number: usize) {
        let table = self.exhibit.map(|i| self.document.places[i].at.clone()).unwrap_or_default();
        let (label, cells) = match line.split_once('\t') {
            Some((label, cells)) => (plain(label), cells.split('\t').map(plain).collect()),
            None => (plain(line), Vec::new()),
        };
        let row = Row { table, label, cells, line: number }.with_value_in_label();
        if row.label.is_empty() { self.document.headings.push(row) } else { self.document.rows.push(row) }
    }

    /// The locator of the table or figure that a caption opens.
    fn caption(&self, tokens: &[Token]) -> Option<String> {
        let layout = &self.world.defs.layout;
        [(&layout.table, "table"), (&layout.figure, "fig")].into_iter().find_map(|(words, kind)| {
            let number = tokens.get(opened_by(tokens, words)?).filter(|t| t.kind == TokenKind::Number)?;
            let colon = tokens.iter().skip_while(|t| t.span != number.span).nth(1)?;
            (colon.text == ":").then(|| format!("{kind}:{}", number.text))
        })
    }

    fn note(&self, tokens: &[Token]) -> bool {
        let layout = &self.world.defs.layout;
        [&layout.note, &layout.source].into_iter().any(|words| {
            opened_by(tokens, words).is_some_and(|end| tokens.get(end).is_some_and(|t| t.text == ":"))
        })
    }
}

/// How many tokens the word takes that opens `tokens`.
fn opened_by(tokens: &[Token], words: &[String]) -> Option<usize> {
    let opens = |keys: &Vec<String>| {
        keys.len() <= tokens.len()
            && !keys.is_empty()
            && tokens.iter().zip(keys).all(|(t, key)| t.key == *key)
    };
    words.iter().map(|word| keys(word)).filter(opens).map(|keys| keys.len()).max()
}

/// A sub-caption: `(a) …`.
fn bracketed(tokens: &[Token]) -> bool {
    matches!(tokens, [open, _, close, ..] if open.text == "(" && close.text == ")")
}

/// The number and text of a footnote.
fn footnote(line: &str) -> Option<(&str, &str)> {
    let (mark, rest) = line.strip_prefix("- ").unwrap_or(line).strip_prefix('(')?.split_once(')')?;
    (!mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit())).then(|| (mark, rest.trim()))
}
