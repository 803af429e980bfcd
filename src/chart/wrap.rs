//! Lines: text broken to a width.
//!
//! Owns: where a line may end. Must not know: where it stands.

use unicode_linebreak::linebreaks;

use super::font::width;
use super::scene::Type;
use crate::answer::Lang;

/// A picture can take so much of a text and no more: this many characters, this many lines.
pub(super) const MOST_CHARACTERS: usize = 600;
const MOST_LINES: usize = 8;

/// Stands where a text goes on.
pub(super) const MORE: &str = "\u{2026}";

/// Brackets and what closes them: what stands in them stays together where it is short.
const BRACKETS: [(char, char); 2] = [('(', ')'), ('（', '）')];

/// `text` in lines of at most `room` pixels. A word that is wider than a line is broken inside.
pub(super) fn wrap(text: &str, set: Type, lang: Lang, room: f32) -> Vec<String> {
    let text = &shortened(text, MOST_CHARACTERS);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut start = 0;
    let together = bracketed(text, |t| width(t, set, lang) <= room * 0.6);
    let inside = |end: usize| together.iter().any(|(from, to)| (from + 1..*to).contains(&end));
    for (end, _) in linebreaks(text).filter(|(end, _)| !inside(*end)) {
        let piece: String = text[start..end].to_owned();
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
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        lines[MOST_LINES - 1] = clipped(&format!("{}{MORE}", lines[MOST_LINES - 1]), set, lang, room);
    }
    lines
}

/// `text` on one line of at most `room` pixels, its end left out where it is longer.
pub(super) fn clipped(text: &str, set: Type, lang: Lang, room: f32) -> String {
    let mut kept = shortened(text, MOST_CHARACTERS);
    let mut end = kept.clone();
    while width(&end, set, lang) > room && kept.pop().is_some() {
        end = format!("{}{MORE}", kept.trim_end_matches(MORE).trim_end());
    }
    end
}

fn shortened(text: &str, most: usize) -> String {
    let mut kept: String = text.chars().filter(|c| !c.is_control()).take(most).collect();
    if text.chars().nth(most).is_some() {
        kept.push_str(MORE);
    }
    kept
}

/// Where bracketed words stand that are `short`; of nested brackets the outer ones.
fn bracketed(text: &str, short: impl Fn(&str) -> bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (from, character) in text.char_indices() {
        let Some((_, closing)) = BRACKETS.iter().find(|(open, _)| *open == character) else { continue };
        let Some(to) = text[from..].find(*closing).map(|at| from + at + closing.len_utf8()) else { continue };
        if found.iter().all(|(_, known)| *known <= from) && short(&text[from..to]) {
            found.push((from, to));
        }
    }
    found
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
