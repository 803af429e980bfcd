//! What went wrong, by operation, language and phrasing: a count and an example of each.
//!
//! Owns: the report of failures. Must not know: what makes an answer wrong.

use std::collections::BTreeMap;
use std::fmt::Write;

use footnote::answer::Answer;
use footnote::render::plain::render as plain;

use crate::compose::Case;

pub struct Failure {
    operation: String,
    lang: &'static str,
    phrasing: String,
    question: String,
    faults: String,
    said: String,
}

impl Failure {
    pub fn new(case: &Case, faults: Vec<String>, answer: &Answer) -> Failure {
        Failure {
            operation: case.operation.clone(),
            lang: case.lang,
            phrasing: case.phrasing.clone(),
            question: case.turns.join(" // "),
            faults: faults.join("; "),
            said: plain(answer),
        }
    }
}

/// All failures, grouped; the groups with the most first. `GENERATED_EXAMPLES` shows more than one of each.
pub fn told(failures: &[Failure], of: usize) -> String {
    let examples = std::env::var("GENERATED_EXAMPLES").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    let mut groups: BTreeMap<(&str, &str, &str), Vec<&Failure>> = BTreeMap::new();
    for f in failures {
        groups.entry((&f.operation, f.lang, &f.phrasing)).or_default().push(f);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(key, all)| (std::cmp::Reverse(all.len()), *key));
    let mut out = format!("{} of {of} are answered wrongly, in {} phrasings\n", failures.len(), groups.len());
    for ((operation, lang, phrasing), all) in groups {
        let _ = writeln!(out, "\n[{}] {operation} · {lang} · {phrasing}", all.len());
        for f in all.iter().take(examples) {
            let said = f.said.replace('\n', "\n    | ");
            let _ = writeln!(out, "  > {}\n    {}\n    | {said}", f.question, f.faults);
        }
    }
    out
}
