//! Items, mistakes, touchpoints, metrics, terms and questions as data.

use super::super::super::view::View;
use super::{Silent, keys, prose, text, texts};
use crate::document::markdown::Role;
use crate::journey::{Item, Metric, Mistake, NameKind, Question, Term, Touchpoint};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
pub(super) struct ItemData<'a> {
    #[serde(skip_serializing_if = "Silent::is_silent")]
    id: &'a str,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    path: String,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    stages: Vec<&'static str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    text: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    was: Vec<&'a str>,
}

pub(super) fn item<'a>(view: &View<'a>, item: &'a Item) -> Option<ItemData<'a>> {
    let task = view.document(item.document).body.items.get(item.index)?;
    Some(ItemData {
        id: &task.id,
        level: task.level.as_str(),
        minutes: task.minutes,
        owner: text(task.owner.as_ref()),
        path: format!("{}#{}", view.document_path(item.document), task.id),
        stages: item.stages.iter().map(|s| s.as_str()).collect(),
        tags: texts(&task.tags),
        text: &task.text,
        was: texts(&task.was),
    })
}

#[derive(Serialize)]
pub(super) struct MistakeData<'a> {
    #[serde(skip_serializing_if = "Silent::is_silent")]
    id: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    instead: Cow<'a, str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    path: String,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    prevented_by: Vec<&'a str>,
    severity: &'static str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    stages: Vec<&'static str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    symptoms: &'a [String],
    #[serde(skip_serializing_if = "Silent::is_silent")]
    text: Cow<'a, str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    title: &'a str,
}

pub(super) fn mistake<'a>(view: &View<'a>, mistake: &'a Mistake) -> MistakeData<'a> {
    let body = &view.document(mistake.document).body;
    let (wrong, instead) = match mistake.alert {
        Some(alert) => body.mistakes.get(alert).map_or_else(Default::default, |a| {
            (
                Cow::Borrowed(a.text.as_str()),
                Cow::Borrowed(a.instead_text.as_str()),
            )
        }),
        None => (
            Cow::Owned(prose(view, mistake.document, None)),
            Cow::Owned(prose(view, mistake.document, Some(Role::Instead))),
        ),
    };
    let anchor = mistake
        .alert
        .map(|_| format!("#{}", mistake.id))
        .unwrap_or_default();
    let guards = mistake.prevented_by.iter().map(|p| p.value.as_str());
    let is_item = |id: &&str| view.model.names.find(id, &[NameKind::Item]).is_some();
    MistakeData {
        id: &mistake.id,
        instead,
        path: format!("{}{anchor}", view.document_path(mistake.document)),
        prevented_by: guards.filter(is_item).collect(),
        severity: mistake.severity.as_str(),
        stages: mistake.stages.iter().map(|s| s.as_str()).collect(),
        symptoms: &mistake.symptoms,
        text: wrong,
        title: &mistake.page.title,
    }
}

#[derive(Serialize)]
pub(super) struct TouchpointData<'a> {
    #[serde(skip_serializing_if = "Silent::is_silent")]
    channel: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    id: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    initiator: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    name: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    next: Vec<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    platform: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    stages: Vec<&'static str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    #[serde(rename = "type")]
    ownership: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    url: Option<&'a str>,
}

pub(super) fn touchpoint(touchpoint: &Touchpoint) -> TouchpointData<'_> {
    TouchpointData {
        channel: text(touchpoint.channel.as_ref()),
        id: &touchpoint.id,
        initiator: text(touchpoint.initiator.as_ref()),
        name: &touchpoint.name,
        next: texts(&touchpoint.next),
        owner: touchpoint.owner.as_deref(),
        platform: text(touchpoint.platform.as_ref()),
        role: text(touchpoint.role.as_ref()),
        stages: keys(&touchpoint.stages),
        ownership: text(touchpoint.ownership.as_ref()),
        url: touchpoint.url.as_deref(),
    }
}

#[derive(Serialize)]
pub(super) struct MetricData<'a> {
    #[serde(skip_serializing_if = "Silent::is_silent")]
    baseline: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    cadence: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    id: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    name: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    stages: Vec<&'static str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    target: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    unit: Option<&'a str>,
}

pub(super) fn metric(metric: &Metric) -> MetricData<'_> {
    MetricData {
        baseline: text(metric.baseline.as_ref()),
        cadence: metric.cadence.as_deref(),
        id: &metric.id,
        kind: text(metric.kind.as_ref()),
        name: &metric.name,
        owner: metric.owner.as_deref(),
        source: text(metric.source.as_ref()),
        stages: keys(&metric.stages),
        target: text(metric.target.as_ref()),
        unit: metric.unit.as_deref(),
    }
}

#[derive(Serialize)]
pub(super) struct TermData<'a> {
    #[serde(skip_serializing_if = "Silent::is_silent")]
    also: &'a [String],
    #[serde(skip_serializing_if = "Silent::is_silent")]
    id: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    local: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    name: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    text: &'a str,
}

pub(super) fn term(term: &Term) -> TermData<'_> {
    TermData {
        also: &term.also,
        id: &term.id,
        local: term.local.as_deref(),
        name: &term.name,
        text: &term.text,
    }
}

#[derive(Serialize)]
pub(super) struct QuestionData<'a> {
    #[serde(skip_serializing_if = "Silent::is_silent")]
    choices: Vec<ChoiceData<'a>>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    id: &'a str,
    stage: &'static str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    text: &'a str,
}

#[derive(Serialize)]
pub(super) struct ChoiceData<'a> {
    id: &'a str,
    points: u32,
    text: &'a str,
}

pub(super) fn question<'a>(view: &View<'a>, question: &'a Question) -> QuestionData<'a> {
    let document = view.model.audit.document;
    let items = document.map(|d| view.document(d).body.items.as_slice());
    let items = items.unwrap_or_default();
    let choices = question.choices.iter().filter_map(|choice| {
        let item = items.get(choice.item)?;
        Some(ChoiceData {
            id: &item.id,
            points: choice.points,
            text: &item.text,
        })
    });
    QuestionData {
        choices: choices.collect(),
        id: &question.id,
        stage: question.stage.as_str(),
        text: &question.text,
    }
}
