//! Inline mode: answers to send into any chat, from behind the bot's name.
//!
//! Owns: what is offered for what is written, and for how long. Must not know: how a question is answered. Nothing here
//! touches a conversation: who writes in another chat isn't talking to the bot.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use futures_util::future::join_all;

use super::{Ending, House, Outcome, address, chart};
use crate::answer::{Answer, Block, Chart, Choice, Kind, Lang, Span};
use crate::dialogue::Dialogue;
use crate::engine::{Page, Reply, Utterance};
use crate::render::html;
use crate::telegram::outgoing::{Article, Offer, Outgoing, Pictured};
use crate::telegram::update::InlineQuery;
use crate::telegram::{Line, Speaker, keyboard};

/// Telegram sends no more of a query (characters).
const LONGEST: usize = 256;

/// All results of a query, and those that are given at a time.
const MOST: usize = 50;
const AT_ONCE: usize = 10;

/// Questions next to a question are offered, and those next to them, and no further.
const FURTHEST: usize = 2;

/// An answer changes only with the fact base (seconds).
const CACHE: u32 = 300;

/// Telegram shows about two lines (characters).
const SHOWN: usize = 160;

/// A question that may be offered.
struct Candidate {
    /// What a button would say; none for what the person has written.
    label: Option<String>,
    ask: String,
    lang: Option<Lang>,
    distance: usize,
}

/// Offers answers to what is written, or questions where nothing is.
pub(super) async fn offer(house: House, query: InlineQuery) -> Ending {
    let app = address::page_language(Some(&query.from));
    let text: String = query.query.trim().chars().take(LONGEST).collect();
    let written = !text.is_empty();
    let given = Given::read(&query.offset);
    let end = (given.articles + AT_ONCE).min(MOST);
    let (lang, found) = house.think(move |speaker| found(speaker, app, text, end + 1)).await?;
    let more = found.len() > end;
    let page = pictured(&house, found.into_iter().take(end).skip(given.articles).collect()).await;
    let (articles, given) = given.and(page);
    let offer = Offer {
        query: query.id,
        articles,
        next: if more && given.room() > 0 { given.write() } else { String::new() },
        // What is offered before anything is written comes in the language of the person's app.
        personal: !written,
        cache: CACHE,
        more: house.speaker.line(lang, Line::InlineMore, &[]),
    };
    Ok(Outcome { send: vec![Outgoing::Inline(offer)], ..Outcome::default() })
}

/// Results of a query that were given before.
#[derive(Debug, Clone, Copy)]
struct Given {
    articles: usize,
    pictures: usize,
}

impl Given {
    /// Only digits of our own come back.
    fn read(offset: &str) -> Given {
        let (articles, pictures) = offset.split_once('+').unwrap_or((offset, ""));
        let number = |digits: &str| digits.parse::<usize>().unwrap_or(0).min(MOST);
        Given { articles: number(articles), pictures: number(pictures) }
    }

    fn write(self) -> String {
        format!("{}+{}", self.articles, self.pictures)
    }

    fn room(self) -> usize {
        MOST.saturating_sub(self.articles + self.pictures)
    }

    /// As many results of `page` as there is room for, and what is given then.
    fn and(mut self, page: Vec<Article>) -> (Vec<Article>, Given) {
        let mut kept = Vec::new();
        for mut article in page {
            if self.room() == 0 {
                break;
            }
            self.articles += 1;
            article.picture = article.picture.filter(|_| self.room() > 0);
            self.pictures += usize::from(article.picture.is_some());
            kept.push(article);
        }
        (kept, self)
    }
}

/// An answer as a result, and what it looks like.
struct Found {
    article: Article,
    chart: Option<Chart>,
}

/// Articles with their pictures, where Telegram has them: inline mode can't upload.
async fn pictured(house: &House, found: Vec<Found>) -> Vec<Article> {
    let picture = async |Found { article, chart }: Found| {
        let Some(chart) = chart.filter(Chart::compares).map(Arc::new) else { return article };
        let Some(key) = house.gallery.key(&chart).await else { return article };
        let Some(file) = house.gallery.file(key).await else { return article };
        let id = format!("p{key:016x}{}", article.id);
        let picture = Some(Pictured { id, key, file, caption: chart::caption(&chart) });
        Article { picture, ..article }
    };
    join_all(found.into_iter().map(picture)).await
}

/// Nothing but `line`, so that no waiting sign stays; asked again, it is tried again.
pub(super) fn nothing(house: &House, query: &InlineQuery, line: Line) -> Outgoing {
    let more = house.speaker.line(address::page_language(Some(&query.from)), line, &[]);
    let query = query.id.clone();
    Outgoing::Inline(Offer { query, articles: vec![], next: String::new(), personal: true, cache: 0, more })
}

/// Up to `count` articles, the nearest to what was written first, and their language.
fn found(speaker: &dyn Speaker, app: Lang, text: String, count: usize) -> (Lang, Vec<Found>) {
    let suggested = |lang: Lang, distance: usize| {
        let pages = [Page::Start, Page::Rank].map(|page| speaker.page(lang, page).choices);
        pages.into_iter().flatten().map(move |choice| candidate(choice, lang, distance))
    };
    let mut waiting: VecDeque<Candidate> = match text.is_empty() {
        true => suggested(app, 1).collect(),
        false => VecDeque::from([Candidate { label: None, ask: text, lang: None, distance: 0 }]),
    };
    let (mut lang, mut articles, mut seen) = (app, Vec::new(), HashSet::new());
    while let Some(Candidate { label, ask, lang: wanted, distance }) = waiting.pop_front() {
        if articles.len() >= count {
            break;
        }
        let utterance = Utterance { text: ask, lang: wanted };
        let Reply { answer, chart, .. } = speaker.answer(&Dialogue::default(), &utterance);
        // Two questions with the same answer are one result.
        let Some(shown) = html::render(&answer).into_iter().next().filter(|html| seen.insert(html.clone()))
        else {
            continue;
        };
        if distance == 0 {
            lang = answer.lang;
        }
        let id = format!("{:016x}", keyboard::fingerprint(&[answer.lang.tag(), &utterance.text]));
        match answer.kind {
            Kind::Answer => articles.push(Found { article: article(id, label, &answer, shown), chart }),
            Kind::NoData | Kind::OutOfScope if distance == 0 => {
                let title = speaker.line(lang, Line::InlineNothing, &[]);
                articles.push(Found { article: article(id, Some(title), &answer, shown), chart: None });
            }
            // Not a message that anybody would send; the questions next to it may be.
            _ => {}
        }
        if distance < FURTHEST {
            let next = answer.choices.into_iter().map(|choice| candidate(choice, answer.lang, distance + 1));
            waiting.extend(next);
        }
        if distance == 0 && answer.kind != Kind::Answer && waiting.is_empty() {
            waiting.extend(suggested(lang, FURTHEST));
        }
    }
    (lang, articles)
}

fn candidate(Choice { label, ask }: Choice, lang: Lang, distance: usize) -> Candidate {
    Candidate { label: Some(label), ask, lang: Some(lang), distance }
}

/// `answer` under `title`, else under its own first words.
fn article(id: String, title: Option<String>, answer: &Answer, html: String) -> Article {
    let mut lines = answer.blocks.iter().flat_map(lines).filter(|line| !line.trim().is_empty());
    let title = title.or_else(|| lines.next()).unwrap_or_default();
    let description: Vec<String> = lines.collect();
    let description = cut(&description.join(" · "));
    Article { id, title: cut(&title), description, html, picture: None }
}

/// A block's words, without markers: nothing stands below them here.
fn lines(block: &Block) -> Vec<String> {
    let words = |spans: &[Span]| -> String {
        let words = spans.iter().filter_map(|span| match span {
            Span::Text(text) | Span::Strong(text) => Some(text.as_str()),
            Span::Mark(_) => None,
        });
        words.collect()
    };
    match block {
        Block::Headline(spans) | Block::Line(spans) => vec![words(spans)],
        Block::List(items) => {
            let both = |label: String, value: String| [label, value].join(" ").trim().to_owned();
            items.iter().map(|item| both(words(&item.label), words(&item.value))).collect()
        }
        Block::Note(_) => vec![],
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
