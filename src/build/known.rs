//! What a workspace's `lint.baseline` makes of its findings.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::Fields;
use crate::journey::Workspace;
use crate::lint::{Baseline, Entry};
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeSet;

/// The rules whose errors no site can be built with: what the file says is not known, not even whether it is a draft;
/// or two pages claim one address.
const NEEDED: &[&str] = &[
    "file-unreadable",
    "front-matter-syntax",
    "playbook-missing",
    "route-collision",
];

/// What is to be done with `lint.baseline`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UseBaseline {
    /// The findings it holds are known, and do not count.
    #[default]
    Heed,
    /// It is not looked at.
    Ignore,
    /// It is not looked at, and a new one is made of every finding.
    Record,
}

/// What the baseline says of a check.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The findings that it holds, which are not among those of the check.
    pub findings: Vec<Diagnostic>,
    /// What it holds and nobody finds any more, by path.
    pub gone: Vec<Entry>,
    /// The baseline of every finding, when one was to be made.
    pub recorded: Option<Baseline>,
}

/// Takes known findings out of `findings`, or records all of them.
pub(super) fn compare(
    findings: &mut Vec<Diagnostic>,
    baseline: Option<&Baseline>,
    wanted: UseBaseline,
    sources: &Sources,
) -> Known {
    let mut known = Known::default();
    if wanted == UseBaseline::Record {
        known.recorded = Some(Baseline::of(findings, sources));
    }
    if let Some(baseline) = baseline {
        let compared = baseline.compare(std::mem::take(findings), sources);
        *findings = compared.new;
        known.findings = compared.known;
        known.gone = compared.gone;
    }
    known
}

/// Takes out of known findings the errors that no site can be built with.
pub(super) fn needed(known: &mut Vec<Diagnostic>, workspace: &Workspace) -> Vec<Diagnostic> {
    let documents = workspace.playbooks.iter().flat_map(|p| &p.documents);
    let drafts = documents.filter_map(|document| {
        let draft = Fields::of(&document.front.root).node("draft")?;
        Some((document.file, draft.span))
    });
    let drafts: BTreeSet<(FileId, Span)> = drafts.collect();
    // Defaults would stand in for a configuration that is wrong, and a page whose `draft` is neither yes nor no would be
    // published.
    let is_needed = |finding: &Diagnostic| {
        finding.labels.first().is_none_or(|label| {
            NEEDED.contains(&finding.code)
                || workspace.config.file == Some(label.file)
                || (finding.code == "value-invalid" && drafts.contains(&(label.file, label.span)))
        })
    };
    let needed = known.extract_if(.., |finding| {
        finding.severity == Severity::Error && is_needed(finding)
    });
    needed.collect()
}
