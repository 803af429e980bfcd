//! An invented engine: it answers about places that don't exist, always the same way.

use footnote::answer::{
    Answer, Bar, Block, Chart, Choice, Citation, Form, Item, Kind, Known, Lang, Panel, Printed, Span,
};
use footnote::dialogue::Dialogue;
use footnote::editor::Gist;
use footnote::engine::{Door, Goal, Label, Page, Reply, Stop, Utterance, Walk, Way};
use footnote::render::html;
use footnote::telegram::{Filling, Line, Notice, Speaker};

/// A question that the world's engine thinks about without end.
pub const ENDLESS: &str = "endless?";

/// The same without a pause, as a loop in earnest has it: only for a process that ends with its test.
pub const SPINNING: &str = "spinning?";
/// A question after which one may well ask more.
pub const CURIOUS: &str = "curious";

/// The only key that the world knows.
pub const KEY: u64 = 0x00ab_cdef_0123_4567;

/// What the world's engine answers with what it was asked before.
pub const RECALL: &str = "what was said?";

/// The world's engine has no answer to anything with this in it.
pub const UNKNOWN: &str = "Lemuria";

/// The world's engine has a chart for every question with this in it.
pub const DRAWN: &str = "drawn";

/// The world's engine asks back which of two this means; only the first has a chart.
pub const READINGS: &str = "readings?";

/// The world's engine offers very many questions next to this one.
pub const MANY: &str = "many?";

/// The world's engine answers this with a list that is too long for one page.
pub const LISTED: &str = "all towers?";

/// The world's engine remembers so many questions.
const REMEMBERED: usize = 3;

/// The engine of the invented world.
pub struct World;

pub fn text(text: &str) -> Span {
    Span::Text(text.into())
}

impl Speaker for World {
    fn answer(&self, dialogue: &Dialogue, utterance: &Utterance) -> Reply {
        if utterance.text == ENDLESS {
            loop {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
        }
        if utterance.text == SPINNING {
            loop {
                std::hint::spin_loop();
            }
        }
        let Utterance { text, lang } = utterance;
        // What has Han characters in it is asked in Chinese.
        let lang = lang.or_else(|| text.contains(|c| ('一'..='鿿').contains(&c)).then_some(Lang::ZhHant));
        let mut answer = match text.as_str() {
            RECALL => about(&format!("after: {}", dialogue.topics.join(" | ")), lang),
            text => about(text, lang),
        };
        if text.ends_with(MANY) {
            // Where the question has a chart, theirs have one, too.
            let drawn = if text.contains(DRAWN) { " drawn" } else { "" };
            let all = (0..80).map(|nth| choice(&format!("number {nth}"), &format!("{nth}?{drawn}")));
            answer.choices = all.collect();
        }
        if text == LISTED {
            let cell = |text: String| vec![Span::Text(text)];
            let row = |nth| Item { label: cell(format!("tower {nth}")), value: cell(format!("{nth} steps")) };
            answer.blocks.push(Block::List((1..=45).map(row).collect()));
        }
        if text.contains(UNKNOWN) {
            answer.kind = Kind::NoData;
        }
        let mut dialogue = dialogue.clone();
        dialogue.lang = Some(answer.lang);
        dialogue.topics.push(text.clone());
        let surplus = dialogue.topics.len().saturating_sub(REMEMBERED);
        dialogue.topics.drain(..surplus);
        let chart = text.contains(DRAWN).then(|| chart(text, answer.lang));
        if text == READINGS {
            answer.kind = Kind::Clarify;
            answer.choices = vec![choice("Drawn", "Which towers are drawn?"), choice("Not", "What is not?")];
        }
        Reply { answer, dialogue, chart, trace: vec![] }
    }

    fn rank_question(&self, what: &str) -> String {
        format!("ranks of {what}")
    }

    fn compare_question(&self, what: &str) -> String {
        format!("compare {what}")
    }

    fn open(&self, lang: Lang, key: u64) -> Option<Reply> {
        let answer = about(&format!("what is under {key}"), Some(lang));
        (key == KEY).then(|| Reply { answer, dialogue: Dialogue::default(), chart: None, trace: vec![] })
    }

    fn chart_at(&self, lang: Lang, key: u64) -> Option<Chart> {
        (key == KEY).then(|| chart("under a key", lang))
    }

    fn walk(&self, lang: Lang, walk: &Walk) -> Option<Stop> {
        if walk.path.iter().any(|key| *key != KEY) || walk.page > 1 {
            return None;
        }
        let mut answer = blank(lang);
        let said = format!("at {:?} {:?} page {} in {}", walk.way, walk.path, walk.page, lang.tag());
        answer.blocks.push(Block::Headline(vec![text(&said)]));
        let mut below = walk.path.clone();
        below.push(KEY);
        let doors = vec![
            door("Below", Goal::Walk(Walk { way: walk.way, path: below, page: 0 })),
            door("What is here", if walk.way == Way::Chart { Goal::Draw(KEY) } else { Goal::Open(KEY) }),
            door("How many towers are there in all of Atlantis?", Goal::Ask("Towers of Atlantis?".into())),
        ];
        let back = (!walk.path.is_empty()).then(|| Walk { way: walk.way, path: vec![], page: 0 });
        Some(Stop { answer, doors, pages: 2, back })
    }

    fn label(&self, lang: Lang, label: Label) -> String {
        format!("{label:?} in {}", lang.tag())
    }

    fn page(&self, lang: Lang, page: Page) -> Answer {
        let mut answer = blank(lang);
        answer.blocks.push(Block::Headline(vec![text(&format!("page {page:?} in {}", lang.tag()))]));
        if page == Page::Start {
            answer.choices = vec![choice("Towers of Atlantis", "How many towers has Atlantis?")];
        }
        answer
    }

    fn notice(&self, lang: Lang, notice: Notice) -> Answer {
        let mut answer = blank(lang);
        answer.blocks.push(Block::Headline(vec![text(&format!("notice {notice:?} in {}", lang.tag()))]));
        answer
    }

    fn gist(&self, question: &str) -> Gist {
        question.split_whitespace().map(str::to_owned).collect()
    }

    fn line(&self, lang: Lang, line: Line, filling: &Filling<'_>) -> String {
        let filling: Vec<&str> = filling.iter().map(|(_, value)| *value).collect();
        format!("line {line:?} {} in {}", filling.join(" "), lang.tag())
    }
}

/// The world's answer to `question`, in the language that was fixed or else English.
pub fn about(question: &str, lang: Option<Lang>) -> Answer {
    let mut answer = blank(lang.unwrap_or(Lang::En));
    answer.blocks = vec![
        Block::Headline(vec![
            Span::Strong("42".into()),
            Span::Mark(vec![1]),
            text(" towers: "),
            text(question),
        ]),
        Block::Line(vec![text("Towers <standing> & leaning")]),
    ];
    answer.citations = vec![Citation {
        marker: 1,
        refs: vec!["fn:1".into()],
        label: "Atlas of \"Atlantis\"".into(),
        url: Some("https://example.org/?a=\"1\"&b=2".into()),
        key: Some(KEY),
        printed: vec![Printed { name: "Towers & spires".into(), literal: "4 2 <sic>".into() }],
    }];
    answer.key = Some(KEY);
    // Longer than callback data can be.
    let ask =
        format!("And what about the lighthouses, the harbours and the gates of Atlantis, after {question}?");
    answer.choices = vec![choice("Lighthouses", &ask), choice("Gates", "Gates of Atlantis?")];
    if question.contains(CURIOUS) {
        answer.next = vec![choice("Piers?", "Piers of Atlantis?"), choice("Wells?", "Wells of Atlantis?")];
    }
    answer
}

/// The world's chart of `question`: a bar for each of two towers.
pub fn chart(question: &str, lang: Lang) -> Chart {
    let bar = |label: &str, value: i64| Bar {
        label: label.into(),
        detail: None,
        value: Some(value.into()),
        text: format!("{value} steps"),
        hedge: None,
        known: Known::Figure,
        entity: None,
        when: None,
        asked: value == 42,
        forecast: false,
        derived: false,
        rest: false,
        marks: vec![],
    };
    let panel = Panel {
        form: Form::Bars,
        indicator: "towers".into(),
        heading: None,
        period: Some("2031".into()),
        unit: "count".into(),
        bars: vec![bar("Tower & spire", 42), bar("Tower <old>", 7)],
    };
    Chart {
        lang,
        title: question.to_owned(),
        marks: vec![1],
        lead: vec![],
        panels: vec![panel],
        remarks: vec![],
        citations: about(question, Some(lang)).citations,
    }
}

/// What stands under the world's chart of `question`.
pub fn caption_of(question: &str, lang: Lang) -> String {
    html::render(&chart(question, lang).caption()).pop().expect("a chart has a title")
}

/// The world's answer as the one message that it makes.
pub fn html_about(question: &str) -> String {
    html::render(&about(question, None)).pop().expect("an answer has text")
}

pub fn blank(lang: Lang) -> Answer {
    Answer::new(Kind::Answer, lang)
}

fn door(label: &str, to: Goal) -> Door {
    Door { label: label.into(), to }
}

fn choice(label: &str, ask: &str) -> Choice {
    Choice { label: label.into(), ask: ask.into() }
}
