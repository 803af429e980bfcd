//! Wording of what is cited and of what stands where: footnotes, cited works, pages.
//!
//! Owns: answers about the document itself. Must not know: how they were chosen.

use rust_decimal::Decimal;

use super::compose::Draft;
use super::model::{Block, Figure, Item, Kind, Span};
use super::next::resting;
use super::suggest::question;
use crate::knowledge::{Source, Unit};

/// Footnote N: the work, or what the note says.
pub fn note(draft: &mut Draft<'_>, document: usize, number: u32) -> Kind {
    let voice = draft.voice;
    let base = voice.base;
    let reference = format!("fn:{number}");
    let Some(at) = base.source_at(document, &reference) else {
        let last = base
            .sources
            .iter()
            .filter(|s| s.document == document && s.def.reference.starts_with("fn:"))
            .count();
        draft.headline(
            voice.with("no-such-note", [("n", number.to_string()), ("last", last.to_string())]),
            None,
        );
        return Kind::NoData;
    };
    let source = &base.sources[at];
    let mark = draft.citations.stand(at);
    draft.headline(voice.text(&source.def.label), Some(mark));
    // What the note says beyond naming a work.
    let said: Vec<usize> = (0..base.statements.len())
        .filter(|s| base.statements[*s].document == document && base.statements[*s].def.at == reference)
        .collect();
    if let Some(first) = said.first() {
        draft.line(voice.text(&base.statements[*first].def.text));
    }
    for group in base.groups.iter().filter(|g| g.locator.as_deref() == Some(reference.as_str())) {
        let names: Vec<String> = group.members.iter().map(|m| voice.entity(*m)).collect();
        draft
            .line(voice.with("members", [("group", voice.text(&group.name)), ("names", voice.list(&names))]));
    }
    if let Some(url) = &source.def.url {
        draft.line(url.clone());
    }
    let years = source.def.date.iter().filter_map(|d| d.get(..4)?.parse::<i64>().ok());
    draft.figures.extend(years.map(|y| Figure {
        value: Decimal::from(y),
        unit: Unit::Year.name().to_owned(),
        entity: None,
        indicator: None,
        period: None,
        derived: false,
    }));
    Kind::Answer
}

/// A cited work, and up to so many questions that it answers.
pub fn work(draft: &mut Draft<'_>, source: usize) {
    const MOST_QUESTIONS: usize = 6;
    let voice = draft.voice;
    let base = voice.base;
    let Source { def, document, .. } = &base.sources[source];
    let mark = draft.citations.stand(source);
    draft.headline(voice.text(&def.label), Some(mark));
    let resting = resting(base, *document, &def.reference);
    if !resting.is_empty() {
        let names: Vec<String> = resting.iter().map(|i| voice.short(*i)).collect();
        draft.line(voice.with("rests-on", [("names", voice.list(&names))]));
    }
    for indicator in resting.into_iter().take(MOST_QUESTIONS) {
        draft.offer(question(voice, indicator, None));
    }
}

/// What stands on a page: its table, figures and footnotes.
pub fn page(draft: &mut Draft<'_>, document: usize, number: u32) -> Kind {
    let voice = draft.voice;
    let on_page: Vec<String> = voice
        .base
        .sources
        .iter()
        .filter(|s| s.document == document && s.def.page == number)
        .map(|s| voice.text(&s.def.label))
        .collect();
    if on_page.is_empty() {
        let pages = voice.base.documents[document].page_count.to_string();
        draft.headline(voice.with("no-such-page", [("n", number.to_string()), ("last", pages)]), None);
        return Kind::NoData;
    }
    let mark = draft.citations.cite(document, &[format!("p:{number}")]);
    draft.headline(voice.with("page-holds", [("n", number.to_string())]), Some(mark));
    let item = |label: String| Item { label: vec![Span::Text(label)], value: vec![] };
    draft.blocks.push(Block::List(on_page.into_iter().map(item).collect()));
    Kind::Answer
}
