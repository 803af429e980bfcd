//! Citations: references of facts become numbered source lines, each once.
//!
//! Owns: markers and labels. Must not know: what is cited for what.

use super::model::{Citation, Printed, Span};
use super::voice::Voice;
use crate::knowledge::{Anchor, Observation, Source};

/// So many figures are told as they are printed.
const MOST_PRINTED: usize = 15;

/// Collects citations in the order in which figures need them.
pub struct Citations<'a> {
    voice: Voice<'a>,
    list: Vec<Citation>,
}

impl<'a> Citations<'a> {
    pub fn new(voice: Voice<'a>) -> Self {
        Citations { voice, list: Vec::new() }
    }

    /// Cites `references` of a document; gives the markers to set after the figure.
    /// Works and tables get a line each; pages and figures are told with the first of them.
    pub fn cite(&mut self, document: usize, references: &[String]) -> Span {
        let base = self.voice.base;
        let (mut works, mut places): (Vec<&String>, Vec<&String>) = (Vec::new(), Vec::new());
        for reference in references {
            let list = if is_work(reference) { &mut works } else { &mut places };
            if !list.contains(&reference) {
                list.push(reference);
            }
        }
        let place = self.place(document, &places);
        let mut markers = Vec::new();
        if works.is_empty() {
            let refs = places.iter().map(|r| (*r).clone()).collect();
            markers.push(self.add(refs, place.clone(), None, None));
        }
        for (k, work) in works.iter().enumerate() {
            let Some(at) = base.source_at(document, work) else { continue };
            let source = &base.sources[at];
            let mut refs = vec![(*work).clone()];
            let mut label = self.voice.text(&source.def.label);
            if k == 0 {
                refs.extend(places.iter().map(|r| (*r).clone()));
                label = self.voice.with("source-at", [("source", label), ("place", place.clone())]);
            }
            markers.push(self.add(refs, label, source.def.url.clone(), Some(base.key(Anchor::Source(at)))));
        }
        Span::Mark(markers)
    }

    /// Cites a source that the answer has named already: only where it stands.
    pub fn stand(&mut self, source: usize) -> Span {
        let base = self.voice.base;
        let Source { def, document, .. } = &base.sources[source];
        let page = format!("p:{}", def.page);
        let label = self.place(*document, &[&page]);
        let key = Some(base.key(Anchor::Source(source)));
        Span::Mark(vec![self.add(vec![def.reference.clone(), page], label, None, key)])
    }

    fn add(&mut self, refs: Vec<String>, label: String, url: Option<String>, key: Option<u64>) -> u8 {
        if let Some(known) = self.list.iter_mut().find(|c| c.refs.first() == refs.first() && c.url == url) {
            let fresh: Vec<String> = refs.into_iter().filter(|r| !known.refs.contains(r)).collect();
            known.refs.extend(fresh);
            return known.marker;
        }
        let marker = u8::try_from(self.list.len() + 1).unwrap_or(u8::MAX);
        self.list.push(Citation { marker, refs, label, url, key, printed: Vec::new() });
        marker
    }

    /// The marker of the first of `references` that is a work, where it is cited already.
    pub fn work_of<'r>(&self, mut references: impl Iterator<Item = &'r String>) -> Span {
        let work = references.find(|reference| is_work(reference));
        let cited = work.and_then(|work| self.list.iter().find(|c| c.refs.first() == Some(work)));
        Span::Mark(cited.map(|c| c.marker).into_iter().collect())
    }

    /// Notes how the document prints `observation`, with the first of the works at `mark`.
    pub fn print(&mut self, mark: &Span, observation: &Observation) {
        let Span::Mark(markers) = mark else { return };
        let first = self.list.iter_mut().find(|c| markers.first() == Some(&c.marker));
        let Some(citation) = first.filter(|c| c.printed.len() < MOST_PRINTED) else { return };
        if observation.literal.is_empty() {
            return;
        }
        let name = self.voice.entity(observation.entity);
        let printed = Printed { name, literal: observation.literal.to_string() };
        if !citation.printed.contains(&printed) {
            citation.printed.push(printed);
        }
    }

    /// “Box 4.1, page 3, Figure 2”.
    fn place(&self, document: usize, places: &[&String]) -> String {
        let voice = &self.voice;
        let mut parts = vec![voice.text(&voice.base.documents[document].short)];
        for place in places {
            if let Some(page) = place.strip_prefix("p:") {
                parts.push(voice.with("page", [("n", page.to_owned())]));
            } else if let Some(figure) = place.strip_prefix("fig:") {
                parts.push(voice.with("figure", [("n", figure.to_owned())]));
            }
        }
        parts.join(&voice.say("place-separator"))
    }

    pub fn into_list(self) -> Vec<Citation> {
        self.list
    }
}

/// Works and tables; pages and figures are places in the document.
fn is_work(reference: &str) -> bool {
    reference.starts_with("fn:") || reference.starts_with("table:")
}
