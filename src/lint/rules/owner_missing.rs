//! `owner-missing`: an owner is written, and nobody can be asked.

use super::placeholder_text;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::{Fields, Value};
use crate::document::{Document, Kind};
use crate::lint::support::lexicon::Lexicon;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Spanned;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "owner-missing",
        group: Group::LifeCycle,
        level: Severity::Warning,
        summary: "The owner is nobody who could be asked.",
        fixable: false,
        options: &[],
        page: include_str!("owner_missing.md"),
    },
    check: Some(check),
};

/// Owners who are nobody in particular.
static NOBODY: Lexicon = Lexicon::new(
    include_str!("../words/en/nobody.txt"),
    include_str!("../words/zh/nobody.txt"),
);

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for own in context.own_facts() {
        let owner = own.text("owner");
        out.extend(owner.and_then(|owner| finding(own.document, &own.name, &owner, "owner: ")));
        for item in &own.document.body.items {
            let name = format!("the item `{}`", item.id);
            let owner = item.owner.as_ref();
            out.extend(owner.and_then(|owner| finding(own.document, &name, owner, "owner=")));
        }
    }
    if context.is_judged() {
        let tables = context.documents().map(|(_, document)| document);
        tables.for_each(|document| in_table(document, out));
    }
}

/// The records of a table, as they are written: in the model they have the playbook's owner where they name none.
fn in_table(document: &Document, out: &mut Vec<Diagnostic>) {
    let kind = match document.kind {
        Kind::Touchpoints => "touchpoint",
        Kind::Metrics => "metric",
        _ => return,
    };
    let Value::List(records) = &document.front.root.value else {
        return;
    };
    for fields in records.iter().map(Fields::of) {
        let id = fields.text("id").map(|id| id.value).unwrap_or_default();
        let name = format!("the {kind} `{id}`");
        let owner = fields.text("owner");
        out.extend(owner.and_then(|owner| finding(document, &name, &owner, "owner: ")));
    }
}

/// The finding about an owner who is nobody; `key` is how the value is introduced where it is written.
fn finding(
    document: &Document,
    name: &str,
    owner: &Spanned<String>,
    key: &str,
) -> Option<Diagnostic> {
    let word = owner.value.trim();
    if placeholder_text::is_placeholder(word) || !NOBODY.is(word) {
        return None;
    }
    let example = match key {
        "owner=" => "community",
        _ => "community lead",
    };
    Some(
        RULE.finding(format!("nobody answers for {name}: its owner is `{word}`"))
            .label(document.file, owner.span, "who is that?")
            .note("what everybody looks after, nobody does; an owner is somebody one can ask")
            .help(format!("name one role or one person: `{key}{example}`")),
    )
}
