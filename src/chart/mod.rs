//! Charts as pictures: from the typed value of a chart to a PNG, with fonts of our own.
//!
//! Owns: layout, fonts, colours, the picture's key. Pure: no files, no clock, nothing of the machine it runs on. Must
//! not know: facts, wording, how a chart was put together, Telegram.

mod bars;
mod font;
mod frame;
mod key;
mod ladder;
mod page;
mod paint;
mod palette;
mod png;
mod scene;
mod wrap;

use crate::answer::Chart;

pub use font::has_glyph;
pub use scene::WIDTH;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    #[error("a picture of {0} by {1} pixels is too large")]
    Size(u32, u32),
    #[error("the picture cannot be written as PNG: {0}")]
    Png(#[from] ::png::EncodingError),
}

/// Draws `chart` as a PNG, [`WIDTH`] pixels wide.
pub fn draw(chart: &Chart) -> Result<Vec<u8>, DrawError> {
    let scene = frame::lay_out(chart);
    let pixels = paint::paint(&scene)?;
    Ok(png::encode(&pixels)?)
}
