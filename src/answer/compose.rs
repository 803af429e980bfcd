//! From outcomes to an answer: one after the other, then the sources.
//!
//! Owns: the order of the parts, the answer's kind. Must not know: how each part is worded.

use super::cite::Citations;
use super::found;
use super::model::{Answer, Block, Choice, Figure, Kind, Lang, Span};
use super::notes;
use super::refer;
use super::refuse;
use super::spacing::spaced;
use super::voice::Voice;
use crate::knowledge::{Anchor, FactBase};
use crate::query::{Outcome, Reason};

/// An answer in the making.
pub struct Draft<'a> {
    pub voice: Voice<'a>,
    pub blocks: Vec<Block>,
    pub figures: Vec<Figure>,
    pub citations: Citations<'a>,
    pub choices: Vec<Choice>,
}

impl Draft<'_> {
    /// A headline of one bold phrase and its markers.
    pub fn headline(&mut self, strong: String, mark: Option<Span>) {
        let mut spans = vec![Span::Strong(strong)];
        spans.extend(mark);
        self.blocks.push(Block::Headline(spans));
    }

    pub fn line(&mut self, text: String) {
        if !text.is_empty() {
            self.blocks.push(Block::Line(vec![Span::Text(text)]));
        }
    }

    /// A sentence that is the same for every part of a question: it is told once.
    pub fn once(&mut self, block: Block) {
        if !self.blocks.contains(&block) {
            self.blocks.push(block);
        }
    }

    /// A question to tap; several parts of an answer may offer the same one.
    pub fn offer(&mut self, choice: Choice) {
        if !self.choices.contains(&choice) {
            self.choices.push(choice);
        }
    }

    pub fn note(&mut self, text: String) {
        self.once(Block::Note(vec![Span::Text(text)]));
    }
}

/// Words an answer to what was found, in `lang`.
pub fn compose(base: &FactBase, lang: Lang, outcomes: &[Outcome]) -> Answer {
    let voice = Voice { base, lang };
    let mut draft =
        Draft { voice, blocks: vec![], figures: vec![], citations: Citations::new(voice), choices: vec![] };
    let mut kinds = Vec::new();
    if let Some(findings) = found::side_by_side(outcomes) {
        found::profile(&mut draft, &findings);
        kinds.push(Kind::Answer);
    } else {
        // What is asked back comes last, next to its buttons.
        let back = |outcome: &&Outcome| matches!(outcome, Outcome::Clarify { .. });
        for outcome in outcomes.iter().filter(|o| !back(o)).chain(outcomes.iter().filter(back)) {
            kinds.push(part(&mut draft, outcome));
        }
    }
    let kind = [Kind::Answer, Kind::Clarify, Kind::NoData, Kind::OutOfScope]
        .into_iter()
        .find(|k| kinds.contains(k))
        .unwrap_or(Kind::OutOfScope);
    let mut answer = finish(draft, kind);
    answer.key = subject(base, outcomes).map(|anchor| base.key(anchor));
    answer.personal = outcomes.iter().any(|o| matches!(o, Outcome::OutOfScope(Reason::Unknown { .. })));
    answer
}

/// The one thing that all of an answer is about.
fn subject(base: &FactBase, outcomes: &[Outcome]) -> Option<Anchor> {
    let of = |outcome: &Outcome| match outcome {
        Outcome::Found(finding) => match (&finding.rows[..], &finding.derived) {
            ([only], None) => {
                let printed = only.observation.filter(|o| base.observations[*o].quotient.is_none());
                Some(printed.map_or(Anchor::Indicator(finding.indicator), Anchor::Fact))
            }
            _ => Some(Anchor::Indicator(finding.indicator)),
        },
        Outcome::Statement(statement) => Some(Anchor::Statement(*statement)),
        _ => None,
    };
    match outcomes {
        [only] => of(only),
        _ => None,
    }
}

fn part(draft: &mut Draft<'_>, outcome: &Outcome) -> Kind {
    match outcome {
        Outcome::Found(finding) => {
            found::finding(draft, finding);
            Kind::Answer
        }
        Outcome::Statement(statement) => {
            refer::statement(draft, *statement);
            Kind::Answer
        }
        Outcome::Source { topic, rows } => {
            refer::source(draft, *topic, rows);
            Kind::Answer
        }
        Outcome::Period { indicator, rows, verdict } => {
            found::verdict(draft, *verdict);
            refer::period(draft, *indicator, rows);
            Kind::Answer
        }
        Outcome::Note { document, number } => notes::note(draft, *document, *number),
        Outcome::Page { document, number } => notes::page(draft, *document, *number),
        Outcome::Members { groups, entities, verdict } => {
            refer::members(draft, groups, entities, *verdict);
            Kind::Answer
        }
        Outcome::Clarify { topics, operands } => {
            refuse::clarify(draft, topics, operands);
            Kind::Clarify
        }
        Outcome::NoData(reason) => {
            refuse::reason(draft, reason);
            Kind::NoData
        }
        Outcome::OutOfScope(reason) => {
            refuse::reason(draft, reason);
            Kind::OutOfScope
        }
    }
}

/// Closes a draft: citations in a row, and the whole in Simplified characters where that is asked for.
pub fn finish(draft: Draft<'_>, kind: Kind) -> Answer {
    let Draft { voice, blocks, figures, citations, choices } = draft;
    let mut answer = Answer::new(kind, voice.lang);
    (answer.blocks, answer.figures, answer.choices) = (blocks, figures, choices);
    answer.citations = citations.into_list();
    if voice.lang == Lang::En {
        capitalise(&mut answer);
    }
    if voice.lang != Lang::En {
        reword(&mut answer, |text| in_characters(voice.base, voice.lang, text));
    }
    answer
}

/// `text` as it is written in `lang`: spaces set right, and in Simplified characters where they are wanted.
pub(super) fn in_characters(base: &FactBase, lang: Lang, text: &str) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::ZhHant => spaced(text),
        Lang::ZhHans => base.messages.simplified(&spaced(text)),
    }
}

/// Lines begin with a capital letter, whatever name or wording of the data comes first.
fn capitalise(answer: &mut Answer) {
    for block in &mut answer.blocks {
        let firsts: Vec<&mut Span> = match block {
            Block::Headline(spans) | Block::Line(spans) | Block::Note(spans) => {
                spans.first_mut().into_iter().collect()
            }
            Block::List(items) => items.iter_mut().filter_map(|item| item.label.first_mut()).collect(),
        };
        for first in firsts {
            match first {
                // An address is no sentence.
                Span::Text(text) | Span::Strong(text) if !text.starts_with("http") => capital(text),
                _ => {}
            }
        }
    }
    answer.choices.iter_mut().for_each(|choice| capital(&mut choice.label));
}

fn capital(text: &mut String) {
    if let Some(letter) = text.chars().next().filter(char::is_ascii_lowercase) {
        text.replace_range(..1, &letter.to_ascii_uppercase().to_string());
    }
}

/// `text` as it stands on a button.
pub(super) fn on_a_button(base: &FactBase, lang: Lang, text: &str) -> String {
    let mut text = in_characters(base, lang, text);
    if lang == Lang::En {
        capital(&mut text);
    }
    text
}

/// Every text of an answer through `word`.
fn reword(answer: &mut Answer, word: impl Fn(&str) -> String) {
    let convert = |text: &mut String| *text = word(text);
    let spans = |spans: &mut Vec<Span>| {
        for span in spans {
            match span {
                Span::Text(text) | Span::Strong(text) => convert(text),
                Span::Mark(_) => {}
            }
        }
    };
    for block in &mut answer.blocks {
        match block {
            Block::Headline(s) | Block::Line(s) | Block::Note(s) => spans(s),
            Block::List(items) => items.iter_mut().for_each(|item| {
                spans(&mut item.label);
                spans(&mut item.value);
            }),
        }
    }
    for citation in &mut answer.citations {
        convert(&mut citation.label);
        // The name is ours; what is printed is the document's, in its own characters and spaces.
        citation.printed.iter_mut().for_each(|p| convert(&mut p.name));
    }
    for choice in &mut answer.choices {
        convert(&mut choice.label);
        convert(&mut choice.ask);
    }
}
