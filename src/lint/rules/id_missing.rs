//! `id-missing`: a checklist item without an id of its own.

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use crate::document::Document;
use crate::document::markdown::TaskItem;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;
use std::collections::BTreeMap;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "id-missing",
        group: Group::Structure,
        level: Severity::Info,
        summary: "A checklist item has no id of its own.",
        fixable: true,
        options: &[],
        page: include_str!("id_missing.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    for item in &context.playbook.items {
        let document = context.document(item.document);
        let Some(task) = document.body.items.get(item.index) else {
            continue;
        };
        if task.id_span.is_some() {
            continue;
        }
        let finding = RULE
            .finding(format!("the item \"{}\" has no id of its own", task.text))
            .label(document.file, task.span, "its id comes from its words")
            .note("ticks are kept under the id: change a word of the text, and they are lost");
        let id = free_id(context, task, &mut given);
        out.push(
            finding
                .help(format!("end the line with `<!-- #{id} -->`"))
                .fix(fix(context, document, task, &id)),
        );
    }
}

/// The id derived from the text, which keeps the ticks there are; numbered where another item has it. `given` holds
/// how often an id was handed out.
fn free_id(context: &Context<'_>, task: &TaskItem, given: &mut BTreeMap<String, usize>) -> String {
    let base = if task.id.is_empty() { "item" } else { &task.id };
    let names = &context.playbook.names;
    let count = given.entry(base.to_owned()).or_default();
    loop {
        *count += 1;
        let id = match *count {
            1 => base.to_owned(),
            n => format!("{base}-{n}"),
        };
        if !names.find(&id, &[]).is_some_and(|name| name.written) {
            return id;
        }
    }
}

/// Writes the id into the item's comment, or into a new one at the end of its line.
fn fix(context: &Context<'_>, document: &Document, task: &TaskItem, id: &str) -> Fix {
    let line = context.slice(document, task.span).trim_end();
    let has_metadata = !(task.tags.is_empty() && task.was.is_empty())
        || task.owner.is_some()
        || task.minutes.is_some();
    let comment = (has_metadata && line.ends_with("-->"))
        .then(|| line.rfind("<!--"))
        .flatten()
        .map(|start| start + "<!--".len())
        .filter(|&start| is_metadata(&line[start..]));
    let (at, replacement) = match comment {
        Some(at) => (at, format!(" #{id}")),
        None => (line.len(), format!(" <!-- #{id} -->")),
    };
    Fix {
        title: format!("give the item the id `{id}`"),
        edits: vec![Edit {
            file: document.file,
            span: Span::new(at, at).shifted(task.span.start as usize),
            replacement,
        }],
        applicability: Applicability::Safe,
    }
}

/// Whether what a comment holds begins like the metadata of an item, rather than with words of another kind.
fn is_metadata(inside: &str) -> bool {
    let first = inside.split_whitespace().next().unwrap_or("");
    first.contains('=') || first.starts_with(|c: char| c.is_ascii_digit())
}
