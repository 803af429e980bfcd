//! `footnote ask`: the JSON that `shared/questions/README.md` lays down, and what a bad line is told.
//!
//! Runs over the invented world, so that no figure of the shipped document is written down a second time.

mod binary;
#[path = "world/mod.rs"]
mod world;

use binary::footnote_in_world;
use serde_json::Value;

fn ask(arguments: &[&str], input: &str) -> binary::Ran {
    footnote_in_world("ask", &[&["ask"], arguments].concat(), input, &[])
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn the_json_of_an_answer_has_every_field_and_no_other() {
    let ran = ask(&["--json", "How many lighthouses does Mistwick have?"], "");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let answer = json(&ran.out);
    assert_eq!(keys(&answer), ["chat", "kind", "lang", "text", "figures", "citations", "choices"].sorted());
    assert_eq!((&answer["kind"], &answer["lang"]), (&"answer".into(), &"en".into()));
    let figure = &answer["figures"][0];
    assert_eq!(keys(figure), ["value", "unit", "entity", "indicator", "period", "derived"].sorted());
    assert_eq!(figure["value"].as_f64(), Some(42.0), "a plain JSON number");
    assert_eq!((&figure["unit"], &figure["entity"]), (&"count".into(), &"MIW".into()));
    assert_eq!((&figure["indicator"], &figure["period"]), (&"lighthouses".into(), &"2031-03".into()));
    assert_eq!(figure["derived"], false);
    let cited = &answer["citations"][0];
    assert_eq!(keys(cited), ["label", "ref"]);
    assert_eq!(cited["ref"], "table:1");
    let text = answer["text"].as_str().expect("a text");
    assert!(text.contains("42") && text.contains(cited["label"].as_str().expect("a label")), "{text}");
}

#[test]
fn a_computed_figure_says_so() {
    let ran = ask(&["--json", "How many more lighthouses does Mistwick have than Pinewick?"], "");
    let answer = json(&ran.out);
    let figures = answer["figures"].as_array().expect("figures");
    let derived = figures.iter().find(|f| f["value"].as_f64() == Some(25.0)).expect("the difference");
    assert_eq!(derived["derived"], true);
}

#[test]
fn asking_back_offers_choices() {
    let answer = json(&ask(&["--json", "What is Saltmere's rank?"], "").out);
    assert_eq!(answer["kind"], "clarify");
    assert_eq!(answer["choices"].as_array().map(Vec::len), Some(2), "{answer}");
}

#[test]
fn a_batch_keeps_each_conversation_apart_and_in_order() {
    let lines = [
        r#"{"chat": "a", "text": "How many lighthouses does Mistwick have?"}"#,
        r#"{"chat": "b", "text": "鹽嶼有多少座風車？"}"#,
        "",
        r#"{"chat": "a", "text": "And Pinewick?"}"#,
        r#"{"chat": "b", "text": "那鷗嶼呢？"}"#,
    ];
    let ran = ask(&["--batch"], &lines.join("\n"));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let told: Vec<Value> = ran.out.lines().map(json).collect();
    let chats: Vec<&str> = told.iter().filter_map(|t| t["chat"].as_str()).collect();
    assert_eq!(chats, ["a", "b", "a", "b"], "one line for each question, an empty line is none");
    let values: Vec<f64> = told.iter().filter_map(|t| t["figures"][0]["value"].as_f64()).collect();
    assert_eq!(values, [42.0, 610.0, 17.0, 340.0]);
    let langs: Vec<&str> = told.iter().filter_map(|t| t["lang"].as_str()).collect();
    assert_eq!(langs, ["en", "zh-Hant", "en", "zh-Hant"]);
}

#[test]
fn the_language_can_be_fixed() {
    for (tag, name) in [("zh-Hant", "霧嶼"), ("zh-Hans", "雾屿"), ("en", "Mistwick")] {
        let answer = json(&ask(&["--json", "--lang", tag, "Mistwick lighthouses"], "").out);
        assert_eq!(answer["lang"], tag);
        assert!(answer["text"].as_str().is_some_and(|t| t.contains(name)), "{tag}: {answer}");
    }
}

#[test]
fn the_trace_shows_the_stages_and_keeps_out_of_the_json() {
    let question = "How many lighthouses does Mistwick have?";
    let told = ask(&["--trace", question], "");
    for stage in ["mention", "topic", "frame", "found"] {
        assert!(told.out.lines().any(|l| l.starts_with(stage)), "no {stage}: {}", told.out);
    }
    let line = format!(r#"{{"chat": "a", "text": "{question}"}}"#);
    let batch = ask(&["--batch", "--trace"], &line);
    assert_eq!(batch.out.lines().map(json).count(), 1, "{}", batch.out);
    assert!(batch.err.contains("mention"), "{}", batch.err);
}

#[test]
fn a_bad_line_is_told_with_its_number() {
    let good = r#"{"chat": "a", "text": "hello"}"#;
    for bad in ["not json", r#"{"chat": "a"}"#, r#"{"chat": 7, "text": "hello"}"#, "[]"] {
        let ran = ask(&["--batch"], &format!("{good}\n{bad}\n{good}"));
        assert_eq!(ran.code, Some(4), "{bad}: {ran:?}");
        assert!(ran.err.contains("standard input, line 2"), "{bad}: {}", ran.err);
        assert_eq!(ran.out.lines().count(), 1, "the line before it is answered: {}", ran.out);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
}

#[test]
fn a_question_is_needed_and_a_language_that_we_speak() {
    for (arguments, word) in
        [(&[][..], "ask what?"), (&["--lang", "fr", "hello"], "zh-Hant"), (&["--batch", "hello"], "--batch")]
    {
        let ran = ask(arguments, "");
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains(word), "{arguments:?}: {}", ran.err);
    }
}

/// Keys as serde_json orders them.
trait Sorted {
    fn sorted(self) -> Self;
}

impl<const N: usize> Sorted for [&str; N] {
    fn sorted(mut self) -> Self {
        self.sort_unstable();
        self
    }
}
