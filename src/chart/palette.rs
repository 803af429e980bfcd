//! Colours and sizes of all pictures.
//!
//! Owns: how a chart looks, as numbers. Dark on light, text at least 4.5 to 1 against what it stands on. Must not know:
//! what is drawn.

use super::scene::{Ink, Type, Weight};

pub(super) const PAPER: Ink = [255, 255, 255];
/// Titles, labels, values.
pub(super) const TEXT: Ink = [22, 32, 46];
/// Periods, notes, sources.
pub(super) const QUIET: Ink = [84, 96, 112];
/// Rules and tracks.
pub(super) const RULE: Ink = [216, 222, 230];
/// Bars of what was asked for, and of all where nothing stands out.
pub(super) const ASKED: Ink = [11, 87, 164];
/// The others beside what was asked for.
pub(super) const OTHER: Ink = [143, 170, 201];
/// What is left of a whole.
pub(super) const REST: Ink = [176, 184, 194];

/// Space at the left and right edge.
pub(super) const MARGIN: f32 = 56.0;

/// A line of text is this much higher than its em.
pub(super) const LEADING: f32 = 1.32;

const fn set(size: f32, weight: Weight, ink: Ink) -> Type {
    Type { size, weight, ink }
}

pub(super) const TITLE: Type = set(56.0, Weight::Bold, TEXT);
/// Sizes that a title may take to stay on one line.
pub(super) const TITLE_SIZES: [f32; 3] = [56.0, 52.0, 48.0];
pub(super) const LEAD: Type = set(42.0, Weight::Bold, ASKED);
pub(super) const PERIOD: Type = set(36.0, Weight::Regular, QUIET);
pub(super) const HEADING: Type = set(44.0, Weight::Bold, TEXT);
pub(super) const LABEL: Type = set(40.0, Weight::Regular, TEXT);
pub(super) const LABEL_ASKED: Type = set(40.0, Weight::Bold, TEXT);
pub(super) const VALUE: Type = set(40.0, Weight::Bold, TEXT);
/// The value of what was asked for, beside others.
pub(super) const VALUE_ASKED: Type = set(40.0, Weight::Bold, ASKED);
/// The value of what stands beside it.
pub(super) const VALUE_OTHER: Type = set(40.0, Weight::Regular, TEXT);
pub(super) const NOTHING: Type = set(36.0, Weight::Regular, QUIET);
/// The words for a gap that was asked for.
pub(super) const NOTHING_ASKED: Type = set(36.0, Weight::Bold, TEXT);
pub(super) const DETAIL: Type = set(30.0, Weight::Regular, QUIET);
pub(super) const NOTE: Type = set(30.0, Weight::Regular, QUIET);
/// A figure that stands alone.
pub(super) const LARGE: Type = set(104.0, Weight::Bold, ASKED);
