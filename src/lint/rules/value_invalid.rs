//! `value-invalid`: found while front matter and configuration are read; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "value-invalid",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A value is not of the kind its key asks for.",
        fixable: false,
        page: include_str!("value_invalid.md"),
    },
    check: None,
};
