//! What the tests of whole workspaces share: the base workspace, the check of one, and files with expected text.

#![allow(dead_code, reason = "each test uses a part")]

pub(crate) mod pages;

use std::path::{Path, PathBuf};
use waybook::build;
use waybook::diagnostic::Diagnostic;
use waybook::diagnostic::report::human;
use waybook::source::{MemoryFiles, Sources};

/// The folder of the test workspaces.
pub(crate) fn workspaces() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workspaces")
}

/// A small workspace without any finding.
pub(crate) fn base() -> MemoryFiles {
    let mut files = MemoryFiles::new();
    lay_over(&mut files, &workspaces().join("base"));
    files
}

/// Puts every file below a folder on disk in its place.
pub(crate) fn lay_over(files: &mut MemoryFiles, folder: &Path) {
    for path in below(folder) {
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
        files.insert(&name.replace('\\', "/"), std::fs::read(&path).unwrap());
    }
}

/// Every file below a folder, in order.
pub(crate) fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// What is said of a workspace on the day of the fixtures, and the texts it is said of.
pub(crate) fn check(files: &MemoryFiles) -> (Sources, Vec<Diagnostic>) {
    check_on(files, OPTIONS.today)
}

/// What is said of a workspace on a day.
pub(crate) fn check_on(
    files: &MemoryFiles,
    today: jiff::civil::Date,
) -> (Sources, Vec<Diagnostic>) {
    let checked = build::check(files, &build::Options { today, ..OPTIONS }).unwrap();
    (checked.sources, checked.findings)
}

const OPTIONS: build::Options<'static> = build::Options {
    site: None,
    base_url: None,
    theme: None,
    drafts: false,
    today: jiff::civil::date(2026, 3, 1),
    baseline: build::UseBaseline::Heed,
    progress: &build::Silent,
};

/// Fixes a workspace, with good guesses or without; the files as they are then, and what was done.
pub(crate) fn fix(files: &MemoryFiles, guesses: bool) -> (MemoryFiles, build::Fixed) {
    let wanted = build::Wanted {
        guesses,
        files: &|_| true,
    };
    let fixed = build::fix(files, &OPTIONS, &wanted).unwrap();
    let mut files = files.clone();
    for change in &fixed.changes {
        files.insert(change.path.as_str(), change.after.as_str());
    }
    (files, fixed)
}

/// Findings as a person reads them.
pub(crate) fn human(sources: &Sources, findings: &[Diagnostic]) -> String {
    let style = human::Style {
        color: false,
        width: 100,
    };
    let texts: Vec<String> = findings
        .iter()
        .map(|finding| human::render(finding, sources, style))
        .collect();
    texts.join("\n")
}

/// Compares a text with the one in a file; with `UPDATE_EXPECTED=1` in the environment the file is written instead.
/// Gives what is wrong.
pub(crate) fn compare(path: &Path, actual: &str) -> Option<String> {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, actual).unwrap();
        return None;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    (expected != actual).then(|| {
        format!(
            "{} differs (UPDATE_EXPECTED=1 writes it):\n--- expected\n{expected}\n--- actual\n{actual}",
            path.display()
        )
    })
}
