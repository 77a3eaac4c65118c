//! `playbook.json`: the whole playbook as data, for other programs.
//!
//! Things refer to one another by id; nothing stands in it twice, and prose stands in it as plain text. Paths are
//! relative to the site's root. A field that is not set is left out.

use super::super::view::View;
use crate::document::markdown::{Block, Role};
use crate::journey::{
    DocumentId, Item, Metric, Mistake, NameKind, Pillar, Question, Stage, Touchpoint,
};
use crate::source::Spanned;
use serde_json::{Map, Value, json};

/// The version of the format; it grows when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// `playbook.json`.
pub(crate) fn json(view: &View<'_>) -> String {
    let m = view.model;
    let facts = &m.facts;
    let data = json!({
        "version": VERSION,
        "generator": concat!("Waybook ", env!("CARGO_PKG_VERSION")),
        "playbook": object([
            ("slug", json!(m.slug)),
            ("title", json!(facts.page.title)),
            ("path", json!(view.home())),
            ("locale", json!(view.place.locale)),
            ("description", json!(facts.page.description)),
            ("actor", text(facts.actor.as_ref())),
            ("scenario", json!(facts.scenario)),
            ("goal", json!(facts.goal)),
            ("platforms", json!(facts.platform)),
            ("market", json!(facts.market)),
            ("decision_cycle", json!(facts.decision_cycle)),
            ("client", text(facts.client.as_ref())),
            ("review", json!(super::super::view::review(&facts.page.review))),
        ]),
        "stages": m.stages.iter().map(|s| stage(view, s)).collect::<Vec<_>>(),
        "pillars": m.pillars.iter().map(|p| pillar(view, p)).collect::<Vec<_>>(),
        "items": m.items.iter().filter_map(|i| item(view, i)).collect::<Vec<_>>(),
        "mistakes": m.mistakes.iter().map(|x| mistake(view, x)).collect::<Vec<_>>(),
        "touchpoints": m.touchpoints.iter().map(touchpoint).collect::<Vec<_>>(),
        "metrics": m.metrics.iter().map(metric).collect::<Vec<_>>(),
        "terms": m.glossary.terms.iter().map(|t| object([
            ("id", json!(t.id)),
            ("name", json!(t.name)),
            ("also", json!(t.also)),
            ("local", json!(t.local)),
            ("text", json!(t.text)),
        ])).collect::<Vec<_>>(),
        "questions": m.audit.questions.iter().map(|q| question(view, q)).collect::<Vec<_>>(),
    });
    let mut text = data.to_string();
    text.push('\n');
    text
}

/// An object without the fields that say nothing.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => true,
    };
    let map: Map<String, Value> = fields
        .into_iter()
        .filter(|(_, v)| says(v))
        .map(|(k, v)| (k.to_owned(), v))
        .collect();
    Value::Object(map)
}

fn text(text: Option<&Spanned<String>>) -> Value {
    text.map_or(Value::Null, |t| json!(t.value))
}

fn texts(texts: &[Spanned<String>]) -> Value {
    texts.iter().map(|t| t.value.as_str()).collect()
}

/// The plain text of the sections of a role; of the introduction when there is none.
fn prose(view: &View<'_>, document: DocumentId, role: Option<Role>) -> Value {
    let sections = &view.document(document).body.sections;
    let wanted = sections.iter().filter(|s| match role {
        Some(role) => s.role == role,
        None => s.heading.is_none(),
    });
    let blocks = wanted.flat_map(|s| &s.blocks);
    let lines: Vec<&str> = blocks
        .filter_map(|b| {
            if let Block::Prose(p) = b {
                Some(p.text.as_str())
            } else {
                None
            }
        })
        .collect();
    json!(lines.join("\n"))
}

fn stage(view: &View<'_>, stage: &Stage) -> Value {
    let m = view.model;
    let serves =
        |stages: &[Spanned<crate::journey::StageKey>]| stages.iter().any(|s| s.value == stage.key);
    let items = m.items.iter().filter(|i| i.stages.contains(&stage.key));
    let pillars = m.pillars.iter().filter_map(|p| {
        let (_, role) = p.stages.iter().find(|(s, _)| s.value == stage.key)?;
        Some(json!({ "id": p.id, "role": role.as_str() }))
    });
    object([
        ("key", json!(stage.key.as_str())),
        ("number", json!(stage.key.number())),
        ("title", json!(view.stage_title(stage.key))),
        ("path", json!(view.document_path(stage.document))),
        ("customer_goal", text(stage.customer_goal.as_ref())),
        ("brand_goal", text(stage.brand_goal.as_ref())),
        ("exit_signal", text(stage.exit_signal.as_ref())),
        ("doing", texts(&stage.doing)),
        ("thinking", texts(&stage.thinking)),
        ("feeling", texts(&stage.feeling)),
        ("emotion", json!(stage.emotion)),
        ("localized", text(stage.localized.as_ref())),
        (
            "feeds",
            stage.feeds.iter().map(|f| f.value.as_str()).collect(),
        ),
        (
            "items",
            items
                .filter_map(|i| {
                    Some(
                        view.document(i.document)
                            .body
                            .items
                            .get(i.index)?
                            .id
                            .as_str(),
                    )
                })
                .collect(),
        ),
        (
            "mistakes",
            stage
                .mistakes
                .iter()
                .filter_map(|i| Some(m.mistakes.get(*i)?.id.as_str()))
                .collect(),
        ),
        ("pillars", pillars.collect()),
        (
            "touchpoints",
            m.touchpoints
                .iter()
                .filter(|t| serves(&t.stages))
                .map(|t| t.id.as_str())
                .collect(),
        ),
        (
            "metrics",
            m.metrics
                .iter()
                .filter(|x| serves(&x.stages))
                .map(|x| x.id.as_str())
                .collect(),
        ),
        (
            "takeaway",
            prose(view, stage.document, Some(Role::Takeaway)),
        ),
    ])
}

fn pillar(view: &View<'_>, pillar: &Pillar) -> Value {
    let stages: Vec<Value> = pillar
        .stages
        .iter()
        .map(|(s, role)| json!({ "key": s.value.as_str(), "role": role.as_str() }))
        .collect();
    object([
        ("id", json!(pillar.id)),
        ("title", json!(pillar.page.title)),
        ("path", json!(view.document_path(pillar.document))),
        ("description", json!(pillar.page.description)),
        ("stages", json!(stages)),
        ("intent", text(pillar.intent.as_ref())),
        ("formats", texts(&pillar.formats)),
        ("creators", texts(&pillar.creators)),
        ("cta", text(pillar.cta.as_ref())),
        ("queries", texts(&pillar.queries)),
        ("cadence", text(pillar.cadence.as_ref())),
        ("localized", text(pillar.localized.as_ref())),
        ("metrics", texts(&pillar.metrics)),
        ("tags", texts(&pillar.tags)),
    ])
}

fn item(view: &View<'_>, item: &Item) -> Option<Value> {
    let task = view.document(item.document).body.items.get(item.index)?;
    Some(object([
        ("id", json!(task.id)),
        ("was", texts(&task.was)),
        ("level", json!(task.level.as_str())),
        ("text", json!(task.text)),
        ("tags", texts(&task.tags)),
        ("owner", text(task.owner.as_ref())),
        ("minutes", json!(task.minutes)),
        ("stages", item.stages.iter().map(|s| s.as_str()).collect()),
        (
            "path",
            json!(format!("{}#{}", view.document_path(item.document), task.id)),
        ),
    ]))
}

fn mistake(view: &View<'_>, mistake: &Mistake) -> Value {
    let body = &view.document(mistake.document).body;
    let (wrong, instead) = match mistake.alert.map(|a| body.mistakes.get(a)) {
        Some(alert) => alert.map_or((Value::Null, Value::Null), |a| {
            (json!(a.text), json!(a.instead_text))
        }),
        None => (
            prose(view, mistake.document, None),
            prose(view, mistake.document, Some(Role::Instead)),
        ),
    };
    let anchor = mistake
        .alert
        .map(|_| format!("#{}", mistake.id))
        .unwrap_or_default();
    let guards = mistake.prevented_by.iter().map(|p| p.value.as_str());
    object([
        ("id", json!(mistake.id)),
        ("title", json!(mistake.page.title)),
        ("severity", json!(mistake.severity.as_str())),
        (
            "stages",
            mistake.stages.iter().map(|s| s.as_str()).collect(),
        ),
        ("symptoms", json!(mistake.symptoms)),
        ("text", wrong),
        ("instead", instead),
        (
            "prevented_by",
            guards
                .filter(|id| view.model.names.find(id, &[NameKind::Item]).is_some())
                .collect(),
        ),
        (
            "path",
            json!(format!("{}{anchor}", view.document_path(mistake.document))),
        ),
    ])
}

fn touchpoint(touchpoint: &Touchpoint) -> Value {
    object([
        ("id", json!(touchpoint.id)),
        ("name", json!(touchpoint.name)),
        ("channel", text(touchpoint.channel.as_ref())),
        ("platform", text(touchpoint.platform.as_ref())),
        (
            "stages",
            touchpoint.stages.iter().map(|s| s.value.as_str()).collect(),
        ),
        ("type", text(touchpoint.ownership.as_ref())),
        ("owner", json!(touchpoint.owner)),
        ("role", text(touchpoint.role.as_ref())),
        ("initiator", text(touchpoint.initiator.as_ref())),
        ("next", texts(&touchpoint.next)),
        ("url", json!(touchpoint.url)),
    ])
}

fn metric(metric: &Metric) -> Value {
    object([
        ("id", json!(metric.id)),
        ("name", json!(metric.name)),
        (
            "stages",
            metric.stages.iter().map(|s| s.value.as_str()).collect(),
        ),
        ("kind", text(metric.kind.as_ref())),
        ("source", text(metric.source.as_ref())),
        ("baseline", text(metric.baseline.as_ref())),
        ("unit", json!(metric.unit)),
        ("target", text(metric.target.as_ref())),
        ("cadence", json!(metric.cadence)),
        ("owner", json!(metric.owner)),
    ])
}

fn question(view: &View<'_>, question: &Question) -> Value {
    let items = view
        .model
        .audit
        .document
        .map(|d| view.document(d).body.items.as_slice())
        .unwrap_or_default();
    let choices: Vec<Value> = question
        .choices
        .iter()
        .filter_map(|c| {
            let item = items.get(c.item)?;
            Some(json!({ "id": item.id, "text": item.text, "points": c.points }))
        })
        .collect();
    object([
        ("id", json!(question.id)),
        ("stage", json!(question.stage.as_str())),
        ("text", json!(question.text)),
        ("choices", json!(choices)),
    ])
}
