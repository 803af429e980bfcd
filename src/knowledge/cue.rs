//! Cues: what the words of a language can steer. The words themselves are data.
//!
//! Owns: the closed list of cue ids, named as in the data files. Must not know: any word.

use serde::{Deserialize, Serialize};

/// A cue; its id in the data files is the name in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    Howmany,
    Which,
    Who,
    What,
    When,
    Year,
    Where,
    Why,
    How,
    Howbig,
    Percent,
    Rank,
    Max,
    Min,
    Above,
    Below,
    Between,
    More,
    Less,
    Compare,
    Diff,
    Ratio,
    Sum,
    Average,
    Median,
    Share,
    Growth,
    Topn,
    Bottomn,
    Nth,
    CountOf,
    List,
    Sort,
    Ascending,
    Define,
    Source,
    Asof,
    Missing,
    Having,
    Same,
    Yesno,
    Except,
    NotAsking,
    Only,
    Including,
    Pronoun,
    Also,
    Reverse,
    Correction,
    Each,
    All,
    Greeting,
    Thanks,
    AboutBot,
    Footnote,
    Page,
    NextTo,
    JustAhead,
    SingleYear,
    OtherTime,
    RelativeChange,
    Than,
    WhichRanking,
    PeriodStart,
    PeriodEnd,
    Rest,
    /// “come from”: of a figure, its source; of a part, where it lies.
    Origin,
    /// “spread evenly over the years”: a total by its years.
    PerYear,
    /// “Is there any”: one that meets what is said is looked for.
    Any,
    /// “These” before a number: so many of those spoken of.
    Demonstrative,
    /// “Published”: a date is that of a work.
    Published,
    /// The first half of a year, apart from the year.
    FirstHalf,
    /// The first of two spoken of, and the second.
    Former,
    Latter,
    /// “They”: more than one of those spoken of.
    Plural,
    /// “I live in”: the place behind it is where the person is.
    Stands,
    /// “Divided by”: one quantity by another.
    Divide,
    /// “Its country”: where a city lies.
    ItsCountry,
    /// “There”: a place that was spoken of, and nobody who acts.
    There,
    /// All of something at once: “as a whole”.
    Whole,
    /// “And” between two parts of a sentence, where it does not go on from what was said before.
    Joins,
    Copula,
    /// A verb of saying, asking or meaning: who stands before it speaks.
    Says,
    /// A task that the question is for: “writing a”.
    Errand,
    /// What a purpose begins with: “for my”.
    Purpose,
    /// What a limit of what is asked begins with, and ends with.
    Narrows,
    Narrowed,
    /// What a letter ends with: who signs it stands beside.
    Signs,
    /// What times of day and minutes are counted in: after a number it is no part of what is asked.
    Moment,
    /// “tell me”, “can you”: what stands with it is asked for, known or not.
    Requests,
    /// A verb that makes a sentence a question where it stands first.
    Auxiliary,
}

impl Cue {
    /// Whether it only ties words together: by itself it asks for nothing.
    pub fn is_grammar(self) -> bool {
        matches!(self, Cue::Copula | Cue::Auxiliary | Cue::Demonstrative | Cue::Joins)
    }

    /// Reads a cue's id; `None` where the engine has no such cue.
    pub fn from_id(id: &str) -> Option<Cue> {
        let deserializer = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(id);
        Cue::deserialize(deserializer).ok()
    }
}
