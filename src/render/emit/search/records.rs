//! What is found by itself: items, mistakes, terms, touchpoints, metrics, questions; and what pages say of themselves.

use super::{Finds, Kind, bits};
use crate::document::markdown::{Block, Role};
use crate::journey::{Facts, Mistake, Pillar, Stage};
use crate::source::Spanned;
use std::borrow::Cow;

impl Finds<'_, '_> {
    pub(super) fn mistakes(&mut self) {
        for mistake in &self.view.model.mistakes {
            let stages = bits(mistake.stages.iter().copied());
            let title = mistake.page.title.as_str();
            let body = &self.view.document(mistake.document).body;
            let (page, anchor, text) = match mistake.alert.map(|alert| body.mistakes.get(alert)) {
                Some(alert) => {
                    let texts = alert.map(|a| [a.text.as_str(), a.instead_text.as_str()]);
                    let page = self.known_page(mistake.document);
                    let texts = texts.unwrap_or_default().into_iter();
                    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
                    (page, mistake.id.as_str(), texts.join(" → "))
                }
                None => {
                    let page = self.document_page(mistake.document, Cow::Borrowed(title));
                    (page, "", self.mistake_text(mistake))
                }
            };
            let Some(page) = page else { continue };
            let more = lines(mistake.symptoms.iter().map(String::as_str));
            self.add(Kind::Mistake, page, stages, (anchor, title), (text, more));
        }
    }

    /// Everything that is written of a mistake with a page of its own.
    fn mistake_text(&self, mistake: &Mistake) -> String {
        let sections = &self.view.document(mistake.document).body.sections;
        let blocks = sections
            .iter()
            .filter(|section| section.role != Role::Checklist)
            .flat_map(|section| &section.blocks);
        let description = mistake.page.description.as_deref();
        let prose = blocks.filter_map(|block| match block {
            Block::Prose(prose) => Some(prose.text.trim()),
            _ => None,
        });
        lines(description.into_iter().chain(prose))
    }

    pub(super) fn items(&mut self) {
        let model = self.view.model;
        // The playbook's own page shows no checklist.
        for item in model
            .items
            .iter()
            .filter(|i| Some(i.document) != model.main)
        {
            let task = self.view.document(item.document).body.items.get(item.index);
            let page = self.known_page(item.document);
            let (Some(task), Some(page)) = (task, page) else {
                continue;
            };
            let owner = task.owner.iter().map(|owner| owner.value.as_str());
            let tags = task.tags.iter().map(|tag| tag.value.as_str());
            let more = lines(owner.chain(tags));
            let stages = bits(item.stages.iter().copied());
            let found = (task.id.as_str(), task.text.as_str());
            self.add(Kind::Item, page, stages, found, (String::new(), more));
        }
    }

    pub(super) fn terms(&mut self) {
        let glossary = &self.view.model.glossary;
        let Some(page) = glossary.document.and_then(|d| self.known_page(d)) else {
            return;
        };
        for term in &glossary.terms {
            let also = term.also.iter().chain(&term.local).map(String::as_str);
            let texts = (term.text.clone(), lines(also));
            self.add(Kind::Term, page, 0, (&term.id, &term.name), texts);
        }
    }

    pub(super) fn touchpoints(&mut self) {
        for point in &self.view.model.touchpoints {
            let Some(page) = self.known_page(point.document) else {
                continue;
            };
            let facts = [&point.platform, &point.channel];
            let words = facts.into_iter().flatten().map(|fact| fact.value.as_str());
            let texts = (lines(words), point.owner.clone().unwrap_or_default());
            let stages = bits(point.stages.iter().map(|stage| stage.value));
            let found = (point.id.as_str(), point.name.as_str());
            self.add(Kind::Touchpoint, page, stages, found, texts);
        }
    }

    pub(super) fn metrics(&mut self) {
        for metric in &self.view.model.metrics {
            let Some(page) = self.known_page(metric.document) else {
                continue;
            };
            let facts = [&metric.source, &metric.baseline, &metric.target];
            let words = facts.into_iter().flatten().map(|fact| fact.value.as_str());
            let texts = (lines(words), metric.owner.clone().unwrap_or_default());
            let stages = bits(metric.stages.iter().map(|stage| stage.value));
            let found = (metric.id.as_str(), metric.name.as_str());
            self.add(Kind::Metric, page, stages, found, texts);
        }
    }

    pub(super) fn questions(&mut self) {
        let audit = &self.view.model.audit;
        let Some(document) = audit.document else {
            return;
        };
        let Some(page) = self.known_page(document) else {
            return;
        };
        let items = &self.view.document(document).body.items;
        for question in &audit.questions {
            let choices = question.choices.iter().filter_map(|c| items.get(c.item));
            let text = lines(choices.map(|item| item.text.as_str()));
            let stages = bits([question.stage]);
            let found = (question.id.as_str(), question.text.as_str());
            self.add(Kind::Question, page, stages, found, (text, String::new()));
        }
    }
}

/// What the playbook says of itself.
pub(super) fn home_lead(facts: &Facts) -> Vec<&str> {
    let actor = facts.actor.as_ref().map(|actor| actor.value.as_str());
    let facts = [
        facts.page.description.as_deref(),
        actor,
        facts.scenario.as_deref(),
        facts.goal.as_deref(),
    ];
    facts.into_iter().flatten().collect()
}

/// What a stage says of itself.
pub(super) fn stage_lead(stage: &Stage) -> Vec<&str> {
    let facts = [
        stage.customer_goal.as_ref(),
        stage.brand_goal.as_ref(),
        stage.exit_signal.as_ref(),
        stage.localized.as_ref(),
    ];
    let voices = stage
        .doing
        .iter()
        .chain(&stage.thinking)
        .chain(&stage.feeling);
    let facts = facts.into_iter().flatten().chain(voices);
    let description = stage.page.description.as_deref();
    description.into_iter().chain(values(facts)).collect()
}

/// What a pillar says of itself.
pub(super) fn pillar_lead(pillar: &Pillar) -> Vec<&str> {
    let facts = pillar.queries.iter().chain(&pillar.formats);
    let facts = facts.chain(&pillar.tags).chain(&pillar.localized);
    let description = pillar.page.description.as_deref();
    description.into_iter().chain(values(facts)).collect()
}

fn values<'a>(
    facts: impl IntoIterator<Item = &'a Spanned<String>>,
) -> impl Iterator<Item = &'a str> {
    facts.into_iter().map(|fact| fact.value.as_str())
}

fn lines<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n")
}
