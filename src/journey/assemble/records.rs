//! Pillars, touchpoints and metrics.

use super::facts;
use crate::document::front_matter::{Fields, Node, Value};
use crate::document::{Document, Kind, markdown};
use crate::journey::{DocumentId, Metric, Pillar, Playbook, Role, StageKey, Touchpoint};
use crate::source::{Span, Spanned};

/// The pillars, in path order.
pub(super) fn pillars(playbook: &Playbook) -> Vec<Pillar> {
    of_kind(playbook, Kind::Pillar)
        .map(|(id, document)| pillar(playbook, id, document))
        .collect()
}

fn pillar(playbook: &Playbook, id: DocumentId, document: &Document) -> Pillar {
    let fields = Fields::of(&document.front.root);
    Pillar {
        id: document.path.stem().to_owned(),
        document: id,
        page: facts::page(document, &playbook.facts),
        stages: facts::elements(fields, "stages")
            .iter()
            .filter_map(served_stage)
            .collect(),
        intent: fields.text("intent"),
        formats: fields.texts("formats"),
        creators: fields.texts("creators"),
        cta: fields.text("cta"),
        queries: fields.texts("queries"),
        cadence: fields.text("cadence"),
        localized: fields.text("localized"),
        metrics: fields.texts("metrics"),
        tags: fields.texts("tags"),
    }
}

/// `research` or `{key: research, role: supporting}`.
fn served_stage(node: &Node) -> Option<(Spanned<StageKey>, Role)> {
    if !matches!(node.value, Value::Map(_)) {
        return facts::stage(node).map(|key| (key, Role::default()));
    }
    let fields = Fields::of(node);
    let key = fields.node("key").and_then(facts::stage)?;
    let role = facts::text(fields, "role").and_then(|role| Role::from_name(&role));
    Some((key, role.unwrap_or_default()))
}

/// The touchpoints, in written order.
pub(super) fn touchpoints(playbook: &Playbook) -> Vec<Touchpoint> {
    records(playbook, Kind::Touchpoints)
        .map(|(document, fields)| {
            let id = record_id(fields);
            Touchpoint {
                id: id.value,
                document,
                span: fields.span,
                id_span: id.span,
                name: facts::text(fields, "name").unwrap_or_default(),
                channel: fields.text("channel"),
                platform: fields.text("platform"),
                stages: facts::stages(fields, "stages"),
                ownership: fields.text("type"),
                owner: owner(playbook, fields),
                role: fields.text("role"),
                initiator: fields.text("initiator"),
                next: fields.texts("next"),
                url: facts::text(fields, "url"),
            }
        })
        .collect()
}

/// The metrics, in written order.
pub(super) fn metrics(playbook: &Playbook) -> Vec<Metric> {
    records(playbook, Kind::Metrics)
        .map(|(document, fields)| {
            let id = record_id(fields);
            Metric {
                id: id.value,
                document,
                span: fields.span,
                id_span: id.span,
                name: facts::text(fields, "name").unwrap_or_default(),
                stages: facts::stages(fields, "stages"),
                kind: fields.text("kind"),
                source: fields.text("source"),
                baseline: fields.text("baseline"),
                unit: facts::text(fields, "unit"),
                target: fields.text("target"),
                cadence: facts::text(fields, "cadence"),
                owner: owner(playbook, fields),
            }
        })
        .collect()
}

/// The documents of one kind, in path order.
pub(super) fn of_kind(
    playbook: &Playbook,
    kind: Kind,
) -> impl Iterator<Item = (DocumentId, &Document)> {
    playbook.documents().filter(move |(_, d)| d.kind == kind)
}

/// The maps in the lists of every data file of one kind.
fn records(playbook: &Playbook, kind: Kind) -> impl Iterator<Item = (DocumentId, Fields<'_>)> {
    of_kind(playbook, kind).flat_map(|(id, document)| {
        let list = match &document.front.root.value {
            Value::List(list) => list.as_slice(),
            _ => &[],
        };
        list.iter()
            .filter(|node| matches!(node.value, Value::Map(_)))
            .map(move |node| (id, Fields::of(node)))
    })
}

/// A record without an id goes by its name, and the whole record is its place.
fn record_id(fields: Fields<'_>) -> Spanned<String> {
    fields.text("id").unwrap_or_else(|| {
        let name = facts::text(fields, "name").unwrap_or_default();
        Spanned::new(markdown::slug(&name), fields.span)
    })
}

fn owner(playbook: &Playbook, fields: Fields<'_>) -> Option<String> {
    facts::text(fields, "owner").or_else(|| playbook.facts.page.review.owner.clone())
}

/// Whether a record's id was written: one that was not has the record's own place.
pub(super) fn id_written(id: Span, record: Span) -> bool {
    id != record
}
