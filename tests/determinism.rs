//! The same question gives the same answer to the byte: twice in a process, and in two processes.
//!
//! Hash maps are seeded anew in each process: an answer that follows their order shows here.

mod binary;
#[path = "world/mod.rs"]
mod world;

use binary::{elsewhere, footnote};
use footnote::answer::Lang;
use footnote::dialogue::Dialogue;
use footnote::engine::{Page, Utterance, page, traced};
use footnote::knowledge::{Definitions, FactBase, read_embedded};

/// Questions of every sort over whatever the shipped fact base holds: each indicator and statement by its own name,
/// alone and with places, and the words that steer a question.
fn questions() -> Vec<String> {
    let (defs, _) = Definitions::read(&read_embedded());
    let names: Vec<&str> = defs.indicators.iter().map(|i| i.value.name.en.as_str()).collect();
    let places: Vec<&str> = defs.entities.iter().map(|e| e.value.name.en.as_str()).collect();
    let mut asked = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let (one, two) = (places[n % places.len()], places[(n * 3 + 1) % places.len()]);
        asked.push(format!("Who has the most {name}?"));
        asked.push(format!("{name}: {one} and {two}"));
        asked.push(format!("Compare {one} with {two}, {name}?"));
        asked.push(format!("List all with {name} above 10"));
        asked.push(format!("How many times {one} is {two} in {name}?"));
        asked.push(format!("source of {name}"));
    }
    asked.extend(defs.statements.iter().map(|s| format!("What about {}?", s.value.text.en)));
    asked.extend(defs.groups.iter().map(|g| format!("{}有哪些？", g.value.name.hant)));
    asked.extend(places.iter().map(|place| format!("rank of {place}?")));
    asked.extend(["", "?", "2", "the", "\u{0}\u{1}", "🤖🤖", "１２３"].map(str::to_owned));
    asked
}

/// Two lines for each question: alone, and in one conversation with all others.
fn batch(questions: &[String]) -> String {
    let line =
        |chat: String, text: &String| serde_json::json!({ "chat": chat, "text": text }).to_string() + "\n";
    let alone = questions.iter().enumerate().map(|(n, text)| line(n.to_string(), text));
    alone.chain(questions.iter().map(|text| line("all".into(), text))).collect()
}

#[test]
fn two_processes_give_the_same_bytes() {
    let questions = questions();
    assert!(questions.len() > 150, "there is something to ask: {}", questions.len());
    let input = batch(&questions);
    let run = || footnote(elsewhere(), &["ask", "--batch"], &input, &[]);
    let (one, two) = (run(), run());
    assert_eq!(one.code, Some(0), "{}", one.err);
    assert_eq!(one.out.lines().count(), 2 * questions.len());
    let differing: Vec<_> = one.out.lines().zip(two.out.lines()).filter(|(a, b)| a != b).take(3).collect();
    assert!(differing.is_empty(), "{differing:#?}");
    assert_eq!(one.out, two.out);
}

#[test]
fn the_trace_and_the_pages_are_the_same_in_two_processes_too() {
    let question = questions().swap_remove(0);
    let run = |arguments: &[&str], input: &str| footnote(elsewhere(), arguments, input, &[]).out;
    let pages = "/start\n/help\n/rank\n/sources\n/cite 1\n/privacy\n";
    assert_eq!(run(&["ask", "--trace", &question], ""), run(&["ask", "--trace", &question], ""));
    assert_eq!(run(&["chat"], pages), run(&["chat"], pages));
}

#[test]
fn a_fact_base_that_is_loaded_twice_answers_alike() {
    let load = || FactBase::embedded().expect("the shipped fact base loads");
    let (one, two) = (load(), load());
    let told = |base: &FactBase, text: &str, lang: Lang| {
        let said = Utterance { text: text.to_owned(), lang: Some(lang) };
        let reply = traced(base, &Dialogue::default(), &said);
        (reply.answer, reply.dialogue, reply.trace)
    };
    for text in questions().iter().step_by(5) {
        for lang in [Lang::ZhHant, Lang::ZhHans, Lang::En] {
            assert_eq!(told(&one, text, lang), told(&two, text, lang), "{text}");
            assert_eq!(told(&one, text, lang), told(&one, text, lang), "{text}");
        }
    }
    assert!(questions().iter().any(|text| !told(&one, text, Lang::En).2.is_empty()), "traces are compared");
    for shown in [Page::Start, Page::Help, Page::Rank, Page::Sources, Page::Cite(2)] {
        assert_eq!(page(&one, Lang::ZhHant, shown), page(&two, Lang::ZhHant, shown));
    }
}
