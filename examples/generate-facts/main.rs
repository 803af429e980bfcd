//! Writes an invented fact base of any size as knowledge folders, with questions whose answers are known.
//!
//!     cargo run --release --example generate-facts -- --observations 100000 FOLDER
//!     FOOTNOTE_KNOWLEDGE=FOLDER/knowledge footnote ask --batch < FOLDER/questions.jsonl
//!
//! The same arguments give the same bytes. Owns: the arguments. Must not know: how answers are made.

mod names;
mod questions;
mod shape;
mod world;
mod write;

use std::io;
use std::path::{Path, PathBuf};

use clap::Parser;
use footnote::knowledge::{FactBase, RawFile, read_embedded};

use shape::Shape;
use world::World;

/// Writes an invented fact base and questions over it
#[derive(Parser)]
struct Arguments {
    /// Where `knowledge/` and `questions.jsonl` go
    folder: PathBuf,
    /// About how many observations: 1000, 100000, 1000000 or anything between
    #[arg(long, default_value_t = 1_000)]
    observations: usize,
    #[arg(long)]
    documents: Option<usize>,
    #[arg(long)]
    indicators: Option<usize>,
    #[arg(long)]
    entities: Option<usize>,
    /// Years that each figure is given for
    #[arg(long)]
    periods: Option<usize>,
    #[arg(long)]
    questions: Option<usize>,
    /// Another number makes another world
    #[arg(long)]
    seed: Option<u64>,
}

fn main() -> io::Result<()> {
    let a = Arguments::parse();
    let usual = Shape::of(a.observations);
    let shape = Shape {
        observations: a.observations,
        documents: a.documents.unwrap_or(usual.documents),
        indicators: a.indicators.unwrap_or(usual.indicators),
        entities: a.entities.unwrap_or(usual.entities),
        periods: a.periods.unwrap_or(usual.periods),
        questions: a.questions.unwrap_or(usual.questions),
        seed: a.seed.unwrap_or(usual.seed),
    };
    if let Some(mistake) = shape.mistake() {
        return Err(io::Error::other(mistake));
    }
    let language: Vec<RawFile> =
        read_embedded().into_iter().filter(|f| f.path.starts_with("language/")).collect();
    let base = FactBase::from_files(&language).map_err(io::Error::other)?;
    let world = World::new(shape, &base);
    let knowledge = a.folder.join("knowledge");
    words_of_languages(&language, &knowledge)?;
    write::documents(&world, &knowledge)?;
    let lines: Vec<String> = questions::questions(&world)
        .iter()
        .map(serde_json::to_string)
        .collect::<Result<_, _>>()
        .map_err(io::Error::other)?;
    std::fs::write(a.folder.join("questions.jsonl"), lines.join("\n") + "\n")?;
    let made = shape.covered() * shape.indicators * shape.periods;
    println!("{made} observations, {} turns of questions: {}", lines.len(), a.folder.display());
    Ok(())
}

/// The language folder goes along: it belongs to no document.
fn words_of_languages(files: &[RawFile], knowledge: &Path) -> io::Result<()> {
    for file in files {
        let path = knowledge.join(&file.path);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(path, file.text.as_bytes())?;
    }
    Ok(())
}
