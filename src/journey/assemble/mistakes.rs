//! Mistakes: those with a file of their own, then those written as alerts.

use super::items::ItemIds;
use super::order::Order;
use super::{facts, records};
use crate::document::front_matter::Fields;
use crate::document::markdown::{Block, MistakeAlert, Role};
use crate::document::{Document, Kind};
use crate::journey::{DocumentId, Mistake, MistakeSeverity, PageFacts, Playbook, StageKey, Target};
use crate::source::Spanned;
use std::collections::HashSet;

/// Every mistake: files in path order, alerts in the order of the loop.
pub(super) fn read(playbook: &Playbook, order: &Order) -> Vec<Mistake> {
    let items = ItemIds::of(playbook);
    let files = records::of_kind(playbook, Kind::Mistake)
        .map(|(id, document)| of_file(playbook, id, document, order.stages(id)));
    let alerts = order.documents().flat_map(|id| {
        let alerts = &playbook.document(id).body.mistakes;
        let items = &items;
        alerts
            .iter()
            .enumerate()
            .map(move |(index, alert)| Mistake {
                prevented_by: prevention(playbook, id, alert, items),
                ..of_alert(id, index, alert, order.stages(id))
            })
    });
    files.chain(alerts).collect()
}

/// The stages that a mistake's file names, `all` being the five.
pub(super) fn stages(document: &Document) -> Vec<StageKey> {
    let fields = Fields::of(&document.front.root);
    let all = fields.texts("stages").iter().any(|t| t.value == "all");
    if all {
        StageKey::ALL.to_vec()
    } else {
        facts::stages(fields, "stages")
            .into_iter()
            .map(|key| key.value)
            .collect()
    }
}

fn of_file(playbook: &Playbook, id: DocumentId, document: &Document, keys: &[StageKey]) -> Mistake {
    let fields = Fields::of(&document.front.root);
    let severity = facts::text(fields, "severity").and_then(|s| MistakeSeverity::from_name(&s));
    Mistake {
        id: document.path.stem().to_owned(),
        document: id,
        alert: None,
        page: facts::page(document, &playbook.facts),
        severity: severity.unwrap_or_default(),
        stages: keys.to_vec(),
        symptoms: facts::values(fields.texts("symptoms")),
        prevented_by: fields.texts("prevented_by"),
        has_remedy: has_remedy(document),
        span: document.front.span,
    }
}

fn has_remedy(document: &Document) -> bool {
    let says_something = |block: &Block| match block {
        Block::Prose(prose) => shows(&prose.html.html, &prose.text),
        Block::Tasks { items, .. } => !items.is_empty(),
        Block::Mistake(_) => false,
    };
    document
        .body
        .sections
        .iter()
        .filter(|section| section.role == Role::Instead)
        .any(|section| section.blocks.iter().any(says_something))
}

/// Whether there is anything to read or to look at.
fn shows(html: &str, text: &str) -> bool {
    !text.trim().is_empty() || html.contains("<img")
}

fn of_alert(id: DocumentId, index: usize, alert: &MistakeAlert, keys: &[StageKey]) -> Mistake {
    let written = alert
        .severity
        .as_ref()
        .and_then(|s| MistakeSeverity::from_name(&s.value));
    let usual = if alert.caution {
        MistakeSeverity::Major
    } else {
        MistakeSeverity::Minor
    };
    Mistake {
        id: alert.id.clone(),
        document: id,
        alert: Some(index),
        page: PageFacts {
            title: alert.title.clone(),
            ..PageFacts::default()
        },
        severity: written.unwrap_or(usual),
        stages: keys.to_vec(),
        symptoms: Vec::new(),
        prevented_by: Vec::new(),
        has_remedy: alert
            .instead
            .as_ref()
            .is_some_and(|instead| shows(&instead.html, &alert.instead_text)),
        span: alert.span,
    }
}

/// The items that the metadata names, and those that the remedy links to.
fn prevention(
    playbook: &Playbook,
    id: DocumentId,
    alert: &MistakeAlert,
    items: &ItemIds<'_>,
) -> Vec<Spanned<String>> {
    let mut prevented_by = alert.prevented_by.clone();
    let mut seen: HashSet<String> = prevented_by.iter().map(|p| p.value.clone()).collect();
    for &index in &alert.instead_links {
        let Some(link) = playbook.document(id).body.links.get(index) else {
            continue;
        };
        let item = match playbook.references.link(id, index) {
            Some(Target::Document {
                document,
                anchor: Some(anchor),
            }) => items
                .in_document(*document, anchor)
                .then_some(anchor.as_str()),
            // An item of another file, its file left out: what is meant is clear, and the link has its own finding.
            _ => link
                .destination
                .strip_prefix('#')
                .filter(|anchor| items.anywhere(anchor)),
        };
        if let Some(item) = item
            && seen.insert(item.to_owned())
        {
            prevented_by.push(Spanned::new(item.to_owned(), link.destination_span));
        }
    }
    prevented_by
}
