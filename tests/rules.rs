//! The examples on the rules' pages: laid over the base workspace, the first gives findings of its rule alone, and
//! "Use instead" gives none. What the first one prints is kept in `tests/workspaces/rules`.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

mod common;

use common::pages::workspace;
use std::collections::BTreeSet;
use waybook::diagnostic::Edit;
use waybook::lint::registry::RULES;
use waybook::source::{FileId, MemoryFiles, Sources};

#[test]
fn the_base_workspace_has_no_finding() {
    let (sources, findings) = common::check(&common::base());
    assert!(
        findings.is_empty(),
        "{}",
        common::human(&sources, &findings)
    );
}

#[test]
fn examples_give_their_finding_and_the_better_way_gives_none() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let name = rule.info.name;
        let (sources, findings) = common::check(&workspace(rule, "Example"));
        let shown = common::human(&sources, &findings);
        if findings.is_empty() || findings.iter().any(|f| f.code != name) {
            wrong.push(format!("the example of {name} gives:\n{shown}"));
        } else {
            let path = common::workspaces().join(format!("rules/{name}.txt"));
            wrong.extend(common::compare(&path, &shown));
        }
        let (sources, findings) = common::check(&workspace(rule, "Use instead"));
        if !findings.is_empty() {
            let shown = common::human(&sources, &findings);
            wrong.push(format!("\"Use instead\" of {name} gives:\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn fixes_of_the_examples_leave_no_finding_of_their_rule() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.info.fixable) {
        let name = rule.info.name;
        let mut files = workspace(rule, "Example");
        let (sources, findings) = common::check(&files);
        let edits: Vec<_> = findings
            .iter()
            .filter_map(|finding| finding.fix.as_ref())
            .flat_map(|fix| &fix.edits)
            .collect();
        if edits.is_empty() {
            wrong.push(format!("no finding of {name} has a fix"));
            continue;
        }
        apply(&mut files, &sources, &edits);
        let (sources, findings) = common::check(&files);
        if !findings.is_empty() {
            let shown = common::human(&sources, &findings);
            wrong.push(format!("after the fix of {name}:\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_expected_output_belongs_to_a_rule() {
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.info.name).collect();
    for path in common::below(&common::workspaces().join("rules")) {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert!(names.contains(stem), "{} is left over", path.display());
    }
}

/// Applies edits to files in memory.
fn apply(files: &mut MemoryFiles, sources: &Sources, edits: &[&Edit]) {
    let touched: BTreeSet<FileId> = edits.iter().map(|edit| edit.file).collect();
    for file in touched {
        let source = sources.get(file);
        let mut text = source.text.clone();
        let mut own: Vec<&&Edit> = edits.iter().filter(|edit| edit.file == file).collect();
        own.sort_by_key(|edit| edit.span);
        for edit in own.into_iter().rev() {
            text.replace_range(edit.span.range(), &edit.replacement);
        }
        files.insert(source.path.as_str(), text);
    }
}
