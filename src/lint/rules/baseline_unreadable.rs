//! `baseline-unreadable`: found while `lint.baseline` is read; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "baseline-unreadable",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A line of `lint.baseline` cannot be read.",
        fixable: false,
        options: &[],
        page: include_str!("baseline_unreadable.md"),
    },
    check: None,
};
