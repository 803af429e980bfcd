//! `footnote chat`: the conversation in a terminal, or over a pipe.
//!
//! Owns: lines in and out, their history, numbered choices, the commands that begin with a slash, bold.
//! Must not know: how answers are made, or any wording.

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;
use unicode_normalization::UnicodeNormalization;

use super::locale;
use super::memory::make_private;
use crate::answer::{Answer, Block, Choice, Lang};
use crate::dialogue::Dialogue;
use crate::engine::{Page, Utterance, answer, page, rank_question};
use crate::knowledge::{FactBase, args};
use crate::render::plain::render as plain;

const PROMPT: &str = "> ";
const HISTORY: &str = "history.txt";
const BOLD: &str = "\u{1b}[1m";
const REGULAR: &str = "\u{1b}[0m";

/// What one line of the person leads to.
#[derive(Debug)]
enum Turn {
    Nothing,
    Say(Box<Answer>),
    Leave,
}

/// One conversation: the same engine as every front, and what was offered last.
struct Chat<'a> {
    base: &'a FactBase,
    dialogue: Dialogue,
    /// The language of pages until the person has asked something.
    lang: Lang,
    /// The list that stands in sight: a number chooses from it.
    offered: Vec<Choice>,
}

impl Chat<'_> {
    fn turn(&mut self, line: &str) -> Turn {
        let said = line.trim();
        if said.is_empty() {
            return Turn::Nothing;
        }
        let told = match said.strip_prefix('/') {
            Some(command) => match self.command(command) {
                Some(told) => told,
                None => return Turn::Leave,
            },
            None => self.ask(said),
        };
        // An answer that offers nothing leaves the list before it in sight, and its numbers in use.
        if !told.choices.is_empty() {
            self.offered = told.choices.clone();
        }
        Turn::Say(Box::new(told))
    }

    /// The page of a command; `None` leaves. A command that does not exist gets help, as in the bot.
    fn command(&mut self, command: &str) -> Option<Answer> {
        let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
        let wanted = match name.to_ascii_lowercase().as_str() {
            "quit" | "exit" => return None,
            "start" => Page::Start,
            "rank" if !rest.trim().is_empty() => {
                self.dialogue = Dialogue { lang: self.dialogue.lang, ..Dialogue::default() };
                return Some(self.ask(&rank_question(self.base, rest.trim())));
            }
            "rank" => Page::Rank,
            "sources" => Page::Sources,
            "cite" => number(rest).and_then(|n| n.try_into().ok()).map_or(Page::Sources, Page::Cite),
            "privacy" => Page::Privacy,
            _ => Page::Help,
        };
        Some(page(self.base, self.dialogue.lang.unwrap_or(self.lang), wanted))
    }

    fn ask(&mut self, said: &str) -> Answer {
        // Where the engine has asked back it knows what a number chooses, unless a page has come between.
        let asked_back = self.dialogue.clarifying && self.dialogue.choices == self.offered;
        let chosen = number(said).filter(|_| !asked_back);
        let chosen = chosen.and_then(|n| self.offered.get(n.checked_sub(1)?)).map(|c| c.ask.clone());
        let text = chosen.unwrap_or_else(|| said.to_owned());
        let reply = answer(self.base, &self.dialogue, &Utterance { text, lang: None });
        self.dialogue = reply.dialogue;
        reply.answer
    }
}

/// A bare number, as people write one: `2`, `2.`, full-width or in brackets.
fn number(text: &str) -> Option<usize> {
    let bare: String = text.nfkc().filter(|c| !"[]().".contains(*c)).collect();
    bare.trim().parse().ok()
}

/// An answer with its choices numbered below; the headline stands out where `bold`.
fn show(answer: &Answer, bold: bool) -> String {
    let mut lines: Vec<String> = plain(answer).lines().map(str::to_owned).collect();
    if bold {
        for headline in answer.blocks.iter().filter(|block| matches!(block, Block::Headline(_))) {
            let alone = Answer { blocks: vec![headline.clone()], citations: vec![], ..answer.clone() };
            let alone = plain(&alone);
            if let Some(line) = lines.iter_mut().find(|line| **line == alone) {
                *line = format!("{BOLD}{line}{REGULAR}");
            }
        }
    }
    lines.extend(
        answer.choices.iter().enumerate().map(|(n, choice)| format!("  {}. {}", n + 1, choice.label)),
    );
    lines.join("\n")
}

/// Holds the conversation until the person leaves. `data` is the folder for the history of lines; `first` are ids of
/// messages to begin with.
pub fn run(base: &FactBase, data: Option<&Path>, first: &[&str]) -> anyhow::Result<()> {
    let lang = locale::lang();
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let bold = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let mut editor = DefaultEditor::new().context("the terminal cannot be read")?;
    // Lines from a pipe are no history of a person's.
    let history = data.map(|folder| folder.join(HISTORY)).filter(|_| terminal);
    if let Some(file) = &history {
        // A first conversation has none yet.
        let _ = editor.load_history(file);
    }
    let mut chat = Chat { base, dialogue: Dialogue::default(), lang, offered: Vec::new() };
    let mut opening: Vec<String> = first.iter().map(|id| message(base, lang, id)).collect();
    if let Turn::Say(start) = chat.turn("/start") {
        opening.push(show(&start, bold));
    }
    opening.push(message(base, lang, "terminal-leave"));
    let told = converse(&mut chat, &mut editor, &opening.join("\n"), bold);
    if let Some(file) = history {
        keep(&mut editor, file);
    }
    match told {
        // Whoever reads has heard enough (`footnote chat | head`).
        Err(e) if e.downcast_ref().is_some_and(|e: &std::io::Error| e.kind() == ErrorKind::BrokenPipe) => {
            Ok(())
        }
        told => told,
    }
}

fn converse(
    chat: &mut Chat<'_>,
    editor: &mut DefaultEditor,
    opening: &str,
    bold: bool,
) -> anyhow::Result<()> {
    say(opening)?;
    loop {
        let line = match editor.readline(PROMPT) {
            Ok(line) => line,
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(()),
            Err(e) => return Err(e).context("standard input cannot be read"),
        };
        // The history is a comfort: a line that cannot be kept there is still answered.
        let _ = editor.add_history_entry(line.as_str());
        match chat.turn(&line) {
            Turn::Nothing => {}
            Turn::Say(answer) => say(&show(&answer, bold))?,
            Turn::Leave => return Ok(()),
        }
    }
}

/// A paragraph of the bot's; a blank line sets it apart.
fn say(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}\n")?;
    out.flush()?;
    Ok(())
}

fn message(base: &FactBase, lang: Lang, id: &str) -> String {
    let text = base.messages.say(lang, id, &args([]));
    if lang == Lang::ZhHans { base.messages.simplified(&text) } else { text }
}

/// Keeps the lines for next time. They are the person's own, so a failure is no reason to complain when they leave.
fn keep(editor: &mut DefaultEditor, file: PathBuf) {
    if let Some(folder) = file.parent() {
        let _ = make_private(folder);
    }
    let _ = editor.save_history(&file);
}
