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
                    .help(format!(
                        "add at the end of the file, with a sentence of your own:\n## Key takeaway\n\n{}",
                        example(context)
                    )),
            ),
            Some(section) => check_paragraph(context, document, section, key, out),
        }
    }
    check_main(context, out);
}

/// A takeaway to begin with.
fn example(context: &Context<'_>) -> &'static str {
    match context.is_chinese() {
        true => "让买过的人替你回答，品牌只补充事实。",
        false => "Let people who have bought it answer; add only what they cannot know.",
    }
}

fn check_paragraph(
    context: &Context<'_>,
    document: &Document,
    section: &Section,
    key: &str,
    out: &mut Vec<Diagnostic>,
) {
    let message = match section.blocks.as_slice() {
        [] => format!("the takeaway of the stage `{key}` is empty"),
        [Block::Prose(prose)] if prose.shape == Shape::Paragraph => return,
        [_] => format!(
            "the takeaway of the stage `{key}` is a list or a table, where one paragraph belongs"
        ),
        more => format!(
            "the takeaway of the stage `{key}` has {} parts, where one paragraph belongs",
            more.len()
        ),
    };
    let help = match section.blocks.as_slice() {
        [] => format!(
            "write one or two sentences below the heading, for example:\n{}",
            example(context)
        ),
        [_] => "write it as one or two sentences, without marks at the beginning of the lines"
            .to_owned(),
        _ => "keep the first paragraph, and put a heading above the rest:\n## Notes".to_owned(),
    };
    out.push(
        RULE.finding(message)
            .label(
                document.file,
                heading_span(document, section),
                "one paragraph is expected here",
            )
            .note(REASON)
            .help(help),
    );
}

fn check_main(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(main) = context.playbook.main.map(|id| context.document(id)) else {
        return;
    };
    let (span, message, heading) = match section(main, Role::Takeaway) {
        None => (
            context.head().map_or_else(Default::default, |(_, s)| s),
            "no takeaways",
            "## Key takeaways\n\n",
        ),
        Some(section) if section.blocks.is_empty() => {
            (heading_span(main, section), "empty takeaways", "")
        }
        Some(_) => return,
    };
    let place = match heading {
        "" => "write below this heading",
        _ => "add at the end of playbook.md",
    };
    out.push(
        RULE.finding(format!("the playbook `{}` has {message}", context.name()))
            .label(main.file, span, "")
            .note(
                "who reads one page only reads this one: say what to remember of the whole journey",
            )
            .help(format!(
                "{place}, with a line for each of the five stages:\n{heading}- Discovery: {}",
                match context.is_chinese() {
                    true => "第一次看到时，先给有用的内容，不谈购买。",
                    false => "be useful at first sight, and ask for nothing but a save.",
                },
            )),
    );
}
