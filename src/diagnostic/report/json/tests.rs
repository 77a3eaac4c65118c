//! What the JSON says, and that its positions are right in every kind of text.

use super::{render, statistics};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use crate::source::{FileId, SitePath, SourceFile, Sources, Span};
use serde_json::{Value, json};

fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    for path in ["a.md", "种 草.md"] {
        sources.add(SourceFile {
            path: SitePath::new(path),
            text: text.to_owned(),
        });
    }
    sources
}

fn parsed(findings: &[&Diagnostic], sources: &Sources) -> Value {
    serde_json::from_str(&render(findings, sources, "sub/folder")).unwrap()
}

/// Each place as its line, its column in characters, its column in UTF-16 units, and the bytes before it.
#[test]
fn positions_in_every_kind_of_text() {
    for (text, start, end) in [
        ("stage: X", [1, 8, 8, 7], [1, 9, 9, 8]),
        ("种草: X", [1, 5, 5, 8], [1, 6, 6, 9]),
        ("😀 X", [1, 3, 4, 5], [1, 4, 5, 6]),
        // A family of three: three people and two joiners between them.
        ("👨\u{200d}👩\u{200d}👧X", [1, 6, 9, 18], [1, 7, 10, 19]),
        // A thumb and the colour of its skin.
        ("👍\u{1f3fd}X", [1, 3, 5, 8], [1, 4, 6, 9]),
        ("e\u{301}X", [1, 3, 3, 3], [1, 4, 4, 4]),
        ("\tX", [1, 2, 2, 1], [1, 3, 3, 2]),
        ("a\r\nb\r\nX\r\n", [3, 1, 1, 6], [3, 2, 2, 7]),
        ("\u{feff}X", [1, 1, 1, 3], [1, 2, 2, 4]),
        ("\u{feff}a\r\n😀X", [2, 2, 3, 10], [2, 3, 4, 11]),
        ("שלום X", [1, 6, 6, 9], [1, 7, 7, 10]),
    ] {
        let at = text.find('X').unwrap();
        let finding =
            Diagnostic::new("x", Severity::Error, "m").label(FileId(0), Span::new(at, at + 1), "");
        let report = parsed(&[&finding], &sources(text));
        for (end, expected) in [("start", start), ("end", end)] {
            let [line, column, utf16_column, offset] = expected;
            let expected = json!({
                "line": line, "column": column, "utf16_column": utf16_column, "offset": offset
            });
            assert_eq!(report["findings"][0][end], expected, "{text:?}");
        }
    }
}

#[test]
fn everything_that_is_known_is_said() {
    let sources = sources("stage: awareness\n");
    let finding = Diagnostic::new(
        "stage-unknown",
        Severity::Warning,
        "no \"stage\"\n\u{1b}[31m",
    )
    .label(FileId(0), Span::new(7, 16), "no stage")
    .label(FileId(1), Span::default(), "a file")
    .note("n")
    .help("h")
    .fix(Fix {
        title: "replace it".to_owned(),
        edits: vec![Edit {
            file: FileId(1),
            span: Span::new(7, 999),
            replacement: "发现\n".to_owned(),
        }],
        applicability: Applicability::Unsafe,
    });
    let place = |column: usize, line: usize| {
        json!({
            "line": line, "column": column, "utf16_column": column, "offset": 17 * (line - 1) + column - 1
        })
    };
    let expected = json!({
        "version": 1,
        "tool": {"name": "waybook", "version": env!("CARGO_PKG_VERSION")},
        "root": "sub/folder",
        "findings": [{
            "rule": "stage-unknown",
            "severity": "warning",
            "message": "no \"stage\"\n\u{1b}[31m",
            "path": "a.md",
            "start": place(8, 1),
            "end": place(17, 1),
            "labels": [
                {"path": "a.md", "start": place(8, 1), "end": place(17, 1), "message": "no stage"},
                {"path": "种 草.md", "start": null, "end": null, "message": "a file"},
            ],
            "notes": ["n"],
            "help": ["h"],
            "fix": {
                "title": "replace it",
                "applicability": "unsafe",
                "edits": [{
                    "path": "种 草.md",
                    "start": place(8, 1),
                    "end": place(1, 2),
                    "replacement": "发现\n",
                }],
            },
        }],
        "counts": {"error": 0, "warning": 1, "info": 0},
    });
    assert_eq!(parsed(&[&finding], &sources), expected);
}

#[test]
fn a_finding_without_a_place_keeps_its_keys() {
    let finding = Diagnostic::new("x", Severity::Info, "m");
    let report = parsed(&[&finding], &sources(""));
    let expected = json!({
        "rule": "x", "severity": "info", "message": "m", "path": null, "start": null, "end": null,
        "labels": [], "notes": [], "help": [], "fix": null,
    });
    assert_eq!(report["findings"][0], expected);
}

#[test]
fn numbers_in_place_of_findings() {
    let finding = Diagnostic::new("x", Severity::Info, "m");
    let report: Value = serde_json::from_str(&statistics(&[&finding, &finding], ".")).unwrap();
    let expected = json!([{"rule": "x", "severity": "info", "count": 2, "fixable": 0}]);
    assert_eq!(report["statistics"], expected);
    assert_eq!(report["counts"]["info"], 2);
    assert_eq!(report["findings"], Value::Null);
}
