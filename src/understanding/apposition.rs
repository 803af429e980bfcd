//! Apposition: a group and, in brackets beside it, the places that are meant by it.
//!
//! Owns: which of the two stands for both. Must not know: topics, figures.

use super::link::Item;
use crate::knowledge::FactBase;
use crate::text::Token;

/// “The six (A, B, C …)”, “A, B, C … (the six)”: said twice, counted once; the places that are spelled out stand.
pub(super) fn read(base: &FactBase, tokens: &[Token], items: &mut [Item]) {
    let opens = tokens.iter().enumerate().filter(|(_, t)| t.text == "(");
    for (open, _) in opens {
        let Some(close) = tokens.iter().skip(open).position(|t| t.text == ")").map(|n| open + n) else {
            return;
        };
        let within = |i: &Item| i.tokens.start > open && i.tokens.end <= close;
        let inside: Vec<usize> = (0..items.len()).filter(|k| within(&items[*k])).collect();
        let before: Vec<usize> =
            (0..items.len()).rev().filter(|k| items[*k].tokens.end <= open && !items[*k].filler).collect();
        let listed = |k: &usize| items[*k].entity.is_some() && items[*k].group.is_none();
        let outside: Vec<usize> = before.iter().copied().take_while(listed).collect();
        let group = |k: &usize| items[*k].group.map(|_| *k);
        let pair = match (before.first().and_then(group), inside.iter().find_map(group)) {
            (Some(named), None) => Some((named, inside)),
            (None, Some(named)) => Some((named, outside)),
            _ => None,
        };
        let Some((named, places)) = pair else { continue };
        let members = items[named].group.map(|g| base.members(g).to_vec()).unwrap_or_default();
        let places: Vec<usize> = places.into_iter().filter(|k| items[*k].entity.is_some()).collect();
        let spelled =
            |k: &usize| !items[*k].excepted && items[*k].entity.is_some_and(|e| members.contains(&e));
        if places.len() < 2 || !places.iter().all(spelled) || items[named].excepted {
            continue;
        }
        let commas = tokens[open..close].iter().filter(|t| t.text == "," || t.text == "、").count();
        // Where not every name of the list was read, the group says what is meant.
        let idle = if commas >= places.len() { places } else { vec![named] };
        for k in idle {
            let item = &mut items[k];
            (item.group, item.entity, item.number) = (None, None, None);
            item.filler = item.concepts.is_empty() && item.cues.is_empty();
        }
    }
}
