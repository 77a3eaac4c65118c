//! `allow-unused`: found while suppression is applied; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "allow-unused",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A comment silences a rule that nothing breaks.",
        fixable: true,
        options: &[],
        page: include_str!("allow_unused.md"),
    },
    check: None,
};
