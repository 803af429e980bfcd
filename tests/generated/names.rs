//! Which places and groups a printed text names.
//!
//! Owns: finding display names, the longest first. Must not know: what is said about them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::asked::FACTS;

/// A name that is found in a text: the code of its place or group.
pub type Named = (usize, &'static str);

type Names = Vec<(String, &'static str)>;

/// The names of each language, folded, the longest first.
static NAMES: LazyLock<BTreeMap<&'static str, Names>> = LazyLock::new(|| {
    let of = |lang: &'static str| {
        let entities = FACTS.entities.iter().map(|e| (&e.name, e.code.as_str()));
        let groups = FACTS.groups.iter().map(|g| (&g.name, g.code.as_str()));
        let bare = |name: String| name.trim_start_matches("the ").to_ascii_lowercase();
        let mut names: Names = groups.chain(entities).map(|(n, code)| (bare(n.told(lang)), code)).collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        (lang, names)
    };
    ["zh-Hant", "zh-Hans", "en"].map(of).into()
});

/// Places in `text`, where a row of them could be the name of a group.
pub fn places(text: &str, lang: &str) -> Vec<&'static str> {
    let place = |n: &&(String, &'static str)| FACTS.entities.iter().any(|e| e.code == n.1);
    find(text, NAMES[lang].iter().filter(place))
}

/// Codes in `text`, in the order in which they are named; a name within a longer name does not count.
pub fn named(text: &str, lang: &str) -> Vec<&'static str> {
    find(text, NAMES[lang].iter())
}

fn find(text: &str, names: impl Iterator<Item = &'static (String, &'static str)>) -> Vec<&'static str> {
    let mut rest = text.to_ascii_lowercase();
    let mut found: Vec<Named> = Vec::new();
    for (name, code) in names {
        while let Some(at) = rest.find(name.as_str()) {
            found.push((at, code));
            rest.replace_range(at..at + name.len(), &"\u{1}".repeat(name.len()));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, code)| code).collect()
}
