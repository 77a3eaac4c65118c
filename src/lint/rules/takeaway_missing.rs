//! `takeaway-missing`: a stage without its one-paragraph takeaway, or a playbook without its takeaways.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::document::markdown::{Block, Role, Section, Shape};
use crate::lint::support::{heading_span, section, stage_span};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "takeaway-missing",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A stage or a playbook has no takeaway, or not one paragraph.",
        fixable: false,
        options: &[],
        page: include_str!("takeaway_missing.md"),
    },
    check: Some(check),
};

const REASON: &str =
    "the takeaway is what people remember of a stage, and what the summary page shows";

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for stage in &context.playbook.stages {
        let document = context.document(stage.document);
        let key = stage.key.as_str();
        match section(document, Role::Takeaway) {
            None => out.push(
                RULE.finding(format!("the stage `{key}` has no takeaway"))
                    .label(document.file, stage_span(document), "nothing sums it up")
                    .note(REASON)
                    .help("end the file with a section of one paragraph:\n## Key takeaway\n\nOne or two sentences to remember."),
            ),
            Some(section) => check_paragraph(document, section, key, out),
        }
    }
    check_main(context, out);
}

fn check_paragraph(document: &Document, section: &Section, key: &str, out: &mut Vec<Diagnostic>) {
    let message = match section.blocks.as_slice() {
        [] => format!("the takeaway of the stage `{key}` is empty"),
        [Block::Prose(prose)] if prose.shape == Shape::Paragraph => return,
        [_] => format!("the takeaway of the stage `{key}` is no paragraph"),
        more => format!(
            "the takeaway of the stage `{key}` has {} paragraphs or blocks",
            more.len()
        ),
    };
    out.push(
        RULE.finding(message)
            .label(
                document.file,
                heading_span(document, section),
                "one paragraph is expected here",
            )
            .note(REASON)
            .help("keep one paragraph, and move the rest to a section of its own"),
    );
}

fn check_main(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(main) = context.playbook.main.map(|id| context.document(id)) else {
        return;
    };
    let (span, message) = match section(main, Role::Takeaway) {
        None => (
            context.head().map_or_else(Default::default, |(_, s)| s),
            "no takeaways",
        ),
        Some(section) if section.blocks.is_empty() => {
            (heading_span(main, section), "empty takeaways")
        }
        Some(_) => return,
    };
    out.push(
        RULE.finding(format!("the playbook `{}` has {message}", context.name()))
            .label(main.file, span, "")
            .note(
                "who reads one page only reads this one: say what to remember of the whole journey",
            )
            .help(
                "add a section to playbook.md:\n## Key takeaways\n\n- One sentence for each stage.",
            ),
    );
}
