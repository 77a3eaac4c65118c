//! `checklist-mode`: a checklist without `mode`, `when` or `caller`.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::document::front_matter::{Fields, quoted};
use crate::journey::{Checklist, ChecklistMode};
use crate::lint::support::guess;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "checklist-mode",
        group: Group::Structure,
        level: Severity::Info,
        summary: "A checklist does not say how, when or by whom it is worked through.",
        fixable: true,
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
        let mut finding = RULE
            .finding(format!(
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
            ));
        // The moment and the person only the author knows.
        if list.mode.is_none() && missing.len() == 1 {
            finding.fix = fix(context, document, fields);
        }
        out.push(finding);
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
    let text =
        |value: Option<&str>, example: &str| format!("\"{}\"", quoted(value.unwrap_or(example)));
    format!(
        "checklist: {{mode: {}, when: {}, caller: {}}}",
        list.mode.map_or("do-confirm", ChecklistMode::as_str),
        text(list.when.as_deref(), "Every Monday"),
        text(list.caller.as_deref(), "community lead"),
    )
}

/// Adds the usual mode to what is said of the checklist already.
fn fix(context: &Context<'_>, document: &Document, fields: Fields<'_>) -> Option<Fix> {
    let map = fields.map("checklist")?;
    if map.has("mode") {
        return None;
    }
    let text = &context.sources.get(document.file).text;
    let start = map.span.start as usize;
    let (at, line) = if text[start..].starts_with('{') {
        (start + 1, "mode: do-confirm, ".to_owned())
    } else {
        let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let indent = &text[line..start];
        if !indent.trim().is_empty() {
            return None;
        }
        (start, format!("mode: do-confirm\n{indent}"))
    };
    let title = "add `mode: do-confirm`";
    Some(guess(title, document.file, Span::new(at, at), line))
}
