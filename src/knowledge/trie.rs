//! A trie of forms over the keys of their tokens.
//!
//! Owns: exact look-up by tokens. Must not know: where forms come from, what is near to one.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::lexicon::Sense;
use crate::text::Token;

/// How many nodes a form adds, more or less: others begin as it does.
const NODES_TO_A_FORM: usize = 2;
/// How many forms there are to a node that branches, more or less.
const FORMS_TO_A_BRANCH: usize = 2;

/// Lists of senses, each kept once: all forms of a name have the same. The first one is empty.
#[derive(Debug)]
struct Lists {
    lists: Vec<Vec<Sense>>,
    /// What a list becomes with one more sense.
    with: FxHashMap<(u32, Sense), u32>,
}

impl Lists {
    fn extended(&mut self, list: u32, sense: Sense) -> u32 {
        let known = &self.lists[list as usize];
        if known.contains(&sense) {
            return list;
        }
        let fresh = self.lists.len() as u32;
        let longer = *self.with.entry((list, sense)).or_insert(fresh);
        if longer == fresh {
            let senses = known.iter().copied().chain([sense]).collect();
            self.lists.push(senses);
        }
        longer
    }
}

/// A node of the trie. Most have one edge, to the node behind them: it stands here, where it is near.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The list of what the form that ends here can stand for.
    senses: u32,
    symbol: u32,
    next: u32,
    /// There are further edges, in `branches`.
    branches: bool,
}

const LEAF: Node = Node { senses: 0, symbol: u32::MAX, next: u32::MAX, branches: false };

/// Forms by token keys, with what they stand for.
#[derive(Debug)]
pub(super) struct Trie {
    symbols: FxHashMap<CompactString, u32>,
    /// The first is the root.
    nodes: Vec<Node>,
    /// (node, symbol) → node, for all edges of a node but its first.
    branches: FxHashMap<(u32, u32), u32>,
    senses: Lists,
}

impl Trie {
    /// A trie with room for so many forms.
    pub fn new(forms: usize) -> Trie {
        let mut nodes = Vec::with_capacity(forms * NODES_TO_A_FORM);
        nodes.push(LEAF);
        Trie {
            symbols: FxHashMap::default(),
            nodes,
            branches: FxHashMap::with_capacity_and_hasher(forms / FORMS_TO_A_BRANCH, Default::default()),
            senses: Lists { lists: vec![Vec::new()], with: FxHashMap::default() },
        }
    }

    /// Adds what a form can stand for.
    pub fn add(&mut self, form: &[Token], sense: Sense) {
        let mut node = 0;
        for token in form {
            let symbol = self.symbol(&token.key);
            node = self.next(node, symbol).unwrap_or_else(|| self.grow(node, symbol));
        }
        if node != 0 {
            let end = &mut self.nodes[node as usize].senses;
            *end = self.senses.extended(*end, sense);
        }
    }

    fn symbol(&mut self, key: &CompactString) -> u32 {
        let next = self.symbols.len() as u32;
        match self.symbols.get(key) {
            Some(known) => *known,
            None => *self.symbols.entry(key.clone()).or_insert(next),
        }
    }

    /// The node behind the edge of `node` with this symbol.
    fn next(&self, node: u32, symbol: u32) -> Option<u32> {
        let at = &self.nodes[node as usize];
        if at.symbol == symbol {
            Some(at.next)
        } else if at.branches {
            self.branches.get(&(node, symbol)).copied()
        } else {
            None
        }
    }

    /// A new node behind a new edge of `node`.
    fn grow(&mut self, node: u32, symbol: u32) -> u32 {
        let next = self.nodes.len() as u32;
        self.nodes.push(LEAF);
        let at = &mut self.nodes[node as usize];
        if at.symbol == LEAF.symbol {
            (at.symbol, at.next) = (symbol, next);
        } else {
            at.branches = true;
            self.branches.insert((node, symbol), next);
        }
        next
    }

    /// Every form that starts at token `i`: its length in tokens and its senses, shortest first.
    pub fn matches_at<'a, 't>(
        &'a self,
        tokens: &'t [Token],
        i: usize,
    ) -> impl Iterator<Item = (usize, &'a [Sense])> + use<'a, 't> {
        let mut node = 0;
        tokens[i..]
            .iter()
            .enumerate()
            .map_while(move |(n, token)| {
                node = self.next(node, *self.symbols.get(&token.key)?)?;
                let senses = self.nodes[node as usize].senses;
                Some((n + 1, self.senses.lists[senses as usize].as_slice()))
            })
            .filter(|(_, senses)| !senses.is_empty())
    }

    /// Whether `key` stands in any form.
    pub fn knows(&self, key: &str) -> bool {
        self.symbols.contains_key(key)
    }
}
