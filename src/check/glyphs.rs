//! Glyphs: every character that a picture can need is in the fonts of the pictures.
//!
//! Owns: the check `glyph`, and the list of those characters. Must not know: how pictures are drawn.

use std::collections::BTreeSet;

use super::Out;
use super::world::World;
use crate::chart::has_glyph;
use crate::knowledge::{Definitions, Origin, Placed, RawFile, Text};
use crate::text::simplify;

/// Only a warning: an editor without the fonts' sources can still run the bot, with empty boxes in its pictures.
pub(super) fn glyph(world: &World<'_>, out: &mut Out) {
    for (origin, text) in texts(world.defs) {
        let lacking: String = drawn(&text).into_iter().filter(|c| !has_glyph(*c)).collect();
        if !lacking.is_empty() {
            let at = world.line_of(&origin, &text);
            out.warning(at, format!("the fonts of the pictures have no `{lacking}`: see fonts/README.md"));
        }
    }
    for (file, line, text) in messages(world.files) {
        let lacking: String = drawn(text).into_iter().filter(|c| !has_glyph(*c)).collect();
        if !lacking.is_empty() {
            let at = Origin { file: file.into(), line };
            out.warning(at, format!("the fonts of the pictures have no `{lacking}`: see fonts/README.md"));
        }
    }
}

/// Every character of these files, in both scripts: more than pictures need now, so that few new words need new fonts.
pub fn characters(files: &[RawFile]) -> BTreeSet<char> {
    files.iter().flat_map(|f| drawn(&f.text)).filter(|c| !c.is_whitespace()).collect()
}

/// The characters of a text in both scripts.
fn drawn(text: &str) -> BTreeSet<char> {
    text.chars().chain(simplify(text).chars()).filter(|c| !c.is_control()).collect()
}

/// The wordings of the data that can stand in a picture: names, units, periods, notes, sources.
fn texts(defs: &Definitions) -> Vec<(Origin, String)> {
    let mut all: Vec<(Origin, String)> = Vec::new();
    for document in &defs.documents {
        add(&mut all, document, [&document.value.title, &document.value.short, &document.value.publisher]);
    }
    for entity in &defs.entities {
        add(&mut all, entity, [&entity.value.name]);
    }
    for group in &defs.groups {
        add(&mut all, group, [&group.value.name]);
    }
    for indicator in &defs.indicators {
        let def = &indicator.value;
        add(&mut all, indicator, [&def.name]);
        let others = [&def.short, &def.counter, &def.period_name, &def.coverage];
        add(&mut all, indicator, others.into_iter().flatten());
    }
    for observation in &defs.observations {
        let said = observation.value.each.iter().flat_map(|e| [&e.say, &e.say_period]).flatten();
        add(&mut all, observation, said);
    }
    for remark in &defs.remarks {
        add(&mut all, remark, [&remark.value.text]);
    }
    for source in &defs.sources {
        add(&mut all, source, [&source.value.label]);
    }
    let magnitudes = defs.magnitudes.hant.iter().chain(&defs.magnitudes.en).map(|(name, _)| name.clone());
    let first = defs.documents.first().map(|d| d.origin.clone());
    all.extend(magnitudes.filter_map(|name| Some((first.clone()?, name))));
    all
}

fn add<'a, T>(all: &mut Vec<(Origin, String)>, at: &Placed<T>, texts: impl IntoIterator<Item = &'a Text>) {
    for text in texts {
        let own = [Some(&text.hant), Some(&text.en), text.hans.as_ref()];
        all.extend(own.into_iter().flatten().map(|t| (at.origin.clone(), t.clone())));
    }
}

/// Lines of the message files, with their numbers.
fn messages(files: &[RawFile]) -> impl Iterator<Item = (&str, usize, &str)> {
    let fluent = files.iter().filter(|f| f.path.ends_with(".ftl"));
    fluent.flat_map(|f| f.text.lines().enumerate().map(|(n, line)| (f.path.as_str(), n + 1, line)))
}
