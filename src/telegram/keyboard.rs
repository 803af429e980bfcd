//! Buttons: what a press of one means, and how that fits in 64 bytes.
//!
//! Owns: callback data. A question lies in the store under its fingerprint, `v1:` and 16 hexadecimal digits: what comes
//! back is only ever looked up, never read as text. Everything else is `v2:`, a seal, and a few short fields; the seal
//! is made with a key of this bot's own, so that data which nobody has been given is known as such. Either works on
//! after a restart. Must not know: answers.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;
use unicode_width::UnicodeWidthStr;

use super::outgoing::{Button, Rows};
use crate::answer::{Answer, Choice, Lang};
use crate::config::Token;
use crate::engine::{Walk, Way};
use crate::store::SavedChoice;

const ASKS: &str = "v1:";
const SEALED: &str = "v2:";

/// Hexadecimal digits of a seal.
const SEAL: usize = 12;

/// Telegram takes no more buttons than this under a message.
const MOST: usize = 100;

/// Columns of a label that can share its row with another.
const HALF_ROW: usize = 18;

/// What a press of a button means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Press {
    /// Asks the question that is kept under this fingerprint.
    Ask(u64),
    /// Shows the answer that is kept under this number another way, in place.
    Show { card: u64, page: usize, open: bool },
    /// Goes to a place among all that the bot knows, in place.
    Walk(Walk),
    /// Tells what stands under a key of the fact base.
    Open(u64),
    /// Draws the answer that is kept under this number.
    Draw(u64),
    /// Opens or closes the sources under the picture that is kept under this number, in place.
    Caption { card: u64, open: bool },
    /// Says in words what the picture shows that is kept under this number.
    Tell(u64),
    /// Draws what the question asks that is kept under this fingerprint.
    DrawAsked(u64),
    /// Draws what stands under a key of the fact base.
    DrawKey(u64),
    /// From now on answers are in this language; none follows the questions. In a group, only this person may choose.
    Speak { lang: Option<Lang>, person: i64 },
}

/// The key of one bot's seals.
#[derive(Clone, Copy)]
pub(super) struct Seal(u64, u64);

impl Seal {
    /// From the token: all replicas of a bot share it, and nobody else knows it.
    pub(super) fn new(token: &Token) -> Seal {
        let part = |number: u8| {
            let mut hasher = SipHasher13::new();
            hasher.write_u8(number);
            hasher.write(token.reveal().as_bytes());
            hasher.finish()
        };
        Seal(part(0), part(1))
    }

    fn of(self, body: &str) -> String {
        let mut hasher = SipHasher13::new_with_keys(self.0, self.1);
        hasher.write(body.as_bytes());
        format!("{:016x}", hasher.finish())[..SEAL].to_owned()
    }

    /// Callback data for `press`.
    pub(super) fn data(self, press: &Press) -> String {
        let body = match press {
            Press::Ask(id) => return format!("{ASKS}{id:016x}"),
            Press::Show { card, page, open } => format!("s:{card:016x}:{page}:{}", u8::from(*open)),
            Press::Walk(Walk { way, path, page }) => {
                let path: String = path.iter().map(|key| format!(":{key:016x}")).collect();
                format!("w:{}:{page}{path}", letter(*way))
            }
            Press::Open(key) => format!("o:{key:016x}"),
            Press::Draw(card) => format!("d:{card:016x}"),
            Press::Caption { card, open } => format!("c:{card:016x}:{}", u8::from(*open)),
            Press::Tell(card) => format!("t:{card:016x}"),
            Press::DrawAsked(id) => format!("q:{id:016x}"),
            Press::DrawKey(key) => format!("k:{key:016x}"),
            Press::Speak { lang, person } => format!("l:{}:{person}", lang.map_or("-", Lang::tag)),
        };
        format!("{SEALED}{}:{body}", self.of(&body))
    }

    /// What `data` means, where it is ours and unchanged.
    pub(super) fn read(self, data: &str) -> Option<Press> {
        if let Some(digits) = data.strip_prefix(ASKS) {
            return key(digits).map(Press::Ask);
        }
        let (seal, body) = data.strip_prefix(SEALED)?.split_once(':')?;
        if seal != self.of(body) {
            return None;
        }
        let fields: Vec<&str> = body.split(':').collect();
        match fields[..] {
            ["s", card, page, open] => {
                Some(Press::Show { card: key(card)?, page: page.parse().ok()?, open: open == "1" })
            }
            ["w", way, page, ref path @ ..] => {
                let path = path.iter().map(|digits| key(digits)).collect::<Option<_>>()?;
                Some(Press::Walk(Walk { way: way_of(way)?, path, page: page.parse().ok()? }))
            }
            ["o", digits] => key(digits).map(Press::Open),
            ["d", digits] => key(digits).map(Press::Draw),
            ["c", card, open] => Some(Press::Caption { card: key(card)?, open: open == "1" }),
            ["t", digits] => key(digits).map(Press::Tell),
            ["q", digits] => key(digits).map(Press::DrawAsked),
            ["k", digits] => key(digits).map(Press::DrawKey),
            ["l", lang, person] => {
                Some(Press::Speak { lang: Lang::from_tag(lang), person: person.parse().ok()? })
            }
            _ => None,
        }
    }
}

const WAYS: [(Way, &str); 4] =
    [(Way::Topics, "t"), (Way::Table, "b"), (Way::Compare, "c"), (Way::Chart, "d")];

fn letter(way: Way) -> &'static str {
    WAYS.iter().find(|(known, _)| *known == way).map_or("", |(_, letter)| letter)
}

fn way_of(letter: &str) -> Option<Way> {
    WAYS.iter().find(|(_, known)| *known == letter).map(|(way, _)| *way)
}

/// A key as we write it: 16 digits, lower case.
pub(super) fn key(digits: &str) -> Option<u64> {
    let ours = digits.len() == 16 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    ours.then(|| u64::from_str_radix(digits, 16).ok()).flatten()
}

/// Buttons for the answer's choices and for what one may ask next, and what is to be kept for them.
pub(super) fn questions(answer: &Answer) -> (Rows, Vec<SavedChoice>) {
    let usable = |choice: &&Choice| !choice.label.trim().is_empty() && !choice.ask.trim().is_empty();
    let all = answer.choices.iter().chain(&answer.next).filter(usable).take(MOST);
    let (buttons, kept): (Vec<_>, _) = all.map(|c| question(answer.lang, &c.label, &c.ask)).unzip();
    (packed(buttons), kept)
}

/// Buttons in rows, in their order: two short neighbours share one.
pub(super) fn packed(buttons: Vec<Button>) -> Rows {
    let mut rows = Rows::new();
    let mut half = false;
    for button in buttons {
        let short = button.label.width() <= HALF_ROW;
        match rows.last_mut().filter(|_| half && short) {
            Some(row) => {
                row.push(button);
                half = false;
            }
            None => {
                rows.push(vec![button]);
                half = short;
            }
        }
    }
    rows
}

/// A button that asks `ask`, and what is to be kept for it.
pub(super) fn question(lang: Lang, label: &str, ask: &str) -> (Button, SavedChoice) {
    let id = fingerprint(&[lang.tag(), ask]);
    let button = Button { label: label.to_owned(), data: format!("{ASKS}{id:016x}") };
    (button, SavedChoice { id, lang: lang.tag().into(), ask: ask.to_owned() })
}

/// The same on every machine and in every edition, unlike the standard library's hashes.
pub(super) fn fingerprint(parts: &[&str]) -> u64 {
    let mut hasher = SipHasher13::new();
    for (nth, part) in parts.iter().enumerate() {
        if nth > 0 {
            hasher.write_u8(0);
        }
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}
