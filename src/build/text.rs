//! One text off the disk, and what is said of one that cannot be read.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{
    DecodeProblem, FileId, Files, Refusal, SitePath, SourceError, SourceFile, Span, decode,
};

/// A text that was read.
pub(super) struct Text {
    pub(super) source: SourceFile,
    /// What its bytes hash to; of one that could not be had, the reason.
    pub(super) hash: blake3::Hash,
    /// Why it could not be read.
    pub(super) found: Option<Diagnostic>,
}

/// Reads a text of at most `limit` bytes; one that cannot be read is empty and comes with the finding that says why.
pub(super) fn read_text(files: &dyn Files, path: SitePath, id: FileId, limit: u64) -> Text {
    let finding = |message: String| Diagnostic::new("file-unreadable", Severity::Error, message);
    let bytes = match files.read(&path, limit) {
        Ok(bytes) => bytes,
        Err(error) => {
            let help = match error {
                SourceError::TooLarge { .. } => {
                    "split the file: a page of a playbook has some hundred words"
                }
                _ => "give yourself the right to read it, or move it out of the content folder",
            };
            let found = finding(error.to_string())
                .label(id, Span::default(), "")
                .help(help);
            return Text {
                source: SourceFile {
                    path,
                    text: String::new(),
                },
                hash: blake3::hash(format!("\0{error}").as_bytes()),
                found: Some(found),
            };
        }
    };
    let hash = blake3::hash(&bytes);
    let decoded = decode(bytes);
    let found = decoded.problem.map(|(problem, at)| {
        let save = "open it in your editor, choose \"Save as\", and pick the encoding `UTF-8`";
        let (what, help) = match problem {
            DecodeProblem::NotUtf8 => ("is not saved as UTF-8, so some letters cannot be read", save),
            DecodeProblem::Utf16 => ("is saved as UTF-16, which cannot be read", save),
            DecodeProblem::Nul => (
                "is not a text: it holds a NUL byte, which no text has",
                "if it is a picture or a document, move it to the folder `assets/`; if it is a text, delete the marked character",
            ),
        };
        // Where the bytes were no text, the text holds a character that stands for them.
        let shown = decoded.text[at..].chars().next().map_or(0, char::len_utf8);
        finding(format!("`{path}` {what}"))
            .label(id, Span::new(at, at + shown), "the first one is here")
            .help(help)
    });
    Text {
        source: SourceFile {
            path,
            text: decoded.text,
        },
        hash,
        found,
    }
}

/// What is said of an entry of a folder that is no ordinary file of it.
pub(super) fn refused(path: &SitePath, refusal: Refusal, id: FileId) -> Diagnostic {
    let (what, help) = match refusal {
        Refusal::LinkLeavesRoot => (
            "is a link that leads out of its playbook's folder",
            "copy what it points to into the playbook's folder",
        ),
        Refusal::LinkLoop => (
            "is a link that leads back to a folder above it",
            "remove the link",
        ),
        Refusal::LinkBroken => (
            "is a link to something that does not exist",
            "remove the link or mend it",
        ),
        Refusal::NotAFile => (
            "is a pipe, a socket or a device",
            "move it out of the content folder",
        ),
        Refusal::NameNotUtf8 => (
            "has a name that is not UTF-8",
            "rename it with letters that are",
        ),
        Refusal::NameNotPortable => (
            "has a backslash in its name, which other systems take for a separator",
            "rename it",
        ),
        Refusal::Unreadable => (
            "cannot be read",
            "give yourself the right to read it, or move it away",
        ),
    };
    Diagnostic::new(
        "file-unreadable",
        Severity::Error,
        format!("`{path}` {what}"),
    )
    .label(id, Span::default(), "")
    .help(help)
}
