//! `footnote check`: a table of small named checks over loaded definitions; every finding of all of them in one run.
//!
//! Owns: the table, and what a finding is. Must not know: how anything is mended, any word or figure.

mod carried;
mod cells;
mod document;
mod forms;
mod glyphs;
mod literals;
mod messages;
mod names;
mod places;
mod reading;
mod references;
mod values;
mod world;

use std::fmt;

use crate::knowledge::{Definitions, FactBase, LoadError, Origin, RawFile};
use document::Document;
use world::World;

pub use glyphs::characters;

/// Reads an utterance as the engine does: the id of the topic that answers, or the kind of a refusal. It is handed
/// in, so that this room need not know the engine; without it the `example` check says nothing.
pub type ExampleReader = fn(&FactBase, &str) -> String;

/// Whether a finding makes the fact base unfit to ship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub check: &'static str,
    pub severity: Severity,
    /// A place in a data file, or in the document (file `source`).
    pub origin: Option<Origin>,
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(origin) = &self.origin {
            write!(f, "{origin}: ")?;
        }
        let severity = if self.severity == Severity::Error { "error" } else { "warning" };
        write!(f, "{severity}[{}]: {}", self.check, self.message)
    }
}

/// Where a check puts what it finds.
struct Out {
    check: &'static str,
    findings: Vec<Finding>,
}

impl Out {
    fn error(&mut self, origin: Origin, message: String) {
        self.push(Severity::Error, Some(origin), message);
    }

    fn warning(&mut self, origin: Origin, message: String) {
        self.push(Severity::Warning, Some(origin), message);
    }

    fn push(&mut self, severity: Severity, origin: Option<Origin>, message: String) {
        self.findings.push(Finding { check: self.check, severity, origin, message });
    }
}

type Check = (&'static str, fn(&World<'_>, &mut Out));
type SourceCheck = (&'static str, fn(&World<'_>, &Document, &mut Out));

/// Checks over what can be read, even where a file does not parse.
const FILE_CHECKS: &[Check] = &[
    ("duplicate", names::duplicate),
    ("empty", names::empty),
    ("length", literals::length),
    ("message", messages::message),
    ("range", values::range),
    ("uncited", references::uncited),
];

/// Checks that would blame the wrong line where a file is missing from the picture.
const WHOLE_CHECKS: &[Check] = &[
    ("bound", values::bound),
    ("figureless", references::figureless),
    ("form", forms::form),
    ("glyph", glyphs::glyph),
    ("near", references::near),
    ("reference", references::reference),
    ("sense", values::sense),
    ("unused", references::unused),
    ("value", values::value),
];

/// Checks that hold the fact base against its document.
const SOURCE_CHECKS: &[SourceCheck] = &[
    ("cell", cells::cell),
    ("literal", literals::literal),
    ("numeral", carried::numeral),
    ("page", places::page),
    ("unlisted", carried::unlisted),
];

/// What the reader of the files finds by itself, under these names; `reference` and `value` are in the table too.
const LOADER_CHECKS: &[&str] = &["parse", "period", "row"];

/// The names of all checks.
pub fn names() -> Vec<&'static str> {
    let tables = FILE_CHECKS.iter().chain(WHOLE_CHECKS).map(|(name, _)| *name);
    let source = SOURCE_CHECKS.iter().map(|(name, _)| *name);
    let mut names: Vec<_> = tables.chain(source).chain(LOADER_CHECKS.iter().copied()).collect();
    names.push("example");
    names.sort_unstable();
    names
}

/// Runs every check over `files`; with `source`, the text of the document, also those that hold the fact base against
/// it; with `reader`, also the examples. Findings come in the order of files and lines.
///
/// Where a file does not parse, the checks that need all files wait: they would blame what refers to that file.
pub fn run(files: &[RawFile], source: Option<&str>, reader: Option<ExampleReader>) -> Vec<Finding> {
    let (defs, unread) = Definitions::read(files);
    let world = World::new(files, &defs);
    let mut findings: Vec<Finding> = unread.iter().map(|e| told(&world, e)).collect();
    for (check, run) in FILE_CHECKS {
        find(check, &mut findings, |out| run(&world, out));
    }
    if unread.is_empty() {
        for (check, run) in WHOLE_CHECKS {
            find(check, &mut findings, |out| run(&world, out));
        }
        match FactBase::from_definitions(defs.clone()) {
            Ok(base) => reader
                .into_iter()
                .for_each(|read| find("example", &mut findings, |out| example(&base, read, &world, out))),
            // A message file that does not parse is told by its own check, with its line.
            Err(errors) => {
                findings.extend(errors.iter().filter(|e| e.check != messages::NAME).map(|e| told(&world, e)))
            }
        }
        if let Some(source) = source {
            match Document::of(source, &world) {
                Ok(document) => SOURCE_CHECKS
                    .iter()
                    .for_each(|(check, run)| find(check, &mut findings, |out| run(&world, &document, out))),
                Err(message) => {
                    let severity = Severity::Error;
                    findings.push(Finding { check: "page", severity, origin: None, message });
                }
            }
        }
    }
    let key =
        |f: &Finding| f.origin.as_ref().map_or((String::new(), 0), |o| (o.file.as_ref().to_owned(), o.line));
    findings.sort_by_key(key);
    findings.dedup();
    findings
}

fn find(check: &'static str, findings: &mut Vec<Finding>, run: impl FnOnce(&mut Out)) {
    let mut out = Out { check, findings: Vec::new() };
    run(&mut out);
    findings.append(&mut out.findings);
}

/// What the reader of the files found, at the line of the word that it names.
fn told(world: &World<'_>, error: &LoadError) -> Finding {
    let named = error.message.split('`').nth(1);
    let origin = error.origin.as_ref().map(|o| match named {
        Some(feature) if error.message.ends_with("signature") => world.line_of_feature(o, feature),
        Some(word) if error.check != "parse" => world.line_of(o, word),
        _ => o.clone(),
    });
    Finding { check: error.check, severity: Severity::Error, origin, message: error.message.clone() }
}

/// Each `[[example]]` utterance must read as its `reads` says.
fn example(base: &FactBase, read: ExampleReader, world: &World<'_>, out: &mut Out) {
    for example in &base.examples {
        for utterance in &example.value.say {
            let got = read(base, utterance);
            if got != example.value.reads {
                let at = world.line_of(&example.origin, utterance);
                out.error(at, format!("`{utterance}` reads as `{got}`, not as `{}`", example.value.reads));
            }
        }
    }
}
