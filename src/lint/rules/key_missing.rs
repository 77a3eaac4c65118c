//! `key-missing`: found while front matter is validated; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "key-missing",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A key is missing that readers or rules depend on.",
        fixable: false,
        options: &[],
        page: include_str!("key_missing.md"),
    },
    check: None,
};
