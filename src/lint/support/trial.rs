//! Running one rule over a playbook in a test.

use crate::diagnostic::Diagnostic;
use crate::journey::{Workspace, testing};
use crate::lint::{Context, Rule, Settings};

/// A playbook.md that other files of a test can rely on.
pub(crate) const PLAYBOOK: (&str, &str) = (
    "playbook.md",
    "---\ntitle: Demo cream\nowner: brand lead\nmarket: CN\nclient: Maison Lune\n---\n",
);

/// What a rule finds in the playbook of these files, with default settings.
pub(crate) fn found(rule: &Rule, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let (sources, playbook, _) = testing::read(files);
    let context = Context {
        workspace: &Workspace::default(),
        playbook: &playbook,
        sources: &sources,
        settings: &Settings::default(),
        today: jiff::civil::date(2026, 3, 1),
    };
    let mut findings = Vec::new();
    if let Some(check) = rule.check {
        check(&context, &mut findings);
    }
    findings
}
