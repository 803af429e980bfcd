//! An answer as plain text, as a person reads it.
//!
//! Owns: layout of plain text. Must not know: Telegram.

use crate::answer::{Answer, Block, Span};

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// `12` as superscript digits.
pub fn superscript(n: u8) -> String {
    n.to_string().chars().filter_map(|c| c.to_digit(10)).map(|d| SUPERSCRIPTS[d as usize]).collect()
}

/// The answer as text, the source lines last.
pub fn plain(answer: &Answer) -> String {
    let mut lines: Vec<String> = Vec::new();
    for block in &answer.blocks {
        match block {
            Block::Headline(spans) | Block::Line(spans) | Block::Note(spans) => lines.push(inline(spans)),
            Block::List(items) => lines.extend(items.iter().map(|item| {
                let (label, value) = (inline(&item.label), inline(&item.value));
                if value.is_empty() { format!("• {label}") } else { format!("• {label}: {value}") }
            })),
        }
    }
    lines.extend(answer.citations.iter().map(|c| format!("{} {}", superscript(c.marker), c.label)));
    lines.join("\n")
}

fn inline(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match span {
            Span::Text(text) | Span::Strong(text) => text.clone(),
            Span::Mark(markers) => markers.iter().map(|m| superscript(*m)).collect::<Vec<_>>().join(" "),
        })
        .collect()
}
