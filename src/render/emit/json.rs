//! `playbook.json`: the whole playbook as data, for other programs.
//!
//! Things refer to one another by id; nothing stands in it twice, and prose stands in it as plain text. Paths are
//! relative to the site's root. A field that is not set is left out. Fields stand in the order of the alphabet.

mod records;
mod script;

pub(crate) use script::script;

use super::super::view::View;
use super::super::{context as c, view};
use crate::document::markdown::{Block, Role};
use crate::journey::{DocumentId, Pillar, Stage, StageKey};
use crate::source::Spanned;
use records::{
    ItemData, MetricData, MistakeData, QuestionData, TermData, TouchpointData, item, metric,
    mistake, question, term, touchpoint,
};
use serde::Serialize;
use std::borrow::Cow;

/// The version of the format; it grows when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// `playbook.json`.
pub(crate) fn json(view: &View<'_>) -> String {
    let m = view.model;
    let data = Data {
        generator: concat!("Waybook ", env!("CARGO_PKG_VERSION")),
        items: m.items.iter().filter_map(|i| item(view, i)).collect(),
        metrics: m.metrics.iter().map(metric).collect(),
        mistakes: m.mistakes.iter().map(|x| mistake(view, x)).collect(),
        pillars: m.pillars.iter().map(|p| pillar(view, p)).collect(),
        playbook: playbook(view),
        questions: m
            .audit
            .questions
            .iter()
            .map(|q| question(view, q))
            .collect(),
        stages: m.stages.iter().map(|s| stage(view, s)).collect(),
        terms: m.glossary.terms.iter().map(term).collect(),
        touchpoints: m.touchpoints.iter().map(touchpoint).collect(),
        version: VERSION,
    };
    // Texts, numbers and lists of them cannot fail to be written.
    let mut text = serde_json::to_string(&data).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Data<'a> {
    generator: &'static str,
    items: Vec<ItemData<'a>>,
    metrics: Vec<MetricData<'a>>,
    mistakes: Vec<MistakeData<'a>>,
    pillars: Vec<PillarData<'a>>,
    playbook: PlaybookData<'a>,
    questions: Vec<QuestionData<'a>>,
    stages: Vec<StageData<'a>>,
    terms: Vec<TermData<'a>>,
    touchpoints: Vec<TouchpointData<'a>>,
    version: u32,
}

/// Whether a field is left out.
trait Silent {
    fn is_silent(&self) -> bool;
}

impl Silent for &str {
    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl Silent for Cow<'_, str> {
    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl Silent for String {
    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Silent for Vec<T> {
    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Silent for &[T] {
    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Silent> Silent for Option<T> {
    fn is_silent(&self) -> bool {
        self.as_ref().is_none_or(Silent::is_silent)
    }
}

fn text(text: Option<&Spanned<String>>) -> Option<&str> {
    text.map(|t| t.value.as_str())
}

fn texts(texts: &[Spanned<String>]) -> Vec<&str> {
    texts.iter().map(|t| t.value.as_str()).collect()
}

fn keys(stages: &[Spanned<StageKey>]) -> Vec<&'static str> {
    stages.iter().map(|s| s.value.as_str()).collect()
}

/// The plain text of the sections of a role; of the introduction when there is none.
fn prose(view: &View<'_>, document: DocumentId, role: Option<Role>) -> String {
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
    lines.join("\n")
}

#[derive(Serialize)]
struct PlaybookData<'a> {
    #[serde(skip_serializing_if = "Silent::is_silent")]
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    client: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    decision_cycle: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    goal: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    locale: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    market: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    path: String,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    platforms: &'a [String],
    review: ReviewData,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    scenario: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    slug: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    title: &'a str,
}

/// As [`c::Review`].
#[derive(Serialize)]
struct ReviewData {
    approved_by: Option<String>,
    approved_on: Option<String>,
    due: Option<String>,
    evidence: Option<&'static str>,
    last_reviewed: Option<String>,
    owner: Option<String>,
    status: Option<&'static str>,
}

fn playbook<'a>(view: &View<'a>) -> PlaybookData<'a> {
    let facts = &view.model.facts;
    let c::Review {
        owner,
        status,
        evidence,
        last_reviewed,
        due,
        approved_by,
        approved_on,
    } = view::review(&facts.page.review);
    PlaybookData {
        actor: text(facts.actor.as_ref()),
        client: text(facts.client.as_ref()),
        decision_cycle: facts.decision_cycle.as_deref(),
        description: facts.page.description.as_deref(),
        goal: facts.goal.as_deref(),
        locale: &view.place.locale,
        market: facts.market.as_deref(),
        path: view.home(),
        platforms: &facts.platform,
        review: ReviewData {
            approved_by,
            approved_on,
            due,
            evidence,
            last_reviewed,
            owner,
            status,
        },
        scenario: facts.scenario.as_deref(),
        slug: &view.model.slug,
        title: &facts.page.title,
    }
}

#[derive(Serialize)]
struct StageData<'a> {
    #[serde(skip_serializing_if = "Silent::is_silent")]
    brand_goal: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    customer_goal: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    doing: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    emotion: Option<u8>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    exit_signal: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    feeds: Vec<&'static str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    feeling: Vec<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    items: Vec<&'a str>,
    key: &'static str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    localized: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    metrics: Vec<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    mistakes: Vec<&'a str>,
    number: usize,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    path: String,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    pillars: Vec<Served<'a>>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    takeaway: String,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    thinking: Vec<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    title: String,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    touchpoints: Vec<&'a str>,
}

/// A pillar and what it is to a stage.
#[derive(Serialize)]
struct Served<'a> {
    id: &'a str,
    role: &'static str,
}

fn stage<'a>(view: &View<'a>, stage: &'a Stage) -> StageData<'a> {
    let m = view.model;
    let serves = |stages: &[Spanned<StageKey>]| stages.iter().any(|s| s.value == stage.key);
    let items = m.items.iter().filter(|i| i.stages.contains(&stage.key));
    let ids = items.filter_map(|i| view.document(i.document).body.items.get(i.index));
    let mistakes = stage.mistakes.iter().filter_map(|i| m.mistakes.get(*i));
    let pillars = m.pillars.iter().filter_map(|p| {
        let (_, role) = p.stages.iter().find(|(s, _)| s.value == stage.key)?;
        Some(Served {
            id: &p.id,
            role: role.as_str(),
        })
    });
    let touchpoints = m.touchpoints.iter().filter(|t| serves(&t.stages));
    let metrics = m.metrics.iter().filter(|x| serves(&x.stages));
    StageData {
        brand_goal: text(stage.brand_goal.as_ref()),
        customer_goal: text(stage.customer_goal.as_ref()),
        doing: texts(&stage.doing),
        emotion: stage.emotion,
        exit_signal: text(stage.exit_signal.as_ref()),
        feeds: keys(&stage.feeds),
        feeling: texts(&stage.feeling),
        items: ids.map(|item| item.id.as_str()).collect(),
        key: stage.key.as_str(),
        localized: text(stage.localized.as_ref()),
        metrics: metrics.map(|x| x.id.as_str()).collect(),
        mistakes: mistakes.map(|x| x.id.as_str()).collect(),
        number: stage.key.number(),
        path: view.document_path(stage.document),
        pillars: pillars.collect(),
        takeaway: prose(view, stage.document, Some(Role::Takeaway)),
        thinking: texts(&stage.thinking),
        title: view.stage_title(stage.key),
        touchpoints: touchpoints.map(|t| t.id.as_str()).collect(),
    }
}

#[derive(Serialize)]
struct PillarData<'a> {
    #[serde(skip_serializing_if = "Silent::is_silent")]
    cadence: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    creators: Vec<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    cta: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    formats: Vec<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    id: &'a str,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    intent: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    localized: Option<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    metrics: Vec<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    path: String,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    queries: Vec<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    stages: Vec<Serves>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Silent::is_silent")]
    title: &'a str,
}

/// A stage and what a pillar is to it.
#[derive(Serialize)]
struct Serves {
    key: &'static str,
    role: &'static str,
}

fn pillar<'a>(view: &View<'a>, pillar: &'a Pillar) -> PillarData<'a> {
    let stages = pillar.stages.iter().map(|(s, role)| Serves {
        key: s.value.as_str(),
        role: role.as_str(),
    });
    PillarData {
        cadence: text(pillar.cadence.as_ref()),
        creators: texts(&pillar.creators),
        cta: text(pillar.cta.as_ref()),
        description: pillar.page.description.as_deref(),
        formats: texts(&pillar.formats),
        id: &pillar.id,
        intent: text(pillar.intent.as_ref()),
        localized: text(pillar.localized.as_ref()),
        metrics: texts(&pillar.metrics),
        path: view.document_path(pillar.document),
        queries: texts(&pillar.queries),
        stages: stages.collect(),
        tags: texts(&pillar.tags),
        title: &pillar.page.title,
    }
}
