//! The branch of a playbook: its pages.

use super::file_slug;
use crate::document::front_matter::Fields;
use crate::document::markdown::Role;
use crate::document::{Document, Kind};
use crate::journey::{DocumentId, Playbook};
use crate::site::branch::{Basis, Wish};
use crate::site::{Branch, PageKind, PagePlan, Routes};
use crate::source::{SitePath, Span};

/// Plans the branch of one playbook.
pub(super) struct BranchPlanner<'a> {
    pub(super) playbook: &'a Playbook,
    pub(super) prefix: &'a str,
    /// What the first edition has in the folder of this one.
    pub(super) beside: &'a Routes,
    pub(super) branch: Branch,
}

impl BranchPlanner<'_> {
    /// The branch that follows from its basis.
    pub(super) fn plan(basis: Basis) -> Branch {
        let mut planner = BranchPlanner {
            playbook: &basis.playbook,
            prefix: &basis.prefix,
            beside: &basis.beside,
            branch: Branch {
                documents: vec![None; basis.playbook.documents.len()],
                ..Branch::default()
            },
        };
        for path in &basis.taken {
            planner.branch.add_theme_file(path);
        }
        planner.pages();
        planner.sections();
        planner.aliases();
        planner.files(basis.pictured);
        planner.assets(&basis.hashes);
        let branch = planner.branch;
        Branch { basis, ..branch }
    }

    fn pages(&mut self) {
        let playbook = self.playbook;
        self.document_page(PageKind::Home, "index.html", 0, playbook.main);
        for (i, stage) in playbook.stages.iter().enumerate() {
            let path = format!("stages/{}.html", stage.key.as_str());
            self.document_page(PageKind::Stage, &path, i, Some(stage.document));
        }
        for (i, stage) in playbook.stages.iter().enumerate() {
            let path = format!("{}cards/{}.html", self.prefix, stage.key.as_str());
            let page = PagePlan {
                subject: i,
                ..PagePlan::new(PageKind::Card, path)
            };
            let wish = ("a stage's card".into(), None);
            self.branch.add_page(page, wish, [self.beside]);
        }
        for (i, pillar) in playbook.pillars.iter().enumerate() {
            let path = format!("pillars/{}.html", file_slug(&pillar.id));
            self.document_page(PageKind::Pillar, &path, i, Some(pillar.document));
        }
        let mistakes = playbook.mistakes.iter().enumerate();
        for (i, mistake) in mistakes.filter(|(_, mistake)| mistake.alert.is_none()) {
            let path = format!("mistakes/{}.html", file_slug(&mistake.id));
            self.document_page(PageKind::Mistake, &path, i, Some(mistake.document));
        }
        for (i, page) in playbook.pages.iter().enumerate() {
            let document = playbook.document(page.document);
            let below = document.path.below(&playbook.root).unwrap_or("page.md");
            let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
            let path: Vec<String> = stem.split('/').map(file_slug).collect();
            let path = format!("{}.html", path.join("/"));
            self.document_page(PageKind::Page, &path, i, Some(page.document));
        }
    }

    fn document_page(
        &mut self,
        kind: PageKind,
        path: &str,
        subject: usize,
        document: Option<DocumentId>,
    ) {
        let path = format!("{}{path}", self.prefix);
        let source = document.map(|d| self.playbook.document(d));
        let wish: Wish = match source {
            Some(document) => (
                format!("`{}`", document.path).into(),
                Some((document.file, title_span(document))),
            ),
            None => {
                let name = kind.as_str();
                let what = format!("the page `{name}` made from the whole playbook");
                (what.into(), None)
            }
        };
        let page = PagePlan {
            subject,
            document,
            ..PagePlan::new(kind, path.clone())
        };
        let added = self.branch.add_page(page, wish, [self.beside]);
        if let Some(document) = document.filter(|_| added) {
            self.branch.documents[document.0 as usize] = Some(path);
        }
    }

    fn sections(&mut self) {
        let playbook = self.playbook;
        let has_takeaways = !playbook.facts.takeaways.is_empty()
            || playbook.stages.iter().any(|s| {
                let sections = &playbook.document(s.document).body.sections;
                sections.iter().any(|s| s.role == Role::Takeaway)
            });
        for kind in PageKind::SECTIONS {
            let (wanted, document) = match kind {
                PageKind::Matrix => (!playbook.pillars.is_empty(), None),
                PageKind::Mistakes => (!playbook.mistakes.is_empty(), None),
                PageKind::Checklist => (!playbook.items.is_empty(), None),
                PageKind::Audit => (
                    !playbook.audit.questions.is_empty(),
                    playbook.audit.document,
                ),
                PageKind::Touchpoints => (
                    !playbook.touchpoints.is_empty(),
                    data(playbook, Kind::Touchpoints),
                ),
                PageKind::Metrics => (!playbook.metrics.is_empty(), data(playbook, Kind::Metrics)),
                PageKind::Takeaways => (has_takeaways, None),
                PageKind::Glossary => (
                    !playbook.glossary.terms.is_empty(),
                    playbook.glossary.document,
                ),
                _ => (true, None),
            };
            if !wanted {
                continue;
            }
            let path = format!("{}.html", kind.as_str());
            self.document_page(kind, &path, 0, document);
            let path = format!("{}{path}", self.prefix);
            self.branch.sections.push((kind, path));
        }
    }

    fn aliases(&mut self) {
        let playbook = self.playbook;
        let pages = playbook
            .stages
            .iter()
            .map(|s| (s.document, &s.page.aliases));
        let pages = pages.chain(
            playbook
                .pillars
                .iter()
                .map(|p| (p.document, &p.page.aliases)),
        );
        let mistakes = playbook.mistakes.iter().filter(|m| m.alert.is_none());
        let pages = pages.chain(mistakes.map(|m| (m.document, &m.page.aliases)));
        let pages = pages.chain(playbook.pages.iter().map(|p| (p.document, &p.page.aliases)));
        let main = playbook.main.map(|m| (m, &playbook.facts.page.aliases));
        for (document, aliases) in pages.chain(main) {
            let Some(target) = self.branch.documents[document.0 as usize].clone() else {
                continue;
            };
            let file = playbook.document(document).file;
            for alias in aliases {
                let path: Vec<String> = SitePath::new(&alias.value)
                    .as_str()
                    .trim_end_matches(".html")
                    .split('/')
                    .map(file_slug)
                    .collect();
                let path = format!("{}{}.html", self.prefix, path.join("/"));
                let page = PagePlan {
                    target: Some(target.clone()),
                    ..PagePlan::new(PageKind::Alias, path)
                };
                let what = format!("the alias `{}`", alias.value);
                let wish = (what.into(), Some((file, alias.span)));
                self.branch.add_page(page, wish, [self.beside]);
            }
        }
    }
}

/// The first document of a kind.
fn data(playbook: &Playbook, kind: Kind) -> Option<DocumentId> {
    let mut documents = playbook.documents();
    let found = documents.find(|(_, document)| document.kind == kind);
    found.map(|(id, _)| id)
}

/// Where a document says what it is called; its head when it does not.
fn title_span(document: &Document) -> Span {
    let title = Fields::of(&document.front.root).node("title");
    title.map_or_else(|| Span::new(0, 0), |node| node.span)
}
