//! [`plan`]: from the model to the list of pages, files and assets.
//!
//! Steps: `choose` says which playbooks and brands a site shows; `pages` and `files` plan the branch of each playbook,
//! unless there is one already that was planned from the same; `own` plans what belongs to no playbook.

mod choose;
mod files;
mod own;
mod pages;

use super::branch::Basis;
use super::{Branch, PageKind, PagePlan, Site, SitePlaybook, editions};
use crate::config::{Config, SiteConfig};
use crate::diagnostic::Diagnostic;
use crate::document::markdown::slug;
use crate::journey::{Playbook, Workspace};
use crate::source::{SitePath, Spanned};
use pages::BranchPlanner;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
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
    /// The site as it was planned before; what is the same is taken from it.
    pub before: Option<&'a Site>,
}

/// Plans a site. Findings are `route-collision` and references of the configuration that lead nowhere.
#[must_use]
pub fn plan(workspace: Arc<Workspace>, options: Options<'_>) -> (Site, Vec<Diagnostic>) {
    let mut planner = Planner::new(workspace, options);
    planner.playbooks();
    planner.own_pages();
    planner.site.editions = editions::of(&planner.site);
    let mut found = planner.diagnostics;
    for (_, branch) in planner.site.branches() {
        found.extend(branch.found.iter().cloned());
    }
    (planner.site, found)
}

struct Planner<'o> {
    site: Site,
    workspace: Arc<Workspace>,
    options: Options<'o>,
    diagnostics: Vec<Diagnostic>,
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
                own: Branch::default(),
                fonts: BTreeMap::new(),
                editions: Vec::new(),
                folders: FxHashMap::default(),
            },
            workspace,
            options,
            diagnostics: Vec::new(),
        };
        for path in options.taken {
            planner.site.own.add_theme_file(path);
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
            let wish = ("the index of playbooks".into(), None);
            let page = PagePlan::new(PageKind::Index, "index.html".into());
            self.site.own.add_page(page, wish, []);
        }
        for index in chosen {
            let playbook = &self.workspace.playbooks[index];
            let folder = match one {
                Some(first) if index != first => Some(edition_folder(playbook)),
                _ => many.then(|| playbook.slug.clone()),
            };
            self.playbook(index, folder);
        }
        self.branches();
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

    /// Gives a playbook its place, and no branch yet: in a folder, or at the root.
    fn playbook(&mut self, index: usize, folder: Option<String>) {
        let workspace = Arc::clone(&self.workspace);
        let playbook = &workspace.playbooks[index];
        if !self.claim_folder(playbook, folder.as_deref().unwrap_or_default()) {
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
            prefix,
            locale: playbook
                .facts
                .locale
                .clone()
                .unwrap_or_else(|| self.site.locale.clone()),
            brand,
            branch: Arc::default(),
        });
    }

    /// Plans the branches of all playbooks, unless they are known.
    fn branches(&mut self) {
        let before = self.options.before.into_iter();
        let before: FxHashMap<&SitePath, &Arc<Branch>> = before
            .flat_map(|site| &site.playbooks)
            .map(|place| (&place.branch.basis.playbook.root, &place.branch))
            .collect();
        let taken = self.taken();
        let root = self.site.root().copied();
        // The playbook at the root comes first: it keeps what another edition wants in its folder, too.
        let playbooks = 0..self.site.playbooks.len();
        let (first, others): (Vec<_>, Vec<_>) = playbooks.partition(|index| Some(*index) == root);
        for indices in [first, others] {
            let branch = |index: &usize| {
                let basis = self.basis(*index, taken.get(index));
                match before.get(&basis.playbook.root) {
                    Some(branch) if branch.basis == basis => Arc::clone(branch),
                    _ => Arc::new(BranchPlanner::plan(basis)),
                }
            };
            let branches: Vec<_> = indices.par_iter().map(branch).collect();
            for (index, branch) in indices.into_iter().zip(branches) {
                self.site.playbooks[index].branch = branch;
            }
        }
    }

    /// What the branch of a playbook of the site is planned from.
    fn basis(&self, index: usize, taken: Option<&Vec<String>>) -> Basis {
        let place = &self.site.playbooks[index];
        let playbook = &self.workspace.playbooks[place.index];
        let assets = playbook.references.assets.iter();
        let first = self.site.root().filter(|root| **root != index);
        let first = first.map(|root| &self.site.playbooks[*root].branch);
        let beside = first.map(|branch| branch.routes.below(&place.prefix));
        Basis {
            playbook: Arc::clone(playbook),
            prefix: place.prefix.clone(),
            taken: taken.cloned().unwrap_or_default(),
            beside: beside.unwrap_or_default(),
            pictured: self.site.base_url.is_some(),
            hashes: assets.map(|path| self.hash(path).cloned()).collect(),
        }
    }

    /// What goes into the name of a file that is carried along.
    fn hash(&self, asset: &SitePath) -> Option<&String> {
        self.options.asset_hashes?.get(asset)
    }

    /// The theme's paths that lie where a playbook has its own.
    fn taken(&self) -> FxHashMap<usize, Vec<String>> {
        let mut taken: FxHashMap<usize, Vec<String>> = FxHashMap::default();
        for path in self.options.taken {
            for playbook in self.site.playbooks_at(path) {
                taken.entry(playbook).or_default().push(path.clone());
            }
        }
        taken
    }
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
