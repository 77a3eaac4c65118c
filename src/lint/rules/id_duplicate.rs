//! `id-duplicate`: an id that two things share.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Name, NameKind};
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "id-duplicate",
        group: Group::Structure,
        level: Severity::Error,
        summary: "Two things of a playbook have the same id.",
        fixable: false,
        options: &[],
        page: include_str!("id_duplicate.md"),
    },
    check: Some(check),
};

/// Places that a finding is about already.
type Reported = BTreeSet<(FileId, Span)>;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let mut reported = Reported::new();
    for (id, claims) in context.playbook.names.iter() {
        let claims = rivals(claims);
        let Some((first, others)) = claims.split_first() else {
            continue;
        };
        for other in others {
            out.push(shared(context, id, first, other));
            reported.insert((context.document(other.document).file, other.span));
        }
    }
    check_headings(context, &reported, out);
}

/// Those that may not share an id: whatever got it from its author, and checklist items and questions in any case,
/// since what readers tick is kept under it.
fn rivals(claims: &[Name]) -> Vec<&Name> {
    let ticked = |name: &Name| matches!(name.kind, NameKind::Item | NameKind::Question);
    let rivals: Vec<&Name> = claims
        .iter()
        .filter(|name| name.written || ticked(name))
        .collect();
    let written = rivals.iter().filter(|name| name.written).count();
    let kept = rivals.iter().filter(|name| ticked(name)).count();
    if written > 1 || kept > 1 {
        rivals
    } else {
        Vec::new()
    }
}

fn shared(context: &Context<'_>, id: &str, first: &Name, other: &Name) -> Diagnostic {
    let kinds = (first.kind.as_str(), other.kind.as_str());
    let message = if kinds.0 == kinds.1 {
        format!("two {}s have the id `{id}`", kinds.0)
    } else {
        format!("a {} and a {} have the id `{id}`", kinds.0, kinds.1)
    };
    let help = if other.written {
        format!("give one of them another id, such as `{id}-2`")
    } else {
        format!("end the line with an id of its own: `<!-- #{id}-2 -->`")
    };
    RULE.finding(message)
        .label(
            context.document(other.document).file,
            other.span,
            if other.written {
                "this is the same id"
            } else {
                "the same text gives the same id"
            },
        )
        .label(
            context.document(first.document).file,
            first.span,
            "the first is here",
        )
        .note(
            "all ids of a playbook share one name space: links, ticks and answers are kept under \
             the id alone",
        )
        .help(help)
}

/// The same id written on two headings of one file.
fn check_headings(context: &Context<'_>, reported: &Reported, out: &mut Vec<Diagnostic>) {
    for (_, document) in context.documents() {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for span in document.body.headings.iter().filter_map(|h| h.id_span) {
            let written = context.slice(document, span);
            let id = written.trim_matches(['{', '#', '}', ' ']);
            let first = *seen.entry(id).or_insert(span);
            if first == span || reported.contains(&(document.file, span)) {
                continue;
            }
            out.push(
                RULE.finding(format!("two headings of this file have the id `{id}`"))
                    .label(document.file, span, "this is the same id")
                    .label(document.file, first, "the first is here")
                    .note("a link to the id can lead to one of them only")
                    .help(format!("write another id, such as `{{#{id}-2}}`")),
            );
        }
    }
}
