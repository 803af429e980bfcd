//! Renderers: an answer as text for a front.
//!
//! Owns: layout. Must not know: how an answer was found.

mod plain;

pub use plain::plain;
