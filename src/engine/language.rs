//! The language of an answer: that of the question.
//!
//! Owns: this one choice. Must not know: what is asked.

use crate::answer::Lang;
use crate::text::script;

/// Words of an alphabet that weigh as much as one Han character of a question.
const WORDS_PER_HAN: usize = 3;

/// The language to answer `text` in; `before` is that of the conversation.
pub fn of(text: &str, before: Option<Lang>) -> Lang {
    let script = script(text);
    if script.han == 0 {
        return if script.words > 0 { Lang::En } else { before.unwrap_or(Lang::ZhHant) };
    }
    if script.words > script.han * WORDS_PER_HAN {
        return Lang::En;
    }
    if script.traditional > 0 {
        Lang::ZhHant
    } else if script.simplified > 0 {
        Lang::ZhHans
    } else {
        before.filter(|l| *l != Lang::En).unwrap_or(Lang::ZhHant)
    }
}
