//! `key-unknown`: found while front matter is validated; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "key-unknown",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A key is written that means nothing here.",
        fixable: true,
        page: include_str!("key_unknown.md"),
    },
    check: None,
};
