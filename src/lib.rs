//! Footnote: answers people's questions from a structured fact base, with the figure and a source footnote.
//!
//! One straight line from an utterance to an answer; ARCHITECTURE.md has the map of the rooms.

pub mod answer;
pub mod chart;
pub mod check;
pub mod cli;
pub mod config;
pub mod dialogue;
pub mod editor;
pub mod engine;
pub mod knowledge;
pub mod query;
pub mod render;
pub mod store;
pub mod telegram;
pub mod text;
pub mod understanding;
