//! What the log says. Whether it keeps to the schema is for `tests/formats` to say, which has the schema.

use super::{Repository, render};
use crate::diagnostic::report::RuleEntry;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use crate::source::{FileId, SitePath, SourceFile, Sources, Span};
use serde_json::{Value, json};

const PAGE: &str = "\
# stage-unknown

## What it does

Looks for it
everywhere.

## Why it is bad

Because.

## How it is fixed

Write it.
";

fn run(findings: &[&Diagnostic]) -> Value {
    let mut sources = Sources::default();
    for path in ["content/1:种 草#?%.md", "b.md"] {
        sources.add(SourceFile {
            path: SitePath::new(path),
            text: "😀: awareness\n\tb\n".to_owned(),
        });
    }
    let rule = |name| RuleEntry {
        name,
        group: "structure",
        level: Severity::Info,
        summary: "It is unknown.",
        page: PAGE,
    };
    let repository = Repository {
        prefix: "a b/",
        placeless: "waybook.yaml",
    };
    let rules = [rule("other"), rule("stage-unknown")];
    let text = render(findings, &sources, &rules, &repository);
    let mut log: Value = serde_json::from_str(&text).unwrap();
    log["runs"][0].take()
}

#[test]
fn a_finding_with_everything() {
    let finding = Diagnostic::new("stage-unknown", Severity::Info, "no [stage](x.md)")
        .label(FileId(0), Span::new(6, 15), "no stage")
        .label(FileId(1), Span::new(17, 18), "")
        .note("n")
        .help("h")
        .fix(Fix {
            title: "replace it".to_owned(),
            edits: [(1, 17), (0, 6), (1, 6)]
                .map(|(file, at)| Edit {
                    file: FileId(file),
                    span: Span::new(at, at + 1),
                    replacement: "[c](d)".to_owned(),
                })
                .to_vec(),
            applicability: Applicability::Safe,
        });
    let run = run(&[&finding]);
    let place = |uri: &str| json!({"uri": uri, "uriBaseId": "%SRCROOT%"});
    let region = |line: usize, from: usize, to: usize| json!({"startLine": line, "startColumn": from, "endLine": line, "endColumn": to});
    let replacement =
        |region: Value| json!({"deletedRegion": region, "insertedContent": {"text": "[c](d)"}});
    let first = "a%20b/content/1%3A%E7%A7%8D%20%E8%8D%89%23%3F%25.md";
    let mut expected = json!({
        "ruleId": "stage-unknown",
        "ruleIndex": 0,
        "level": "note",
        "message": {"text": "no [stage\\](x.md)\n\nn\n\nhelp: h"},
        "locations": [{
            "physicalLocation": {"artifactLocation": place(first), "region": region(1, 4, 13)},
            "message": {"text": "no stage"},
        }],
        "relatedLocations": [{
            "id": 1,
            "physicalLocation": {"artifactLocation": place("a%20b/b.md"), "region": region(2, 2, 3)},
        }],
        "fixes": [{
            "description": {"text": "replace it"},
            "artifactChanges": [
                {"artifactLocation": place(first), "replacements": [replacement(region(1, 4, 5))]},
                {"artifactLocation": place("a%20b/b.md"), "replacements": [
                    replacement(region(2, 2, 3)), replacement(region(1, 4, 5)),
                ]},
            ],
            "properties": {"applicability": "safe"},
        }],
    });
    expected["partialFingerprints"] = run["results"][0]["partialFingerprints"].clone();
    assert_eq!(run["results"][0], expected);
    let rules = json!([{
        "id": "stage-unknown",
        "shortDescription": {"text": "It is unknown."},
        "fullDescription": {"text": "Looks for it everywhere. Because."},
        "help": {"text": "Write it.", "markdown": PAGE},
        "defaultConfiguration": {"level": "note"},
        "properties": {"tags": ["structure"]},
    }]);
    assert_eq!(run["tool"]["driver"]["rules"], rules);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
}

#[test]
fn every_result_has_a_place() {
    let nowhere = Diagnostic::new("x", Severity::Error, "m");
    let file = Diagnostic::new("x", Severity::Error, "m").label(FileId(1), Span::default(), "");
    let results = run(&[&nowhere, &file])["results"].take();
    for (i, uri) in ["a%20b/waybook.yaml", "a%20b/b.md"].into_iter().enumerate() {
        let place = json!({"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}});
        assert_eq!(
            results[i]["locations"],
            json!([{"physicalLocation": place}])
        );
        assert_eq!(results[i]["ruleIndex"], Value::Null);
    }
}

#[test]
fn a_fingerprint_outlives_a_change_above_it() {
    let at = |start: usize, message: &str| {
        let span = Span::new(start, start + 1);
        Diagnostic::new("x", Severity::Error, message).label(FileId(1), span, "")
    };
    let prints = |findings: &[&Diagnostic]| -> Vec<String> {
        let results = run(findings)["results"].take();
        let results = results.as_array().unwrap().iter();
        let print = |result: &Value| result["partialFingerprints"]["waybookFinding/v1"].clone();
        let text = |print: Value| print.as_str().unwrap().to_owned();
        results.map(|result| text(print(result))).collect()
    };
    let (before, after) = (
        prints(&[&at(0, "m")]),
        prints(&[&at(9, "m"), &at(10, "m"), &at(11, "n")]),
    );
    assert_eq!(before[0], after[0]);
    assert!(after[1].starts_with(&after[0][..32]) && after[1].ends_with(":2"));
    assert_ne!(after[0][..32], after[2][..32]);
}
