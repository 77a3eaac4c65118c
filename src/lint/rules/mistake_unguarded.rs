//! `mistake-unguarded`: a mistake that no checklist item prevents.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Mistake, NameKind, StageKey};
use crate::lint::support::mistake_span;
use crate::lint::{Context, Group, Rule, RuleInfo};
use std::collections::BTreeMap;

pub(crate) const RULE: Rule = Rule {
    info: RuleInfo {
        name: "mistake-unguarded",
        group: Group::Structure,
        level: Severity::Warning,
        summary: "No checklist item prevents a mistake.",
        fixable: false,
        options: &[],
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
    let examples = Examples::of(context);
    for mistake in context.playbook.mistakes.iter().filter(unguarded) {
        let document = context.document(mistake.document);
        let example = examples.near(mistake);
        let help = if mistake.alert.is_some() {
            format!(
                "name the items that prevent it at the end of the line that names the mistake: \
                 `<!-- prevented_by={example} -->`"
            )
        } else {
            format!(
                "name the items that prevent it between the two lines `---` at the top: \
                 `prevented_by: [{example}]`"
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

/// An item of each stage, to show what an id looks like where the mistake is made.
struct Examples<'a> {
    by_stage: BTreeMap<StageKey, &'a str>,
    any: Option<&'a str>,
}

impl<'a> Examples<'a> {
    fn of(context: &Context<'a>) -> Self {
        let mut examples = Self {
            by_stage: BTreeMap::new(),
            any: None,
        };
        for (item, task) in context.tasks() {
            examples.any.get_or_insert(&task.id);
            for stage in &item.stages {
                examples.by_stage.entry(*stage).or_insert(&task.id);
            }
        }
        examples
    }

    fn near(&self, mistake: &Mistake) -> &'a str {
        let near = mistake.stages.iter().find_map(|s| self.by_stage.get(s));
        near.copied().or(self.any).unwrap_or("item-id")
    }
}
