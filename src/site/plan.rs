//! [`plan`]: from the model to the list of pages, files and assets.
//!
//! Steps: `choose` says which playbooks and brands a site shows; `pages` and `files` plan the branch of each playbook,
//! unless there is one already that was planned from the same; `own` plans what belongs to no playbook.

mod choose;
mod files;
mod own;
mod pages;

use super::branch::Basis;
use super::{Branch, PageKind, PagePlan, Site, SitePlaybook};
use crate::config::SiteConfig;
use crate::diagnostic::Diagnostic;
use crate::document::markdown::slug;
use crate::journey::Workspace;
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
        let chosen = self.chosen();
        let many = chosen.len() > 1;
        if many {
            let wish = ("the index of playbooks".into(), None);
            let page = PagePlan::new(PageKind::Index, "index.html".into());
            self.site.own.add_page(page, wish, None);
            if self.site.title.is_empty() {
                self.site.title = "Playbooks".into();
            }
        }
        for index in chosen {
            self.playbook(index, many);
        }
        self.branches();
        if let [only] = self.site.playbooks.as_slice() {
            let facts = &self.workspace.playbooks[only.index].facts;
            if self.site.title.is_empty() {
                self.site.title.clone_from(&facts.page.title);
            }
            self.site.locale.clone_from(&only.locale);
        }
    }

    /// Gives a playbook its place, and no branch yet.
    fn playbook(&mut self, index: usize, many: bool) {
        let workspace = Arc::clone(&self.workspace);
        let playbook = &workspace.playbooks[index];
        if !self.claim_folder(playbook, if many { &playbook.slug } else { "" }) {
            return;
        }
        let main_file = playbook.main.map(|m| playbook.document(m).file);
        let own_brand = playbook.facts.brand.clone();
        let brand = self
            .brand(own_brand.as_ref(), main_file)
            .or(self.site.brand);
        self.site.playbooks.push(SitePlaybook {
            index,
            prefix: if many {
                format!("{}/", playbook.slug)
            } else {
                String::new()
            },
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
        let branch = |(index, place): (usize, &SitePlaybook)| {
            let basis = self.basis(place, taken.get(&index));
            match before.get(&basis.playbook.root) {
                Some(branch) if branch.basis == basis => Arc::clone(branch),
                _ => Arc::new(BranchPlanner::plan(basis)),
            }
        };
        let places = self.site.playbooks.par_iter().enumerate();
        let branches: Vec<_> = places.map(branch).collect();
        for (place, branch) in self.site.playbooks.iter_mut().zip(branches) {
            place.branch = branch;
        }
    }

    fn basis(&self, place: &SitePlaybook, taken: Option<&Vec<String>>) -> Basis {
        let playbook = &self.workspace.playbooks[place.index];
        let assets = playbook.references.assets.iter();
        Basis {
            playbook: Arc::clone(playbook),
            prefix: place.prefix.clone(),
            taken: taken.cloned().unwrap_or_default(),
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
            if let Some(playbook) = self.site.playbook_at(path) {
                taken.entry(playbook).or_default().push(path.clone());
            }
        }
        taken
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
