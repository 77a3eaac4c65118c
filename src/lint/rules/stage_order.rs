//! `stage-order`: `order` or the number of the file name is not the stage's place in the loop.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::Stage;
use crate::lint::support::{safe_edit, stage_span};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "stage-order",
        group: Group::Structure,
        level: Severity::Error,
        summary: "A stage's `order` or the number in its file name disagrees with its key.",
        fixable: true,
        options: &[],
        page: include_str!("stage_order.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for stage in &context.playbook.stages {
        check_order(context, stage, out);
        check_file_name(context, stage, out);
    }
}

fn check_order(context: &Context<'_>, stage: &Stage, out: &mut Vec<Diagnostic>) {
    let (key, place) = (stage.key.as_str(), stage.key.number());
    let document = context.document(stage.document);
    let file = document.file;
    let Some(order) = &stage.order else { return };
    if usize::try_from(order.value).is_ok_and(|n| n == place) {
        return;
    }
    let finding = RULE
        .finding(format!(
            "`order` is {}, but `{key}` is stage {place} of the loop",
            order.value
        ))
        .label(file, order.span, format!("should be {place}"))
        .label(file, stage_span(document), format!("this is stage {place}"));
    out.push(
        finding
            .note("the order of the five stages is fixed; only their labels are free")
            .help(format!(
                "write `order: {place}`, or leave `order` out: the key says it already"
            ))
            .fix(safe_edit(
                format!("set `order` to {place}"),
                file,
                order.span,
                place.to_string(),
            )),
    );
}

fn check_file_name(context: &Context<'_>, stage: &Stage, out: &mut Vec<Diagnostic>) {
    let (key, place) = (stage.key.as_str(), stage.key.number());
    let document = context.document(stage.document);
    let name = document.path.file_name();
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &name[..name.len() - rest.len()];
    if number.is_empty() || number.trim_start_matches('0') == place.to_string() {
        return;
    }
    out.push(
        RULE.finding(format!(
            "the file name `{name}` says stage {number}, but `{key}` is stage {place} of the loop"
        ))
        .label(
            document.file,
            stage_span(document),
            format!("this is stage {place}"),
        )
        .note("people find their way in the folder by the number")
        .help(format!(
            "rename `{}` to `{place}{rest}`, or write the stage that is meant",
            document.path
        )),
    );
}
