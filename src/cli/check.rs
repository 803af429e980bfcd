//! `footnote check`: holds the fact base against itself and, with `--source`, against its document.
//!
//! Owns: reading the files, printing findings, the exit status. Must not know: what is checked.

use std::path::Path;

use anyhow::Context;

use super::exit::{Exit, Failure};
use crate::check::{self, ExampleReader, Severity};
use crate::knowledge::{FactBase, read_embedded, read_folder};

/// Reads examples as every front does.
const EXAMPLE_READER: Option<ExampleReader> = Some(crate::engine::reading);

/// Checks the fact base in `folder`, or the one carried in the binary; `source` is the document as markdown.
/// Prints every finding and one line of summary. The status is non-zero where there is an error.
pub fn run(folder: Option<&Path>, source: Option<&Path>) -> Result<Exit, Failure> {
    let files = folder.map_or_else(|| Ok(read_embedded()), read_folder)?;
    let read = |path: &Path| {
        std::fs::read_to_string(path).with_context(|| format!("cannot read the document {}", path.display()))
    };
    let source = source.map(read).transpose().map_err(Failure::usage)?;
    let findings = check::run(&files, source.as_deref(), EXAMPLE_READER);
    findings.iter().for_each(|finding| println!("{finding}"));
    let errors = findings.iter().filter(|f| f.severity == Severity::Error).count();
    let told = match (errors, findings.len() - errors) {
        (0, 0) => "no findings".to_owned(),
        (errors, warnings) => format!("{errors} errors, {warnings} warnings"),
    };
    match FactBase::from_files(&files) {
        Ok(base) => println!(
            "{} observations, {} statements, {} sources: {told}",
            base.observations.len(),
            base.statements.len(),
            base.sources.len()
        ),
        Err(_) => println!("the fact base does not load: {told}"),
    }
    Ok(if errors == 0 { Exit::Success } else { Exit::Findings })
}

/// Prints every character that pictures over the fact base can need, for `fonts/subset.py`.
pub fn characters(folder: Option<&Path>) -> Result<Exit, Failure> {
    let files = folder.map_or_else(|| Ok(read_embedded()), read_folder)?;
    println!("{}", check::characters(&files).into_iter().collect::<String>());
    Ok(Exit::Success)
}
