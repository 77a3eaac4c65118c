//! Ids in front matter and records, and the playbook that another one builds on.

use super::{RULE, SUGGESTIONS};
use crate::diagnostic::{Diagnostic, Fix};
use crate::journey::NameKind;
use crate::lint::Context;
use crate::lint::support::{between_quotes, clearly_meant, did_you_mean, listed, safe_edit};
use crate::source::{FileId, Spanned};

pub(super) fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let mut ids = Ids {
        context,
        suggestions: SUGGESTIONS,
        out,
    };
    let playbook = context.playbook;
    for stage in &playbook.stages {
        let file = context.document(stage.document).file;
        ids.check(
            file,
            "touchpoints",
            &stage.touchpoints,
            NameKind::Touchpoint,
        );
        ids.check(file, "metrics", &stage.metrics, NameKind::Metric);
    }
    for pillar in &playbook.pillars {
        let file = context.document(pillar.document).file;
        ids.check(file, "metrics", &pillar.metrics, NameKind::Metric);
    }
    for mistake in &playbook.mistakes {
        let file = context.document(mistake.document).file;
        ids.check(file, "prevented_by", &mistake.prevented_by, NameKind::Item);
    }
    for touchpoint in &playbook.touchpoints {
        let file = context.document(touchpoint.document).file;
        ids.check(file, "next", &touchpoint.next, NameKind::Touchpoint);
    }
    extends(context, out);
}

/// The ids that are looked up, and what was found so far.
struct Ids<'a, 'o> {
    context: &'a Context<'a>,
    suggestions: usize,
    out: &'o mut Vec<Diagnostic>,
}

impl Ids<'_, '_> {
    fn check(&mut self, file: FileId, key: &str, ids: &[Spanned<String>], kind: NameKind) {
        let names = &self.context.playbook.names;
        for id in ids {
            if names.find(&id.value, &[kind]).is_some() {
                continue;
            }
            let word = kind.as_str();
            let mut finding = RULE
                .finding(format!(
                    "`{key}` names `{}`, but no {word} has this id",
                    id.value
                ))
                .label(file, id.span, format!("no such {word}"));
            if let Some(other) = names.find(&id.value, &[]) {
                let other = other.kind.as_str();
                finding = finding.note(format!("`{}` is the id of a {other}", id.value));
            }
            let meant = (self.suggestions > 0)
                .then(|| did_you_mean(&id.value, names.of_kind(kind)))
                .flatten();
            let clear = (self.suggestions > 0)
                .then(|| clearly_meant(&id.value, names.of_kind(kind)))
                .flatten();
            self.suggestions = self.suggestions.saturating_sub(1);
            finding = finding.help(meant.unwrap_or_else(|| where_to_add(kind, &id.value)));
            finding.fix = clear.and_then(|clear| rewrite(self.context, file, id, clear));
            self.out.push(finding);
        }
    }
}

/// Writes another id in the place of one that leads nowhere; `None` where the text stands there in another form.
fn rewrite(context: &Context<'_>, file: FileId, id: &Spanned<String>, meant: &str) -> Option<Fix> {
    let source = context.sources.get(file);
    let span = between_quotes(source.slice(id.span), id.span);
    let title = format!("replace `{}` by `{meant}`", id.value);
    (source.slice(span) == id.value).then(|| safe_edit(title, file, span, meant))
}

fn where_to_add(kind: NameKind, id: &str) -> String {
    match kind {
        NameKind::Touchpoint => {
            format!("add it to `touchpoints.yaml`, beginning with `- id: {id}`")
        }
        NameKind::Metric => format!("add it to `metrics.yaml`, beginning with `- id: {id}`"),
        _ => format!("write the id of an item, or give one this id: `<!-- #{id} -->`"),
    }
}

/// `extends`, which names another playbook's folder. Brands are looked at where a site is planned.
fn extends(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let (Some(main), Some(name)) = (context.playbook.main, &context.playbook.facts.extends) else {
        return;
    };
    let others: Vec<&str> = context
        .workspace
        .playbooks
        .iter()
        .map(|playbook| playbook.root.file_name())
        .filter(|other| *other != context.name())
        .collect();
    if others.contains(&name.value.as_str()) {
        return;
    }
    let help = did_you_mean(&name.value, others.iter().copied()).unwrap_or_else(|| {
        if others.is_empty() {
            "remove `extends`: the workspace holds no other playbook".to_owned()
        } else {
            format!("the other playbooks are {}", listed(others.iter().copied()))
        }
    });
    let file = context.document(main).file;
    let mut finding = RULE
        .finding(format!(
            "`extends` names `{}`, but there is no other playbook of this name",
            name.value
        ))
        .label(file, name.span, "no such folder")
        .help(help);
    finding.fix = clearly_meant(&name.value, others.iter().copied())
        .and_then(|meant| rewrite(context, file, name, meant));
    out.push(finding);
}
