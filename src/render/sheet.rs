//! One of several ways to show an answer: which page of its long list, with its sources opened or not.
//!
//! Owns: what can be chosen about a showing, and where a list is cut into pages. Must not know: tags, buttons.

use std::borrow::Cow;

use crate::answer::{Answer, Block, Item};

/// Rows of a list that a phone shows without much scrolling.
const ROWS: usize = 20;

/// How an answer is to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// From 0; only the longest list has pages.
    pub page: usize,
    /// Sources with everything that there is to say of them.
    pub open: bool,
    /// What stands before the figures as the document prints them.
    pub printed: String,
    /// Links to hand on, where the front can take them back.
    pub link: Option<Link>,
}

/// Links to what has a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Leads there when the key is put behind it.
    pub prefix: String,
    /// What the link to a source says.
    pub source: String,
    /// What the link to the whole answer says.
    pub answer: String,
}

impl Link {
    /// The address for `key`.
    pub(super) fn to(&self, key: u64) -> String {
        format!("{}{key:016x}", self.prefix)
    }
}

/// How many pages `answer` has.
pub fn pages(answer: &Answer) -> usize {
    longest(answer).map_or(1, |(_, items)| items.len().div_ceil(ROWS))
}

/// `answer` with only the rows of one page.
pub(super) fn turned(answer: &Answer, page: usize) -> Cow<'_, Answer> {
    let Some((at, items)) = longest(answer).filter(|(_, items)| items.len() > ROWS) else {
        return Cow::Borrowed(answer);
    };
    let mut shown = answer.clone();
    shown.blocks[at] = Block::List(items.iter().skip(page * ROWS).take(ROWS).cloned().collect());
    Cow::Owned(shown)
}

fn longest(answer: &Answer) -> Option<(usize, &[Item])> {
    let lists = answer.blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::List(items) => Some((at, items.as_slice())),
        _ => None,
    });
    lists.max_by_key(|(_, items)| items.len())
}
