//! Tells cargo that the fact base is part of the program, and prepares the table by which characters are folded.
//!
//! `include_dir!` follows the files that it has seen; a file or folder that is new in `knowledge/` it would not notice.
//!
//! The table is OpenCC's, one character to one. Asking OpenCC for it at each start takes longer than a question, and
//! needs its phrases from Simplified to Traditional, 1.9 MB that nothing else would look into.

use std::path::PathBuf;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// The main block of Han ideographs; `src/text/fold.rs` takes the table at this range.
const HAN: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=knowledge");
    let simplified = converted(BuiltinConfig::T2s);
    let images: Vec<char> =
        HAN.zip(converted(BuiltinConfig::S2t)).filter(|(c, other)| c != other).map(|(c, _)| c).collect();
    let table = format!(
        "pub const HAN: std::ops::RangeInclusive<char> = {HAN:?};\n\
         pub static SIMPLIFIED: [char; {}] = {simplified:?};\n\
         pub static IMAGES: [char; {}] = {images:?};\n",
        simplified.len(),
        images.len(),
    );
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(folder.join("han.rs"), table).expect("OUT_DIR can be written to");
}

/// What each ideograph becomes. They stand on lines of their own, so that no rule for a phrase can join two of them.
fn converted(config: BuiltinConfig) -> Vec<char> {
    let lines: String = HAN.flat_map(|c| [c, '\n']).collect();
    let converter = OpenCC::from_config(config).expect("the tables of OpenCC are part of it");
    let converted: Vec<char> = converter.convert(&lines).lines().filter_map(|l| l.chars().next()).collect();
    assert_eq!(converted.len(), HAN.count(), "each ideograph becomes one character or more");
    converted
}
