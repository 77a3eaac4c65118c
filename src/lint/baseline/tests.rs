//! Tests of baselines.

use super::{BASELINE_FILE, Baseline, HEADER};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, SitePath, SourceFile, Sources, Span};
use proptest::prelude::{Strategy, any, prop, proptest};

fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    sources.add(SourceFile {
        path: SitePath::new("content/a b/page.md"),
        text: text.to_owned(),
    });
    sources
}

/// A finding of `code` at the first `at` in the text.
fn finding(sources: &Sources, code: &'static str, at: &str, message: &str) -> Diagnostic {
    let start = sources.get(FileId(0)).text.find(at).unwrap();
    Diagnostic::new(code, Severity::Warning, message).label(
        FileId(0),
        Span::new(start, start + at.len()),
        "",
    )
}

fn parse(text: &str) -> (Baseline, Vec<(String, String)>) {
    let source = SourceFile {
        path: SitePath::new(BASELINE_FILE),
        text: text.to_owned(),
    };
    let (baseline, found) = Baseline::parse(FileId(0), &source);
    let found = found.into_iter().map(|finding| {
        let place = source.text.get(finding.labels[0].span.range()).unwrap();
        (finding.message, place.to_owned())
    });
    (baseline, found.collect())
}

#[test]
fn a_finding_stays_known_when_the_file_changes_elsewhere() {
    let before = sources("## Head\n\nIt weighs TBD.\n");
    let baseline = Baseline::of(
        &[finding(
            &before,
            "placeholder-text",
            "It weighs TBD",
            "`TBD` is 3 days old",
        )],
        &before,
    );
    let known = |text: &str, code, at: &str, message: &str| {
        let after = sources(text);
        let finding = finding(&after, code, at, message);
        let compared = baseline.compare(vec![finding], &after);
        assert_eq!(compared.known.len() + compared.new.len(), 1);
        assert_eq!(compared.gone.len(), compared.new.len());
        !compared.known.is_empty()
    };
    let message = "`TBD` is 4 days old";
    assert!(known(
        "New.\r\n\r\nIt weighs\r\n  TBD!",
        "placeholder-text",
        "It weighs\r\n  TBD",
        message
    ));
    assert!(!known(
        "It weighs TBD",
        "heading-jump",
        "It weighs TBD",
        message
    ));
    assert!(!known(
        "It counts TBD",
        "placeholder-text",
        "It counts TBD",
        message
    ));
    assert!(!known(
        "It weighs TBD",
        "placeholder-text",
        "It weighs TBD",
        "`FIXME`"
    ));
}

#[test]
fn equal_findings_are_counted() {
    let sources = sources("TBD TBD TBD");
    let equal = finding(&sources, "placeholder-text", "TBD", "`TBD`");
    let baseline = Baseline::of(&vec![equal.clone(); 2], &sources);
    assert_eq!(baseline.count(), 2);
    assert!(baseline.to_string().contains("*2\t`TBD`\n"), "{baseline}");
    let compare = |number| baseline.compare(vec![equal.clone(); number], &sources);
    let counts = |number| {
        let compared = compare(number);
        let gone: usize = compared.gone.iter().map(|entry| entry.count).sum();
        (compared.known.len(), compared.new.len(), gone)
    };
    assert_eq!(counts(3), (2, 1, 0));
    assert_eq!(counts(2), (2, 0, 0));
    assert_eq!(counts(1), (1, 0, 1));
    assert_eq!(counts(0), (0, 0, 2));
}

#[test]
fn the_file_is_sorted_and_every_line_stands_for_itself() {
    let sources = sources("One two");
    let findings = [
        finding(&sources, "term-unknown", "two", "two\nlines\tand a tab"),
        finding(&sources, "heading-jump", "One", "`One`"),
        Diagnostic::new("file-unreadable", Severity::Error, "no file"),
        finding(&sources, "baseline-unreadable", "One", "never recorded"),
    ];
    let text = Baseline::of(&findings, &sources).to_string();
    let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let columns: Vec<Vec<_>> = lines
        .iter()
        .map(|line| line.split('\t').collect())
        .collect();
    let named: Vec<_> = columns.iter().map(|c| (c[0], c[1], c[3])).collect();
    assert_eq!(
        named,
        [
            (".", "file-unreadable", "no file"),
            ("content/a b/page.md", "heading-jump", "`One`"),
            ("content/a b/page.md", "term-unknown", "two lines and a tab"),
        ]
    );
    assert!(text.starts_with("# waybook baseline 1\n"), "{text}");
}

#[test]
fn a_merge_may_leave_lines_twice_and_in_any_order() {
    let (baseline, found) = parse(&format!(
        "\u{feff}{HEADER}1\r\nb\tr\t0123456789ab*3\tm\r\n\r\na\tr\t0123456789ff\r\nb\tr\t0123456789ab\tm\r\n"
    ));
    assert_eq!(found, []);
    assert_eq!(baseline.count(), 4);
    assert_eq!(baseline, parse(&baseline.to_string()).0);
}

#[test]
fn lines_that_cannot_be_read_are_told() {
    let check = |line: &str, expected: &[(&str, &str)]| {
        let (baseline, found) = parse(&format!("{HEADER}1\na\tr\t0123456789ab\tm\n{line}\n"));
        let found: Vec<_> = found
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(found, expected, "{line}");
        assert_eq!(baseline.count(), 1);
    };
    let conflict = "`lint.baseline` has a conflict that a merge left behind";
    check(
        "<<<<<<< HEAD\n=======\n>>>>>>> spring",
        &[
            (conflict, "<<<<<<< HEAD"),
            (conflict, "======="),
            (conflict, ">>>>>>> spring"),
        ],
    );
    let columns = "`lint.baseline` has a line that names no finding";
    check(
        "a.md r 0123456789ab m",
        &[(columns, "a.md r 0123456789ab m")],
    );
    let rule = "`lint.baseline` has a line without the name of a rule";
    check("a\tno rule\t0123456789ab\tm", &[(rule, "no rule")]);
    let fingerprint = "`lint.baseline` has a line whose fingerprint cannot be read";
    for wrong in [
        "",
        "0123",
        "0123456789AB",
        "0123456789ab*0",
        "0123456789ab*-1",
        "0123456789ab*x",
    ] {
        check(&format!("a\tr\t{wrong}\tm"), &[(fingerprint, wrong)]);
    }
    check("# a word between them", &[]);
}

#[test]
fn the_version_is_heeded() {
    let line = "a\tr\t0123456789ab\tm\n";
    let (baseline, found) = parse(line);
    assert_eq!(baseline.count(), 1);
    assert_eq!(
        found[0].0,
        "`lint.baseline` does not begin with its version"
    );
    let (baseline, found) = parse(&format!("{HEADER}2\n{line}"));
    assert_eq!(baseline.count(), 0);
    assert_eq!(
        found,
        [(
            "`lint.baseline` is of version `2`, and this Waybook reads version `1`".to_owned(),
            "2".to_owned()
        )]
    );
}

fn text() -> impl Strategy<Value = String> {
    let scraps = [
        HEADER,
        "1\n",
        "# x",
        "\n",
        "\r\n",
        "\t",
        "a.md",
        "term-unknown",
        "0123456789ab",
        "*2",
        "*",
        " ",
        "<<<<<<<",
        "\u{feff}",
        "é",
    ];
    let parts = prop::collection::vec(prop::sample::select(scraps.to_vec()), 0..40);
    parts.prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in text(), other in any::<String>()) {
        for text in [text, other] {
            let (baseline, _) = parse(&text);
            let (again, found) = parse(&baseline.to_string());
            assert_eq!(found, []);
            assert_eq!(again, baseline);
        }
    }

    #[test]
    fn what_is_written_is_read(messages in prop::collection::vec(any::<String>(), 0..8)) {
        let sources = sources("text");
        let findings: Vec<_> = messages.iter().map(|m| finding(&sources, "term-unknown", "text", m)).collect();
        let baseline = Baseline::of(&findings, &sources);
        let (again, found) = parse(&baseline.to_string());
        assert_eq!(found, []);
        assert_eq!(again, baseline);
        let compared = again.compare(findings, &sources);
        assert_eq!((compared.new.len(), compared.gone.len()), (0, 0));
    }
}
