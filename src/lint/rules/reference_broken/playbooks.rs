//! Other playbooks that a playbook names by their folders: the one it builds on, the one it is an edition of. Brands are
//! looked at where a site is planned.

use super::RULE;
use super::ids::rewrite;
use crate::diagnostic::Diagnostic;
use crate::journey::Playbook;
use crate::lint::Context;
use crate::lint::support::{clearly_meant, did_you_mean, listed};
use crate::source::Spanned;

pub(super) fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let facts = &context.playbook.facts;
    for (key, name) in [
        ("extends", &facts.extends),
        ("translation_of", &facts.translation_of),
    ] {
        let Some(name) = name else { continue };
        let named = others(context).find(|other| other.root.file_name() == name.value);
        match named {
            None => missing(context, key, name, out),
            Some(named) if key == "translation_of" => edition(context, named, name, out),
            Some(_) => {}
        }
    }
}

/// The playbooks beside the one at hand.
fn others<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Playbook> {
    let own = context.playbook.root.clone();
    let all = context.workspace.playbooks.iter().map(|other| &**other);
    all.filter(move |other| other.root != own)
}

/// A name that is no other playbook's.
fn missing(context: &Context<'_>, key: &str, name: &Spanned<String>, out: &mut Vec<Diagnostic>) {
    let Some(main) = context.playbook.main else {
        return;
    };
    let others: Vec<&str> = others(context).map(|p| p.root.file_name()).collect();
    let help = did_you_mean(&name.value, others.iter().copied()).unwrap_or_else(|| {
        if others.is_empty() {
            format!("remove `{key}`: the workspace holds no other playbook")
        } else {
            format!("the other playbooks are {}", listed(others.iter().copied()))
        }
    });
    let file = context.document(main).file;
    let mut finding = RULE
        .finding(format!(
            "`{key}` names `{}`, but there is no other playbook of this name",
            name.value
        ))
        .label(file, name.span, "no such folder")
        .help(help);
    finding.fix = clearly_meant(&name.value, others.iter().copied())
        .and_then(|meant| rewrite(context, file, name, meant));
    out.push(finding);
}

/// What is wrong with being an edition of `original`.
fn edition(
    context: &Context<'_>,
    original: &Playbook,
    name: &Spanned<String>,
    out: &mut Vec<Diagnostic>,
) {
    let Some(main) = context.playbook.main else {
        return;
    };
    let file = context.document(main).file;
    let client = |p: &Playbook| p.facts.client.as_ref().map(|c| c.value.clone());
    let (why, label, help) = if let Some(first) = &original.facts.translation_of {
        (
            format!("which is itself an edition of `{}`", first.value),
            "not the first edition",
            format!("name the edition that all others follow, `{}`", first.value),
        )
    } else if client(context.playbook) != client(original) {
        (
            "which is written for another client".to_owned(),
            "another client's",
            "give both the same `client`, or remove `translation_of`".to_owned(),
        )
    } else if let Some(twin) = twin(context, name) {
        (
            format!("whose edition in this language is `{}` already", twin.root),
            "a second edition in one language",
            format!(
                "write the language of this edition as `locale` in `{}`",
                context.document(main).path
            ),
        )
    } else {
        return;
    };
    let message = format!("`translation_of` names `{}`, {why}", name.value);
    out.push(
        RULE.finding(message)
            .label(file, name.span, label)
            .help(help),
    );
}

/// Another edition of the same playbook in the same language: the original, or one whose folder comes first.
fn twin<'a>(context: &Context<'a>, name: &Spanned<String>) -> Option<&'a Playbook> {
    let workspace = context.workspace;
    let language = |p: &Playbook| {
        let own = p.facts.locale.as_deref();
        own.unwrap_or(&workspace.config.locale.value).to_lowercase()
    };
    let own = language(context.playbook);
    others(context)
        .filter(|other| {
            let named = other.facts.translation_of.as_ref();
            other.root.file_name() == name.value
                || named.is_some_and(|named| named.value == name.value)
                    && other.root < context.playbook.root
        })
        .find(|other| language(other) == own)
}
