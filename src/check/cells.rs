//! Table cells: each as printed, in its row and column; none left out, none added.
//!
//! Owns: the check `cell`. Must not know: values.

use super::Out;
use super::document::{Document, Row, plain};
use super::world::World;
use crate::knowledge::{Origin, Placed, RowDef, TableDef};

/// What a cell prints: without the mark of a stated gap, and nothing for a cell that is not there.
fn printed(cell: &str) -> Option<String> {
    (cell != "-").then(|| plain(cell.strip_prefix("M:").unwrap_or(cell)))
}

/// A column heading, row or cell that is not what the document prints.
pub(super) fn cell(world: &World<'_>, document: &Document, out: &mut Out) {
    for table in world.defs.tables.iter().filter(|t| t.document == document.index) {
        headings(world, document, table, out);
        let name = &table.value.reference;
        let rows: Vec<&Row> = document.rows.iter().filter(|r| r.table == *name).collect();
        for def in &table.value.rows {
            let at = world.line_of(&table.origin, &format!("\"{}\"", def.label));
            match rows.iter().find(|r| r.label == plain(&def.label)) {
                Some(row) => row_cells(def, row, table, at, out),
                None => out.error(at, format!("{name} has no row `{}`", def.label)),
            }
        }
        for row in rows {
            if !table.value.rows.iter().any(|def| plain(&def.label) == row.label) {
                let at = Origin { file: "source".into(), line: row.line };
                out.error(at, format!("the row `{}` of {name} is not in the fact base", row.label));
            }
        }
    }
    for row in &document.rows {
        let tables = world.defs.tables.iter().filter(|t| t.document == document.index);
        if !tables.into_iter().any(|t| t.value.reference == row.table) {
            let at = Origin { file: "source".into(), line: row.line };
            out.error(at, format!("the row `{}` is in no table of the fact base", row.label));
        }
    }
}

fn headings(world: &World<'_>, document: &Document, table: &Placed<TableDef>, out: &mut Out) {
    let name = &table.value.reference;
    let printed = document.headings.iter().find(|r| r.table == *name).map_or(&[][..], |r| &r.cells);
    if printed.len() != table.value.columns.len() {
        let message = format!("{name} has {} columns, not {}", printed.len(), table.value.columns.len());
        out.error(world.line_of(&table.origin, "columns"), message);
    }
    for (column, heading) in table.value.columns.iter().zip(printed) {
        if plain(&column.literal) != *heading {
            let at = world.line_of(&table.origin, &column.literal);
            out.error(at, format!("the column of `{}` is headed `{heading}`", column.indicator));
        }
    }
}

fn row_cells(def: &RowDef, row: &Row, table: &Placed<TableDef>, at: Origin, out: &mut Out) {
    let name = &table.value.reference;
    let carried: Vec<(String, &str)> = def
        .cells
        .iter()
        .zip(&table.value.columns)
        .filter_map(|(cell, column)| Some((printed(cell)?, column.indicator.as_str())))
        .collect();
    if carried.len() != row.cells.len() {
        let (have, print) = (carried.len(), row.cells.len());
        out.error(at, format!("the row `{}` of {name} prints {print} cells, not {have}", def.label));
        return;
    }
    for ((cell, column), print) in carried.iter().zip(&row.cells) {
        if cell != print {
            let message = format!("`{column}` of `{}` prints `{print}` in {name}, not `{cell}`", def.label);
            out.error(at.clone(), message);
        }
    }
}
