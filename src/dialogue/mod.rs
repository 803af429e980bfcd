//! What a conversation is about.
//!
//! Owns: [`Dialogue`] and how an ellipsis is filled from it. Must not know: Telegram, clocks (the front drops a
//! dialogue that has gone stale), wording.

mod carry;
mod resolve;
mod rules_again;
mod rules_joined;
mod rules_sums;
mod rules_told;
mod told;

use serde::{Deserialize, Serialize};

use crate::answer::{Choice, Lang};
use crate::knowledge::{Cue, FactBase, Feature, Topic};
use crate::query::Outcome;
use crate::text::numeral::When;
use crate::understanding::{Ask, Frame, Inherited, Operand};

pub use resolve::resolve;
pub use told::Told;

/// What was talked about last in one chat; a front stores it between messages (JSON by serde). Names, not indexes:
/// it outlives an edition of the fact base.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dialogue {
    /// Topic ids, the last one first.
    pub topics: Vec<String>,
    /// Concept ids that the last question touched.
    pub concepts: Vec<String>,
    /// Codes of places; groups with a leading `#`.
    pub operands: Vec<String>,
    pub companies: Vec<String>,
    pub regions: Vec<String>,
    pub excluded: Vec<String>,
    /// Places that the last answer named.
    pub results: Vec<String>,
    /// Places of the last few turns, the latest last.
    pub trail: Vec<String>,
    /// The quantities that were told, the latest last.
    pub told: Vec<Told>,
    pub times: Vec<When>,
    /// “The top N” that was asked for.
    pub top: Option<u32>,
    pub ask: Option<Ask>,
    pub cues: Vec<Cue>,
    /// The footnote of the work that the last answer rests on.
    pub cited: Option<u32>,
    /// The footnote that was spoken of last.
    pub note: Option<u32>,
    pub lang: Option<Lang>,
    /// What the last answer offered: a number or a label chooses.
    pub choices: Vec<Choice>,
    /// The last message asked for a choice.
    pub clarifying: bool,
}

/// Places that “the two of them” can reach back to.
const TRAIL: usize = 4;

impl Dialogue {
    /// Whether nothing was said yet.
    pub fn is_empty(&self) -> bool {
        self.topics.is_empty()
            && self.operands.is_empty()
            && self.excluded.is_empty()
            && self.choices.is_empty()
    }

    /// The features that a question may leave out.
    pub fn inherited(&self, base: &FactBase) -> Inherited {
        let topics: Vec<Topic> = self.topics.iter().filter_map(|id| topic(base, id)).collect();
        let ranking =
            topics.iter().any(|t| matches!(t, Topic::Indicator(i) if base.indicators[*i].def.ranking));
        let rank = ranking.then_some(Feature::Cue(Cue::Rank));
        let concepts = self.concepts.iter().filter_map(|id| base.concept(id)).map(Feature::Concept);
        let companies = self.companies.iter().filter_map(|code| base.entity(code)).map(Feature::Entity);
        let places = self.operands.iter().filter_map(|code| base.entity(code)).map(Feature::Entity);
        Inherited { features: concepts.chain(companies).chain(places).chain(rank).collect(), topics }
    }

    /// The conversation after a clause that only sets the scene (“without China, …”): it adds to what was spoken of.
    pub fn set_by(&self, base: &FactBase, frame: &Frame, ask: Ask) -> Dialogue {
        let mut next = self.after(base, frame, ask, &[]);
        if !frame.own_topic {
            if next.regions.is_empty() {
                next.regions.clone_from(&self.regions);
            }
            if next.operands.is_empty() {
                next.operands.clone_from(&self.operands);
            }
        }
        next
    }

    /// The conversation after a clause was understood as `frame` and answered by `outcomes`.
    pub fn after(&self, base: &FactBase, frame: &Frame, ask: Ask, outcomes: &[Outcome]) -> Dialogue {
        let code = |e: &usize| base.entities[*e].code.clone();
        let mut next = Dialogue { lang: self.lang, ..Dialogue::default() };
        next.topics = frame.topics.iter().map(|c| base.topic_id(c.topic).to_owned()).collect();
        for outcome in outcomes {
            match outcome {
                // A statement speaks of its figures' indicators too.
                Outcome::Statement(s) => {
                    for i in base.statements[*s].figures.iter().filter_map(|f| f.indicator) {
                        let id = base.indicators[i].def.id.clone();
                        if !next.topics.contains(&id) {
                            next.topics.push(id);
                        }
                    }
                    let named = base.statements[*s].figures.iter().filter_map(|f| f.entity);
                    next.results.extend(named.filter(|e| !base.entities[*e].acts()).map(|e| code(&e)));
                    next.results.dedup();
                }
                Outcome::Found(finding) => {
                    let id = base.indicators[finding.indicator].def.id.clone();
                    if !next.topics.contains(&id) {
                        next.topics.push(id);
                    }
                    for row in finding.rows.iter().take(12) {
                        let code = code(&row.entity);
                        if !next.results.contains(&code) {
                            next.results.push(code);
                        }
                    }
                }
                Outcome::Members { groups, .. } => {
                    next.results = groups.iter().flat_map(|g| base.members(*g)).map(code).collect();
                }
                _ => {}
            }
        }
        let explained =
            frame.topics.iter().flat_map(|c| base.signature(c.topic).groups.iter().flatten().flatten());
        next.concepts = explained
            .filter_map(|f| match f {
                Feature::Concept(c) if base.concepts[*c].weight > 0.0 => Some(base.concepts[*c].id.clone()),
                _ => None,
            })
            .collect();
        next.concepts.sort();
        next.concepts.dedup();
        // Of a share of what was told before, the part is spoken of as well.
        let sides = match (&frame.sides, ask) {
            (Some((part, whole)), Ask::Share) if part.len() == 1 && whole == &frame.operands => {
                part.iter().chain(whole).copied().collect()
            }
            _ => frame.operands.clone(),
        };
        next.operands = sides
            .iter()
            .map(|o| match o {
                Operand::Entity(e) => code(e),
                Operand::Group(g) => format!("#{}", base.groups[*g].code),
                Operand::All | Operand::Rest => "*".to_owned(),
            })
            .collect();
        next.trail = self.trail.iter().filter(|c| !next.operands.contains(c)).cloned().collect();
        next.trail.extend(next.operands.iter().cloned());
        if frame.operands.is_empty() {
            // A region by itself is a place with a figure.
            let topic = frame.topic().and_then(Topic::indicator);
            let figure =
                |r: &usize| topic.is_some_and(|i| base.observations_of(i, *r).any(|o| o.value.is_some()));
            let regions: Vec<String> = frame.regions.iter().filter(|r| figure(r)).map(code).collect();
            next.trail.retain(|code| !regions.contains(code));
            next.trail.extend(regions);
        }
        if matches!(ask, Ask::Extreme { .. } | Ask::Nth { .. } | Ask::NextTo { .. })
            && next.results.len() <= 2
        {
            // “Which has the most? And the second?”: those found are spoken of too.
            let groups = |code: &String| code.starts_with('#');
            next.trail.retain(|code| !groups(code) && !next.results.contains(code));
            next.trail.extend(next.results.iter().cloned());
        }
        let surplus = next.trail.len().saturating_sub(TRAIL);
        next.trail.drain(..surplus);
        next.told = told::after(base, &self.told, outcomes);
        next.companies = frame.companies.iter().map(code).collect();
        for finding in outcomes.iter().filter_map(|o| if let Outcome::Found(f) = o { Some(f) } else { None })
        {
            // A claim about who acts was corrected: the one who really does is spoken of.
            let named = |e: usize| frame.operands.contains(&Operand::Entity(e));
            let observed = finding.rows.iter().filter_map(|r| r.observation).map(|o| &base.observations[o]);
            let mut agents: Vec<usize> =
                observed.filter(|o| named(o.entity)).filter_map(|o| o.agent).collect();
            agents.dedup();
            if finding.verdict == Some(false) && !agents.is_empty() {
                next.companies = agents.iter().map(code).collect();
            }
        }
        next.regions = frame.regions.iter().map(code).collect();
        next.excluded = frame.excluded.iter().map(code).collect();
        next.times = frame.times.clone();
        next.top = frame.top;
        next.ask = Some(ask);
        next.cues = frame
            .cues
            .iter()
            .copied()
            .filter(|c| matches!(c, Cue::Max | Cue::Min | Cue::Rank | Cue::Sum))
            .collect();
        next.note = outcomes
            .iter()
            .find_map(|o| if let Outcome::Note { number, .. } = o { Some(*number) } else { None });
        let references = outcomes.iter().find_map(|o| match o {
            Outcome::Found(f) => Some(&base.indicators[f.indicator].def.cite),
            Outcome::Statement(s) => Some(&base.statements[*s].cite),
            Outcome::Source { topic: Topic::Indicator(i), .. } => Some(&base.indicators[*i].def.cite),
            Outcome::Source { topic: Topic::Statement(s), .. } => Some(&base.statements[*s].cite),
            _ => None,
        });
        next.cited = references.and_then(|refs| cited_work(base, refs)).or_else(|| work_of(base, frame));
        if next.note.is_some() {
            return next;
        }
        if next.topics.is_empty() && next.operands.is_empty() && next.excluded.is_empty() {
            // A message that says nothing leaves the conversation where it was.
            return Dialogue { choices: vec![], clarifying: false, ..self.clone() };
        }
        next
    }
}

/// The number of the first note in `refs` that names a work.
fn cited_work(base: &FactBase, refs: &[String]) -> Option<u32> {
    base.sources[base.work(refs)?].def.reference.strip_prefix("fn:")?.parse().ok()
}

/// The note of the work by an organisation that was named, or that the topic is about.
fn work_of(base: &FactBase, frame: &Frame) -> Option<u32> {
    let features =
        frame.topics.iter().flat_map(|c| base.signature(c.topic).groups.iter().flatten().flatten());
    let topics = features.filter_map(|f| if let Feature::Entity(e) = f { Some(*e) } else { None });
    let orgs: Vec<usize> = frame.organisations.iter().copied().chain(topics).collect();
    if orgs.is_empty() {
        return None;
    }
    let by = |s: &&crate::knowledge::Source| s.def.title.is_some() && s.orgs.iter().any(|o| orgs.contains(o));
    base.sources.iter().find(by)?.def.reference.strip_prefix("fn:")?.parse().ok()
}

fn topic(base: &FactBase, id: &str) -> Option<Topic> {
    base.indicator(id).map(Topic::Indicator).or_else(|| base.statement(id).map(Topic::Statement))
}
