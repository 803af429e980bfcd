//! Answers over the shipped fact base as people read them, kept whole: a change of wording is seen and judged.
//!
//! After a change that is meant, read the difference, then `INSTA_UPDATE=always cargo test --test answers`.

use std::fmt::Write;

use footnote::answer::{Answer, Lang};
use footnote::dialogue::Dialogue;
use footnote::engine::{Page, Utterance, answer, page};
use footnote::knowledge::FactBase;
use footnote::render::plain::render as plain;

/// The text, and what a front makes of the rest: buttons and typed figures.
fn told(answer: &Answer) -> String {
    let kind = serde_json::to_value(answer.kind).expect("a kind has a name");
    let mut out =
        format!("[{} {}]\n{}\n", kind.as_str().unwrap_or_default(), answer.lang.tag(), plain(answer));
    for choice in &answer.choices {
        let _ = writeln!(out, "[{}] → {}", choice.label, choice.ask);
    }
    for f in &answer.figures {
        let derived = if f.derived { " derived" } else { "" };
        let (who, of) = (f.entity.as_deref().unwrap_or("-"), f.indicator.as_deref().unwrap_or("-"));
        let when = f.period.as_deref().unwrap_or("-");
        let _ = writeln!(out, "= {} {} {who} {of} {when}{derived}", f.value.normalize(), f.unit);
    }
    out
}

fn conversation(base: &FactBase, turns: &[&str]) -> String {
    let mut dialogue = Dialogue::default();
    let mut out = String::new();
    for text in turns {
        let reply = answer(base, &dialogue, &Utterance { text: (*text).to_owned(), lang: None });
        dialogue = reply.dialogue;
        let _ = writeln!(out, "> {text}\n{}", told(&reply.answer));
    }
    out
}

/// The conversation that README.md shows is the one that a reader will have.
#[test]
fn the_exchange_in_the_readme_is_real() {
    let base = FactBase::embedded().expect("the shipped fact base loads");
    let readme = include_str!("../README.md");
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
    let shown = shown.expect("README.md shows an exchange");
    let mut dialogue = Dialogue::default();
    let mut real = String::new();
    for text in shown.lines().filter_map(|line| line.strip_prefix("> ")) {
        let reply = answer(&base, &dialogue, &Utterance { text: text.to_owned(), lang: None });
        dialogue = reply.dialogue;
        let _ = writeln!(real, "> {text}\n{}\n", plain(&reply.answer));
    }
    assert_eq!(shown.trim_end(), real.trim_end());
}

fn keep(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "answers", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text.trim_end());
    });
}

#[test]
fn answers_read_well() {
    let base = FactBase::embedded().expect("the shipped fact base loads");
    for (name, turns) in [
        ("hant-which-ranking", &["新加坡排名？", "4"][..]),
        ("hant-a-tie", &["哪些地方的數據中心數目一樣？"]),
        ("hant-most-investment", &["哪個經濟體的私營人工智能投資最多？"]),
        ("hant-above-a-number", &["雲端服務超過 30 項的有哪些？"]),
        ("hant-fewer-of-two", &["香港和新加坡哪個的數據中心少？", "上海和香港誰的金融AI排名較後？"]),
        (
            "hant-two-sides",
            &["泰國加越南的數據中心超過馬來西亞嗎？", "差多少？", "一千三百七十億美元是甚麼數字？"],
        ),
        ("hant-missing-cell", &["香港的私營人工智能投資額是多少？", "那韓國呢？", "來源呢？"]),
        ("hant-nine", &["九個選定亞洲經濟體是哪些？佔全球數據中心多少？"]),
        ("hant-undetermined", &["金融人工智能競爭力第一是誰？"]),
        ("hant-times-over-the-years", &["人工智能市場規模2030年是2022年的幾倍？", "差多少？"]),
        ("hant-companies-together", &["微軟兩筆加亞馬遜那筆，合計多少？", "北美和亞太以外佔AI市場多少？"]),
        ("yue-top-of-a-ranking", &["金融AI頭20有幾多個亞洲城市？", "即係幾多%？", "泰國有冇入到頭20？"]),
        (
            "en-claims",
            &[
                "Is US private AI investment more than 4 times China's?",
                "Are the data centre counts as of January 2024?",
                "Why did Hong Kong overtake London in the financial AI ranking?",
            ],
        ),
        (
            "en-narrowed",
            &[
                "How many foreign data centres are there in Japan?",
                "What is the biggest AI startup in India?",
                "How fast is Japan's private AI investment growing?",
            ],
        ),
        (
            "en-source-of-one-figure",
            &[
                "Where does Taiwan's data centre number come from?",
                "Which institute put out the AI Index Report?",
            ],
        ),
        ("hans-per-year", &["美国平均每年私人AI投资多少？", "那中国呢？"]),
        ("hans-ratio", &["中国内地的数据中心是日本的几倍？"]),
        ("hans-two-ranks", &["香港的AI就绪度排名"]),
        ("hans-company", &["微软在印尼和马来西亚分别投资多少？"]),
        ("en-top-five", &["top 5 economies by data centres"]),
        ("en-forecast", &["How large will the AI market be in 2030, and how fast does it grow?"]),
        ("en-definition", &["What is generative AI?"]),
        ("en-sum-of-a-group", &["How many data centres do the ASEAN economies have in total?"]),
        ("en-elsewhere", &["How many data centres does Germany have?"]),
        ("en-out-of-scope", &["What is Nvidia's share price?"]),
        ("en-limits", &["What are the limits of the AI Preparedness Index?"]),
    ] {
        keep(name, &conversation(&base, turns));
    }
}

#[test]
fn pages_read_well() {
    let base = FactBase::embedded().expect("the shipped fact base loads");
    for (name, lang, shown) in [
        ("page-start-hant", Lang::ZhHant, Page::Start),
        ("page-help-en", Lang::En, Page::Help),
        ("page-cite-10-hans", Lang::ZhHans, Page::Cite(10)),
        ("page-privacy-hans", Lang::ZhHans, Page::Privacy),
    ] {
        keep(name, &told(&page(&base, lang, shown)));
    }
}
