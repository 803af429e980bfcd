//! The checks, each seen red on a small broken fact base, and clean on a sound one.
//!
//! `tests/broken/_base` is an invented fact base with its document. Each other folder there is named for a check and
//! holds the files that break it; `expected.txt` has the lines that this check must report, and no others (a line that
//! ends in `…` is compared up to there).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use footnote::check::{self, Finding, Severity};
use footnote::knowledge::{Definitions, FactBase, RawFile, read_embedded, read_folder};

const DOCUMENT: &str = "source.md";

fn broken() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

/// The base with the files of `folder` laid over it, and its document.
fn world(folder: Option<&Path>) -> (Vec<RawFile>, String) {
    let base = broken().join("_base");
    let mut files: BTreeMap<String, Cow<'static, str>> = BTreeMap::new();
    let mut document = String::new();
    for folder in [Some(base.as_path()), folder].into_iter().flatten() {
        for file in read_folder(folder).expect("the folders of the tests can be read") {
            files.insert(file.path, file.text);
        }
        if let Ok(text) = fs::read_to_string(folder.join(DOCUMENT)) {
            document = text;
        }
    }
    (files.into_iter().map(|(path, text)| RawFile { path, text }).collect(), document)
}

/// Stands in for the engine: knows one topic and one word.
fn read(_: &FactBase, utterance: &str) -> String {
    if utterance.contains("lighthouses") { "lights".into() } else { "out_of_scope".into() }
}

fn lines(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_sound_fact_base_has_no_findings() {
    let (files, document) = world(None);
    assert_eq!(lines(&check::run(&files, Some(&document), Some(read))), Vec::<String>::new());
}

#[test]
fn every_check_is_seen_red() {
    let mut wrong = Vec::new();
    for name in check::names() {
        let folder = broken().join(name);
        let Ok(expected) = fs::read_to_string(folder.join("expected.txt")) else {
            wrong.push(format!("the check `{name}` has no tests/broken/{name}/expected.txt"));
            continue;
        };
        let (files, document) = world(Some(&folder));
        let findings = check::run(&files, Some(&document), Some(read));
        let own: Vec<Finding> = findings.into_iter().filter(|f| f.check == name).collect();
        let (got, expected) = (lines(&own), expected.lines().map(str::to_owned).collect::<Vec<_>>());
        let fits = |got: &String, expected: &String| match expected.strip_suffix('…') {
            Some(start) => got.starts_with(start),
            None => got == expected,
        };
        let missing = expected.iter().filter(|e| !got.iter().any(|g| fits(g, e)));
        let missing = missing.map(|l| format!("{name}: not told: {l}"));
        let surplus = got.iter().filter(|g| !expected.iter().any(|e| fits(g, e)));
        let surplus = surplus.map(|l| format!("{name}: told: {l}"));
        wrong.extend(missing.chain(surplus));
        if expected.is_empty() {
            wrong.push(format!("tests/broken/{name}/expected.txt expects nothing"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_broken_folder_is_of_a_check() {
    let names = check::names();
    for entry in fs::read_dir(broken()).expect("tests/broken can be read") {
        let name = entry.expect("an entry of tests/broken").file_name().to_string_lossy().into_owned();
        assert!(name == "_base" || names.contains(&name.as_str()), "tests/broken/{name} is of no check");
    }
}

#[test]
fn a_digit_that_changes_in_the_document_is_found() {
    let (files, document) = world(None);
    let mut unseen = Vec::new();
    for (at, digit) in document.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        let other = if digit == '4' { "6" } else { "4" };
        let changed = format!("{}{other}{}", &document[..at], &document[at + 1..]);
        if check::run(&files, Some(&changed), None).is_empty() {
            unseen.push(document[at.saturating_sub(12)..at + 1].to_owned());
        }
    }
    assert!(unseen.is_empty(), "changes behind these words go unseen: {unseen:#?}");
}

#[test]
fn the_shipped_knowledge_has_no_errors() {
    let findings = check::run(&read_embedded(), None, None);
    let errors: Vec<Finding> = findings.into_iter().filter(|f| f.severity == Severity::Error).collect();
    assert_eq!(lines(&errors), Vec::<String>::new());
}

#[test]
fn the_examples_of_the_guide_parse() {
    let guide = include_str!("../knowledge/README.md");
    let blocks = guide.split("```toml\n").skip(1).filter_map(|b| b.split_once("```").map(|(toml, _)| toml));
    let text = blocks.collect::<Vec<_>>().join("\n");
    assert!(text.contains("[[observation]]"), "the guide has examples");
    let (_, errors) = Definitions::read(&[RawFile { path: "guide/README.toml".into(), text: text.into() }]);
    assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_document_of_another_fact_base_is_refused() {
    let (files, _) = world(None);
    let findings = check::run(&files, Some("## Box 7\n\nNothing here.\n"), None);
    let expected = "error[page]: the source (`Box 7`) is no document of the fact base";
    assert_eq!(lines(&findings), [expected]);
}

/// A character that the fonts lack is an empty box in a picture. What people write is never drawn.
#[test]
fn the_fonts_have_every_character_of_the_shipped_knowledge() {
    let glyphs = check::run(&read_embedded(), None, None).into_iter().filter(|f| f.check == "glyph");
    assert_eq!(lines(&glyphs.collect::<Vec<_>>()), Vec::<String>::new(), "fonts/README.md tells what to do");
}
