//! One declaration of the front matter of every kind: it drives validation, did-you-mean, the reference and
//! (later) JSON Schema.

use super::FrontMatter;
use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::source::{FileId, SourceFile};

/// Everything that is wrong with the facts of a file, in one run.
#[must_use]
pub fn validate(
    _file: FileId,
    _source: &SourceFile,
    _kind: Kind,
    _front: &FrontMatter,
) -> Vec<Diagnostic> {
    Vec::new()
}
