//! What annotations look like, and that nobody else can write one.

use super::render;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, SitePath, SourceFile, Sources, Span};
use proptest::prelude::{any, proptest};

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

#[test]
fn a_command_for_each_finding() {
    let sources = sources(&[
        ("content/种草 1,2.md", "a: 😀 b\nc: d\ne"),
        ("b.md", "x\ny\n"),
    ]);
    let error = Diagnostic::new("key-unknown", Severity::Error, "`b` is 100% unknown")
        .label(FileId(0), Span::new(8, 9), "here")
        .label(FileId(1), Span::new(2, 3), "used here: y")
        .note("it is read by nobody")
        .help("write:\n---\na: c\n---");
    let lines = Diagnostic::new("x", Severity::Warning, "m").label(FileId(0), Span::new(3, 16), "");
    let whole_line =
        Diagnostic::new("x", Severity::Info, "m").label(FileId(0), Span::new(0, 10), "");
    let file = Diagnostic::new("x", Severity::Info, "m").label(FileId(1), Span::default(), "");
    let nowhere = Diagnostic::new("x", Severity::Info, "m");
    let findings = [&error, &lines, &whole_line, &file, &nowhere];
    let expected = "\
::error file=sub/content/种草 1%2C2.md,line=1,endLine=1,col=6,endColumn=7,title=key-unknown::`b` is 100%25 unknown%0A%0A\
sub/b.md:2: used here: y%0A%0Ait is read by nobody%0A%0Ahelp: write:%0A---%0Aa: c%0A---
::warning file=sub/content/种草 1%2C2.md,line=1,endLine=3,title=x::m
::notice file=sub/content/种草 1%2C2.md,line=1,endLine=1,title=x::m
::notice file=sub/b.md,title=x::m
::notice title=x::m
";
    assert_eq!(render(&findings, &sources, "sub/"), expected);
}

#[test]
fn no_name_and_no_text_begins_a_command() {
    let sources = sources(&[("a\n::error::b,line=9:%0A\r.md", "text\n")]);
    let finding = Diagnostic::new(
        "x",
        Severity::Info,
        "\n::add-mask::a\r::set-output name=x::y%0A",
    )
    .label(FileId(0), Span::new(0, 1), "\n::error::l")
    .label(FileId(0), Span::new(0, 1), "\r\n::error::l")
    .note("\n::error::n")
    .help("##[error]\n::stop-commands::x");
    let expected = "\
::notice file=p%0A%3A%3Aq/a%0A%3A%3Aerror%3A%3Ab%2Cline=9%3A%250A%0D.md,line=1,endLine=1,col=1,endColumn=2,title=x::\
%0A::add-mask::a%0D::set-output name=x::y%250A%0A%0A\
p%0A::q/a%0A::error::b,line=9:%250A%0D.md:1: %0D%0A::error::l%0A%0A\
%0A::error::n%0A%0Ahelp: ##[error]%0A::stop-commands::x
";
    assert_eq!(render(&[&finding], &sources, "p\n::q/"), expected);
}

proptest! {
    #[test]
    fn a_finding_is_one_line(
        path in "[a:,%\n\r種]{1,20}",
        text in "[a:,%\n\r#\\[\\]種]{0,40}",
        start in any::<u8>(),
        length in any::<u8>(),
    ) {
        let sources = sources(&[(&path, &text)]);
        let span = Span::new(usize::from(start), usize::from(start) + usize::from(length));
        let finding = Diagnostic::new("x", Severity::Info, &text)
            .label(FileId(0), span, &text)
            .label(FileId(0), span, &text)
            .help(&text);
        let command = render(&[&finding], &sources, &path);
        assert!(command.starts_with("::notice file="));
        assert_eq!(command.matches(['\n', '\r']).count(), 1);
        // The properties end where the first `::` after the command's name stands.
        let (properties, _) = command[2..].split_once("::").unwrap();
        assert!(properties.ends_with(",title=x"), "{properties}");
    }
}
