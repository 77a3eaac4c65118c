//! `stage-uncovered`: a stage without a content pillar.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::support::stage_span;
use crate::lint::{Context, Group, Rule, RuleInfo};
use std::slice::from_ref;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "stage-uncovered",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "No content pillar serves a stage.",
        fixable: false,
        options: &[],
        page: include_str!("stage_uncovered.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for stage in &context.playbook.stages {
        let key = stage.key.as_str();
        let document = context.document(stage.document);
        if context.serving(from_ref(&stage.key)).next().is_some() {
            continue;
        }
        out.push(
            RULE.finding(format!("no content pillar serves the stage `{key}`"))
                .label(
                    document.file,
                    stage_span(document),
                    "nothing is published for buyers who are here",
                )
                .note("a pillar is what a brand keeps publishing; a stage without one is a gap in the matrix")
                .help(format!(
                    "run `{}`, and write in the new file:\nstages: [{key}]",
                    context.pillar_to_add(&format!("{key}-help"))
                ))
                .help(format!(
                    "or add `{key}` to the line `stages:` of a pillar that helps buyers here already"
                )),
        );
    }
}
