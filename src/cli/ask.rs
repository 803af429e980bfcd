//! `footnote ask`: one question, or a batch of conversations, on standard output.
//!
//! Owns: the JSON of an answer. Must not know: how answers are made.

use std::collections::HashMap;
use std::io::{BufRead, Write};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Figure, Kind, Lang};
use crate::dialogue::Dialogue;
use crate::engine::{Utterance, answer, traced};
use crate::knowledge::FactBase;
use crate::render::plain::render as plain;

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    chat: String,
    text: String,
}

#[derive(Serialize)]
struct Cited<'a> {
    #[serde(rename = "ref")]
    reference: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct Output<'a> {
    chat: &'a str,
    kind: Kind,
    lang: Lang,
    text: String,
    figures: &'a [Figure],
    citations: Vec<Cited<'a>>,
    choices: Vec<&'a str>,
}

/// The answer as text; where there are no buttons, the readings to choose from are part of a question back.
fn told(answer: &Answer) -> String {
    let choices = answer.choices.iter().enumerate().map(|(k, choice)| format!("{}. {}", k + 1, choice.label));
    let asked_back = answer.kind == Kind::Clarify;
    std::iter::once(plain(answer)).chain(choices.filter(|_| asked_back)).collect::<Vec<_>>().join("\n")
}

/// The answer as one line of JSON.
pub fn json(chat: &str, answer: &Answer) -> anyhow::Result<String> {
    let cited = |c: &'_ crate::answer::Citation| -> Vec<(String, String)> {
        c.refs.iter().map(|r| (r.clone(), c.label.clone())).collect()
    };
    let citations: Vec<(String, String)> = answer.citations.iter().flat_map(cited).collect();
    let output = Output {
        chat,
        kind: answer.kind,
        lang: answer.lang,
        text: told(answer),
        figures: &answer.figures,
        citations: citations.iter().map(|(reference, label)| Cited { reference, label }).collect(),
        choices: answer.choices.iter().map(|c| c.label.as_str()).collect(),
    };
    Ok(serde_json::to_string(&output)?)
}

/// Answers one question: as text, or as JSON; with the trace first where it is asked for.
pub fn once(
    base: &FactBase,
    text: &str,
    lang: Option<Lang>,
    as_json: bool,
    trace: bool,
) -> anyhow::Result<()> {
    let ask = if trace { traced } else { answer };
    let reply = ask(base, &Dialogue::default(), &Utterance { text: text.to_owned(), lang });
    let mut out = std::io::stdout().lock();
    if trace {
        for line in &reply.trace {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    let told = if as_json { json("", &reply.answer)? } else { told(&reply.answer) };
    writeln!(out, "{told}")?;
    Ok(())
}

/// Reads questions from standard input, a JSON object a line; lines of one `chat` are one conversation.
pub fn batch(base: &FactBase, lang: Option<Lang>, trace: bool) -> anyhow::Result<()> {
    let ask = if trace { traced } else { answer };
    let mut dialogues: HashMap<String, Dialogue> = HashMap::new();
    let mut out = std::io::stdout().lock();
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.with_context(|| format!("standard input, line {}", number + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let asked: Line =
            serde_json::from_str(&line).with_context(|| format!("standard input, line {}", number + 1))?;
        let dialogue = dialogues.remove(&asked.chat).unwrap_or_default();
        let reply = ask(base, &dialogue, &Utterance { text: asked.text, lang });
        if trace {
            for line in &reply.trace {
                eprintln!("{}: {line}", asked.chat);
            }
        }
        writeln!(out, "{}", json(&asked.chat, &reply.answer)?)?;
        dialogues.insert(asked.chat, reply.dialogue);
    }
    Ok(())
}
