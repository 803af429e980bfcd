//! [`FactBase`]: everything that the bot knows, indexed.
//!
//! Owns: look-ups over the loaded facts. Must not know: questions, wording.

use std::collections::HashMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::build;
use super::files::{Definitions, LoadError, RawFile, read_embedded, read_folder};
use super::indexes::Indexes;
use super::lexicon::Lexicon;
use super::messages::Messages;
use super::model::*;
use super::schema::*;
use super::signature::Signature;
use super::topical::Topical;
use crate::text::numeral::NumeralWords;

/// Everything that the bot knows. Immutable once loaded; share it behind an `Arc`.
#[derive(Debug)]
pub struct FactBase {
    pub documents: Vec<DocumentDef>,
    pub entities: Vec<Entity>,
    pub groups: Vec<Group>,
    pub concepts: Vec<Concept>,
    pub indicators: Vec<Indicator>,
    pub observations: Vec<Observation>,
    pub statements: Vec<Statement>,
    pub sources: Vec<Source>,
    pub remarks: Vec<RemarkDef>,
    pub places: Vec<PlaceDef>,
    pub outside: Vec<OutsideDef>,
    pub examples: Vec<super::Placed<ExampleDef>>,
    pub lexicon: Lexicon,
    pub numerals: NumeralWords,
    pub messages: Messages,
    pub magnitudes: MagnitudesDef,
    /// SHA-256 of the data files, one after the other by path; empty where it was not built from files.
    pub sha256: String,
    pub(super) entity_by_code: HashMap<String, usize>,
    pub(super) group_by_code: HashMap<String, usize>,
    pub(super) concept_by_id: HashMap<String, usize>,
    pub(super) indicator_by_id: HashMap<String, usize>,
    pub(super) indexes: Indexes,
    pub(super) topical: Topical,
}

impl FactBase {
    /// The fact base carried in the binary.
    pub fn embedded() -> Result<FactBase, LoadError> {
        FactBase::from_files(&read_embedded())
    }

    /// Reads a `knowledge/` folder.
    pub fn load(folder: &Path) -> Result<FactBase, LoadError> {
        FactBase::from_files(&read_folder(folder)?)
    }

    /// Builds a fact base from data files. The error lists everything that is wrong, a line each.
    pub fn from_files(files: &[RawFile]) -> Result<FactBase, LoadError> {
        let join = |errors: Vec<LoadError>| {
            let message = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
            LoadError { check: "parse", origin: None, message }
        };
        let definitions = Definitions::parse(files).map_err(join)?;
        let base = FactBase::from_definitions(definitions).map_err(join)?;
        Ok(FactBase { sha256: sha256(files), ..base })
    }

    /// Builds a fact base from definitions, or tells every reference and value that breaks.
    pub fn from_definitions(definitions: Definitions) -> Result<FactBase, Vec<LoadError>> {
        build::build(definitions)
    }

    pub fn entity(&self, code: &str) -> Option<usize> {
        self.entity_by_code.get(code).copied()
    }

    pub fn group(&self, code: &str) -> Option<usize> {
        self.group_by_code.get(code).copied()
    }

    pub fn concept(&self, id: &str) -> Option<usize> {
        self.concept_by_id.get(id).copied()
    }

    pub fn indicator(&self, id: &str) -> Option<usize> {
        self.indicator_by_id.get(id).copied()
    }

    /// All observations of an indicator that can be answered from.
    pub fn series(&self, indicator: usize) -> impl Iterator<Item = &Observation> {
        self.indicators[indicator].observations.iter().map(|i| &self.observations[*i]).filter(|o| !o.restates)
    }

    pub fn signature(&self, topic: Topic) -> &Signature {
        match topic {
            Topic::Indicator(i) => &self.indicators[i].signature,
            Topic::Statement(i) => &self.statements[i].signature,
        }
    }

    pub fn document_of(&self, topic: Topic) -> usize {
        match topic {
            Topic::Indicator(i) => self.indicators[i].document,
            Topic::Statement(i) => self.statements[i].document,
        }
    }

    /// The topic's id in the data.
    pub fn topic_id(&self, topic: Topic) -> &str {
        match topic {
            Topic::Indicator(i) => &self.indicators[i].def.id,
            Topic::Statement(i) => &self.statements[i].def.id,
        }
    }

    /// Every topic, indicators first.
    pub fn topics(&self) -> impl Iterator<Item = Topic> {
        (0..self.indicators.len())
            .map(Topic::Indicator)
            .chain((0..self.statements.len()).map(Topic::Statement))
    }

    /// Members of a group, or the entity alone.
    /// The documents that have a source under `reference` (`fn:8`), in their order.
    pub fn documents_with(&self, reference: &str) -> Vec<usize> {
        (0..self.documents.len()).filter(|d| self.source(*d, reference).is_some()).collect()
    }

    /// The members of a region, less those that it is without.
    pub fn within(&self, region: usize) -> Vec<usize> {
        let (whole, without) = match &self.entities[region].complement {
            Some((of, without)) => (*of, without.as_slice()),
            None => (region, &[][..]),
        };
        let group = self.group(&self.entities[whole].code);
        let members = group.map(|g| self.members(g)).unwrap_or_default();
        members.iter().copied().filter(|m| !without.contains(m)).collect()
    }

    pub fn members(&self, group: usize) -> &[usize] {
        &self.groups[group].members
    }
}

/// The same for a folder and for the binary that carries it: only files in folders count.
fn sha256(files: &[RawFile]) -> String {
    let mut data: Vec<&RawFile> = files.iter().filter(|f| f.path.contains('/')).collect();
    data.sort_by(|a, b| a.path.cmp(&b.path));
    let mut hasher = Sha256::new();
    data.iter().for_each(|file| hasher.update(file.text.as_bytes()));
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
