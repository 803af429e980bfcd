//! The scene: shapes and lines of text with their places, in pixels from the upper left corner.
//!
//! Owns: what can be painted. Must not know: charts, how it is painted.

use crate::answer::Lang;

/// Width of every picture in pixels: sharp on a phone, light on the line.
pub const WIDTH: u32 = 1280;

/// A colour of the palette, as red, green and blue.
pub(super) type Ink = [u8; 3];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    /// Pixels of an em.
    pub size: f32,
    pub weight: Weight,
    pub ink: Ink,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Rect {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        radius: f32,
        ink: Ink,
    },
    /// A frame of broken lines: a forecast.
    Broken {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        radius: f32,
        ink: Ink,
    },
    Line {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        ink: Ink,
        dashed: bool,
    },
    Disc {
        x: f32,
        y: f32,
        radius: f32,
        ink: Ink,
    },
    /// One line of text; `y` is its baseline.
    Text {
        x: f32,
        y: f32,
        text: String,
        set: Type,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scene {
    pub lang: Lang,
    pub height: f32,
    pub shapes: Vec<Shape>,
}
