//! Ids and names: nothing is defined twice, nothing is nameless.
//!
//! Owns: the checks `duplicate` and `empty`. Must not know: what a name means.

use std::collections::HashMap;

use super::Out;
use super::world::{World, keys};
use crate::knowledge::{Origin, Text};

/// Two definitions with one id, two documents in a folder, or one figure given twice.
pub(super) fn duplicate(world: &World<'_>, out: &mut Out) {
    let defs = world.defs;
    let here = |document: usize, id: &str| format!("{document} {id}");
    // Documents may share entities, groups and concepts; the other ids are of the whole fact base.
    let mut once = Once { world, out, seen: HashMap::new() };
    for d in &defs.documents {
        once.see("document", &d.document.to_string(), &d.value.id, &d.origin);
    }
    for e in &defs.entities {
        once.see("entity", &here(e.document, &e.value.code), &e.value.code, &e.origin);
    }
    for g in &defs.groups {
        once.see("group", &here(g.document, &g.value.code), &g.value.code, &g.origin);
    }
    for (id, c) in &defs.concepts {
        once.see("concept", &here(c.document, id), id, &c.origin);
    }
    for i in &defs.indicators {
        once.see("topic", &i.value.id, &i.value.id, &i.origin);
    }
    for s in &defs.statements {
        once.see("topic", &s.value.id, &s.value.id, &s.origin);
    }
    for r in &defs.remarks {
        once.see("remark", &r.value.id, &r.value.id, &r.origin);
    }
    for s in &defs.sources {
        once.see("source", &here(s.document, &s.value.reference), &s.value.reference, &s.origin);
    }
    for p in &defs.places {
        once.see("place", &p.value.code, &p.value.code, &p.origin);
    }
    for o in &defs.outside {
        once.see("subject outside", &o.value.id, &o.value.id, &o.origin);
    }
    for t in &defs.tables {
        for row in &t.value.rows {
            for (column, _) in t.value.columns.iter().zip(&row.cells).filter(|(_, cell)| *cell != "-") {
                let period = world.indicator(&column.indicator).and_then(|i| i.value.period.as_deref());
                let key = format!("{} {} None None {period:?}", column.indicator, row.entity);
                let at = world.line_of(&t.origin, &format!("\"{}\"", row.label));
                once.see("figure", &key, &format!("{} of {}", column.indicator, row.entity), &at);
            }
        }
    }
    for (o, each) in world.figures().filter(|(o, _)| !o.value.restates) {
        let (indicator, entity) = (&o.value.indicator, each.entity.as_ref().or(o.value.entity.as_ref()));
        let own = each.period.as_deref().or(o.value.period.as_deref());
        let period = own.or_else(|| world.indicator(indicator)?.value.period.as_deref());
        let entity = entity.map_or("", String::as_str);
        let key = format!("{indicator} {entity} {:?} {:?} {period:?}", each.agent, each.scope);
        once.see("figure", &key, &format!("{indicator} of {entity}"), &world.line_of_figure(o, each));
    }
}

struct Once<'a, 'w> {
    world: &'a World<'w>,
    out: &'a mut Out,
    seen: HashMap<(&'static str, String), Origin>,
}

impl Once<'_, '_> {
    /// Reports the second definition with the same key.
    fn see(&mut self, what: &'static str, key: &str, id: &str, origin: &Origin) {
        match self.seen.get(&(what, key.to_owned())) {
            Some(first) => {
                let at = self.world.line_of(origin, &format!("\"{id}\""));
                self.out.error(at, format!("{what} `{id}` is defined at {first} already"));
            }
            None => {
                self.seen.insert((what, key.to_owned()), origin.clone());
            }
        }
    }
}

/// A name or text with nothing in one of the languages, and a form that holds nothing to match.
pub(super) fn empty(world: &World<'_>, out: &mut Out) {
    for (owner, field, text, origin) in texts(world) {
        for (language, wording) in [("hant", &text.hant), ("en", &text.en)] {
            if wording.trim().is_empty() {
                out.error(
                    world.line_of(origin, field),
                    format!("`{field}.{language}` of `{owner}` is empty"),
                );
            }
        }
    }
    let defs = world.defs;
    let entities = defs.entities.iter().map(|e| (&e.value.code, &e.value.forms, &e.origin, true));
    let concepts = defs.concepts.iter().map(|(id, c)| (id, &c.value.forms, &c.origin, false));
    for (id, concept) in defs.concepts.iter().filter(|(_, c)| c.value.forms.is_empty()) {
        // The engine may still set it; nothing that a person says does.
        out.warning(concept.origin.clone(), format!("the concept `{id}` has no forms"));
    }
    // A group may be there for its members alone.
    let groups = defs.groups.iter().map(|g| (&g.value.code, &g.value.forms, &g.origin, false));
    let places = defs.places.iter().map(|p| (&p.value.code, &p.value.forms, &p.origin, true));
    let outside = defs.outside.iter().map(|o| (&o.value.id, &o.value.forms, &o.origin, true));
    for (id, forms, origin, needed) in entities.chain(concepts).chain(groups).chain(places).chain(outside) {
        if needed && forms.is_empty() {
            out.error(origin.clone(), format!("`{id}` has no forms: nobody can name it"));
        }
        for form in forms.iter().filter(|form| keys(form).is_empty()) {
            let at = world.line_of(origin, "forms");
            out.error(at, format!("the form `{form}` of `{id}` holds nothing to match"));
        }
    }
}

/// Every wording in two languages: whose it is, its field, and where.
fn texts<'a>(world: &World<'a>) -> Vec<(&'a str, &'static str, &'a Text, &'a Origin)> {
    let defs = world.defs;
    let mut all = Vec::new();
    for d in &defs.documents {
        let v = &d.value;
        let fields =
            [("title", &v.title), ("short", &v.short), ("publisher", &v.publisher), ("subject", &v.subject)];
        all.extend(fields.map(|(field, text)| (v.id.as_str(), field, text, &d.origin)));
    }
    all.extend(defs.entities.iter().map(|e| (e.value.code.as_str(), "name", &e.value.name, &e.origin)));
    all.extend(defs.groups.iter().map(|g| (g.value.code.as_str(), "name", &g.value.name, &g.origin)));
    for i in &defs.indicators {
        let v = &i.value;
        all.push((v.id.as_str(), "name", &v.name, &i.origin));
        // `counter` is left out: most languages have no such word.
        let optional = [("short", &v.short), ("period_name", &v.period_name), ("coverage", &v.coverage)];
        all.extend(
            optional.into_iter().filter_map(|(f, t)| Some((v.id.as_str(), f, t.as_ref()?, &i.origin))),
        );
    }
    for (o, each) in world.figures() {
        let optional = [("say", &each.say), ("say_period", &each.say_period)];
        let owner = o.value.indicator.as_str();
        all.extend(optional.into_iter().filter_map(|(f, t)| Some((owner, f, t.as_ref()?, &o.origin))));
    }
    all.extend(defs.statements.iter().map(|s| (s.value.id.as_str(), "text", &s.value.text, &s.origin)));
    all.extend(defs.remarks.iter().map(|r| (r.value.id.as_str(), "text", &r.value.text, &r.origin)));
    for s in &defs.sources {
        let v = &s.value;
        all.push((v.reference.as_str(), "label", &v.label, &s.origin));
        let optional = [("title", &v.title), ("name", &v.name)];
        let owner = v.reference.as_str();
        all.extend(optional.into_iter().filter_map(|(f, t)| Some((owner, f, t.as_ref()?, &s.origin))));
    }
    let places = defs.places.iter();
    all.extend(
        places.filter_map(|p| Some((p.value.code.as_str(), "name", p.value.name.as_ref()?, &p.origin))),
    );
    all
}
