//! The commands of the binary.
//!
//! Owns: arguments in, exit codes out. Must not know: how answers are made.

pub mod ask;
pub mod check;
