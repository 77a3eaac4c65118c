//! Headings, their ids, and the plain text of a run of events.

use std::collections::HashMap;

use pulldown_cmark::{Event, HeadingLevel};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Heading;
use super::breaks;
use super::events::{Piece, Reader, find_end, trimmed};
use crate::source::Span;

/// GitHub's slug of a heading: lower case, spaces to hyphens, punctuation dropped, letters of every script kept.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.trim();
    if text.is_ascii() {
        push_slug(&mut out, text.chars());
    } else {
        push_slug(&mut out, text.nfc());
    }
    out
}

fn push_slug(out: &mut String, text: impl Iterator<Item = char>) {
    for c in text {
        if c.is_alphanumeric() || is_combining_mark(c) {
            out.extend(c.to_lowercase());
        } else if c == '_' || c == '-' {
            out.push(c);
        } else if c.is_whitespace() {
            out.push('-');
        }
    }
}

/// The ids that are taken in one name space of a file, so that made-up ids stay apart.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Each taken id with the last number tried behind it.
    taken: HashMap<String, u32>,
}

impl Ids {
    /// Marks an id that an author wrote as taken.
    pub(super) fn take(&mut self, id: &str) {
        self.taken.entry(id.to_owned()).or_insert(0);
    }

    /// `base` when it is free, else `base` with the first free number behind it, counting from `first`.
    pub(super) fn free(&mut self, base: String, first: u32) -> String {
        let Some(mut number) = self.taken.get(&base).copied() else {
            self.taken.insert(base.clone(), 0);
            return base;
        };
        loop {
            number = (number + 1).max(first);
            let id = format!("{base}-{number}");
            if !self.taken.contains_key(&id) {
                self.taken.insert(id.clone(), 0);
                self.taken.insert(base, number);
                return id;
            }
        }
    }
}

/// The text of a run of events without markup; line breaks are spaces, and where markup or a comment fell away no
/// second space is left.
pub(super) fn plain_text(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match &piece.event {
            Event::SoftBreak if breaks::vanishes(&out, &pieces[at + 1..]) => {}
            Event::Text(text) if out.ends_with(' ') => out.push_str(text.trim_start()),
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak if !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    let lead = out.len() - out.trim_start().len();
    out.drain(..lead);
    out
}

/// A heading's level as a number.
pub(super) fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

impl Reader<'_> {
    /// Records the heading that begins at `pieces[at]` and gives its number.
    pub(super) fn record_heading(
        &mut self,
        pieces: &[Piece<'_>],
        at: usize,
        level: HeadingLevel,
        id: Option<&str>,
    ) -> usize {
        let text = plain_text(&pieces[at + 1..find_end(pieces, at)]);
        let span = trimmed(self.source, pieces[at].span);
        let (id, id_span) = match id.filter(|id| !id.is_empty()) {
            Some(id) => {
                self.heading_ids.take(id);
                let at = self.source[span.range()].rfind(&format!("#{id}"));
                let start = at.map(|at| span.start as usize + at + 1);
                (
                    id.to_owned(),
                    start.map(|start| Span::new(start, start + id.len())),
                )
            }
            None => {
                let mut base = slug(&text);
                if base.is_empty() {
                    base.push_str("section");
                }
                (self.heading_ids.free(base, 1), None)
            }
        };
        self.body.headings.push(Heading {
            level: level_number(level),
            text,
            id,
            id_span,
            span,
        });
        self.body.headings.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_follow_github() {
        for (text, expected) in [
            ("Key takeaway", "key-takeaway"),
            ("What’s new? (2024)", "whats-new-2024"),
            ("a - b", "a---b"),
            ("检查清单：第一步", "检查清单第一步"),
            ("Cafe\u{301} crème", "café-crème"),
            ("snake_case", "snake_case"),
            ("हिन्दी", "हिन्दी"),
            ("🎉", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn made_up_ids_stay_apart() {
        let mut ids = Ids::default();
        ids.take("a-1");
        let got: Vec<_> = ["a", "a", "a", "a-1"]
            .into_iter()
            .map(|base| ids.free(base.to_owned(), 1))
            .collect();
        assert_eq!(got, ["a", "a-2", "a-3", "a-1-1"]);
    }
}
