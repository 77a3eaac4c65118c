//! `front-matter-syntax`: found while front matter is parsed; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "front-matter-syntax",
        group: Group::Structure,
        level: Severity::Error,
        summary: "The front matter, or a YAML file, cannot be read.",
        fixable: true,
        options: &[],
        page: include_str!("front_matter_syntax.md"),
    },
    check: None,
};
