//! [`plan`]: from the model to the list of pages, files and assets.

use super::{AssetPlan, Claim, FileKind, FilePlan, PageKind, PagePlan, Routes, Site, SitePlaybook};
use crate::config::SiteConfig;
use crate::diagnostic::{Diagnostic, Severity, closest};
use crate::document::Kind;
use crate::document::markdown::slug;
use crate::journey::{Playbook, Target, Workspace};
use crate::source::{FileId, SitePath, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};
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
}

/// Plans a site. Findings are `route-collision` and references of the configuration that lead nowhere.
#[must_use]
pub fn plan(workspace: Arc<Workspace>, options: Options<'_>) -> (Site, Vec<Diagnostic>) {
    let mut planner = Planner::new(workspace, options);
    planner.playbooks();
    planner.site_pages();
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
        let base_url = options
            .base_url
            .map(str::to_owned)
            .or_else(|| value(|s| &s.base_url, &config.base_url).map(|b| b.value))
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
                pages: Vec::new(),
                files: Vec::new(),
                assets: Vec::new(),
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

    /// The index of a brand by its folder's name, or a finding.
    fn brand(&mut self, name: Option<&Spanned<String>>, file: Option<FileId>) -> Option<usize> {
        let name = name?;
        let workspace = Arc::clone(&self.workspace);
        let brands = &workspace.brands;
        let found = brands.iter().position(|b| b.slug == name.value);
        if found.is_none() {
            let message = format!(
                "`{}` is no brand: there is no `brands/{}/brand.yaml`",
                name.value, name.value
            );
            let mut finding = Diagnostic::new("reference-broken", Severity::Error, message);
            if let Some(file) = file {
                finding = finding.label(file, name.span, "no such brand");
            }
            if let Some(near) = closest(&name.value, brands.iter().map(|b| b.slug.as_str())) {
                finding = finding.help(format!("did you mean `{near}`?"));
            }
            self.diagnostics.push(finding);
        }
        found
    }

    fn chosen(&mut self) -> Vec<usize> {
        let workspace = Arc::clone(&self.workspace);
        let all = 0..workspace.playbooks.len();
        let Some(site) = self.options.site else {
            return all.collect();
        };
        if site.playbooks.is_empty() {
            return all.collect();
        }
        let folder = |p: &Playbook| p.root.file_name().to_owned();
        let mut chosen = Vec::new();
        for name in &site.playbooks {
            let found = workspace
                .playbooks
                .iter()
                .position(|p| folder(p) == name.value || p.slug == name.value);
            if let Some(index) = found {
                chosen.push(index);
                continue;
            }
            let message = format!(
                "the site `{}` names the playbook `{}`, which is not there",
                site.name.value, name.value
            );
            let mut finding = Diagnostic::new("reference-broken", Severity::Error, message);
            if let Some(file) = workspace.config.file {
                finding = finding.label(file, name.span, "no such playbook");
            }
            let folders: Vec<String> = workspace.playbooks.iter().map(folder).collect();
            if let Some(near) = closest(&name.value, folders.iter().map(String::as_str)) {
                finding = finding.help(format!("did you mean `{near}`?"));
            }
            self.diagnostics.push(finding);
        }
        chosen.dedup();
        chosen
    }

    fn playbooks(&mut self) {
        let chosen = self.chosen();
        let many = chosen.len() > 1;
        if many {
            self.claim_page(
                PageKind::Index,
                "index.html".into(),
                "the index of playbooks",
                None,
                None,
            );
            if self.site.title.is_empty() {
                self.site.title = "Playbooks".into();
            }
        }
        for index in chosen {
            self.playbook(index, many);
        }
        if let [only] = self.site.playbooks.as_slice() {
            let facts = &self.workspace.playbooks[only.index].facts;
            if self.site.title.is_empty() {
                self.site.title.clone_from(&facts.page.title);
            }
            self.site.locale.clone_from(&only.locale);
        }
    }

    fn playbook(&mut self, index: usize, many: bool) {
        let workspace = Arc::clone(&self.workspace);
        let playbook = &workspace.playbooks[index];
        let prefix = if many {
            format!("{}/", playbook.slug)
        } else {
            String::new()
        };
        if many && !self.claim_slug(playbook) {
            return;
        }
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
        ] {
            self.claim_file(format!("{}{name}", place.prefix), kind, Some(place.site));
        }
        self.assets_of(playbook, &place);
    }

    fn claim_slug(&mut self, playbook: &Playbook) -> bool {
        let key = SitePath::new(&playbook.slug).key();
        let Some(first) = self.slugs.get(&key) else {
            self.slugs.insert(key, playbook.root.clone());
            return true;
        };
        let message = format!(
            "`{first}` and `{}` both want the address `{}/`",
            playbook.root, playbook.slug
        );
        let mut finding = Diagnostic::new("route-collision", Severity::Error, message)
            .help("give one of them another `slug:` in its `playbook.md`");
        if let Some(main) = playbook.main {
            let span = playbook.slug_span.unwrap_or_default();
            finding = finding.label(playbook.document(main).file, span, "this address is taken");
        }
        self.diagnostics.push(finding);
        false
    }

    fn pages_of(&mut self, playbook: &Playbook, place: &Place) {
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

    fn document_page(
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
        let what = source.map_or_else(|| "a page".to_owned(), |d| format!("`{}`", d.path));
        let at = source.map(|d| (d.file, Span::new(0, 0)));
        if self.claim_page(
            kind,
            path.clone(),
            &what,
            at,
            Some((place.site, subject, document)),
        ) {
            if let Some(document) = document {
                self.site.playbooks[place.site].documents[document.0 as usize] = Some(path);
            }
        }
    }

    fn sections_of(&mut self, playbook: &Playbook, place: &Place) {
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

    fn aliases_of(&mut self, playbook: &Playbook, place: &Place) {
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
                if self.claim_page(
                    PageKind::Alias,
                    path,
                    &what,
                    at,
                    Some((place.site, 0, None)),
                ) {
                    if let Some(page) = self.site.pages.last_mut() {
                        page.target = Some(target.clone());
                    }
                }
            }
        }
    }

    /// Only what a published document links to is carried along: a draft's pictures stay at home.
    fn assets_of(&mut self, playbook: &Playbook, place: &Place) {
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

    fn hashed(&self, source: &SitePath, below: &str) -> String {
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

    fn site_pages(&mut self) {
        self.claim_page(
            PageKind::NotFound,
            "404.html".into(),
            "the page for missing pages",
            None,
            None,
        );
        self.claim_file("robots.txt".into(), FileKind::Robots, None);
        if self.site.base_url.is_some() {
            self.claim_file("sitemap.xml".into(), FileKind::Sitemap, None);
            self.claim_file("feed.xml".into(), FileKind::Feed, None);
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
            if let Some(logo) = &model.logo {
                let path = format!("_brand/{}", self.hashed(logo, logo.file_name()));
                self.claim_asset(&path, logo);
            }
        }
    }

    fn claim_page(
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

    fn claim_file(&mut self, path: String, kind: FileKind, playbook: Option<usize>) {
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

    fn claim_asset(&mut self, path: &str, source: &SitePath) -> bool {
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

/// A playbook's place in the site: its index and what its paths begin with.
struct Place {
    site: usize,
    prefix: String,
}

fn data(playbook: &Playbook, kind: Kind) -> Option<crate::journey::DocumentId> {
    playbook
        .documents()
        .find(|(_, d)| d.kind == kind)
        .map(|(id, _)| id)
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
