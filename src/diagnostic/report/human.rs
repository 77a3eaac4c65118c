//! Findings as a compiler shows them: code, message, labelled source lines, notes, help.
//!
//! Enter at [`render`]. Steps: labels are grouped by file and by nearness (`places`); for each group a small window of
//! the source is cut (`window`), however large the file or long its lines; annotate-snippets draws the rest.

mod window;

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{FileId, SourceFile, Sources, Span};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use window::Window;

/// How findings are shown to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to use terminal colours.
    pub color: bool,
    /// The width of the terminal in columns.
    pub width: usize,
}

/// One finding as text, ending in a line break.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.code);
    let mut group = Group::with_title(title);
    let mut moved = Vec::new();
    for place in places(diagnostic, sources) {
        group = group.elements(place.elements(sources.get(place.file), &mut moved));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(printable(note)));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    let renderer = if style.color {
        Renderer::styled().hyperlink(false)
    } else {
        Renderer::plain()
    };
    let mut text = renderer.term_width(style.width.max(40)).render(&[group]);
    for (drawn, real) in moved {
        text = text.replacen(&drawn, &real, 1);
    }
    text.push('\n');
    text
}

/// Labels of one file that can be shown in one stretch of lines.
struct Place<'a> {
    file: FileId,
    /// Each with its bytes in the file, and whether it is the finding's first.
    labels: Vec<(Span, &'a Label, bool)>,
    /// The first lines of all labels lie between these two bytes.
    lines: Span,
}

/// Labels that are further apart than this many bytes are shown apart.
const NEAR: usize = 4096;

/// The labels by file, the first label's file first, and in each file by nearness.
fn places<'a>(diagnostic: &'a Diagnostic, sources: &Sources) -> Vec<Place<'a>> {
    let mut places: Vec<Place<'a>> = Vec::new();
    for (i, label) in diagnostic.labels.iter().enumerate() {
        let span = window::shown(&sources.get(label.file).text, label.span);
        let near = |place: &&mut Place<'_>| {
            place.file == label.file
                && !is_whole_file(label)
                && place
                    .labels
                    .iter()
                    .all(|(_, other, _)| !is_whole_file(other))
                && (span.start as usize) < place.lines.end as usize + NEAR
                && (place.lines.start as usize) < span.end as usize + NEAR
        };
        match places.iter_mut().find(near) {
            Some(place) => {
                place.lines.start = place.lines.start.min(span.start);
                place.lines.end = place.lines.end.max(span.end);
                place.labels.push((span, label, i == 0));
            }
            None => places.push(Place {
                file: label.file,
                labels: vec![(span, label, i == 0)],
                lines: span,
            }),
        }
    }
    places
}

/// A label about no line in particular.
fn is_whole_file(label: &Label) -> bool {
    label.span == Span::default()
}

impl Place<'_> {
    /// What is drawn of the place. Where a line is not drawn as it is, the drawn column is not the real one: `moved`
    /// takes the position as it will be drawn, and as it is.
    fn elements<'s>(
        &self,
        source: &'s SourceFile,
        moved: &mut Vec<(String, String)>,
    ) -> Vec<Element<'s>> {
        let path = printable(source.path.as_str());
        let (first, label, _) = &self.labels[0];
        if is_whole_file(label) {
            let mut elements = vec![Origin::path(path).into()];
            if !label.message.is_empty() {
                elements.push(Level::NOTE.message(printable(&label.message)).into());
            }
            return elements;
        }
        let spans: Vec<Span> = self.labels.iter().map(|(span, ..)| *span).collect();
        let window = Window::cut(source, self.lines, &spans);
        let primary = self.labels.iter().find(|(.., primary)| *primary);
        let head = primary.map_or(*first, |(span, ..)| *span);
        if !window.is_exact(head) {
            let real = source.position(head.start);
            let drawn = window.column(head);
            moved.push((
                format!("{path}:{}:{drawn}", real.line),
                format!("{path}:{}:{}", real.line, real.column),
            ));
        }
        let annotations = self.labels.iter().map(|(span, label, primary)| {
            let kind = if *primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let message = (!label.message.is_empty()).then(|| printable(&label.message));
            kind.span(window.place(*span)).label(message)
        });
        let annotations: Vec<_> = annotations.collect();
        let snippet = Snippet::source(window.text)
            .path(path)
            .line_start(window.first_line)
            .annotations(annotations);
        vec![snippet.into()]
    }
}

/// A text without the characters that steer a terminal; line breaks stay.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => '\n',
            '\t' => ' ',
            c if c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                '\u{fffd}'
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests;
