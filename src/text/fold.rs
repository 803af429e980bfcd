//! Folding of characters: width, case, and Traditional to Simplified, one character to one where it can be.
//!
//! Owns: the fold table and the phrase-wise converter for answers. Must not know: tokens, words, facts.

use std::sync::OnceLock;

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use unicode_normalization::UnicodeNormalization;

/// Made by `build.rs` from OpenCC's tables: the Simplified form of each ideograph of the main block, and, sorted, the
/// ideographs that are no Traditional ones, which change when they are converted to Traditional.
mod han {
    include!(concat!(env!("OUT_DIR"), "/han.rs"));
}

/// Whether `c` is a Han ideograph of the blocks that people type in.
pub fn is_han(c: char) -> bool {
    // The zero (0x3007) stands among the marks and is written like an ideograph.
    matches!(c as u32, 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2FA1F)
}

/// Marks that show nothing: zero-width and directional characters, variation selectors, soft hyphens.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c as u32, 0x00AD | 0x034F | 0x061C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF)
}

fn converter() -> Option<&'static OpenCC> {
    static CONVERTER: OnceLock<Option<OpenCC>> = OnceLock::new();
    CONVERTER.get_or_init(|| OpenCC::from_config(BuiltinConfig::T2s).ok()).as_ref()
}

/// One character to one; those beyond the main block stay.
fn fold_han(c: char) -> char {
    if han::HAN.contains(&c) { han::SIMPLIFIED[c as usize - *han::HAN.start() as usize] } else { c }
}

/// Comparable characters of `text`, each with the byte offset in `text` that it came from.
pub fn fold(text: &str) -> Vec<(char, usize)> {
    let mut folded = Vec::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// [`fold`] into what has been allocated before.
pub(super) fn fold_into(text: &str, folded: &mut Vec<(char, usize)>) {
    folded.clear();
    for (offset, original) in text.char_indices() {
        if original.is_ascii() {
            folded.push((original.to_ascii_lowercase(), offset));
        } else if is_han(original) && (original as u32) < 0xF900 {
            folded.push((fold_han(original), offset));
        } else if !is_invisible(original) {
            for c in original.nfkc().flat_map(char::to_lowercase) {
                folded.push((fold_han(c), offset));
            }
        }
    }
}

/// `text` in Simplified characters, by phrases.
pub fn simplify(text: &str) -> String {
    converter().map_or_else(|| text.to_owned(), |c| c.convert(text))
}

/// What a text is written in, by counts of its characters and words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Script {
    /// Han characters.
    pub han: usize,
    /// Words of alphabets.
    pub words: usize,
    /// Characters that stand in Traditional texts only.
    pub traditional: usize,
    /// Characters that are the Simplified form of another one.
    pub simplified: usize,
}

/// Counts the scripts of a text.
pub fn script(text: &str) -> Script {
    let mut script = Script::default();
    let mut in_word = false;
    for c in text.chars() {
        let word = c.is_alphabetic() && !is_han(c);
        script.words += usize::from(word && !in_word);
        in_word = word;
        if is_han(c) {
            script.han += 1;
            script.traditional += usize::from(fold_han(c) != c);
            script.simplified += usize::from(han::IMAGES.binary_search(&c).is_ok());
        }
    }
    script
}

#[cfg(test)]
mod tests {
    use super::{fold_han, han, simplify};

    #[test]
    fn the_table_is_that_of_the_converter() {
        for c in han::HAN {
            assert_eq!(simplify(&c.to_string()).chars().next(), Some(fold_han(c)), "{c}");
        }
    }
}
