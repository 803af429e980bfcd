//! References: what is pointed at exists, and what exists is pointed at.
//!
//! Owns: the checks `reference`, `uncited`, `unused`, `figureless` and `near`. Must not know: what stands in the
//! document at a locator.

use std::collections::HashSet;

use super::Out;
use super::world::World;
use crate::knowledge::{Absent, Origin};

/// A reference (`p:2`, `fn:8`) that a definition makes, in which document and where.
struct Use<'a> {
    document: usize,
    reference: String,
    origin: &'a Origin,
}

/// Every locator and citation of the fact base, without what follows the slash.
fn uses<'a>(world: &World<'a>) -> Vec<Use<'a>> {
    let mut all = Vec::new();
    let defs = world.defs;
    let mut add = |document, references: Vec<String>, origin| {
        for reference in references {
            let reference = reference.split('/').next().unwrap_or_default().to_owned();
            all.push(Use { document, reference, origin });
        }
    };
    let notes = |numbers: &[u8]| numbers.iter().map(|n| format!("fn:{n}")).collect::<Vec<_>>();
    for o in &defs.observations {
        add(o.document, vec![o.value.at.clone()], &o.origin);
        add(o.document, notes(&o.value.footnotes), &o.origin);
        add(o.document, o.value.figures.iter().map(|n| format!("fig:{n}")).collect(), &o.origin);
    }
    for t in &defs.tables {
        add(t.document, vec![t.value.reference.clone(), format!("p:{}", t.value.page)], &t.origin);
        t.value.footnotes.values().for_each(|n| add(t.document, notes(n), &t.origin));
    }
    for s in &defs.statements {
        add(s.document, vec![s.value.at.clone()], &s.origin);
        add(s.document, notes(&s.value.footnotes), &s.origin);
        add(s.document, s.value.figures_refs.clone(), &s.origin);
    }
    for i in &defs.indicators {
        add(i.document, i.value.cite.clone(), &i.origin);
        add(i.document, i.value.caveats.clone(), &i.origin);
        add(i.document, i.value.figure.iter().cloned().collect(), &i.origin);
    }
    for g in &defs.groups {
        add(g.document, g.value.locator.iter().cloned().collect(), &g.origin);
    }
    for s in &defs.sources {
        add(s.document, vec![format!("p:{}", s.value.page)], &s.origin);
    }
    for u in &defs.unlisted {
        add(u.document, vec![u.value.at.clone()], &u.origin);
    }
    all
}

/// A page, footnote, table or figure that the document does not have. (Unknown entities, indicators, concepts, cues,
/// groups and remarks are found by the loader, under the same name.)
pub(super) fn reference(world: &World<'_>, out: &mut Out) {
    let defs = world.defs;
    let known: HashSet<(usize, &str)> =
        defs.sources.iter().map(|s| (s.document, s.value.reference.as_str())).collect();
    let page_count =
        |document| defs.documents.iter().find(|d| d.document == document).map(|d| d.value.page_count);
    let mut nameless: Vec<usize> = Vec::new();
    for u in uses(world).iter().filter(|u| !u.reference.is_empty()) {
        let Some(pages) = page_count(u.document) else {
            if !nameless.contains(&u.document) {
                nameless.push(u.document);
                let folder = u.origin.file.split('/').next().unwrap_or_default();
                out.error(u.origin.clone(), format!("the folder `{folder}` has no [document]"));
            }
            continue;
        };
        let page = u.reference.strip_prefix("p:").and_then(|n| n.parse::<u32>().ok());
        let exists = match page {
            Some(page) => (1..=pages).contains(&page),
            None => known.contains(&(u.document, u.reference.as_str())),
        };
        if !exists {
            let at = world.line_of(u.origin, &u.reference);
            let what = if page.is_some() { "page" } else { "[[source]]" };
            out.error(at, format!("no {what} `{}`", u.reference));
        }
    }
    for t in &defs.tables {
        for column in
            t.value.footnotes.keys().filter(|id| !t.value.columns.iter().any(|c| c.indicator == **id))
        {
            let at = world.line_of(&t.origin, "footnotes");
            out.error(at, format!("footnotes of `{column}`, which is no column of {}", t.value.reference));
        }
    }
}

/// A figure or statement that does not say where it stands, or an indicator with nothing to cite.
pub(super) fn uncited(world: &World<'_>, out: &mut Out) {
    let defs = world.defs;
    for o in defs.observations.iter().filter(|o| o.value.at.trim().is_empty()) {
        out.error(world.line_of(&o.origin, "at ="), "figures without a source: `at` is empty".into());
    }
    for t in defs.tables.iter().filter(|t| t.value.reference.trim().is_empty()) {
        out.error(world.line_of(&t.origin, "ref"), "figures without a source: `ref` is empty".into());
    }
    for i in defs.indicators.iter().filter(|i| i.value.cite.is_empty()) {
        let at = world.line_of(&i.origin, "cite");
        out.error(at, format!("indicator `{}` cites nothing", i.value.id));
    }
    for s in &defs.statements {
        if s.value.at.trim().is_empty() {
            let at = world.line_of(&s.origin, "at =");
            out.error(at, format!("statement `{}` has no source: `at` is empty", s.value.id));
        }
        for figure in s.value.figures.iter().filter(|f| f.value.is_some() && f.literal.is_none()) {
            let value = figure.value.as_deref().unwrap_or_default();
            let at = world.line_of(&s.origin, "figures =");
            out.error(at, format!("the figure {value} of statement `{}` has no literal", s.value.id));
        }
    }
}

/// A remark or a source that nothing uses.
pub(super) fn unused(world: &World<'_>, out: &mut Out) {
    let noted: HashSet<&str> = world.figures().filter_map(|(_, each)| each.note.as_deref()).collect();
    for r in world.defs.remarks.iter().filter(|r| !noted.contains(r.value.id.as_str())) {
        out.warning(r.origin.clone(), format!("no figure has the remark `{}`", r.value.id));
    }
    let used: HashSet<(usize, String)> = uses(world).into_iter().map(|u| (u.document, u.reference)).collect();
    for s in &world.defs.sources {
        if !used.contains(&(s.document, s.value.reference.clone())) {
            out.warning(s.origin.clone(), format!("nothing cites the source `{}`", s.value.reference));
        }
    }
}

/// An indicator with neither figures nor a word on why it has none; or with both.
pub(super) fn figureless(world: &World<'_>, out: &mut Out) {
    let defs = world.defs;
    let prose = defs.observations.iter().map(|o| o.value.indicator.as_str());
    let cells = defs.tables.iter().flat_map(|t| t.value.columns.iter().map(|c| c.indicator.as_str()));
    let measured: HashSet<&str> = prose.chain(cells).collect();
    for i in &defs.indicators {
        let measured = measured.contains(i.value.id.as_str()) || i.value.quotient.is_some();
        match (measured, i.value.absent) {
            (false, None) => {
                out.error(i.origin.clone(), format!("`{}` has no figures and no `absent`", i.value.id));
            }
            (true, Some(_)) => {
                let at = world.line_of(&i.origin, "absent");
                out.error(at, format!("`{}` is marked `absent` and has figures", i.value.id));
            }
            _ => {}
        }
    }
}

/// What an indicator leads to: `near` has figures to offer, `base` has amounts, `figure` is a figure of the document.
pub(super) fn near(world: &World<'_>, out: &mut Out) {
    for i in &world.defs.indicators {
        let v = &i.value;
        let mut fail = |field: &str, message: String| out.error(world.line_of(&i.origin, field), message);
        let target = |id: &Option<String>| id.as_deref().and_then(|id| world.indicator(id)).map(|i| &i.value);
        if let Some(near) = target(&v.near).filter(|near| near.id == v.id || near.absent.is_some()) {
            fail("near", format!("`near` of `{}` is `{}`, which has no figures", v.id, near.id));
        }
        if let Some(base) = target(&v.base).filter(|base| base.unit == v.unit) {
            fail("base", format!("`{}` is a share of `{}`, which is in the same unit", v.id, base.id));
        }
        let pictured = [v.absent, v.others].contains(&Some(Absent::ChartOnly));
        match &v.figure {
            Some(figure) if !figure.starts_with("fig:") => {
                fail("figure", format!("`figure` of `{}` is `{figure}`, which is no figure", v.id));
            }
            None if pictured => {
                fail("chart_only", format!("`{}` is in a chart: `figure` must say which", v.id))
            }
            _ => {}
        }
    }
}
