//! `value-invalid`: a value that is not of the kind its key asks for. Front matter and configuration are looked at
//! while they are read; here are the comments behind items and mistakes.

use crate::diagnostic::{Diagnostic, Severity, closest};
use crate::document::Document;
use crate::document::markdown::KNOWN_TAGS;
use crate::journey::MistakeSeverity;
use crate::lint::support::{clearly_meant, close_candidates, did_you_mean, safe_edit};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "value-invalid",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A value is not of the kind its key asks for.",
        fixable: true,
        options: &[],
        page: include_str!("value_invalid.md"),
    },
    check: Some(check),
};

const SEVERITIES: [&str; 3] = ["critical", "major", "minor"];

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (_, document) in context.documents() {
        tags(document, out);
        severities(document, out);
    }
}

/// Tags are free, but one that is nearly a tag with a meaning was meant to be it.
fn tags(document: &Document, out: &mut Vec<Diagnostic>) {
    let tags = document.body.items.iter().flat_map(|item| &item.tags);
    for tag in tags.filter(|tag| !KNOWN_TAGS.contains(&tag.value.as_str())) {
        let name = &tag.value;
        let Some(meant) = closest(name, close_candidates(name, KNOWN_TAGS)) else {
            continue;
        };
        let mut finding = RULE
            .finding(format!("the tag `{name}` has no meaning to the rules"))
            .label(document.file, tag.span, "unknown tag")
            .help(format!("did you mean `{meant}`?"));
        if let Some(meant) = clearly_meant(name, KNOWN_TAGS) {
            let title = format!("write the tag `{meant}`");
            finding = finding.fix(safe_edit(title, document.file, tag.span, meant));
        }
        finding.severity = Severity::Warning;
        out.push(finding);
    }
}

fn severities(document: &Document, out: &mut Vec<Diagnostic>) {
    let written = document
        .body
        .mistakes
        .iter()
        .filter_map(|m| m.severity.as_ref());
    for severity in written.filter(|s| MistakeSeverity::from_name(&s.value).is_none()) {
        let name = &severity.value;
        let help = did_you_mean(name, SEVERITIES)
            .unwrap_or_else(|| "write `critical`, `major` or `minor`".to_owned());
        let finding = RULE
            .finding(format!("`severity` of a mistake cannot be `{name}`"))
            .label(document.file, severity.span, "no such severity")
            .help(help);
        out.push(match clearly_meant(name, SEVERITIES) {
            Some(meant) => finding.fix(safe_edit(
                format!("write `{meant}`"),
                document.file,
                severity.span,
                meant,
            )),
            None => finding,
        });
    }
}
