//! [`read`]: the steps from a text to a document.

use super::{Document, Kind, front_matter, markdown};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile};

/// Reads one text as a document of `kind` (a valid `kind:` in its front matter takes precedence), with everything
/// that is wrong with it.
#[must_use]
pub fn read(
    file: FileId,
    source: &SourceFile,
    kind: Kind,
    options: &markdown::Options,
) -> (Document, Vec<Diagnostic>) {
    let (front, mut diagnostics) = front_matter::read(file, source, kind);
    let kind = front.kind.unwrap_or(kind);
    diagnostics.extend(front_matter::schema::validate(file, source, kind, &front));
    let mut allows = front_matter::allows(source, &front, kind.is_data());
    let body = if kind.is_data() {
        markdown::Body::default()
    } else {
        let (body, found, more) = markdown::read(file, source, front.body_start, kind, options);
        diagnostics.extend(found);
        allows.extend(more);
        body
    };
    (
        Document {
            file,
            path: source.path.clone(),
            kind,
            front,
            body,
            allows,
        },
        diagnostics,
    )
}
