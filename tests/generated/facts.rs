//! The fact base as plain tables: read from the data files by this file alone, value by value.
//!
//! Owns: what the document says, for the expected answers. Must not know: the engine, its reader or its indexes.

use std::path::Path;

use rust_decimal::Decimal;
use toml::{Table, Value};

use crate::fields::{Words, decimal, flag, tables, text, texts};

#[derive(Debug)]
pub struct Entity {
    pub code: String,
    pub kinds: Vec<String>,
    pub name: Words,
    pub forms: Vec<String>,
    /// It is the first without the others.
    pub complement: Option<(String, Vec<String>)>,
}

#[derive(Debug)]
pub struct Group {
    pub code: String,
    pub name: Words,
    pub members: Vec<String>,
    pub forms: Vec<String>,
}

#[derive(Debug)]
pub struct Indicator {
    pub id: String,
    pub unit: String,
    pub ranking: bool,
    pub name: Words,
    pub period: Option<String>,
    pub cite: Vec<String>,
    pub complete_to: Option<u32>,
    /// It is one amount by another, of the two named.
    pub quotient: Option<(String, String)>,
}

/// One figure, or the place of one that is not there.
#[derive(Debug, Clone)]
pub struct Cell {
    pub indicator: String,
    pub entity: String,
    pub agent: Option<String>,
    pub scope: Option<String>,
    pub period: Option<String>,
    pub value: Option<Decimal>,
    pub aggregate: bool,
    /// The remark that goes along with it.
    pub note: Option<String>,
}

/// A curated wording, the fact that owns it, and the field that it stands in.
pub struct Wording {
    pub owner: String,
    pub field: String,
    pub words: Words,
}

#[derive(Default)]
pub struct Facts {
    pub entities: Vec<Entity>,
    pub groups: Vec<Group>,
    pub indicators: Vec<Indicator>,
    pub cells: Vec<Cell>,
    /// Indicators of the document's table, from left to right.
    pub columns: Vec<String>,
    pub statements: Vec<Table>,
    pub sources: Vec<Table>,
    pub wordings: Vec<Wording>,
    /// Names of places that no document has.
    pub elsewhere: Vec<Vec<String>>,
}

impl Facts {
    /// Reads one document's folder below `knowledge`, and the places that no document has.
    pub fn read(knowledge: &Path, document: &str) -> Facts {
        let mut facts = Facts::default();
        let mut paths: Vec<_> = std::fs::read_dir(knowledge.join(document))
            .expect("the document's folder can be read")
            .map(|entry| entry.expect("an entry of the folder").path())
            .collect();
        paths.sort();
        for path in paths {
            let file = std::fs::read_to_string(&path).expect("a data file can be read");
            facts.take(&file.parse().unwrap_or_else(|e| panic!("{}: {e}", path.display())));
        }
        facts.divide();
        facts.complete();
        let places = std::fs::read_to_string(knowledge.join("language/places.toml")).unwrap_or_default();
        let places: Table = places.parse().expect("the places parse");
        // A name may hold a numeral (七國集團): it is quoted as it is.
        for form in tables(&places, "place").flat_map(|p| texts(p, "forms")) {
            let words = Words { hant: form.clone(), en: form };
            facts.wordings.push(Wording { owner: "place".to_owned(), field: "forms".to_owned(), words });
        }
        let far = tables(&places, "place").filter(|p| !flag(p, "covered"));
        facts.elsewhere = far
            .filter(|p| text(p, "kind").as_deref() == Some("country"))
            .map(|p| texts(p, "forms"))
            .collect();
        facts
    }

    fn take(&mut self, file: &Table) {
        let mut wordings = Vec::new();
        let mut word = |owner: &str, table: &Table, keys: &[&str]| {
            for key in keys {
                let words = Words::of(table.get(*key));
                if !words.hant.is_empty() {
                    wordings.push(Wording { owner: owner.to_owned(), field: (*key).to_owned(), words });
                }
            }
        };
        if let Some(document) = file.get("document").and_then(Value::as_table) {
            word("document", document, &["title", "short", "subject", "publisher"]);
        }
        for t in tables(file, "entity") {
            let name = Words::of(t.get("name"));
            let code = text(t, "code").expect("an entity has a code");
            let complement = t.get("complement").and_then(Value::as_table);
            let complement = complement.map(|c| (text(c, "of").unwrap_or_default(), texts(c, "without")));
            let (kinds, forms) = (texts(t, "kinds"), texts(t, "forms"));
            self.entities.push(Entity { code, kinds, name, forms, complement });
        }
        for t in tables(file, "group") {
            word(&format!("group {}", text(t, "code").unwrap_or_default()), t, &["name"]);
            self.groups.push(Group {
                code: text(t, "code").expect("a group has a code"),
                name: Words::of(t.get("name")),
                members: texts(t, "members"),
                forms: texts(t, "forms"),
            });
        }
        for t in tables(file, "indicator") {
            let id = text(t, "id").expect("an indicator has an id");
            word(&format!("indicator {id}"), t, &["name", "short", "period_name", "coverage"]);
            let part = |q: &Table, key: &str| text(q, key).unwrap_or_default();
            let quotient =
                t.get("quotient").and_then(Value::as_table).map(|q| (part(q, "of"), part(q, "by")));
            self.indicators.push(Indicator {
                id,
                unit: text(t, "unit").expect("an indicator has a unit"),
                ranking: flag(t, "ranking"),
                name: Words::of(t.get("name")),
                period: text(t, "period"),
                cite: texts(t, "cite"),
                complete_to: t.get("complete_to").and_then(Value::as_integer).and_then(|n| n.try_into().ok()),
                quotient,
            });
        }
        for t in tables(file, "observation").filter(|t| !flag(t, "restates")) {
            self.prose(t, &mut word);
        }
        for t in tables(file, "table") {
            self.table(t);
        }
        for t in tables(file, "statement") {
            word(&format!("statement {}", text(t, "id").unwrap_or_default()), t, &["text"]);
            self.statements.push(t.clone());
        }
        for t in tables(file, "remark") {
            word(&format!("remark {}", text(t, "id").unwrap_or_default()), t, &["text"]);
        }
        for t in tables(file, "source") {
            word(&format!("source {}", text(t, "ref").unwrap_or_default()), t, &["label", "title", "name"]);
            self.sources.push(t.clone());
        }
        self.wordings.extend(wordings);
    }

    fn prose(&mut self, all: &Table, word: &mut impl FnMut(&str, &Table, &[&str])) {
        let indicator = text(all, "indicator").expect("an observation has an indicator");
        for each in tables(all, "each") {
            let field = |key: &str| text(each, key).or_else(|| text(all, key));
            word(&format!("indicator {indicator}"), each, &["say", "say_period"]);
            self.cells.push(Cell {
                indicator: indicator.clone(),
                entity: field("entity").expect("an observation has an entity"),
                agent: text(each, "agent"),
                scope: text(each, "scope"),
                period: field("period"),
                value: text(each, "value").map(|v| decimal(&v)),
                aggregate: flag(each, "aggregate"),
                note: text(each, "note"),
            });
        }
    }

    /// Regions that are another without some of its members are groups too.
    fn complete(&mut self) {
        let mut groups = Vec::new();
        for entity in &self.entities {
            let Some((of, without)) = &entity.complement else { continue };
            let whole = self.groups.iter().find(|g| g.code == *of).expect("a region with members");
            let members = whole.members.iter().filter(|m| !without.contains(m)).cloned().collect();
            groups.push(Group {
                code: entity.code.clone(),
                name: entity.name.clone(),
                members,
                forms: vec![],
            });
        }
        self.groups.extend(groups);
    }

    /// Figures of indicators that are one amount by another.
    fn divide(&mut self) {
        let mut quotients = Vec::new();
        for indicator in &self.indicators {
            let Some((of, by)) = &indicator.quotient else { continue };
            for cell in self.cells.iter().filter(|c| c.indicator == *of) {
                let other = self.cells.iter().find(|c| c.indicator == *by && c.entity == cell.entity);
                if let (Some(a), Some(b)) = (cell.value, other.and_then(|c| c.value)) {
                    quotients.push(Cell {
                        indicator: indicator.id.clone(),
                        value: Some(a / b),
                        ..cell.clone()
                    });
                }
            }
        }
        self.cells.extend(quotients);
    }

    fn table(&mut self, table: &Table) {
        self.columns.extend(tables(table, "columns").filter_map(|c| text(c, "indicator")));
        for row in tables(table, "rows") {
            let columns = tables(table, "columns");
            for (column, cell) in columns.zip(texts(row, "cells")).filter(|(_, cell)| cell != "-") {
                let scale = decimal(&text(column, "scale").expect("a column has a scale"));
                let missing = cell.is_empty() || cell.starts_with("M:");
                self.cells.push(Cell {
                    indicator: text(column, "indicator").expect("a column has an indicator"),
                    entity: text(row, "entity").expect("a row has an entity"),
                    agent: None,
                    scope: None,
                    period: None,
                    value: (!missing).then(|| decimal(&cell) * scale),
                    aggregate: flag(row, "aggregate"),
                    note: None,
                });
            }
        }
    }
}
