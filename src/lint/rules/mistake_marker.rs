//! `mistake-marker`: a mistake that is not written as a GitHub alert.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::document::markdown::MistakeAlert;
use crate::lint::support::safe_edit;
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "mistake-marker",
        group: Group::Structure,
        level: Severity::Info,
        summary: "A mistake is marked in a way that other Markdown viewers do not know.",
        fixable: true,
        options: &[],
        page: include_str!("mistake_marker.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (_, document) in context.documents() {
        for alert in &document.body.mistakes {
            let Some(span) = alert.foreign_marker else {
                continue;
            };
            let marker = context.slice(document, span);
            let mut finding = RULE
                .finding(format!(
                    "the mistake \"{}\" is marked with `{marker}`, which GitHub does not know",
                    alert.title
                ))
                .label(document.file, span, "shown as plain text elsewhere")
                .note("files should read well in any Markdown viewer");
            let kind = if alert.caution { "CAUTION" } else { "WARNING" };
            finding = finding.help(format!(
                "write the title as a bold line of its own:\n> [!{kind}]\n> **Mistake: {}.**",
                alert.title
            ));
            if let Some((line, text)) = rewritten(context, document, alert, span, kind) {
                let title = format!("write the mistake as `[!{kind}]`");
                finding = finding.fix(safe_edit(title, document.file, line, text));
            }
            out.push(finding);
        }
    }
}

/// From the marker to the end of its line, and what belongs there; `None` where the line holds more than a title.
fn rewritten(
    context: &Context<'_>,
    document: &Document,
    alert: &MistakeAlert,
    marker: Span,
    kind: &str,
) -> Option<(Span, String)> {
    let text = &context.sources.get(document.file).text;
    let from = marker.start as usize;
    let line_start = text.get(..from)?.rfind('\n').map_or(0, |i| i + 1);
    let prefix = &text[line_start..from];
    let rest = text.get(marker.end as usize..)?;
    let line = rest.lines().next().unwrap_or("").trim_end();
    let title = line.trim_start_matches(['-', '+', ' ']).trim();
    if title.is_empty() || title.contains(['*', '<']) {
        return None;
    }
    let stop = if title.ends_with(['.', '!', '?', '。', '！', '？']) {
        ""
    } else {
        "."
    };
    // A title that says "Mistake:" itself is written as it is.
    let lead = if title.starts_with(&alert.title) {
        lead(title)
    } else {
        ""
    };
    let span = Span::new(from, marker.end as usize + line.len());
    Some((span, format!("[!{kind}]\n{prefix}**{lead}{title}{stop}**")))
}

/// The lead-in in the language of the title.
fn lead(title: &str) -> &'static str {
    let chinese = title
        .chars()
        .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if chinese { "错误：" } else { "Mistake: " }
}
