//! Where definitions stand: file, line and document, so that whatever is wrong with one can be told with its place.
//!
//! Owns: [`Origin`] and how a byte of a file becomes a line. Must not know: what is defined there.

use std::sync::Arc;

use toml::Spanned;

/// Where a definition stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub file: Arc<str>,
    /// From 1.
    pub line: usize,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A definition, its place, and the document (folder) it belongs to.
#[derive(Debug, Clone)]
pub struct Placed<T> {
    pub value: T,
    pub origin: Origin,
    pub document: usize,
}

/// The lines of a text by where they end. A file holds a definition every few lines: counting line ends from the top
/// for each of them would cost the square of its length.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub fn new(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line, from 1, of the byte at `offset`.
    pub fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|end| *end < offset) + 1
    }
}

/// Gives definitions of one file their places.
pub(super) struct Placer {
    file: Arc<str>,
    lines: Lines,
    document: usize,
}

impl Placer {
    pub fn new(path: &str, text: &str, document: usize) -> Placer {
        Placer { file: path.into(), lines: Lines::new(text), document }
    }

    pub fn one<T>(&self, spanned: Spanned<T>) -> Placed<T> {
        let line = self.lines.at(spanned.span().start);
        let origin = Origin { file: self.file.clone(), line };
        Placed { value: spanned.into_inner(), origin, document: self.document }
    }

    pub fn all<T>(&self, spanned: Vec<Spanned<T>>) -> Vec<Placed<T>> {
        spanned.into_iter().map(|s| self.one(s)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn a_line_end_belongs_to_the_line_that_it_ends() {
        let lines = Lines::new("a\n\nb");
        assert_eq!((0..=4).map(|offset| lines.at(offset)).collect::<Vec<_>>(), [1, 1, 2, 3, 3]);
    }
}
