//! Writing: the world as knowledge folders, in the project's own format.
//!
//! Owns: the data files. Must not know: questions.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::names::Name;
use super::world::World;

/// Indicators that stand in one table.
const COLUMNS: usize = 10;

/// Writes every document of `world` as a folder in `out`.
pub fn documents(world: &World, out: &Path) -> io::Result<()> {
    for document in 0..world.shape.documents {
        let folder = out.join(format!("document-{:02}", document + 1));
        std::fs::create_dir_all(&folder)?;
        let own: Vec<usize> =
            (0..world.shape.indicators).filter(|i| world.document(*i) == document).collect();
        let tables: Vec<&[usize]> = own.chunks(COLUMNS).collect();
        std::fs::write(folder.join("document.toml"), head(document, tables.len()))?;
        std::fs::write(folder.join("indicators.toml"), indicators(world, &tables))?;
        for (number, columns) in tables.iter().enumerate() {
            std::fs::write(
                folder.join(format!("table-{:03}.toml", number + 1)),
                table(world, columns, number + 1),
            )?;
        }
        for period in 1..world.shape.periods {
            let year = world.year(period);
            std::fs::write(folder.join(format!("figures-{year}.toml")), figures(world, &own, period))?;
        }
        if document == 0 {
            std::fs::write(folder.join("names.toml"), names(world))?;
        }
    }
    Ok(())
}

fn text(name: &Name) -> String {
    format!("{{ hant = \"{}\", en = \"{}\" }}", name.hant, name.en)
}

fn head(document: usize, tables: usize) -> String {
    let number = document + 1;
    let mut text = format!(
        "[document]\nid = \"volume-{number}\"\npage_count = {tables}\n\
         title = {{ hant = \"第 {number} 卷\", en = \"Volume {number}\" }}\n\
         short = {{ hant = \"第 {number} 卷\", en = \"Volume {number}\" }}\n\
         publisher = {{ hant = \"書局\", en = \"The press\" }}\nsubject = {{ hant = \"各地\", en = \"many places\" }}\n"
    );
    for table in 1..=tables {
        let _ = write!(
            text,
            "\n[[source]]\nref = \"table:{table}\"\npage = {table}\n\
             literal = \"Table {table}\"\n\
             label = {{ hant = \"第 {number} 卷表 {table}\", en = \"Volume {number}, Table {table}\" }}\n"
        );
    }
    text
}

fn indicators(world: &World, tables: &[&[usize]]) -> String {
    let mut text = String::new();
    for (at, columns) in tables.iter().enumerate() {
        let table = at + 1;
        for indicator in *columns {
            let (thing, aspect) = world.parts(*indicator);
            let year = world.year(0);
            let _ = writeln!(
                text,
                "[[indicator]]\nid = \"i{indicator}\"\nunit = \"count\"\nbest = \"most\"\nperiod = \"{year}\"\n\
                 period_kind = \"point\"\nname = {}\nsignature = [\"thing_{thing}\", \"aspect_{aspect}\"]\n\
                 plus = [\"place\"]\ncite = [\"table:{table}\"]\n",
                self::text(&world.what(*indicator)),
            );
        }
    }
    text
}

/// The newest figures of some indicators: a row for each entity that has one of them.
fn table(world: &World, columns: &[usize], number: usize) -> String {
    let mut text = format!("[[table]]\nref = \"table:{number}\"\npage = {number}\ncolumns = [\n");
    for indicator in columns {
        let name = world.what(*indicator).en;
        let _ = writeln!(text, "  {{ indicator = \"i{indicator}\", literal = \"{name}\", scale = \"1\" }},");
    }
    text += "]\nrows = [\n";
    let covered: Vec<Vec<usize>> = columns.iter().map(|i| world.covered(*i)).collect();
    let mut rows: Vec<usize> = covered.concat();
    rows.sort_unstable();
    rows.dedup();
    for entity in rows {
        let cells: Vec<String> = columns
            .iter()
            .zip(&covered)
            .map(|(i, covered)| match covered.binary_search(&entity) {
                Ok(_) => format!("\"{}\"", spaced(world.value(*i, entity, 0))),
                Err(_) => "\"-\"".to_owned(),
            })
            .collect();
        let label = &world.entities[entity].en;
        let _ = writeln!(
            text,
            "  {{ entity = \"E{entity}\", label = \"{label}\", cells = [{}] }},",
            cells.join(", ")
        );
    }
    text + "]\n"
}

/// The figures of an earlier year, one observation each.
fn figures(world: &World, own: &[usize], period: usize) -> String {
    let mut text = String::new();
    for (at, indicator) in own.iter().enumerate() {
        let (page, year) = (at / COLUMNS + 1, world.year(period));
        let _ = write!(
            text,
            "[[observation]]\nindicator = \"i{indicator}\"\nat = \"p:{page}/1\"\nperiod = \"{year}\"\neach = [\n"
        );
        for entity in world.covered(*indicator) {
            let value = world.value(*indicator, entity, period);
            let literal = spaced(value);
            let _ = writeln!(
                text,
                "  {{ entity = \"E{entity}\", literal = \"{literal}\", value = \"{value}\" }},"
            );
        }
        text += "]\n\n";
    }
    text
}

/// Digits in groups of three, as tables print them.
fn spaced(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

fn names(world: &World) -> String {
    let mut text = String::from(
        "[concept]\nplace = { weight = 0, countable = true, forms = [\"place\", \"places\", \"地方\"] }\n",
    );
    let mut concept = |id: String, name: &Name| {
        let _ = writeln!(text, "{id} = {{ forms = [\"{}\", \"{}\"] }}", name.hant, name.en);
    };
    for (thing, name) in world.things.iter().enumerate() {
        concept(format!("thing_{thing}"), name);
    }
    for (aspect, name) in world.words.aspect.iter().enumerate() {
        concept(format!("aspect_{aspect}"), name);
    }
    for (entity, name) in world.entities.iter().enumerate() {
        let within = world.within(entity).map(|e| format!("in = \"E{e}\"\n")).unwrap_or_default();
        let kind = if within.is_empty() { "economy" } else { "city" };
        let _ = write!(
            text,
            "\n[[entity]]\ncode = \"E{entity}\"\nkinds = [\"{kind}\"]\n{within}name = {}\nforms = [\"{}\", \"{}\"]\n",
            self::text(name),
            name.hant,
            name.en
        );
    }
    text
}
