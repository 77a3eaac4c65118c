//! The few lines of a source that a finding is about, long lines cut to what matters.

use crate::source::{SourceFile, Span};
use std::borrow::Cow;
use std::ops::Range;

/// How much of a line is kept on either side of what is labelled, in bytes.
const MARGIN: usize = 240;
/// The longest label on one line, in bytes.
const MAX_LABEL: usize = 480;
/// A label over more lines than this shows its first line only.
const MAX_LINES: usize = 8;
/// Stands where a line was cut.
const CUT: &str = "…";

/// The part of a label's span that is shown: inside the text, at the bounds of characters, on few lines.
pub(super) fn shown(text: &str, span: Span) -> Span {
    let floor = |at: u32| {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    let mut end = floor(span.end).max(start);
    // Looking further than this would take as long as the file is large.
    let head = &text
        [start..floor(Span::new(start, end.min(start + MAX_LINES * MAX_LABEL)).end).max(start)];
    let lines = head.bytes().filter(|&b| b == b'\n').count();
    if lines >= MAX_LINES || start + head.len() < end {
        let line = head.find('\n').unwrap_or(head.len());
        end = start + head[..line].trim_end_matches('\r').len();
    }
    Span::new(start, end)
}

/// A piece of a source, made ready to be drawn.
pub(super) struct Window<'s> {
    source: &'s str,
    /// Its lines.
    pub(super) text: String,
    /// The number of the first line, from 1.
    pub(super) first_line: usize,
    lines: Vec<Line>,
}

/// A line of the window.
struct Line {
    /// The bytes of the source that are kept.
    kept: Range<usize>,
    /// Where they begin in the window.
    at: usize,
    /// Whether they are drawn as they are, from the line's first character on.
    is_exact: bool,
}

impl<'s> Window<'s> {
    /// Cuts the lines that `lines` touches; in each of them what is near the `labels` is kept.
    pub(super) fn cut(source: &'s SourceFile, lines: Span, labels: &[Span]) -> Self {
        let text = &source.text;
        let start = text[..lines.start as usize]
            .rfind('\n')
            .map_or(0, |i| i + 1);
        let mut window = Window {
            source: text,
            text: String::new(),
            first_line: source.position(Span::new(start, start).start).line,
            lines: Vec::new(),
        };
        let mut at = start;
        loop {
            let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
            window.line(at..end, labels);
            if end >= lines.end as usize || end == text.len() {
                return window;
            }
            window.text.push('\n');
            at = end + 1;
        }
    }

    fn line(&mut self, line: Range<usize>, labels: &[Span]) {
        let text = self.source;
        let mut line = line;
        if text[line.clone()].ends_with('\r') {
            line.end -= 1;
        }
        if line.start == 0 && text.starts_with('\u{feff}') {
            line.start = '\u{feff}'.len_utf8().min(line.end);
        }
        let kept = kept(text, &line, labels);
        if kept.start > line.start {
            self.text.push_str(CUT);
        }
        let drawn = drawn(&text[kept.clone()]);
        let at = self.text.len();
        self.text.push_str(&drawn);
        if kept.end < line.end {
            self.text.push_str(CUT);
        }
        self.lines.push(Line {
            is_exact: kept.start == line.start && matches!(drawn, Cow::Borrowed(_)),
            kept,
            at,
        });
    }

    fn line_of(&self, offset: usize) -> &Line {
        let next = self.lines.partition_point(|line| line.kept.start <= offset);
        &self.lines[next.saturating_sub(1)]
    }

    /// Whether columns in the window are those of the file, in the line of a span.
    pub(super) fn is_exact(&self, span: Span) -> bool {
        self.line_of(span.start as usize).is_exact
    }

    /// The column of a span in the window, in characters from 1.
    pub(super) fn column(&self, span: Span) -> usize {
        let before = &self.text[..self.place(span).start];
        let line = before.rfind('\n').map_or(0, |i| i + 1);
        before[line..].chars().count() + 1
    }

    /// Where a span of the source lies in the window; what was cut off counts as its edge.
    pub(super) fn place(&self, span: Span) -> Range<usize> {
        let place = |offset: usize| {
            let line = self.line_of(offset);
            let before = line.kept.start..offset.clamp(line.kept.start, line.kept.end);
            line.at + drawn(&self.source[before]).len()
        };
        let start = place(span.start as usize);
        start..place(span.end as usize).max(start)
    }
}

/// A part of a line as it is drawn. Signs that steer a terminal are replaced. Signs that only change the look of the
/// one before them are left out, since terminals do not agree on the width of both together, and what is said below
/// would not stand under its place.
fn drawn(text: &str) -> Cow<'_, str> {
    let is_look = |c| matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    let steers = |c| matches!(c, '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
    if !text.contains(|c| is_look(c) || steers(c)) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter(|c| !is_look(*c));
    let shown = shown.map(|c| if steers(c) { '\u{fffd}' } else { c });
    Cow::Owned(shown.collect())
}

/// What is kept of a line: all of it when it is short, else what the first label in it needs.
fn kept(text: &str, line: &Range<usize>, labels: &[Span]) -> Range<usize> {
    if line.len() <= MAX_LABEL + 2 * MARGIN {
        return line.clone();
    }
    let touching = labels
        .iter()
        .filter(|label| label.start as usize <= line.end && label.end as usize >= line.start);
    let first = touching
        .map(|label| label.start as usize)
        .min()
        .unwrap_or(line.start);
    let first = first.max(line.start);
    let mut start = first.saturating_sub(MARGIN).max(line.start);
    let mut end = (first + MAX_LABEL + MARGIN).min(line.end);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end
}
