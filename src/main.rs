//! The binary: reads its arguments and settings, and calls a front.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use footnote::answer::Lang;
use footnote::cli::dead::{Deed, Which};
use footnote::cli::exit::{Exit, Failure};
use footnote::cli::{ask, chart, chat, check, check_config, dead, misses, run};
use footnote::config::Config;
use footnote::knowledge::FactBase;

/// Messages are worked on by several threads, and what one of them allocates another frees: the C library's allocator
/// takes a third of a message's time for that.
#[global_allocator]
static HEAP: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Answers questions from a structured fact base, with the figure and a source footnote
#[derive(Parser)]
#[command(version, about, long_about = None, after_help = EXITS)]
struct Arguments {
    /// Without one: the Telegram bot where a token is set, else the conversation in this terminal
    #[command(subcommand)]
    command: Option<Command>,
}

const EXITS: &str = "Exit codes: 0 done, 1 check found errors, 2 wrong arguments or settings, \
                     3 the fact base does not load, 4 failed at work, 5 nothing to draw.";

#[derive(Subcommand)]
enum Command {
    /// Answer one question, or a batch of conversations from standard input
    Ask {
        question: Option<String>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// Read `{"chat": …, "text": …}` lines from standard input; print a JSON object for each
        #[arg(long, conflicts_with = "question")]
        batch: bool,
        /// Show each step from the question to the answer
        #[arg(long)]
        trace: bool,
        /// Language of the answer: zh-Hant, zh-Hans or en (default: that of the question)
        #[arg(long, value_parser = language)]
        lang: Option<Lang>,
    },
    /// Draw the chart of a question as a PNG file; its caption goes to standard output
    Chart {
        question: String,
        /// Where the picture goes; `-` is standard output
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Language of the chart: zh-Hant, zh-Hans or en (default: that of the question)
        #[arg(long, value_parser = language)]
        lang: Option<Lang>,
    },
    /// Talk in this terminal
    Chat,
    /// Check the fact base, and with --source hold it against its document
    Check {
        /// The document, as markdown
        #[arg(long, value_name = "FILE")]
        source: Option<PathBuf>,
        /// Instead, print the characters that pictures can need, for fonts/subset.py
        #[arg(long, conflicts_with = "source")]
        characters: bool,
        /// The knowledge folder to check (default: the one that would be answered from)
        folder: Option<PathBuf>,
    },
    /// Run the Telegram bot
    Run,
    /// Try out the settings that the bot would run with; secrets are not shown
    CheckConfig,
    /// List the questions that got no answer and the answers that were found bad, alike ones together
    Misses {
        /// Print one JSON object for each group
        #[arg(long)]
        json: bool,
    },
    /// List the updates that were set aside after too many attempts, and why
    Dead {
        /// Try one again by its number, or `all`; a running bot takes it up by itself
        #[arg(long, value_name = "UPDATE")]
        retry: Option<Which>,
        /// Delete one by its number, or `all`
        #[arg(long, value_name = "UPDATE", conflicts_with = "retry")]
        forget: Option<Which>,
    },
}

fn language(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "one of zh-Hant, zh-Hans, en".to_owned())
}

fn main() -> ExitCode {
    match dispatch(Arguments::parse()) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            eprintln!("footnote: {:#}", failure.error);
            failure.exit.into()
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<Exit, Failure> {
    let config = Config::load().map_err(Failure::usage)?;
    let load = || match &config.knowledge {
        Some(folder) => FactBase::load(folder),
        None => FactBase::embedded(),
    };
    // The process ends with the command: the system takes its memory back faster than we would, piece by piece.
    let base = || load().map(|base| &*Box::leak(Box::new(base)));
    match arguments.command {
        // Checking comes before loading: it is what a broken fact base is mended with.
        Some(Command::Check { source, characters, folder }) => {
            let folder = folder.or_else(|| config.knowledge.clone());
            if characters {
                return check::characters(folder.as_deref());
            }
            return check::run(folder.as_deref(), source.as_deref());
        }
        Some(Command::Ask { batch: true, trace, lang, .. }) => ask::batch(base()?, lang, trace)?,
        Some(Command::Ask { question: Some(question), json, trace, lang, .. }) => {
            ask::once(base()?, &question, lang, json, trace)?;
        }
        Some(Command::Ask { question: None, .. }) => {
            return Err(Failure::usage(anyhow::anyhow!("ask what? footnote ask \"…\", or ask --batch")));
        }
        Some(Command::Chart { question, output, lang }) => {
            return chart::run(base()?, &question, lang, &output);
        }
        Some(Command::Chat) => chat::run(base()?, config.data_folder().ok().as_deref(), &[])?,
        Some(Command::CheckConfig) => return Ok(check_config::run(&config)?),
        Some(Command::Dead { retry, forget }) => {
            let forget = forget.map_or(Deed::List, Deed::Forget);
            dead::run(&config, retry.map_or(forget, Deed::Retry))?;
        }
        Some(Command::Misses { json }) => misses::run(&config, base()?, json)?,
        Some(Command::Run) => run::run(config.clone(), load)?,
        None if config.token.is_some() => run::run(config.clone(), load)?,
        None => chat::run(
            base()?,
            config.data_folder().ok().as_deref(),
            &["terminal-get-token", "terminal-set-token"],
        )?,
    }
    Ok(Exit::Success)
}
