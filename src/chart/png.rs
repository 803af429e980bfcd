//! PNG with a palette: pictures of few inks on white need no more than 256 colours.
//!
//! Owns: colours to palette entries, and the file. Must not know: what is drawn.

use std::collections::BTreeMap;

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use tiny_skia::Pixmap;

/// Colours that agree in the upper bits of each channel share an entry.
const KEPT_BITS: u32 = 5;
const KEYS: usize = 1 << (3 * KEPT_BITS);

/// Entries that a palette can have.
const MOST: usize = 256;

pub(super) fn encode(page: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, page.width(), page.height());
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    let data = match indexed(page) {
        Some((palette, indexes)) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette);
            // Neighbouring numbers of a palette have nothing to do with each other.
            encoder.set_filter(Filter::NoFilter);
            indexes
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            page.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect()
        }
    };
    encoder.write_header()?.write_image_data(&data)?;
    Ok(file)
}

/// Palette and indexes. Of the colours that share an entry the most frequent one is it, so that plain areas are exact.
fn indexed(page: &Pixmap) -> Option<(Vec<u8>, Vec<u8>)> {
    let keys: Vec<usize> = page.pixels().iter().map(|p| key([p.red(), p.green(), p.blue()])).collect();
    // Neighbours are mostly alike: runs are counted, and few of them reach the map.
    let mut colours: BTreeMap<[u8; 3], u32> = BTreeMap::new();
    for run in page.pixels().chunk_by(|a, b| a == b) {
        let colour = [run[0].red(), run[0].green(), run[0].blue()];
        *colours.entry(colour).or_default() += u32::try_from(run.len()).unwrap_or(u32::MAX);
    }
    let mut chosen: Vec<Option<([u8; 3], u32)>> = vec![None; KEYS];
    for (colour, count) in colours {
        let entry = &mut chosen[key(colour)];
        if entry.is_none_or(|(_, most)| count > most) {
            *entry = Some((colour, count));
        }
    }
    let mut palette = Vec::new();
    let mut place = vec![0u8; KEYS];
    for (key, colour) in chosen.iter().enumerate().filter_map(|(k, c)| Some((k, (*c)?.0))) {
        place[key] = u8::try_from(palette.len() / 3).ok()?;
        palette.extend(colour);
    }
    (palette.len() / 3 <= MOST).then(|| (palette, keys.into_iter().map(|k| place[k]).collect()))
}

fn key(colour: [u8; 3]) -> usize {
    colour.iter().fold(0, |key, channel| key << KEPT_BITS | usize::from(channel >> (8 - KEPT_BITS)))
}
