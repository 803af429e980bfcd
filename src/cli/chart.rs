//! `footnote chart`: a question's chart as a PNG file, and its caption.
//!
//! Owns: where the picture goes, and what is said where there is none. Must not know: how charts are made or drawn.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, anyhow};

use super::exit::{Exit, Failure};
use crate::answer::Lang;
use crate::chart::draw;
use crate::dialogue::Dialogue;
use crate::engine::{Utterance, answer, chart};
use crate::knowledge::FactBase;
use crate::render::plain::render as plain;

/// Standard output, as a file name.
const STDOUT: &str = "-";

/// Draws what `question` asks to `output`; the caption goes to standard output, or beside a picture there to the other.
pub fn run(base: &FactBase, question: &str, lang: Option<Lang>, output: &Path) -> Result<Exit, Failure> {
    let said = Utterance { text: question.to_owned(), lang };
    let dialogue = Dialogue::default();
    let Some(chart) = chart(base, &dialogue, &said) else {
        let told = plain(&answer(base, &dialogue, &said).answer);
        let error = anyhow!("there is nothing to draw for this question; the answer in words is:\n{told}");
        return Err(Failure { exit: Exit::NoChart, error });
    };
    let picture = draw(&chart).context("drawing the chart")?;
    let caption = plain(&chart.caption());
    if output == Path::new(STDOUT) {
        std::io::stdout().lock().write_all(&picture).context("writing the picture to standard output")?;
        eprintln!("{caption}");
    } else {
        std::fs::write(output, &picture).with_context(|| format!("writing {}", output.display()))?;
        writeln!(std::io::stdout().lock(), "{caption}").context("writing the caption")?;
    }
    Ok(Exit::Success)
}
