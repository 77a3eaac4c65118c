//! [`Names`]: the one name space of a playbook.

use super::DocumentId;
use crate::source::Span;
use std::collections::BTreeMap;

/// Something that has an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it is.
    pub kind: NameKind,
    /// The document it is written in.
    pub document: DocumentId,
    /// Its index among its kind: in [`super::Playbook::items`], `touchpoints`, `metrics`, the glossary's terms, the
    /// audit's questions, `mistakes` or `pillars`.
    pub index: usize,
    /// Where the id (or, without a written one, the thing) stands.
    pub span: Span,
    /// Whether the id was written rather than derived.
    pub written: bool,
}

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A checklist item.
    Item,
    /// A touchpoint.
    Touchpoint,
    /// A metric.
    Metric,
    /// A glossary term.
    Term,
    /// A question of the audit.
    Question,
    /// A mistake.
    Mistake,
}

impl NameKind {
    /// The word for it in messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            NameKind::Item => "checklist item",
            NameKind::Touchpoint => "touchpoint",
            NameKind::Metric => "metric",
            NameKind::Term => "term",
            NameKind::Question => "question",
            NameKind::Mistake => "mistake",
        }
    }
}

/// Every id of a playbook, in order, with all that claim it.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: BTreeMap<String, Vec<Name>>,
}

impl Names {
    /// Enters an id.
    pub fn add(&mut self, id: &str, name: Name) {
        self.names.entry(id.to_owned()).or_default().push(name);
    }

    /// The first thing with that id that is of one of the kinds (of any kind when none is given).
    #[must_use]
    pub fn find(&self, id: &str, kinds: &[NameKind]) -> Option<&Name> {
        self.names
            .get(id)?
            .iter()
            .find(|n| kinds.is_empty() || kinds.contains(&n.kind))
    }

    /// Every id with its claimants, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Name])> {
        self.names
            .iter()
            .map(|(id, names)| (id.as_str(), names.as_slice()))
    }

    /// The ids of one kind, in order.
    pub fn of_kind(&self, kind: NameKind) -> impl Iterator<Item = &str> {
        self.names
            .iter()
            .filter(move |(_, n)| n.iter().any(|n| n.kind == kind))
            .map(|(id, _)| id.as_str())
    }
}
