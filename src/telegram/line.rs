//! What the bot says about feedback, privacy, groups and inline mode: single texts of the language data.
//!
//! Owns: which texts there are. Must not know: the words, and when they are said.

use fluent_bundle::FluentValue;

use crate::answer::{Answer, Block, Kind, Lang, Span};
use crate::knowledge::{Args, FactBase};

/// A text that the bot says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// On the button for “these figures are wrong”.
    WrongButton,
    /// A judgement was noted.
    Thanks,
    /// The same judgement was noted before.
    ThanksAgain,
    /// How to say what is wrong.
    WrongHow,
    /// How `/feedback` is used.
    FeedbackHow,
    /// What was written after `/feedback` was noted.
    FeedbackNoted,
    /// All is forgotten.
    Forgotten,
    /// What is kept of questions without an answer; with `days`.
    KeepsQuestions,
    /// What is kept of judgements; with `days`.
    KeepsFeedback,
    /// How all of it is deleted at once.
    Forget,
    /// To a group that the bot has been added to; with `bot`, its name.
    Hello,
    /// On the button above inline results that leads to the bot.
    InlineMore,
    /// There instead, to somebody who writes too much at once.
    InlineTooFast,
    /// The head of an inline result where the document has no answer.
    InlineNothing,
    /// Under an answer in words, where a chart was asked for and there is nothing to draw.
    NoChart,
    /// Titles of what admins are shown.
    Misses,
    NoMisses,
    Stats,
    StatsUpdates,
    StatsAnswers,
    StatsTime,
    StatsOpen,
    StatsDead,
    StatsFaults,
}

impl Line {
    /// All of them, so that a test can look for each in the language data.
    pub const ALL: [Line; 24] = [
        Line::WrongButton,
        Line::Thanks,
        Line::ThanksAgain,
        Line::WrongHow,
        Line::FeedbackHow,
        Line::FeedbackNoted,
        Line::Forgotten,
        Line::KeepsQuestions,
        Line::KeepsFeedback,
        Line::Forget,
        Line::Hello,
        Line::InlineMore,
        Line::InlineTooFast,
        Line::InlineNothing,
        Line::NoChart,
        Line::Misses,
        Line::NoMisses,
        Line::Stats,
        Line::StatsUpdates,
        Line::StatsAnswers,
        Line::StatsTime,
        Line::StatsOpen,
        Line::StatsDead,
        Line::StatsFaults,
    ];

    /// Its name in the language data.
    pub fn id(self) -> &'static str {
        match self {
            Line::WrongButton => "feedback-wrong-button",
            Line::Thanks => "feedback-thanks",
            Line::ThanksAgain => "feedback-again",
            Line::WrongHow => "feedback-wrong-how",
            Line::FeedbackHow => "feedback-how",
            Line::FeedbackNoted => "feedback-noted",
            Line::Forgotten => "forgotten",
            Line::KeepsQuestions => "privacy-questions",
            Line::KeepsFeedback => "privacy-feedback",
            Line::Forget => "privacy-forget",
            Line::Hello => "group-hello",
            Line::InlineMore => "inline-more",
            Line::InlineTooFast => "inline-too-fast",
            Line::InlineNothing => "inline-nothing",
            Line::NoChart => "no-chart",
            Line::Misses => "misses",
            Line::NoMisses => "misses-none",
            Line::Stats => "stats",
            Line::StatsUpdates => "stats-updates",
            Line::StatsAnswers => "stats-answers",
            Line::StatsTime => "stats-time",
            Line::StatsOpen => "stats-open",
            Line::StatsDead => "stats-dead",
            Line::StatsFaults => "stats-faults",
        }
    }
}

/// Values for the places that a text leaves open.
pub type Filling<'a> = [(&'static str, &'a str)];

/// `line` as the language data words it.
pub(super) fn worded(base: &FactBase, lang: Lang, line: Line, filling: &Filling<'_>) -> String {
    let args: Args<'_> = filling.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
    let text = base.messages.say(lang, line.id(), &args);
    if lang == Lang::ZhHans { base.messages.simplified(&text) } else { text }
}

/// A message that is only `text`, a line for each of its lines.
pub(super) fn message(lang: Lang, text: &str) -> Answer {
    let blocks = text.lines().map(|line| Block::Line(vec![Span::Text(line.to_owned())])).collect();
    Answer { blocks, ..Answer::new(Kind::Smalltalk, lang) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_words_in_every_language() {
        let base = FactBase::embedded().expect("the fact base loads");
        for line in Line::ALL {
            for lang in [Lang::ZhHant, Lang::ZhHans, Lang::En] {
                let said =
                    worded(&base, lang, line, &[("bot", "b"), ("kind", "k"), ("sort", "s"), ("days", "9")]);
                assert_ne!(said, line.id(), "{lang:?}");
                assert!(!said.contains("{$"), "{said}");
            }
        }
    }
}
