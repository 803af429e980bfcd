//! The key of a picture: the same key, the same picture.
//!
//! Owns: [`Chart::key`]. It is taken from the laid-out scene and the fonts, so that it changes with every figure, word,
//! name, language and size, and with nothing else: an edition of the fact base that leaves a chart as it was leaves its
//! key too. Must not know: who keeps it.

use std::hash::{Hash, Hasher};

use siphasher::sip::SipHasher13;

use super::frame::lay_out;
use super::scene::Shape;
use crate::answer::Chart;

/// Raised when the same scene is painted otherwise.
const PAINTED: u8 = 1;

impl Chart {
    /// Identifies the picture that [`super::draw`] makes of this chart, on every machine and in every run.
    pub fn key(&self) -> u64 {
        let scene = lay_out(self);
        let mut hasher = SipHasher13::new();
        hasher.write_u8(PAINTED);
        hasher.write_u64(super::font::fingerprint());
        hasher.write(scene.lang.tag().as_bytes());
        hasher.write_u32(scene.height.to_bits());
        for shape in &scene.shapes {
            shape.hash(&mut hasher);
        }
        hasher.finish()
    }
}

impl Hash for Shape {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Every field, in the words of `Debug`: none is forgotten when one is added.
        let told = format!("{self:?}");
        state.write(told.as_bytes());
        state.write_u8(0);
    }
}
