//! Wording of refusals and questions back: which part is not in the document, and what is near it.
//!
//! Owns: how “the document does not say” is said. Must not know: why it was decided.

use super::compose::Draft;
use super::found;
use super::model::{Block, Span};
use super::suggest::{self, question_of};
use super::voice::Voice;
use crate::knowledge::{Absent, Topic};
use crate::query::Reason;
use crate::text::numeral::When;
use crate::understanding::Operand;

/// Buttons under a refusal or a question back.
const MOST_CHOICES: usize = 6;

/// Says why, and offers what is near.
pub fn reason(draft: &mut Draft<'_>, reason: &Reason) {
    words(draft, reason);
    suggest::near(draft, reason);
}

fn words(draft: &mut Draft<'_>, reason: &Reason) {
    let voice = draft.voice;
    match reason {
        Reason::NoFigure { indicator, entities } => {
            let names: Vec<String> = entities.iter().map(|e| voice.entity(*e)).collect();
            let text = if names.is_empty() {
                voice.with("no-data", [("indicator", voice.indicator(*indicator))])
            } else {
                voice.with(
                    "no-data-for",
                    [("names", voice.list(&names)), ("indicator", voice.indicator(*indicator))],
                )
            };
            nearby(draft, text, *indicator);
        }
        Reason::OnlyTotals { indicator } => {
            let text = voice.with("only-totals", [("indicator", voice.indicator(*indicator))]);
            nearby(draft, text, *indicator);
        }
        Reason::NoPeriod { indicator, times, .. } => {
            let indicator_name = voice.indicator(*indicator);
            let times: Vec<String> = times.iter().map(|t| when(voice, t)).collect();
            let text = if times.is_empty() {
                voice.with("no-change-over-time", [("indicator", indicator_name)])
            } else {
                voice.with("no-data-at", [("times", voice.list(&times)), ("indicator", indicator_name)])
            };
            nearby(draft, text, *indicator);
        }
        Reason::Absent { indicator } => {
            let def = &voice.base.indicators[*indicator].def;
            let id = if def.absent == Some(Absent::ChartOnly) { "chart-only" } else { "not-given" };
            let text = voice.with(id, [("indicator", voice.indicator(*indicator))]);
            nearby(draft, text, *indicator);
        }
        Reason::Undetermined { indicator, entities } => {
            let names: Vec<String> = entities.iter().map(|e| voice.entity(*e)).collect();
            let text = voice.with(
                "undetermined",
                [("names", voice.list(&names)), ("indicator", voice.indicator(*indicator))],
            );
            nearby(draft, text, *indicator);
        }
        Reason::NoPlace { indicator } => {
            let text = voice.with("no-place", [("indicator", voice.indicator(*indicator))]);
            nearby(draft, text, *indicator);
        }
        Reason::Places { places, indicator } => {
            let text = voice.with("foreign-place", [("names", place_names(voice, places))]);
            match indicator {
                Some(indicator) => nearby(draft, text, *indicator),
                None => {
                    draft.headline(text, None);
                    about(draft);
                }
            }
        }
        Reason::Outside { topics, words, near, .. } => {
            // An order to the bot is not said after.
            let order = |o: &usize| voice.base.outside[*o].kind.as_deref() == Some("injection");
            let quoted = |w: &String| voice.with("quoted", [("text", w.clone())]);
            let words: Vec<String> = words.iter().map(quoted).collect();
            let text = match words.is_empty() || topics.iter().any(order) {
                true => voice.say("outside"),
                false => voice.with("outside-words", [("words", voice.list(&words))]),
            };
            draft.headline(text, None);
            if near.is_none() {
                about(draft);
            }
        }
        Reason::Unknown { words, near } => {
            let quoted = |w: &String| voice.with("quoted", [("text", w.clone())]);
            let words: Vec<String> = words.iter().map(quoted).collect();
            let text = match words.is_empty() {
                true => voice.say("unknown-whole"),
                false => voice.with("unknown", [("words", voice.list(&words))]),
            };
            draft.headline(text, None);
            if !matches!(near, Some(Topic::Indicator(_))) {
                about(draft);
            }
        }
        Reason::OneSided { entities, finding } => {
            let names: Vec<String> = entities.iter().map(|e| voice.entity(*e)).collect();
            let indicator = voice.indicator(finding.indicator);
            let text = voice.with("no-data-for", [("names", voice.list(&names)), ("indicator", indicator)]);
            draft.headline(text, None);
            found::finding(draft, finding);
        }
        Reason::NoReason { finding } => {
            draft.headline(voice.say("no-reason"), None);
            let plain = crate::query::Finding { verdict: None, ..(**finding).clone() };
            found::finding(draft, &plain);
        }
    }
}

/// A refusal with what the document does have, and its source.
fn nearby(draft: &mut Draft<'_>, text: String, indicator: usize) {
    let voice = draft.voice;
    let source = &voice.base.indicators[indicator];
    let mark = draft.citations.cite(source.document, &source.def.cite);
    draft.headline(text, None);
    if let Some(coverage) = &source.def.coverage {
        let text = voice.text(coverage) + &voice.say("full-stop");
        draft.blocks.push(Block::Line(vec![Span::Text(text), mark]));
    }
}

/// What the bot does know, in a line.
pub fn about(draft: &mut Draft<'_>) {
    let voice = draft.voice;
    let subjects: Vec<String> = voice.base.documents.iter().map(|d| voice.text(&d.subject)).collect();
    let told = voice.with("about", [("subjects", subjects.join(&voice.say("list-separator-long")))]);
    draft.once(Block::Line(vec![Span::Text(told)]));
}

/// Several readings: a button each.
pub fn clarify(draft: &mut Draft<'_>, topics: &[Topic], operands: &[Operand]) {
    let voice = draft.voice;
    for topic in topics {
        if let (Topic::Indicator(i), true) = (topic, draft.choices.len() < MOST_CHOICES) {
            draft.offer(question_of(voice, *i, operands));
        }
    }
    let open = draft.choices.is_empty();
    let prompt = voice.say(if open { "ask-more" } else { "which-one" });
    draft.once(Block::Headline(vec![Span::Strong(prompt)]));
    if open {
        about(draft);
    }
}

fn when(voice: Voice<'_>, time: &When) -> String {
    let year = |y: i32| voice.with("year", [("year", y.to_string())]);
    match (time.from == time.to, time.month, time.half) {
        (false, ..) => voice.with("years", [("from", time.from.to_string()), ("to", time.to.to_string())]),
        (true, Some(month), _) => voice.with(
            "month",
            [("year", time.from.to_string()), ("month", voice.numbered("month-name", u32::from(month)))],
        ),
        (true, None, Some(half)) => voice
            .with(if half == 1 { "first-half" } else { "second-half" }, [("year", time.from.to_string())]),
        _ => year(time.from),
    }
}

fn place_names(voice: Voice<'_>, places: &[usize]) -> String {
    let names: Vec<String> = places
        .iter()
        .map(|p| {
            let place = &voice.base.places[*p];
            match &place.name {
                Some(name) => voice.text(name),
                // Forms start with the Chinese name; the first one in letters is the English one.
                None => {
                    let english = place.forms.iter().find(|f| f.is_ascii());
                    let chinese = place.forms.iter().find(|f| !f.is_ascii());
                    let (first, second) =
                        if voice.lang == super::Lang::En { (english, chinese) } else { (chinese, english) };
                    first.or(second).cloned().unwrap_or_default()
                }
            }
        })
        .collect();
    voice.list(&names)
}
