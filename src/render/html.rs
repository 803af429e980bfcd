//! Telegram HTML: the one place that escapes it and cuts it into messages.
//!
//! Owns: tags, escapes, the length of a message. Must not know: chats, keyboards, the network.

use super::cut::{cut, is_visible, units};
use super::paper::{Frame, Line, Style, lay_out};
use super::sheet::{Sheet, turned};
use crate::answer::Answer;

/// The longest text of a message, in UTF-16 units after entities.
pub const MESSAGE_UNITS: usize = 4096;

/// `answer` as one or more messages of Telegram HTML; none where the answer has no visible text.
pub fn render(answer: &Answer) -> Vec<String> {
    cut(lay_out(answer, &Sheet::default()), MESSAGE_UNITS).iter().map(|lines| message(lines)).collect()
}

/// `answer` as `sheet` wants it shown.
pub fn sheet(answer: &Answer, sheet: &Sheet) -> Vec<String> {
    let lines = lay_out(&turned(answer, sheet.page), sheet);
    cut(lines, MESSAGE_UNITS).iter().map(|lines| message(lines)).collect()
}

/// Whether that is one message.
pub fn is_one(answer: &Answer, sheet: &Sheet) -> bool {
    let lines = lay_out(&turned(answer, sheet.page), sheet);
    // With the line feeds between them; most answers are far from the limit, and need not be cut to see that.
    let long: usize = lines.iter().map(|line| units(line) + 1).sum();
    match long <= MESSAGE_UNITS {
        true => lines.iter().any(is_visible),
        false => cut(lines, MESSAGE_UNITS).len() == 1,
    }
}

/// The longest text under a picture, in UTF-16 units after entities.
pub const CAPTION_UNITS: usize = 1024;

/// `answer` as `sheet` wants it shown under a picture: what fits there, and the rest of it.
pub fn caption(answer: &Answer, sheet: &Sheet) -> Vec<String> {
    cut(lay_out(answer, sheet), CAPTION_UNITS).iter().map(|lines| message(lines)).collect()
}

/// `text` with the four characters escaped that mean something in HTML and in an attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The text of `html` as [`render`] writes it, without tags: for a second try when Telegram refuses the first.
pub fn strip(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag => {}
            other => text.push(other),
        }
    }
    // `&amp;` last, so that an escaped `&lt;` does not turn into a sign.
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// One message: every frame and run that opens here closes here.
fn message(lines: &[Line]) -> String {
    let mut html = String::new();
    let mut frame = Frame::Body;
    for (nth, line) in lines.iter().enumerate() {
        if line.frame != frame {
            html.push_str(close(frame));
        }
        if nth > 0 {
            html.push('\n');
        }
        if line.frame != frame {
            html.push_str(open(line.frame));
            frame = line.frame;
        }
        for run in &line.runs {
            let text = escape(&run.text);
            match &run.style {
                Style::Plain => html.push_str(&text),
                Style::Bold => html.push_str(&format!("<b>{text}</b>")),
                Style::Italic => html.push_str(&format!("<i>{text}</i>")),
                Style::Link(url) => html.push_str(&format!("<a href=\"{}\">{text}</a>", escape(url))),
            }
        }
    }
    html.push_str(close(frame));
    html
}

fn open(frame: Frame) -> &'static str {
    match frame {
        Frame::Body => "",
        Frame::Table => "<pre>",
        Frame::Folded => "<blockquote expandable>",
        Frame::Quote => "<blockquote>",
    }
}

fn close(frame: Frame) -> &'static str {
    match frame {
        Frame::Body => "",
        Frame::Table => "</pre>",
        Frame::Folded | Frame::Quote => "</blockquote>",
    }
}
