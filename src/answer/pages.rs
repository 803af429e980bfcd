//! What the bot says about itself: start, help, privacy, sources, rankings, command descriptions.
//!
//! Owns: these pages. Must not know: Telegram's calls for them.

use super::cite::Citations;
use super::compose::{Draft, finish};
use super::model::{Answer, Block, Item, Kind, Lang, Span};
use super::notes;
use super::refuse;
use super::suggest::{examples, question};
use super::voice::Voice;
use crate::knowledge::{Anchor, Cue, FactBase};

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
    /// What a command of the menu is for: at most 256 characters.
    Command(&'static str),
    /// Edition, number of facts, fingerprint of the fact base, version.
    About,
    /// The languages to choose from.
    Language,
    /// The language that was chosen, in that language; `None` follows the questions.
    Speaks(Option<Lang>),
    /// Only the person who asked may choose here.
    NotYours,
    /// A link that leads nowhere, or no longer.
    DeadLink,
    /// A button whose message is no longer known.
    OutOfDate,
}

/// The question for all ranks of the one place named, or for those of several in a ranking to choose, in `lang`.
pub fn rank_of(base: &FactBase, lang: Lang, what: &str, named: usize) -> String {
    let message = if named == 1 { "ranks-of-one" } else { "rank-of-several" };
    Voice { base, lang }.with(message, [("what", what.to_owned())])
}

/// The question for a comparison of what is named in `what`, in `lang`.
pub fn comparison_of(base: &FactBase, lang: Lang, what: &str) -> String {
    Voice { base, lang }.with("comparison-of", [("what", what.to_owned())])
}

/// The question for all that there is of an indicator.
pub fn about_indicator(base: &FactBase, lang: Lang, indicator: usize) -> String {
    question(Voice { base, lang }, indicator, None).ask
}

/// A cited work: what it is, where it stands, and what rests on it.
pub fn work(base: &FactBase, lang: Lang, source: usize) -> Answer {
    let mut draft = draft(base, lang);
    notes::work(&mut draft, source);
    let mut answer = finish(draft, Kind::Answer);
    answer.key = Some(base.key(Anchor::Source(source)));
    answer
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
                documents.into_iter().map(|d| notes::note(&mut draft, d, number)).collect();
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
            draft.choices.extend(rankings.map(|i| question(voice, i, None)));
            Kind::Smalltalk
        }
        Page::Command(name) => plain(&mut draft, &format!("command-{name}")),
        Page::About => {
            about(&mut draft);
            Kind::Smalltalk
        }
        Page::Language => plain(&mut draft, "page-language"),
        Page::Speaks(None) => plain(&mut draft, "page-speaks-any"),
        Page::Speaks(Some(_)) => plain(&mut draft, "page-speaks"),
        Page::NotYours => plain(&mut draft, "page-not-yours"),
        Page::DeadLink => {
            plain(&mut draft, "page-dead-link");
            examples(&mut draft);
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
    if cue != Cue::Thanks {
        refuse::about(&mut draft);
        examples(&mut draft);
    }
    finish(draft, Kind::Smalltalk)
}

pub(super) fn draft(base: &FactBase, lang: Lang) -> Draft<'_> {
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

/// What is in use, so that anybody can tell whether two bots say the same for the same reason.
fn about(draft: &mut Draft<'_>) {
    let voice = draft.voice;
    let base = voice.base;
    draft.headline(voice.say("page-about"), None);
    for document in &base.documents {
        let title = voice.text(&document.title);
        let text =
            voice.with("published-by", [("title", title), ("publisher", voice.text(&document.publisher))]);
        draft.line(text);
    }
    let facts = base.observations.iter().filter(|o| !o.restates && o.quotient.is_none()).count();
    let editions: Vec<String> = base.documents.iter().filter_map(|d| d.edition.clone()).collect();
    let items = [
        ("about-edition", editions.join(&voice.say("list-separator"))),
        ("about-facts", facts.to_string()),
        ("about-statements", base.statements.len().to_string()),
        ("about-version", env!("CARGO_PKG_VERSION").to_owned()),
        ("about-digest", base.sha256.clone()),
    ];
    let told = items.into_iter().filter(|(_, value)| !value.is_empty());
    let items = told.map(|(id, value)| item(voice.say(id), value)).collect();
    draft.blocks.push(Block::List(items));
}
