//! The fact base: schema, the only reader of its files, indexes.
//!
//! Owns: [`FactBase`]. Must not know: chat, questions.

use std::path::Path;

/// Everything that the bot knows. Immutable once loaded; share it behind an `Arc`.
#[derive(Debug)]
pub struct FactBase {}

/// Why a fact base could not be loaded; the message names file and line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LoadError(pub String);

impl FactBase {
    /// The fact base carried in the binary.
    pub fn embedded() -> Result<FactBase, LoadError> {
        Ok(FactBase {})
    }

    /// Reads a `knowledge/` folder.
    pub fn load(_folder: &Path) -> Result<FactBase, LoadError> {
        Ok(FactBase {})
    }
}
