//! Splitting the block off the head of a file, by hand: only the first line can open it.

use super::{FrontMatter, Node};
use crate::diagnostic::Diagnostic;
use crate::document::{Allow, Kind};
use crate::source::{FileId, SourceFile};

/// Splits and parses the front matter of a file (for a data file: the whole file).
#[must_use]
pub fn read(_file: FileId, _source: &SourceFile, _kind: Kind) -> (FrontMatter, Vec<Diagnostic>) {
    (
        FrontMatter {
            root: Node::default(),
            ..FrontMatter::default()
        },
        Vec::new(),
    )
}

/// The `# lint-allow rule: reason` comments of the block.
#[must_use]
pub fn allows(_source: &SourceFile, _front: &FrontMatter) -> Vec<Allow> {
    Vec::new()
}
