//! The invented world, laid together from its own document and the words of the shipped languages.
//!
//! Owns: which files make it up. Must not know: what is asked of it.

use std::path::{Path, PathBuf};

use footnote::knowledge::{FactBase, RawFile, read_embedded, read_folder};

/// Files of the language folder that belong to a world and not to a language.
const OF_A_WORLD: [&str; 2] = ["language/places.toml", "language/outside.toml"];

/// Where the world's own files lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/world")
}

/// The invented document alone, with the shipped words for questions and answers.
pub fn invented() -> Vec<RawFile> {
    let own = read_folder(&folder()).expect("tests/world can be read");
    let shipped = read_embedded().into_iter();
    let words = shipped.filter(|f| f.path.starts_with("language/") && !OF_A_WORLD.contains(&f.path.as_str()));
    sorted(own.into_iter().chain(words).collect())
}

/// Both documents side by side, as a second folder in `knowledge/` would make them.
#[allow(dead_code, reason = "each test binary uses its part of this module")]
pub fn both() -> Vec<RawFile> {
    let own = read_folder(&folder()).expect("tests/world can be read");
    // The invented rest of the world stands beside the shipped one, not in its place.
    let beside = |f: RawFile| RawFile { path: f.path.replace("language/", "language/invented-"), ..f };
    sorted(own.into_iter().map(beside).chain(read_embedded()).collect())
}

#[allow(dead_code, reason = "each test binary uses its part of this module")]
pub fn load(files: &[RawFile]) -> FactBase {
    FactBase::from_files(files).unwrap_or_else(|e| panic!("the invented world loads: {e}"))
}

/// The invented world as a folder on disk, for `FOOTNOTE_KNOWLEDGE`; `name` keeps tests apart.
#[allow(dead_code, reason = "each test binary uses its part of this module")]
pub fn on_disk(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for file in invented() {
        let path = root.join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder is made");
        std::fs::write(path, file.text.as_bytes()).expect("a file is written");
    }
    root
}

fn sorted(mut files: Vec<RawFile>) -> Vec<RawFile> {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
