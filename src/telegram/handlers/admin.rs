//! `/misses` and `/stats`: for the people who look after the bot, in the chats that they have with it.
//!
//! Owns: who may ask that, and how it is laid out. Must not know: what is a miss, how anything is counted. To everybody
//! else these commands are as unknown as any other.

use std::collections::{BTreeSet, HashSet};

use super::{Asked, Content, Ending, House, Outcome};
use crate::answer::{Answer, Block, Item, Span};
use crate::editor::{self, Group, Miss};
use crate::telegram::Line;
use crate::telegram::line::message;
use crate::telegram::tally::Tally;

/// Misses that are read for a message; `footnote misses` reads all.
const READ: usize = 500;

/// Groups that a message shows, and alike questions in each.
const GROUPS: usize = 15;
const ALIKE: usize = 3;

/// What an admin may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Misses,
    Stats,
}

/// Passes the commands of admins, in private only: a group's members are not to read them.
pub(super) fn wished(asked: &Asked, house: &House) -> Option<Wish> {
    let Content::Command(name, _) = &asked.content else { return None };
    let wish = match name.as_str() {
        "misses" => Wish::Misses,
        "stats" => Wish::Stats,
        _ => return None,
    };
    let person = asked.from.person;
    (asked.from.place.chat == person && house.admins.contains(&person)).then_some(wish)
}

pub(super) async fn granted(house: House, asked: Asked, wish: Wish) -> Ending {
    let page = match wish {
        Wish::Misses => misses(&house, &asked).await?,
        Wish::Stats => stats(&house, &asked),
    };
    Ok(Outcome { send: house.messages(&asked.from, &page).await?, ..Outcome::default() })
}

async fn misses(house: &House, asked: &Asked) -> anyhow::Result<Answer> {
    let lang = asked.from.lang;
    let misses = editor::misses(house.store.as_ref(), READ).await?;
    let groups = house.think(move |speaker| editor::grouped(misses, |words| speaker.gist(words))).await?;
    if groups.is_empty() {
        return Ok(message(lang, &house.speaker.line(lang, Line::NoMisses, &[])));
    }
    let mut page = message(lang, &house.speaker.line(lang, Line::Misses, &[]));
    page.blocks.push(Block::List(groups.iter().take(GROUPS).map(item).collect()));
    Ok(page)
}

/// How often, the words it is most often asked with, the next ones, what came of it, and what was said about it.
fn item(group: &Group) -> Item {
    let mut seen = HashSet::new();
    let words = group.misses.iter().map(Miss::words).filter(|words| seen.insert(*words));
    let words: Vec<&str> = words.take(ALIKE).collect();
    let sorts: BTreeSet<&str> = group.misses.iter().map(|miss| miss.sort.as_str()).collect();
    let sorts: Vec<&str> = sorts.into_iter().collect();
    let mut value = format!("{} ({})", words.join(" / "), sorts.join(", "));
    for said in group.misses.iter().filter_map(|miss| miss.said.as_deref()).take(ALIKE) {
        value += &format!(" “{said}”");
    }
    Item { label: vec![Span::Strong(format!("{}×", group.times))], value: vec![Span::Text(value)] }
}

fn stats(house: &House, asked: &Asked) -> Answer {
    let lang = asked.from.lang;
    let tally = Tally::new(house.metrics.text());
    let said = |line, filling: &[(&'static str, &str)]| house.speaker.line(lang, line, filling);
    let item = |label: String, value: String| Item {
        label: vec![Span::Text(label)],
        value: vec![Span::Strong(value)],
    };
    let count = |line, name| item(said(line, &[]), tally.sum(name).to_string());
    let mut items = vec![count(Line::StatsUpdates, "footnote_updates_total")];
    for (kind, times) in tally.each("footnote_answers_total") {
        items.push(item(said(Line::StatsAnswers, &[("kind", kind)]), times.to_string()));
    }
    let time = |percent| tally.within("footnote_answering_seconds", percent);
    if let (Some(half), Some(most)) = (time(50), time(95)) {
        items.push(item(said(Line::StatsTime, &[]), format!("{half} ms, {most} ms")));
    }
    items.push(count(Line::StatsOpen, "footnote_open_updates"));
    items.push(count(Line::StatsDead, "footnote_dead_updates"));
    for (sort, times) in tally.each("footnote_faults_total") {
        items.push(item(said(Line::StatsFaults, &[("sort", sort)]), times.to_string()));
    }
    let mut page = message(lang, &said(Line::Stats, &[]));
    page.blocks.push(Block::List(items));
    page
}
