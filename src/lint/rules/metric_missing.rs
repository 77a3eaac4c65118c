//! `metric-missing`: a stage that nothing measures.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::journey::{Metric, Stage};
use crate::lint::support::{listed, stage_span, value_span};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "metric-missing",
        group: Group::Strategy,
        level: Severity::Warning,
        summary: "No metric measures a stage.",
        fixable: false,
        options: &[],
        page: include_str!("metric_missing.md"),
    },
    check: Some(check),
};

/// How many of the playbook's metrics are offered.
const OFFERED: usize = 4;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !context.is_judged() {
        return;
    }
    for stage in &context.playbook.stages {
        let document = context.document(stage.document);
        // Without the key that is said already, and so it is of an id that no metric has.
        let written = value_span(document, "metrics").is_some() && stage.metrics.is_empty();
        let served = |metric: &Metric| metric.stages.iter().any(|key| key.value == stage.key);
        if written && !context.playbook.metrics.iter().any(served) {
            out.push(finding(context, stage, document));
        }
    }
}

fn finding(context: &Context<'_>, stage: &Stage, document: &Document) -> Diagnostic {
    let key = stage.key.as_str();
    let metrics = &context.playbook.metrics;
    let finding = RULE
        .finding(format!("no metric measures the stage `{key}`"))
        .label(
            document.file,
            value_span(document, "metrics").unwrap_or(stage_span(document)),
            format!("empty, and no metric of metrics.yaml names `{key}` in its `stages`"),
        )
        .note(
            "what happens at a stage without a number is guessed at, and the stages that have \
             one get the money",
        );
    let finding = match metrics.as_slice() {
        [] => finding,
        _ => finding.help(format!(
            "if one of {} says whether buyers come through this stage, write its id here: \
             `metrics: [{}]`",
            listed(metrics.iter().take(OFFERED).map(|m| m.id.as_str())),
            metrics.first().map_or("", |m| m.id.as_str()),
        )),
    };
    let exit = stage.exit_signal.as_ref().map(|exit| exit.value.as_str());
    finding.help(format!(
        "else count {} in metrics.yaml:\n\
         - id: {key}-exits\n  name: \"{}\"\n  stages: [{key}]\n  kind: leading\n  \
         source: \"account analytics\"\n  baseline: \"40 a week\"",
        match exit {
            Some(exit) => format!("what shows that a buyer goes on (\"{exit}\")"),
            None => "what shows that a buyer goes on".to_owned(),
        },
        exit.unwrap_or("Buyers who go on").replace('"', "'"),
    ))
}
