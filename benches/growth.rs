//! How the cost of a question, of loading and of memory grows with the facts: the same sorts of questions over invented
//! fact bases of growing size, all in one run, so that the ratios mean something on any machine.
//!
//!     cargo bench --bench growth                            # 1,000 and 100,000 observations
//!     FOOTNOTE_BENCH_LARGE=1 cargo bench --bench growth     # and 1,000,000
//!     cargo bench --bench growth -- --test                  # once, small: whether it works
//!
//! Every answer is held against the one that is known. Owns: the measuring. Must not know: how answers are made.

#[path = "support/heap.rs"]
mod heap;
#[path = "../examples/generate-facts/names.rs"]
mod names;
#[path = "../examples/generate-facts/questions.rs"]
mod questions;
#[path = "../examples/generate-facts/shape.rs"]
mod shape;
#[path = "../examples/generate-facts/world.rs"]
mod world;
#[path = "../examples/generate-facts/write.rs"]
mod write;

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use footnote::dialogue::Dialogue;
use footnote::engine::{Utterance, answer};
use footnote::knowledge::{FactBase, RawFile, read_embedded, read_folder};
use questions::{Asked, questions};
use shape::Shape;
use world::World;

/// Each question is asked so often, and its quickest answer counts: on a busy machine the others tell of its business.
const ROUNDS: usize = 7;

/// What was measured over one fact base.
struct Measured {
    observations: usize,
    loading: Duration,
    /// Bytes that the loaded fact base holds, and the most that were held while it was loaded.
    held: usize,
    peak: usize,
    /// Times of answers, by the sort of question.
    times: BTreeMap<&'static str, Vec<Duration>>,
    allocations: usize,
    asked: usize,
    wrong: usize,
}

fn main() {
    let test = std::env::args().any(|a| a == "--test");
    let mut sizes = vec![1_000, 100_000];
    if std::env::var_os("FOOTNOTE_BENCH_LARGE").is_some() {
        sizes.push(1_000_000);
    }
    if test {
        sizes.truncate(1);
    }
    let all: Vec<Measured> = sizes.into_iter().map(|n| measure(n, if test { 1 } else { ROUNDS })).collect();
    report(&all);
    assert!(all.iter().all(|m| m.wrong == 0), "some answers are wrong");
}

fn language() -> Vec<RawFile> {
    read_embedded().into_iter().filter(|f| f.path.starts_with("language/")).collect()
}

fn measure(observations: usize, rounds: usize) -> Measured {
    let base = FactBase::from_files(&language()).expect("the language folder loads by itself");
    let world = World::new(Shape::of(observations), &base);
    drop(base);
    let folder = tempfile::tempdir().expect("a folder for the facts");
    write::documents(&world, folder.path()).expect("the facts can be written");
    let mut files = read_folder(folder.path()).expect("the facts can be read");
    files.extend(language());
    let asked = questions(&world);
    drop(world);
    let before = heap::mark();
    let start = Instant::now();
    let base = FactBase::from_files(&files).expect("the facts load");
    let loading = start.elapsed();
    let (held, peak) = heap::since(before);
    let mut measured = Measured {
        observations: base.observations.len(),
        loading,
        held,
        peak,
        times: BTreeMap::new(),
        allocations: 0,
        asked: 0,
        wrong: 0,
    };
    ask(&base, &asked, rounds, &mut measured);
    measured
}

fn ask(base: &FactBase, asked: &[Asked], rounds: usize, measured: &mut Measured) {
    let mut talks: HashMap<&str, Dialogue> = HashMap::new();
    for turn in asked {
        let dialogue = talks.remove(turn.chat.as_str()).unwrap_or_default();
        let utterance = Utterance { text: turn.text.clone(), lang: None };
        let allocated = heap::allocations();
        let reply = answer(base, &dialogue, &utterance);
        let allocated = heap::allocations() - allocated;
        if turn.asks != "opening" {
            let quickest = (0..rounds).map(|_| {
                let start = Instant::now();
                std::hint::black_box(answer(base, &dialogue, &utterance));
                start.elapsed()
            });
            let quickest = quickest.min().unwrap_or_default();
            measured.times.entry(turn.asks).or_default().push(quickest);
            measured.allocations += allocated;
            measured.asked += 1;
            let kind = format!("{:?}", reply.answer.kind).to_lowercase();
            let told = turn.value.is_none_or(|v| reply.answer.figures.iter().any(|f| f.value == v.into()));
            if kind != turn.kind.replace('_', "") || !told {
                measured.wrong += 1;
                eprintln!("wrong: {} ({kind})", turn.text);
            }
        }
        talks.insert(&turn.chat, reply.dialogue);
    }
}

fn percentile(times: &[Duration], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).map_or(0.0, |t| t.as_secs_f64() * 1e6)
}

fn report(all: &[Measured]) {
    let Some(first) = all.first() else { return };
    let every = |m: &Measured| m.times.values().flatten().copied().collect::<Vec<Duration>>();
    println!(
        "\ntimes in µs as median / 99th percentile, and as multiples of those over the smallest fact base"
    );
    print!("{:<14}", "asked");
    all.iter().for_each(|m| print!("{:>34}", format!("{} observations", m.observations)));
    println!();
    let line = |name: &str, times: &dyn Fn(&Measured) -> Vec<Duration>| {
        print!("{name:<14}");
        let (median, last) = (percentile(&times(first), 50), percentile(&times(first), 99));
        for m in all {
            let (p50, p99) = (percentile(&times(m), 50), percentile(&times(m), 99));
            let cell = format!("{p50:.1} / {p99:.1}  ×{:.2} / ×{:.2}", p50 / median, p99 / last);
            print!("{cell:>34}");
        }
        println!();
    };
    for sort in first.times.keys() {
        line(sort, &|m| m.times.get(sort).cloned().unwrap_or_default());
    }
    line("all", &every);
    println!();
    for m in all {
        let many = m.observations - first.observations;
        let more = m.held.saturating_sub(first.held).checked_div(many);
        println!(
            "{:>8} observations: loaded in {:.2} s ({:.2} µs each), {} bytes held ({} each beyond the smallest), \
             {} at most while loading; {} allocations an answer; {} asked, {} wrong",
            m.observations,
            m.loading.as_secs_f64(),
            m.loading.as_secs_f64() * 1e6 / m.observations as f64,
            m.held,
            more.map_or("-".to_owned(), |b| b.to_string()),
            m.peak,
            m.allocations / m.asked.max(1),
            m.asked,
            m.wrong,
        );
    }
}
