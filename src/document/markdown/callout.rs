//! Alerts: GitHub's five, `[!MISTAKE]`, and Obsidian's callouts with a title and a fold.

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag, TagEnd};

use super::events::Piece;
use crate::source::Span;

/// The classes of alerts, in the order of their titles in [`super::INTERFACE_TEXTS`].
const CLASSES: [&str; 5] = ["note", "tip", "important", "warning", "caution"];
/// The number of the warning among them.
pub(super) const WARNING: u8 = 3;
/// The number of the caution among them.
pub(super) const CAUTION: u8 = 4;

/// Obsidian's kinds of callout, by the alert that comes nearest; what is not listed is a note.
const KINDS: &[(u8, &[&str])] = &[
    (1, &["tip", "hint", "success", "check", "done"]),
    (2, &["important"]),
    (WARNING, &["warning", "attention"]),
    (
        CAUTION,
        &[
            "caution", "danger", "error", "failure", "fail", "missing", "bug", "mistake",
        ],
    ),
];

/// The head of an alert.
#[derive(Debug)]
pub(super) struct Callout<'a> {
    /// Which of the five it is or comes nearest to, as an index into [`super::INTERFACE_TEXTS`].
    pub(super) kind: u8,
    /// Whether it says `[!MISTAKE]`.
    pub(super) mistake: bool,
    /// The marker's bytes when it is none of GitHub's.
    pub(super) foreign: Option<Span>,
    /// Whether a callout that folds is open; `None` when it does not fold.
    pub(super) fold: Option<bool>,
    /// The events of its title; empty when it has none.
    pub(super) title: Vec<Piece<'a>>,
    /// The marker's line.
    pub(super) marker: Span,
    /// The index of the event its body begins at.
    pub(super) body: usize,
    /// Whether the body begins inside the paragraph of the marker.
    pub(super) split: bool,
}

impl Callout<'_> {
    /// The last part of its class.
    pub(super) fn class(&self) -> &'static str {
        CLASSES.get(self.kind as usize).copied().unwrap_or("note")
    }
}

/// The alert whose quotation begins at `pieces[at]`, if it is one.
pub(super) fn detect<'a>(source: &'a str, pieces: &[Piece<'a>], at: usize) -> Option<Callout<'a>> {
    let span = pieces.get(at)?.span;
    match pieces[at].event {
        Event::Start(Tag::BlockQuote(Some(kind))) => Some(Callout {
            kind: number(kind),
            mistake: false,
            foreign: None,
            fold: None,
            title: Vec::new(),
            marker: marker_line(source, span),
            body: at + 1,
            split: false,
        }),
        Event::Start(Tag::BlockQuote(None)) => foreign(source, pieces, at),
        _ => None,
    }
}

fn number(kind: BlockQuoteKind) -> u8 {
    match kind {
        BlockQuoteKind::Note => 0,
        BlockQuoteKind::Tip => 1,
        BlockQuoteKind::Important => 2,
        BlockQuoteKind::Warning => WARNING,
        BlockQuoteKind::Caution => CAUTION,
    }
}

/// From the marker of the quotation at `span` to the end of its line.
fn marker_line(source: &str, span: Span) -> Span {
    let text = &source[span.range()];
    let start = text.find("[!").unwrap_or(0);
    let line = text[start..].lines().next().unwrap_or("").trim_end();
    let start = span.start as usize + start;
    Span::new(start, start + line.len())
}

/// A callout that GitHub does not know: its marker is the beginning of the first paragraph's text.
fn foreign<'a>(source: &'a str, pieces: &[Piece<'a>], at: usize) -> Option<Callout<'a>> {
    if !matches!(pieces.get(at + 1)?.event, Event::Start(Tag::Paragraph)) {
        return None;
    }
    let first = pieces.get(at + 2)?;
    let Event::Text(CowStr::Borrowed(text)) = &first.event else {
        return None;
    };
    let word_end = text.find(']')?;
    let word = text[..word_end].strip_prefix("[!")?.to_lowercase();
    if word.is_empty() || !word.chars().all(|c| c.is_alphanumeric() || c == '-') {
        return None;
    }
    let rest = &text[word_end + 1..];
    let (fold, rest) = match rest.as_bytes().first() {
        Some(b'-') => (Some(false), &rest[1..]),
        Some(b'+') => (Some(true), &rest[1..]),
        _ => (None, rest),
    };
    let start = first.span.start as usize;
    let marker_end = start + (text.len() - rest.len());
    let mut title = Vec::new();
    if !rest.trim().is_empty() {
        title.push(Piece {
            event: Event::Text(CowStr::Borrowed(rest.trim_start())),
            span: Span::new(marker_end, first.span.end as usize),
        });
    }
    let length = pieces[at + 3..]
        .iter()
        .position(|piece| {
            matches!(
                piece.event,
                Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph)
            )
        })
        .unwrap_or(0);
    let end = at + 3 + length;
    // A line break inside emphasis or a link does not end the title at a place where it could be cut.
    if !balanced(&pieces[at + 3..end]) {
        return None;
    }
    title.extend_from_slice(&pieces[at + 3..end]);
    let kind = KINDS
        .iter()
        .find(|(_, names)| names.contains(&word.as_str()))
        .map_or(0, |(kind, _)| *kind);
    Some(Callout {
        kind,
        mistake: word == "mistake",
        foreign: Some(Span::new(start, marker_end)),
        fold,
        title,
        marker: marker_line(source, pieces[at].span),
        body: end + 1,
        split: !matches!(pieces[end].event, Event::End(_)),
    })
}

fn balanced(pieces: &[Piece<'_>]) -> bool {
    let starts = pieces.iter().filter(|p| matches!(p.event, Event::Start(_)));
    let ends = pieces.iter().filter(|p| matches!(p.event, Event::End(_)));
    starts.count() == ends.count()
}
