//! `checklist-size`: a pause point with too few items or too many.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::document::front_matter::schema::Shape;
use crate::journey::PausePoint;
use crate::lint::support::option;
use crate::lint::{Context, Group, Rule, RuleInfo};
use std::ops::RangeInclusive;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "checklist-size",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "A pause point has fewer than three items or more than nine.",
        fixable: false,
        options: &[
            option("least", SIZES, "The fewest items at one stop.", "3"),
            option("most", SIZES, "The most items at one stop.", "9"),
        ],
        page: include_str!("checklist_size.md"),
    },
    check: Some(check),
};

const SIZES: Shape = Shape::Integer { min: 1, max: 99 };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let size = context.count(&RULE, "least")..=context.count(&RULE, "most");
    for stage in &context.playbook.stages {
        let document = context.document(stage.document);
        let points = stage.checklist.iter().flat_map(|list| &list.pause_points);
        for point in points {
            let count = point.items.len();
            // Nothing at all is another rule's finding.
            if count > 0 && !size.contains(&count) {
                out.push(finding(context, document, point, count, &size));
            }
        }
    }
}

fn finding(
    context: &Context<'_>,
    document: &Document,
    point: &PausePoint,
    count: usize,
    size: &RangeInclusive<usize>,
) -> Diagnostic {
    let heading = point.heading.and_then(|h| document.body.headings.get(h));
    let name = heading.map_or("the checklist".to_owned(), |h| format!("`{}`", h.text));
    let items = if count == 1 { "item" } else { "items" };
    let (least, most) = (size.start(), size.end());
    let limit = match count < *least {
        true => format!("fewer than {least}"),
        false => format!("more than {most}"),
    };
    let finding = RULE
        .finding(format!("{name} has {count} {items} to check at one stop, {limit}"))
        .label(
            document.file,
            point.span,
            format!("{count} {items}"),
        )
        .note("a handful of items is read and ticked; longer lists are skimmed, shorter ones forgotten");
    if count < *least {
        let (level, text) = match context.is_chinese() {
            true => ("**应当：**", "本周的数据已与上周对比"),
            false => (
                "**Should:**",
                "This week's numbers are compared with last week's",
            ),
        };
        let more = match least - count {
            1 => "1 more thing that must be true".to_owned(),
            more => format!("{more} more things that must be true"),
        };
        let id = context.free_id("numbers-compared");
        return finding.help(format!(
            "add {more} before the work goes on, for example:\n- [ ] {level} {text} <!-- #{id} -->"
        ));
    }
    let middle = point.items.get(count / 2);
    let Some(item) = middle.and_then(|index| document.body.items.get(*index)) else {
        return finding;
    };
    let when = match context.is_chinese() {
        true => "一周后",
        false => "One week later",
    };
    finding.help(format!(
        "read it at two stops: put a heading above the item \"{}\" that says when the second one is:\n\
         ### {when}",
        item.text
    ))
}
