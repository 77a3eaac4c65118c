//! `prose-in-yaml`: found while front matter is validated; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "prose-in-yaml",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A front matter value holds prose that belongs in the body.",
        fixable: false,
        options: &[],
        page: include_str!("prose_in_yaml.md"),
    },
    check: None,
};
