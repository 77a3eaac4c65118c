//! What the tool has to say about a workspace: [`Diagnostic`], with labelled places, notes, help and fixes.
//!
//! Every step returns diagnostics beside its value; [`report`] turns them into text for a person or a machine.

pub mod report;
mod suggest;

pub use suggest::{Candidates, candidates, closest};

use crate::source::{FileId, Span};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Something a reader or a buyer will notice; fails with `--strict`.
    Warning,
    /// The site is not written.
    Error,
}

impl Severity {
    /// The word as it is written in configuration and output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's name, such as `stage-missing`.
    pub code: &'static str,
    /// How much it weighs. Set to the rule's default by who makes it; the lint engine applies the configuration.
    pub severity: Severity,
    /// What is wrong, in one sentence with literals in backticks.
    pub message: String,
    /// The places it is about; the first is the primary one. May be empty when no file is involved.
    pub labels: Vec<Label>,
    /// Why it matters, or facts that help to understand it.
    pub notes: Vec<String>,
    /// What to do: the exact text to type wherever there is one.
    pub help: Vec<String>,
    /// A change that would mend it.
    pub fix: Option<Fix>,
}

/// A place in a file and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub file: FileId,
    /// The bytes it is about. An empty span marks a point; `0..0` the file as a whole.
    pub span: Span,
    /// What is to be said of it; may be empty.
    pub message: String,
}

/// A change to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, as an order: "rename `awareness` to `discovery`".
    pub title: String,
    /// The edits, in any order; they do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it may be applied without a person looking at it.
    pub applicability: Applicability,
}

/// One replacement of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub file: FileId,
    /// The bytes to replace; an empty span inserts.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// Whether a fix is certain to mean what the author meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// One clear candidate; nothing else changes.
    Safe,
    /// A good guess.
    Unsafe,
}

impl Diagnostic {
    /// A finding with its message; places and help are added by the methods below.
    pub fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// Adds a place. The first one added is the primary one.
    #[must_use]
    pub fn label(mut self, file: FileId, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label {
            file,
            span,
            message: message.into(),
        });
        self
    }

    /// Adds a reason or a fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds a change that mends it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}
