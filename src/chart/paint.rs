//! Paints a scene: shapes and glyphs become pixels.
//!
//! Owns: rasterising. Must not know: what the shapes mean.

use harfrust::font::glyph::outline::PathSink;
use tiny_skia::{
    Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform,
};

use super::DrawError;
use super::font::{outline, shaped};
use super::palette::PAPER;
use super::scene::{Ink, Scene, Shape, Type, WIDTH};
use crate::answer::Lang;

/// Telegram takes no photo whose width and height together are more than 10,000 pixels.
const HIGHEST: u32 = 8_000;

pub(super) fn paint(scene: &Scene) -> Result<Pixmap, DrawError> {
    let height = whole(scene.height);
    let fits = (1..=HIGHEST).contains(&height);
    let mut page =
        fits.then(|| Pixmap::new(WIDTH, height)).flatten().ok_or(DrawError::Size(WIDTH, height))?;
    let [r, g, b] = PAPER;
    page.fill(Color::from_rgba8(r, g, b, 255));
    for shape in &scene.shapes {
        draw(&mut page, shape, scene.lang);
    }
    Ok(page)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what a picture can be"
)]
fn whole(height: f32) -> u32 {
    height.ceil().clamp(0.0, 1e6) as u32
}

fn draw(page: &mut Pixmap, shape: &Shape, lang: Lang) {
    match shape {
        Shape::Rect { x, y, width, height, radius, ink } => {
            fill(page, rounded(*x, *y, *width, *height, *radius), *ink);
        }
        Shape::Broken { x, y, width, height, radius, ink } => {
            let stroke =
                Stroke { width: 3.0, dash: StrokeDash::new(vec![12.0, 8.0], 0.0), ..Stroke::default() };
            if let Some(path) = rounded(*x, *y, *width, *height, *radius) {
                page.stroke_path(&path, &inked(*ink), &stroke, Transform::identity(), None);
            }
        }
        Shape::Line { from, to, width, ink, dashed } => {
            let dash = if *dashed { StrokeDash::new(vec![2.0, 12.0], 0.0) } else { None };
            let stroke = Stroke { width: *width, dash, line_cap: LineCap::Round, ..Stroke::default() };
            let mut builder = PathBuilder::new();
            builder.move_to(from.0, from.1);
            builder.line_to(to.0, to.1);
            if let Some(path) = builder.finish() {
                page.stroke_path(&path, &inked(*ink), &stroke, Transform::identity(), None);
            }
        }
        Shape::Disc { x, y, radius, ink } => fill(page, PathBuilder::from_circle(*x, *y, *radius), *ink),
        Shape::Text { x, y, text, set } => write(page, text, *x, *y, *set, lang),
    }
}

fn inked([r, g, b]: Ink) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(r, g, b, 255);
    paint
}

fn fill(page: &mut Pixmap, path: Option<Path>, ink: Ink) {
    if let Some(path) = path {
        page.fill_path(&path, &inked(ink), FillRule::Winding, Transform::identity(), None);
    }
}

/// A rectangle with round corners; the radius gives way where it is small.
fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    let r = radius.min(width / 2.0).min(height / 2.0);
    if r < 0.5 {
        return Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect);
    }
    // How far the handles of a cubic curve reach to look like a quarter of a circle.
    let k = r * 0.447_715;
    let (right, bottom) = (x + width, y + height);
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(right - r, y);
    path.cubic_to(right - k, y, right, y + k, right, y + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
    path.line_to(x + r, bottom);
    path.cubic_to(x + k, bottom, x, bottom - k, x, bottom - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + k, x + k, y, x + r, y);
    path.close();
    path.finish()
}

fn write(page: &mut Pixmap, text: &str, x: f32, y: f32, set: Type, lang: Lang) {
    let mut pen = Pen { path: PathBuilder::new(), x, y };
    for placed in shaped(text, set.weight, lang).0 {
        pen.x = x + placed.x * set.size;
        outline(placed.glyph, set, &mut pen);
    }
    fill(page, pen.path.finish(), set.ink);
}

/// Collects the outlines of a line as one path, turned so that y goes down.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (left, base) = (self.x, self.y);
        self.path.cubic_to(left + ax, base - ay, left + bx, base - by, left + x, base - y);
    }
    fn close(&mut self) {
        self.path.close();
    }
}
