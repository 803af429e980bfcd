//! Two documents that overlap: a question that one of them answers reaches it, one that both could answer gets both
//! or is asked back.
//!
//! Owns: questions over the shipped document beside an invented one (`twin.toml`) and beside the invented world, whose
//! own questions are in `tests/world`. Must not know: single figures of the shipped document but by the tables.

use std::sync::LazyLock;

use footnote::answer::{Answer, Kind};
use footnote::dialogue::Dialogue;
use footnote::engine::{Utterance, answer};
use footnote::knowledge::{FactBase, RawFile, read_embedded};
use footnote::render::plain::render as plain;
use rust_decimal::Decimal;

use crate::asked::FACTS;
use crate::world;

/// The shipped document and one on the same quantity.
static TWINS: LazyLock<FactBase> = LazyLock::new(|| {
    let twin = RawFile { path: "twin/document.toml".into(), text: include_str!("twin.toml").into() };
    let mut files: Vec<RawFile> = read_embedded().into_iter().chain([twin]).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    FactBase::from_files(&files).unwrap_or_else(|e| panic!("two documents load: {e}"))
});

const SHIPPED: &str = "data_centres";
const TWIN: &str = "data_halls";

fn told(base: &FactBase, turns: &[&str]) -> Answer {
    let mut dialogue = Dialogue::default();
    let mut last = None;
    for text in turns {
        let reply = answer(base, &dialogue, &Utterance { text: (*text).to_owned(), lang: None });
        dialogue = reply.dialogue;
        last = Some(reply.answer);
    }
    last.expect("a conversation has a turn")
}

fn gives(answer: &Answer, indicator: &str, value: Decimal) -> bool {
    answer.figures.iter().any(|f| f.indicator.as_deref() == Some(indicator) && f.value == value)
}

/// The shipped document's figure of a place.
fn shipped(entity: &str) -> Decimal {
    FACTS.value(SHIPPED, entity).expect("the table has it")
}

#[test]
fn a_question_that_both_documents_could_answer_gets_both_or_is_asked_back() {
    for text in [
        "How many data centres does Japan have?",
        "日本有多少個數據中心？",
        "日本有幾多個數據中心呀",
        "日本的数据中心有多少个？",
    ] {
        let answer = told(&TWINS, &[text]);
        let both = gives(&answer, SHIPPED, shipped("JPN")) && gives(&answer, TWIN, 300.into());
        let cited = |short: &str| answer.citations.iter().any(|c| c.label.contains(short));
        let named = (cited("Box 4.1") && cited("Box 9"))
            || (cited("專題 4.1") && cited("專題九"))
            || (cited("专题 4.1") && cited("专题九"));
        let back = answer.kind == Kind::Clarify && answer.choices.len() >= 2;
        assert!(back || both && named, "{text}\n{}\n{:?}", plain(&answer), answer.choices);
        // Each choice leads to one of the two figures.
        if back {
            let reached: Vec<Answer> = answer.choices.iter().map(|c| told(&TWINS, &[&c.ask])).collect();
            assert!(reached.iter().any(|a| gives(a, SHIPPED, shipped("JPN"))), "{:?}", answer.choices);
            assert!(reached.iter().any(|a| gives(a, TWIN, 300.into())), "{:?}", answer.choices);
        }
    }
}

#[test]
fn a_place_of_one_document_reaches_that_document() {
    for (text, indicator, value) in [
        ("How many data centres does Korea have?", SHIPPED, shipped("KOR")),
        ("韓國有多少個數據中心？", SHIPPED, shipped("KOR")),
        ("How many data centres does Avalon have?", TWIN, 12.into()),
        ("甲島有多少個數據中心？", TWIN, 12.into()),
    ] {
        let answer = told(&TWINS, &[text]);
        assert!(
            answer.kind == Kind::Answer && gives(&answer, indicator, value),
            "{text}\n{}",
            plain(&answer)
        );
        assert_eq!(answer.figures.len(), 1, "{text}\n{}", plain(&answer));
    }
}

#[test]
fn a_year_of_one_document_reaches_that_document() {
    for (text, indicator, value) in [
        ("How many data centres did Japan have in 2031?", TWIN, 300.into()),
        ("日本在 2031 年有多少個數據中心？", TWIN, 300.into()),
        ("How many data centres did Japan have in January 2026?", SHIPPED, shipped("JPN")),
        ("日本在 2026 年 1 月有多少個數據中心？", SHIPPED, shipped("JPN")),
    ] {
        let answer = told(&TWINS, &[text]);
        assert!(
            answer.kind == Kind::Answer && gives(&answer, indicator, value),
            "{text}\n{}",
            plain(&answer)
        );
        assert_eq!(answer.figures.len(), 1, "{text}\n{}", plain(&answer));
    }
}

/// Figures of two documents are never put into one order or sum.
#[test]
fn a_superlative_or_sum_keeps_to_one_document() {
    for text in ["Who has the most data centres?", "誰的數據中心最多？", "日本和韓國的數據中心合計是多少？"]
    {
        let answer = told(&TWINS, &[text]);
        let of = |id: &str| answer.figures.iter().any(|f| f.indicator.as_deref() == Some(id));
        let derived = answer.figures.iter().any(|f| f.derived);
        assert!(answer.kind == Kind::Clarify || of(SHIPPED), "{text}\n{}", plain(&answer));
        assert!(!(derived && of(SHIPPED) && of(TWIN)), "{text}\n{}", plain(&answer));
    }
}

/// Two documents have a note 1: what is cited is that of the document that the answer is from.
#[test]
fn a_list_cites_its_own_document() {
    let both = world::load(&world::both());
    for (base, text, label) in [
        (&both, "Which are the six isles?", "Chart 7"),
        (&both, "六嶼是哪些？", "海圖七"),
        (&*TWINS, "List the census pair", "Box 9"),
        (&*TWINS, "九個選定亞洲經濟體是哪些？", "專題 4.1"),
    ] {
        let answer = told(base, &[text]);
        let own = answer.citations.iter().all(|c| c.label.contains(label)) && !answer.citations.is_empty();
        assert!(own, "{text}\n{}", plain(&answer));
    }
}
