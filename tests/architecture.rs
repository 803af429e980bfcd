//! The house keeps the shape that ARCHITECTURE.md gives it.

mod sources;

use std::collections::BTreeSet;

use sources::{Source, crate_paths, root, sources, strings};

/// Longer files are split.
const MOST_LINES: usize = 300;

/// Files that are still longer; one that has been split leaves this list.
const TO_BE_SPLIT: [&str; 0] = [];

/// What each room may take from the others. `model` is `src/answer/model.rs`: the types that every front shares
/// (an answer, its kind, its language), which know nothing themselves.
const ROOMS: [(&str, &[&str]); 16] = [
    ("text", &[]),
    ("model", &[]),
    ("config", &[]),
    ("knowledge", &["text", "model"]),
    ("chart", &["model"]),
    ("check", &["text", "model", "knowledge", "chart"]),
    ("understanding", &["text", "knowledge"]),
    ("query", &["text", "knowledge", "understanding"]),
    ("dialogue", &["text", "model", "knowledge", "understanding", "query"]),
    ("answer", &["text", "model", "knowledge", "understanding", "query"]),
    ("engine", &["text", "model", "knowledge", "understanding", "query", "dialogue", "answer"]),
    ("render", &["model"]),
    ("store", &["model", "dialogue"]),
    ("editor", &["store"]),
    (
        "telegram",
        &["model", "dialogue", "engine", "render", "store", "config", "knowledge", "chart", "editor"],
    ),
    (
        "cli",
        &[
            "model",
            "dialogue",
            "engine",
            "render",
            "store",
            "config",
            "knowledge",
            "chart",
            "check",
            "editor",
            "telegram",
        ],
    ),
];

/// Where the binary and the list of modules stand: above all rooms.
const ROOF: [&str; 2] = ["src/main.rs", "src/lib.rs"];

/// Where teloxide may be named.
fn may_know_teloxide(path: &str) -> bool {
    path.starts_with("src/telegram/") || path == "src/cli/run.rs"
}

fn room_of(path: &str) -> &str {
    if path == "src/answer/model.rs" {
        return "model";
    }
    let below = path.strip_prefix("src/").expect("a source file stands in src");
    below.split(['/', '.']).next().expect("a path has a first part")
}

/// The names of the shared types.
fn model(sources: &[Source]) -> BTreeSet<String> {
    let file = sources.iter().find(|s| s.path == "src/answer/model.rs").expect("the model is a file");
    let named = file.text.lines().filter_map(|line| {
        let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))?;
        rest.split(|c: char| !c.is_alphanumeric()).next()
    });
    named.map(str::to_owned).collect()
}

fn told(found: Vec<String>, what: &str) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn every_path_that_the_map_names_exists() {
    let mut found = Vec::new();
    for document in
        ["ARCHITECTURE.md", "README.md", "README.zh-Hant.md", "CHANGELOG.md", "knowledge/README.md"]
    {
        let text = std::fs::read_to_string(root().join(document)).expect("a document can be read");
        let quoted = text.split('`').skip(1).step_by(2);
        let below = |p: &&str| ["src/", "knowledge/", "tests/", ".ci/"].iter().any(|top| p.starts_with(top));
        let plain = |p: &&str| !p.contains(|c: char| c.is_whitespace() || "*<…{".contains(c));
        let gone = quoted.filter(below).filter(plain).filter(|p| !root().join(p).exists());
        found.extend(gone.map(|p| format!("{document}: `{p}`")));
        if document == "ARCHITECTURE.md" {
            let rooms = ROOMS.iter().map(|(room, _)| *room).filter(|r| *r != "model");
            let here = rooms.filter(|r| root().join("src").join(r).exists());
            found.extend(
                here.filter(|r| !text.contains(&format!("`src/{r}"))).map(|r| format!("no word on src/{r}")),
            );
        }
    }
    told(found, "the map names what is not there, or leaves out a room");
}

/// Commands, settings and paths in code spans; blocks of code; where links and pictures lead.
fn named(readme: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join(readme)).expect("a README can be read");
    let blocks = text.split("```").skip(1).step_by(2).map(str::to_owned);
    let prose: String = text.split("```").step_by(2).collect();
    let spans = prose.split('`').skip(1).step_by(2).map(|span| format!("`{span}`"));
    let links = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let links = links.filter(|link| !link.starts_with("README")).map(|link| format!("({link})"));
    blocks.chain(spans).chain(links).collect()
}

/// One README is no older than the other.
#[test]
fn both_readmes_name_the_same_things() {
    let (english, chinese) = (named("README.md"), named("README.zh-Hant.md"));
    assert!(english.len() > 40, "{english:?}");
    told(english.symmetric_difference(&chinese).cloned().collect(), "only one README names these");
    for link in english.iter().filter_map(|name| name.strip_prefix('(')?.strip_suffix(')')) {
        assert!(link.starts_with("https://") || root().join(link).exists(), "{link} is not there");
    }
}

/// A dependency that nobody uses, or that nobody has given a reason for, is a cost without a use.
#[test]
fn every_dependency_has_its_reason_and_its_use() {
    let manifest: toml::Table = std::fs::read_to_string(root().join("Cargo.toml"))
        .expect("the manifest can be read")
        .parse()
        .expect("the manifest parses");
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map can be read");
    let code: String = sources().into_iter().map(|s| s.text).collect();
    let mut found = Vec::new();
    for section in ["dependencies", "dev-dependencies"] {
        for name in manifest[section].as_table().expect("a table").keys() {
            if !map.contains(&format!("`{name}`")) {
                found.push(format!("`{name}` has no reason in ARCHITECTURE.md"));
            }
            let used = code.contains(&name.replace('-', "_"));
            if section == "dependencies" && !used {
                found.push(format!("`{name}` is used nowhere"));
            }
        }
    }
    told(found, "dependencies");
}

#[test]
fn every_source_file_says_what_it_owns() {
    let silent = sources().into_iter().filter(|s| !s.text.starts_with("//! ")).map(|s| s.path);
    told(silent.collect(), "these files do not open with `//!`");
}

#[test]
fn no_source_file_is_too_long() {
    let long: BTreeSet<String> =
        sources().into_iter().filter(|s| s.text.lines().count() > MOST_LINES).map(|s| s.path).collect();
    let listed: BTreeSet<String> = TO_BE_SPLIT.iter().map(|p| (*p).to_owned()).collect();
    told(long.difference(&listed).cloned().collect(), "these files are too long");
    told(listed.difference(&long).cloned().collect(), "these files are split now: take them off the list");
}

#[test]
fn imports_point_one_way() {
    let sources = sources();
    let model = model(&sources);
    assert!(model.contains("Answer") && model.contains("Lang"), "{model:?}");
    let mut found = Vec::new();
    for source in sources.iter().filter(|s| !ROOF.contains(&s.path.as_str())) {
        let room = room_of(&source.path);
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            found.push(format!("{}: `{room}` is no room of the table", source.path));
            continue;
        };
        for path in crate_paths(&source.text) {
            let item = path.get(1).map(String::as_str);
            let shared = path[0] == "answer" && item.is_some_and(|i| i == "model" || model.contains(i));
            let target = if shared { "model" } else { path[0].as_str() };
            if target != room && !allowed.contains(&target) {
                found.push(format!("{}: crate::{}", source.path, path.join("::")));
            }
        }
    }
    told(found, "these imports point the wrong way");
}

/// The table itself has no circle: each room takes only from rooms above it.
#[test]
fn the_table_of_rooms_has_no_circle() {
    for (at, (room, allowed)) in ROOMS.iter().enumerate() {
        for target in *allowed {
            let above = ROOMS[..at].iter().any(|(name, _)| name == target);
            assert!(above, "`{room}` takes from `{target}`, which stands below it");
        }
    }
}

#[test]
fn teloxide_stays_in_its_room() {
    let known = |s: &Source| s.text.contains("teloxide::") || s.text.contains("use teloxide");
    let found = sources().into_iter().filter(|s| known(s) && !may_know_teloxide(&s.path)).map(|s| s.path);
    told(found.collect(), "these files know teloxide");
}

/// The pure line has no clock, no network, no files and no printing; only these rooms and the readers of files do.
#[test]
fn the_line_from_question_to_answer_is_pure() {
    const IMPURE: [&str; 7] =
        ["std::fs", "std::net", "std::env", "std::time", "std::io", "println!", "tokio::"];
    let pure = ["text", "understanding", "query", "dialogue", "answer", "model", "engine", "render"];
    let mut found = Vec::new();
    for source in sources().iter().filter(|s| pure.contains(&room_of(&s.path))) {
        let code = source.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for (n, line) in code.enumerate() {
            let named = IMPURE.iter().filter(|name| line.contains(*name));
            found.extend(named.map(|name| format!("{}: {name} (code line {})", source.path, n + 1)));
        }
    }
    told(found, "these reach out of the line");
}

#[test]
fn the_reader_of_sources_sees_what_is_there() {
    let text = "//! doc \"no\"\nuse crate::a::{b, c::D};\nfn f() { crate::e::g(\"yes\"); /* \"no\" */ }\npub(crate) fn h() {}";
    let paths: Vec<String> = crate_paths(text).iter().map(|p| p.join("::")).collect();
    assert_eq!(paths, ["a::b", "a::c", "e::g"]);
    let said: Vec<(usize, String)> = strings(text).into_iter().map(|t| (t.line, t.value)).collect();
    assert_eq!(said, [(3, "yes".to_owned())]);
}
