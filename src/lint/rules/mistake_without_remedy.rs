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
            match context.is_chinese() {
                true => {
                    "add these lines at the end of the box, with your own words:\n>\n> **正确做法：** 先请十位普通用户试用，再逐条公开回答他们的问题。"
                }
                false => {
                    "add these lines at the end of the box, with your own words:\n>\n> **Instead:** Ten ordinary users try it first, and every question of theirs is answered in public."
                }
            }
        } else {
            match context.is_chinese() {
                true => {
                    "add these lines at the end of the file, with your own words:\n## 正确做法\n\n先请十位普通用户试用，再逐条公开回答他们的问题。"
                }
                false => {
                    "add these lines at the end of the file, with your own words:\n## Instead\n\nTen ordinary users try it first, and every question of theirs is answered in public."
                }
            }
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
