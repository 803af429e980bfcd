//! Reads data files, from a folder or from the binary, into definitions that know their file and line.
//!
//! Owns: file access and TOML errors. Must not know: what the definitions mean together.

use std::borrow::Cow;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use include_dir::{Dir, include_dir};

use super::place::{Lines, Origin, Placed, Placer};
use super::prepared;
use super::schema::*;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/knowledge");
/// The values of the same files, as `build.rs` has laid them down.
static PREPARED: Dir<'_> = include_dir!("$OUT_DIR/prepared");

/// The folder whose files belong to a language and not to a document.
pub const LANGUAGE_FOLDER: &str = "language";

/// Why a fact base could not be loaded.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}{message}", origin.as_ref().map(|o| format!("{o}: ")).unwrap_or_default())]
pub struct LoadError {
    /// The check of `footnote check` that tells this.
    pub check: &'static str,
    pub origin: Option<Origin>,
    pub message: String,
}

/// One data file as text.
#[derive(Debug, Clone)]
pub struct RawFile {
    /// Path below the knowledge folder, with `/`.
    pub path: String,
    /// Borrowed where the binary carries it.
    pub text: Cow<'static, str>,
}

/// The files carried in the binary, sorted by path.
pub fn read_embedded() -> Vec<RawFile> {
    fn walk(dir: &Dir<'static>, files: &mut Vec<RawFile>) {
        for file in dir.files() {
            if let Some(text) = file.contents_utf8() {
                files.push(RawFile { path: file.path().to_string_lossy().into_owned(), text: text.into() });
            }
        }
        dir.dirs().for_each(|d| walk(d, files));
    }
    let mut files = Vec::new();
    walk(&EMBEDDED, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The files of `folder` and its sub-folders, one level deep, sorted by path.
pub fn read_folder(folder: &Path) -> Result<Vec<RawFile>, LoadError> {
    let fail = |path: &Path, e: std::io::Error| LoadError {
        check: "parse",
        origin: None,
        message: format!("{}: cannot be read: {e}", path.display()),
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| fail(folder, e))? {
        let path = entry.map_err(|e| fail(folder, e))?.path();
        if !path.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&path).map_err(|e| fail(&path, e))? {
            let file = file.map_err(|e| fail(&path, e))?.path();
            if file.is_file() {
                let text = std::fs::read_to_string(&file).map_err(|e| fail(&file, e))?;
                let relative =
                    file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
                files.push(RawFile { path: relative, text: text.into() });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

type Parsed = Result<File, toml::de::Error>;

fn parse(file: &RawFile) -> Parsed {
    prepared(file).map_or_else(|| toml::from_str(&file.text), Ok)
}

/// The values of a file that is the binary's own, where it stands there. Whatever is wrong with them, the text tells.
fn prepared(file: &RawFile) -> Option<File> {
    let own = EMBEDDED.get_file(&file.path)?.contents();
    if !std::ptr::eq(own, file.text.as_bytes()) {
        return None;
    }
    prepared::read(PREPARED.get_file(&file.path)?.contents())
}

/// Each file that is TOML, parsed; on several cores at once where there are several.
fn parse_all(files: &[RawFile]) -> Vec<Option<Parsed>> {
    let mut largest_first: Vec<usize> =
        (0..files.len()).filter(|k| files[*k].path.ends_with(".toml")).collect();
    largest_first.sort_by_key(|k| std::cmp::Reverse(files[*k].text.len()));
    let next = AtomicUsize::new(0);
    let work = || {
        let turn = || largest_first.get(next.fetch_add(1, Ordering::Relaxed)).copied();
        std::iter::from_fn(turn).map(|k| (k, parse(&files[k]))).collect::<Vec<_>>()
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(largest_first.len());
    let mut parsed: Vec<Option<Parsed>> = files.iter().map(|_| None).collect();
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
        let own = work();
        let others =
            others.into_iter().flat_map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        own.into_iter().chain(others).for_each(|(k, file)| parsed[k] = Some(file));
    });
    parsed
}

/// All definitions of a fact base, by sort.
#[derive(Debug, Clone, Default)]
pub struct Definitions {
    pub documents: Vec<Placed<DocumentDef>>,
    pub entities: Vec<Placed<EntityDef>>,
    pub groups: Vec<Placed<GroupDef>>,
    pub concepts: Vec<(String, Placed<ConceptDef>)>,
    pub indicators: Vec<Placed<IndicatorDef>>,
    pub tables: Vec<Placed<TableDef>>,
    pub observations: Vec<Placed<ObservationDef>>,
    pub statements: Vec<Placed<StatementDef>>,
    pub remarks: Vec<Placed<RemarkDef>>,
    pub sources: Vec<Placed<SourceDef>>,
    pub unlisted: Vec<Placed<UnlistedDef>>,
    pub examples: Vec<Placed<ExampleDef>>,
    pub cues: Vec<(super::Cue, Vec<String>)>,
    pub numerals: NumeralDefs,
    pub fillers: Vec<String>,
    pub places: Vec<Placed<PlaceDef>>,
    pub outside: Vec<Placed<OutsideDef>>,
    pub simplified: Vec<(String, String)>,
    pub magnitudes: MagnitudesDef,
    pub bounds: BoundsDef,
    pub layout: LayoutDef,
    /// Fluent files: language tag and text.
    pub messages: Vec<(String, String)>,
}

pub type NumeralDefs = crate::text::numeral::NumeralDef;

impl Definitions {
    /// Parses `files`. Every file that does not parse is reported, each with file and line.
    pub fn parse(files: &[RawFile]) -> Result<Definitions, Vec<LoadError>> {
        let (all, errors) = Definitions::read(files);
        if errors.is_empty() { Ok(all) } else { Err(errors) }
    }

    /// What can be read of `files`, and every file that does not parse.
    pub fn read(files: &[RawFile]) -> (Definitions, Vec<LoadError>) {
        let mut all = Definitions::default();
        let mut errors = Vec::new();
        let mut folders: Vec<&str> = Vec::new();
        for (file, parsed) in files.iter().zip(parse_all(files)) {
            let Some((folder, name)) = file.path.split_once('/') else { continue };
            if let Some(tag) = name.strip_suffix(".ftl") {
                all.messages.push((tag.to_owned(), file.text.clone().into_owned()));
            } else if let Some(parsed) = parsed {
                // The language folder is no document; what it defines belongs to the first one.
                let document = match folders.iter().position(|f| *f == folder) {
                    Some(known) => known,
                    None if folder == LANGUAGE_FOLDER => 0,
                    None => {
                        folders.push(folder);
                        folders.len() - 1
                    }
                };
                match parsed {
                    Ok(parsed) => all.take(parsed, file, document),
                    Err(e) => {
                        let line = e.span().map_or(1, |s| Lines::new(&file.text).at(s.start));
                        let origin = Some(Origin { file: file.path.as_str().into(), line });
                        errors.push(LoadError {
                            check: "parse",
                            origin,
                            message: e.message().trim().to_owned(),
                        });
                    }
                }
            }
        }
        (all, errors)
    }

    fn take(&mut self, parsed: File, file: &RawFile, document: usize) {
        let place = Placer::new(&file.path, &file.text, document);
        self.documents.extend(parsed.document.map(|d| place.one(d)));
        self.entities.extend(place.all(parsed.entity));
        self.groups.extend(place.all(parsed.group));
        self.concepts.extend(parsed.concept.into_iter().map(|(id, c)| (id, place.one(c))));
        self.indicators.extend(place.all(parsed.indicator));
        self.tables.extend(place.all(parsed.table));
        self.observations.extend(place.all(parsed.observation));
        self.statements.extend(place.all(parsed.statement));
        self.remarks.extend(place.all(parsed.remark));
        self.sources.extend(place.all(parsed.source));
        self.unlisted.extend(place.all(parsed.unlisted));
        self.examples.extend(place.all(parsed.example));
        self.cues.extend(parsed.cue);
        if let Some(numerals) = parsed.numerals {
            self.numerals = numerals;
        }
        if let Some(fillers) = parsed.fillers {
            self.fillers.extend(fillers.en.into_iter().chain(fillers.zh).chain(fillers.yue));
        }
        self.places.extend(place.all(parsed.place));
        self.outside.extend(place.all(parsed.topic));
        self.simplified.extend(parsed.simplified);
        if let Some(magnitudes) = parsed.magnitude {
            self.magnitudes = magnitudes;
        }
        if let Some(bounds) = parsed.bound {
            self.bounds = bounds;
        }
        if let Some(layout) = parsed.layout {
            self.layout = layout;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{File, prepared, read_embedded};

    #[test]
    fn what_is_laid_down_is_what_the_text_says() {
        for file in read_embedded().iter().filter(|f| f.path.contains('/') && f.path.ends_with(".toml")) {
            let text: File = toml::from_str(&file.text).expect("the shipped files parse");
            assert_eq!(format!("{:?}", prepared(file)), format!("{:?}", Some(text)), "{}", file.path);
        }
    }
}
