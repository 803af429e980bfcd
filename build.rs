//! Tells cargo that the fact base is part of the program, and prepares what each start would else have to work out:
//! the values in the data files, and the table by which characters are folded.
//!
//! `include_dir!` follows the files that it has seen; a file or folder that is new in `knowledge/` it would not notice.
//!
//! The values of a data file are laid down in the order of the file, each table with its place, so that nothing need be
//! parsed; `src/knowledge/prepared.rs` reads them. What they mean is not looked at here: a file that does not parse is
//! left to the program, which tells what is wrong with it.
//!
//! The table is OpenCC's, one character to one. Asking OpenCC for it at each start takes longer than a question, and
//! needs its phrases from Simplified to Traditional, 1.9 MB that nothing else would look into.

use std::path::{Path, PathBuf};

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The main block of Han ideographs; `src/text/fold.rs` takes the table at this range.
const HAN: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=knowledge");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(out.join("han.rs"), folding()).expect("OUT_DIR can be written to");
    let prepared = out.join("prepared");
    let _ = std::fs::remove_dir_all(&prepared);
    prepare(Path::new("knowledge"), &prepared).expect("knowledge/ can be read, and OUT_DIR written to");
}

/// Lays down the values of every TOML file of `from` under the same path in `to`.
fn prepare(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            prepare(&path, &target)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            let text = std::fs::read_to_string(&path)?;
            let mut laid = Vec::new();
            let table = DeTable::parse(&text).ok();
            if table
                .and_then(|t| lay(&Spanned::new(t.span(), DeValue::Table(t.into_inner())), &mut laid))
                .is_some()
            {
                std::fs::write(target, laid)?;
            }
        }
    }
    Ok(())
}

/// A mark for the sort of value, and the value; lengths and places in four bytes. `None` for a value that no data
/// file has.
fn lay(value: &Spanned<DeValue<'_>>, laid: &mut Vec<u8>) -> Option<()> {
    let length = |n: usize| u32::try_from(n).ok().map(u32::to_le_bytes);
    match value.get_ref() {
        DeValue::Boolean(yes) => laid.extend([b'b', u8::from(*yes)]),
        DeValue::Integer(number) => {
            let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
            laid.push(b'i');
            laid.extend(number.to_le_bytes());
        }
        DeValue::Float(number) => {
            laid.push(b'f');
            laid.extend(number.as_str().parse::<f64>().ok()?.to_le_bytes());
        }
        DeValue::String(text) => {
            laid.push(b's');
            laid.extend(length(text.len())?);
            laid.extend(text.as_bytes());
        }
        DeValue::Array(items) => {
            laid.push(b'a');
            laid.extend(length(items.len())?);
            items.iter().try_for_each(|item| lay(item, laid))?;
        }
        DeValue::Table(entries) => {
            laid.push(b't');
            for n in [value.span().start, value.span().end, entries.len()] {
                laid.extend(length(n)?);
            }
            for (key, entry) in entries {
                laid.extend(length(key.get_ref().len())?);
                laid.extend(key.get_ref().as_bytes());
                lay(entry, laid)?;
            }
        }
        DeValue::Datetime(_) => return None,
    }
    Some(())
}

/// The table of characters, in Rust.
fn folding() -> String {
    let simplified = converted(BuiltinConfig::T2s);
    let images: Vec<char> =
        HAN.zip(converted(BuiltinConfig::S2t)).filter(|(c, other)| c != other).map(|(c, _)| c).collect();
    format!(
        "pub const HAN: std::ops::RangeInclusive<char> = {HAN:?};\n\
         pub static SIMPLIFIED: [char; {}] = {simplified:?};\n\
         pub static IMAGES: [char; {}] = {images:?};\n",
        simplified.len(),
        images.len(),
    )
}

/// What each ideograph becomes. They stand on lines of their own, so that no rule for a phrase can join two of them.
fn converted(config: BuiltinConfig) -> Vec<char> {
    let lines: String = HAN.flat_map(|c| [c, '\n']).collect();
    let converter = OpenCC::from_config(config).expect("the tables of OpenCC are part of it");
    let converted: Vec<char> = converter.convert(&lines).lines().filter_map(|l| l.chars().next()).collect();
    assert_eq!(converted.len(), HAN.count(), "each ideograph becomes one character or more");
    converted
}
