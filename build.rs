//! Tells cargo that the fact base is part of the program.
//!
//! `include_dir!` follows the files that it has seen; a file or folder that is new in `knowledge/` it would not notice.

fn main() {
    println!("cargo::rerun-if-changed=knowledge");
}
