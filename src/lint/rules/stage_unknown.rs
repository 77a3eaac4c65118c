//! `stage-unknown`: a name that is no stage. Front matter is looked at while it is read; here are the headings of the audit.

use crate::diagnostic::{Diagnostic, Severity, closest};
use crate::document::front_matter::schema::stage_suggestion;
use crate::journey::StageKey;
use crate::lint::support::{clearly_meant, close_candidates, listed, safe_edit};
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "stage-unknown",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A stage is named that is not one of the five.",
        fixable: true,
        options: &[],
        page: include_str!("stage_unknown.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let audit = &context.playbook.audit;
    let Some(document) = audit.document.map(|id| context.document(id)) else {
        return;
    };
    let labels = &context.playbook.facts.labels;
    let mut names: Vec<&str> = StageKey::ALL.map(StageKey::as_str).to_vec();
    names.extend(labels.iter().map(|(_, label)| label.as_str()));
    for (text, span) in &audit.unknown_stages {
        let meant = closest(text, close_candidates(text, names.iter().copied()))
            .or_else(|| stage_suggestion(text));
        let mut finding = RULE
            .finding(format!("the audit asks about `{text}`, which is no stage"))
            .label(document.file, *span, "no stage has this key or label")
            .note(
                "every question belongs to a stage, so that the audit can show which one is weak",
            );
        finding = match meant {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => finding.help(format!(
                "write one of these: {}",
                listed(names.iter().copied())
            )),
        };
        let meant = clearly_meant(text, names.iter().copied()).or_else(|| stage_suggestion(text));
        let at = context.slice(document, *span).find(text.as_str());
        if let (Some(meant), Some(at)) = (meant, at) {
            let written = Span::new(at, at + text.len()).shifted(span.start as usize);
            let title = format!("write `{meant}`");
            finding = finding.fix(safe_edit(title, document.file, written, meant));
        }
        out.push(finding);
    }
}
