//! The commands of the binary.
//!
//! Owns: one file for each command, and how the program ends. Must not know: how answers are made.

pub mod ask;
pub mod chat;
pub mod check;
pub mod exit;
mod locale;
pub mod run;
