//! No fact, name or phrase stands in `src/`: a Han character anywhere, or a known alias in a string, is one.

mod sources;

use footnote::knowledge::{Definitions, read_embedded};
use sources::{Source, sources, strings};

/// Names this short are words of other things as well (`US`, `IN`, `Man`).
const SHORTEST: usize = 4;

/// Whether a character is an ideograph, in the common blocks and the extensions.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A text as its words in lower case, one space around each.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    format!(" {} ", words.map(str::to_lowercase).collect::<Vec<_>>().join(" "))
}

/// Every form of an entity, group, place or company of the fact base that is a name and no abbreviation.
fn aliases() -> Vec<String> {
    let (defs, errors) = Definitions::read(&read_embedded());
    assert!(errors.is_empty(), "the fact base parses");
    let entities = defs.entities.iter().flat_map(|e| e.value.forms.iter().chain([&e.value.name.en]));
    let groups = defs.groups.iter().flat_map(|g| g.value.forms.iter().chain([&g.value.name.en]));
    let places = defs.places.iter().flat_map(|p| &p.value.forms);
    let known = entities.chain(groups).chain(places);
    let known = known.map(|form| words(form)).filter(|form| form.trim().chars().count() >= SHORTEST);
    let mut known: Vec<String> = known.collect();
    known.sort();
    known.dedup();
    known
}

/// Every place of `source` where it says what only `knowledge/` may say.
fn facts(source: &Source, aliases: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for (n, line) in source.text.lines().enumerate() {
        // An escaped character is found among the strings below.
        found.extend(line.chars().find(|c| is_han(*c)).map(|c| format!("{}:{}: {c}", source.path, n + 1)));
    }
    for text in strings(&source.text) {
        if let Some(c) = text.value.chars().find(|c| is_han(*c)) {
            found.push(format!("{}:{}: {c} in a string", source.path, text.line));
        }
        let said = words(&text.value);
        let named = aliases.iter().filter(|alias| said.contains(alias.as_str()));
        found.extend(named.map(|a| format!("{}:{}: `{}` in a string", source.path, text.line, a.trim())));
    }
    found
}

#[test]
fn no_han_character_and_no_known_name_stands_in_the_code() {
    let aliases = aliases();
    assert!(aliases.len() > 500, "the fact base has names: {}", aliases.len());
    let found: Vec<String> = sources().iter().flat_map(|source| facts(source, &aliases)).collect();
    assert!(found.is_empty(), "facts and phrases belong in knowledge/:\n{}", found.join("\n"));
}

#[test]
fn planted_facts_are_found_where_they_stand() {
    let aliases = aliases();
    let planted = |text: &str| {
        let source = Source { path: "planted.rs".into(), text: text.into() };
        facts(&source, &aliases)
    };
    // In strings of every kind, also inside macros and attributes.
    assert_eq!(planted("fn f() {\n let _ = \"from Japan\";\n}"), ["planted.rs:2: `japan` in a string"]);
    assert_eq!(planted("f!(r#\"to \"Hong   Kong\"\"#);").len(), 1);
    assert_eq!(planted("#[error(\"not in \\x4aapan\")] struct S;").len(), 1, "escapes are resolved");
    assert_eq!(planted("const C: &[u8] = b\"Microsoft\";").len(), 1);
    assert_eq!(planted("const C: char = '\\u{6e2f}';").len(), 1);
    // Han characters in comments too.
    assert_eq!(planted("// \u{6e2f}\nfn f() {}"), ["planted.rs:1: \u{6e2f}"]);
    assert_eq!(planted("/* \" */ const C: &str = \"\u{6e2f}\";").len(), 2);
    // Names in comments explain; in identifiers and as parts of words they are none.
    assert_eq!(planted("/// As of Japan.\n//! Korea\n/* India */ fn japan() {}"), Vec::<String>::new());
    assert_eq!(planted("const C: &str = \"japanned\"; // \"Japan\""), Vec::<String>::new());
    assert_eq!(planted("fn f<'a>(c: char) -> bool { c == '\"' || \"x\" == \"// Japan\" }").len(), 1);
}
