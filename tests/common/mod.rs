//! What the tests of whole workspaces share: the base workspace, the check of one, and files with expected text.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use waybook::config;
use waybook::diagnostic::report::human;
use waybook::diagnostic::{Diagnostic, Severity};
use waybook::document::{self, Kind};
use waybook::journey::{self, Workspace};
use waybook::lint;
use waybook::site;
use waybook::source::{
    FileId, Files, MAX_TEXT_BYTES, MemoryFiles, SitePath, SourceFile, Sources, Span, decode,
};

/// The folder of the test workspaces.
pub(crate) fn workspaces() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workspaces")
}

/// The day of every test.
pub(crate) fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 3, 1)
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

/// What is said of a workspace, and the texts it is said of.
pub(crate) fn check(files: &MemoryFiles) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut found = Vec::new();
    let mut workspace = Workspace::default();
    let configuration = SitePath::new("waybook.yaml");
    if files.exists(&configuration) {
        let (file, _) = read(files, &configuration, &mut sources);
        let (config, more) = config::read(file, sources.get(file));
        workspace.config = config;
        found.extend(more);
    }
    let content = SitePath::new("content");
    let listed = files.list(&content).unwrap().files;
    for root in files.folders(&content).unwrap() {
        let (mut documents, mut assets) = (Vec::new(), Vec::new());
        for path in listed.iter().filter(|path| path.below(&root).is_some()) {
            let Some(kind) = path.below(&root).and_then(Kind::of) else {
                assets.push(path.clone());
                continue;
            };
            let (file, unreadable) = read(files, path, &mut sources);
            let options = &workspace.config.markdown;
            let (document, more) = document::read(file, sources.get(file), kind, options);
            documents.push(document);
            found.extend(more);
            found.extend(unreadable);
        }
        let playbook = journey::assemble(root, documents, assets);
        workspace.playbooks.push(playbook);
    }
    let workspace = Arc::new(workspace);
    let plan = site::plan(Arc::clone(&workspace), site::Options::default());
    found.extend(plan.1);
    let findings = lint::check(&workspace, &sources, today(), found);
    (sources, findings)
}

/// Takes a text in, and says when it is none.
fn read(
    files: &MemoryFiles,
    path: &SitePath,
    sources: &mut Sources,
) -> (FileId, Option<Diagnostic>) {
    let decoded = decode(files.read(path, MAX_TEXT_BYTES).unwrap());
    let file = sources.add(SourceFile {
        path: path.clone(),
        text: decoded.text,
    });
    let finding = decoded.problem.map(|(problem, at)| {
        let message = format!("`{path}` is no text: {problem:?}");
        Diagnostic::new("file-unreadable", Severity::Error, message).label(
            file,
            Span::new(at, at + 1),
            "",
        )
    });
    (file, finding)
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
