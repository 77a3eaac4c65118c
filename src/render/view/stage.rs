//! Stages, pillars and mistakes in full, with their checklists.

use super::super::context as c;
use super::{Landing, View};
use crate::document::markdown::{Block, Role};
use crate::journey::{Checklist, DocumentId, Mistake, Pillar, Stage, StageKey};
use std::collections::HashSet;

impl View<'_> {
    /// A stage in full.
    pub(crate) fn stage(&self, stage: &Stage) -> c::Stage {
        let m = self.model;
        let id = stage.document;
        let text = |t: &Option<crate::source::Spanned<String>>| t.as_ref().map(|t| t.value.clone());
        let texts =
            |t: &[crate::source::Spanned<String>]| t.iter().map(|t| t.value.clone()).collect();
        let shown = shown(stage.checklist.as_ref());
        let serves = |stages: &[crate::source::Spanned<StageKey>]| {
            stages.iter().any(|s| s.value == stage.key)
        };
        c::Stage {
            key: stage.key.as_str(),
            number: stage.key.number(),
            label: self.label(stage.key),
            title: self.stage_title(stage.key),
            path: self.document_path(id),
            card: self.card_path(stage.key),
            customer_goal: text(&stage.customer_goal),
            brand_goal: text(&stage.brand_goal),
            exit_signal: text(&stage.exit_signal),
            doing: texts(&stage.doing),
            thinking: texts(&stage.thinking),
            feeling: texts(&stage.feeling),
            emotion: stage.emotion,
            localized: text(&stage.localized),
            intro_html: self.intro(id),
            what_works: self
                .sections(id, Role::WhatWorks, &shown, false)
                .into_iter()
                .next(),
            sections: self.sections(id, Role::Free, &shown, false),
            checklist: self.checklist(id, stage.checklist.as_ref(), &[stage.key.as_str()]),
            mistakes_html: self.role_html(id, Role::Mistakes, &shown),
            mistakes: stage
                .mistakes
                .iter()
                .filter_map(|i| m.mistakes.get(*i))
                // The print page has the mistakes with files of their own in a part of their own.
                .filter(|x| self.landing != Landing::Print || x.alert.is_some())
                .map(|x| self.mistake(x))
                .collect(),
            pillars: self.pillars_of(stage.key),
            touchpoints: m
                .touchpoints
                .iter()
                .filter(|t| {
                    serves(&t.stages) || stage.touchpoints.iter().any(|id| id.value == t.id)
                })
                .map(|t| self.touchpoint(t))
                .collect(),
            metrics: m
                .metrics
                .iter()
                .filter(|x| serves(&x.stages) || stage.metrics.iter().any(|id| id.value == x.id))
                .map(|x| self.metric(x))
                .collect(),
            takeaway_html: self.takeaway(id),
            feeds: self.stage_refs(stage.feeds.iter().map(|f| f.value)),
        }
    }

    /// The prose of the sections of a role, without their headings; empty when there is none.
    pub(crate) fn role_html(
        &self,
        document: DocumentId,
        role: Role,
        shown: &HashSet<usize>,
    ) -> String {
        let sections = self.sections(document, role, shown, false);
        sections.into_iter().map(|s| s.html).collect()
    }

    /// `## Key takeaway` of a document.
    pub(crate) fn takeaway(&self, document: DocumentId) -> Option<String> {
        let html = self.role_html(document, Role::Takeaway, &HashSet::new());
        (!html.is_empty()).then_some(html)
    }

    /// A pillar in full.
    pub(crate) fn pillar(&self, pillar: &Pillar) -> c::Pillar {
        let m = self.model;
        let id = pillar.document;
        let texts =
            |t: &[crate::source::Spanned<String>]| t.iter().map(|t| t.value.clone()).collect();
        let stages: Vec<&'static str> = pillar
            .stages
            .iter()
            .map(|(s, _)| s.value.as_str())
            .collect();
        let items = self.own_checklist(id);
        let shown = shown(items.as_ref());
        c::Pillar {
            id: pillar.id.clone(),
            title: pillar.page.title.clone(),
            stages: self.stage_roles(pillar),
            intent: pillar.intent.as_ref().map(|i| i.value.clone()),
            formats: texts(&pillar.formats),
            creators: texts(&pillar.creators),
            cta: pillar.cta.as_ref().map(|i| i.value.clone()),
            queries: texts(&pillar.queries),
            cadence: pillar.cadence.as_ref().map(|i| i.value.clone()),
            localized: pillar.localized.as_ref().map(|i| i.value.clone()),
            tags: texts(&pillar.tags),
            metrics: m
                .metrics
                .iter()
                .filter(|x| pillar.metrics.iter().any(|id| id.value == x.id))
                .map(|x| self.metric(x))
                .collect(),
            intro_html: self.intro(id),
            sections: self.body_sections(id, &shown),
            checklist: self.checklist(id, items.as_ref(), &stages),
            mistakes: m
                .mistakes
                .iter()
                .filter(|x| x.document == id && x.alert.is_some())
                .map(|x| self.mistake(x))
                .collect(),
            takeaway_html: self.takeaway(id),
        }
    }

    /// Every section with a heading but checklists, mistakes and takeaways, in written order.
    pub(crate) fn body_sections(
        &self,
        document: DocumentId,
        shown: &HashSet<usize>,
    ) -> Vec<c::Prose> {
        let body = &self.document(document).body;
        let prefix = self.id_prefix(document);
        body.sections
            .iter()
            .filter(|s| !matches!(s.role, Role::Checklist | Role::Mistakes | Role::Takeaway))
            .filter_map(|s| {
                let heading = body.headings.get(s.heading?)?;
                Some(c::Prose {
                    id: format!("{prefix}{}", heading.id),
                    title: heading.text.clone(),
                    html: self.section_html(document, s, shown, false),
                })
            })
            .collect()
    }

    /// The checklist sections of a document that is no stage.
    pub(crate) fn own_checklist(&self, document: DocumentId) -> Option<Checklist> {
        let body = &self.document(document).body;
        let mut list = Checklist::default();
        for section in body.sections.iter().filter(|s| s.role == Role::Checklist) {
            for block in &section.blocks {
                if let Block::Tasks {
                    heading,
                    items,
                    span,
                } = block
                {
                    list.pause_points.push(crate::journey::PausePoint {
                        heading: *heading,
                        items: items.clone().filter(|i| !body.items[*i].nested).collect(),
                        span: *span,
                    });
                }
            }
        }
        (!list.pause_points.is_empty()).then_some(list)
    }

    /// A checklist of a document.
    pub(crate) fn checklist(
        &self,
        document: DocumentId,
        checklist: Option<&Checklist>,
        stages: &[&'static str],
    ) -> Option<c::Checklist> {
        let checklist = checklist?;
        let body = &self.document(document).body;
        let prefix = self.id_prefix(document);
        let section = body.sections.iter().find(|s| s.role == Role::Checklist);
        let heading = section.and_then(|s| body.headings.get(s.heading?));
        let intro_html = self.role_html(document, Role::Checklist, &shown(Some(checklist)));
        let pause_points: Vec<c::PausePoint> = checklist
            .pause_points
            .iter()
            .map(|point| {
                let heading = point.heading.and_then(|h| body.headings.get(h));
                let items = point.items.iter().filter_map(|i| body.items.get(*i));
                c::PausePoint {
                    id: heading.map(|h| format!("{prefix}{}", h.id)),
                    title: heading.map(|h| h.text.clone()),
                    items: items
                        .map(|t| self.task(document, t, stages.to_vec()))
                        .collect(),
                }
            })
            .collect();
        Some(c::Checklist {
            id: heading.map_or_else(
                || format!("{prefix}checklist"),
                |h| format!("{prefix}{}", h.id),
            ),
            title: heading.map(|h| h.text.clone()).unwrap_or_default(),
            mode: checklist.mode.map(|m| m.as_str()),
            when: checklist.when.clone(),
            caller: checklist.caller.clone(),
            intro_html,
            count: pause_points.iter().map(|p| p.items.len()).sum(),
            pause_points,
        })
    }

    /// A mistake with its remedy.
    pub(crate) fn mistake(&self, mistake: &Mistake) -> c::Mistake {
        let id = mistake.document;
        let body = &self.document(id).body;
        let (html, instead_html, sections) = match mistake.alert.map(|a| body.mistakes.get(a)) {
            Some(alert) => (
                alert.map(|a| self.html(id, &a.html)).unwrap_or_default(),
                alert
                    .and_then(|a| a.instead.as_ref())
                    .map(|i| self.html(id, i)),
                Vec::new(),
            ),
            None => {
                let html = self.intro(id);
                let instead = self.role_html(id, Role::Instead, &HashSet::new());
                let sections = self.body_sections(id, &HashSet::new());
                let remedies: Vec<String> = self
                    .sections(id, Role::Instead, &HashSet::new(), false)
                    .into_iter()
                    .map(|s| s.id)
                    .collect();
                let sections = sections
                    .into_iter()
                    .filter(|s| !remedies.contains(&s.id))
                    .collect();
                (html, (!instead.is_empty()).then_some(instead), sections)
            }
        };
        let anchor = mistake
            .alert
            .map(|_| format!("#{}", mistake.id))
            .unwrap_or_default();
        c::Mistake {
            id: mistake.id.clone(),
            title: mistake.page.title.clone(),
            severity: mistake.severity.as_str(),
            stages: self.stage_refs(mistake.stages.iter().copied()),
            symptoms: mistake.symptoms.clone(),
            html,
            instead_html,
            prevented_by: self.items_named(mistake.prevented_by.iter().map(|p| p.value.as_str())),
            path: format!("{}{anchor}", self.document_path(id)),
            sections,
        }
    }
}

/// The items that a checklist shows.
pub(crate) fn shown(checklist: Option<&Checklist>) -> HashSet<usize> {
    checklist
        .into_iter()
        .flat_map(|c| &c.pause_points)
        .flat_map(|p| p.items.iter().copied())
        .collect()
}
