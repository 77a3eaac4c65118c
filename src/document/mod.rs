//! One file → one [`Document`]: its front matter as a tree with spans, its Markdown as sections, items and links.
//!
//! Enter at [`read`]. Steps: [`Kind::of`] tells from the place what the file is; [`front_matter`] splits the block
//! off, parses it and validates it against the kind's [`front_matter::schema::Schema`]; [`markdown`] reads the body.
//! Nothing here knows other files: references stay unresolved until [`crate::journey`].

pub mod front_matter;
mod kind;
pub mod markdown;
mod read;

pub use kind::Kind;
pub use read::read;

use crate::source::{FileId, SitePath, Span, Spanned};
use front_matter::FrontMatter;
use markdown::Body;

/// One file of a playbook, read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The number of its text.
    pub file: FileId,
    /// Where it lies in the workspace.
    pub path: SitePath,
    /// What it is.
    pub kind: Kind,
    /// The facts: for Markdown the front matter; for a YAML file the whole file.
    pub front: FrontMatter,
    /// The prose, split and rendered; empty for YAML files.
    pub body: Body,
    /// Comments that silence findings.
    pub allows: Vec<Allow>,
}

/// `<!-- lint-allow rule-name: reason -->` (in YAML `# lint-allow rule-name: reason`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rule's name, as written.
    pub rule: Spanned<String>,
    /// Why; empty when it was left out.
    pub reason: String,
    /// The whole comment.
    pub span: Span,
    /// What it covers: the block after it, or the whole file when it stands at the file's head
    /// (before the first block of the body, or before the first key of the front matter).
    pub scope: Span,
}
