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
    let mut text = String::new();
    for span in spans {
        match span {
            Span::Text(part) | Span::Strong(part) => text.push_str(part),
            Span::Mark(markers) => {
                // A raised digit right behind a digit would be read (and copied) as part of the number.
                if text.ends_with(|c: char| c.is_ascii_digit()) {
                    text.push('\u{202f}');
                }
                text.push_str(&markers.iter().map(|m| superscript(*m)).collect::<Vec<_>>().join(" "));
            }
        }
    }
    text
}
