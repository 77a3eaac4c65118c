//! What is said of a YAML error, and the finding that says it.

use super::RULE;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use crate::source::{FileId, Span};
use std::ops::Range;

/// What is said of an error. Bytes count from the beginning of the YAML.
pub(super) struct Said {
    message: String,
    pub(super) range: Range<usize>,
    label: &'static str,
    pub(super) second: Option<(Range<usize>, &'static str)>,
    help: Option<String>,
    /// What may be written instead of which bytes.
    edit: Option<(Range<usize>, String)>,
}

impl Said {
    pub(super) fn new(
        message: impl Into<String>,
        range: Range<usize>,
        label: &'static str,
    ) -> Self {
        Self {
            message: message.into(),
            range,
            label,
            second: None,
            help: None,
            edit: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A change that probably mends it: what the author meant, nobody can be sure of.
    pub(super) fn edit(mut self, range: Range<usize>, replacement: impl Into<String>) -> Self {
        self.edit = Some((range, replacement.into()));
        self
    }

    /// The finding, for YAML that begins at byte `offset` of the file.
    pub(super) fn finding(self, file: FileId, offset: usize) -> Diagnostic {
        let place = |range: &Range<usize>| Span::new(range.start, range.end).shifted(offset);
        let mut finding = Diagnostic::new(RULE, Severity::Error, self.message).label(
            file,
            place(&self.range),
            self.label,
        );
        if let Some((range, label)) = &self.second {
            finding = finding.label(file, place(range), *label);
        }
        finding.fix = self.edit.map(|(range, replacement)| Fix {
            title: self
                .help
                .clone()
                .unwrap_or_else(|| "mend the line".to_owned()),
            edits: vec![Edit {
                file,
                span: place(&range),
                replacement,
            }],
            applicability: Applicability::Unsafe,
        });
        finding.help.extend(self.help);
        finding
    }
}
