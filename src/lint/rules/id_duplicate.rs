//! `id-duplicate`: an id that two things share.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Name, NameKind};
use crate::lint::support::{between_quotes, guess, numbered};
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "id-duplicate",
        group: Group::Structure,
        level: Severity::Error,
        summary: "Two things of a playbook have the same id.",
        fixable: true,
        options: &[],
        page: include_str!("id_duplicate.md"),
    },
    check: Some(check),
};

/// Places that a finding is about already.
type Reported = BTreeSet<(FileId, Span)>;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let mut reported = Reported::new();
    let names = &context.playbook.names;
    for (id, claims) in names.iter() {
        let claims = rivals(claims);
        let Some((first, others)) = claims.split_first() else {
            continue;
        };
        let mut number = 1;
        for other in others {
            let free = numbered(id, &mut number, |id| names.find(id, &[]).is_some());
            out.push(shared(context, (id, &free), first, other));
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

/// The finding about the second owner of an id, with one that is free.
fn shared(
    context: &Context<'_>,
    (id, free): (&str, &str),
    first: &Name,
    other: &Name,
) -> Diagnostic {
    let kinds = (first.kind.as_str(), other.kind.as_str());
    let message = if kinds.0 == kinds.1 {
        format!("two {}s have the id `{id}`", kinds.0)
    } else {
        format!("a {} and a {} have the id `{id}`", kinds.0, kinds.1)
    };
    let help = if other.written {
        format!("give one of them another id, such as `{free}`")
    } else {
        format!("end the line with an id of its own: `<!-- #{free} -->`")
    };
    let document = context.document(other.document);
    let finding = RULE
        .finding(message)
        .label(
            document.file,
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
        .help(help);
    // Stages and pillars name touchpoints and metrics by their ids: of two unlike things, the other one is renamed.
    let is_named = |name: &Name| matches!(name.kind, NameKind::Touchpoint | NameKind::Metric);
    let renamed = if is_named(other) && !is_named(first) {
        first
    } else {
        other
    };
    let document = context.document(renamed.document);
    let span = between_quotes(context.slice(document, renamed.span), renamed.span);
    if !renamed.written || context.slice(document, span) != id {
        return finding;
    }
    finding.fix(guess(
        format!("give the {} the id `{free}`", renamed.kind.as_str()),
        document.file,
        span,
        free,
    ))
}

/// The same id written on two headings of one file.
fn check_headings(context: &Context<'_>, reported: &Reported, out: &mut Vec<Diagnostic>) {
    let names = &context.playbook.names;
    for (_, document) in context.documents() {
        let headings = &document.body.headings;
        let taken: BTreeSet<&str> = headings.iter().map(|h| h.id.as_str()).collect();
        // Where each id was first written, and the last number tried behind it.
        let mut seen: BTreeMap<&str, (Span, usize)> = BTreeMap::new();
        for span in headings.iter().filter_map(|h| h.id_span) {
            let written = context.slice(document, span);
            let id = written.trim_matches(['{', '#', '}', ' ']);
            let (first, number) = seen.entry(id).or_insert((span, 1));
            let first = *first;
            if first == span || reported.contains(&(document.file, span)) {
                continue;
            }
            let free = numbered(id, number, |id| {
                taken.contains(id) || names.find(id, &[]).is_some()
            });
            let mut finding = RULE
                .finding(format!("two headings of this file have the id `{id}`"))
                .label(document.file, span, "this is the same id")
                .label(document.file, first, "the first is here")
                .note("a link to the id can lead to one of them only")
                .help(format!("write another id, such as `{{#{free}}}`"));
            if written == id {
                let title = format!("give this one the id `{free}`");
                finding = finding.fix(guess(title, document.file, span, free));
            }
            out.push(finding);
        }
    }
}
