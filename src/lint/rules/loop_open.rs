//! `loop-open`: advocacy feeds no earlier stage, so that the loop does not close.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::document::front_matter::{Fields, Value};
use crate::journey::StageKey;
use crate::lint::support::{guess, line_added, stage_span, value_span};
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "loop-open",
        group: Group::Structure,
        level: Severity::Error,
        summary: "Advocacy leads back to no earlier stage.",
        fixable: true,
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
    let mut finding = RULE
        .finding(message)
        .label(
            document.file,
            written.unwrap_or(stage_span(document)),
            "nothing leads back from here",
        )
        .note(
            "what happy buyers post is what the next ones discover and research; a journey \
                 that ends at the purchase has to buy every buyer anew",
        )
        .help("write `feeds: [discovery, research]`");
    finding.fix = fix(context, document);
    out.push(finding);
}

/// Writes the usual two stages, as a list in brackets or below each other as it is written now.
fn fix(context: &Context<'_>, document: &Document) -> Option<Fix> {
    let title = "let advocacy feed discovery and research";
    let Some(node) = Fields::of(&document.front.root).node("feeds") else {
        return line_added(context, document, title, "feeds: [discovery, research]");
    };
    let start = node.span.start as usize;
    let text = &context.sources.get(document.file).text;
    let is_below = matches!(node.value, Value::List(_)) && text[start..].starts_with('-');
    let stages = if is_below {
        let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
        format!("- discovery\n{}- research", &text[line..start])
    } else if node.span.start == node.span.end {
        " [discovery, research]".to_owned()
    } else {
        "[discovery, research]".to_owned()
    };
    Some(guess(title, document.file, node.span, stages))
}
