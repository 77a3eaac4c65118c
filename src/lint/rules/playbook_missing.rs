//! `playbook-missing`: a playbook folder without `playbook.md`.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "playbook-missing",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A playbook folder has no playbook.md.",
        fixable: false,
        options: &[],
        page: include_str!("playbook_missing.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if context.playbook.main.is_some() {
        return;
    }
    let folder = &context.playbook.root;
    let mut finding = RULE.finding(format!("the folder `{folder}` has no `playbook.md`"));
    if let Some(file) = context.playbook.file() {
        finding = finding.label(
            file,
            Span::default(),
            "this file belongs to a playbook without a head",
        );
    }
    out.push(
        finding
            .note("`playbook.md` says whose journey it is, who answers for it and when it was looked at last")
            .help(format!(
                "create `{folder}/playbook.md` that begins with:\n---\ntitle: …\nactor: …\nowner: …\n\
                 status: draft\nlast_reviewed: {}\nreview_every: 3 months\n---",
                context.today
            )),
    );
}
