//! Stages with their checklists.

use super::facts;
use crate::document::front_matter::Fields;
use crate::document::markdown::{Block, Body, Role, Section};
use crate::document::{Document, Kind};
use crate::journey::{
    Checklist, ChecklistMode, DocumentId, Mistake, PausePoint, Playbook, Stage, StageKey,
};
use crate::source::{Span, Spanned};
use std::collections::BTreeMap;

/// Which document is which stage.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The first document by path for every key.
    pub(super) first: BTreeMap<StageKey, DocumentId>,
    /// The further ones.
    pub(super) further: Vec<(StageKey, DocumentId)>,
}

/// Tells the stage documents apart by their keys.
pub(super) fn find(playbook: &Playbook) -> Found {
    let mut found = Found::default();
    for (id, document) in playbook.documents() {
        if document.kind != Kind::Stage {
            continue;
        }
        let Some(key) = key_of(document) else {
            continue;
        };
        match found.first.entry(key.value) {
            std::collections::btree_map::Entry::Vacant(vacant) => {
                vacant.insert(id);
            }
            std::collections::btree_map::Entry::Occupied(_) => found.further.push((key.value, id)),
        }
    }
    found
}

/// `stage:`; where that names none, the file's name stands in, so that one slip does not hide what else is wrong.
fn key_of(document: &Document) -> Option<Spanned<StageKey>> {
    let fields = Fields::of(&document.front.root);
    fields.node("stage").and_then(facts::stage).or_else(|| {
        StageKey::from_name(facts::unnumbered(document.path.stem()))
            .map(|key| Spanned::new(key, document.front.span))
    })
}

/// Makes the stage of a document that [`find`] found.
pub(super) fn read(playbook: &Playbook, id: DocumentId) -> Option<Stage> {
    let document = playbook.document(id);
    let fields = Fields::of(&document.front.root);
    let Spanned { value: key, span } = key_of(document)?;
    let mut page = facts::page(document, &playbook.facts);
    page.title = facts::written_title(document, fields)
        .or_else(|| playbook.label(key).map(str::to_owned))
        .unwrap_or_default();
    let feeds_written = fields.has("feeds");
    let feeds = if feeds_written || key == StageKey::Advocacy {
        facts::stages(fields, "feeds")
    } else {
        vec![Spanned::new(key.next(), span)]
    };
    Some(Stage {
        key,
        key_span: span,
        document: id,
        page,
        order: fields.integer("order"),
        customer_goal: fields.text("customer_goal"),
        brand_goal: fields.text("brand_goal"),
        exit_signal: fields.text("exit_signal"),
        doing: fields.texts("doing"),
        thinking: fields.texts("thinking"),
        feeling: fields.texts("feeling"),
        emotion: emotion(fields),
        touchpoints: fields.texts("touchpoints"),
        metrics: fields.texts("metrics"),
        localized: fields.text("localized"),
        feeds,
        feeds_written,
        checklist: checklist(&document.body, fields),
        mistakes: mistakes(&playbook.mistakes, id, key),
    })
}

fn emotion(fields: Fields<'_>) -> Option<u8> {
    let level = u8::try_from(fields.integer("emotion")?.value).ok()?;
    (1..=5).contains(&level).then_some(level)
}

/// Those written in the stage's own file, then those that name the stage elsewhere.
fn mistakes(mistakes: &[Mistake], document: DocumentId, key: StageKey) -> Vec<usize> {
    let own = |m: &Mistake| m.document == document;
    let indices = |wanted: &dyn Fn(&Mistake) -> bool| -> Vec<usize> {
        (0..mistakes.len())
            .filter(|&i| wanted(&mistakes[i]))
            .collect()
    };
    let mut all = indices(&own);
    all.extend(indices(&|m| !own(m) && m.stages.contains(&key)));
    all
}

fn checklist(body: &Body, fields: Fields<'_>) -> Option<Checklist> {
    let is_checklist = |section: &&Section| section.role == Role::Checklist;
    let has_section = body.sections.iter().any(|s| is_checklist(&s));
    let pause_points = if has_section {
        pause_points(body, body.sections.iter().filter(is_checklist))
    } else {
        pause_points(body, body.sections.iter())
    };
    if !has_section && pause_points.is_empty() {
        return None;
    }
    let settings = fields.map("checklist");
    let setting = |key| settings.and_then(|fields| facts::text(fields, key));
    Some(Checklist {
        mode: setting("mode").and_then(|mode| ChecklistMode::from_name(&mode)),
        when: setting("when"),
        caller: setting("caller"),
        pause_points,
    })
}

/// One pause point for every sub-heading, and one for all lists that stand under none.
fn pause_points<'a>(body: &Body, sections: impl Iterator<Item = &'a Section>) -> Vec<PausePoint> {
    let mut points: Vec<PausePoint> = Vec::new();
    let mut by_heading: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for section in sections {
        for block in &section.blocks {
            let Block::Tasks {
                heading,
                items,
                span,
            } = block
            else {
                continue;
            };
            let index = *by_heading.entry(*heading).or_insert_with(|| {
                points.push(PausePoint {
                    heading: *heading,
                    items: Vec::new(),
                    span: place(body, heading.or(section.heading), *span),
                });
                points.len() - 1
            });
            points[index].items.extend(items.clone());
        }
    }
    points
}

/// A heading says more in one line than the whole list below it.
fn place(body: &Body, heading: Option<usize>, list: Span) -> Span {
    heading
        .and_then(|index| body.headings.get(index))
        .map_or(list, |heading| heading.span)
}
