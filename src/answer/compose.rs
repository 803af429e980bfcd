//! From outcomes to an answer: one after the other, then the sources.
//!
//! Owns: the order of the parts, the answer's kind. Must not know: how each part is worded.

use super::cite::Citations;
use super::found;
use super::model::{Answer, Block, Choice, Figure, Kind, Lang, Span};
use super::refer;
use super::refuse;
use super::spacing::spaced;
use super::voice::Voice;
use crate::knowledge::FactBase;
use crate::query::Outcome;

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
        for outcome in outcomes {
            kinds.push(part(&mut draft, outcome));
        }
    }
    let kind = [Kind::Answer, Kind::Clarify, Kind::NoData, Kind::OutOfScope]
        .into_iter()
        .find(|k| kinds.contains(k))
        .unwrap_or(Kind::OutOfScope);
    finish(draft, kind)
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
        Outcome::Note { document, number } => refer::note(draft, *document, *number),
        Outcome::Page { document, number } => refer::page(draft, *document, *number),
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
    let mut answer =
        Answer { kind, lang: voice.lang, blocks, figures, citations: citations.into_list(), choices };
    if voice.lang == Lang::En {
        capitalise(&mut answer);
    }
    match voice.lang {
        Lang::En => {}
        Lang::ZhHant => reword(&mut answer, spaced),
        Lang::ZhHans => reword(&mut answer, |text| voice.base.messages.simplified(&spaced(text))),
    }
    answer
}

/// Lines begin with a capital letter, whatever name or wording of the data comes first.
fn capitalise(answer: &mut Answer) {
    for block in &mut answer.blocks {
        let first = match block {
            Block::Headline(spans) | Block::Line(spans) | Block::Note(spans) => spans.first_mut(),
            Block::List(_) => None,
        };
        if let Some(Span::Text(text) | Span::Strong(text)) = first
            && let Some(letter) = text.chars().next().filter(|c| c.is_ascii_lowercase())
            // An address is no sentence.
            && !text.starts_with("http")
        {
            text.replace_range(..1, &letter.to_ascii_uppercase().to_string());
        }
    }
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
    answer.citations.iter_mut().for_each(|c| convert(&mut c.label));
    for choice in &mut answer.choices {
        convert(&mut choice.label);
        convert(&mut choice.ask);
    }
}
