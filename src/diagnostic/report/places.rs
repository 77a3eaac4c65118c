//! Lines and columns of many places: every text is walked once, however many findings it has.

use crate::diagnostic::Label;
use crate::source::{FileId, Position, Sources, Span};
use std::collections::BTreeMap;

/// How far apart marks are, in bytes.
const STEP: usize = 1024;

/// Positions in texts. They are those of [`SourceFile::position`](crate::source::SourceFile::position).
pub(super) struct Places<'a> {
    sources: &'a Sources,
    marks: BTreeMap<FileId, Vec<Mark>>,
}

/// A byte whose position is known; from there on it is counted.
#[derive(Clone, Copy)]
struct Mark {
    offset: usize,
    position: Position,
}

/// A place, as reports give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// Bytes before it.
    pub(super) offset: usize,
    /// Its line and columns.
    pub(super) position: Position,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            marks: BTreeMap::new(),
        }
    }

    /// The path of a text.
    pub(super) fn path(&self, file: FileId) -> &'a str {
        self.sources.get(file).path.as_str()
    }

    /// Where a label begins and ends; nothing where it is about the file as a whole.
    pub(super) fn of(&mut self, label: &Label) -> Option<(Point, Point)> {
        (label.span != Span::default()).then(|| self.span(label.file, label.span))
    }

    /// Where a span begins and ends. What lies behind the text is its end.
    pub(super) fn span(&mut self, file: FileId, span: Span) -> (Point, Point) {
        (self.point(file, span.start), self.point(file, span.end))
    }

    fn point(&mut self, file: FileId, offset: u32) -> Point {
        let text = &self.sources.get(file).text;
        let offset = text.floor_char_boundary(offset as usize);
        let marks = self.marks.entry(file).or_insert_with(|| marks(text));
        let next = marks.partition_point(|mark| mark.offset <= offset);
        let mark = marks[next.saturating_sub(1)];
        let between = &text[mark.offset..offset];
        let position = between.char_indices().fold(mark.position, |at, (i, c)| {
            after(at, c, mark.offset + i == 0)
        });
        Point { offset, position }
    }
}

/// The positions of the first byte and of others, about every [`STEP`] bytes.
fn marks(text: &str) -> Vec<Mark> {
    let mut position = Position {
        line: 1,
        column: 1,
        column_utf16: 1,
    };
    let mut marks: Vec<Mark> = Vec::new();
    for (offset, c) in text.char_indices() {
        if offset >= marks.len() * STEP {
            marks.push(Mark { offset, position });
        }
        position = after(position, c, offset == 0);
    }
    if marks.is_empty() {
        let offset = 0;
        marks.push(Mark { offset, position });
    }
    marks
}

/// The position behind a character. A byte-order mark at the head of a file takes no column.
fn after(at: Position, c: char, is_first: bool) -> Position {
    match c {
        '\n' => Position {
            line: at.line + 1,
            column: 1,
            column_utf16: 1,
        },
        '\u{feff}' if is_first => at,
        _ => Position {
            line: at.line,
            column: at.column + 1,
            column_utf16: at.column_utf16 + c.len_utf16(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::source::{SitePath, SourceFile, Sources, Span};
    use proptest::prelude::proptest;

    fn agrees(text: &str) {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile {
            path: SitePath::new("a.md"),
            text: text.to_owned(),
        });
        let mut places = Places::new(&sources);
        for offset in 0..=text.len() + 2 {
            let span = Span::new(offset, offset);
            let (point, _) = places.span(file, span);
            assert_eq!(point.position, sources.get(file).position(span.start));
            assert!(text.is_char_boundary(point.offset) && point.offset <= offset);
        }
    }

    #[test]
    fn positions_beyond_the_first_mark() {
        agrees(&"种草 😀 x\r\n\ty\n".repeat(200));
        agrees(&format!("\u{feff}{}", "👨‍👩‍👧".repeat(300)));
        agrees("");
    }

    proptest! {
        #[test]
        fn positions_are_those_of_the_text(text in "[a\t\r\n种😀\u{feff}\u{200d}é]{0,60}") {
            agrees(&text);
        }
    }
}
