//! Where something stands: a span of bytes, in a file, and what a person calls that place (line and column).

use std::fmt;
use std::sync::Arc;

/// A half-open range of byte offsets in one file's text, as that text was after reading (LF line ends, no BOM, NFC).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// Offsets beyond 4 GiB cannot occur: reading refuses files over a few megabytes.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end.max(start) as u32 }
    }

    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A file among the sources, by a number that it keeps from one reading to the next. It says nothing of order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct FileId(pub u32);

/// A span in a file. Twelve bytes, so that every value of the model can afford to know where it was written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Place {
    pub file: FileId,
    pub span: Span,
}

/// A value and the place where its author wrote it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located<T> {
    pub value: T,
    pub place: Place,
}

impl<T> Located<T> {
    pub fn new(value: T, place: Place) -> Self {
        Located { value, place }
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: f(self.value), place: self.place }
    }
}

/// A line and a column as editors count them: from one, columns in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

impl Position {
    /// The position of a byte offset; an offset past the end is the end, one inside a character is its start.
    pub fn of(text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: before.bytes().filter(|b| *b == b'\n').count() as u32 + 1,
            column: before[line_start..].chars().count() as u32 + 1,
        }
    }
}

/// A file's path from the project folder: `/` between parts on every system, no `..`, never absolute.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// `None` if the path is absolute, climbs out, or has an empty part.
    pub fn new(path: &str) -> Option<SourcePath> {
        let fine = !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        fine.then(|| SourcePath(path.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the other path, or lies below it.
    pub fn is_within(&self, other: &SourcePath) -> bool {
        let rest = self.0.strip_prefix(&*other.0);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The file's name, without its folders.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder's path, empty for a file at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        let text = "é: 1\nb: ✓x";
        assert_eq!(Position::of(text, 0), Position { line: 1, column: 1 });
        assert_eq!(Position::of(text, 2), Position { line: 1, column: 2 });
        assert_eq!(Position::of(text, text.len()), Position { line: 2, column: 6 });
        assert_eq!(Position::of(text, 999), Position { line: 2, column: 6 });
    }

    #[test]
    fn a_source_path_never_leaves_the_project() {
        assert!(SourcePath::new("content/a.md").is_some());
        for bad in ["", "/etc/passwd", "a/../b", "a//b", "./a"] {
            assert_eq!(SourcePath::new(bad), None, "{bad}");
        }
    }
}
