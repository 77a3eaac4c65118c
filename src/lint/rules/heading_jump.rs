//! `heading-jump`: headings that skip a level.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Kind;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "heading-jump",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A heading skips a level, or a body has a title of its own in its middle.",
        fixable: false,
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
        for heading in &document.body.headings {
            let level = heading.level;
            let marks = "#".repeat(usize::from(level));
            let text = &heading.text;
            let finding = if level == 1 {
                Some(
                    RULE.finding(format!("`# {text}` is a second title in the page"))
                        .note("a page has one title, and the front matter names it")
                        .help(format!("write `## {text}`")),
                )
            } else if level > above + 1 {
                let right = "#".repeat(usize::from(above) + 1);
                Some(
                    RULE.finding(format!(
                        "the heading `{marks} {text}` skips from level {above} to level {level}"
                    ))
                    .note(
                        "people who listen to a page move by heading levels, and a gap sounds like \
                         something left out",
                    )
                    .help(format!("write `{right} {text}`")),
                )
            } else {
                None
            };
            out.extend(
                finding.map(|f| f.label(document.file, heading.span, format!("level {level}"))),
            );
            above = level;
        }
    }
}
