//! Whatever can be tapped leads to an answer: doors of the walks, questions after answers, questions near refusals,
//! readings to choose from. Over the shipped fact base, the invented one, and both side by side.

#[path = "world/mod.rs"]
mod world;

use std::collections::{BTreeSet, VecDeque};

use footnote::answer::{Answer, Kind, Lang};
use footnote::dialogue::Dialogue;
use footnote::engine::{Goal, Page, Reply, Utterance, Walk, Way, chart_at, illustrated, open, page, walk};
use footnote::knowledge::FactBase;
use footnote::render::plain::render as plain;

const LANGUAGES: [Lang; 3] = [Lang::ZhHant, Lang::ZhHans, Lang::En];
const WAYS: [Way; 4] = [Way::Topics, Way::Table, Way::Compare, Way::Chart];

/// The answer to a tap: each begins a conversation.
fn ask(base: &FactBase, lang: Lang, text: &str) -> Reply {
    illustrated(base, &Dialogue::default(), &Utterance { text: text.to_owned(), lang: Some(lang) })
}

/// Every place of the walks; every key under which something is opened; every question.
fn walked(base: &FactBase, lang: Lang) -> (usize, BTreeSet<u64>, BTreeSet<String>) {
    let (mut keys, mut taps) = (BTreeSet::new(), BTreeSet::new());
    let mut waiting: VecDeque<Walk> = WAYS.map(|way| Walk { way, path: vec![], page: 0 }).into();
    let mut seen = BTreeSet::new();
    while let Some(place) = waiting.pop_front() {
        if !seen.insert(format!("{place:?}")) {
            continue;
        }
        let stop = walk(base, lang, &place).unwrap_or_else(|| panic!("no such place: {place:?}"));
        assert!(!plain(&stop.answer).is_empty() && !stop.doors.is_empty(), "{place:?}");
        assert!(stop.doors.len() <= 10 && stop.pages > place.page, "{place:?}");
        assert_eq!(stop.back.is_none(), place.path.is_empty(), "{place:?}");
        let mut labels: Vec<&str> = stop.doors.iter().map(|door| door.label.as_str()).collect();
        assert!(labels.iter().all(|label| !label.trim().is_empty()), "{place:?}: {labels:?}");
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), stop.doors.len(), "two doors look alike at {place:?}: {:?}", stop.doors);
        waiting.extend(stop.back);
        waiting.extend((0..stop.pages).map(|page| Walk { page, ..place.clone() }));
        assert!(walk(base, lang, &Walk { page: stop.pages, ..place.clone() }).is_none());
        for door in stop.doors {
            match door.to {
                Goal::Walk(to) => waiting.push_back(to),
                Goal::Open(key) => drop(keys.insert(key)),
                Goal::Ask(text) => drop(taps.insert(text)),
                Goal::Draw(key) => {
                    let chart = chart_at(base, lang, key);
                    assert!(chart.is_some_and(|chart| chart.compares()), "{place:?}: nothing to draw");
                }
            }
        }
    }
    (seen.len(), keys, taps)
}

/// What is offered under `told`.
fn offered(told: &Answer) -> impl Iterator<Item = &String> {
    let all = told.choices.iter().chain(&told.next);
    all.map(|choice| {
        assert!(!choice.label.trim().is_empty() && choice.label.chars().count() <= 64, "{choice:?}");
        &choice.ask
    })
}

/// Taps whatever can be tapped, and what is offered then, until nothing new comes. Gives how many there were.
fn all_lead_to_answers(base: &FactBase, lang: Lang, refused: &[&str]) -> usize {
    let (_, keys, mut waiting) = walked(base, lang);
    for key in keys {
        let reply = open(base, lang, key).expect("a door leads to something");
        assert_eq!(reply.answer.kind, Kind::Answer, "{key:x}: {}", plain(&reply.answer));
        waiting.extend(offered(&reply.answer).cloned());
    }
    for page in
        [Page::Start, Page::Help, Page::Rank, Page::DeadLink, Page::Cite(1)].map(|p| page(base, lang, p))
    {
        waiting.extend(offered(&page).cloned());
    }
    for text in refused {
        let reply = ask(base, lang, text);
        assert!(
            matches!(reply.answer.kind, Kind::NoData | Kind::OutOfScope),
            "{text}: {}",
            plain(&reply.answer)
        );
        let taps: Vec<&String> = offered(&reply.answer).collect();
        assert!((1..=3).contains(&taps.len()), "{text}: {taps:?}");
        waiting.extend(taps.into_iter().cloned());
    }
    for text in
        ["Korea and Japan?", "比較新加坡和日本", "Singapore's rank", "Pinewick's rank", "松嶼和鹽嶼？"]
    {
        let reply = ask(base, lang, text);
        waiting.extend(offered(&reply.answer).filter(|_| reply.answer.kind == Kind::Clarify).cloned());
    }
    let (mut done, mut faults) = (BTreeSet::new(), Vec::new());
    while let Some(text) = waiting.pop_first() {
        if !done.insert(text.clone()) {
            continue;
        }
        let fresh = ask(base, lang, &text);
        if fresh.answer.kind != Kind::Answer {
            faults.push(format!("{text} is refused: {}", plain(&fresh.answer)));
        }
        let shared = fresh.answer.key.into_iter().chain(fresh.answer.citations.iter().filter_map(|c| c.key));
        for key in shared {
            let opened = open(base, lang, key).unwrap_or_else(|| panic!("{text}: a link to nothing"));
            assert_eq!(opened.answer.kind, Kind::Answer, "{text}: {}", plain(&opened.answer));
            let drawn = chart_at(base, lang, key).is_none() || opened.chart.is_some();
            assert!(drawn, "{text}: a link opens figures without their chart");
        }
        assert!(fresh.answer.next.len() <= 3, "{text}");
        assert!(fresh.answer.next.iter().all(|choice| choice.ask != text), "{text} offers itself");
        waiting.extend(offered(&fresh.answer).filter(|next| !done.contains(*next)).cloned());
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), done.len(), faults.join("\n"));
    done.len()
}

#[test]
fn every_tap_over_the_shipped_fact_base_leads_to_an_answer() {
    let base = FactBase::embedded().expect("the shipped fact base loads");
    let refused = [
        "How many data centres has Germany?",
        "Hong Kong's share prices in 2019",
        "Singapore's readiness score",
        "private AI investment of Hong Kong",
        "data centres in Japan in 2019",
        "who is second in the AI readiness ranking?",
        "德國",
        "xyzzy plugh",
    ];
    for lang in LANGUAGES {
        let taps = all_lead_to_answers(&base, lang, &refused);
        assert!(taps > 150, "{taps}");
    }
}

#[test]
fn every_tap_over_an_invented_world_leads_to_an_answer_alone_and_beside_another() {
    for base in [world::load(&world::invented()), world::load(&world::both())] {
        for lang in LANGUAGES {
            let taps = all_lead_to_answers(&base, lang, &["xyzzy plugh"]);
            assert!(taps > 20, "{taps}");
        }
    }
}

#[test]
fn with_two_documents_the_walk_begins_with_them_and_finds_its_way_back() {
    let base = world::load(&world::both());
    let start = Walk { way: Way::Topics, path: vec![], page: 0 };
    let stop = walk(&base, Lang::En, &start).expect("a beginning");
    assert_eq!(stop.doors.len(), 2);
    let Goal::Walk(document) = stop.doors[1].to.clone() else { panic!("a document is a place") };
    let stop = walk(&base, Lang::En, &document).expect("a document");
    let Goal::Walk(indicator) = stop.doors[0].to.clone() else { panic!("an indicator is a place") };
    let stop = walk(&base, Lang::En, &indicator).expect("an indicator");
    assert_eq!(stop.back.as_ref(), Some(&document));
    assert_eq!(walk(&base, Lang::En, &document).expect("a document").back, Some(start));
}

#[test]
fn a_key_of_another_edition_leads_nowhere() {
    let base = world::load(&world::invented());
    let shipped = FactBase::embedded().expect("the shipped fact base loads");
    let (_, keys, _) = walked(&shipped, Lang::En);
    assert!(keys.len() > 50);
    for key in keys {
        assert!(open(&base, Lang::En, key).is_none());
        for way in WAYS {
            assert!(walk(&base, Lang::En, &Walk { way, path: vec![key], page: 0 }).is_none());
        }
    }
}
