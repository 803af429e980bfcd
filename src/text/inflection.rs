//! Inflections of English words: plurals, `-ed`, `-ing` and a silent `e` fall away, so that one listed form stands for
//! its own inflections. The first and the last step of Porter's algorithm; those between, which make one stem of
//! `nation` and `national` or `definition` and `definitely`, change what a word means.
//!
//! Owns: when two spellings are one word. Must not know: which words there are.

/// Words that look inflected and are not.
const WHOLE: [&str; 11] = [
    "news", "series", "species", "atlas", "bias", "andes", "during", "exceed", "proceed", "succeed", "indeed",
];

/// The stem that `word` shares with its inflections. Short words are abbreviations and names: `us` is no plural.
pub fn stem(word: &str) -> String {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) || WHOLE.contains(&word) {
        return word.to_owned();
    }
    let singular = plural(word);
    if WHOLE.contains(&singular.as_str()) {
        return singular;
    }
    let mut stem = participle(&singular);
    let bytes = stem.as_bytes();
    let n = bytes.len();
    if bytes[n - 1] == b'y' && n > 2 && !vowel(bytes, n - 2) {
        stem.replace_range(n - 1.., "i");
    } else if bytes[n - 1] == b'e' && silent(&stem[..n - 1]) {
        stem.pop();
    }
    stem
}

/// `cities` → `citi`, `classes` → `class`, `gaps` → `gap`; `this` and `gas` stay.
fn plural(word: &str) -> String {
    if let Some(root) = word.strip_suffix("ies") {
        return format!("{root}{}", if root.len() > 1 { "i" } else { "ie" });
    }
    if let Some(root) = word.strip_suffix("sses") {
        return format!("{root}ss");
    }
    let bytes = word.as_bytes();
    let n = bytes.len();
    let plain = bytes[n - 1] == b's' && !matches!(bytes[n - 2], b's' | b'u');
    if plain && (0..n - 2).any(|k| vowel(bytes, k)) { word[..n - 1].to_owned() } else { word.to_owned() }
}

/// `agreed` → `agree`, `planned` → `plan`, `rated` → `rate`.
fn participle(word: &str) -> String {
    if let Some(root) = word.strip_suffix("eed") {
        return if measure(root) > 0 { format!("{root}ee") } else { word.to_owned() };
    }
    let Some(root) = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing")) else {
        return word.to_owned();
    };
    let bytes = root.as_bytes();
    if !(0..bytes.len()).any(|k| vowel(bytes, k)) {
        return word.to_owned();
    }
    let n = bytes.len();
    let doubled = n > 2 && bytes[n - 1] == bytes[n - 2] && b"bdfgmnprt".contains(&bytes[n - 1]);
    if doubled {
        return root[..n - 1].to_owned();
    }
    let cut = ["at", "bl", "iz"].iter().any(|end| root.ends_with(end));
    let short = measure(root) == 1 && closed(bytes);
    if cut || short { format!("{root}e") } else { root.to_owned() }
}

/// Whether an `e` behind `root` is not heard: `compare`, but not `plane`, whose `plan` is another word.
fn silent(root: &str) -> bool {
    let m = measure(root);
    m > 1 || m == 1 && !closed(root.as_bytes())
}

fn vowel(bytes: &[u8], k: usize) -> bool {
    match bytes[k] {
        b'a' | b'e' | b'i' | b'o' | b'u' => true,
        b'y' => k > 0 && !vowel(bytes, k - 1),
        _ => false,
    }
}

/// Changes from vowels to consonants: `tree` 0, `plan` 1, `compar` 2.
fn measure(root: &str) -> usize {
    let bytes = root.as_bytes();
    (1..bytes.len()).filter(|k| vowel(bytes, k - 1) && !vowel(bytes, *k)).count()
}

/// Consonant, vowel, consonant at the end, or a vowel and a consonant alone: `plan`, `rat`, `us` of `using`.
fn closed(bytes: &[u8]) -> bool {
    let n = bytes.len();
    let opens = n == 2 || n > 2 && !vowel(bytes, n - 3);
    opens && vowel(bytes, n - 2) && !vowel(bytes, n - 1) && !b"wxy".contains(&bytes[n - 1])
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn inflections_of_one_word_share_a_stem() {
        for words in [
            &["city", "cities"][..],
            &["company", "companies"],
            &["compare", "compares", "compared", "comparing"],
            &["plan", "plans", "planned", "planning"],
            &["plane", "planes"],
            &["rate", "rates", "rated", "rating"],
            &["agree", "agrees", "agreed", "agreeing"],
            &["invest", "invests", "invested", "investing"],
            &["investment", "investments"],
            &["class", "classes"],
            &["exceed", "exceeds"],
            &["use", "uses", "used", "using"],
        ] {
            assert!(words.iter().all(|w| stem(w) == stem(words[0])), "{words:?}");
        }
    }

    #[test]
    fn another_word_has_another_stem() {
        for (a, b) in [
            ("nation", "national"),
            ("definition", "definitely"),
            ("apart", "apartments"),
            ("legislator", "legislation"),
            ("plan", "plane"),
            ("news", "new"),
            ("universe", "university"),
            ("position", "positive"),
            ("this", "thi"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }
}
