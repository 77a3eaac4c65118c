//! Every id of a playbook into its one name space.

use super::records::id_written;
use crate::document::markdown::Heading;
use crate::journey::{DocumentId, Name, NameKind, Names, Playbook};
use crate::source::Span;
use std::collections::HashMap;

/// Gathers the names of a playbook whose records are complete.
pub(super) fn gather(playbook: &Playbook) -> Names {
    let mut names = Names::default();
    items(playbook, &mut names);
    records(playbook, &mut names);
    headings(playbook, &mut names);
    mistakes(playbook, &mut names);
    names
}

fn items(playbook: &Playbook, names: &mut Names) {
    for (index, item) in playbook.items.iter().enumerate() {
        let task = &playbook.document(item.document).body.items[item.index];
        let name = Name {
            kind: NameKind::Item,
            document: item.document,
            index,
            span: task.id_span.unwrap_or(task.span),
            written: task.id_span.is_some(),
        };
        names.add(&task.id, name);
    }
}

fn records(playbook: &Playbook, names: &mut Names) {
    let touchpoints = playbook.touchpoints.iter().enumerate().map(|(i, t)| {
        (
            NameKind::Touchpoint,
            i,
            &t.id,
            t.document,
            t.id_span,
            t.span,
        )
    });
    let metrics = playbook
        .metrics
        .iter()
        .enumerate()
        .map(|(i, m)| (NameKind::Metric, i, &m.id, m.document, m.id_span, m.span));
    for (kind, index, id, document, span, record) in touchpoints.chain(metrics) {
        if id.is_empty() {
            continue;
        }
        let name = Name {
            kind,
            document,
            index,
            span,
            written: id_written(span, record),
        };
        names.add(id, name);
    }
}

/// Terms and questions go by their headings' ids.
fn headings(playbook: &Playbook, names: &mut Names) {
    let terms = playbook.glossary.terms.iter().map(|t| (&t.id, t.span));
    let questions = playbook.audit.questions.iter().map(|q| (&q.id, q.span));
    of_headings(
        playbook,
        names,
        NameKind::Term,
        playbook.glossary.document,
        terms,
    );
    of_headings(
        playbook,
        names,
        NameKind::Question,
        playbook.audit.document,
        questions,
    );
}

fn of_headings<'a>(
    playbook: &Playbook,
    names: &mut Names,
    kind: NameKind,
    document: Option<DocumentId>,
    things: impl Iterator<Item = (&'a String, Span)>,
) {
    let Some(document) = document else {
        return;
    };
    let headings: HashMap<Span, &Heading> = playbook
        .document(document)
        .body
        .headings
        .iter()
        .map(|heading| (heading.span, heading))
        .collect();
    for (index, (id, span)) in things.enumerate() {
        let id_span = headings.get(&span).and_then(|heading| heading.id_span);
        let name = Name {
            kind,
            document,
            index,
            span: id_span.unwrap_or(span),
            written: id_span.is_some(),
        };
        names.add(id, name);
    }
}

/// A mistake with a file of its own goes by the file's name, which somebody chose.
fn mistakes(playbook: &Playbook, names: &mut Names) {
    for (index, mistake) in playbook.mistakes.iter().enumerate() {
        let alert = mistake
            .alert
            .map(|alert| &playbook.document(mistake.document).body.mistakes[alert]);
        let id_span = alert.and_then(|alert| alert.id_span);
        let name = Name {
            kind: NameKind::Mistake,
            document: mistake.document,
            index,
            span: id_span.unwrap_or(mistake.span),
            written: alert.is_none() || id_span.is_some(),
        };
        names.add(&mistake.id, name);
    }
}
