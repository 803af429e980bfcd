//! The commands of the binary.
//!
//! Owns: one file for each command, and how the program ends. Must not know: how answers are made.

mod ago;
pub mod ask;
pub mod chart;
pub mod chat;
pub mod check;
pub mod check_config;
pub mod dead;
pub mod exit;
mod locale;
mod log;
mod memory;
pub mod misses;
mod reload;
pub mod run;
mod signals;
