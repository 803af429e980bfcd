//! Conversations with the engine, on all cores.
//!
//! Owns: the fact base that the tests share, and how a conversation is had. Must not know: right answers.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use footnote::answer::Answer;
use footnote::dialogue::Dialogue;
use footnote::engine::{Reply, Utterance, answer};
use footnote::knowledge::FactBase;

use crate::facts::Facts;

pub const DOCUMENT: &str = "box-4.1";

pub static BASE: LazyLock<FactBase> =
    LazyLock::new(|| FactBase::embedded().expect("the shipped fact base loads"));

pub static FACTS: LazyLock<Facts> = LazyLock::new(|| Facts::read(&knowledge(), DOCUMENT));

pub fn knowledge() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")
}

pub fn say(dialogue: &Dialogue, text: &str) -> Reply {
    answer(&BASE, dialogue, &Utterance { text: text.to_owned(), lang: None })
}

/// The answers to all turns of one conversation.
pub fn conversation(turns: &[String]) -> Vec<Answer> {
    let mut dialogue = Dialogue::default();
    let mut answers = Vec::new();
    for text in turns {
        let reply = say(&dialogue, text);
        dialogue = reply.dialogue;
        answers.push(reply.answer);
    }
    answers
}

/// `told` for each of `all`, shared out among the cores; the order is kept.
pub fn on_all_cores<T: Sync, R: Send>(all: &[T], told: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = all.len().div_ceil(cores).max(1);
    let told = &told;
    std::thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(told).collect::<Vec<R>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("no question makes the engine panic")).collect()
    })
}
