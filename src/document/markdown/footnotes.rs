//! Footnotes: numbered by their first reference, shown at the end of the section that refers to them first.

use std::collections::HashMap;

use super::events::{Piece, Reader, trimmed};
use super::html::Output;
use super::stack::Walk;
use super::{Block, InsertKind, Prose, Shape};
use crate::source::Span;

/// The interface text that names the way back from a footnote.
const FOOTNOTE_BACK: InsertKind = InsertKind::Text(5);

/// The footnotes of a body.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    /// The events of each definition, by label in lower case; the first definition counts.
    definitions: HashMap<String, Vec<Piece<'a>>>,
    /// The number of each label that is referred to, from 0.
    numbers: HashMap<String, usize>,
    /// The footnotes by number.
    notes: Vec<Note>,
}

#[derive(Debug)]
struct Note {
    label: String,
    /// The section of the first reference.
    section: usize,
    /// How many references lead to it.
    references: usize,
}

impl<'a> Footnotes<'a> {
    /// Keeps a definition until it is known where it belongs.
    pub(super) fn define(&mut self, label: &str, pieces: Vec<Piece<'a>>) {
        self.definitions
            .entry(label.to_lowercase())
            .or_insert(pieces);
    }

    /// Counts a reference in `section` and gives the note's number and the reference's, both from 1.
    fn refer(&mut self, label: &str, section: usize) -> (usize, usize) {
        let number = self.number(label, section);
        self.notes[number].references += 1;
        (number + 1, self.notes[number].references)
    }

    /// Has a note shown in `section`, also when no reference to it has been written.
    pub(super) fn mention(&mut self, label: &str, section: usize) {
        self.number(label, section);
    }

    /// The number of a note, from 0; a new one belongs to `section`.
    fn number(&mut self, label: &str, section: usize) -> usize {
        let label = label.to_lowercase();
        if let Some(&number) = self.numbers.get(&label) {
            return number;
        }
        let number = self.notes.len();
        self.numbers.insert(label.clone(), number);
        self.notes.push(Note {
            label,
            section,
            references: 0,
        });
        number
    }
}

/// The id of a reference: the first has the note's number, the others a second one behind it.
fn reference_id(number: usize, reference: usize) -> String {
    if reference == 1 {
        format!("fnref-{number}")
    } else {
        format!("fnref-{number}-{reference}")
    }
}

impl<'a> Reader<'a> {
    /// Writes a reference to a footnote. Inside a link it is left out, for links do not nest.
    pub(super) fn footnote_reference(&mut self, label: &str, walk: &mut Walk<'_>) {
        if walk.in_link() {
            return;
        }
        let (number, reference) = self.footnotes.refer(label, self.section);
        let out = &mut *walk.out;
        out.raw("<sup class=\"footnote-ref\"><a role=\"doc-noteref\"");
        let prefix = InsertKind::IdPrefix;
        out.attribute_with("id", "", prefix, &reference_id(number, reference));
        out.attribute_with("href", "#", prefix, &format!("fn-{number}"));
        out.raw(">");
        out.raw(&number.to_string());
        out.raw("</a></sup>");
    }

    /// Writes every footnote that is referred to at the end of its section.
    pub(super) fn write_footnotes(&mut self) {
        let mut lists: Vec<Option<(Output, Span)>> = Vec::new();
        lists.resize_with(self.body.sections.len(), || None);
        let mut at = 0;
        // Notes may refer to further notes, so the list can grow while it is written.
        while let Some(note) = self.footnotes.notes.get(at) {
            let pieces = self.footnotes.definitions.remove(&note.label);
            self.section = note.section;
            at += 1;
            let pieces = pieces.unwrap_or_default();
            let span = pieces.first().map_or(Span::default(), |p| p.span);
            let span = trimmed(self.source, span);
            let (list, _) = lists[self.section].get_or_insert_with(|| (begin_list(), span));
            self.write_note(at, &pieces, span, list);
        }
        for (section, list) in lists.into_iter().enumerate() {
            let Some((mut out, span)) = list else {
                continue;
            };
            out.raw("</ol></section>\n");
            let (html, text) = out.finish();
            self.section = section;
            self.push_block(Block::Prose(Prose {
                html,
                text,
                span,
                shape: Shape::Other,
                headings: Vec::new(),
            }));
        }
    }

    /// Writes one footnote with its ways back, inside its last paragraph where it ends with one.
    fn write_note(&mut self, number: usize, pieces: &[Piece<'a>], span: Span, out: &mut Output) {
        out.raw("<li");
        out.attribute_with("id", "", InsertKind::IdPrefix, &format!("fn-{number}"));
        out.attribute("value", &number.to_string());
        out.raw(">");
        self.write(pieces, span, out);
        let in_paragraph = out.html.ends_with("</p>\n");
        if in_paragraph {
            out.html.truncate(out.html.len() - "</p>\n".len());
        }
        let references = self.footnotes.notes[number - 1].references;
        for reference in 1..=references {
            out.raw(" <a class=\"footnote-back\" role=\"doc-backlink\"");
            let id = reference_id(number, reference);
            out.attribute_with("href", "#", InsertKind::IdPrefix, &id);
            out.attribute_with("aria-label", "", FOOTNOTE_BACK, "");
            out.raw(">↩</a>");
        }
        out.raw(if in_paragraph { "</p>\n" } else { "" });
        out.raw("</li>\n");
        out.line();
    }
}

fn begin_list() -> Output {
    let mut out = Output::default();
    out.raw("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
    out
}
