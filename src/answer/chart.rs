//! The chart of an answer: what was found, as bars, places or figures, with its title, notes and sources.
//!
//! Owns: when there is a chart, and its parts. Must not know: pixels, or how the question was understood.

mod bar;
mod caption;
mod gather;
mod panel;
mod remarks;
mod rows;
mod sketch;
mod terms;

use super::cite::Citations;
use super::compose::Draft;
use super::found;
use super::model::{Chart, Form, Lang, Remark, Span};
use super::spacing::spaced;
use super::voice::Voice;
use crate::knowledge::FactBase;
use crate::query::Outcome;
use sketch::Sketch;

/// So many indicators share a picture.
const MOST_PANELS: usize = 3;

/// The chart of what was found; `None` where there are no figures to show.
pub fn chart(base: &FactBase, lang: Lang, outcomes: &[Outcome]) -> Option<Chart> {
    let mut draft = draft(base, lang);
    if let Some(lines) = found::side_by_side(outcomes) {
        let sketch = rows::profile(base, &lines)?;
        return Some(close(&mut draft, vec![sketch]));
    }
    let mut sketches: Vec<Sketch> = Vec::new();
    for next in outcomes.iter().flat_map(|o| gather::of(&mut draft, o)) {
        match sketches.iter_mut().find(|s| s.indicator == next.indicator) {
            Some(known) => known.join(next),
            None => sketches.push(next),
        }
    }
    sketches.truncate(MOST_PANELS);
    (!sketches.is_empty()).then(|| close(&mut draft, sketches))
}

/// The chart of everything that the fact base has on an indicator; `None` where it has no figures.
pub fn chart_of(base: &FactBase, lang: Lang, indicator: &str) -> Option<Chart> {
    let mut draft = draft(base, lang);
    let sketch = sketch::whole(draft.voice, base.indicator(indicator)?)?;
    Some(close(&mut draft, vec![sketch]))
}

fn draft(base: &FactBase, lang: Lang) -> Draft<'_> {
    let voice = Voice { base, lang };
    Draft { voice, blocks: vec![], figures: vec![], citations: Citations::new(voice), choices: vec![] }
}

/// Puts the parts together, and the whole in Simplified characters where that is asked for.
fn close(draft: &mut Draft<'_>, sketches: Vec<Sketch>) -> Chart {
    let voice = draft.voice;
    let mut marks = Vec::new();
    for sketch in &sketches {
        for (document, references) in sketch.references(voice.base) {
            if let Span::Mark(numbers) = draft.citations.cite(document, &references) {
                marks.extend(numbers.into_iter().filter(|n| !marks.contains(n)).collect::<Vec<_>>());
            }
        }
        print(draft, sketch);
    }
    marks.sort_unstable();
    let citations = std::mem::replace(&mut draft.citations, Citations::new(voice)).into_list();
    let mut remarks = remarks::Remarks::after(citations.len());
    let several = sketches.len() > 1;
    let mut panels: Vec<_> = sketches.iter().map(|s| panel::panel(voice, s, &mut remarks)).collect();
    let titles: Vec<String> = sketches.iter().map(|s| panel::title(voice, s)).collect();
    let title = if several {
        for (panel, heading) in panels.iter_mut().zip(&titles) {
            panel.heading = Some(heading.clone());
        }
        panel::joint_title(voice, &sketches)
    } else {
        titles.into_iter().next().unwrap_or_default()
    };
    let lead = sketches.into_iter().flat_map(|s| s.lead).collect();
    let chart = Chart { lang: voice.lang, title, marks, lead, panels, remarks: remarks.list, citations };
    worded(voice, chart)
}

/// Notes with the sources, which are all cited by now, how the document prints what `sketch` shows.
fn print(draft: &mut Draft<'_>, sketch: &Sketch) {
    let base = draft.voice.base;
    for observation in sketch.observations().map(|o| &base.observations[o]) {
        let own = &base.indicators[observation.indicator].def.cite;
        let mark = draft.citations.work_of(observation.cite.iter().chain(own));
        draft.citations.print(&mark, observation);
    }
}

/// Every text of a chart as its language writes it.
fn worded(voice: Voice<'_>, mut chart: Chart) -> Chart {
    let word = |text: &mut String| {
        *text = match voice.lang {
            Lang::En => std::mem::take(text),
            Lang::ZhHant => spaced(text),
            Lang::ZhHans => voice.base.messages.simplified(&spaced(text)),
        };
    };
    word(&mut chart.title);
    chart.lead.iter_mut().for_each(word);
    for panel in &mut chart.panels {
        panel.heading.iter_mut().chain(panel.period.iter_mut()).for_each(word);
        for bar in &mut panel.bars {
            word(&mut bar.label);
            word(&mut bar.text);
            bar.detail.iter_mut().for_each(word);
        }
    }
    chart.remarks.iter_mut().for_each(|r| word(&mut r.text));
    for citation in &mut chart.citations {
        word(&mut citation.label);
        // The name is ours; what is printed is the document's.
        citation.printed.iter_mut().for_each(|p| word(&mut p.name));
    }
    chart
}

impl Chart {
    /// Whether it sets figures beside each other; a figure by itself is no comparison.
    pub fn compares(&self) -> bool {
        let several = |p: &super::model::Panel| p.form == Form::Ladder || p.bars.len() > 1;
        self.panels.len() > 1 || self.panels.iter().any(several)
    }
}

/// A text that begins a line.
fn begun(voice: Voice<'_>, text: String) -> String {
    match text.chars().next() {
        Some(letter) if voice.lang == Lang::En && letter.is_ascii_lowercase() => {
            format!("{}{}", letter.to_ascii_uppercase(), &text[1..])
        }
        _ => text,
    }
}

/// A name on a label: without an article, where its language has one.
fn label(voice: Voice<'_>, name: &str) -> String {
    let article = voice.say("label-article");
    let bare = name.strip_prefix(article.as_str()).filter(|_| !article.is_empty()).unwrap_or(name);
    begun(voice, bare.to_owned())
}

/// A remark that goes with the whole chart.
fn plain(text: String) -> Remark {
    Remark { marker: None, text }
}
