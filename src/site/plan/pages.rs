//! The pages of a playbook.

use super::{Place, Planner, data, file_slug};
use crate::document::front_matter::Fields;
use crate::document::{Document, Kind};
use crate::journey::Playbook;
use crate::site::PageKind;
use crate::source::{SitePath, Span};

impl Planner<'_> {
    pub(super) fn pages_of(&mut self, playbook: &Playbook, place: &Place) {
        self.document_page(
            playbook,
            place,
            PageKind::Home,
            "index.html",
            0,
            playbook.main,
        );
        for (i, stage) in playbook.stages.iter().enumerate() {
            let path = format!("stages/{}.html", stage.key.as_str());
            self.document_page(
                playbook,
                place,
                PageKind::Stage,
                &path,
                i,
                Some(stage.document),
            );
        }
        for (i, stage) in playbook.stages.iter().enumerate() {
            let path = format!("{}cards/{}.html", place.prefix, stage.key.as_str());
            self.claim_page(
                PageKind::Card,
                path,
                "a stage's card",
                None,
                Some((place.site, i, None)),
            );
        }
        for (i, pillar) in playbook.pillars.iter().enumerate() {
            let path = format!("pillars/{}.html", file_slug(&pillar.id));
            self.document_page(
                playbook,
                place,
                PageKind::Pillar,
                &path,
                i,
                Some(pillar.document),
            );
        }
        for (i, mistake) in playbook
            .mistakes
            .iter()
            .enumerate()
            .filter(|(_, m)| m.alert.is_none())
        {
            let path = format!("mistakes/{}.html", file_slug(&mistake.id));
            self.document_page(
                playbook,
                place,
                PageKind::Mistake,
                &path,
                i,
                Some(mistake.document),
            );
        }
        for (i, page) in playbook.pages.iter().enumerate() {
            let document = playbook.document(page.document);
            let below = document.path.below(&playbook.root).unwrap_or("page.md");
            let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
            let path: Vec<String> = stem.split('/').map(file_slug).collect();
            let path = format!("{}.html", path.join("/"));
            self.document_page(
                playbook,
                place,
                PageKind::Page,
                &path,
                i,
                Some(page.document),
            );
        }
    }

    pub(super) fn document_page(
        &mut self,
        playbook: &Playbook,
        place: &Place,
        kind: PageKind,
        path: &str,
        subject: usize,
        document: Option<crate::journey::DocumentId>,
    ) {
        let path = format!("{}{path}", place.prefix);
        let source = document.map(|d| playbook.document(d));
        let what = match source {
            Some(document) => format!("`{}`", document.path),
            None => format!("the page `{}` made from the whole playbook", kind.as_str()),
        };
        let at = source.map(|d| (d.file, title_span(d)));
        let owner = Some((place.site, subject, document));
        let claimed = self.claim_page(kind, path.clone(), &what, at, owner);
        if let Some(document) = document.filter(|_| claimed) {
            self.site.playbooks[place.site].documents[document.0 as usize] = Some(path);
        }
    }

    pub(super) fn sections_of(&mut self, playbook: &Playbook, place: &Place) {
        let has_takeaways = !playbook.facts.takeaways.is_empty()
            || playbook.stages.iter().any(|s| {
                let sections = &playbook.document(s.document).body.sections;
                sections
                    .iter()
                    .any(|s| s.role == crate::document::markdown::Role::Takeaway)
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
            self.document_page(playbook, place, kind, &path, 0, document);
            self.site.playbooks[place.site]
                .sections
                .push((kind, format!("{}{path}", place.prefix)));
        }
    }

    pub(super) fn aliases_of(&mut self, playbook: &Playbook, place: &Place) {
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
            let Some(target) =
                self.site.playbooks[place.site].documents[document.0 as usize].clone()
            else {
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
                let path = format!("{}{}.html", place.prefix, path.join("/"));
                let what = format!("the alias `{}`", alias.value);
                let at = Some((file, alias.span));
                let owner = Some((place.site, 0, None));
                let claimed = self.claim_page(PageKind::Alias, path, &what, at, owner);
                if let Some(page) = self.site.pages.last_mut().filter(|_| claimed) {
                    page.target = Some(target.clone());
                }
            }
        }
    }
}

/// Where a document says what it is called; its head when it does not.
fn title_span(document: &Document) -> Span {
    let title = Fields::of(&document.front.root).node("title");
    title.map_or_else(|| Span::new(0, 0), |node| node.span)
}
