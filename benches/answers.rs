//! What one answer costs over the shipped fact base, by kind and language; loading; a chart; a rendered message.
//! Allocations are counted.
//!
//!     cargo bench --bench answers            # all
//!     cargo bench --bench answers -- load    # what has this in its name
//!     cargo bench --bench answers -- --test  # once: whether it works
//!
//! Owns: what is measured. Must not know: how an answer is made. Its questions are data: `benches/questions.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use divan::{AllocProfiler, Bencher, black_box};
use footnote::answer::{Answer, Lang};
use footnote::chart::draw;
use footnote::dialogue::Dialogue;
use footnote::engine::{Utterance, answer, chart, illustrated};
use footnote::knowledge::{Definitions, FactBase, read_embedded};
use footnote::render::{html, plain};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

static BASE: LazyLock<FactBase> = LazyLock::new(|| FactBase::embedded().expect("it loads"));

/// By kind, then by language.
static QUESTIONS: LazyLock<BTreeMap<String, BTreeMap<String, String>>> =
    LazyLock::new(|| toml::from_str(include_str!("questions.toml")).expect("questions.toml is well formed"));

fn main() {
    LazyLock::force(&BASE);
    divan::main();
}

/// One question of each kind in each language, as `kind language`.
fn asked() -> Vec<String> {
    let all = QUESTIONS.iter().flat_map(|(kind, by)| by.keys().map(move |lang| format!("{kind} {lang}")));
    all.collect()
}

fn utterance(asked: &str) -> Utterance {
    let (kind, lang) = asked.split_once(' ').expect("kind and language");
    Utterance { text: QUESTIONS[kind][lang].clone(), lang: None }
}

fn told(lang: Lang) -> Answer {
    let question = if lang == Lang::En { "table en" } else { "table zh-Hant" };
    let said = Utterance { lang: Some(lang), ..utterance(question) };
    illustrated(&BASE, &Dialogue::default(), &said).answer
}

#[divan::bench(args = asked())]
fn question(bencher: Bencher<'_, '_>, asked: &str) {
    let (said, fresh) = (utterance(asked), Dialogue::default());
    bencher.bench_local(|| answer(&BASE, black_box(&fresh), black_box(&said)));
}

#[divan::bench(args = asked())]
fn with_buttons_and_chart(bencher: Bencher<'_, '_>, asked: &str) {
    let (said, fresh) = (utterance(asked), Dialogue::default());
    bencher.bench_local(|| illustrated(&BASE, black_box(&fresh), black_box(&said)));
}

#[divan::bench]
fn load_parse(bencher: Bencher<'_, '_>) {
    let files = read_embedded();
    bencher.bench_local(|| Definitions::parse(black_box(&files)).expect("it parses"));
}

#[divan::bench]
fn load_index(bencher: Bencher<'_, '_>) {
    let definitions = Definitions::parse(&read_embedded()).expect("it parses");
    bencher
        .with_inputs(|| definitions.clone())
        .bench_local_values(|d| FactBase::from_definitions(d).expect("it builds"));
}

#[divan::bench]
fn chart_drawn(bencher: Bencher<'_, '_>) {
    let drawn = chart(&BASE, &Dialogue::default(), &utterance("table en")).expect("the table has a chart");
    bencher.bench_local(|| draw(black_box(&drawn)).expect("it can be drawn"));
}

#[divan::bench(args = [Lang::ZhHant, Lang::ZhHans, Lang::En])]
fn message_rendered_html(bencher: Bencher<'_, '_>, lang: Lang) {
    let told = told(lang);
    bencher.bench_local(|| html::render(black_box(&told)));
}

#[divan::bench(args = [Lang::ZhHant, Lang::ZhHans, Lang::En])]
fn message_rendered_plain(bencher: Bencher<'_, '_>, lang: Lang) {
    let told = told(lang);
    bencher.bench_local(|| plain::render(black_box(&told)));
}
