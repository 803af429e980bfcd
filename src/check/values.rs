//! Values: each follows from its literal and makes sense in its unit.
//!
//! Owns: the checks `value`, `bound`, `sense` and `range`. Must not know: where a literal stands.

use rust_decimal::Decimal;

use super::Out;
use super::reading::{Found, numbers, says, shown};
use super::world::World;
use crate::knowledge::{Bound, IndicatorDef, Origin, Status, Unit};

fn decimal(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

/// A value that is not what its literal says, or a table column scaled otherwise than its heading.
/// (A value that is no number is found by the loader, under the same name.)
pub(super) fn value(world: &World<'_>, out: &mut Out) {
    for (o, each) in world.figures().filter(|(_, each)| !each.implied) {
        let unit = world.unit(&o.value.indicator);
        if let (Some(value), Some(unit)) = (each.value.as_deref().and_then(decimal), unit) {
            follows(world, &each.literal, value, unit, world.line_of_figure(o, each), out);
        }
    }
    for s in &world.defs.statements {
        for figure in &s.value.figures {
            let value = figure.value.as_deref().and_then(decimal);
            if let (Some(value), Some(unit), Some(literal)) = (value, figure.unit, &figure.literal) {
                follows(world, literal, value, unit, world.line_of(&s.origin, literal), out);
            }
        }
    }
    for t in &world.defs.tables {
        for column in &t.value.columns {
            let heading = crate::text::tokenize(&column.literal);
            let said = (0..heading.len()).find_map(|i| world.words.magnitudes.at(&heading, i));
            let said = said.and_then(|(_, factor)| Decimal::try_from(factor).ok()).unwrap_or(Decimal::ONE);
            if decimal(&column.scale).is_some_and(|scale| scale != said) {
                let at = world.line_of(&t.origin, &column.literal);
                out.error(
                    at,
                    format!("scale {} where the heading of `{}` says {said}", column.scale, column.indicator),
                );
            }
        }
    }
}

fn follows(world: &World<'_>, literal: &str, value: Decimal, unit: Unit, at: Origin, out: &mut Out) {
    let read = numbers(world, literal);
    if read.is_empty() {
        let hint = "say `implied = true` where it follows from the words";
        out.error(at, format!("`{literal}` holds no numeral for {value} {}: {hint}", unit.name()));
    } else if !read.iter().any(|found| says(&found.number, value, unit)) {
        let read: Vec<String> = read.iter().map(|found| shown(&found.number)).collect();
        out.error(at, format!("`{literal}` reads as {}, not as {value} {}", read.join(", "), unit.name()));
    }
}

/// A literal whose “over”, “nearly” or “about” is not the figure's `bound`.
pub(super) fn bound(world: &World<'_>, out: &mut Out) {
    for (o, each) in world.figures().filter(|(_, each)| !each.implied) {
        let unit = world.unit(&o.value.indicator);
        let (Some(value), Some(unit)) = (each.value.as_deref().and_then(decimal), unit) else { continue };
        let read = numbers(world, &each.literal);
        let Some(Found { bound, .. }) = read.iter().find(|f| says(&f.number, value, unit)) else { continue };
        if *bound != each.bound {
            let at = world.line_of_figure(o, each);
            let (said, given) = (name(*bound), name(each.bound));
            out.error(at, format!("`{}` says {said}, the figure {given}", each.literal));
        }
    }
}

fn name(bound: Option<Bound>) -> &'static str {
    match bound {
        None => "no bound",
        Some(Bound::Over) => "`over`",
        Some(Bound::Nearly) => "`nearly`",
        Some(Bound::About) => "`about`",
    }
}

/// A value that its unit cannot have, or that its status excludes.
pub(super) fn sense(world: &World<'_>, out: &mut Out) {
    for (o, each) in world.figures() {
        let at = || world.line_of_figure(o, each);
        let missing = match each.status {
            Status::Normal => each.value.is_none().then_some("a figure needs a value"),
            Status::Undetermined if each.range.is_none() => Some("what is undetermined needs a range"),
            _ => each.value.is_some().then_some("what is missing or undetermined has no value"),
        };
        if let Some(message) = missing {
            out.error(at(), format!("`{}`: {message}", each.literal));
        }
        let indicator = world.indicator(&o.value.indicator);
        if let (Some(value), Some(i)) = (each.value.as_deref().and_then(decimal), indicator) {
            in_unit(value, &i.value, at(), out);
        }
    }
    for t in &world.defs.tables {
        for row in &t.value.rows {
            for (column, cell) in t.value.columns.iter().zip(&row.cells) {
                let value = decimal(&cell.replace([' ', ','], ""));
                if let (Some(value), Some(i)) = (value, world.indicator(&column.indicator)) {
                    in_unit(value, &i.value, world.line_of(&t.origin, &format!("\"{}\"", row.label)), out);
                }
            }
        }
    }
}

fn in_unit(value: Decimal, indicator: &IndicatorDef, at: Origin, out: &mut Out) {
    let whole = value.fract().is_zero();
    // Growth may be beyond a hundred or below zero, a share may not.
    let share = indicator.of.is_some() || indicator.base.is_some() || indicator.composite;
    let fits = match indicator.unit {
        Unit::Rank => value >= Decimal::ONE && whole,
        Unit::Count => value >= Decimal::ZERO && whole,
        Unit::Usd | Unit::Times => value >= Decimal::ZERO,
        Unit::Year => (Decimal::from(1800)..=Decimal::from(2200)).contains(&value) && whole,
        Unit::Percent if share => (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value),
        Unit::Percent | Unit::PercentagePoint | Unit::Index => true,
    };
    if !fits {
        let what = if share { "share" } else { indicator.unit.name() };
        out.error(at, format!("{value} is no {what} (`{}`)", indicator.id));
    } else if indicator.unit == Unit::Percent && value.abs() > Decimal::ONE_HUNDRED {
        out.warning(at, format!("{value} percent is much for `{}`", indicator.id));
    }
}

/// A range that ends before it begins.
pub(super) fn range(world: &World<'_>, out: &mut Out) {
    for (o, each) in world.figures() {
        let Some((low, high)) = &each.range else { continue };
        if decimal(low).zip(decimal(high)).is_some_and(|(l, h)| l > h) {
            let at = world.line_of_figure(o, each);
            out.error(at, format!("the range {low} to {high} ends before it begins"));
        }
    }
}
