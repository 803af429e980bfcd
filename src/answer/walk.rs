//! A walk through all that the bot knows: documents, what they measure, for whom, what they say in words.
//!
//! Owns: the places of the walk, their words and the doors between them. Must not know: buttons, chats.

mod doors;

use super::compose::{Draft, finish};
use super::model::{Answer, Kind, Lang};
use super::pages::draft;
use crate::knowledge::{Anchor, FactBase, Unit};
use crate::understanding::Operand;
use doors::{asks, compared, draws, fact_label, is_drawn, leads, shortened, worded};
pub(super) use doors::{entities, facts};

/// What the walk is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To look around.
    Topics,
    /// To have one thing for all that there is.
    Table,
    /// To compare two in one thing.
    Compare,
    /// To have one thing drawn.
    Chart,
}

/// A place on a way: the keys that were chosen so far, and the page of what there is to choose next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    pub way: Way,
    pub path: Vec<u64>,
    pub page: usize,
}

/// A place as a person sees it.
#[derive(Debug, Clone)]
pub struct Stop {
    pub answer: Answer,
    /// What there is to choose, on this page.
    pub doors: Vec<Door>,
    /// How many pages there are.
    pub pages: usize,
    /// The place above; none at the beginning.
    pub back: Option<Walk>,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    pub label: String,
    pub to: Goal,
}

/// Where a door leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    Walk(Walk),
    /// To what stands under a key.
    Open(u64),
    /// To the answer to a question.
    Ask(String),
    /// To the chart of what stands under a key.
    Draw(u64),
}

/// Doors on a page; more would be a long way for a thumb.
const MOST_DOORS: usize = 10;

/// The place `walk`, or nothing where this edition has no such place.
pub fn walk(base: &FactBase, lang: Lang, walk: &Walk) -> Option<Stop> {
    let chosen = walk.path.iter().map(|key| base.anchor(*key)).collect::<Option<Vec<_>>>()?;
    let mut draft = draft(base, lang);
    let doors = match (walk.way, &chosen[..]) {
        (Way::Topics, []) if base.documents.len() == 1 => document(&mut draft, walk, 0),
        (Way::Topics, []) => documents(&mut draft, walk),
        (Way::Topics, [Anchor::Document(d)]) => document(&mut draft, walk, *d),
        (Way::Topics, [Anchor::Document(d), Anchor::Document(_)]) => statements(&mut draft, *d),
        (Way::Topics, [Anchor::Indicator(i)]) => indicator(&mut draft, *i),
        (Way::Table, []) => {
            draft.headline(draft.voice.say("walk-table"), None);
            let listed = (0..base.indicators.len()).filter(|i| entities(base, *i).len() > 2);
            listed.map(|i| asks(&draft, i, None)).collect()
        }
        (Way::Chart, []) => {
            draft.headline(draft.voice.say("walk-chart"), None);
            let drawn = (0..base.indicators.len()).filter(|i| is_drawn(base, lang, *i));
            drawn.map(|i| draws(&draft, i)).collect()
        }
        (Way::Compare, []) => {
            draft.headline(draft.voice.say("walk-compare"), None);
            let compared = (0..base.indicators.len()).filter(|i| entities(base, *i).len() > 1);
            compared.map(|i| leads(&draft, walk, Anchor::Indicator(i))).collect()
        }
        (Way::Compare, [Anchor::Indicator(i)]) => {
            draft.headline(draft.voice.say("walk-compare-first"), None);
            draft.line(draft.voice.indicator(*i));
            entities(base, *i).into_iter().map(|e| leads(&draft, walk, Anchor::Entity(e))).collect()
        }
        (Way::Compare, [Anchor::Indicator(i), Anchor::Entity(first)]) => second(&mut draft, *i, *first),
        _ => return None,
    };
    let pages = doors.len().div_ceil(MOST_DOORS).max(1);
    if walk.page >= pages {
        return None;
    }
    let doors = doors.into_iter().skip(walk.page * MOST_DOORS).take(MOST_DOORS).collect();
    let back = (!walk.path.is_empty()).then(|| above(base, walk, &chosen));
    let mut answer = finish(draft, Kind::Smalltalk);
    answer.choices.clear();
    Some(Stop { answer, doors: worded(base, lang, doors), pages, back })
}

/// The place above: the list from which the last key was chosen.
fn above(base: &FactBase, walk: &Walk, chosen: &[Anchor]) -> Walk {
    let mut path = walk.path.clone();
    path.pop();
    // An indicator stands in its document's list, which is the beginning where there is only one.
    if let (Way::Topics, [Anchor::Indicator(i)]) = (walk.way, chosen)
        && base.documents.len() > 1
    {
        path.push(base.key(Anchor::Document(base.indicators[*i].document)));
    }
    Walk { way: walk.way, path, page: 0 }
}

fn documents(draft: &mut Draft<'_>, walk: &Walk) -> Vec<Door> {
    let voice = draft.voice;
    draft.headline(voice.say("walk-topics"), None);
    (0..voice.base.documents.len()).map(|d| leads(draft, walk, Anchor::Document(d))).collect()
}

fn document(draft: &mut Draft<'_>, walk: &Walk, document: usize) -> Vec<Door> {
    let voice = draft.voice;
    let base = voice.base;
    draft.headline(voice.text(&base.documents[document].title), None);
    draft.line(voice.say("walk-document"));
    let own = (0..base.indicators.len())
        .filter(|i| base.indicators[*i].document == document && !facts(base, *i).is_empty());
    let start = Walk { path: vec![], ..walk.clone() };
    let mut doors: Vec<Door> = own.map(|i| leads(draft, &start, Anchor::Indicator(i))).collect();
    let said = base.statements.iter().filter(|s| s.document == document).count();
    if said > 0 {
        let key = base.key(Anchor::Document(document));
        let to = Goal::Walk(Walk { way: walk.way, path: vec![key, key], page: 0 });
        doors.push(Door { label: voice.with("walk-statements", [("n", said.to_string())]), to });
    }
    doors
}

/// What a document says in words, a door each.
fn statements(draft: &mut Draft<'_>, document: usize) -> Vec<Door> {
    let voice = draft.voice;
    let base = voice.base;
    draft.headline(voice.say("walk-said"), None);
    draft.line(voice.text(&base.documents[document].title));
    let own = (0..base.statements.len()).filter(|s| base.statements[*s].document == document);
    let door = |s: usize| Door {
        label: shortened(&voice.text(&base.statements[s].def.text)),
        to: Goal::Open(base.key(Anchor::Statement(s))),
    };
    own.map(door).collect()
}

/// All figures of an indicator, then the groups that it can be added up over.
fn indicator(draft: &mut Draft<'_>, indicator: usize) -> Vec<Door> {
    let voice = draft.voice;
    let base = voice.base;
    draft.headline(voice.indicator(indicator), None);
    let def = &base.indicators[indicator].def;
    if let Some(coverage) = &def.coverage {
        draft.line(voice.text(coverage) + &voice.say("full-stop"));
    }
    let facts = facts(base, indicator);
    let mut doors = Vec::new();
    if entities(base, indicator).len() > 1 {
        let all = asks(draft, indicator, None);
        doors.push(Door { label: voice.say("walk-all"), ..all });
    }
    let of = |o: usize| &base.observations[o];
    for fact in &facts {
        let alike = facts.iter().filter(|o| of(**o).entity == of(*fact).entity).count() > 1;
        let label = fact_label(draft, of(*fact), alike);
        doors.push(Door { label, to: Goal::Open(base.key(Anchor::Fact(*fact))) });
    }
    if def.unit == Unit::Count || def.unit == Unit::Usd {
        let valued = entities(base, indicator);
        let some = |g: &usize| {
            let group = &base.groups[*g];
            group.document == base.indicators[indicator].document
                && !group.general
                && group.spoken_of
                && base.members(*g).iter().filter(|m| valued.contains(m)).count() > 1
        };
        for group in (0..base.groups.len()).filter(some) {
            let door = asks(draft, indicator, Some(Operand::Group(group)));
            // A figure of the group's own that the document gives goes before a sum.
            if !doors.iter().any(|known: &Door| known.label == door.label) {
                doors.push(door);
            }
        }
    }
    doors
}

/// The second of two to compare.
fn second(draft: &mut Draft<'_>, indicator: usize, first: usize) -> Vec<Door> {
    let voice = draft.voice;
    draft.headline(voice.with("walk-compare-second", [("name", voice.entity(first))]), None);
    draft.line(voice.indicator(indicator));
    let others = entities(voice.base, indicator).into_iter().filter(|e| *e != first);
    let ask = |e: usize| voice.with("ask-compare", compared(draft, indicator, &[first, e]));
    others.map(|e| Door { label: voice.entity(e), to: Goal::Ask(ask(e)) }).collect()
}
