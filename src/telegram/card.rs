//! An answer under which buttons open, close and turn pages, as long as its message stands in a chat.
//!
//! Owns: which answers are kept for that, and how one is shown: text and rows of buttons. Must not know: chats, sending.

use super::Speaker;
use super::keyboard::{self, Press, Seal};
use super::outgoing::{Button, Rows};
use crate::answer::{Answer, Kind};
use crate::engine::Label;
use crate::render::html;
use crate::render::sheet::{Link, Sheet, pages};
use crate::store::SavedChoice;

/// Deep links of this edition begin so; what follows is a key of the fact base.
pub(super) const LINK: &str = "1-";

/// Who shows cards.
pub(super) struct Desk<'a> {
    pub speaker: &'a dyn Speaker,
    pub seal: Seal,
    /// The bot's name, for links to it.
    pub username: &'a str,
}

/// An answer as it is shown.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Telegram HTML, a message each.
    pub parts: Vec<String>,
    /// Under the last of them.
    pub rows: Rows,
    /// What the questions among the buttons ask.
    pub choices: Vec<SavedChoice>,
}

/// How a card is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct View {
    pub page: usize,
    pub open: bool,
}

/// The number and the content of the card of `answer`, where there is anything to open or to turn.
///
/// What repeats a person's words is not kept, and what takes several messages can't be changed in place.
pub(super) fn card(answer: &Answer) -> Option<(u64, String)> {
    let opens = answer.kind == Kind::Answer && !answer.citations.is_empty();
    if answer.personal || !(opens || pages(answer) > 1) {
        return None;
    }
    // As long as the words around it may get.
    let room = "x".repeat(64);
    let link = Link { prefix: String::new(), source: room.clone(), answer: room.clone() };
    let longest = |page, open| Sheet { page, open, printed: room.clone(), link: Some(link.clone()) };
    let views = (0..pages(answer)).flat_map(|page| [longest(page, false), longest(page, true)]);
    let whole = views.into_iter().all(|sheet| html::sheet(answer, &sheet).len() == 1);
    let body = serde_json::to_string(answer).ok().filter(|_| whole)?;
    Some((keyboard::fingerprint(&[&body]), body))
}

/// The answer that was kept as a card; nothing where an earlier edition wrote it another way.
pub(super) fn read(body: &str) -> Option<Answer> {
    serde_json::from_str(body).ok()
}

impl Desk<'_> {
    /// `answer` with its buttons; `card` is its number where it is kept.
    pub(super) fn show(&self, answer: &Answer, card: Option<u64>, view: View) -> Shown {
        let View { page, open } = view;
        let label = |label| self.speaker.label(answer.lang, label);
        let prefix = format!("https://t.me/{}?start={LINK}", self.username);
        let link = Link { prefix, source: label(Label::Share), answer: label(Label::ShareAnswer) };
        let parts = match card {
            Some(_) => {
                let printed = label(Label::Printed);
                html::sheet(answer, &Sheet { page, open, printed, link: Some(link) })
            }
            None => html::render(answer),
        };
        let mut rows = Rows::new();
        if let Some(card) = card {
            let button = |word, page, open| Button {
                label: label(word),
                data: self.seal.data(&Press::Show { card, page, open }),
            };
            let mut tools = Vec::new();
            if !answer.citations.is_empty() {
                let word = if open { Label::Close } else { Label::Sources };
                tools.push(button(word, page, !open));
            }
            let mut turns = Vec::new();
            if page > 0 {
                turns.push(button(Label::Previous, page - 1, open));
            }
            if page + 1 < pages(answer) {
                turns.push(button(Label::Next, page + 1, open));
            }
            rows.extend([turns, tools].into_iter().filter(|row| !row.is_empty()));
        }
        let (questions, choices) = keyboard::questions(answer);
        rows.extend(questions);
        Shown { parts, rows, choices }
    }
}
