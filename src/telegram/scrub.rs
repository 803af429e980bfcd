//! A question as it may be kept for the editor: without what could tell who asked it.
//!
//! Owns: what is taken out of it. Must not know: where it is kept.

/// More of a question is not kept (characters).
const LONGEST: usize = 300;

/// As many digits in a row may be somebody's telephone.
const TELEPHONE: usize = 8;

/// Stands for what was taken out.
const GONE: char = '…';

/// `question` without user names, e-mail addresses, links and long numbers, in one line.
pub(super) fn scrubbed(question: &str) -> String {
    let mut kept = String::with_capacity(question.len());
    let mut word = String::new();
    for character in question.chars().chain([' ']) {
        if is_part(character) {
            word.push(character);
            continue;
        }
        match tells(&word) {
            true => kept.push(GONE),
            false => kept.push_str(&word),
        }
        word.clear();
        kept.push(character);
    }
    let line = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST).collect()
}

/// What names, addresses, links and numbers are written with. Han characters are not: no space stands around them.
fn is_part(character: char) -> bool {
    character.is_ascii_alphanumeric() || "@._-+/:%?=&#~".contains(character)
}

fn tells(word: &str) -> bool {
    // A range of years has two short runs of digits.
    let number = word.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= TELEPHONE);
    number
        || word.starts_with('+')
        || word.contains('@')
        || word.contains("://")
        || word.starts_with("www.")
        || word.starts_with("t.me/")
}

#[cfg(test)]
mod tests {
    use super::scrubbed;

    #[test]
    fn what_tells_who_asked_is_taken_out_and_the_question_stays() {
        let cases = [
            ("How many towers?", "How many towers?"),
            ("@ann_b how many\ntowers?", "… how many towers?"),
            ("mail me@example.org: towers", "mail … towers"),
            ("see https://example.org/?u=7 and www.x.org", "see … and …"),
            ("call +852-91234567", "call …"),
            ("in 2013-2024 over 4,710 towers, 38.5%", "in 2013-2024 over 4,710 towers, 38.5%"),
            ("", ""),
        ];
        for (said, kept) in cases {
            assert_eq!(scrubbed(said), kept, "{said}");
        }
        assert_eq!(scrubbed(&"x ".repeat(400)).chars().count(), 300);
    }
}
