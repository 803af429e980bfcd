//! Profiles: one place and several indicators, told as one list.
//!
//! Owns: which outcomes go together, and their lines. Must not know: how they were found.

use super::rows::{add, cite, dated, row_value};
use crate::answer::compose::Draft;
use crate::answer::model::{Block, Item, Span};
use crate::query::{Finding, Outcome, Reason};
use crate::understanding::Ask;

/// Several look-ups of one row each (one place, several indicators): told as one list.
pub(in crate::answer) fn side_by_side(outcomes: &[Outcome]) -> Option<Vec<(usize, Option<&Finding>)>> {
    let lines: Vec<(usize, Option<&Finding>)> = outcomes
        .iter()
        .map(|o| match o {
            Outcome::Found(f)
                if f.derived.is_none()
                    && f.verdict.is_none()
                    && f.rows.len() == 1
                    && f.ask == Ask::Lookup =>
            {
                Some((f.indicator, Some(f)))
            }
            Outcome::NoData(Reason::NoFigure { indicator, .. }) => Some((*indicator, None)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let found: Vec<&Finding> = lines.iter().filter_map(|(_, f)| *f).collect();
    let one = found.first().map(|f| f.rows[0].entity);
    let distinct = (1..lines.len()).all(|k| lines[..k].iter().all(|(i, _)| *i != lines[k].0));
    (lines.len() >= 2 && distinct && one.is_some() && found.iter().all(|f| Some(f.rows[0].entity) == one))
        .then_some(lines)
}

/// One place, several indicators.
pub(in crate::answer) fn profile(draft: &mut Draft<'_>, lines: &[(usize, Option<&Finding>)]) {
    let voice = draft.voice;
    let Some(entity) = lines.iter().find_map(|(_, f)| f.map(|f| f.rows[0].entity)) else { return };
    draft.headline(voice.entity(entity), None);
    let mut items = Vec::new();
    for (indicator, found) in lines {
        let mut value = match found {
            Some(finding) => {
                add(draft, finding, &finding.rows[0]);
                let mark = cite(draft, finding);
                let text = dated(draft, &finding.rows[0], row_value(draft, finding, &finding.rows[0]));
                vec![Span::Text(text), mark]
            }
            None => vec![Span::Text(voice.say("no-figure"))],
        };
        value.retain(|s| !matches!(s, Span::Text(t) if t.is_empty()));
        items.push(Item { label: vec![Span::Text(voice.short(*indicator))], value });
    }
    draft.blocks.push(Block::List(items));
}
