//! The examples on the rules' pages: laid over the base workspace, the first gives findings of its rule alone, and
//! "Use instead" gives none. What the first one prints is kept in `tests/workspaces/rules`.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

mod common;

use std::collections::BTreeSet;
use waybook::diagnostic::{Diagnostic, Edit};
use waybook::lint::Rule;
use waybook::lint::registry::RULES;
use waybook::source::{FileId, Files, MAX_TEXT_BYTES, MemoryFiles, SitePath, Sources};

/// Where a page's files lie.
const PLAYBOOK: &str = "content/demo";

/// What a fenced block of a page does to the base workspace.
enum Change {
    Write(String, Vec<u8>),
    Delete(String),
}

/// The changes that the blocks of one section of a page make.
fn changes(page: &str, section: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut current = "";
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            current = heading;
        }
        let fence = &line[..line.len() - line.trim_start_matches('`').len()];
        if fence.len() < 3 {
            continue;
        }
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        let mut text = body.join("\n");
        text.push('\n');
        let change = match line[fence.len()..].split_once(' ') {
            Some(("text", info)) => info
                .strip_prefix("delete=")
                .map(|path| Change::Delete(place(path))),
            Some((language, info)) => info.strip_prefix("file=").map(|path| {
                let bytes = match language {
                    "hex" => hex(&text),
                    _ => text.into_bytes(),
                };
                Change::Write(place(path), bytes)
            }),
            None => None,
        };
        if current == section {
            changes.extend(change);
        }
    }
    changes
}

/// `waybook.yaml` lies in the workspace, everything else in the playbook.
fn place(path: &str) -> String {
    match path {
        "waybook.yaml" => path.to_owned(),
        _ => format!("{PLAYBOOK}/{path}"),
    }
}

fn hex(text: &str) -> Vec<u8> {
    text.split_whitespace()
        .map(|byte| u8::from_str_radix(byte, 16).unwrap())
        .collect()
}

/// The base workspace with what a section of a rule's page changes.
fn workspace(rule: &Rule, section: &str) -> MemoryFiles {
    let changes = changes(rule.info.page, section);
    assert!(
        !changes.is_empty(),
        "`{section}` of {} has no block",
        rule.info.name
    );
    let mut files = common::base();
    for change in changes {
        match change {
            Change::Write(path, bytes) => files.insert(&path, bytes),
            Change::Delete(path) => assert!(files.remove(&path), "there is no {path}"),
        }
    }
    files
}

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
fn findings_come_out_in_the_same_order_every_time() {
    let mut files = MemoryFiles::new();
    for rule in RULES {
        let example = workspace(rule, "Example");
        for path in example.list(&SitePath::new(PLAYBOOK)).unwrap().files {
            let below = path.below(&SitePath::new(PLAYBOOK)).unwrap();
            let bytes = example.read(&path, MAX_TEXT_BYTES).unwrap();
            files.insert(&format!("content/{}/{below}", rule.info.name), bytes);
        }
    }
    let (sources, expected) = common::check(&files);
    assert!(expected.len() > RULES.len());
    let place = |finding: &Diagnostic| {
        let label = finding.labels.first()?;
        Some((sources.get(label.file).path.clone(), label.span.start))
    };
    assert!(expected.iter().map(place).is_sorted());
    for threads in [1, 2, 3, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().unwrap();
        let (again, findings) = pool.install(|| common::check(&files));
        assert_eq!(findings, expected, "with {threads} threads");
        assert!(again.iter().eq(sources.iter()));
    }
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
