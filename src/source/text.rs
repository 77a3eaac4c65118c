//! Source texts and positions in them: a [`Span`] counts bytes, a [`Position`] counts what a person counts.

use super::SitePath;
use std::sync::Arc;

/// A half-open range of bytes in one file, absolute from the file's first byte (a byte-order mark counts).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`, in bytes. Offsets past 4 GiB saturate; no file that large is read.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The span as a range of bytes, for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span, `offset` bytes further on: from positions in a part to positions in the file.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A value and where it stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place, another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: f(self.value),
            span: self.span,
        }
    }
}

/// The number of a text in [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A place as people and editors count it. Lines and columns begin at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters (Unicode scalar values), from 1.
    pub column: usize,
    /// The column in UTF-16 code units, from 1 (what editors' protocols count).
    pub column_utf16: usize,
}

/// One text that was read: its path and its contents, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it lies in the workspace.
    pub path: SitePath,
    /// Its text. A byte-order mark is kept, so that spans count from the file's first byte.
    pub text: String,
}

impl SourceFile {
    /// The line and column of a byte offset. An offset inside a character counts as that character's start.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let mut head = &before[line_start..];
        if line_start == 0 {
            head = head.strip_prefix('\u{feff}').unwrap_or(head);
        }
        Position {
            line: before.bytes().filter(|&b| b == b'\n').count() + 1,
            column: head.chars().count() + 1,
            column_utf16: head.encode_utf16().count() + 1,
        }
    }

    /// The text of a span; empty where the span does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// Every text read for a build, by number. Texts are shared by reference with every later step.
///
/// A clone is cheap: it shares the texts.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// Takes a text in and gives it its number.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(Arc::new(file));
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Puts a newer text in the place of one that was taken in before.
    ///
    /// # Panics
    /// When the number comes from another `Sources`.
    pub fn replace(&mut self, id: FileId, file: SourceFile) {
        self.files[id.0 as usize] = Arc::new(file);
    }

    /// The text with that number.
    ///
    /// # Panics
    /// When the number comes from another `Sources`.
    #[must_use]
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Every text with its number, in the order they were taken in.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(i, f)| (FileId(u32::try_from(i).unwrap_or(u32::MAX)), &**f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile {
            path: SitePath::new("a.md"),
            text: text.to_owned(),
        }
    }

    #[test]
    fn columns_count_characters_and_utf16_units() {
        let f = file("ab\n小😀x\n");
        let x = f
            .text
            .find('x')
            .map(|i| f.position(u32::try_from(i).unwrap()))
            .unwrap();
        assert_eq!((x.line, x.column, x.column_utf16), (2, 3, 4));
    }

    #[test]
    fn byte_order_mark_takes_no_column() {
        assert_eq!(file("\u{feff}abc").position(3).column, 1);
        assert_eq!(file("\u{feff}abc").position(4).column, 2);
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        assert_eq!(
            file("ab\nc").position(99),
            Position {
                line: 2,
                column: 2,
                column_utf16: 2
            }
        );
    }
}
