//! What can be carried over from the last turn: places, scopes, companies.
//!
//! Owns: [`Turn`], one clause seen against its conversation. Must not know: which rule uses what.

use super::{Dialogue, Told};
use crate::knowledge::{Cue, FactBase, Topic};
use crate::understanding::{Ask, Frame, Operand};

/// A clause against the conversation before it.
pub struct Turn<'a> {
    pub base: &'a FactBase,
    pub dialogue: &'a Dialogue,
    pub last: Ask,
    /// What the clause asks by itself.
    pub decided: Ask,
    /// Its topic is the one spoken of, or rests on it.
    pub continues: bool,
    pub pronoun: bool,
    /// It leans on what was said before.
    pub elliptic: bool,
}

/// Cues that only tie a clause to what was said before.
const CONNECTIVES: [Cue; 20] = [
    Cue::PeriodStart,
    Cue::PeriodEnd,
    Cue::Also,
    Cue::Pronoun,
    Cue::Correction,
    Cue::Each,
    Cue::What,
    Cue::How,
    Cue::Compare,
    Cue::Yesno,
    Cue::Howmany,
    Cue::Rank,
    Cue::Thanks,
    Cue::All,
    Cue::NotAsking,
    Cue::Only,
    Cue::Including,
    Cue::Except,
    Cue::Between,
    Cue::Define,
];

/// “those three”: how many of those spoken of are meant; 0 where it is not said.
pub fn how_many(frame: &Frame) -> usize {
    let named = frame.amounts.iter().filter(|a| !a.marked).filter_map(|a| usize::try_from(a.value).ok());
    named.filter(|n| (2..=4).contains(n)).max().unwrap_or(0)
}

impl<'a> Turn<'a> {
    pub fn new(base: &'a FactBase, frame: &Frame, dialogue: &'a Dialogue, decided: Ask) -> Turn<'a> {
        let known =
            |c: &crate::understanding::Candidate| dialogue.topics.iter().any(|t| t == base.topic_id(c.topic));
        let continues = frame.topics.first().is_some_and(|c| c.inherited > 0 || known(c));
        let pronoun = frame.has(Cue::Pronoun);
        let elliptic = continues && !frame.own_topic || pronoun || frame.any(&[Cue::Also, Cue::Correction]);
        Turn {
            base,
            dialogue,
            last: dialogue.ask.unwrap_or(Ask::Lookup),
            decided,
            continues,
            pronoun,
            elliptic,
        }
    }

    /// Whether the last question was over a population and not about places named.
    pub fn over_population(&self) -> bool {
        self.last.over_population() || matches!(self.last, Ask::NextTo { .. } | Ask::Relative { .. })
    }

    /// Whether the cues of a frame only tie it to what was said before.
    pub fn only_connects(&self, frame: &Frame) -> bool {
        let plain = frame.cues.iter().all(|c| CONNECTIVES.contains(c));
        plain && frame.top.is_none() && frame.nth.is_none() && frame.conditions.is_empty()
    }

    pub fn entities(&self, codes: &[String]) -> Vec<usize> {
        codes.iter().filter_map(|c| self.base.entity(c)).collect()
    }

    /// The companies of the last turn, where what is asked for now is of companies.
    pub fn companies(&self, frame: &Frame) -> Vec<usize> {
        let indicator = frame.topic().and_then(Topic::indicator);
        let of_companies = indicator.is_none_or(|i| self.base.indicators[i].def.agent);
        if of_companies { self.entities(&self.dialogue.companies) } else { vec![] }
    }

    fn places(&self, codes: &[String]) -> Vec<Operand> {
        codes
            .iter()
            .filter_map(|code| match code.strip_prefix('#') {
                Some(group) => self.base.group(group).map(Operand::Group),
                None => self.base.entity(code).map(Operand::Entity),
            })
            .collect()
    }

    /// The places that the last turn told of.
    pub fn found(&self) -> Vec<Operand> {
        self.entities(&self.dialogue.results).into_iter().map(Operand::Entity).collect()
    }

    /// The places of the last turn.
    pub fn operands(&self) -> Vec<Operand> {
        self.places(&self.dialogue.operands)
    }

    /// The last `n` places spoken of, over several turns.
    pub fn spoken_of(&self, n: usize) -> Vec<Operand> {
        let own = self.operands();
        if own.len() >= n {
            return own;
        }
        let trail = self.places(&self.dialogue.trail);
        trail[trail.len().saturating_sub(n)..].to_vec()
    }

    /// The last `n` quantities that were told of what is asked about now; none where there are fewer.
    pub fn told(&self, frame: &Frame, n: usize) -> Vec<&'a Told> {
        let Some(topic) = frame.topic().map(|t| self.base.topic_id(t)) else { return vec![] };
        let of_topic: Vec<&Told> = self.dialogue.told.iter().filter(|t| t.topic == topic).collect();
        of_topic.len().checked_sub(n).map_or(vec![], |from| of_topic[from..].to_vec())
    }

    /// The quantity that was told last.
    pub fn told_last(&self) -> Option<&'a Told> {
        self.dialogue.told.last()
    }

    /// The places of a quantity that was told.
    pub fn side(&self, told: &Told) -> Vec<Operand> {
        self.places(&told.places)
    }

    /// Who acted in quantities that were told.
    pub fn actors(&self, told: &[&Told]) -> Vec<usize> {
        told.iter().flat_map(|t| self.entities(&t.companies)).collect()
    }

    /// The scope of the last question: regions, exclusions, and what it looked for.
    pub fn carry_scope(&self, frame: &mut Frame) {
        frame.cues.extend(self.dialogue.cues.iter().copied());
        frame.regions.extend(self.entities(&self.dialogue.regions));
        frame.excluded.extend(self.entities(&self.dialogue.excluded));
    }

    /// Groups, regions, exclusions and companies that a list goes on within.
    pub fn inherit_scope(&self, frame: &mut Frame) {
        if frame.operands.is_empty() && frame.regions.is_empty() {
            frame.operands.extend(self.operands().into_iter().filter(|o| matches!(o, Operand::Group(_))));
        }
        if frame.regions.is_empty() {
            frame.regions = self.entities(&self.dialogue.regions);
        }
        if frame.excluded.is_empty() {
            frame.excluded = self.entities(&self.dialogue.excluded);
        }
        if frame.companies.is_empty() {
            frame.companies = self.companies(frame);
        }
    }

    /// A look-up goes on about the places of the last turn, or of its answer.
    pub fn inherit_places(&self, frame: &mut Frame) {
        frame.operands =
            if self.over_population() && self.last != Ask::Sum { self.found() } else { self.operands() };
        frame.companies = self.companies(frame);
        if self.last == Ask::Sum && frame.has(Cue::Except) && frame.has(Cue::Howmany) {
            // “And how many are left without B?”, of a sum that A was left out of.
            let before = self.entities(&self.dialogue.excluded);
            frame
                .excluded
                .extend(before.into_iter().filter(|e| !frame.excluded.contains(e)).collect::<Vec<_>>());
        }
        if frame.times.is_empty() && !frame.own_topic && !frame.any(&[Cue::PeriodStart, Cue::PeriodEnd]) {
            frame.times = self.dialogue.times.clone();
        }
    }
}
