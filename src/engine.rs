//! The one door to the house: `answer` takes an utterance and gives a reply.
//!
//! Pure and total: no clock, no I/O, no panic. Must not know: which front is calling.

mod accept;
mod covered;
mod gist;
mod language;
mod open;
mod trace;
mod unanswered;

use crate::answer::{Answer, Chart, Kind, Lang, comparison_of, compose, next, rank_of, smalltalk};
use crate::dialogue::{Dialogue, resolve};
use crate::knowledge::{Anchor, Cue, FactBase};
use crate::query::{Outcome, Reason, run};
use crate::understanding::{Ask, Frame, Inherited, Item, frame, parse};

pub use crate::answer::{Door, Goal, Label, Page, Stop, Walk, Way};
pub use gist::{gist, reading};
pub use open::open;
use trace::Trace;

/// What a person said.
#[derive(Debug, Clone)]
pub struct Utterance {
    pub text: String,
    /// The language of the answer, where the person or the caller has fixed it; else that of the text.
    pub lang: Option<Lang>,
}

/// What the engine gives back.
#[derive(Debug, Clone)]
pub struct Reply {
    pub answer: Answer,
    /// The conversation after this turn.
    pub dialogue: Dialogue,
    /// What the answer tells, to be drawn: only of [`illustrated`] replies, and `None` where it has no figures.
    pub chart: Option<Chart>,
    /// How the answer came about: only of [`traced`] replies.
    pub trace: Vec<String>,
}

/// Asks in one message that are answered; the rest would not be read.
const MOST_ASKS: usize = 6;

/// Answers `utterance` in the conversation `dialogue`.
pub fn answer(base: &FactBase, dialogue: &Dialogue, utterance: &Utterance) -> Reply {
    reply(base, dialogue, utterance, false, |_, _, _| None)
}

/// The same answer with how it came about, for `ask --trace`.
pub fn traced(base: &FactBase, dialogue: &Dialogue, utterance: &Utterance) -> Reply {
    reply(base, dialogue, utterance, true, |_, _, _| None)
}

/// The same answer with what may be asked next and the chart of what it tells, for a front that shows buttons and
/// pictures.
pub fn illustrated(base: &FactBase, dialogue: &Dialogue, utterance: &Utterance) -> Reply {
    reply(base, dialogue, utterance, false, beside)
}

fn reply(
    base: &FactBase,
    dialogue: &Dialogue,
    utterance: &Utterance,
    traced: bool,
    beside: impl FnOnce(&FactBase, &mut Answer, &[Outcome]) -> Option<Chart>,
) -> Reply {
    let Understood { lang, talk, outcomes, mut context, trace } =
        understand(base, dialogue, utterance, Trace::new(traced));
    if let Some(cue) = talk {
        let answer = smalltalk(base, lang, cue);
        return Reply { answer, dialogue: context, chart: None, trace: trace.lines };
    }
    let mut answer = compose(base, lang, &outcomes);
    let chart = beside(base, &mut answer, &outcomes);
    context.lang = Some(lang);
    context.choices = answer.choices.clone();
    context.clarifying = answer.kind == Kind::Clarify;
    Reply { answer, dialogue: context, chart, trace: trace.lines }
}

/// What goes beside `answer`: its next questions, and its chart. A question back, or a refusal, has none.
fn beside(base: &FactBase, answer: &mut Answer, outcomes: &[Outcome]) -> Option<Chart> {
    if answer.kind != Kind::Answer {
        return None;
    }
    answer.next = next(base, answer.lang, outcomes);
    crate::answer::chart(base, answer.lang, outcomes)
}

/// The chart of what `utterance` asks in the conversation `dialogue`, understood as [`answer`] understands it; `None`
/// where what it asks has no figures.
pub fn chart(base: &FactBase, dialogue: &Dialogue, utterance: &Utterance) -> Option<Chart> {
    let understood = understand(base, dialogue, utterance, Trace::new(false));
    if understood.talk.is_some() {
        return None;
    }
    crate::answer::chart(base, understood.lang, &understood.outcomes)
}

/// The chart of everything on the indicator `id`; `None` where there is no such indicator, or it has no figures.
pub fn chart_of(base: &FactBase, lang: Lang, id: &str) -> Option<Chart> {
    crate::answer::chart_of(base, lang, id)
}

/// The chart of what stands under `key`; `None` where that is no indicator of this edition, or has no figures.
pub fn chart_at(base: &FactBase, lang: Lang, key: u64) -> Option<Chart> {
    match base.anchor(key)? {
        Anchor::Indicator(i) => chart_of(base, lang, &base.indicators[i].def.id),
        _ => None,
    }
}

/// What a message means and what was found for it.
struct Understood {
    lang: Lang,
    /// It is small talk and nothing else.
    talk: Option<Cue>,
    outcomes: Vec<Outcome>,
    context: Dialogue,
    trace: Trace,
}

fn understand(base: &FactBase, dialogue: &Dialogue, utterance: &Utterance, mut trace: Trace) -> Understood {
    let lang = utterance.lang.unwrap_or_else(|| language::of(&utterance.text, dialogue.lang));
    if let Some(choice) = chosen(dialogue, &utterance.text) {
        let fresh = Dialogue { lang: Some(lang), ..Dialogue::default() };
        return understand(base, &fresh, &Utterance { text: choice, lang: Some(lang) }, trace);
    }
    let parsed = parse(base, &utterance.text);
    trace.parsed(base, &parsed);
    let mut context = dialogue.clone();
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    let everything: Vec<&Item> = parsed.clauses.iter().flatten().collect();
    if let Some(cue) = accept::smalltalk(base, &everything, !dialogue.is_empty()) {
        let mut next = dialogue.clone();
        next.lang = Some(lang);
        return Understood { lang, talk: Some(cue), outcomes, context: next, trace };
    }
    for (k, clause) in parsed.clauses.iter().take(MOST_ASKS).enumerate() {
        if k > 0 && covered::is_covered(base, clause, &outcomes) {
            if let Some(told) = outcomes.last_mut() {
                covered::unfold(clause, told);
            }
            continue;
        }
        let mut read = frame(base, clause, &context.inherited(base));
        if accept::asks_afresh(base, &read, &context) {
            read = frame(base, clause, &Inherited::default());
            context = Dialogue { lang: context.lang, ..Dialogue::default() };
        }
        let (read, ask) = resolve(base, read, &context);
        let ask = accept::claims_source(base, &read).unwrap_or(ask);
        trace.frame(base, &read, ask);
        // What goes on from a subject that the document does not speak of is about that subject.
        let foreign = |o: &Outcome| match o {
            Outcome::OutOfScope(Reason::Outside { .. }) | Outcome::NoData(Reason::OnlyTotals { .. }) => true,
            Outcome::OutOfScope(Reason::Unknown { .. }) => read.empty || read.names_nothing(),
            _ => false,
        };
        if k > 0 && !read.own_topic && read.outside.is_empty() && outcomes.last().is_some_and(foreign) {
            continue;
        }
        // Courtesies behind a clause leave it the last that says something.
        let last = parsed.clauses.iter().take(MOST_ASKS).skip(k + 1).all(|c| covered::is_courtesy(c));
        let asked = parsed.is_question(clause);
        // “And the years between?” before the sentence that says which: nothing to answer yet.
        let computes = matches!(ask, Ask::Difference | Ask::Ratio | Ask::Sum) && !read.operands.is_empty();
        if !last && read.empty && !read.own_topic && read.note.is_none() && !computes {
            continue;
        }
        let rest = &parsed.clauses[(k + 1).min(parsed.clauses.len())..];
        let before = &parsed.clauses[..k];
        if !asked && covered::is_errand(&parsed, clause, before, rest) {
            if !last {
                context = context.set_by(base, &read, ask);
            }
            continue;
        }
        if !last && !asked && accept::is_preamble(clause, &read) {
            context = context.set_by(base, &read, ask);
            continue;
        }
        let found = match accept::refusal(base, &read, ask) {
            Some(refused) => vec![refused],
            None => run(base, &read, ask),
        };
        trace.outcomes(base, &found);
        context = context.after(base, &read, ask, &found);
        if !asked && covered::is_vague(&found) {
            continue;
        }
        for outcome in found {
            match outcomes.iter_mut().find(|o| accept::same(o, &outcome)) {
                Some(told) => covered::unfold(clause, told),
                None => outcomes.push(outcome),
            }
        }
        frames.push(read);
    }
    if outcomes.is_empty() {
        outcomes.push(Outcome::Clarify { topics: vec![], operands: vec![] });
    }
    if let (Some(subject), true) = (accept::set_aside(&everything), outcomes.iter().all(offers_little)) {
        // What seemed to be the occasion of a question is all that it is about.
        outcomes = vec![subject];
    }
    Understood { lang, talk: None, outcomes, context, trace }
}

/// A question back that has no choice to offer.
fn offers_little(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Clarify { topics, .. } if topics.len() < 2)
}

/// The question behind a choice that was named by its number or its label.
fn chosen(dialogue: &Dialogue, text: &str) -> Option<String> {
    if !dialogue.clarifying {
        return None;
    }
    let said = text.trim();
    let by_number =
        said.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).and_then(|n| dialogue.choices.get(n));
    by_number.or_else(|| dialogue.choices.iter().find(|c| c.label == said)).map(|c| c.ask.clone())
}

/// What `/rank` with words after it asks: names alone ask for their ranks, anything else asks for itself.
pub fn rank_question(base: &FactBase, what: &str) -> String {
    let items = parse(base, what).clauses.concat();
    let named = items.iter().filter(|i| i.entity.is_some()).count();
    let joins = |i: &Item| i.filler || i.has(Cue::Also);
    let only = items.iter().all(|i| i.concepts.is_empty() && (i.entity.is_some() || joins(i)));
    if named > 0 && only { rank_of(base, language::of(what, None), what, named) } else { what.to_owned() }
}

/// What `/compare` with words after it asks: names alone ask for a comparison, anything else asks for itself.
pub fn compare_question(base: &FactBase, what: &str) -> String {
    let items = parse(base, what).clauses.concat();
    let compares = items.iter().any(|i| i.has(Cue::Compare));
    if compares { what.to_owned() } else { comparison_of(base, language::of(what, None), what) }
}

/// What stands on a button that is no question.
pub fn label(base: &FactBase, lang: Lang, label: Label) -> String {
    crate::answer::label(base, lang, label)
}

/// A place on the walk through all that there is; nothing where this edition has no such place.
pub fn walk(base: &FactBase, lang: Lang, walk: &Walk) -> Option<Stop> {
    crate::answer::walk(base, lang, walk)
}

/// A page that the bot says about itself, in `lang`.
pub fn page(base: &FactBase, lang: Lang, page: Page) -> Answer {
    crate::answer::page(base, lang, page)
}

/// The cue of small talk is only asked of whole messages.
pub(crate) const SMALLTALK: [Cue; 3] = [Cue::AboutBot, Cue::Greeting, Cue::Thanks];
