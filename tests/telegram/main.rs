//! The Telegram front, driven over real HTTP by a fake Bot API server; rendering, store and settings beside it.
//!
//! One binary, so that teloxide is linked once.

mod address;
mod buttons;
mod captions;
mod cards;
mod charts;
mod config;
mod editions;
mod edits;
mod endless;
mod engines;
mod faults;
mod feedback;
mod fuzz;
mod groups;
mod html;
mod inline;
mod intake;
mod kills;
mod limits;
mod many;
mod misses;
mod operating;
mod pages;
mod pictures;
mod privacy;
mod process;
mod ready;
mod recall;
mod replies;
mod sending;
mod store;
#[path = "../support/mod.rs"]
mod support;
mod survives;
mod tls;
mod tongues;
mod webhook;
