//! `metric-missing`: a stage that nothing measures.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::document::front_matter::quoted;
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
    let id = context.free_id(&format!("{key}-exits"));
    let name = exit.unwrap_or(context.worded(["Buyers who go on", "进入下一阶段的人数"]));
    let source = context.worded(["account analytics", "账号后台数据"]);
    let baseline = context.worded(["40 a week", "每周 40 人"]);
    finding.help(format!(
        "else count {} in metrics.yaml:\n\
         - id: {id}\n  name: \"{}\"\n  stages: [{key}]\n  kind: leading\n  \
         source: \"{source}\"\n  baseline: \"{baseline}\"",
        match exit {
            Some(exit) => format!("what shows that a buyer goes on (\"{exit}\")"),
            None => "what shows that a buyer goes on".to_owned(),
        },
        quoted(name),
    ))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lint::support::trial::{PLAYBOOK, found};

    #[test]
    fn the_metric_to_add_has_an_id_that_is_free_and_the_words_of_the_stage() {
        let stage = "---\nstage: research\nmetrics: []\nexit_signal: says \"yes\" \\ no\n---\n";
        let files = [
            (
                "metrics.yaml",
                "- {id: research-exits, name: A, stages: [discovery]}\n",
            ),
            PLAYBOOK,
            ("stages/2-research.md", stage),
        ];
        let found = found(&RULE, &files);
        let help = found[0].help.last().unwrap();
        assert!(help.contains("- id: research-exits-2\n"), "{help}");
        assert!(help.contains(r#"  name: "says \"yes\" \\ no""#), "{help}");
    }
}
