//! Builds observations from tables, from prose and from one another.
//!
//! Owns: locators, citations and values. Must not know: whether they agree with the document (`src/check`).

use rust_decimal::Decimal;

use super::build::Builder;
use super::files::Definitions;
use super::model::*;
use super::place::Origin;
use super::schema::*;

/// Marks a table cell that states that there is no figure.
const STATED_MISSING: &str = "M:";

/// Marks a table cell that is not there at all.
const NO_CELL: &str = "-";

pub(super) fn observations(
    b: &mut Builder,
    defs: &Definitions,
    indicators: &mut [Indicator],
) -> Vec<Observation> {
    let mut all = Vec::new();
    for table in &defs.tables {
        cells(b, &table.value, &table.origin, indicators, &mut all);
    }
    for def in &defs.observations {
        let at = &def.origin;
        let indicator = b.find("indicator", |b| &b.indicator, &def.value.indicator, at);
        for each in &def.value.each {
            let Some(code) = each.entity.as_ref().or(def.value.entity.as_ref()) else {
                b.fail("reference", at, format!("`{}` has no entity", each.literal));
                continue;
            };
            let period = each.period.as_ref().or(def.value.period.as_ref());
            let bounds = each.range.as_ref().map(|(low, high)| (b.decimal(low, at), b.decimal(high, at)));
            let mut cite = references(&def.value.at, &def.value.footnotes);
            cite.extend(def.value.figures.iter().map(|n| format!("fig:{n}")));
            all.push(Observation {
                indicator,
                entity: b.entity(code, at),
                agent: each.agent.as_ref().map(|code| b.entity(code, at)),
                scope: each.scope.as_ref().map(|code| b.entity(code, at)),
                period: match period {
                    Some(_) => b.period(period, at),
                    None => indicators.get(indicator).and_then(|i| i.period),
                },
                value: each.value.as_ref().and_then(|v| b.decimal(v, at)),
                bound: each.bound,
                status: each.status,
                range: bounds.and_then(|(low, high)| Some((low?, high?))),
                forecast: each.forecast,
                start: each.start,
                aggregate: each.aggregate,
                restates: def.value.restates,
                literal: each.literal.clone(),
                locator: def.value.at.clone(),
                cite,
                note: each.note.as_ref().map(|id| b.find("remark", |b| &b.remark, id, at)),
                say: each.say.clone(),
                say_period: each.say_period.clone(),
                quotient: None,
                origin: at.clone(),
            });
        }
    }
    quotients(b, indicators, &mut all);
    for (i, observation) in all.iter().enumerate() {
        if let Some(indicator) = indicators.get_mut(observation.indicator) {
            indicator.observations.push(i);
        }
    }
    all
}

fn cells(
    b: &mut Builder,
    table: &TableDef,
    at: &Origin,
    indicators: &[Indicator],
    all: &mut Vec<Observation>,
) {
    for row in &table.rows {
        let entity = b.entity(&row.entity, at);
        if row.cells.len() != table.columns.len() {
            b.fail(
                "row",
                at,
                format!(
                    "row `{}` has {} cells for {} columns",
                    row.entity,
                    row.cells.len(),
                    table.columns.len()
                ),
            );
        }
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            if cell == NO_CELL {
                continue;
            }
            let indicator = b.find("indicator", |b| &b.indicator, &column.indicator, at);
            let scale = b.decimal(&column.scale, at).unwrap_or(Decimal::ONE);
            let (value, status, literal) = if let Some(said) = cell.strip_prefix(STATED_MISSING) {
                (None, Status::MissingStated, said)
            } else if cell.is_empty() {
                (None, Status::MissingBlank, "")
            } else {
                let printed = b.decimal(&cell.replace([' ', ','], ""), at);
                (printed.and_then(|v| v.checked_mul(scale)), Status::Normal, cell.as_str())
            };
            let notes = table.footnotes.get(&column.indicator).into_iter().flatten();
            let mut cite = vec![table.reference.clone(), format!("p:{}", table.page)];
            cite.extend(notes.map(|n| format!("fn:{n}")));
            all.push(Observation {
                period: indicators.get(indicator).and_then(|i| i.period),
                value,
                status,
                aggregate: row.aggregate,
                literal: literal.to_owned(),
                locator: format!("{}/{}", table.reference, row.label),
                cite,
                ..blank(indicator, entity, at)
            });
        }
    }
}

/// References of a fact: where it stands, and its footnotes.
pub(super) fn references(at: &str, footnotes: &[u8]) -> Vec<String> {
    let mut cite = vec![at.split('/').next().unwrap_or_default().to_owned()];
    cite.extend(footnotes.iter().map(|n| format!("fn:{n}")));
    cite
}

/// An observation of which nothing is known yet.
fn blank(indicator: usize, entity: usize, origin: &Origin) -> Observation {
    Observation {
        indicator,
        entity,
        agent: None,
        scope: None,
        period: None,
        value: None,
        bound: None,
        status: Status::Normal,
        range: None,
        forecast: false,
        start: false,
        aggregate: false,
        restates: false,
        literal: String::new(),
        locator: String::new(),
        cite: Vec::new(),
        note: None,
        say: None,
        say_period: None,
        quotient: None,
        origin: origin.clone(),
    }
}

/// Observations of computed indicators: one for each entity that has both operands.
fn quotients(b: &mut Builder, indicators: &[Indicator], all: &mut Vec<Observation>) {
    for (indicator, i) in indicators.iter().enumerate() {
        let Some(quotient) = &i.def.quotient else { continue };
        let of = b.find("indicator", |b| &b.indicator, &quotient.of, &i.origin);
        let by = b.find("indicator", |b| &b.indicator, &quotient.by, &i.origin);
        let valued = |wanted: usize| {
            let fits = move |(_, o): &(usize, &Observation)| {
                o.indicator == wanted && o.value.is_some() && !o.restates && !o.aggregate && o.scope.is_none()
            };
            all.iter().enumerate().filter(fits).map(|(at, o)| (at, o.entity)).collect::<Vec<_>>()
        };
        let under = valued(by);
        let other = |e: &usize| under.iter().find(|(_, f)| f == e).map(|(at, _)| *at);
        let pairs: Vec<(usize, usize)> =
            valued(of).iter().filter_map(|(a, e)| Some((*a, other(e)?))).collect();
        for (a, d) in pairs {
            let value = all[a].value.zip(all[d].value).and_then(|(x, y)| x.checked_div(y));
            let mut cite = all[a].cite.clone();
            cite.extend(all[d].cite.iter().filter(|r| !all[a].cite.contains(r)).cloned());
            all.push(Observation {
                period: all[a].period,
                value: value.map(|v| v.round_dp(2)),
                locator: all[a].locator.clone(),
                cite,
                quotient: Some((a, d)),
                ..blank(indicator, all[a].entity, &i.origin)
            });
        }
    }
}
