//! An answer as plain text: for the terminal, for JSON output, for logs of a conversation that a person asked for.
//!
//! Owns: plain text. Must not know: terminals' colours, Telegram.

use super::{bare, colon, superscript};
use crate::answer::{Answer, Block};

/// `answer` as a person reads it: headline, lines, rows `label: value`, notes, then a line for each source.
pub fn render(answer: &Answer) -> String {
    let mut lines = Vec::new();
    for block in &answer.blocks {
        match block {
            Block::Headline(spans) | Block::Line(spans) | Block::Note(spans) => lines.push(bare(spans)),
            Block::List(items) => lines.extend(items.iter().map(|item| {
                let (label, value) = (bare(&item.label), bare(&item.value));
                if value.is_empty() {
                    format!("• {label}")
                } else {
                    format!("• {label}{}{value}", colon(answer.lang))
                }
            })),
        }
    }
    for citation in &answer.citations {
        let mut line = format!("{} {}", superscript(citation.marker), citation.label);
        if let Some(url) = &citation.url {
            line = format!("{line} {url}");
        }
        lines.push(line);
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
