//! How the program ends.
//!
//! Owns: the exit codes, and which error ends with which. Must not know: what any command does.

use std::process::ExitCode;

use crate::knowledge::LoadError;

/// The exit codes, for scripts that call the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Success = 0,
    /// `check` has found errors in the fact base.
    Findings = 1,
    /// The arguments or the settings cannot be used as they are; clap's own code for the former.
    Usage = 2,
    /// The fact base does not load, so nothing can be answered from it.
    Knowledge = 3,
    /// A file, standard input, the terminal or the network failed at work.
    Failed = 4,
    /// What `chart` was asked has no figures that could be drawn.
    NoChart = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a command could not do its work, in words for the person at the terminal.
#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    pub error: anyhow::Error,
}

impl Failure {
    /// The arguments or the settings are at fault.
    pub fn usage(error: impl Into<anyhow::Error>) -> Failure {
        Failure { exit: Exit::Usage, error: error.into() }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        Failure { exit: Exit::Failed, error }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Failure {
        Failure { exit: Exit::Knowledge, error: error.into() }
    }
}
