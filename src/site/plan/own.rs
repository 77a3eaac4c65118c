//! What belongs to no playbook.

use super::files::hashed;
use super::{Planner, file_slug};
use crate::site::{AssetPlan, Branch, FileKind, FilePlan, PageKind, PagePlan};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Planner<'_> {
    /// The page for missing pages, what machines read, and what belongs to brands. Playbooks come first: where one of
    /// them has the path, it keeps it.
    pub(super) fn own_pages(&mut self) {
        let page = PagePlan::new(PageKind::NotFound, "404.html".into());
        let beside = self.beside(&page.path);
        let wish = ("the page for missing pages".into(), None);
        self.site.own.add_page(page, wish, beside.as_deref());
        self.own_file("robots.txt".into(), FileKind::Robots);
        if self.site.base_url.is_some() {
            self.own_file("sitemap.xml".into(), FileKind::Sitemap);
            self.own_file("feed.xml".into(), FileKind::Feed);
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
        let style = format!("_brand/{}.css", file_slug(&model.slug));
        self.own_file(style, FileKind::BrandStyle(brand));
        if let Some(logo) = &model.logo {
            let name = hashed(logo.file_name(), self.hash(logo).map(String::as_str));
            let asset = AssetPlan {
                path: format!("_brand/{name}"),
                source: logo.clone(),
            };
            let beside = self.beside(&asset.path);
            self.site.own.add_asset(asset, beside.as_deref());
        }
    }

    fn own_file(&mut self, path: String, kind: FileKind) {
        let beside = self.beside(&path);
        let file = FilePlan { path, kind };
        self.site.own.add_file(file, beside.as_deref());
    }

    /// The branch that may hold a path of the site's own: that of a playbook which is alone, or has such a slug.
    fn beside(&self, path: &str) -> Option<Arc<Branch>> {
        let playbook = self.site.playbook_at(path)?;
        Some(Arc::clone(&self.site.playbooks[playbook].branch))
    }
}
