//! Messages: both languages say the same things with the same arguments.
//!
//! Owns: the check `message`. Must not know: when a message is said.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

use super::Out;
use super::world::World;
use crate::answer::Lang;
use crate::knowledge::{Origin, RawFile};

/// The name of this check; the loader reports under it too, without a line.
pub(super) const NAME: &str = "message";

struct Message {
    arguments: BTreeSet<String>,
    origin: Origin,
}

/// A message file that does not parse, a message that one language lacks, or other arguments in one of them.
pub(super) fn message(world: &World<'_>, out: &mut Out) {
    let languages = [Lang::ZhHant, Lang::En].map(|lang| {
        let name = format!("/{}.ftl", lang.tag());
        let files = world.files.iter().filter(|f| f.path.ends_with(&name));
        let messages: BTreeMap<String, Message> = files.flat_map(|f| read(f, out)).collect();
        (lang, messages)
    });
    let [(first, ours), (second, theirs)] = &languages;
    for (id, message) in ours {
        match theirs.get(id) {
            None => out.error(message.origin.clone(), format!("`{id}` is missing in {}", second.tag())),
            Some(other) if other.arguments != message.arguments => {
                let list =
                    |m: &Message| m.arguments.iter().map(|a| format!("${a}")).collect::<Vec<_>>().join(" ");
                let (one, two) = (list(message), list(other));
                let origin = other.origin.clone();
                out.error(origin, format!("`{id}` takes ({two}), in {} ({one})", first.tag()));
            }
            Some(_) => {}
        }
    }
    for (id, message) in theirs.iter().filter(|(id, _)| !ours.contains_key(*id)) {
        out.error(message.origin.clone(), format!("`{id}` is missing in {}", first.tag()));
    }
}

/// The messages of a file by id, attributes as `id.attribute`.
fn read(file: &RawFile, out: &mut Out) -> Vec<(String, Message)> {
    let at = |line: usize| Origin { file: file.path.as_str().into(), line };
    let resource = parse(&*file.text).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let before = file.text.get(..error.pos.start).unwrap_or_default();
            out.error(at(before.matches('\n').count() + 1), error.to_string());
        }
        resource
    });
    let mut all: Vec<(String, Message)> = Vec::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        let starts = |l: &str| l.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
        let line = file.text.lines().position(starts).map_or(1, |i| i + 1);
        let mut add = |id: String, pattern: &Pattern<&str>| {
            let mut arguments = BTreeSet::new();
            of_pattern(pattern, &mut arguments);
            if all.iter().any(|(known, _)| *known == id) {
                out.error(at(line), format!("`{id}` is said twice"));
            }
            all.push((id, Message { arguments, origin: at(line) }));
        };
        if let Some(value) = &message.value {
            add(id.to_owned(), value);
        }
        message.attributes.iter().for_each(|a| add(format!("{id}.{}", a.id.name), &a.value));
    }
    all
}

fn of_pattern(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, arguments);
        }
    }
}

fn of_expression(expression: &Expression<&str>, arguments: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, arguments),
        Expression::Select { selector, variants } => {
            of_inline(selector, arguments);
            variants.iter().for_each(|v| of_pattern(&v.value, arguments));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments: call, .. } => {
            call.positional.iter().for_each(|a| of_inline(a, arguments));
            call.named.iter().for_each(|a| of_inline(&a.value, arguments));
        }
        InlineExpression::Placeable { expression } => of_expression(expression, arguments),
        _ => {}
    }
}
