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
            "this file belongs to the playbook that lacks it",
        );
    }
    out.push(
        finding
            .note("`playbook.md` says whose journey it is, who answers for it and when it was looked at last")
            .help(format!(
                "create the file `{folder}/playbook.md`, and begin it with these lines in your own words:\n---\n\
                 title: {}\nactor: \"first-time buyer, 24–32\"\nowner: brand lead\n\
                 status: draft\nlast_reviewed: {}\nreview_every: 3 months\n---",
                folder.file_name(),
                context.today
            )),
    );
}
