//! Checklist items, and the means to tell their ids from others.

use super::order::Order;
use crate::document::Kind;
use crate::journey::{DocumentId, Item, Playbook};
use std::collections::HashSet;

/// Every checklist item in reading order.
pub(super) fn gather(playbook: &Playbook, order: &Order) -> Vec<Item> {
    order
        .documents()
        .filter(|id| has_items(playbook.document(*id).kind))
        .flat_map(|document| {
            let stages = order.stages(document);
            (0..playbook.document(document).body.items.len()).map(move |index| Item {
                document,
                index,
                stages: stages.to_vec(),
            })
        })
        .collect()
}

/// Whether task items are checklist items; in the audit and the quiz they are choices.
fn has_items(kind: Kind) -> bool {
    !matches!(kind, Kind::Audit | Kind::Quiz)
}

/// The ids of all checklist items.
pub(super) struct ItemIds<'a>(HashSet<(Option<DocumentId>, &'a str)>);

impl<'a> ItemIds<'a> {
    /// The ids of a playbook.
    pub(super) fn of(playbook: &'a Playbook) -> Self {
        let ids = playbook
            .documents()
            .filter(|(_, document)| has_items(document.kind))
            .flat_map(|(id, document)| {
                let items = document.body.items.iter();
                items.flat_map(move |item| [(Some(id), item.id.as_str()), (None, item.id.as_str())])
            });
        Self(ids.collect())
    }

    /// Whether an item of that document has the id.
    pub(super) fn in_document(&self, document: DocumentId, id: &str) -> bool {
        self.0.contains(&(Some(document), id))
    }

    /// Whether any item has the id.
    pub(super) fn anywhere(&self, id: &str) -> bool {
        self.0.contains(&(None, id))
    }
}
