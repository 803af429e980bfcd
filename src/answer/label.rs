//! Words on the bot's own buttons, and beside them.
//!
//! Owns: which there are. Must not know: where a button stands, what a press of it does.

use super::model::Lang;
use crate::knowledge::{Args, FactBase};

/// A button that is no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Opens the sources of an answer, and closes them again.
    Sources,
    Close,
    /// Draws the answer.
    Chart,
    /// Says a picture in words.
    Words,
    Previous,
    Next,
    /// To the place above, among all that the bot knows.
    Back,
    /// Before figures as the document prints them.
    Printed,
    /// The link to a source, to hand on.
    Share,
    /// The link to the whole answer.
    ShareAnswer,
    /// The languages of answers; any follows the question.
    AnyLanguage,
    Language(Lang),
}

/// What stands on it.
pub fn label(base: &FactBase, lang: Lang, label: Label) -> String {
    let id = match label {
        Label::Sources => "button-sources",
        Label::Close => "button-close",
        Label::Chart => "button-chart",
        Label::Words => "button-words",
        Label::Previous => "button-previous",
        Label::Next => "button-next",
        Label::Back => "button-back",
        Label::Printed => "as-printed",
        Label::Share => "button-share",
        Label::ShareAnswer => "button-share-answer",
        Label::AnyLanguage => "button-any-language",
        Label::Language(Lang::ZhHant) => "button-hant",
        Label::Language(Lang::ZhHans) => "button-hans",
        Label::Language(Lang::En) => "button-en",
    };
    let text = base.messages.say(lang, id, &Args::new());
    if lang == Lang::ZhHans { base.messages.simplified(&text) } else { text }
}
