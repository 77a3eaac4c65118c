//! `mistake-unguarded`: a mistake that no checklist item prevents.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Mistake, NameKind};
use crate::lint::support::mistake_span;
use crate::lint::{Context, Group, Rule, RuleInfo};

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "mistake-unguarded",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "No checklist item prevents a mistake.",
        fixable: false,
        page: include_str!("mistake_unguarded.md"),
    },
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let unguarded = |mistake: &&Mistake| {
        !mistake.prevented_by.iter().any(|id| {
            let item = context.playbook.names.find(&id.value, &[NameKind::Item]);
            item.is_some()
        })
    };
    for mistake in context.playbook.mistakes.iter().filter(unguarded) {
        let document = context.document(mistake.document);
        let example = example(context, mistake);
        let help = if mistake.alert.is_some() {
            format!(
                "end the paragraph that names the mistake with the ids of the items that prevent \
                 it: `<!-- prevented_by={example} -->`"
            )
        } else {
            format!(
                "name the items that prevent it in the front matter: `prevented_by: [{example}]`"
            )
        };
        out.push(
            RULE.finding(format!(
                "no checklist item prevents the mistake \"{}\"",
                mistake.page.title
            ))
            .label(
                document.file,
                mistake_span(document, mistake),
                "nothing stops this from happening again",
            )
            .note("what is not checked is forgotten; a mistake worth a warning is worth an item")
            .help(help),
        );
    }
}

/// The id of an item of one of the mistake's stages, to show what is meant.
fn example<'a>(context: &Context<'a>, mistake: &Mistake) -> &'a str {
    let near = |item: &&crate::journey::Item| {
        item.stages
            .iter()
            .any(|stage| mistake.stages.contains(stage))
    };
    context
        .playbook
        .items
        .iter()
        .find(near)
        .and_then(|item| context.document(item.document).body.items.get(item.index))
        .map_or("item-id", |item| item.id.as_str())
}
