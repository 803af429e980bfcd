//! An answer under which buttons open, close and turn pages, as long as its message stands in a chat.
//!
//! Owns: which answers are kept for that, and how one is shown: text and rows of buttons. Must not know: chats, sending.

use super::Speaker;
use super::keyboard::{self, Press, Seal};
use super::outgoing::{Button, Rows};
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Chart, Kind, Lang};
use crate::engine::Label;
use crate::render::html;
use crate::render::sheet::{Link, Sheet, pages};
use crate::store::SavedChoice;

/// Deep links of this edition begin so; what follows is a key of the fact base.
pub(super) const LINK: &str = "1-";

/// Who shows cards.
pub(super) struct Desk<'a> {
    pub speaker: &'a dyn Speaker,
    pub seal: Seal,
    /// The bot's name, for links to it.
    pub username: &'a str,
}

/// An answer as it is shown.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Telegram HTML, a message each.
    pub parts: Vec<String>,
    /// Under the last of them.
    pub rows: Rows,
    /// What the questions among the buttons ask.
    pub choices: Vec<SavedChoice>,
}

/// How a card is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct View {
    pub page: usize,
    pub open: bool,
}

/// An answer as it is kept for its buttons.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    /// `None` where it stays as it was sent.
    pub answer: Option<Answer>,
    /// What it looks like, where there is more than one thing to see.
    pub chart: Option<Chart>,
    /// The key of the fact base that it was drawn from, where nobody has asked.
    #[serde(default)]
    pub key: Option<u64>,
}

/// What the buttons under an answer need to know of its card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tools {
    /// The card's number.
    pub card: u64,
    /// The answer can be shown another way.
    pub turns: bool,
    /// It can be drawn.
    pub draws: bool,
}

impl Kept {
    /// The buttons of this card, kept under `card`.
    pub(super) fn tools(&self, card: u64) -> Tools {
        Tools { card, turns: self.answer.is_some(), draws: self.chart.is_some() }
    }

    /// Its number and content in the store.
    pub(super) fn filed(&self) -> Option<(u64, String)> {
        let body = serde_json::to_string(self).ok()?;
        Some((keyboard::fingerprint(&[&body]), body))
    }
}

/// The tools and the content of the card of `answer`, where there is anything to open, to turn or to draw.
///
/// What repeats a person's words is not kept, and what takes several messages can't be changed in place.
pub(super) fn card(answer: &Answer, chart: Option<Chart>) -> Option<(Tools, String)> {
    if answer.personal {
        return None;
    }
    let (told, chart) = (turns(answer).then(|| answer.clone()), chart.filter(Chart::compares));
    let kept = Kept { answer: told, chart, key: None };
    let (id, body) = kept.filed().filter(|_| kept.answer.is_some() || kept.chart.is_some())?;
    Some((kept.tools(id), body))
}

/// Whether `answer` can be shown another way in its one message.
fn turns(answer: &Answer) -> bool {
    let opens = answer.kind == Kind::Answer && !answer.citations.is_empty();
    if !(opens || pages(answer) > 1) {
        return false;
    }
    // As long as the words around it may get.
    let room = "x".repeat(64);
    let link = Link { prefix: String::new(), source: room.clone(), answer: room.clone() };
    let longest = |page, open| Sheet { page, open, printed: room.clone(), link: Some(link.clone()) };
    let views = (0..pages(answer)).flat_map(|page| [longest(page, false), longest(page, true)]);
    views.into_iter().all(|sheet| html::is_one(answer, &sheet))
}

/// The answer that was kept as a card; nothing where an earlier edition wrote it another way.
pub(super) fn read(body: &str) -> Option<Kept> {
    serde_json::from_str(body).ok()
}

impl Desk<'_> {
    /// `answer` with its buttons; `tools` are those of its card where it is kept.
    pub(super) fn show(&self, answer: &Answer, tools: Option<Tools>, view: View) -> Shown {
        let parts = match tools.filter(|tools| tools.turns) {
            Some(_) => html::sheet(answer, &self.sheet(answer.lang, view)),
            None => html::render(answer),
        };
        let mut rows = tools.map_or_else(Rows::new, |tools| self.tools(answer, tools, view));
        let (questions, choices) = keyboard::questions(answer);
        rows.extend(questions);
        Shown { parts, rows, choices }
    }

    /// The words under the picture of `kept`, as card `card`, and its buttons.
    pub(super) fn picture(&self, card: u64, kept: &Kept, open: bool) -> Option<(String, Rows)> {
        let chart = kept.chart.as_ref()?;
        let sheet = match open {
            true => self.sheet(chart.lang, View { page: 0, open }),
            false => Sheet::default(),
        };
        let words = match open {
            // The figures are in the picture: they give way to what there is to say of the sources.
            true => {
                chart.captions().map(|answer| html::caption(&answer, &sheet)).find(|parts| parts.len() == 1)
            }
            false => None,
        };
        let words = words.unwrap_or_else(|| html::caption(&chart.caption(), &sheet)).into_iter().next()?;
        let button = |word, press: Press| Button {
            label: self.speaker.label(chart.lang, word),
            data: self.seal.data(&press),
        };
        let mut row = Vec::new();
        if !chart.citations.is_empty() {
            let word = if open { Label::Close } else { Label::Sources };
            row.push(button(word, Press::Caption { card, open: !open }));
        }
        let twin = kept.answer.as_ref().map(|_| Press::Tell(card)).or(kept.key.map(Press::Open));
        row.extend(twin.map(|press| button(Label::Words, press)));
        Some((words, if row.is_empty() { Rows::new() } else { vec![row] }))
    }

    fn sheet(&self, lang: Lang, View { page, open }: View) -> Sheet {
        let label = |label| self.speaker.label(lang, label);
        let prefix = format!("https://t.me/{}?start={LINK}", self.username);
        let link = Link { prefix, source: label(Label::Share), answer: label(Label::ShareAnswer) };
        Sheet { page, open, printed: label(Label::Printed), link: Some(link) }
    }

    /// The rows that turn, open, close and draw.
    fn tools(&self, answer: &Answer, tools: Tools, View { page, open }: View) -> Rows {
        let Tools { card, turns, draws } = tools;
        let button = |word, press: Press| Button {
            label: self.speaker.label(answer.lang, word),
            data: self.seal.data(&press),
        };
        let (mut pages_row, mut tools_row) = (Vec::new(), Vec::new());
        if turns && !answer.citations.is_empty() {
            let word = if open { Label::Close } else { Label::Sources };
            tools_row.push(button(word, Press::Show { card, page, open: !open }));
        }
        if draws {
            tools_row.push(button(Label::Chart, Press::Draw(card)));
        }
        if turns && page > 0 {
            pages_row.push(button(Label::Previous, Press::Show { card, page: page - 1, open }));
        }
        if turns && page + 1 < pages(answer) {
            pages_row.push(button(Label::Next, Press::Show { card, page: page + 1, open }));
        }
        [pages_row, tools_row].into_iter().filter(|row| !row.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Token;
    use crate::engine::chart_of;
    use crate::knowledge::FactBase;

    #[test]
    fn opened_sources_of_every_chart_fit_under_its_picture_whole() {
        let base = FactBase::embedded().expect("the fact base loads");
        let token = Token::parse("1:abc").expect("well formed");
        let desk =
            Desk { speaker: &base, seal: Seal::new(&token), username: "a_name_as_long_as_any_bot_has_it" };
        let indicators = base.indicators.iter().map(|i| i.def.id.as_str());
        let all = indicators.flat_map(|id| [Lang::ZhHant, Lang::ZhHans, Lang::En].map(|lang| (id, lang)));
        let charts = all.filter_map(|(id, lang)| chart_of(&base, lang, id));
        let mut seen = 0;
        for chart in charts {
            let links = chart.citations.iter().filter(|citation| citation.key.is_some()).count();
            let title = chart.title.clone();
            let kept = Kept { answer: None, chart: Some(chart), key: Some(1) };
            let (shut, rows) = desk.picture(7, &kept, false).expect("a chart has words");
            let (open, _) = desk.picture(7, &kept, true).expect("a chart has words");
            for words in [&shut, &open] {
                let units = html::strip(words).encode_utf16().count();
                assert!(units <= html::CAPTION_UNITS, "{units}: {words}");
                assert!(html::strip(words).starts_with(&title), "{words}");
            }
            assert_eq!(open.matches("?start=1-").count(), links, "every work has its link: {open}");
            assert_eq!(rows.concat().len(), 2);
            seen += 1;
        }
        assert!(seen > 20, "{seen} charts");
    }
}
