//! Buttons: what they ask, and how that fits in 64 bytes.
//!
//! Owns: callback data, `v1:` and 16 hexadecimal digits: the fingerprint of what the button asks. The question itself
//! lies in the store under that fingerprint. So a button works on after a restart, never asks anything but what its
//! label says, and what comes back is only ever looked up, never read as text. Must not know: answers.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::outgoing::Button;
use crate::answer::{Answer, Choice, Lang};
use crate::store::SavedChoice;

const VERSION: &str = "v1:";

/// Telegram takes no more buttons than this under a message.
const MOST: usize = 100;

/// A button for each of the answer's choices, and what is to be kept for them.
pub(super) fn buttons(answer: &Answer) -> (Vec<Button>, Vec<SavedChoice>) {
    let usable = |choice: &&Choice| !choice.label.trim().is_empty() && !choice.ask.trim().is_empty();
    let of = |choice: &Choice| {
        let id = fingerprint(answer.lang, &choice.ask);
        let button = Button { label: choice.label.clone(), data: format!("{VERSION}{id:016x}") };
        (button, SavedChoice { id, lang: answer.lang.tag().into(), ask: choice.ask.clone() })
    };
    answer.choices.iter().filter(usable).take(MOST).map(of).unzip()
}

/// The fingerprint in callback data, where it is ours.
pub(super) fn parse(data: &str) -> Option<u64> {
    let digits = data.strip_prefix(VERSION)?;
    let ours = digits.len() == 16 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    ours.then(|| u64::from_str_radix(digits, 16).ok()).flatten()
}

/// The same on every machine and in every edition, unlike the standard library's hashes.
fn fingerprint(lang: Lang, ask: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(lang.tag().as_bytes());
    hasher.write_u8(0);
    hasher.write(ask.as_bytes());
    hasher.finish()
}
