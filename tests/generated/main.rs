//! Thousands of questions composed from the fact base, each with an answer that is computed without the engine.
//!
//! Owns: the tests over them. `operations` has the right answers, `phrasings.toml` the words. Must not know: how the
//! engine comes to an answer.

mod asked;
mod compose;
mod dates;
mod documents;
mod facts;
mod fields;
mod gold;
mod hans;
mod metamorphic;
mod names;
mod numerals;
mod operations;
mod phrase;
mod property;
mod quote;
mod recompute;
mod report;
mod spelling;
mod tables;
mod trace;
mod walk;
mod wordings;
#[path = "../world/mod.rs"]
mod world;

use std::collections::BTreeSet;

use asked::{FACTS, conversation, on_all_cores};
use compose::{Case, all};
use footnote::answer::Lang;
use gold::faults;
use phrase::Phrasings;
use report::{Failure, told};

/// The language that an answer must be in; `None` where the question's characters do not say.
fn language(case: &Case) -> Option<Lang> {
    match (case.lang, hans::script(&case.turns.concat())) {
        ("en", _) => Some(Lang::En),
        ("mixed", _) | (_, None) => None,
        (_, Some(tag)) => Lang::from_tag(tag),
    }
}

fn failures(cases: &[Case]) -> Vec<Failure> {
    let verdicts = Phrasings::read().verdicts();
    let judged = on_all_cores(cases, |case| {
        let answer = conversation(&case.turns).pop().expect("a conversation has a turn");
        let mut faults = faults(&FACTS, &verdicts, case.gold(), &answer);
        if language(case).is_some_and(|lang| lang != answer.lang) {
            faults.push(format!("answers in {}", answer.lang.tag()));
        }
        (!faults.is_empty()).then(|| Failure::new(case, faults, &answer))
    });
    judged.into_iter().flatten().collect()
}

#[test]
fn composed_questions_get_the_answer_of_the_tables() {
    let cases = all(&FACTS);
    let failures = failures(&cases);
    assert!(failures.is_empty(), "{}", told(&failures, cases.len()));
}

#[test]
fn the_questions_are_thousands() {
    let cases = all(&FACTS);
    let distinct: BTreeSet<&Vec<String>> = cases.iter().map(|c| &c.turns).collect();
    assert!(distinct.len() >= 5000, "{} questions, {} of them distinct", cases.len(), distinct.len());
}
