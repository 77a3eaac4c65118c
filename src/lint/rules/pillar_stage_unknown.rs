//! `pillar-stage-unknown`: found while front matter is validated; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "pillar-stage-unknown",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A content pillar names a stage that is not one of the five.",
        fixable: true,
        options: &[],
        page: include_str!("pillar_stage_unknown.md"),
    },
    check: None,
};
