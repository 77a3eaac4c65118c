//! `search.js`: what can be found in a playbook, for the script that searches in the reader's browser.
//!
//! A page is cut at its headings, so that a hit leads to the right place; items, mistakes, terms, touchpoints, metrics
//! and questions are found by themselves. All of it is plain text. Paths are relative to the site's root.

mod records;

use super::super::view::View;
use crate::document::markdown::{Block, Role, Section, Shape};
use crate::journey::{DocumentId, StageKey};
use crate::site::{FileKind, Site};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::borrow::Cow;

/// `search.js`. It only adds to `window.waybook.found`.
pub(crate) fn search(view: &View<'_>) -> String {
    let model = view.model;
    let mut finds = Finds {
        view,
        pages: Vec::new(),
        by_path: FxHashMap::default(),
        records: Vec::new(),
    };
    finds.all();
    let data = Data {
        locale: &view.place.locale,
        pages: finds.pages,
        path: view.home(),
        records: finds.records,
        slug: &model.slug,
        stages: StageKey::ALL
            .into_iter()
            .map(|key| (key.as_str(), view.label(key)))
            .collect(),
        title: &model.facts.page.title,
    };
    // Texts, numbers and lists of them cannot fail to be written.
    let text = serde_json::to_string(&data).unwrap_or_default();
    format!("((window.waybook ??= {{}}).found ??= []).push({text});\n")
}

/// `search-index.js` of a site of several playbooks: where what can be found in each of them lies, its home and its
/// title.
pub(crate) fn search_index(site: &Site) -> String {
    let places = site.playbooks.iter().enumerate();
    let playbooks: Vec<_> = places
        .filter_map(|(index, place)| {
            let path = site.file(FileKind::Search, Some(index))?;
            let home = format!("{}index.html", place.prefix);
            let title = &site.playbook(index).facts.page.title;
            Some((path, home, title))
        })
        .collect();
    let text = serde_json::to_string(&playbooks).unwrap_or_default();
    format!("(window.waybook ??= {{}}).searches = {text};\n")
}

#[derive(Serialize)]
struct Data<'a> {
    locale: &'a str,
    /// Path and title.
    pages: Vec<(String, Cow<'a, str>)>,
    /// Its home.
    path: String,
    records: Vec<Record<'a>>,
    slug: &'a str,
    /// Key and label, in the order of the bits.
    stages: Vec<(&'static str, String)>,
    title: &'a str,
}

/// What a record is about. The number is what the script knows it by.
#[derive(Clone, Copy)]
enum Kind {
    Page,
    Item,
    Mistake,
    Term,
    Touchpoint,
    Metric,
    Question,
}

/// Something that can be found: its kind, the number of its page, its stages as bits, the anchor on the page, its title,
/// its text, and other words it is found by.
#[derive(Serialize)]
struct Record<'a>(u8, usize, u8, &'a str, &'a str, String, String);

/// Gathers the records of a playbook.
struct Finds<'v, 'a> {
    view: &'v View<'a>,
    pages: Vec<(String, Cow<'a, str>)>,
    by_path: FxHashMap<String, usize>,
    records: Vec<Record<'a>>,
}

/// The part of a page that is being read.
struct Piece<'a> {
    anchor: &'a str,
    title: &'a str,
    text: String,
}

impl<'a> Finds<'_, 'a> {
    fn all(&mut self) {
        let model = self.view.model;
        self.home();
        for stage in &model.stages {
            let lead = records::stage_lead(stage);
            let title = Cow::Owned(self.view.stage_title(stage.key));
            self.document(stage.document, title, bits([stage.key]), &lead, every);
        }
        for pillar in &model.pillars {
            let lead = records::pillar_lead(pillar);
            let title = Cow::Borrowed(pillar.page.title.as_str());
            let stages = bits(pillar.stages.iter().map(|(stage, _)| stage.value));
            self.document(pillar.document, title, stages, &lead, every);
        }
        for page in &model.pages {
            let lead: Vec<&str> = page.page.description.as_deref().into_iter().collect();
            let title = Cow::Borrowed(page.page.title.as_str());
            self.document(page.document, title, 0, &lead, every);
        }
        for (kind, path) in &self.view.place.branch.sections {
            let title = self.view.texts.get(&format!("nav-{}", kind.as_str()));
            let page = self.page(path.clone(), Cow::Owned(title));
            self.add(
                Kind::Page,
                page,
                0,
                ("", ""),
                (String::new(), String::new()),
            );
        }
        self.mistakes();
        self.items();
        self.terms();
        self.touchpoints();
        self.metrics();
        self.questions();
    }

    fn home(&mut self) {
        let facts = &self.view.model.facts;
        let Some(main) = self.view.model.main else {
            return;
        };
        let lead = records::home_lead(facts);
        let title = Cow::Borrowed(facts.page.title.as_str());
        let shown = |section: &Section| {
            section.heading.is_none() || matches!(section.role, Role::Free | Role::Takeaway)
        };
        self.document(main, title, 0, &lead, shown);
    }

    /// A page that is written in a document: what it says of itself and its introduction, then each part under a heading.
    fn document(
        &mut self,
        id: DocumentId,
        title: Cow<'a, str>,
        stages: u8,
        lead: &[&str],
        shown: fn(&Section) -> bool,
    ) {
        let view = self.view;
        let Some(page) = self.document_page(id, title) else {
            return;
        };
        let body = &view.document(id).body;
        let mut piece = Piece {
            anchor: "",
            title: "",
            text: lead.join(" · "),
        };
        for section in body.sections.iter().filter(|s| shown(s)) {
            if let Some(heading) = section.heading.and_then(|h| body.headings.get(h)) {
                let anchor = view.anchor(id, &heading.id);
                piece = self.next(piece, page, stages, anchor, &heading.text);
            }
            for block in &section.blocks {
                let Block::Prose(prose) = block else {
                    continue;
                };
                let heading = prose
                    .headings
                    .first()
                    .filter(|_| prose.shape == Shape::Heading);
                if let Some(heading) = heading.and_then(|h| body.headings.get(*h)) {
                    piece = self.next(piece, page, stages, &heading.id, &heading.text);
                } else {
                    if !piece.text.is_empty() {
                        piece.text.push('\n');
                    }
                    piece.text.push_str(prose.text.trim());
                }
            }
        }
        self.next(piece, page, stages, "", "");
    }

    /// Ends a part of a page and begins the next. A heading with nothing below it is not worth finding.
    fn next(
        &mut self,
        piece: Piece<'a>,
        page: usize,
        stages: u8,
        anchor: &'a str,
        title: &'a str,
    ) -> Piece<'a> {
        if !piece.text.is_empty() || piece.anchor.is_empty() {
            let found = (piece.anchor, piece.title);
            self.add(Kind::Page, page, stages, found, (piece.text, String::new()));
        }
        Piece {
            anchor,
            title,
            text: String::new(),
        }
    }

    /// Adds a record: its anchor and title, its text and the other words it is found by.
    fn add(
        &mut self,
        kind: Kind,
        page: usize,
        stages: u8,
        (anchor, title): (&'a str, &'a str),
        (text, more): (String, String),
    ) {
        let record = Record(kind as u8, page, stages, anchor, title, text, more);
        self.records.push(record);
    }

    /// The number of a document's page; `None` when it has none.
    fn document_page(&mut self, id: DocumentId, title: Cow<'a, str>) -> Option<usize> {
        let path = self
            .view
            .place
            .branch
            .documents
            .get(id.0 as usize)?
            .as_ref()?;
        Some(self.page(path.clone(), title))
    }

    /// The number of the page on which a document's things stand, if a reader sees that page.
    fn known_page(&self, id: DocumentId) -> Option<usize> {
        let path = self
            .view
            .place
            .branch
            .documents
            .get(id.0 as usize)?
            .as_ref()?;
        self.by_path.get(path).copied()
    }

    fn page(&mut self, path: String, title: Cow<'a, str>) -> usize {
        let number = self.pages.len();
        self.by_path.insert(path.clone(), number);
        self.pages.push((path, title));
        number
    }
}

fn every(_: &Section) -> bool {
    true
}

/// Stages as bits, the first of the loop lowest.
fn bits(stages: impl IntoIterator<Item = StageKey>) -> u8 {
    let bits = stages.into_iter().map(|stage| 1 << (stage.number() - 1));
    bits.fold(0, |all, bit: u8| all | bit)
}
