//! Lines: text broken to a width.
//!
//! Owns: where a line may end. Must not know: where it stands.

use unicode_linebreak::linebreaks;

use super::font::width;
use super::scene::Type;
use crate::answer::Lang;

/// `text` in lines of at most `room` pixels. A word that is wider than a line is broken inside.
pub(super) fn wrap(text: &str, set: Type, lang: Lang, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut start = 0;
    for (end, _) in linebreaks(text) {
        let piece: String = text[start..end].chars().filter(|c| !c.is_control()).collect();
        start = end;
        if fits(&line, &piece, set, lang, room) {
            line.push_str(&piece);
            continue;
        }
        flush(&mut lines, &mut line);
        for character in piece.chars() {
            if !line.is_empty() && !fits(&line, &character.to_string(), set, lang, room) {
                flush(&mut lines, &mut line);
            }
            line.push(character);
        }
    }
    flush(&mut lines, &mut line);
    lines
}

fn fits(line: &str, piece: &str, set: Type, lang: Lang, room: f32) -> bool {
    let whole = format!("{line}{piece}");
    width(whole.trim_end(), set, lang) <= room
}

fn flush(lines: &mut Vec<String>, line: &mut String) {
    let done = std::mem::take(line);
    if !done.trim().is_empty() {
        lines.push(done.trim().to_owned());
    }
}
