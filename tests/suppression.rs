//! Every rule can be silenced: in the example on its page a comment is put where a person would put it, and nothing is
//! left to say. The few rules that no comment silences say so on their pages.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose files are not there has failed"
)]

mod common;

use common::pages::workspace;
use std::collections::{BTreeMap, BTreeSet};
use waybook::diagnostic::Diagnostic;
use waybook::lint::registry::{RULES, find};
use waybook::lint::{NEVER_SILENCED, Rule};
use waybook::source::{FileId, MemoryFiles, Sources};

/// Where the comments for these findings go: the bytes before which they stand, by file.
fn places(sources: &Sources, findings: &[Diagnostic]) -> BTreeMap<FileId, BTreeSet<usize>> {
    let mut places: BTreeMap<FileId, BTreeSet<usize>> = BTreeMap::new();
    for finding in findings {
        let label = &finding.labels[0];
        let source = sources.get(label.file);
        let place = place(
            source.path.as_str(),
            &source.text,
            label.span.start as usize,
        );
        places.entry(label.file).or_default().insert(place);
    }
    places
}

/// Where a comment about what stands at `at` goes.
fn place(path: &str, text: &str, at: usize) -> usize {
    if path.ends_with(".yaml") {
        return block(text, 0, at, |line| !line.starts_with([' ', '#', '\n']));
    }
    match text.find("\n---\n").filter(|_| text.starts_with("---\n")) {
        Some(end) if at <= end => block(text, 4, at.max(4), |line| !line.starts_with([' ', '-'])),
        Some(end) => paragraph(text, end + 5, at),
        None => paragraph(text, 0, at),
    }
}

/// The last line up to `at` that begins a key or a record.
fn block(text: &str, from: usize, at: usize, begins: impl Fn(&str) -> bool) -> usize {
    let mut starts: Vec<usize> = text[from..at]
        .match_indices('\n')
        .map(|(i, _)| from + i + 1)
        .collect();
    starts.insert(0, from);
    let last = starts.into_iter().rfind(|start| begins(&text[*start..]));
    last.unwrap_or(from)
}

/// The beginning of the block of Markdown around `at`.
fn paragraph(text: &str, from: usize, at: usize) -> usize {
    let before = &text[from..at.max(from)];
    before.rfind("\n\n").map_or(from, |gap| from + gap + 2)
}

/// The comment, in the language of what stands behind it.
fn comment(path: &str, text: &str, at: usize, rule: &str) -> String {
    let said = format!("lint-allow {rule}: it is meant so");
    let in_block = text.starts_with("---\n") && text.find("\n---\n").is_some_and(|end| at <= end);
    if path.ends_with(".yaml") || in_block {
        format!("# {said}\n")
    } else {
        format!("<!-- {said} -->\n\n")
    }
}

/// What is left to say of a rule's example once its findings are silenced.
fn silenced(rule: &Rule) -> (MemoryFiles, Sources, Vec<Diagnostic>) {
    let mut files = workspace(rule, "Example");
    let (sources, findings) = common::check(&files);
    for (file, places) in places(&sources, &findings) {
        let source = sources.get(file);
        let (path, mut text) = (source.path.as_str(), source.text.clone());
        for at in places.into_iter().rev() {
            let comment = comment(path, &source.text, at, rule.info.name);
            text.insert_str(at, &comment);
        }
        files.insert(path, text);
    }
    let (sources, findings) = common::check(&files);
    (files, sources, findings)
}

#[test]
fn every_rule_can_be_silenced_by_a_comment() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let name = rule.info.name;
        if NEVER_SILENCED.contains(&name) {
            continue;
        }
        let (_, sources, findings) = silenced(rule);
        if !findings.is_empty() {
            let shown = common::human(&sources, &findings);
            wrong.push(format!("{name} is not silenced:\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn rules_that_no_comment_silences_say_so() {
    for name in NEVER_SILENCED {
        let rule = find(name).unwrap();
        let page = rule.info.page.replace('\n', " ");
        assert!(page.contains("No comment silences this rule"), "{name}");
    }
}

/// What is said of the base workspace with this page in it.
fn page(text: &str) -> Vec<String> {
    said(&[("content/demo/launch.md", text)])
}

/// The rule and line of what is said of the base workspace with these files in it.
fn said(changes: &[(&str, &str)]) -> Vec<String> {
    let mut files = common::base();
    for (path, text) in changes {
        files.insert(path, *text);
    }
    let (sources, findings) = common::check(&files);
    let place = |finding: &Diagnostic| {
        let label = &finding.labels[0];
        let position = sources.get(label.file).position(label.span.start);
        format!("{} {}", finding.code, position.line)
    };
    findings.iter().map(place).collect()
}

#[test]
fn a_comment_covers_a_section_a_block_an_item_or_a_file() {
    let head = "---\ntitle: Launch\n---\n";
    let cases: &[(&str, &[&str])] = &[
        (
            "\n<!-- lint-allow placeholder-text: draft -->\n\nTBD\n\n## A\n\nTBD\n",
            &[],
        ),
        (
            "\nText.\n\n<!-- lint-allow placeholder-text: draft -->\n## A\n\nTBD\n\n### B\n\nTBD\n\n## C\n\nTBD\n",
            &["placeholder-text 18"],
        ),
        (
            "\nText.\n\n<!-- lint-allow placeholder-text: draft -->\nTBD\n\nTBD\n",
            &["placeholder-text 10"],
        ),
        (
            "\n- TBD <!-- lint-allow placeholder-text: draft -->\n- TBD\n",
            &["placeholder-text 6"],
        ),
        (
            "\nText.\n\n<!-- lint-allow term-unknown, placeholder-text: both -->\nTBD [[nobody]]\n",
            &[],
        ),
        (
            "\nText.\n\n<!-- lint-allow term-unknown, placeholder-text: both -->\nTBD\n",
            &["allow-unused 7"],
        ),
        (
            "\nText.\n\n<!-- lint-allow front-matter-syntax: no -->\nText.\n",
            &["allow-unused 7"],
        ),
        (
            "\nText.\n\n<!-- lint-allow: why -->\nText.\n",
            &["allow-unused 7"],
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(page(&format!("{head}{body}")), *expected, "{body}");
    }
}

#[test]
fn comments_in_the_configuration_and_in_brands_hold() {
    let brand = "# lint-allow key-unknown: for another tool\nshade: red\nname: Lune\n";
    let config = "title: Demo\n# lint-allow key-unknown, value-invalid: for another tool\nextra: 1\nlint:\n  # lint-allow value-invalid: to come\n  no-such-rule: off\n";
    assert_eq!(
        said(&[("brands/lune/brand.yaml", brand), ("waybook.yaml", config)]),
        ["allow-unused 2"]
    );
}

#[test]
fn records_are_covered_one_by_one_or_all_together() {
    let record = |id: &str| {
        format!(
            "- {{id: {id}, name: A, stages: [research], baseline: 1, kind: leading, source: x, extra: 1}}\n"
        )
    };
    let (a, b) = (record("one-more"), record("another"));
    let allow = "# lint-allow key-unknown: read by another tool\n";
    let metrics = |text: String| {
        let path = waybook::source::SitePath::new("content/demo/metrics.yaml");
        let base = waybook::source::Files::read(&common::base(), &path, 10_000).unwrap();
        let base = String::from_utf8(base).unwrap();
        said(&[("content/demo/metrics.yaml", &format!("{text}{base}"))])
    };
    assert_eq!(
        metrics(format!("{a}{b}")),
        ["key-unknown 1", "key-unknown 2"]
    );
    assert_eq!(metrics(format!("{allow}{a}{b}")), ["key-unknown 3"]);
    assert_eq!(metrics(format!("{a}{allow}{b}")), ["key-unknown 1"]);
    assert_eq!(metrics(format!("{allow}\n{a}{b}")), [""; 0]);
    let behind = a.replace('\n', " # lint-allow key-unknown: x\n");
    assert_eq!(metrics(format!("{behind}{b}")), ["key-unknown 2"]);
}
