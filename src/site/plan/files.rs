//! Files that are written or carried along, and the claims on paths.

use super::{Place, Planner, file_slug};
use crate::journey::{Playbook, Target};
use crate::site::{AssetPlan, Claim, FileKind, FilePlan, PageKind, PagePlan};
use crate::source::{FileId, SitePath, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Planner<'_> {
    /// Only what a published document links to is carried along: a draft's pictures stay at home.
    pub(super) fn assets_of(&mut self, playbook: &Playbook, place: &Place) {
        let linked: BTreeSet<&SitePath> = playbook
            .references
            .links
            .iter()
            .flatten()
            .filter_map(|t| {
                if let Target::Asset(path) = t {
                    Some(path)
                } else {
                    None
                }
            })
            .collect();
        for source in linked {
            let below = source.below(&playbook.root).unwrap_or(source.as_str());
            let path = format!("{}{}", place.prefix, self.hashed(source, below));
            if self.claim_asset(&path, source) {
                self.site.playbooks[place.site]
                    .assets
                    .insert(source.clone(), path);
            }
        }
    }

    pub(super) fn hashed(&self, source: &SitePath, below: &str) -> String {
        let hash = self
            .options
            .asset_hashes
            .and_then(|hashes| hashes.get(source));
        let parts: Vec<String> = below.split('/').map(str::to_owned).collect();
        let (folders, name) = parts.split_at(parts.len() - 1);
        let name = name.first().map_or("", String::as_str);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let mut path: Vec<String> = folders.iter().map(|f| file_slug(f)).collect();
        let mut file = file_slug(stem);
        for part in hash
            .map(String::as_str)
            .into_iter()
            .chain([extension])
            .filter(|p| !p.is_empty())
        {
            file.push('.');
            file.push_str(&part.to_lowercase());
        }
        path.push(file);
        path.join("/")
    }

    pub(super) fn site_pages(&mut self) {
        self.claim_page(
            PageKind::NotFound,
            "404.html".into(),
            "the page for missing pages",
            None,
            None,
        );
        self.claim_file("robots.txt".into(), FileKind::Robots, None);
        if self.site.many() {
            self.claim_file("search-index.js".into(), FileKind::SearchIndex, None);
        }
        if self.site.base_url.is_some() {
            self.claim_file("sitemap.xml".into(), FileKind::Sitemap, None);
            self.claim_file("feed.xml".into(), FileKind::Feed, None);
        }
        if let Some(path) = self.site.picture(None) {
            self.claim_file(path, FileKind::Picture, None);
        }
        let brands: BTreeSet<usize> = self
            .site
            .playbooks
            .iter()
            .filter_map(|p| p.brand)
            .chain(self.site.brand)
            .collect();
        for brand in brands {
            let workspace = Arc::clone(&self.workspace);
            let model = &workspace.brands[brand];
            self.claim_file(
                format!("_brand/{}.css", file_slug(&model.slug)),
                FileKind::BrandStyle(brand),
                None,
            );
            // Each brand has a folder of its own, so that files of two clients with one name do not meet.
            let folder = file_slug(&model.slug);
            if model.favicon.is_none() {
                let path = format!("_brand/{folder}/icon.svg");
                self.claim_file(path, FileKind::BrandIcon(brand), None);
            }
            let files: BTreeSet<&SitePath> = model.files().map(|(path, _)| path).collect();
            for file in files {
                let path = format!("_brand/{folder}/{}", self.hashed(file, file.file_name()));
                self.claim_asset(&path, file);
            }
            let known = self.options.fonts.into_iter().flatten();
            let own = known.filter(|(path, _)| model.fonts.iter().any(|font| font.file == **path));
            let own = own.map(|(path, bytes)| (path.clone(), Arc::clone(bytes)));
            self.site.fonts.extend(own);
        }
    }

    pub(super) fn claim_page(
        &mut self,
        kind: PageKind,
        path: String,
        what: &str,
        place: Option<(FileId, Span)>,
        owner: Option<(usize, usize, Option<crate::journey::DocumentId>)>,
    ) -> bool {
        if let Some(finding) = self.routes.claim(
            &path,
            Claim {
                what: what.to_owned(),
                place,
            },
        ) {
            self.diagnostics.push(finding);
            return false;
        }
        let (playbook, subject, document) =
            owner.map_or((None, 0, None), |(p, s, d)| (Some(p), s, d));
        self.site.pages.push(PagePlan {
            path,
            kind,
            playbook,
            subject,
            document,
            target: None,
        });
        true
    }

    pub(super) fn claim_file(&mut self, path: String, kind: FileKind, playbook: Option<usize>) {
        let claim = Claim {
            what: "a file made from the playbook".into(),
            place: None,
        };
        match self.routes.claim(&path, claim) {
            Some(finding) => self.diagnostics.push(finding),
            None => self.site.files.push(FilePlan {
                path,
                kind,
                playbook,
            }),
        }
    }

    pub(super) fn claim_asset(&mut self, path: &str, source: &SitePath) -> bool {
        let claim = Claim {
            what: format!("`{source}`"),
            place: None,
        };
        if let Some(finding) = self.routes.claim(path, claim) {
            self.diagnostics.push(finding);
            return false;
        }
        self.site.assets.push(AssetPlan {
            path: path.to_owned(),
            source: source.clone(),
        });
        true
    }
}
