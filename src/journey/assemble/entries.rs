//! Level-3 headings with what stands below each: terms of the glossary, questions of the audit.

use crate::document::markdown::{Block, Body, Heading, Shape};
use crate::source::Span;

/// A level-3 heading and its blocks.
pub(super) struct Entry<'a> {
    /// The heading.
    pub(super) heading: &'a Heading,
    /// The level-2 heading above it, by its index, when there is one.
    pub(super) group: Option<usize>,
    /// What stands below it, in order, headings of level 4 and below included.
    pub(super) blocks: Vec<&'a Block>,
}

/// A body, cut at its level-3 headings.
pub(super) struct Entries<'a> {
    /// What stands under no level-3 heading.
    pub(super) outside: Vec<&'a Block>,
    /// The entries, in order.
    pub(super) entries: Vec<Entry<'a>>,
}

impl<'a> Entries<'a> {
    /// Cuts a body. Where a block belongs is told by its place: a list may carry a heading that stands further up.
    pub(super) fn of(body: &'a Body) -> Self {
        let mut entries = Vec::new();
        let mut outside = Vec::new();
        let mut group = None;
        // For every heading the entry in force from there on.
        let entry_at: Vec<Option<usize>> = body
            .headings
            .iter()
            .enumerate()
            .scan(None, |current, (index, heading)| {
                match heading.level {
                    0..=2 => {
                        group = Some(index);
                        *current = None;
                    }
                    3 => {
                        *current = Some(entries.len());
                        entries.push(Entry {
                            heading,
                            group,
                            blocks: Vec::new(),
                        });
                    }
                    _ => {}
                }
                Some(*current)
            })
            .collect();
        for block in body.sections.iter().flat_map(|s| &s.blocks) {
            if is_entry_heading(body, block) {
                continue;
            }
            let start = span(body, block).start;
            let above = body.headings.partition_point(|h| h.span.start <= start);
            let entry = above.checked_sub(1).and_then(|heading| entry_at[heading]);
            match entry {
                Some(entry) => entries[entry].blocks.push(block),
                None => outside.push(block),
            }
        }
        Self { outside, entries }
    }
}

fn is_entry_heading(body: &Body, block: &Block) -> bool {
    let Block::Prose(prose) = block else {
        return false;
    };
    prose.shape == Shape::Heading
        && prose
            .headings
            .iter()
            .any(|&index| body.headings.get(index).is_some_and(|h| h.level == 3))
}

fn span(body: &Body, block: &Block) -> Span {
    match block {
        Block::Prose(prose) => prose.span,
        Block::Tasks { span, .. } => *span,
        Block::Mistake(index) => body
            .mistakes
            .get(*index)
            .map(|m| m.span)
            .unwrap_or_default(),
    }
}
