//! What belongs to no playbook.

use super::files::hashed;
use super::{Planner, file_slug};
use crate::site::{AssetPlan, Branch, FileKind, FilePlan, PageKind, PagePlan};
use crate::source::SitePath;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Planner<'_> {
    /// The page for missing pages, what machines read, and what belongs to brands. Playbooks come first: where one of
    /// them has the path, it keeps it.
    pub(super) fn own_pages(&mut self) {
        let page = PagePlan::new(PageKind::NotFound, "404.html".into());
        let wish = ("the page for missing pages".into(), None);
        let beside = self.beside(&page.path);
        let beside = beside.iter().map(|branch| &branch.routes);
        self.site.own.add_page(page, wish, beside);
        self.own_file("robots.txt".into(), FileKind::Robots);
        if self.site.many() {
            self.own_file("search-index.js".into(), FileKind::SearchIndex);
        }
        if self.site.base_url.is_some() {
            self.own_file("sitemap.xml".into(), FileKind::Sitemap);
            self.own_file("feed.xml".into(), FileKind::Feed);
        }
        if let Some(path) = self.site.picture(None) {
            self.own_file(path, FileKind::Picture);
        }
        let of_playbooks = self.site.playbooks.iter().filter_map(|place| place.brand);
        let brands: BTreeSet<usize> = of_playbooks.chain(self.site.brand).collect();
        for brand in brands {
            self.brand_files(brand);
        }
    }

    fn brand_files(&mut self, brand: usize) {
        let workspace = Arc::clone(&self.workspace);
        let model = &workspace.brands[brand];
        // Each brand has a folder of its own, so that files of two clients with one name do not meet.
        let folder = file_slug(&model.slug);
        self.own_file(format!("_brand/{folder}.css"), FileKind::BrandStyle(brand));
        if model.favicon.is_none() {
            let path = format!("_brand/{folder}/icon.svg");
            self.own_file(path, FileKind::BrandIcon(brand));
        }
        let files: BTreeSet<&SitePath> = model.files().map(|(path, _)| path).collect();
        for file in files {
            let name = hashed(file.file_name(), self.hash(file).map(String::as_str));
            let asset = AssetPlan {
                path: format!("_brand/{folder}/{name}"),
                source: file.clone(),
            };
            let beside = self.beside(&asset.path);
            let beside = beside.iter().map(|branch| &branch.routes);
            self.site.own.add_asset(asset, beside);
        }
        let known = self.options.fonts.into_iter().flatten();
        let own = known.filter(|(path, _)| model.fonts.iter().any(|font| font.file == **path));
        let own = own.map(|(path, bytes)| (path.clone(), Arc::clone(bytes)));
        self.site.fonts.extend(own);
    }

    fn own_file(&mut self, path: String, kind: FileKind) {
        let beside = self.beside(&path);
        let beside = beside.iter().map(|branch| &branch.routes);
        self.site.own.add_file(FilePlan { path, kind }, beside);
    }

    /// The branches that may hold a path of the site's own: of a playbook at the root, and of one that has such a folder.
    fn beside(&self, path: &str) -> Vec<Arc<Branch>> {
        let playbooks = self.site.playbooks_at(path);
        let branches = playbooks.map(|playbook| &self.site.playbooks[playbook].branch);
        branches.cloned().collect()
    }
}
