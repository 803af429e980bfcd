//! Questions to the plain tables: who has a figure, in which order, what it sums to.
//!
//! Owns: sorting and adding, in plain Rust. Must not know: the engine, phrasings.

use rust_decimal::Decimal;

use crate::facts::{Cell, Entity, Facts, Group, Indicator};

impl Facts {
    pub fn indicator(&self, id: &str) -> &Indicator {
        self.indicators.iter().find(|i| i.id == id).unwrap_or_else(|| panic!("an indicator `{id}`"))
    }

    pub fn entity(&self, code: &str) -> &Entity {
        self.entities.iter().find(|e| e.code == code).unwrap_or_else(|| panic!("an entity `{code}`"))
    }

    pub fn group(&self, code: &str) -> &Group {
        self.groups.iter().find(|g| g.code == code).unwrap_or_else(|| panic!("a group `{code}`"))
    }

    /// The columns of the document's table: quantities that most operations are asked of.
    pub fn columns(&self) -> Vec<&str> {
        self.columns.iter().map(String::as_str).collect()
    }

    pub fn rankings(&self) -> Vec<&str> {
        self.indicators.iter().filter(|i| i.ranking).map(|i| i.id.as_str()).collect()
    }

    /// Places of an indicator with their figures, the greatest first; totals and regional ranks stay out.
    pub fn ordered(&self, indicator: &str) -> Vec<(&str, Decimal)> {
        let own = |c: &&Cell| c.indicator == indicator && !c.aggregate && c.scope.is_none();
        let cells = self.cells.iter().filter(own).filter_map(|c| Some((c.entity.as_str(), c.value?)));
        let mut rows: Vec<(&str, Decimal)> = cells.collect();
        rows.sort_by_key(|(_, value)| std::cmp::Reverse(*value));
        rows
    }

    /// The one figure of a place, where there is one.
    pub fn value(&self, indicator: &str, entity: &str) -> Option<Decimal> {
        let own = |c: &&Cell| c.indicator == indicator && c.entity == entity && c.scope.is_none();
        self.cells.iter().filter(own).find_map(|c| c.value)
    }

    /// Places whose cell has no figure.
    pub fn missing(&self, indicator: &str) -> Vec<&str> {
        let empty = self.cells.iter().filter(|c| c.indicator == indicator && c.value.is_none());
        empty.map(|c| c.entity.as_str()).collect()
    }

    /// Members of a group that are economies.
    pub fn economies(&self, group: &str) -> Vec<&str> {
        let members = self.group(group).members.iter().map(String::as_str);
        members.filter(|m| self.entity(m).kinds.iter().any(|k| k == "economy")).collect()
    }

    /// A group's rows of an indicator, the greatest first.
    pub fn within(&self, group: &str, indicator: &str) -> Vec<(&str, Decimal)> {
        let members = self.economies(group);
        self.ordered(indicator).into_iter().filter(|(e, _)| members.contains(e)).collect()
    }

    /// Groups that can be compared within: some economies, most of them with figures.
    pub fn comparable(&self, indicator: &str) -> Vec<&str> {
        let groups = self.groups.iter().filter(|g| !g.forms.is_empty()).map(|g| g.code.as_str());
        groups.filter(|g| self.economies(g).len() > 2 && self.within(g, indicator).len() > 1).collect()
    }
}

/// Rows that share their value with no other row.
pub fn unique<'a>(rows: &[(&'a str, Decimal)]) -> Vec<(usize, &'a str, Decimal)> {
    let alone = |value: &Decimal| rows.iter().filter(|(_, v)| v == value).count() == 1;
    rows.iter().enumerate().filter(|(_, (_, v))| alone(v)).map(|(n, (e, v))| (n + 1, *e, *v)).collect()
}
