//! The order in which a playbook is read: around the loop, then the pillars, the mistakes and the rest.

use super::mistakes;
use super::stages::Found;
use crate::document::Kind;
use crate::journey::{DocumentId, Playbook, StageKey};

/// The documents in reading order, and the stages each of them belongs to.
#[derive(Debug, Default)]
pub(super) struct Order {
    documents: Vec<DocumentId>,
    stages: Vec<Vec<StageKey>>,
}

impl Order {
    /// The order of a playbook whose stages and pillars are known.
    pub(super) fn of(playbook: &Playbook, found: &Found) -> Self {
        let mut stages = vec![Vec::new(); playbook.documents.len()];
        for (&key, id) in &found.first {
            stages[id.0 as usize] = vec![key];
        }
        for &(key, id) in &found.further {
            stages[id.0 as usize] = vec![key];
        }
        for pillar in &playbook.pillars {
            let served = pillar.stages.iter().map(|(key, _)| key.value);
            stages[pillar.document.0 as usize] = distinct(served);
        }
        for (id, document) in playbook.documents() {
            if document.kind == Kind::Mistake {
                stages[id.0 as usize] = distinct(mistakes::stages(document).into_iter());
            }
        }
        let mut documents: Vec<DocumentId> = playbook.documents().map(|(id, _)| id).collect();
        let place = |id: &DocumentId| match playbook.document(*id).kind {
            Kind::Stage => match stages[id.0 as usize].first() {
                Some(key) if found.first.get(key) == Some(id) => key.number(),
                _ => 8,
            },
            Kind::Pillar => 6,
            Kind::Mistake => 7,
            _ => 8,
        };
        documents.sort_by_key(place);
        Self { documents, stages }
    }

    /// Every document, in reading order.
    pub(super) fn documents(&self) -> impl Iterator<Item = DocumentId> {
        self.documents.iter().copied()
    }

    /// The stages a document belongs to.
    pub(super) fn stages(&self, id: DocumentId) -> &[StageKey] {
        &self.stages[id.0 as usize]
    }
}

fn distinct(keys: impl Iterator<Item = StageKey>) -> Vec<StageKey> {
    let mut distinct = Vec::new();
    for key in keys {
        if !distinct.contains(&key) {
            distinct.push(key);
        }
    }
    distinct
}
