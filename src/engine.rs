//! The one door to the house: `answer` takes an utterance and gives a reply.
//!
//! Pure and total: no clock, no I/O, no panic. Must not know: which front is calling.

use crate::answer::{Answer, Kind, Lang};
use crate::dialogue::Dialogue;
use crate::knowledge::FactBase;

/// What a person said.
#[derive(Debug, Clone)]
pub struct Utterance {
    pub text: String,
    /// The language of the answer, where the person or the caller has fixed it; else that of the text.
    pub lang: Option<Lang>,
}

/// What the engine gives back.
#[derive(Debug, Clone)]
pub struct Reply {
    pub answer: Answer,
    /// The conversation after this turn.
    pub dialogue: Dialogue,
    /// How the answer came about, for `ask --trace`.
    pub trace: Vec<String>,
}

/// Things that the bot says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Who it is, what it knows; its choices are three questions to tap.
    Start,
    Help,
    Privacy,
    /// All sources of the document, numbered.
    Sources,
    /// Footnote N.
    Cite(u8),
    /// The rankings to choose from; a choice each.
    Rank,
    /// One line for voice, photos, stickers, files.
    TextOnly,
    /// An internal failure, in words for a person in a chat.
    Sorry,
    /// The bot's name for `setMyName`: at most 64 characters; the first block's text.
    BotName,
    /// For `setMyDescription`: at most 512 characters.
    BotDescription,
    /// For `setMyShortDescription`: at most 120 characters.
    BotShortDescription,
    /// The descriptions of the commands: a list block, label = command without slash, value = description.
    Commands,
}

/// Answers `utterance` in the conversation `dialogue`.
pub fn answer(_base: &FactBase, dialogue: &Dialogue, utterance: &Utterance) -> Reply {
    let lang = utterance.lang.unwrap_or(Lang::ZhHant);
    Reply {
        answer: Answer {
            kind: Kind::Smalltalk,
            lang,
            blocks: vec![],
            figures: vec![],
            citations: vec![],
            choices: vec![],
        },
        dialogue: dialogue.clone(),
        trace: vec![],
    }
}

/// A page that the bot says about itself, in `lang`.
pub fn page(_base: &FactBase, lang: Lang, _page: Page) -> Answer {
    Answer {
        kind: Kind::Smalltalk,
        lang,
        blocks: vec![],
        figures: vec![],
        citations: vec![],
        choices: vec![],
    }
}
