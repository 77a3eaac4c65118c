//! `checklist-missing`: a stage without a single checklist item.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::markdown::Role;
use crate::lint::support::{heading_span, section, stage_span};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "checklist-missing",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A stage has no checklist.",
        fixable: false,
        options: &[],
        page: include_str!("checklist_missing.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for stage in &context.playbook.stages {
        let has_items = stage
            .checklist
            .iter()
            .flat_map(|list| &list.pause_points)
            .any(|point| !point.items.is_empty());
        if has_items {
            continue;
        }
        let key = stage.key.as_str();
        let document = context.document(stage.document);
        let written = section(document, Role::Checklist);
        let finding = match written {
            Some(section) => RULE
                .finding(format!("the checklist of the stage `{key}` is empty"))
                .label(
                    document.file,
                    heading_span(document, section),
                    "no item follows",
                ),
            None => RULE
                .finding(format!("the stage `{key}` has no checklist"))
                .label(document.file, stage_span(document), "nothing to tick here"),
        };
        out.push(
            finding
                .note("a stage is done when its checklist is: without items nobody can tell")
                .help(help(context, written.is_some())),
        );
    }
}

/// Three items to begin with; `begun` says that the heading is there.
fn help(context: &Context<'_>, begun: bool) -> String {
    let place = match begun {
        true => {
            "write below this heading three to nine things that a person can answer with yes or no"
        }
        false => "add to the file three to nine things that a person can answer with yes or no",
    };
    let heading = if begun {
        ""
    } else {
        "## Checklist {#checklist}\n\n"
    };
    let (level, text) = match context.is_chinese() {
        true => ("**必须：**", "十位创作者已收到小样"),
        false => ("**Must:**", "Ten creators have received a sample"),
    };
    let id = context.free_id("samples-10");
    format!("{place}, such as:\n{heading}- [ ] {level} {text} <!-- #{id} -->")
}
