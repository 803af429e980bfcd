//! Builds observations from tables, from prose and from one another.
//!
//! Owns: locators, citations and values. Must not know: whether they agree with the document (`src/check`).

use std::sync::Arc;

use compact_str::CompactString;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

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
        let origin = Arc::new(at.clone());
        let indicator = b.find("indicator", |b| &b.indicator, &def.value.indicator, at);
        let mut cite = references(&def.value.at, &def.value.footnotes);
        cite.extend(def.value.figures.iter().map(|n| format!("fig:{n}")));
        // One for all figures of the definition, however many there are.
        let cite: Arc<[String]> = cite.into();
        let locator: Arc<str> = def.value.at.as_str().into();
        for each in &def.value.each {
            let Some(code) = each.entity.as_ref().or(def.value.entity.as_ref()) else {
                b.fail("reference", at, format!("`{}` has no entity", each.literal));
                continue;
            };
            let period = each.period.as_ref().or(def.value.period.as_ref());
            let bounds = each.range.as_ref().map(|(low, high)| (b.decimal(low, at), b.decimal(high, at)));
            let rare = Rare {
                agent: each.agent.as_ref().map(|code| b.entity(code, at)),
                scope: each.scope.as_ref().map(|code| b.entity(code, at)),
                range: bounds.and_then(|(low, high)| Some((low?, high?))),
                forecast: each.forecast,
                start: each.start,
                note: each.note.as_ref().map(|id| b.find("remark", |b| &b.remark, id, at)),
                say: each.say.clone(),
                say_period: each.say_period.clone(),
                quotient: None,
            };
            all.push(Observation {
                indicator,
                entity: b.entity(code, at),
                period: match period {
                    Some(_) => b.period(period, at),
                    None => indicators.get(indicator).and_then(|i| i.period),
                },
                value: each.value.as_ref().and_then(|v| b.decimal(v, at)),
                bound: each.bound,
                status: each.status,
                aggregate: each.aggregate,
                restates: def.value.restates,
                literal: each.literal.as_str().into(),
                locator: locator.clone(),
                cite: cite.clone(),
                origin: origin.clone(),
                rare: rare.held(),
            });
        }
    }
    quotients(b, indicators, &mut all);
    all.shrink_to_fit();
    for (i, observation) in all.iter().enumerate() {
        if let Some(indicator) = indicators.get_mut(observation.indicator) {
            indicator.observations.push(i);
        }
    }
    indicators.iter_mut().for_each(|i| i.observations.shrink_to_fit());
    all
}

fn cells(
    b: &mut Builder,
    table: &TableDef,
    at: &Origin,
    indicators: &[Indicator],
    all: &mut Vec<Observation>,
) {
    let origin = Arc::new(at.clone());
    let columns: Vec<Column> = table.columns.iter().map(|c| Column::of(b, table, c, at)).collect();
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
        let locator: Arc<str> = format!("{}/{}", table.reference, row.label).into();
        for (column, cell) in columns.iter().zip(&row.cells).filter(|(_, cell)| *cell != NO_CELL) {
            let (value, status, literal) = if let Some(said) = cell.strip_prefix(STATED_MISSING) {
                (None, Status::MissingStated, said)
            } else if cell.is_empty() {
                (None, Status::MissingBlank, "")
            } else {
                let printed = b.decimal(&cell.replace([' ', ','], ""), at);
                (printed.and_then(|v| v.checked_mul(column.scale)), Status::Normal, cell.as_str())
            };
            all.push(Observation {
                period: indicators.get(column.indicator).and_then(|i| i.period),
                value,
                status,
                aggregate: row.aggregate,
                literal: literal.into(),
                locator: locator.clone(),
                cite: column.cite.clone(),
                ..blank(column.indicator, entity, &origin)
            });
        }
    }
}

/// What all cells of a column share.
struct Column {
    indicator: usize,
    scale: Decimal,
    cite: Arc<[String]>,
}

impl Column {
    fn of(b: &mut Builder, table: &TableDef, column: &ColumnDef, at: &Origin) -> Column {
        let notes = table.footnotes.get(&column.indicator).into_iter().flatten();
        let mut cite = vec![table.reference.clone(), format!("p:{}", table.page)];
        cite.extend(notes.map(|n| format!("fn:{n}")));
        Column {
            indicator: b.find("indicator", |b| &b.indicator, &column.indicator, at),
            scale: b.decimal(&column.scale, at).unwrap_or(Decimal::ONE),
            cite: cite.into(),
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
fn blank(indicator: usize, entity: usize, origin: &Arc<Origin>) -> Observation {
    Observation {
        indicator,
        entity,
        period: None,
        value: None,
        bound: None,
        status: Status::Normal,
        aggregate: false,
        restates: false,
        literal: CompactString::default(),
        locator: "".into(),
        cite: Arc::new([]),
        origin: origin.clone(),
        rare: None,
    }
}

/// Observations of computed indicators: one for each entity that has both operands.
fn quotients(b: &mut Builder, indicators: &[Indicator], all: &mut Vec<Observation>) {
    for (indicator, i) in indicators.iter().enumerate() {
        let Some(quotient) = &i.def.quotient else { continue };
        let origin = Arc::new(i.origin.clone());
        let of = b.find("indicator", |b| &b.indicator, &quotient.of, &i.origin);
        let by = b.find("indicator", |b| &b.indicator, &quotient.by, &i.origin);
        let valued = |wanted: usize| {
            let fits = move |(_, o): &(usize, &Observation)| {
                o.indicator == wanted && o.value.is_some() && !o.restates && !o.aggregate && o.scope.is_none()
            };
            all.iter().enumerate().filter(fits).map(|(at, o)| (at, o.entity)).collect::<Vec<_>>()
        };
        let mut under: FxHashMap<usize, usize> = FxHashMap::default();
        // The first of several counts.
        valued(by).into_iter().for_each(|(at, e)| _ = under.entry(e).or_insert(at));
        let other = |e: &usize| under.get(e).copied();
        let pairs: Vec<(usize, usize)> =
            valued(of).iter().filter_map(|(a, e)| Some((*a, other(e)?))).collect();
        for (a, d) in pairs {
            let value = all[a].value.zip(all[d].value).and_then(|(x, y)| x.checked_div(y));
            let mut cite = all[a].cite.to_vec();
            cite.extend(all[d].cite.iter().filter(|r| !all[a].cite.contains(r)).cloned());
            all.push(Observation {
                period: all[a].period,
                value: value.map(|v| v.round_dp(2)),
                locator: all[a].locator.clone(),
                cite: cite.into(),
                rare: Rare { quotient: Some((a, d)), ..Rare::default() }.held(),
                ..blank(indicator, all[a].entity, &origin)
            });
        }
    }
}
