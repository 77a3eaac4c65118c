//! `mistake-without-remedy`: a mistake without its remedy.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::support::mistake_span;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "mistake-without-remedy",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A mistake does not say what to do instead.",
        fixable: false,
        options: &[],
        page: include_str!("mistake_without_remedy.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for mistake in context.playbook.mistakes.iter().filter(|m| !m.has_remedy) {
        let document = context.document(mistake.document);
        let help = if mistake.alert.is_some() {
            "add a paragraph to the alert:\n>\n> **Instead:** what to do, in one or two sentences"
        } else {
            "add a section to the file:\n## Instead\n\nWhat to do, in one or two sentences."
        };
        out.push(
            RULE.finding(format!(
                "the mistake \"{}\" does not say what to do instead",
                mistake.page.title
            ))
            .label(
                document.file,
                mistake_span(document, mistake),
                "no remedy follows",
            )
            .note("a warning without a way out makes people careful, not better")
            .help(help),
        );
    }
}
