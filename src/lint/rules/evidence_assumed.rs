//! `evidence-assumed`: something is approved that nobody has looked into.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Evidence, Status};
use crate::lint::support::life_cycle::Own;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "evidence-assumed",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "A page is approved although it rests on assumptions.",
        fixable: false,
        options: &[],
        page: include_str!("evidence_assumed.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let approved = |own: &Own<'_>| own.status == Some(Status::Approved);
    let assumed = |own: &Own<'_>| own.evidence == Some(Evidence::Assumed);
    let pages = context.own_facts();
    out.extend(pages.filter(approved).filter(assumed).filter_map(finding));
}

/// The finding where the page itself says one of the two; one that inherits both repeats what `playbook.md` says.
fn finding(own: Own<'_>) -> Option<Diagnostic> {
    let (file, name) = (own.document.file, &own.name);
    let finding = RULE.finding(format!("{name} is approved, but rests on assumptions"));
    let finding = match (own.span("evidence"), own.span("status")) {
        (Some(evidence), Some(status)) => finding
            .label(file, evidence, "nobody has looked yet")
            .label(file, status, "approved all the same"),
        (Some(evidence), None) => finding.label(
            file,
            evidence,
            "nobody has looked yet, and the playbook is approved",
        ),
        (None, Some(status)) => finding.label(
            file,
            status,
            "approved, and the playbook's `evidence` is `assumed`",
        ),
        (None, None) => return None,
    };
    let finding = finding.note(
        "an approved page is followed without asking; a guess that looks like a decision is not \
         checked by anybody any more",
    );
    Some(
        finding
            .help(
                "hold it against what buyers wrote and did (thirty comments, ten searches, the \
                 notes they saved), then write `evidence: partial`",
            )
            .help("until then write `status: review`"),
    )
}
