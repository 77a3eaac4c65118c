//! `allow-without-reason`: found while suppression is applied; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "allow-without-reason",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A comment silences a rule without saying why.",
        fixable: false,
        options: &[],
        page: include_str!("allow_without_reason.md"),
    },
    check: None,
};
