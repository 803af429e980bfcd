//! Citations: references of facts become numbered source lines, each once.
//!
//! Owns: markers and labels. Must not know: what is cited for what.

use super::model::{Citation, Span};
use super::voice::Voice;

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
            let work = reference.starts_with("fn:") || reference.starts_with("table:");
            let list = if work { &mut works } else { &mut places };
            if !list.contains(&reference) {
                list.push(reference);
            }
        }
        let place = self.place(document, &places);
        let mut markers = Vec::new();
        if works.is_empty() {
            let refs = places.iter().map(|r| (*r).clone()).collect();
            markers.push(self.add(refs, place.clone(), None));
        }
        for (k, work) in works.iter().enumerate() {
            let Some(source) = base.source(document, work) else { continue };
            let mut refs = vec![(*work).clone()];
            let mut label = self.voice.text(&source.def.label);
            if k == 0 {
                refs.extend(places.iter().map(|r| (*r).clone()));
                label = self.voice.with("source-at", [("source", label), ("place", place.clone())]);
            }
            markers.push(self.add(refs, label, source.def.url.clone()));
        }
        Span::Mark(markers)
    }

    fn add(&mut self, refs: Vec<String>, label: String, url: Option<String>) -> u8 {
        if let Some(known) = self.list.iter_mut().find(|c| c.refs.first() == refs.first() && c.url == url) {
            let fresh: Vec<String> = refs.into_iter().filter(|r| !known.refs.contains(r)).collect();
            known.refs.extend(fresh);
            return known.marker;
        }
        let marker = u8::try_from(self.list.len() + 1).unwrap_or(u8::MAX);
        self.list.push(Citation { marker, refs, label, url });
        marker
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
