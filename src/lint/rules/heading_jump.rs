//! `heading-jump`: headings that skip a level.

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use crate::document::markdown::Heading;
use crate::document::{Document, Kind};
use crate::lint::{Context, Group, Rule, RuleInfo};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "heading-jump",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A heading skips a level, or a body has a title of its own in its middle.",
        fixable: true,
        options: &[],
        page: include_str!("heading_jump.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (_, document) in context.documents() {
        // The page's title is the level above the body's first heading. Terms may stand in no group.
        let mut above = match document.kind {
            Kind::Glossary => 2,
            _ => 1,
        };
        for (number, heading) in document.body.headings.iter().enumerate() {
            let level = heading.level;
            let marks = "#".repeat(usize::from(level));
            let text = &heading.text;
            let finding = if level == 1 {
                let finding = RULE
                    .finding(format!("`# {text}` is a second title in the page"))
                    .note("a page has one title, and the front matter names it")
                    .help(format!("write `## {text}`"));
                Some((finding, 2))
            } else if level > above + 1 {
                let right = "#".repeat(usize::from(above) + 1);
                let finding = RULE
                    .finding(format!(
                        "the heading `{marks} {text}` skips from level {above} to level {level}"
                    ))
                    .note(
                        "people who listen to a page move by heading levels, and a gap sounds like \
                         something left out",
                    )
                    .help(format!("write `{right} {text}`"));
                Some((finding, above + 1))
            } else {
                None
            };
            out.extend(finding.map(|(mut finding, right)| {
                finding.fix = fix(context, document, number, right);
                finding.label(document.file, heading.span, format!("level {level}"))
            }));
            above = level;
        }
    }
}

/// Gives a heading its level, and moves the headings below it by as much; `None` where one of them is not written with
/// `#`.
fn fix(context: &Context<'_>, document: &Document, number: usize, right: u8) -> Option<Fix> {
    let headings = &document.body.headings[number..];
    let level = headings.first()?.level;
    let below = |heading: &&Heading| level > 1 && heading.level >= level;
    let moved = headings[1..].iter().take_while(below);
    let edits: Option<Vec<Edit>> = headings[..1]
        .iter()
        .chain(moved)
        .map(|heading| {
            let old = usize::from(heading.level);
            let new = old + usize::from(right) - usize::from(level);
            let marks = "#".repeat(old);
            let is_marked = context.slice(document, heading.span).starts_with(&marks);
            is_marked.then(|| {
                let start = heading.span.start as usize;
                Edit {
                    file: document.file,
                    span: Span::new(start, start + old),
                    replacement: "#".repeat(new),
                }
            })
        })
        .collect();
    Some(Fix {
        title: format!("make it a heading of level {right}"),
        edits: edits?,
        applicability: Applicability::Unsafe,
    })
}
