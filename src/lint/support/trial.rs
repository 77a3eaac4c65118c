//! Running one rule over a playbook in a test.

use crate::diagnostic::Diagnostic;
use crate::journey::{Workspace, testing};
use crate::lint::{Context, Rule, Settings};
use crate::source::{FileId, SitePath, SourceFile};

/// A playbook.md that other files of a test can rely on.
pub(crate) const PLAYBOOK: (&str, &str) = (
    "playbook.md",
    "---\ntitle: Demo cream\nowner: brand lead\nmarket: CN\nclient: Maison Lune\n---\n",
);

/// What a rule finds in the playbook of these files, with default settings.
pub(crate) fn found(rule: &Rule, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    found_with(rule, "", files)
}

/// What a rule finds in the playbook of these files, with the settings of that waybook.yaml.
pub(crate) fn found_with(rule: &Rule, config: &str, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let source = SourceFile {
        path: SitePath::new("waybook.yaml"),
        text: config.to_owned(),
    };
    let (config, _) = crate::config::read(FileId(0), &source);
    let (sources, playbook, _) = testing::read(files);
    let settings = Settings::read(&config, &sources, &[]).0;
    let workspace = Workspace {
        config,
        ..Workspace::default()
    };
    let context = Context {
        workspace: &workspace,
        playbook: &playbook,
        sources: &sources,
        settings: &settings,
        today: jiff::civil::date(2026, 3, 1),
    };
    let mut findings = Vec::new();
    if let Some(check) = rule.check {
        check(&context, &mut findings);
    }
    findings
}
