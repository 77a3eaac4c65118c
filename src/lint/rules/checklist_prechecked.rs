//! `checklist-prechecked`: an item that is ticked in the source.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::support::safe_edit;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "checklist-prechecked",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A checklist item is ticked in the source.",
        fixable: true,
        options: &[],
        page: include_str!("checklist_prechecked.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (_, document) in context.documents() {
        for item in document.body.items.iter().filter(|item| item.ticked) {
            out.push(
                RULE.finding(format!("the item \"{}\" is ticked in the file", item.text))
                    .label(document.file, item.box_span, "ticked for everybody")
                    .note(
                        "ticks belong to whoever works through the list; the site keeps them for \
                         each reader and each run",
                    )
                    .help("write `[ ]`")
                    .fix(safe_edit(
                        "untick the item",
                        document.file,
                        item.box_span,
                        "[ ]",
                    )),
            );
        }
    }
}
