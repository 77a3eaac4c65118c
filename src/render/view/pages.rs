//! The pages made from a whole playbook: home, matrix, checklist, mistakes, takeaways, review status.

use super::super::{context as c, loop_map};
use super::{View, review};
use crate::document::markdown::Role;
use crate::journey::{DocumentId, StageKey};
use crate::site::coverage::{Coverage, thin_spots};
use std::collections::HashSet;

impl View<'_> {
    /// What all pages of the playbook share.
    pub(crate) fn playbook(&self) -> c::Playbook {
        let facts = &self.model.facts;
        let prefix = &self.place.prefix;
        c::Playbook {
            slug: self.model.slug.clone(),
            title: facts.page.title.clone(),
            description: facts.page.description.clone(),
            actor: facts.actor.as_ref().map(|a| a.value.clone()),
            scenario: facts.scenario.clone(),
            goal: facts.goal.clone(),
            platforms: facts.platform.clone(),
            market: facts.market.clone(),
            locale: self.place.locale.clone(),
            decision_cycle: facts.decision_cycle.clone(),
            client: facts.client.as_ref().map(|c| c.value.clone()),
            brand: self.place.brand.and_then(|b| super::brand(self.site, b)),
            review: review(&facts.page.review),
            path: self.home(),
            stages: self.stage_links(),
            pillars: self
                .model
                .pillars
                .iter()
                .map(|p| self.pillar_link(p))
                .collect(),
            sections: self.section_links(),
            pages: self
                .model
                .pages
                .iter()
                .map(|p| c::Link {
                    title: p.page.title.clone(),
                    path: self.document_path(p.document),
                })
                .collect(),
            counts: self.counts(),
            script: format!("{prefix}playbook.js"),
            search: format!("{prefix}search.js"),
            terms: (!self.model.glossary.terms.is_empty()).then(|| format!("{prefix}terms.js")),
            downloads: c::Downloads {
                json: format!("{prefix}playbook.json"),
                mermaid: format!("{prefix}journey.mmd"),
                csv: format!("{prefix}checklist.csv"),
            },
        }
    }

    /// The first page.
    pub(crate) fn home_page(&self) -> c::Home {
        let main = self.model.main;
        let none = HashSet::new();
        let gravest = self.model.mistakes.iter().min_by_key(|m| m.severity);
        c::Home {
            intro_html: main.map(|d| self.intro(d)).unwrap_or_default(),
            sections: main
                .map(|d| self.sections(d, Role::Free, &none, true))
                .unwrap_or_default(),
            takeaways: main.and_then(|d| {
                self.sections(d, Role::Takeaway, &none, true)
                    .into_iter()
                    .next()
            }),
            map: self.loop_map(),
            thin: thin_spots(self.model)
                .into_iter()
                .map(|t| c::ThinSpot {
                    stage: self.stage_ref(t.stage),
                    what: t.what,
                    count: t.count,
                })
                .collect(),
            gravest: gravest.map(|m| self.mistake(m)),
        }
    }

    fn loop_map(&self) -> c::LoopMap {
        let nodes = StageKey::ALL
            .into_iter()
            .map(|k| (self.stage_link(k), Coverage::of(self.model, k).percent))
            .collect();
        let mut seen = HashSet::new();
        let edges = self
            .model
            .stages
            .iter()
            .flat_map(|s| s.feeds.iter().map(|f| (s.key, f.value)))
            .filter(|(from, to)| from != to && seen.insert((*from, *to)))
            .map(|(from, to)| (self.stage_ref(from), self.stage_ref(to)))
            .collect();
        loop_map::layout(nodes, edges)
    }

    /// Every mistake, the most severe first, then in the order of the loop.
    pub(crate) fn mistakes(&self) -> Vec<c::Mistake> {
        let mut mistakes: Vec<_> = self.model.mistakes.iter().collect();
        mistakes.sort_by_key(|m| (m.severity, m.stages.iter().min().copied()));
        mistakes.into_iter().map(|m| self.mistake(m)).collect()
    }

    /// Every checklist: the stages', then those of pillars and other pages.
    pub(crate) fn checklists(&self) -> Vec<c::ChecklistGroup> {
        let mut groups = Vec::new();
        for stage in &self.model.stages {
            let list = self.checklist(
                stage.document,
                stage.checklist.as_ref(),
                &[stage.key.as_str()],
            );
            groups.extend(list.map(|checklist| c::ChecklistGroup {
                id: stage.key.as_str().to_owned(),
                title: self.stage_title(stage.key),
                stage: Some(self.stage_ref(stage.key)),
                path: self.document_path(stage.document),
                checklist,
            }));
        }
        for pillar in &self.model.pillars {
            let stages: Vec<_> = pillar
                .stages
                .iter()
                .map(|(s, _)| s.value.as_str())
                .collect();
            groups.extend(self.checklist_group(pillar.document, &pillar.page.title, &stages));
        }
        for mistake in self.model.mistakes.iter().filter(|m| m.alert.is_none()) {
            let stages: Vec<_> = mistake.stages.iter().map(|s| s.as_str()).collect();
            groups.extend(self.checklist_group(mistake.document, &mistake.page.title, &stages));
        }
        for page in &self.model.pages {
            groups.extend(self.checklist_group(page.document, &page.page.title, &[]));
        }
        groups
    }

    fn checklist_group(
        &self,
        document: DocumentId,
        title: &str,
        stages: &[&'static str],
    ) -> Option<c::ChecklistGroup> {
        let checklist = self.checklist(document, self.own_checklist(document).as_ref(), stages)?;
        Some(c::ChecklistGroup {
            id: format!("d{}", document.0),
            title: title.to_owned(),
            stage: None,
            path: self.document_path(document),
            checklist,
        })
    }

    /// What to remember, of the playbook and of each stage.
    pub(crate) fn takeaways(&self) -> c::Takeaways {
        let html = match self.model.main {
            Some(main) => self.all_html(main, &self.model.facts.takeaways),
            None => String::new(),
        };
        let stages = self.model.stages.iter().filter_map(|s| {
            Some(c::StageTakeaway {
                stage: self.stage_ref(s.key),
                html: self.takeaway(s.document)?,
            })
        });
        c::Takeaways {
            html,
            stages: stages.collect(),
        }
    }

    /// Every page with its life cycle.
    pub(crate) fn review_rows(&self) -> Vec<c::ReviewRow> {
        let m = self.model;
        let row = |title: String, document: DocumentId, kind, r| c::ReviewRow {
            title,
            path: self.document_path(document),
            kind,
            review: review(r),
        };
        let mut rows = vec![c::ReviewRow {
            title: m.facts.page.title.clone(),
            path: self.home(),
            kind: "playbook",
            review: review(&m.facts.page.review),
        }];
        rows.extend(
            m.stages
                .iter()
                .map(|s| row(self.stage_title(s.key), s.document, "stage", &s.page.review)),
        );
        rows.extend(
            m.pillars
                .iter()
                .map(|p| row(p.page.title.clone(), p.document, "pillar", &p.page.review)),
        );
        rows.extend(
            m.mistakes
                .iter()
                .filter(|x| x.alert.is_none())
                .map(|x| row(x.page.title.clone(), x.document, "mistake", &x.page.review)),
        );
        rows.extend(
            m.pages
                .iter()
                .map(|p| row(p.page.title.clone(), p.document, "page", &p.page.review)),
        );
        rows
    }
}
