//! Findings as a compiler shows them: code, message, labelled source lines, notes, help.

use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// How findings are shown to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to use terminal colours.
    pub color: bool,
    /// The width of the terminal in columns.
    pub width: usize,
}

/// One finding as text, ending in a line break.
#[must_use]
pub fn render(diagnostic: &Diagnostic, _sources: &Sources, _style: Style) -> String {
    format!(
        "{}[{}]: {}\n",
        diagnostic.severity.as_str(),
        diagnostic.code,
        diagnostic.message
    )
}
