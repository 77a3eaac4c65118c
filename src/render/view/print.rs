//! The print page: the whole playbook in one document, its links made to stay on the page.

use super::super::context as c;
use super::View;
use crate::document::Kind;
use crate::journey::{DocumentId, NameKind};

impl View<'_> {
    /// The whole playbook.
    pub(crate) fn print(&self) -> c::Print {
        let m = self.model;
        c::Print {
            home: self.home_page(),
            stages: m.stages.iter().map(|s| self.stage(s)).collect(),
            pillars: m.pillars.iter().map(|p| self.pillar(p)).collect(),
            mistakes: m
                .mistakes
                .iter()
                .filter(|x| x.alert.is_none())
                .map(|x| self.mistake(x))
                .collect(),
            touchpoints: m.touchpoints.iter().map(|t| self.touchpoint(t)).collect(),
            metrics: m.metrics.iter().map(|x| self.metric(x)).collect(),
            audit: self.audit().filter(|a| !a.groups.is_empty()),
            glossary: self.glossary().filter(|g| !g.terms.is_empty()),
        }
    }

    /// Whether a document stands on the print page.
    pub(super) fn printed(&self, document: DocumentId) -> bool {
        !matches!(self.document(document).kind, Kind::Page | Kind::Quiz)
    }

    /// The id of a document's part of the print page; also what its headings' ids begin with.
    pub(super) fn print_id(&self, document: DocumentId) -> String {
        let m = self.model;
        let named = |name: &str| format!("print-{name}");
        if let Some(stage) = m.stages.iter().find(|s| s.document == document) {
            return named(stage.key.as_str());
        }
        if let Some(pillar) = m.pillars.iter().find(|p| p.document == document) {
            return named(&pillar.id);
        }
        if let Some(mistake) = m
            .mistakes
            .iter()
            .find(|x| x.document == document && x.alert.is_none())
        {
            return named(&mistake.id);
        }
        named(self.document(document).kind.as_str())
    }

    /// Where a link to a document leads on the print page: headings carry the document's prefix, mistakes `print-`;
    /// the other ids of the playbook's name space stand as they are.
    pub(super) fn print_address(&self, document: DocumentId, anchor: Option<&str>) -> String {
        let Some(anchor) = anchor else {
            return format!("#{}", self.print_id(document));
        };
        let name = self
            .model
            .names
            .find(anchor, &[])
            .filter(|n| n.document == document);
        let heading = self
            .document(document)
            .body
            .headings
            .iter()
            .any(|h| h.id == anchor);
        match name {
            Some(name) if name.kind == NameKind::Mistake => format!("#print-{anchor}"),
            None if heading => format!("#{}-{anchor}", self.print_id(document)),
            _ => format!("#{anchor}"),
        }
    }
}
