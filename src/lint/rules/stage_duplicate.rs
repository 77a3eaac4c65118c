//! `stage-duplicate`: a second file for a stage that has one.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::StageKey;
use crate::lint::support::{between_quotes, guess, listed, stage_span};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "stage-duplicate",
        group: Group::Structure,
        level: Severity::Error,
        summary: "Two files claim the same stage.",
        fixable: true,
        options: &[],
        page: include_str!("stage_duplicate.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let playbook = context.playbook;
    let missing: Vec<&str> = StageKey::ALL
        .into_iter()
        .filter(|key| playbook.stage(*key).is_none())
        .map(StageKey::as_str)
        .collect();
    for (key, id) in &playbook.duplicate_stages {
        let name = key.as_str();
        let second = context.document(*id);
        let mut finding = RULE
            .finding(format!("two files say that they are the stage `{name}`"))
            .label(second.file, stage_span(second), "this file is left out");
        if let Some(first) = playbook.stage(*key) {
            let document = context.document(first.document);
            finding = finding.label(document.file, stage_span(document), "this file is used");
        }
        let written = context.slice(second, stage_span(second));
        let span = between_quotes(written, stage_span(second));
        if let [other] = missing[..]
            && context.slice(second, span) == name
        {
            let title = format!("write `stage: {other}`");
            finding = finding.fix(guess(title, second.file, span, other));
        }
        out.push(
            finding
                .note("a stage is one page; whatever the second file says would be shown nowhere")
                .help(if missing.is_empty() {
                    format!(
                        "move what is worth keeping into the other file and delete `{}`",
                        second.path
                    )
                } else {
                    format!(
                        "write the stage that is meant; {} has no file yet",
                        listed(missing.iter().copied())
                    )
                }),
        );
    }
}
