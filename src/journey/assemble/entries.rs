//! Level-3 headings with what stands below each: terms of the glossary, questions of the audit.

use crate::document::markdown::{Block, Body, Heading, Shape};

/// A level-3 heading and its blocks.
pub(super) struct Entry<'a> {
    /// The heading.
    pub(super) heading: &'a Heading,
    /// The heading of the section it stands in, by its index, when there is one.
    pub(super) group: Option<usize>,
    /// What stands below it, in order, headings of level 4 and below included.
    pub(super) blocks: Vec<&'a Block>,
}

/// A body, cut at its level-3 headings.
#[derive(Default)]
pub(super) struct Entries<'a> {
    /// What stands under no level-3 heading.
    pub(super) outside: Vec<&'a Block>,
    /// The entries, in order.
    pub(super) entries: Vec<Entry<'a>>,
}

impl<'a> Entries<'a> {
    /// Cuts a body. An entry ends with its section.
    pub(super) fn of(body: &'a Body) -> Self {
        let mut cut = Self::default();
        for section in &body.sections {
            let first = cut.entries.len();
            for block in &section.blocks {
                let heading = heading_of(block)
                    .and_then(|index| body.headings.get(index))
                    .filter(|heading| heading.level == 3);
                if let Some(heading) = heading {
                    cut.entries.push(Entry {
                        heading,
                        group: section.heading,
                        blocks: Vec::new(),
                    });
                }
                if heading.is_some() && matches!(block, Block::Prose(_)) {
                    continue;
                }
                match cut.entries[first..].last_mut() {
                    Some(entry) => entry.blocks.push(block),
                    None => cut.outside.push(block),
                }
            }
        }
        cut
    }
}

/// The sub-heading that a block is or, as a task list, brings along.
pub(super) fn heading_of(block: &Block) -> Option<usize> {
    match block {
        Block::Prose(prose) if prose.shape == Shape::Heading => prose.headings.first().copied(),
        Block::Tasks { heading, .. } => *heading,
        Block::Prose(_) | Block::Mistake(_) => None,
    }
}
