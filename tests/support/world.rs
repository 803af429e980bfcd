//! An invented engine: it answers about places that don't exist, always the same way.

use footnote::answer::{Answer, Block, Choice, Citation, Item, Kind, Lang, Span};
use footnote::dialogue::Dialogue;
use footnote::engine::{Page, Reply, Utterance};
use footnote::render::html;
use footnote::telegram::{Notice, Speaker};

/// A question that the world's engine thinks about without end.
pub const ENDLESS: &str = "endless?";

/// The same without a pause, as a loop in earnest has it: only for a process that ends with its test.
pub const SPINNING: &str = "spinning?";

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
        Reply { answer: about(&utterance.text, utterance.lang), dialogue: dialogue.clone(), trace: vec![] }
    }

    fn rank_question(&self, what: &str) -> String {
        format!("ranks of {what}")
    }

    fn page(&self, lang: Lang, page: Page) -> Answer {
        let mut answer = blank(lang);
        answer.blocks.push(Block::Headline(vec![text(&format!("page {page:?} in {}", lang.tag()))]));
        if page == Page::Start {
            answer.choices = vec![choice("Towers of Atlantis", "How many towers has Atlantis?")];
        }
        if page == Page::Commands {
            let item = |label: &str, value: &str| Item { label: vec![text(label)], value: vec![text(value)] };
            answer.blocks.push(Block::List(vec![item("start", "begin"), item("rank", "rankings")]));
        }
        answer
    }

    fn notice(&self, lang: Lang, notice: Notice) -> Answer {
        let mut answer = blank(lang);
        answer.blocks.push(Block::Headline(vec![text(&format!("notice {notice:?} in {}", lang.tag()))]));
        answer
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
    }];
    // Longer than callback data can be.
    let ask =
        format!("And what about the lighthouses, the harbours and the gates of Atlantis, after {question}?");
    answer.choices = vec![choice("Lighthouses", &ask), choice("Gates", "Gates of Atlantis?")];
    answer
}

/// The world's answer as the one message that it makes.
pub fn html_about(question: &str) -> String {
    html::render(&about(question, None)).pop().expect("an answer has text")
}

pub fn blank(lang: Lang) -> Answer {
    Answer { kind: Kind::Answer, lang, blocks: vec![], figures: vec![], citations: vec![], choices: vec![] }
}

fn choice(label: &str, ask: &str) -> Choice {
    Choice { label: label.into(), ask: ask.into() }
}
