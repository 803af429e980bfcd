//! Which of many words can be a few typing errors from another: most are ruled out by how they begin.
//!
//! Owns: walking a sorted list of words as a tree of their beginnings. Must not know: which word is meant.

use compact_str::CompactString;

/// Distances from each beginning of the word that was typed to one beginning of a known word.
type Row = Vec<usize>;

/// The words of `sorted` that begin as `typed` does and can be at most `most` errors from it: every one that is, and
/// few others, in order. An error is a letter too many, missing, wrong, or two that have changed places.
///
/// `typed` has letters of ASCII only.
pub(super) fn within<'a>(sorted: &'a [CompactString], typed: &str, most: usize) -> Vec<&'a str> {
    let typed = typed.as_bytes();
    let Some(first) = typed.first() else { return Vec::new() };
    let begin = |w: &CompactString| w.as_bytes().first().copied();
    let mut at = sorted.partition_point(|w| begin(w) < Some(*first));
    let mut found = Vec::new();
    // Rows of the beginnings of the word looked at last, the empty one first; its bytes, for those of the next word.
    let mut rows: Vec<Row> = vec![(0..=typed.len()).collect()];
    let mut before: &[u8] = &[];
    while let Some(word) = sorted.get(at).filter(|w| begin(w) == Some(*first)) {
        let bytes = word.as_bytes();
        let shared = bytes.iter().zip(before).take_while(|(a, b)| a == b).count();
        rows.truncate(shared + 1);
        let hopeless = (rows.len()..=bytes.len()).find(|end| {
            rows.push(next(&rows, &bytes[..*end], typed));
            let least = |back: usize| rows[*end - back].iter().min().copied().unwrap_or_default();
            // Two letters that change places reach back over one row.
            least(0) > most && least(1) >= most
        });
        before = &bytes[..rows.len() - 1];
        match hopeless {
            None => {
                found.push(word.as_str());
                at += 1;
            }
            Some(end) => at += sorted[at..].partition_point(|w| w.as_bytes().starts_with(&bytes[..end])),
        }
    }
    found
}

/// The row behind the last of `rows`, for the last byte of `bytes`.
fn next(rows: &[Row], bytes: &[u8], typed: &[u8]) -> Row {
    let (last, end) = (&rows[rows.len() - 1], bytes.len());
    let byte = bytes[end - 1];
    // A letter of another alphabet is as far from each letter typed; its later bytes add nothing.
    if (0x80..0xc0).contains(&byte) {
        return last.clone();
    }
    let mut row: Row = Vec::with_capacity(last.len());
    row.push(last[0] + 1);
    for k in 1..last.len() {
        let wrong = usize::from(typed[k - 1] != byte);
        let mut least = (last[k] + 1).min(row[k - 1] + 1).min(last[k - 1] + wrong);
        let swapped = end > 1 && k > 1 && typed[k - 1] == bytes[end - 2] && typed[k - 2] == byte;
        if swapped {
            least = least.min(rows[rows.len() - 2][k - 2] + 1);
        }
        row.push(least);
    }
    row
}

#[cfg(test)]
mod tests {
    use strsim::osa_distance;

    use super::*;

    fn words() -> Vec<CompactString> {
        let ends = ["", "a", "ab", "ba", "abc", "bca", "é", "éa", "aé"];
        let mut all: Vec<CompactString> =
            ends.iter().flat_map(|a| ends.iter().map(move |b| format!("x{a}{b}c").into())).collect();
        all.extend(["yabc", "wabc"].map(CompactString::from));
        all.sort_unstable();
        all.dedup();
        all
    }

    #[test]
    fn every_word_that_is_near_enough_is_among_those_found() {
        let all = words();
        for typed in ["xabc", "xbac", "xc", "xaabbc", "xabcabcc", "x"] {
            for most in 0..=3 {
                let found = within(&all, typed, most);
                let near = |w: &&CompactString| w.starts_with('x') && osa_distance(w, typed) <= most;
                let missed: Vec<_> =
                    all.iter().filter(near).filter(|w| !found.contains(&w.as_str())).collect();
                assert!(missed.is_empty(), "{typed} {most}: {missed:?}");
            }
        }
    }

    #[test]
    fn words_that_begin_otherwise_are_not_looked_at() {
        let all: Vec<CompactString> = ["xaaaa", "xaaab", "xabcd", "xbbbb"].map(CompactString::from).to_vec();
        assert_eq!(within(&all, "xabcd", 1), ["xabcd"]);
    }
}
