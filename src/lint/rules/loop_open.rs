//! `loop-open`: advocacy feeds no earlier stage, so that the loop does not close.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::StageKey;
use crate::lint::support::{stage_span, value_span};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "loop-open",
        group: Group::Structure,
        level: Severity::Error,
        summary: "Advocacy leads back to no earlier stage.",
        fixable: false,
        options: &[],
        page: include_str!("loop_open.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(stage) = context.playbook.stage(StageKey::Advocacy) else {
        return;
    };
    let closes = |fed: &StageKey| *fed < StageKey::Advocacy;
    if stage.feeds_written && stage.feeds.iter().any(|fed| closes(&fed.value)) {
        return;
    }
    let document = context.document(stage.document);
    let written = value_span(document, "feeds");
    let message = match written {
        Some(_) => "`feeds` of `advocacy` names no earlier stage, so the loop stays open",
        None => "`advocacy` does not say which earlier stages it feeds, so the loop stays open",
    };
    out.push(
        RULE.finding(message)
            .label(
                document.file,
                written.unwrap_or(stage_span(document)),
                "nothing leads back from here",
            )
            .note(
                "what happy buyers post is what the next ones discover and research; a journey \
                 that ends at the purchase has to buy every buyer anew",
            )
            .help("write `feeds: [discovery, research]`"),
    );
}
