//! `pillar-orphan`: found while front matter is validated; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "pillar-orphan",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A content pillar serves no stage.",
        fixable: false,
        options: &[],
        page: include_str!("pillar_orphan.md"),
    },
    check: None,
};
