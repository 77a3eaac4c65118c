//! `checklist-mode`: a checklist without `mode`, `when` or `caller`.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::Fields;
use crate::journey::{Checklist, ChecklistMode};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "checklist-mode",
        group: Group::Structure,
        level: Severity::Info,
        summary: "A checklist does not say how, when or by whom it is worked through.",
        fixable: false,
        options: &[],
        page: include_str!("checklist_mode.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for stage in &context.playbook.stages {
        let document = context.document(stage.document);
        // A stage without `checklist:` is `key-missing`; here it is there and incomplete.
        let fields = Fields::of(&document.front.root);
        let written = fields.map("checklist").and(fields.key_span("checklist"));
        let (Some(list), Some(span)) = (&stage.checklist, written) else {
            continue;
        };
        let missing = missing(list);
        if missing.is_empty() {
            continue;
        }
        let key = stage.key.as_str();
        out.push(
            RULE.finding(format!(
                "the checklist of `{key}` does not say {}",
                listed_with(&missing)
            ))
            .label(document.file, span, "incomplete")
            .note(
                "a checklist works at a named moment, called by a named person; otherwise it is \
                 a document that nobody opens",
            )
            .help(format!(
                "write this instead, with your own words: `{}`",
                line(list)
            )),
        );
    }
}

/// What is not said: each key with what it means.
fn missing(list: &Checklist) -> Vec<&'static str> {
    let parts = [
        (list.mode.is_none(), "how it is worked through (`mode`)"),
        (list.when.is_none(), "at which moment it is read (`when`)"),
        (list.caller.is_none(), "who reads it out (`caller`)"),
    ];
    parts
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect()
}

fn listed_with(parts: &[&str]) -> String {
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => parts.concat(),
    }
}

/// The key with all three, those that are there as they are.
fn line(list: &Checklist) -> String {
    let text = |value: Option<&str>, example: &str| {
        format!(
            "\"{}\"",
            value
                .unwrap_or(example)
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
        )
    };
    format!(
        "checklist: {{mode: {}, when: {}, caller: {}}}",
        list.mode.map_or("do-confirm", ChecklistMode::as_str),
        text(list.when.as_deref(), "Every Monday"),
        text(list.caller.as_deref(), "community lead"),
    )
}
