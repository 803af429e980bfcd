//! What an editor of the fact base has to look at: questions without an answer, and answers that were found bad, those
//! that are alike together.
//!
//! Owns: what is a miss, and what is alike. Must not know: what a question says (that comes from the engine), how
//! misses are shown.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use serde_json::Value;

use crate::store::{Feedback, Noted, Store, StoreError, Unanswered};

/// Verdicts on answers that an editor need not look at.
const GOOD: &str = "up";

/// What a question says, as a set of marks: two questions that share most of theirs are alike.
pub type Gist = BTreeSet<String>;

/// A question that got no answer, or an answer that somebody found bad.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Miss {
    pub question: String,
    /// BCP 47 tag.
    pub lang: String,
    /// How it was refused, or what was thought of the answer.
    pub sort: String,
    pub times: u64,
    /// Seconds since 1970.
    pub last: i64,
    /// What somebody has written about the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// What the answer stood on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facts: Option<Value>,
}

/// Misses that are alike, the most frequent first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    pub times: u64,
    /// Seconds since 1970.
    pub last: i64,
    pub misses: Vec<Miss>,
}

impl Miss {
    /// The words that it is known by: the question, or where there is none what somebody has written.
    pub fn words(&self) -> &str {
        if self.question.is_empty() { self.said.as_deref().unwrap_or_default() } else { &self.question }
    }
}

/// The misses in `store`, up to `limit` of either sort.
pub async fn misses(store: &dyn Store, limit: usize) -> Result<Vec<Miss>, StoreError> {
    let unanswered = store.unanswered(limit).await?.into_iter().map(of_question);
    let judged = store.feedback(limit).await?.into_iter().filter(|noted| noted.what.verdict != GOOD);
    Ok(unanswered.chain(judged.map(of_answer)).collect())
}

fn of_question(Noted { what: Unanswered { question, lang, kind }, times, last }: Noted<Unanswered>) -> Miss {
    Miss { question, lang, sort: kind, times, last, said: None, facts: None }
}

fn of_answer(Noted { what, times, last }: Noted<Feedback>) -> Miss {
    let Feedback { verdict, question, lang, facts } = what;
    let mut facts: Option<Value> = serde_json::from_str(&facts).ok();
    let said = facts.as_mut().and_then(Value::as_object_mut).and_then(|facts| facts.remove("said"));
    let said = said.and_then(|said| said.as_str().map(str::to_owned));
    let facts = facts.filter(|facts| facts.as_object().is_some_and(|facts| !facts.is_empty()));
    Miss { question, lang, sort: verdict, times, last, said, facts }
}

/// `misses` with those that are alike together, the most frequent group first. The most frequent miss of a group says
/// what belongs to it, so that a chain of small steps does not lead from one question to another.
pub fn grouped(mut misses: Vec<Miss>, gist: impl Fn(&str) -> Gist) -> Vec<Group> {
    let order = |miss: &Miss| (Reverse(miss.times), Reverse(miss.last), miss.words().to_owned());
    misses.sort_by_cached_key(order);
    let mut groups: Vec<(Gist, Group)> = Vec::new();
    let mut by_mark: HashMap<String, Vec<usize>> = HashMap::new();
    for miss in misses {
        let marks = gist(miss.words());
        let near: BTreeSet<usize> =
            marks.iter().filter_map(|mark| by_mark.get(mark)).flatten().copied().collect();
        match near.into_iter().find(|nth| alike(&groups[*nth].0, &marks)) {
            Some(nth) => {
                let group = &mut groups[nth].1;
                group.times += miss.times;
                group.last = group.last.max(miss.last);
                group.misses.push(miss);
            }
            None => {
                for mark in &marks {
                    by_mark.entry(mark.clone()).or_default().push(groups.len());
                }
                groups.push((marks, Group { times: miss.times, last: miss.last, misses: vec![miss] }));
            }
        }
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
    groups.sort_by_key(|group| (Reverse(group.times), Reverse(group.last)));
    groups
}

/// Two questions are alike that have two thirds of what they say together in common.
fn alike(a: &Gist, b: &Gist) -> bool {
    3 * 2 * a.intersection(b).count() >= 2 * (a.len() + b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn miss(question: &str, times: u64, last: i64) -> Miss {
        let question = question.to_owned();
        Miss { question, lang: "en".into(), sort: "no_data".into(), times, last, said: None, facts: None }
    }

    fn words(text: &str) -> Gist {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn what_is_alike_is_counted_together_and_what_differs_is_not() {
        let misses = vec![
            miss("towers of Lemuria", 2, 50),
            miss("gates of Thule", 4, 10),
            miss("the towers of Lemuria", 3, 20),
            miss("towers of Thule", 1, 5),
        ];
        let groups = grouped(misses, words);
        let shown: Vec<(u64, i64, Vec<&str>)> = groups
            .iter()
            .map(|group| (group.times, group.last, group.misses.iter().map(Miss::words).collect()))
            .collect();
        // “Towers of Thule” has as much in common with either: it goes to the group that was there first.
        let expected = [
            (5, 10, vec!["gates of Thule", "towers of Thule"]),
            (5, 50, vec!["the towers of Lemuria", "towers of Lemuria"]),
        ];
        assert_eq!(shown[0], expected[1]);
        assert_eq!(shown[1], expected[0]);
    }

    #[test]
    fn what_says_nothing_that_is_known_stands_alone() {
        let groups = grouped(vec![miss("?", 1, 1), miss("!", 1, 1)], |_| Gist::new());
        assert_eq!(groups.len(), 2);
    }
}
