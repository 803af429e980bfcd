//! The whole engine on an invented world: other places, other indicators, other rankings, another document.
//!
//! What the engine needs of the shipped document to answer here is a fact in code. `tests/world/corpus.toml` holds the
//! questions; `tests/world/beside.toml` those over both documents at once.

#[path = "world/mod.rs"]
mod world;

use footnote::answer::{Answer, Kind, Lang};
use footnote::check::{self, Severity};
use footnote::dialogue::Dialogue;
use footnote::engine::{Page, Utterance, answer, page};
use footnote::knowledge::FactBase;
use footnote::render::plain::render as plain;
use serde::Deserialize;

/// Stands between the turns of one conversation; the last one is judged.
const TURN: &str = " // ";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    case: Vec<Case>,
}

/// A question in both languages, each in one or more wordings, and what every one of them must be answered with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    shows: String,
    en: Vec<String>,
    zh: Vec<String>,
    kind: String,
    #[serde(default)]
    figures: Vec<Wanted>,
    /// Codes of entities whose names must stand in the answer.
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    not_names: Vec<String>,
    /// A reference that must be among the citations.
    cite: Option<String>,
    /// Words that must stand in the answer, by language.
    says: Option<Says>,
    /// Words that must not.
    says_not: Option<Says>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Says {
    en: String,
    zh: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    value: f64,
    unit: String,
    who: Option<String>,
    of: Option<String>,
}

fn corpus(name: &str) -> Vec<Case> {
    let text = std::fs::read_to_string(world::folder().join(name)).expect("the corpus can be read");
    toml::from_str::<Corpus>(&text).unwrap_or_else(|e| panic!("{name}: {e}")).case
}

fn told(base: &FactBase, turns: &str) -> Answer {
    let mut dialogue = Dialogue::default();
    let mut last = None;
    for text in turns.split(TURN) {
        let reply = answer(base, &dialogue, &Utterance { text: text.to_owned(), lang: None });
        dialogue = reply.dialogue;
        last = Some(reply.answer);
    }
    last.expect("a conversation has a turn")
}

fn name_of(base: &FactBase, code: &str, lang: Lang) -> String {
    let name = &base.entities[base.entity(code).unwrap_or_else(|| panic!("an entity `{code}`"))].name;
    let text = if lang == Lang::En { &name.en } else { &name.hant };
    let text = if lang == Lang::ZhHans { base.messages.simplified(text) } else { text.clone() };
    text.trim_start_matches("the ").to_owned()
}

/// What is wrong with the answer to one wording of a case; nothing if it is right.
fn faults(base: &FactBase, case: &Case, turns: &str) -> Vec<String> {
    let answer = told(base, turns);
    let text = plain(&answer);
    let mut faults = Vec::new();
    let kind = serde_json::to_value(answer.kind).expect("a kind has a name");
    if kind != case.kind.as_str() {
        faults.push(format!("is {kind} and not {}", case.kind));
    }
    for wanted in &case.figures {
        let given = answer.figures.iter().any(|f| {
            let value: f64 = f.value.to_string().parse().expect("a decimal is a number");
            (value - wanted.value).abs() <= 0.006 * wanted.value.abs()
                && f.unit == wanted.unit
                && (wanted.who.is_none() || f.entity == wanted.who)
                && (wanted.of.is_none() || f.indicator == wanted.of)
        });
        if !given {
            let of = wanted.of.as_deref().unwrap_or_default();
            faults.push(format!("does not give {} {} {:?} {of}", wanted.value, wanted.unit, wanted.who));
        }
    }
    let named = |code: &String| text.contains(&name_of(base, code, answer.lang));
    faults.extend(case.names.iter().filter(|c| !named(c)).map(|c| format!("does not name {c}")));
    faults.extend(case.not_names.iter().filter(|c| named(c)).map(|c| format!("names {c}")));
    if let Some(reference) = &case.cite
        && !answer.citations.iter().any(|c| c.refs.contains(reference))
    {
        faults.push(format!("does not cite {reference}"));
    }
    if let Some(says) = &case.says {
        let words = if answer.lang == Lang::En { &says.en } else { &says.zh };
        if !text.contains(words.as_str()) {
            faults.push(format!("does not say `{words}`"));
        }
    }
    if let Some(says) = &case.says_not {
        let words = if answer.lang == Lang::En { &says.en } else { &says.zh };
        if text.contains(words.as_str()) {
            faults.push(format!("says `{words}`"));
        }
    }
    let unknown = text.split_whitespace().any(|w| base.messages.has(w) && w.contains('-'));
    if unknown {
        faults.push("shows the id of a message".to_owned());
    }
    if faults.is_empty() { faults } else { vec![format!("{}: {}\n{text}\n", turns, faults.join("; "))] }
}

fn judge(base: &FactBase, cases: &[Case]) {
    let mut wrong = Vec::new();
    for case in cases {
        for turns in case.en.iter().chain(&case.zh) {
            wrong.extend(faults(base, case, turns).into_iter().map(|f| format!("[{}] {f}", case.shows)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_invented_world_is_a_sound_fact_base() {
    let source =
        std::fs::read_to_string(world::folder().join("source.md")).expect("the document can be read");
    let findings = check::run(&world::invented(), Some(&source), None);
    let errors = findings.iter().filter(|f| f.severity == Severity::Error);
    assert_eq!(errors.map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn the_engine_answers_over_an_invented_world() {
    judge(&world::load(&world::invented()), &corpus("corpus.toml"));
}

#[test]
fn every_operation_is_asked_in_both_languages() {
    for case in corpus("corpus.toml").iter().chain(&corpus("beside.toml")) {
        assert!(!case.en.is_empty() && !case.zh.is_empty(), "`{}` lacks a language", case.shows);
    }
}

/// A second document changes nothing about the first: each question reaches the one that it is about.
#[test]
fn two_documents_answer_side_by_side() {
    let base = world::load(&world::both());
    judge(&base, &corpus("corpus.toml"));
    judge(&base, &corpus("beside.toml"));
}

/// A button stands for a whole question, which the engine that offers it must answer without asking back.
#[test]
fn every_choice_that_is_offered_leads_to_an_answer() {
    let mut wrong = Vec::new();
    for base in [world::load(&world::invented()), world::load(&world::both())] {
        for lang in [Lang::ZhHant, Lang::ZhHans, Lang::En] {
            let pages = [Page::Start, Page::Help, Page::Rank].map(|shown| page(&base, lang, shown));
            let asked_back = ["What is Saltmere's rank?", "鹽嶼排名第幾？"].map(|text| told(&base, text));
            for choice in pages.into_iter().chain(asked_back).flat_map(|answer| answer.choices) {
                let answer = told(&base, &choice.ask);
                if answer.kind != Kind::Answer || answer.figures.is_empty() {
                    wrong.push(format!("[{}] {}\n{}\n", choice.label, choice.ask, plain(&answer)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n\n{}", wrong.len(), wrong.join("\n"));
}
