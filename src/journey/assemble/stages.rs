//! Stages with their checklists.

use super::entries::heading_of;
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
        let mut heading = None;
        for block in &section.blocks {
            heading = heading_of(block).or(heading);
            let Block::Tasks { items, span, .. } = block else {
                continue;
            };
            let index = *by_heading.entry(heading).or_insert_with(|| {
                points.push(PausePoint {
                    heading,
                    items: Vec::new(),
                    span: place(body, heading.or(section.heading), *span),
                });
                points.len() - 1
            });
            // A nested item is part of the one around it.
            let outer = items
                .clone()
                .filter(|i| body.items.get(*i).is_some_and(|item| !item.nested));
            points[index].items.extend(outer);
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

#[cfg(test)]
mod tests {
    use crate::journey::testing::playbook;
    use crate::journey::{ChecklistMode, PausePoint, Playbook, StageKey};

    fn keys(playbook: &Playbook) -> Vec<&str> {
        playbook.stages.iter().map(|s| s.key.as_str()).collect()
    }

    /// The items of every pause point of a research stage with that body, by their ids.
    fn pauses(body: &str) -> Option<Vec<Vec<String>>> {
        let text = format!("---\nstage: research\n---\n\n{body}");
        let playbook = playbook(&[("stages/2-research.md", &text)]);
        let document = playbook.document(playbook.stages[0].document);
        let ids = |point: PausePoint| {
            let items = point.items.iter();
            items.map(|&i| document.body.items[i].id.clone()).collect()
        };
        let checklist = playbook.stages[0].checklist.clone()?;
        Some(checklist.pause_points.into_iter().map(ids).collect())
    }

    #[test]
    fn stages_stand_in_the_order_of_the_loop() {
        let playbook = playbook(&[
            ("playbook.md", "---\nlabels: {research: Looking up}\n---\n"),
            (
                "stages/a.md",
                "---\nstage: advocacy\nfeeds: [discovery, moon]\n---\n",
            ),
            ("stages/b.md", "---\nstage: research\n---\n"),
            ("stages/c.md", "---\nstage: research\ntitle: Second\n---\n"),
            (
                "stages/1-discovery.md",
                "---\nstage: awareness\n---\n# First look\n",
            ),
            ("stages/notes.md", "---\nstage: moon\n---\n"),
        ]);
        assert_eq!(keys(&playbook), ["discovery", "research", "advocacy"]);
        let titles: Vec<_> = playbook
            .stages
            .iter()
            .map(|s| s.page.title.as_str())
            .collect();
        assert_eq!(titles, ["First look", "Looking up", ""]);
        let [(key, second)] = playbook.duplicate_stages.as_slice() else {
            panic!("one duplicate");
        };
        assert_eq!(*key, StageKey::Research);
        assert!(playbook.document(*second).path.as_str().ends_with("/c.md"));
        let feeds: Vec<Vec<&str>> = playbook
            .stages
            .iter()
            .map(|s| s.feeds.iter().map(|f| f.value.as_str()).collect())
            .collect();
        assert_eq!(
            feeds,
            [vec!["research"], vec!["consideration"], vec!["discovery"]]
        );
        let discovery = &playbook.stages[0];
        let front = &playbook.document(discovery.document).front;
        assert_eq!(discovery.key_span, front.span);
        assert!(!playbook.stages[1].feeds_written);
    }

    #[test]
    fn checklists_are_cut_at_their_headings() {
        let with = |lists: &str| pauses(&format!("## Checklist\n\n{lists}"));
        let list = |id: &str| format!("- [ ] One <!-- #{id} -->\n\n");
        let (a, b, c) = (list("a"), list("b"), list("c"));
        assert_eq!(with(""), Some(vec![]));
        assert_eq!(
            with(&format!("{a}Between.\n\n{b}")),
            Some(vec![vec!["a".into(), "b".into()]])
        );
        assert_eq!(
            with(&format!("### Before\n\n{a}### After\n\n{b}Between.\n\n{c}")),
            Some(vec![vec!["a".into()], vec!["b".into(), "c".into()]])
        );
        assert_eq!(
            pauses(&format!("## Steps\n\n{a}")),
            Some(vec![vec!["a".into()]])
        );
        assert_eq!(
            with(&format!("{a}### After\n\nRead first.\n\n{b}{c}")),
            Some(vec![vec!["a".into()], vec!["b".into(), "c".into()]])
        );
        assert_eq!(
            pauses(&format!("## Steps\n\n{a}## Checklist\n\n{b}")),
            Some(vec![vec!["b".into()]])
        );
        assert_eq!(pauses("Prose.\n"), None);
    }

    #[test]
    fn a_checklist_says_how_it_is_run() {
        let playbook = playbook(&[(
            "stages/1-discovery.md",
            "---\nstage: discovery\nemotion: 9\nchecklist: {mode: read-do, when: Mondays, caller: lead}\n---\n\n## Checklist\n\n- [ ] One\n",
        )]);
        let checklist = playbook.stages[0].checklist.as_ref().unwrap();
        assert_eq!(checklist.mode, Some(ChecklistMode::ReadDo));
        assert_eq!(checklist.when.as_deref(), Some("Mondays"));
        assert_eq!(checklist.caller.as_deref(), Some("lead"));
        assert_eq!(playbook.stages[0].emotion, None);
    }
}
