//! What is said of `lint.paths` when something in it is wrong.

use super::{LONGEST, Problem};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::Node;
use crate::source::{FileId, Sources, Span, Spanned};
use globset::ErrorKind;
use std::ops::Range;

/// How a pattern with its rules is written.
const EXAMPLE: &str = "`\"content/launch/**\": {placeholder-text: off}`";

fn error(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new("value-invalid", Severity::Error, message)
}

pub(super) fn no_map(file: FileId, node: &Node) -> Diagnostic {
    error("`lint.paths` must name files, and below them rules")
        .label(file, node.span, "no pattern stands here")
        .help(format!("write below `paths:` a line like {EXAMPLE}"))
}

pub(super) fn no_rules(file: FileId, pattern: &Spanned<String>) -> Diagnostic {
    let message = format!("`lint.paths` names no rule for `{}`", pattern.value);
    error(message)
        .label(file, pattern.span, "no rule stands below it")
        .help(format!("write rules and their levels, as in {EXAMPLE}"))
}

pub(super) fn unknown_rule(file: FileId, name: &Spanned<String>, help: &str) -> Diagnostic {
    let message = format!(
        "`lint.paths` sets a level for `{}`, which is no rule",
        name.value
    );
    error(message)
        .label(file, name.span, "no rule has this name")
        .help(help)
}

pub(super) fn option(file: FileId, name: &Spanned<String>, rule: &str) -> Diagnostic {
    let option = &name.value;
    error(format!(
        "`{option}` of `{rule}` is the same for all files, so it cannot stand below a pattern"
    ))
    .label(file, name.span, "only `level` can differ from file to file")
    .help(format!(
        "move it up: write `{option}` below `lint.{rule}`, beside `paths`"
    ))
}

pub(super) fn too_many(file: FileId, pattern: &Spanned<String>, most: usize) -> Diagnostic {
    error(format!("`lint.paths` has more than {most} patterns"))
        .label(
            file,
            pattern.span,
            "this one and those after it are left out",
        )
        .help("put several into one: `*` stands for any name, `**` for any number of folders")
}

pub(super) fn too_complicated(file: FileId, node: &Node) -> Diagnostic {
    error("the patterns of `lint.paths` are too complicated together, and none of them is used")
        .label(file, node.span, "")
        .help("write fewer alternatives in `{…}` and `[…]`")
}

pub(super) fn unmatched(
    file: FileId,
    pattern: &Spanned<String>,
    better: Option<&str>,
) -> Diagnostic {
    let message = format!("no file of the workspace matches `{}`", pattern.value);
    let help = match better {
        Some(better) => format!("did you mean `{better}`?"),
        None => "write the path from the workspace's folder with `/` between folders, as in `content/*/pillars/*.md`: \
                 `*` stands for any name, `**` for any number of folders"
            .to_owned(),
    };
    Diagnostic::new("value-invalid", Severity::Warning, message)
        .label(file, pattern.span, "the levels below it hold nowhere")
        .note("upper and lower case matter")
        .help(help)
}

/// A pattern that cannot be matched, with the place in it that is wrong.
pub(super) fn broken(
    file: FileId,
    pattern: &Spanned<String>,
    sources: &Sources,
    problem: &Problem,
) -> Diagnostic {
    let text = &pattern.value;
    let kind = match problem {
        Problem::TooLong => {
            let message = format!("a pattern of `lint.paths` is longer than {LONGEST} bytes");
            return error(message)
                .label(file, pattern.span, "")
                .help("write several short ones");
        }
        Problem::Broken(kind) => kind,
    };
    let (what, at, help) = match kind {
        ErrorKind::UnclosedClass => (
            "opens `[` and never closes it",
            unclosed_class(text),
            "close it with `]`, or write `\\[` for the character itself",
        ),
        ErrorKind::UnclosedAlternates => (
            "opens `{` and never closes it",
            unbalanced(text, false),
            "close it with `}`, or write `\\{` for the character itself",
        ),
        ErrorKind::UnopenedAlternates => (
            "closes `}` and never opens it",
            unbalanced(text, true),
            "open it with `{`, or write `\\}` for the character itself",
        ),
        ErrorKind::InvalidRange(from, to) => (
            "has a range that runs backwards",
            text.find(&format!("{from}-{to}"))
                .map(|at| at..at + from.len_utf8() + 1 + to.len_utf8()),
            "write the smaller character first, as in `[a-z]`",
        ),
        ErrorKind::DanglingEscape => (
            "ends with `\\`, which takes the meaning from the character after it",
            text.len().checked_sub(1).map(|at| at..at + 1),
            "remove it; folders are separated by `/`",
        ),
        _ => (
            "is too complicated to be matched",
            None,
            "write several patterns with fewer alternatives in `{…}` and `[…]`",
        ),
    };
    let written = sources.get(file).slice(pattern.span);
    let place = at.and_then(|at| place(pattern, written, at));
    error(format!("the pattern `{text}` {what}"))
        .label(file, place.unwrap_or(pattern.span), "")
        .help(help)
}

/// Where a part of a pattern stands in the file, when the pattern is written as it is.
fn place(pattern: &Spanned<String>, written: &str, at: Range<usize>) -> Option<Span> {
    let before = written.find(pattern.value.as_str())?;
    Some(Span::new(at.start, at.end).shifted(pattern.span.start as usize + before))
}

/// The first `[` that is never closed. A `]` right behind it is one of its characters.
fn unclosed_class(text: &str) -> Option<Range<usize>> {
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '[' => {
                characters.next_if(|(_, c)| matches!(c, '!' | '^'));
                characters.next_if(|(_, c)| *c == ']');
                if !characters.any(|(_, c)| c == ']') {
                    return Some(at..at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The first `}` without its `{`, or the last `{` without its `}`.
fn unbalanced(text: &str, closing: bool) -> Option<Range<usize>> {
    let mut open = Vec::new();
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '{' => open.push(at),
            '}' if open.pop().is_none() && closing => return Some(at..at + 1),
            _ => {}
        }
    }
    open.pop().map(|at| at..at + 1)
}
