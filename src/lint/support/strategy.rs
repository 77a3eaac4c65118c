//! What rules of strategy ask of a playbook: whether it is to be judged, what its items are about, what its pages say,
//! and what an item or a touchpoint that would mend it looks like.

use super::content::prose;
use super::lexicon::Lexicon;
use super::{heading_span, numbered, section, stage_span};
use crate::document::Document;
use crate::document::front_matter::quoted;
use crate::document::markdown::{Role, TaskItem};
use crate::journey::{Item, Stage, StageKey, Status};
use crate::lint::Context;
use crate::source::{FileId, Span};

impl<'a> Context<'a> {
    /// Whether the journey is to be judged as a whole: there is a playbook.md, and the playbook is not retired.
    pub(crate) fn is_judged(&self) -> bool {
        let retired = self.playbook.facts.page.review.status == Some(Status::Retired);
        self.playbook.main.is_some() && !retired
    }

    /// Whether the people who read the messages write Chinese.
    pub(crate) fn is_chinese(&self) -> bool {
        self.locale().starts_with("zh")
    }

    /// Of a thing in English and in Chinese, the one that fits the playbook.
    pub(crate) fn worded<T>(&self, [english, chinese]: [T; 2]) -> T {
        match self.is_chinese() {
            true => chinese,
            false => english,
        }
    }

    /// Every checklist item of the playbook with where it belongs.
    pub(crate) fn tasks(&self) -> impl Iterator<Item = (&'a Item, &'a TaskItem)> {
        let playbook = self.playbook;
        playbook.items.iter().filter_map(|item| {
            let task = playbook
                .document(item.document)
                .body
                .items
                .get(item.index)?;
            Some((item, task))
        })
    }

    /// The checklist items that belong to one of the stages: their own, their pillars' and their mistakes'.
    pub(crate) fn tasks_of(&self, keys: &[StageKey]) -> impl Iterator<Item = &'a TaskItem> {
        self.tasks()
            .filter(|(item, _)| item.stages.iter().any(|stage| keys.contains(stage)))
            .map(|(_, task)| task)
    }

    /// The stages among `keys` that have a file with at least one checklist item, in the order of the loop. Of the
    /// others it has been said that they are not there yet.
    pub(crate) fn checked_stages(&self, keys: &[StageKey]) -> Vec<&'a Stage> {
        let has_items = |stage: &Stage| {
            let lists = stage.checklist.iter();
            let mut points = lists.flat_map(|list| &list.pause_points);
            points.any(|point| !point.items.is_empty())
        };
        let stages = self.playbook.stages.iter();
        stages
            .filter(|stage| keys.contains(&stage.key) && has_items(stage))
            .collect()
    }

    /// Where the absence of an item is shown: the heading of the stage's checklist, else its `stage`.
    pub(crate) fn checklist_place(&self, stage: &Stage) -> (FileId, Span) {
        let document = self.document(stage.document);
        let span = section(document, Role::Checklist)
            .map_or_else(|| stage_span(document), |s| heading_span(document, s));
        (document.file, span)
    }

    /// What to paste into the checklist of a stage: a must with an id that is still free.
    pub(crate) fn item_to_add(
        &self,
        stage: &Stage,
        texts: [&str; 2],
        id: &str,
        tag: &str,
    ) -> String {
        let path = &self.document(stage.document).path;
        let (level, text) = (self.worded(["**Must:**", "**必须：**"]), self.worded(texts));
        let id = self.free_id(id);
        format!("add to the checklist of {path}:\n- [ ] {level} {text} <!-- #{id} tags={tag} -->")
    }

    /// A touchpoint to paste into touchpoints.yaml, with an id that is still free and the playbook's owner. `facts` are
    /// its other keys as they are written between braces.
    pub(crate) fn touchpoint_to_add(&self, id: &str, facts: &str) -> String {
        let owner = self.playbook.facts.page.review.owner.as_deref();
        let owner = owner.unwrap_or(self.worded(["shop lead", "店铺负责人"]));
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-');
        let owner = match owner.chars().all(plain) {
            true => owner.to_owned(),
            false => format!("\"{}\"", quoted(owner)),
        };
        let id = self.free_id(id);
        format!("- {{id: {id}, {facts}, owner: {owner}, initiator: customer}}")
    }

    /// The command that begins a pillar of that name in this playbook.
    pub(crate) fn pillar_to_add(&self, slug: &str) -> String {
        match self.workspace.playbooks.len() {
            0 | 1 => format!("waybook add pillar {slug}"),
            _ => format!("waybook add pillar {slug} --playbook {}", self.name()),
        }
    }

    /// An id that nothing in the playbook has yet: `id` itself, or with a number behind it.
    pub(crate) fn free_id(&self, id: &str) -> String {
        let is_taken = |id: &str| self.playbook.names.find(id, &[]).is_some();
        match is_taken(id) {
            true => numbered(id, &mut 1, is_taken),
            false => id.to_owned(),
        }
    }
}

/// Whether an item has one of the tags.
pub(crate) fn has_tag(task: &TaskItem, tags: &[&str]) -> bool {
    task.tags
        .iter()
        .any(|tag| tags.contains(&tag.value.as_str()))
}

/// Whether the headings, the prose or the items of a page speak of something on the list.
pub(crate) fn speaks_of(document: &Document, list: &Lexicon) -> bool {
    let body = &document.body;
    body.headings
        .iter()
        .any(|heading| list.is_in(&heading.text))
        || body.items.iter().any(|task| list.is_in(&task.text))
        || prose(document).any(|(text, _)| list.is_in(text))
}
