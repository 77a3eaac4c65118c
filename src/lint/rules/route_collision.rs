//! `route-collision`: found while the site's addresses are given out; there is nothing left to look for here.

use crate::diagnostic::Severity;
use crate::lint::{Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "route-collision",
        group: Group::Structure,
        level: Severity::Error,
        summary: "Two pages or files claim one address.",
        fixable: false,
        options: &[],
        page: include_str!("route_collision.md"),
    },
    check: None,
};
