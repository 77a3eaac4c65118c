//! What findings look like.

use super::{Style, render};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, SitePath, SourceFile, Sources, Span};
use proptest::prelude::{any, proptest};

const PLAIN: Style = Style {
    color: false,
    width: 100,
};

fn sources(texts: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in texts {
        sources.add(SourceFile {
            path: SitePath::new(path),
            text: (*text).to_owned(),
        });
    }
    sources
}

/// The place of `part` in `text`.
fn at(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(start, start + part.len())
}

#[test]
fn several_labels_in_two_files_with_notes_and_help() {
    let text = "---\nstage: awareness\nowner: \"种草 😀 x\"\n\tbad: tab\n---\n";
    let other = "a: b\n";
    let sources = sources(&[("content/a/stages/1.md", text), ("b.yaml", other)]);
    let message = "`stage` names `awareness`, which is no stage";
    let finding = Diagnostic::new("stage-unknown", Severity::Error, message)
        .label(FileId(0), at(text, "awareness"), "no stage")
        .label(FileId(0), at(text, "种草 😀"), "wide")
        .label(FileId(0), at(text, "bad"), "after a tab")
        .label(FileId(1), at(other, "b"), "elsewhere")
        .note("five stages make the loop")
        .help("did you mean `discovery`?")
        .help("begin the file with:\n---\ntitle: x\n---");
    let expected = r#"
error[stage-unknown]: `stage` names `awareness`, which is no stage
 --> content/a/stages/1.md:2:8
  |
2 | stage: awareness
  |        ^^^^^^^^^ no stage
3 | owner: "种草 😀 x"
  |         ------- wide
4 |     bad: tab
  |     --- after a tab
  |
 ::: b.yaml:1:4
  |
1 | a: b
  |    - elsewhere
  |
  = note: five stages make the loop
  = help: did you mean `discovery`?
  = help: begin the file with:
          ---
          title: x
          ---
"#;
    assert_eq!(render(&finding, &sources, PLAIN), expected.trim_start());
}

#[test]
fn a_finding_about_a_file_or_about_nothing_in_particular() {
    let sources = sources(&[("content/a/playbook.md", "text\n")]);
    let finding = Diagnostic::new("stage-missing", Severity::Warning, "a stage is missing");
    let rendered = render(&finding, &sources, PLAIN);
    assert_eq!(rendered, "warning[stage-missing]: a stage is missing\n");
    let finding = finding.label(FileId(0), Span::default(), "").help("add it");
    let expected = r"
warning[stage-missing]: a stage is missing
--> content/a/playbook.md
 = help: add it
";
    assert_eq!(render(&finding, &sources, PLAIN), expected.trim_start());
}

#[test]
fn labels_far_apart_are_shown_apart() {
    let text = format!("first\n{}last\n", "line\n".repeat(10_000));
    let sources = sources(&[("a.md", &text)]);
    let finding = Diagnostic::new("x", Severity::Info, "twice")
        .label(FileId(0), at(&text, "last"), "again")
        .label(FileId(0), at(&text, "first"), "before");
    let expected = r"
info[x]: twice
     --> a.md:10002:1
      |
10002 | last
      | ^^^^ again
      |
     ::: a.md:1:1
      |
    1 | first
      | ----- before
";
    assert_eq!(render(&finding, &sources, PLAIN), expected.trim_start());
}

#[test]
fn long_lines_are_cut_and_columns_stay_right() {
    let text = format!("a: {}needle{}\nb: c\n", "x".repeat(5000), "y".repeat(5000));
    let sources = sources(&[("a.md", &text)]);
    let finding =
        Diagnostic::new("x", Severity::Info, "long").label(FileId(0), at(&text, "needle"), "here");
    let expected = "
info[x]: long
 --> a.md:1:5004
  |
1 | ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxneedleyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...
  |                                           ^^^^^^ here
";
    assert_eq!(render(&finding, &sources, PLAIN), expected.trim_start());
}

/// Terminals agree on the width of everything that is drawn here: none of it is joined to what stands before it.
#[test]
fn marks_stand_under_wide_signs_and_joined_ones() {
    for (line, column, drawn, marks) in [
        ("种草 X", 4, "种草 X", "     ^"),
        ("😀X", 2, "😀X", "  ^"),
        ("👨\u{200d}👩\u{200d}👧X", 6, "👨👩👧X", "      ^"),
        ("👍\u{1f3fd}X", 3, "👍X", "  ^"),
        ("❤\u{fe0f} 1\u{fe0f}\u{20e3}X", 7, "❤ 1\u{20e3}X", "   ^"),
        ("🇨🇳X", 3, "🇨🇳X", "  ^"),
        ("ｆｕX", 3, "ｆｕX", "    ^"),
        ("e\u{301}X", 3, "e\u{301}X", " ^"),
        ("a\u{200b}bX", 4, "a\u{200b}bX", "  ^"),
        ("שלוםX", 5, "שלוםX", "    ^"),
        ("\ta\tX", 4, "    a    X", "         ^"),
        ("\u{9b}31mX", 5, "\u{fffd}31mX", "    ^"),
    ] {
        let sources = sources(&[("a.md", line)]);
        let finding =
            Diagnostic::new("x", Severity::Info, "m").label(FileId(0), at(line, "X"), "here");
        let expected =
            format!("info[x]: m\n --> a.md:1:{column}\n  |\n1 | {drawn}\n  | {marks} here\n");
        assert_eq!(render(&finding, &sources, PLAIN), expected);
    }
}

#[test]
fn large_files_and_large_labels_stay_small() {
    let text = format!("{}needle{}", "x".repeat(8 << 20), "y".repeat(8 << 20));
    let sources = sources(&[("a.md", &text)]);
    for span in [
        at(&text, "needle"),
        Span::new(3, text.len()),
        Span::new(text.len(), text.len()),
    ] {
        let finding = Diagnostic::new("x", Severity::Info, "long").label(FileId(0), span, "here");
        assert!(render(&finding, &sources, PLAIN).len() < 2000);
    }
}

#[test]
fn ends_of_files_and_marks_at_their_head_have_places() {
    for text in ["", "a", "a\n", "\u{feff}a\r\nb\r\n"] {
        let sources = sources(&[("a.md", text)]);
        for start in 0..=text.len() + 1 {
            let span = Span::new(start, text.len() + 3);
            let finding = Diagnostic::new("x", Severity::Info, "m").label(FileId(0), span, "here");
            assert!(render(&finding, &sources, PLAIN).contains("a.md"));
        }
    }
    let sources = sources(&[("a.md", "\u{feff}ab\n")]);
    let finding =
        Diagnostic::new("x", Severity::Info, "m").label(FileId(0), Span::new(4, 5), "here");
    assert!(render(&finding, &sources, PLAIN).contains("a.md:1:2"));
}

#[test]
fn terminals_are_not_steered() {
    let sources = sources(&[("a\u{1b}[31m.md", "b\u{1b}[31m\u{202e}\u{9b}31m\n")]);
    let finding = Diagnostic::new("x", Severity::Info, "m\u{1b}[2J")
        .label(FileId(0), Span::new(0, 1), "l\u{1b}]0;x\u{7}")
        .help("h\u{1b}[31m");
    let plain = render(&finding, &sources, PLAIN);
    assert!(!plain.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']));
    let style = Style {
        color: true,
        ..PLAIN
    };
    assert!(render(&finding, &sources, style).contains("\u{1b}["));
}

proptest! {
    #[test]
    fn no_place_is_too_strange(
        text in "[a\t\r\n种😀\u{feff}\u{200d}\u{fe0f}\u{9b}é -]{0,60}",
        spans in proptest::collection::vec(any::<(u8, u8)>(), 0..5),
        width in any::<u8>(),
    ) {
        let sources = sources(&[("a.md", &text), ("b.md", &text)]);
        let mut finding = Diagnostic::new("x", Severity::Info, "m");
        for (i, (start, length)) in spans.into_iter().enumerate() {
            let start = usize::from(start) % 70;
            let span = Span::new(start, start + usize::from(length));
            finding = finding.label(FileId(u32::from(i % 2 == 1)), span, "here");
        }
        let style = Style { color: false, width: usize::from(width) };
        assert!(render(&finding, &sources, style).ends_with('\n'));
    }
}
