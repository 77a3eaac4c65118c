//! Ids in front matter and records.

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
    super::playbooks::check(context, out);
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
            let other = names.find(&id.value, &[]);
            if let Some(other) = other {
                let other = other.kind.as_str();
                finding = finding.note(format!("`{}` is the id of a {other}", id.value));
            }
            let suggest = self.suggestions > 0;
            let meant = suggest
                .then(|| did_you_mean(&id.value, names.of_kind(kind)))
                .flatten();
            let clear = (self.suggestions > 0)
                .then(|| clearly_meant(&id.value, names.of_kind(kind)))
                .flatten();
            self.suggestions = self.suggestions.saturating_sub(1);
            finding = finding.help(meant.unwrap_or_else(|| match other {
                // An id that is taken cannot be given to anything else.
                Some(_) if suggest => what_to_name(kind, names.of_kind(kind), &id.value),
                Some(_) => format!("delete `{}` here", id.value),
                None => where_to_add(kind, &id.value),
            }));
            finding.fix = clear.and_then(|clear| rewrite(self.context, file, id, clear));
            self.out.push(finding);
        }
    }
}

/// The ids that can be named instead of one that belongs to something else.
fn what_to_name<'a>(kind: NameKind, ids: impl Iterator<Item = &'a str>, id: &str) -> String {
    let ids: Vec<&str> = ids.take(5).collect();
    match ids.is_empty() {
        true => format!("delete `{id}` here"),
        false => format!(
            "write the id of a {} instead, such as {}",
            kind.as_str(),
            listed(ids)
        ),
    }
}

/// Writes another id in the place of one that leads nowhere; `None` where the text stands there in another form.
pub(super) fn rewrite(
    context: &Context<'_>,
    file: FileId,
    id: &Spanned<String>,
    meant: &str,
) -> Option<Fix> {
    let source = context.sources.get(file);
    let span = between_quotes(source.slice(id.span), id.span);
    let title = format!("replace `{}` by `{meant}`", id.value);
    (source.slice(span) == id.value).then(|| safe_edit(title, file, span, meant))
}

fn where_to_add(kind: NameKind, id: &str) -> String {
    match kind {
        NameKind::Touchpoint => {
            format!(
                "add to touchpoints.yaml, in your own words:\n- {{id: {id}, name: {id}, channel: feed, \
                 platform: Xiaohongshu, stages: [discovery]}}"
            )
        }
        NameKind::Metric => format!(
            "add to metrics.yaml, in your own words:\n- {{id: {id}, name: {id}, stages: [discovery], \
             kind: leading, source: account analytics, baseline: 40 a week}}"
        ),
        _ => format!("write the id of an item, or give one this id: `<!-- #{id} -->`"),
    }
}
