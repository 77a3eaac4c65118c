//! [`plan`]: from the model to the list of pages, files and assets.

mod choose;
mod files;
mod pages;

use super::{Claim, FileKind, PageKind, Routes, Site, SitePlaybook, editions};
use crate::config::{Config, SiteConfig};
use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::document::markdown::slug;
use crate::journey::{Playbook, Workspace};
use crate::source::{SitePath, Spanned};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is planned.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// One of the workspace's sites; all playbooks when absent.
    pub site: Option<&'a SiteConfig>,
    /// The address the site is published at, before the configuration's.
    pub base_url: Option<&'a str>,
    /// The content hash of every asset, as it goes into its name; an asset without one keeps its name.
    pub asset_hashes: Option<&'a BTreeMap<SitePath, String>>,
    /// Font files of brands that pictures can be drawn with.
    pub fonts: Option<&'a BTreeMap<SitePath, Arc<[u8]>>>,
    /// Output paths that are taken already: the theme's assets.
    pub taken: &'a [String],
}

/// Plans a site. Findings are `route-collision` and references of the configuration that lead nowhere.
#[must_use]
pub fn plan(workspace: Arc<Workspace>, options: Options<'_>) -> (Site, Vec<Diagnostic>) {
    let mut planner = Planner::new(workspace, options);
    planner.playbooks();
    planner.site_pages();
    planner.site.editions = editions::of(&planner.site);
    (planner.site, planner.diagnostics)
}

struct Planner<'o> {
    site: Site,
    workspace: Arc<Workspace>,
    options: Options<'o>,
    routes: Routes,
    diagnostics: Vec<Diagnostic>,
    /// Slug → what took it.
    slugs: BTreeMap<String, SitePath>,
}

impl<'o> Planner<'o> {
    fn new(workspace: Arc<Workspace>, options: Options<'o>) -> Self {
        let model = Arc::clone(&workspace);
        let config = &model.config;
        let chosen = options.site;
        let value = |own: fn(&SiteConfig) -> &Option<Spanned<String>>,
                     shared: &Option<Spanned<String>>| {
            chosen
                .and_then(|s| own(s).clone())
                .or_else(|| shared.clone())
        };
        // The workspace's address is no site's own: two of them would claim it.
        let own_address = chosen.map_or(&config.base_url, |site| &site.base_url);
        let base_url = options
            .base_url
            .map(str::to_owned)
            .or_else(|| own_address.as_ref().map(|address| address.value.clone()))
            .map(|b| if b.ends_with('/') { b } else { format!("{b}/") });
        let mut planner = Self {
            site: Site {
                id: id(config, chosen),
                workspace: Arc::clone(&workspace),
                title: value(|s| &s.title, &config.title)
                    .map(|t| t.value)
                    .unwrap_or_default(),
                locale: chosen
                    .and_then(|s| s.locale.clone())
                    .unwrap_or_else(|| config.locale.clone())
                    .value,
                base_url,
                brand: None,
                playbooks: Vec::new(),
                pages: Vec::new(),
                files: Vec::new(),
                assets: Vec::new(),
                fonts: BTreeMap::new(),
                editions: Vec::new(),
            },
            workspace,
            options,
            routes: Routes::default(),
            diagnostics: Vec::new(),
            slugs: BTreeMap::new(),
        };
        for path in options.taken {
            let claim = Claim {
                what: "a file of the theme".into(),
                place: None,
            };
            planner
                .diagnostics
                .extend(planner.routes.claim(path, claim));
        }
        let brand = value(|s| &s.brand, &config.brand);
        planner.site.brand = planner.brand(brand.as_ref(), config.file);
        planner
    }

    fn playbooks(&mut self) {
        let mut chosen = self.chosen();
        let one = self.one_playbook(&chosen);
        if let Some(first) = one {
            // Whoever asks for the site's own address gets the edition that the others follow.
            chosen.sort_by_key(|index| *index != first);
        }
        let many = chosen.len() > 1 && one.is_none();
        if many {
            self.claim_page(
                PageKind::Index,
                "index.html".into(),
                "the index of playbooks",
                None,
                None,
            );
        }
        for index in chosen {
            let playbook = &self.workspace.playbooks[index];
            let folder = match one {
                Some(first) if index != first => Some(edition_folder(playbook)),
                _ => many.then(|| playbook.slug.clone()),
            };
            self.playbook(index, folder);
        }
        if let Some(first) = self.site.playbooks.first().filter(|_| !many) {
            let facts = &self.workspace.playbooks[first.index].facts;
            if self.site.title.is_empty() {
                self.site.title.clone_from(&facts.page.title);
            }
            self.site.locale.clone_from(&first.locale);
        }
    }

    /// The playbook that all others of a site are editions of.
    fn one_playbook(&self, chosen: &[usize]) -> Option<usize> {
        let original = |index: usize| editions::original_of(&self.workspace, chosen, index);
        let first = chosen.iter().find_map(|index| original(*index))?;
        let all = chosen
            .iter()
            .all(|index| *index == first || original(*index) == Some(first));
        all.then_some(first)
    }

    fn playbook(&mut self, index: usize, folder: Option<String>) {
        let workspace = Arc::clone(&self.workspace);
        let playbook = &workspace.playbooks[index];
        if let Some(folder) = &folder
            && !self.claim_slug(playbook, folder)
        {
            return;
        }
        let prefix = folder
            .map(|folder| format!("{folder}/"))
            .unwrap_or_default();
        let main_file = playbook.main.map(|m| playbook.document(m).file);
        let own_brand = playbook.facts.brand.clone();
        let brand = self
            .brand(own_brand.as_ref(), main_file)
            .or(self.site.brand);
        self.site.playbooks.push(SitePlaybook {
            index,
            locale: playbook
                .facts
                .locale
                .clone()
                .unwrap_or_else(|| self.site.locale.clone()),
            brand,
            documents: vec![None; playbook.documents.len()],
            assets: BTreeMap::new(),
            sections: Vec::new(),
            prefix: prefix.clone(),
        });
        let place = Place {
            site: self.site.playbooks.len() - 1,
            prefix,
        };
        self.pages_of(playbook, &place);
        self.sections_of(playbook, &place);
        self.aliases_of(playbook, &place);
        for (name, kind) in [
            ("playbook.json", FileKind::Json),
            ("journey.mmd", FileKind::Mermaid),
            ("checklist.csv", FileKind::Csv),
            ("playbook.js", FileKind::Script),
            ("search.js", FileKind::Search),
        ] {
            self.claim_file(format!("{}{name}", place.prefix), kind, Some(place.site));
        }
        if !playbook.glossary.terms.is_empty() {
            let path = format!("{}terms.js", place.prefix);
            self.claim_file(path, FileKind::Terms, Some(place.site));
        }
        if let Some(path) = self.site.picture(Some(place.site)) {
            self.claim_file(path, FileKind::Picture, Some(place.site));
        }
        self.assets_of(playbook, &place);
    }
}

/// A playbook's place in the site: its index and what its paths begin with.
struct Place {
    site: usize,
    prefix: String,
}

/// What ticks are kept under: what the configuration says, else the site's name, else its title, which one may change
/// without thinking of ticks; hence the key.
fn id(config: &Config, chosen: Option<&SiteConfig>) -> String {
    let name = chosen.map(|site| site.id.as_ref().unwrap_or(&site.name));
    let title = || config.title.as_ref().map(|title| slug(&title.value));
    name.or(config.id.as_ref())
        .map(|id| id.value.clone())
        .or_else(title)
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| "waybook".to_owned())
}

fn data(playbook: &Playbook, kind: Kind) -> Option<crate::journey::DocumentId> {
    playbook
        .documents()
        .find(|(_, d)| d.kind == kind)
        .map(|(id, _)| id)
}

/// The folder of an edition below the first one: its `slug` where one is written, else its language.
fn edition_folder(playbook: &Playbook) -> String {
    match &playbook.facts.locale {
        Some(locale) if playbook.slug_span.is_none() => file_slug(locale),
        _ => playbook.slug.clone(),
    }
}

/// A name that is safe in a path and an address on every system: the heading slug, never empty.
fn file_slug(name: &str) -> String {
    let slug = slug(name);
    if slug.is_empty() {
        "page".to_owned()
    } else {
        slug
    }
}
