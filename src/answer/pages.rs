//! What the bot says about itself: start, help, privacy, sources, rankings, command descriptions.
//!
//! Owns: these pages. Must not know: Telegram's calls for them.

use super::cite::Citations;
use super::compose::{Draft, finish};
use super::model::{Answer, Block, Item, Kind, Lang, Span};
use super::refer;
use super::refuse;
use super::voice::Voice;
use crate::knowledge::{Cue, FactBase};

/// Things that the bot says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Who it is, what it knows; its choices are three questions to tap.
    Start,
    Help,
    Privacy,
    /// All sources of the documents, numbered.
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
    /// A button whose message is no longer known.
    OutOfDate,
}

/// The commands, in the order of the menu.
const COMMANDS: [&str; 6] = ["start", "help", "rank", "sources", "cite", "privacy"];

/// The question for all ranks of the one place named, or for those of several in a ranking to choose, in `lang`.
pub fn rank_of(base: &FactBase, lang: Lang, what: &str, named: usize) -> String {
    let message = if named == 1 { "ranks-of-one" } else { "rank-of-several" };
    Voice { base, lang }.with(message, [("what", what.to_owned())])
}

/// A page in `lang`.
pub fn page(base: &FactBase, lang: Lang, page: Page) -> Answer {
    let mut draft = draft(base, lang);
    let voice = draft.voice;
    let kind = match page {
        Page::Cite(number) => {
            // Note N of every document that has it; one that has none is told once.
            let number = u32::from(number);
            let mut documents = base.documents_with(&format!("fn:{number}"));
            documents.extend(documents.is_empty().then_some(0));
            let kinds: Vec<Kind> =
                documents.into_iter().map(|d| refer::note(&mut draft, d, number)).collect();
            kinds.into_iter().next().unwrap_or(Kind::NoData)
        }
        Page::Start => {
            draft.headline(voice.say("page-start"), None);
            refuse::about(&mut draft);
            draft.line(voice.say("page-start-how"));
            examples(&mut draft);
            Kind::Smalltalk
        }
        Page::Help => {
            draft.headline(voice.say("page-help"), None);
            let items = ["page-help-1", "page-help-2", "page-help-3", "page-help-4"]
                .map(|id| item(voice.say(id), String::new()));
            draft.blocks.push(Block::List(items.into()));
            draft.line(voice.say("page-help-end"));
            examples(&mut draft);
            Kind::Smalltalk
        }
        Page::Sources => {
            sources(&mut draft);
            Kind::Smalltalk
        }
        Page::Rank => {
            draft.headline(voice.say("page-rank"), None);
            let rankings = (0..base.indicators.len()).filter(|i| base.indicators[*i].def.ranking);
            draft.choices.extend(rankings.map(|i| refuse::question(voice, i, None)));
            Kind::Smalltalk
        }
        Page::Commands => {
            let items = COMMANDS.map(|c| item(c.to_owned(), voice.say(&format!("command-{c}"))));
            draft.blocks.push(Block::List(items.into()));
            Kind::Smalltalk
        }
        Page::Privacy => plain(&mut draft, "page-privacy"),
        Page::TextOnly => plain(&mut draft, "page-text-only"),
        Page::Sorry => plain(&mut draft, "page-sorry"),
        Page::OutOfDate => plain(&mut draft, "page-out-of-date"),
        Page::BotName => plain(&mut draft, "bot-name"),
        Page::BotDescription => plain(&mut draft, "bot-description"),
        Page::BotShortDescription => plain(&mut draft, "bot-short-description"),
    };
    finish(draft, kind)
}

/// An answer to a greeting, to thanks, or to a question about the bot itself.
pub fn smalltalk(base: &FactBase, lang: Lang, cue: Cue) -> Answer {
    let mut draft = draft(base, lang);
    let id = match cue {
        Cue::Greeting => "greeting",
        Cue::Thanks => "thanks",
        _ => "about-bot",
    };
    draft.headline(draft.voice.say(id), None);
    refuse::about(&mut draft);
    if cue != Cue::Thanks {
        examples(&mut draft);
    }
    finish(draft, Kind::Smalltalk)
}

fn draft(base: &FactBase, lang: Lang) -> Draft<'_> {
    let voice = Voice { base, lang };
    Draft { voice, blocks: vec![], figures: vec![], citations: Citations::new(voice), choices: vec![] }
}

fn plain(draft: &mut Draft<'_>, id: &str) -> Kind {
    let text = draft.voice.say(id);
    draft.blocks.push(Block::Line(vec![Span::Text(text)]));
    Kind::Smalltalk
}

fn item(label: String, value: String) -> Item {
    let value = if value.is_empty() { vec![] } else { vec![Span::Text(value)] };
    Item { label: vec![Span::Text(label)], value }
}

/// Three questions to tap: the first ranking, the first quantity and the first forecast of the fact base.
fn examples(draft: &mut Draft<'_>) {
    let base = draft.voice.base;
    let firsts = [
        base.indicators.iter().position(|i| i.def.ranking && i.def.complete_to.is_some_and(|n| n < 10)),
        base.indicators.iter().position(|i| i.def.unit == crate::knowledge::Unit::Count),
        base.indicators.iter().position(|i| i.single.is_some()),
    ];
    for indicator in firsts.into_iter().flatten() {
        let last =
            base.series(indicator).filter(|o| o.value.is_some() && !o.aggregate).map(|o| o.entity).nth(1);
        let choice =
            refuse::question(draft.voice, indicator, last.map(crate::understanding::Operand::Entity));
        draft.choices.push(choice);
    }
}

fn sources(draft: &mut Draft<'_>) {
    let voice = draft.voice;
    for (index, document) in voice.base.documents.iter().enumerate() {
        let title = voice.with(
            "published-by",
            [("title", voice.text(&document.title)), ("publisher", voice.text(&document.publisher))],
        );
        draft.headline(title, None);
        let own = voice.base.sources.iter().filter(|s| s.document == index);
        let items: Vec<Item> =
            own.map(|s| item(voice.text(&s.def.label), s.def.url.clone().unwrap_or_default())).collect();
        draft.blocks.push(Block::List(items));
    }
}
