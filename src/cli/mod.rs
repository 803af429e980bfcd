//! The commands of the program.
//!
//! Owns: one file for each command. Must not know: how a question is answered.

pub mod run;
