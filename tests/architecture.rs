//! The architecture, held to its word: which room may know which, who may touch the system, and what every file owes
//! its reader. The rules are those of the crate documentation.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The rooms in the order of the data. A room knows itself and the rooms before it; `cli` may know all.
const ROOMS: [&str; 14] = [
    "source",
    "diagnostic",
    "document",
    "config",
    "journey",
    "lint",
    "site",
    "theme",
    "render",
    "output",
    "build",
    "scaffold",
    "serve",
    "cli",
];

/// The only places that may touch files, the network, the environment or processes.
const SYSTEM: [&str; 7] = [
    "source/os.rs",
    "source/os/",
    "output/directory.rs",
    "output/directory/",
    "serve/",
    "cli/",
    "main.rs",
];

/// A file longer than this, its tests left out, is two files that have not been told apart yet.
const MOST_LINES: usize = 400;

struct Source {
    path: String,
    /// The code without comments and without its test module.
    code: String,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else {
            files.push(path);
        }
    }
    files.sort();
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut files = Vec::new();
    walk(&src, &mut files);
    let code = files
        .into_iter()
        .filter(|f| f.extension().is_some_and(|e| e == "rs"));
    code.map(|file| {
        let text = std::fs::read_to_string(&file).unwrap();
        let path = file
            .strip_prefix(&src)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let lines = own.lines().map(|l| l.split("//").next().unwrap());
        Source {
            path,
            code: lines.collect::<Vec<_>>().join("\n"),
            text,
        }
    })
    .collect()
}

/// Files that hold nothing but tests.
fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.ends_with("testing.rs") || path.contains("/tests/")
}

fn room(path: &str) -> Option<&str> {
    path.split(['/', '.']).next().filter(|r| ROOMS.contains(r))
}

fn none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn imports_go_one_way() {
    let rank = |room: &str| ROOMS.iter().position(|r| *r == room);
    let mut problems = Vec::new();
    for source in sources().iter().filter(|s| !is_test(&s.path)) {
        let Some(own) = room(&source.path).and_then(rank) else {
            continue;
        };
        for after in source.code.split("crate::").skip(1) {
            // `crate::{a, b}` names several rooms at once.
            let names: Vec<&str> = match after.strip_prefix('{') {
                Some(group) => group
                    .split('}')
                    .next()
                    .unwrap()
                    .split(',')
                    .map(str::trim)
                    .collect(),
                None => vec![after],
            };
            for name in names {
                let name: String = name
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if rank(&name).is_some_and(|other| other > own) {
                    problems.push(format!(
                        "src/{} imports `{name}`, which comes after it",
                        source.path
                    ));
                }
            }
        }
    }
    none(&problems);
}

#[test]
fn every_room_has_a_place_in_the_order() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<&str> = lib
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(declared, ROOMS.into_iter().collect());
}

#[test]
fn only_a_few_files_touch_the_system() {
    let mut problems = Vec::new();
    for source in sources().iter().filter(|s| !is_test(&s.path)) {
        if SYSTEM
            .iter()
            .any(|allowed| source.path.starts_with(allowed))
        {
            continue;
        }
        for module in [
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "rustix::",
            "walkdir::",
        ] {
            if source.code.contains(module) {
                problems.push(format!("src/{} uses `{module}`", source.path));
            }
        }
    }
    none(&problems);
}

#[test]
fn every_file_says_what_it_is() {
    let opens = |s: &&Source| !s.text.starts_with("//!");
    let problems: Vec<String> = sources()
        .iter()
        .filter(opens)
        .map(|s| format!("src/{} does not open with `//!`", s.path))
        .collect();
    none(&problems);
}

#[test]
fn no_file_is_two() {
    let mut problems = Vec::new();
    for source in sources().iter().filter(|s| !is_test(&s.path)) {
        let lines = source.code.lines().count();
        if lines > MOST_LINES {
            problems.push(format!(
                "src/{} has {lines} lines without its tests",
                source.path
            ));
        }
    }
    none(&problems);
}

#[test]
fn every_rule_has_its_page_and_its_fixture() {
    let mut problems = Vec::new();
    for rule in waybook::lint::registry::RULES {
        let page = root().join(format!(
            "src/lint/rules/{}.md",
            rule.info.name.replace('-', "_")
        ));
        let fixture = root().join(format!("tests/workspaces/rules/{}.txt", rule.info.name));
        for file in [page, fixture] {
            if !file.is_file() {
                problems.push(format!("`{}` has no {}", rule.info.name, file.display()));
            }
        }
    }
    none(&problems);
}

#[test]
fn engines_are_named_in_one_folder_only() {
    let mut problems = Vec::new();
    for source in sources()
        .iter()
        .filter(|s| !s.path.starts_with("render/engine/") && !is_test(&s.path))
    {
        for name in ["minijinja::", "tera::", "use minijinja", "use tera"] {
            if source.code.contains(name) {
                problems.push(format!("src/{} names `{name}`", source.path));
            }
        }
    }
    none(&problems);
}
