//! Inflections of English words: plurals, `-ed`, `-ing` and a silent `e` fall away, so that one listed form stands for
//! its own inflections. The first and the last step of Porter's algorithm; those between, which make one stem of
//! `nation` and `national` or `definition` and `definitely`, change what a word means.
//!
//! Owns: when two spellings are one word. Must not know: which words there are.

use compact_str::CompactString;

/// Words that look inflected and are not.
fn is_whole(word: &str) -> bool {
    matches!(
        word,
        "news"
            | "series"
            | "species"
            | "atlas"
            | "bias"
            | "andes"
            | "during"
            | "exceed"
            | "proceed"
            | "succeed"
            | "indeed"
    )
}

/// The stem that `word` shares with its inflections. Short words are abbreviations and names: `us` is no plural.
pub fn stem(word: &str) -> CompactString {
    let mut stem = CompactString::new(word);
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) || is_whole(word) {
        return stem;
    }
    plural(&mut stem);
    if is_whole(&stem) {
        return stem;
    }
    participle(&mut stem);
    let bytes = stem.as_bytes();
    let n = bytes.len();
    if bytes[n - 1] == b'y' && n > 2 && !vowel(bytes, n - 2) {
        stem.truncate(n - 1);
        stem.push('i');
    } else if bytes[n - 1] == b'e' && silent(&stem[..n - 1]) {
        stem.truncate(n - 1);
    }
    stem
}

/// `cities` → `citi`, `classes` → `class`, `gaps` → `gap`; `this` and `gas` stay.
fn plural(word: &mut CompactString) {
    let bytes = word.as_bytes();
    let n = bytes.len();
    if bytes.ends_with(b"ies") {
        let short = if n - 3 > 1 { n - 2 } else { n - 1 };
        word.truncate(short);
    } else if bytes.ends_with(b"sses") {
        word.truncate(n - 2);
    } else {
        let plain = bytes[n - 1] == b's' && !matches!(bytes[n - 2], b's' | b'u');
        if plain && (0..n - 2).any(|k| vowel(bytes, k)) {
            word.truncate(n - 1);
        }
    }
}

/// `agreed` → `agree`, `planned` → `plan`, `rated` → `rate`.
fn participle(word: &mut CompactString) {
    let n = word.len();
    if let Some(root) = word.strip_suffix("eed") {
        if measure(root) > 0 {
            word.truncate(n - 1);
        }
        return;
    }
    let Some(root) = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing")) else { return };
    let bytes = root.as_bytes();
    if !(0..bytes.len()).any(|k| vowel(bytes, k)) {
        return;
    }
    let n = bytes.len();
    let doubled = n > 2 && bytes[n - 1] == bytes[n - 2] && b"bdfgmnprt".contains(&bytes[n - 1]);
    let cut = ["at", "bl", "iz"].iter().any(|end| root.ends_with(end));
    let short = measure(root) == 1 && closed(bytes);
    if doubled {
        word.truncate(n - 1);
    } else {
        word.truncate(n);
        if cut || short {
            word.push('e');
        }
    }
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
