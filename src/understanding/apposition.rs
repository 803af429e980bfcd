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
        let meant = |k: &usize| match (items[*k].entity, items[*k].group) {
            (_, Some(g)) => base.members(g).to_vec(),
            (Some(e), None) => vec![e],
            _ => vec![],
        };
        // The group, and the places that spell it out.
        let spelled = |named: Option<usize>, places: &[usize]| {
            let named = named?;
            let whole = items[named].group.filter(|_| !items[named].excepted)?;
            let places: Vec<usize> = places.iter().copied().filter(|k| *k != named).collect();
            let places: Vec<usize> = places.into_iter().filter(|k| !meant(k).is_empty()).collect();
            let members = base.members(whole);
            let meant: Vec<usize> = places.iter().flat_map(meant).collect();
            let within = meant.iter().filter(|e| members.contains(e)).count();
            let told = places.iter().all(|k| !items[*k].excepted) && meant.len() >= 2;
            // One of them may have been misread.
            (told && within * 3 >= meant.len() * 2).then_some((named, places, within == meant.len()))
        };
        let grouped = inside.iter().copied().find(|k| items[*k].group.is_some());
        let Some((named, places, whole)) =
            spelled(before.first().copied(), &inside).or_else(|| spelled(grouped, &outside))
        else {
            continue;
        };
        let commas = tokens[open..close].iter().filter(|t| t.text == "," || t.text == "、").count();
        // Where not every name of the list was read, the group says what is meant.
        let idle = if commas >= places.len() || !whole { places } else { vec![named] };
        for k in idle {
            let item = &mut items[k];
            (item.group, item.entity, item.number) = (None, None, None);
            item.filler = item.concepts.is_empty() && item.cues.is_empty();
        }
    }
}
