//! Mistakes: those with a file of their own, then those written as alerts.

use super::items::ItemIds;
use super::order::Order;
use super::{facts, records};
use crate::document::front_matter::Fields;
use crate::document::markdown::{Block, MistakeAlert, Role};
use crate::document::{Document, Kind};
use crate::journey::{DocumentId, Mistake, MistakeSeverity, PageFacts, Playbook, StageKey, Target};
use crate::source::Spanned;
use std::collections::HashSet;

/// Every mistake: files in path order, alerts in the order of the loop.
pub(super) fn read(playbook: &Playbook, order: &Order) -> Vec<Mistake> {
    let items = ItemIds::of(playbook);
    let files = records::of_kind(playbook, Kind::Mistake)
        .map(|(id, document)| of_file(playbook, id, document, order.stages(id)));
    let alerts = order.documents().flat_map(|id| {
        let alerts = &playbook.document(id).body.mistakes;
        let items = &items;
        alerts
            .iter()
            .enumerate()
            .map(move |(index, alert)| Mistake {
                prevented_by: prevention(playbook, id, alert, items),
                ..of_alert(id, index, alert, order.stages(id))
            })
    });
    files.chain(alerts).collect()
}

/// The stages that a mistake's file names, `all` being the five.
pub(super) fn stages(document: &Document) -> Vec<StageKey> {
    let fields = Fields::of(&document.front.root);
    let all = fields.texts("stages").iter().any(|t| t.value == "all");
    if all {
        StageKey::ALL.to_vec()
    } else {
        facts::stages(fields, "stages")
            .into_iter()
            .map(|key| key.value)
            .collect()
    }
}

fn of_file(playbook: &Playbook, id: DocumentId, document: &Document, keys: &[StageKey]) -> Mistake {
    let fields = Fields::of(&document.front.root);
    let severity = facts::text(fields, "severity").and_then(|s| MistakeSeverity::from_name(&s));
    Mistake {
        id: document.path.stem().to_owned(),
        document: id,
        alert: None,
        page: facts::page(document, &playbook.facts),
        severity: severity.unwrap_or_default(),
        stages: keys.to_vec(),
        symptoms: facts::values(fields.texts("symptoms")),
        prevented_by: fields.texts("prevented_by"),
        has_remedy: has_remedy(document),
        span: document.front.span,
    }
}

fn has_remedy(document: &Document) -> bool {
    let says_something = |block: &Block| match block {
        Block::Prose(prose) => shows(&prose.html.html, &prose.text),
        Block::Tasks { items, .. } => !items.is_empty(),
        Block::Mistake(_) => false,
    };
    document
        .body
        .sections
        .iter()
        .filter(|section| section.role == Role::Instead)
        .any(|section| section.blocks.iter().any(says_something))
}

/// Whether there is anything to read or to look at.
fn shows(html: &str, text: &str) -> bool {
    !text.trim().is_empty() || html.contains("<img")
}

fn of_alert(id: DocumentId, index: usize, alert: &MistakeAlert, keys: &[StageKey]) -> Mistake {
    let written = alert
        .severity
        .as_ref()
        .and_then(|s| MistakeSeverity::from_name(&s.value));
    let usual = if alert.caution {
        MistakeSeverity::Major
    } else {
        MistakeSeverity::Minor
    };
    Mistake {
        id: alert.id.clone(),
        document: id,
        alert: Some(index),
        page: PageFacts {
            title: alert.title.clone(),
            ..PageFacts::default()
        },
        severity: written.unwrap_or(usual),
        stages: keys.to_vec(),
        symptoms: Vec::new(),
        prevented_by: Vec::new(),
        has_remedy: alert
            .instead
            .as_ref()
            .is_some_and(|instead| shows(&instead.html, &alert.instead_text)),
        span: alert.span,
    }
}

/// The items that the metadata names, and those that the remedy links to.
fn prevention(
    playbook: &Playbook,
    id: DocumentId,
    alert: &MistakeAlert,
    items: &ItemIds<'_>,
) -> Vec<Spanned<String>> {
    let mut prevented_by = alert.prevented_by.clone();
    let mut seen: HashSet<String> = prevented_by.iter().map(|p| p.value.clone()).collect();
    for &index in &alert.instead_links {
        let Some(link) = playbook.document(id).body.links.get(index) else {
            continue;
        };
        let item = match playbook.references.link(id, index) {
            Some(Target::Document {
                document,
                anchor: Some(anchor),
            }) => items
                .in_document(*document, anchor)
                .then_some(anchor.as_str()),
            // An item of another file, its file left out: what is meant is clear, and the link has its own finding.
            _ => link
                .destination
                .strip_prefix('#')
                .filter(|anchor| items.anywhere(anchor)),
        };
        if let Some(item) = item
            && seen.insert(item.to_owned())
        {
            prevented_by.push(Spanned::new(item.to_owned(), link.destination_span));
        }
    }
    prevented_by
}

#[cfg(test)]
mod tests {
    use crate::journey::testing::playbook;
    use crate::journey::{MistakeSeverity, NameKind, Playbook, StageKey};

    const ALERT: &str = "\
> [!CAUTION]
> **Mistake: only polished notes.** Nobody like them. <!-- #polished severity=critical prevented_by=seed -->
>
> **Instead:** [seed](#seed), [reply](2-research.md#reply), [read](2-research.md#why) and [reply](#reply).
";

    fn demo() -> Playbook {
        let discovery = format!(
            "---\nstage: discovery\n---\n\n## Mistakes\n\n{ALERT}\n- [ ] Seed <!-- #seed -->\n"
        );
        playbook(&[
            ("playbook.md", "- [ ] Print <!-- #print -->\n"),
            (
                "mistakes/all.md",
                "---\ntitle: All\nstages: all\nseverity: minor\n---\n\n## Instead\n\nListen.\n",
            ),
            (
                "mistakes/none.md",
                "---\nstages: [research, moon, research]\nprevented_by: reply\n---\n\n## Instead\n",
            ),
            ("audit.md", "## Discovery\n\n### Q?\n\n- [ ] Choice\n"),
            (
                "pillars/p.md",
                "---\nstages: [{key: research, role: supporting}, discovery]\n---\n\n> [!WARNING]\n> **Mistake: dull.** Dull.\n\n- [ ] Film <!-- #film -->\n",
            ),
            (
                "stages/2-research.md",
                "---\nstage: research\n---\n\n## Why\n\n- [ ] Reply <!-- #reply -->\n",
            ),
            ("stages/1-discovery.md", &discovery),
        ])
    }

    #[test]
    fn mistakes_come_from_files_and_alerts() {
        let playbook = demo();
        let ids: Vec<_> = playbook.mistakes.iter().map(|m| m.id.as_str()).collect();
        assert_eq!(ids, ["all", "none", "polished", "dull"]);
        let [all, none, polished, dull] = playbook.mistakes.as_slice() else {
            panic!("four mistakes");
        };
        assert_eq!(all.stages, StageKey::ALL);
        assert_eq!(all.severity, MistakeSeverity::Minor);
        assert!(all.has_remedy);
        assert_eq!(none.stages, [StageKey::Research]);
        assert_eq!(none.page.title, "None");
        assert_eq!(none.severity, MistakeSeverity::Major);
        assert!(!none.has_remedy);
        assert_eq!(polished.severity, MistakeSeverity::Critical);
        assert!(polished.has_remedy);
        let prevented: Vec<_> = polished
            .prevented_by
            .iter()
            .map(|p| p.value.as_str())
            .collect();
        assert_eq!(prevented, ["seed", "reply"]);
        assert_eq!(dull.severity, MistakeSeverity::Minor);
        assert_eq!(dull.stages, [StageKey::Research, StageKey::Discovery]);
        assert!(!dull.has_remedy);
    }

    #[test]
    fn a_stage_knows_its_mistakes_its_own_first() {
        let playbook = demo();
        assert_eq!(playbook.stages[0].mistakes, [2, 0, 3]);
        assert_eq!(playbook.stages[1].mistakes, [0, 1, 3]);
    }

    #[test]
    fn items_follow_the_loop_and_choices_are_none() {
        let playbook = demo();
        let ids: Vec<_> = playbook
            .items
            .iter()
            .map(|i| {
                playbook.document(i.document).body.items[i.index]
                    .id
                    .as_str()
            })
            .collect();
        assert_eq!(ids, ["seed", "reply", "film", "print"]);
        let film = playbook.names.find("film", &[NameKind::Item]).unwrap();
        assert_eq!(film.index, 2);
        assert!(film.written);
        let all = playbook.names.find("all", &[]).unwrap();
        assert_eq!(all.kind, NameKind::Mistake);
    }
}
