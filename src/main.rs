//! The binary: reads its arguments and calls a front.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use footnote::answer::Lang;
use footnote::cli;
use footnote::knowledge::FactBase;

#[derive(Parser)]
#[command(version, about, long_about = None)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Answer one question, or a batch of conversations from standard input
    Ask {
        question: Option<String>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// Read `{"chat": …, "text": …}` lines from standard input; print a JSON object for each
        #[arg(long)]
        batch: bool,
        /// Show each step from the question to the answer
        #[arg(long)]
        trace: bool,
        /// Language of the answer: zh-Hant, zh-Hans or en (default: that of the question)
        #[arg(long, value_parser = language)]
        lang: Option<Lang>,
    },
}

fn language(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "one of zh-Hant, zh-Hans, en".to_owned())
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("footnote: {e:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let base = FactBase::embedded()?;
    match arguments.command {
        Some(Command::Ask { batch: true, trace, lang, .. }) => cli::ask::batch(&base, lang, trace),
        Some(Command::Ask { question: Some(question), json, trace, lang, .. }) => {
            cli::ask::once(&base, &question, lang, json, trace)
        }
        Some(Command::Ask { question: None, .. }) => {
            anyhow::bail!("ask what? footnote ask \"…\", or ask --batch")
        }
        None => Ok(()),
    }
}
