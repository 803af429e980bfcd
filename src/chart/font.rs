//! The fonts carried with the project: shaping, measuring, outlines.
//!
//! Owns: from text to placed glyphs. Parsed once. The Hong Kong form of a character is the font's own; shaping takes that
//! of mainland China for Simplified Chinese. Must not know: where text stands in a picture.

use std::hash::Hasher;
use std::sync::LazyLock;

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use harfrust::{Buffer, Direction, Font, GlyphId, Language, Script, ShapeOptions, ShaperFont, shape};
use siphasher::sip::SipHasher13;

use super::scene::{Type, Weight};
use crate::answer::Lang;

const REGULAR_BYTES: &[u8] = include_bytes!("../../fonts/Footnote-Regular.otf");
const BOLD_BYTES: &[u8] = include_bytes!("../../fonts/Footnote-Bold.otf");

static REGULAR: LazyLock<Font> = LazyLock::new(|| load(REGULAR_BYTES));
static BOLD: LazyLock<Font> = LazyLock::new(|| load(BOLD_BYTES));

fn load(bytes: &'static [u8]) -> Font {
    // The tests read both fonts; they are part of the program.
    Font::new(bytes, 0).unwrap_or_else(|| unreachable!("a font that travels in the binary"))
}

fn font(weight: Weight) -> &'static Font {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    }
}

/// Whether both fonts can show `character`.
pub fn has_glyph(character: char) -> bool {
    let known = |font: &Font| font.charmap().map_unicode(character).is_some_and(|g| g != GlyphId::NOTDEF);
    character.is_control() || known(&REGULAR) && known(&BOLD)
}

/// A glyph, and how far right of the line's start it stands, in ems.
pub(super) struct Placed {
    pub glyph: GlyphId,
    pub x: f32,
}

/// `text` as glyphs, and its width in ems.
pub(super) fn shaped(text: &str, weight: Weight, lang: Lang) -> (Vec<Placed>, f32) {
    let font = font(weight);
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(Some(if lang == Lang::En { Script::LATIN } else { Script::HAN }));
    // The tag picks the forms of a region; English text has none.
    buffer.set_language(Language::new(if lang == Lang::ZhHans { "zh-Hans" } else { "zh-HK" }));
    if shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).is_err() {
        return (Vec::new(), 0.0);
    }
    let em = f32::from(font.units_per_em());
    let mut at = 0;
    let mut placed = Vec::with_capacity(buffer.len());
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        placed.push(Placed { glyph: GlyphId::new(info.glyph_id), x: units(at + position.x_offset) / em });
        at += position.x_advance;
    }
    (placed, units(at) / em)
}

/// Font units are small whole numbers, which a float holds exactly.
#[allow(clippy::cast_precision_loss, reason = "a line of text is far below 2^24 font units")]
fn units(n: i32) -> f32 {
    n as f32
}

/// The width of `text` in pixels.
pub(super) fn width(text: &str, set: Type, lang: Lang) -> f32 {
    shaped(text, set.weight, lang).1 * set.size
}

/// Sends the outline of a glyph at `size` to `sink`, its origin at the left end of the baseline, y upwards.
pub(super) fn outline(glyph: GlyphId, set: Type, sink: &mut dyn PathSink) {
    let options = DrawOptions::new().with_ppem(Some(set.size));
    if let Some(outline) = font(set.weight).outline_glyphs().get(glyph) {
        // A glyph that cannot be drawn leaves a gap and no broken picture.
        let _ = outline.draw(&options, DrawMemory::Scratch, sink);
    }
}

/// Changes when a font does.
pub(super) fn fingerprint() -> u64 {
    static PRINT: LazyLock<u64> = LazyLock::new(|| {
        let mut hasher = SipHasher13::new();
        for bytes in [REGULAR_BYTES, BOLD_BYTES] {
            hasher.write(bytes);
        }
        hasher.finish()
    });
    *PRINT
}
