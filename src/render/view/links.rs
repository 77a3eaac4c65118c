//! Stages, pillars, items and mistakes as they are pointed to from other pages.

use super::super::context as c;
use super::View;
use crate::document::markdown::TaskItem;
use crate::journey::{DocumentId, Item, NameKind, Pillar, StageKey};
use crate::site::PageKind;
use crate::site::coverage::Coverage;

impl View<'_> {
    /// The short name of a stage: the playbook's label, else the interface's word.
    pub(crate) fn label(&self, key: StageKey) -> String {
        self.model.label(key).map_or_else(
            || self.texts.get(&format!("stage-{}", key.as_str())),
            str::to_owned,
        )
    }

    /// The full title of a stage: its own, else its label.
    pub(crate) fn stage_title(&self, key: StageKey) -> String {
        let own = self.model.stage(key).map(|s| s.page.title.clone());
        own.filter(|t| !t.is_empty())
            .unwrap_or_else(|| self.label(key))
    }

    fn stage_path(&self, key: StageKey) -> Option<String> {
        let stage = self.model.stage(key)?;
        let documents = &self.place.branch.documents;
        documents.get(stage.document.0 as usize)?.clone()
    }

    /// The path of a stage's card.
    pub(crate) fn card_path(&self, key: StageKey) -> String {
        format!("{}cards/{}.html", self.place.prefix, key.as_str())
    }

    /// A stage that is pointed to.
    pub(crate) fn stage_ref(&self, key: StageKey) -> c::StageRef {
        c::StageRef {
            key: key.as_str(),
            number: key.number(),
            label: self.label(key),
            path: self.stage_path(key),
        }
    }

    /// Several of them, in the order of the loop.
    pub(crate) fn stage_refs(&self, keys: impl IntoIterator<Item = StageKey>) -> Vec<c::StageRef> {
        let mut keys: Vec<StageKey> = keys.into_iter().collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter().map(|k| self.stage_ref(k)).collect()
    }

    /// A stage in the navigation.
    pub(crate) fn stage_link(&self, key: StageKey) -> c::StageLink {
        let coverage = Coverage::of(self.model, key);
        let stage = self.model.stage(key);
        c::StageLink {
            key: key.as_str(),
            number: key.number(),
            label: self.label(key),
            title: self.stage_title(key),
            goal: stage
                .and_then(|s| s.customer_goal.as_ref())
                .map(|g| g.value.clone()),
            path: self.stage_path(key),
            card: stage.map(|_| self.card_path(key)),
            items: coverage.items,
            pillars: coverage.pillars,
            mistakes: coverage.mistakes,
        }
    }

    /// The five stages in the navigation.
    pub(crate) fn stage_links(&self) -> Vec<c::StageLink> {
        StageKey::ALL
            .into_iter()
            .map(|k| self.stage_link(k))
            .collect()
    }

    /// A pillar in lists.
    pub(crate) fn pillar_link(&self, pillar: &Pillar) -> c::PillarLink {
        c::PillarLink {
            id: pillar.id.clone(),
            title: pillar.page.title.clone(),
            path: self.document_path(pillar.document),
            description: pillar.page.description.clone(),
            stages: self.stage_roles(pillar),
            intent: pillar.intent.as_ref().map(|i| i.value.clone()),
        }
    }

    /// The stages a pillar serves, in the order of the loop.
    pub(crate) fn stage_roles(&self, pillar: &Pillar) -> Vec<c::StageRole> {
        let mut stages: Vec<_> = pillar
            .stages
            .iter()
            .map(|(s, role)| (s.value, *role))
            .collect();
        stages.sort_unstable();
        stages.dedup_by_key(|(s, _)| *s);
        stages
            .into_iter()
            .map(|(key, role)| c::StageRole {
                key: key.as_str(),
                number: key.number(),
                label: self.label(key),
                path: self.stage_path(key),
                role: role.as_str(),
            })
            .collect()
    }

    /// The pillars of a stage: the primary ones first, each in path order.
    pub(crate) fn pillars_of(&self, key: StageKey) -> Vec<c::PillarLink> {
        let mut pillars: Vec<_> = self
            .model
            .pillars
            .iter()
            .filter_map(|p| Some((p.stages.iter().find(|(s, _)| s.value == key)?.1, p)))
            .collect();
        pillars.sort_by_key(|(role, _)| *role);
        pillars
            .into_iter()
            .map(|(_, p)| self.pillar_link(p))
            .collect()
    }

    /// An item of the playbook.
    pub(crate) fn item(&self, item: &Item) -> Option<c::Item> {
        let task = self.document(item.document).body.items.get(item.index)?;
        Some(self.task(
            item.document,
            task,
            item.stages.iter().map(|s| s.as_str()).collect(),
        ))
    }

    /// A task-list item of a document.
    pub(crate) fn task(
        &self,
        document: DocumentId,
        task: &TaskItem,
        stages: Vec<&'static str>,
    ) -> c::Item {
        c::Item {
            id: task.id.clone(),
            was: task.was.iter().map(|w| w.value.clone()).collect(),
            level: task.level.as_str(),
            tags: task.tags.iter().map(|t| t.value.clone()).collect(),
            owner: task.owner.as_ref().map(|o| o.value.clone()),
            minutes: task.minutes,
            html: self.label_html(document, &task.html),
            text: task.text.clone(),
            detail_html: task.detail.as_ref().map(|d| self.label_html(document, d)),
            ticked: task.ticked,
            stages,
            path: self.place_of(document, &task.id),
        }
    }

    /// The items that ids name, in written order; an id that names none is left out.
    pub(crate) fn items_named<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<c::Item> {
        let mut seen = std::collections::HashSet::new();
        ids.filter(|id| seen.insert(*id))
            .filter_map(|id| self.model.names.find(id, &[NameKind::Item]))
            .filter_map(|name| self.item(self.model.items.get(name.index)?))
            .collect()
    }

    /// The pages made from the whole playbook.
    pub(crate) fn section_links(&self) -> Vec<c::Section> {
        let m = self.model;
        self.place
            .branch
            .sections
            .iter()
            .map(|(kind, path)| c::Section {
                kind: kind.as_str(),
                path: path.clone(),
                count: match kind {
                    PageKind::Mistakes => Some(m.mistakes.len()),
                    PageKind::Checklist => Some(m.items.len()),
                    PageKind::Audit => Some(m.audit.questions.len()),
                    PageKind::Touchpoints => Some(m.touchpoints.len()),
                    PageKind::Metrics => Some(m.metrics.len()),
                    PageKind::Glossary => Some(m.glossary.terms.len()),
                    _ => None,
                },
            })
            .collect()
    }

    /// How much the playbook holds.
    pub(crate) fn counts(&self) -> c::Counts {
        let m = self.model;
        c::Counts {
            stages: m.stages.len(),
            pillars: m.pillars.len(),
            items: m.items.len(),
            mistakes: m.mistakes.len(),
            touchpoints: m.touchpoints.len(),
            metrics: m.metrics.len(),
            terms: m.glossary.terms.len(),
            questions: m.audit.questions.len(),
        }
    }
}
