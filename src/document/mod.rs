//! One file → one [`Document`]: its front matter as a tree with spans, its Markdown as sections, items and links.
//!
//! Enter at [`read`]. Steps: [`Kind::of`] tells from the place what the file is; [`front_matter`] splits the block
//! off, parses it and validates it against the kind's [`front_matter::schema::Schema`]; [`markdown`] reads the body.
//! Nothing here knows other files: references stay unresolved until [`crate::journey`].

mod allow;
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

/// `<!-- lint-allow rule-name: reason -->` (in YAML `# lint-allow rule-name: reason`); several rules have commas between
/// them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rules' names, as written.
    pub rules: Vec<Spanned<String>>,
    /// Why; empty when it was left out.
    pub reason: String,
    /// The whole comment.
    pub span: Span,
    /// What it covers.
    ///
    /// In Markdown the block after it; before a heading its section, down to the next heading of that level or a higher
    /// one; at the head, before the first block, the whole file; inside a block that block, inside a list item that
    /// item. In YAML see [`front_matter::allows`].
    pub scope: Span,
}
