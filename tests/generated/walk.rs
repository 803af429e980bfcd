//! Walks over all answers at hand: the composed questions, those of `tests/answers`, and the development questions.
//!
//! Owns: which answers are looked at for numerals and figures. Must not know: where a numeral may come from.

use std::path::Path;
use std::sync::LazyLock;

use footnote::answer::{Answer, Block, Span};
use rust_decimal::Decimal;

use crate::asked::{FACTS, conversation, on_all_cores};
use crate::compose::some;
use crate::recompute::unfounded;
use crate::trace::untraced;

/// The conversations that `tests/answers` keeps, by their lines.
fn kept() -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/answers can be read")
        .map(|entry| entry.expect("an entry of the folder").path())
        .collect();
    paths.sort();
    let texts = paths.iter().map(|p| std::fs::read_to_string(p).expect("a kept answer can be read"));
    let turns = |text: String| text.lines().filter_map(|l| l.strip_prefix("> ")).map(str::to_owned).collect();
    texts.map(turns).filter(|turns: &Vec<String>| !turns.is_empty()).collect()
}

/// The development questions, where `FOOTNOTE_QUESTIONS` names their folder.
fn development() -> Option<Vec<Vec<String>>> {
    let folder = std::env::var_os("FOOTNOTE_QUESTIONS")?;
    let text = std::fs::read_to_string(Path::new(&folder).join("dev.jsonl")).ok()?;
    let turns = |line: &str| {
        let question: serde_json::Value = serde_json::from_str(line).expect("a question is JSON");
        let turns = question["turns"].as_array().expect("a question has turns").iter();
        turns.filter_map(|t| t.as_str()).map(str::to_owned).collect()
    };
    Some(text.lines().filter(|l| !l.trim().is_empty()).map(turns).collect())
}

/// Every conversation that is walked.
fn conversations() -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = some(&FACTS).into_iter().map(|c| c.turns).collect();
    all.extend(kept());
    match development() {
        Some(questions) => {
            println!("{} development questions", questions.len());
            all.extend(questions);
        }
        None => println!("no development questions: FOOTNOTE_QUESTIONS names no folder with dev.jsonl"),
    }
    all
}

fn told(found: Vec<String>, what: &str) {
    let all = found.len();
    let shown = found.into_iter().take(60).collect::<Vec<_>>().join("\n");
    assert!(all == 0, "{all} {what}:\n{shown}");
}

type Had = (Vec<String>, Vec<Answer>);

/// Every conversation, had once for all tests.
static HAD: LazyLock<Vec<Had>> =
    LazyLock::new(|| on_all_cores(&conversations(), |turns| (turns.clone(), conversation(turns))));

/// One in so many, with its last answer.
fn sample() -> Vec<(&'static [String], &'static Answer)> {
    let some = HAD.iter().step_by(TRIED);
    some.filter_map(|(turns, answers)| Some((turns.as_slice(), answers.last()?))).collect()
}

/// Looks at each answer of each conversation, with the turns so far.
fn walk(look: impl Fn(&[String], &Answer) -> Vec<String> + Sync) -> Vec<String> {
    let found = on_all_cores(&HAD, |(turns, answers)| {
        let mut found = Vec::new();
        for (n, answer) in answers.iter().enumerate() {
            let lost = look(&turns[..=n], answer).into_iter();
            found.extend(lost.map(|l| format!("{}\n    {l}", turns[..=n].join(" // "))));
        }
        found
    });
    found.into_iter().flatten().collect()
}

#[test]
fn every_numeral_of_every_answer_traces_to_an_observation_or_a_derivation() {
    told(walk(untraced), "numerals that come from nowhere");
}

#[test]
fn every_figure_is_an_observation_or_follows_from_what_is_shown() {
    told(walk(|_, answer| unfounded(answer)), "figures that nothing bears out");
}

/// One in so many answers is changed to see that the change is found.
const TRIED: usize = 7;

/// The same text with other digits.
fn changed(text: &str) -> String {
    let other = |c: char| match c {
        '3' => '7',
        '7' => '3',
        '8' => '6',
        c => c,
    };
    text.chars().map(other).collect()
}

/// The tracer is not content with everything: other digits in an answer are found, but for a few that happen to be
/// the digits of something else in it.
#[test]
fn a_numeral_that_is_changed_is_found() {
    let found = on_all_cores(&sample(), |(turns, answer)| {
        let mut missed = Vec::new();
        let mut tried = 0;
        for k in 0..answer.blocks.len() {
            let mut other = (*answer).clone();
            let spans = match &mut other.blocks[k] {
                Block::Headline(spans) | Block::Line(spans) | Block::Note(spans) => spans,
                Block::List(items) => &mut items[0].value,
            };
            for span in spans.iter_mut() {
                if let Span::Text(text) | Span::Strong(text) = span {
                    *text = changed(text);
                }
            }
            if other != **answer {
                tried += 1;
                if untraced(turns, &other).is_empty() {
                    missed.push(format!("{}\n    {:?}", turns.join(" // "), other.blocks[k]));
                }
            }
        }
        (tried, missed)
    });
    let tried: usize = found.iter().map(|f| f.0).sum();
    let missed: Vec<String> = found.into_iter().flat_map(|f| f.1).collect();
    assert!(
        tried > 100 && missed.len() * 50 < tried,
        "{} of {tried} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

/// Nor is the check of figures: another value, another place, a sum that is off by one.
#[test]
fn a_figure_that_is_changed_is_found() {
    let found = on_all_cores(&sample(), |(turns, answer)| {
        let mut missed = Vec::new();
        for k in 0..answer.figures.len() {
            let mut other = (*answer).clone();
            let figure = &mut other.figures[k];
            figure.value = figure.value * Decimal::new(103, 2) + Decimal::ONE;
            if unfounded(&other).is_empty() {
                missed.push(format!("{}\n    {:?}", turns.join(" // "), other.figures[k]));
            }
        }
        (answer.figures.len(), missed)
    });
    let tried: usize = found.iter().map(|f| f.0).sum();
    let missed: Vec<String> = found.into_iter().flat_map(|f| f.1).collect();
    assert!(
        tried > 100 && missed.len() * 50 < tried,
        "{} of {tried} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}
