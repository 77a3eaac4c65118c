//! The examples on the rules' pages, laid over the base workspace.

use waybook::lint::Rule;
use waybook::source::MemoryFiles;

/// Where a page's files lie.
pub(crate) const PLAYBOOK: &str = "content/demo";

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

/// `waybook.yaml`, `lint.baseline` and the brands lie in the workspace, everything else in the playbook.
fn place(path: &str) -> String {
    match path {
        "waybook.yaml" | "lint.baseline" => path.to_owned(),
        _ if path.starts_with("brands/") => path.to_owned(),
        _ => format!("{PLAYBOOK}/{path}"),
    }
}

fn hex(text: &str) -> Vec<u8> {
    text.split_whitespace()
        .map(|byte| u8::from_str_radix(byte, 16).unwrap())
        .collect()
}

/// The base workspace with what a section of a rule's page changes.
pub(crate) fn workspace(rule: &Rule, section: &str) -> MemoryFiles {
    let changes = changes(rule.info.page, section);
    assert!(
        !changes.is_empty(),
        "`{section}` of {} has no block",
        rule.info.name
    );
    let mut files = super::base();
    for change in changes {
        match change {
            Change::Write(path, bytes) => files.insert(&path, bytes),
            Change::Delete(path) => assert!(files.remove(&path), "there is no {path}"),
        }
    }
    files
}
