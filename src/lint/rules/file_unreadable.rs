//! `file-unreadable`: found while files are listed and decoded; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "file-unreadable",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A file cannot be read as text.",
        fixable: false,
        options: &[],
        page: include_str!("file_unreadable.md"),
    },
    check: None,
};
