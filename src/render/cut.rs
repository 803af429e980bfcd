//! Cuts laid-out lines into messages that Telegram takes.
//!
//! Owns: counting UTF-16 units and choosing where to cut. Must not know: tags; it sees text as it will be read.

use super::paper::{Line, Run};

/// Cuts `lines` into messages of at most `limit` UTF-16 units each, between lines where it can.
pub(super) fn cut(lines: Vec<Line>, limit: usize) -> Vec<Vec<Line>> {
    let mut messages: Vec<Vec<Line>> = Vec::new();
    let mut length = 0;
    for line in lines.into_iter().flat_map(|line| shorten(line, limit)) {
        let needs = units(&line);
        match messages.last_mut() {
            Some(message) if length + 1 + needs <= limit => {
                length += 1 + needs;
                message.push(line);
            }
            _ => {
                length = needs;
                messages.push(vec![line]);
            }
        }
    }
    messages.into_iter().map(trim).filter(|message| !message.is_empty()).collect()
}

/// UTF-16 units of the line's text.
pub(super) fn units(line: &Line) -> usize {
    line.runs.iter().map(|run| run.text.encode_utf16().count()).sum()
}

/// A line longer than a message, as several; at a space where one is near enough.
fn shorten(line: Line, limit: usize) -> Vec<Line> {
    if units(&line) <= limit {
        return vec![line];
    }
    let frame = line.frame;
    let mut pieces = Vec::new();
    let mut piece: Vec<Run> = Vec::new();
    let mut room = limit;
    for mut run in line.runs {
        loop {
            let fits = prefix(&run.text, room);
            if fits == run.text.len() {
                room -= run.text.encode_utf16().count();
                piece.push(run);
                break;
            }
            let rest = run.text.split_off(fits);
            piece.push(Run { text: std::mem::replace(&mut run.text, rest), style: run.style.clone() });
            pieces.push(Line { frame, runs: std::mem::take(&mut piece) });
            room = limit;
        }
    }
    pieces.push(Line { frame, runs: piece });
    pieces
}

/// How many bytes of `text` fit in `room` units: all, or up to a space in the second half, or to a character.
fn prefix(text: &str, room: usize) -> usize {
    let mut used = 0;
    let mut space = None;
    for (at, character) in text.char_indices() {
        if used + character.len_utf16() > room {
            return space.unwrap_or(at);
        }
        used += character.len_utf16();
        if character == ' ' && used * 2 > room {
            space = Some(at + 1);
        }
    }
    text.len()
}

/// Whether there is anything to see on the line.
pub(super) fn is_visible(line: &Line) -> bool {
    line.runs.iter().any(|run| !run.text.trim().is_empty())
}

/// Without the blank lines at either end, which Telegram would strip.
fn trim(mut message: Vec<Line>) -> Vec<Line> {
    while message.last().is_some_and(|line| !is_visible(line)) {
        message.pop();
    }
    let first = message.iter().position(is_visible).unwrap_or(message.len());
    message.split_off(first)
}
