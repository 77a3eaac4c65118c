//! Whole workspaces with bad input (and some with unusual but good input). Each folder of `tests/workspaces` besides
//! `arabic`, `base` and `rules` is a case: its `input/` is laid over the base workspace, `expected.txt` is what is said of it.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

mod common;

use std::collections::BTreeSet;
use waybook::source::{Files, MAX_TEXT_BYTES, MemoryFiles, SitePath};

/// A case whose input is made here: as files it would be large, or it takes a file of the base away.
struct Generated {
    name: &'static str,
    change: fn(&mut MemoryFiles),
}

/// The made cases.
const GENERATED: &[Generated] = &[
    Generated {
        name: "audit-none",
        change: |files| assert!(files.remove("content/demo/audit.md")),
    },
    Generated {
        name: "nesting-deep-list",
        change: |files| {
            let (open, close) = ("[".repeat(50_000), "]".repeat(50_000));
            let text = format!("---\ntitle: Launch\nx-deep: {open}1{close}\n---\n");
            files.insert("content/demo/launch.md", text);
        },
    },
    Generated {
        name: "nesting-deep-quotation",
        change: |files| launch(files, &format!("{}text\n", "> ".repeat(20_000))),
    },
    Generated {
        name: "nesting-open-brackets",
        change: |files| launch(files, &"[".repeat(100_000)),
    },
    Generated {
        name: "stage-of-no-known-name",
        change: |files| {
            let stage = "content/demo/stages/2-research.md";
            let text = files.read(&SitePath::new(stage), MAX_TEXT_BYTES).unwrap();
            let text = String::from_utf8(text).unwrap();
            files.remove(stage);
            files.insert(
                "content/demo/stages/proof.md",
                text.replace("stage: research", "stage: proving"),
            );
        },
    },
];

/// Adds a page with this body.
fn launch(files: &mut MemoryFiles, body: &str) {
    let text = format!("---\ntitle: Launch\n---\n\n{body}\n");
    files.insert("content/demo/launch.md", text);
}

/// The folders that are no cases.
const OTHERS: [&str; 3] = ["arabic", "base", "rules"];

/// What is wrong with a case, when something is.
fn run(name: &str, files: &MemoryFiles) -> Option<String> {
    let (sources, findings) = common::check(files);
    let shown = common::human(&sources, &findings);
    common::compare(
        &common::workspaces().join(name).join("expected.txt"),
        &shown,
    )
}

#[test]
fn workspaces_are_found_as_expected() {
    let mut wrong = Vec::new();
    for name in folders() {
        let input = common::workspaces().join(&name).join("input");
        if input.is_dir() {
            let mut files = common::base();
            common::lay_over(&mut files, &input);
            wrong.extend(run(&name, &files));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn made_workspaces_are_found_as_expected() {
    let mut wrong = Vec::new();
    for case in GENERATED {
        let mut files = common::base();
        (case.change)(&mut files);
        wrong.extend(run(case.name, &files));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn nothing_is_left_over() {
    let made: BTreeSet<&str> = GENERATED.iter().map(|case| case.name).collect();
    for name in folders() {
        let folder = common::workspaces().join(&name);
        let has_input = folder.join("input").is_dir();
        assert!(
            has_input != made.contains(name.as_str()),
            "{name} has no input, or two"
        );
        assert!(
            folder.join("expected.txt").is_file(),
            "{name} expects nothing"
        );
        let entries = std::fs::read_dir(&folder).unwrap().count();
        assert_eq!(
            entries,
            1 + usize::from(has_input),
            "{name} holds something else"
        );
    }
}

/// The names of the cases.
fn folders() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(common::workspaces())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| !OTHERS.contains(&name.as_str()))
        .collect();
    names.sort();
    names
}
