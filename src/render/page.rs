//! One page or file of a planned site at a time: [`Renderer`].

use super::context as c;
use super::engine::{Engine, TemplateError};
use super::frame::{page_context, site_context};
use super::share::Painter;
use super::shared::Parts;
use super::terms::TermFinder;
use super::texts::Texts;
use super::view::{Landing, View, review};
use super::{emit, share, titles};
use crate::site::{At, FileKind, PageKind, PagePlan, Site};
use crate::theme::Theme;
use std::sync::Arc;

/// Renders the pages and files of one site with one engine.
pub(super) struct Renderer<E: Engine> {
    site: Arc<Site>,
    theme: Arc<Theme>,
    engine: Arc<E>,
    site_value: E::Value,
    site_texts: Texts,
    site_parts: Parts,
    painter: Painter,
}

/// What the pages of one playbook share.
pub(super) struct Shared<E: Engine> {
    value: E::Value,
    texts: Texts,
    review: c::Review,
    parts: Parts,
    terms: Option<TermFinder>,
}

/// A template failed on a page.
#[derive(Debug)]
pub(super) struct PageError {
    /// The page's path.
    pub(super) page: String,
    /// What the template said.
    pub(super) error: TemplateError,
}

type Variables<V> = Vec<(&'static str, V)>;

impl<E: Engine> Renderer<E> {
    /// Makes ready what all pages of the site share.
    pub(super) fn new(
        mut site: Arc<Site>,
        theme: Arc<Theme>,
        engine: Arc<E>,
    ) -> Result<Self, PageError> {
        let site_texts = Texts::new(&theme, &site.locale);
        if site.title.is_empty() {
            Arc::make_mut(&mut site).title = site_texts.get("page-index");
        }
        let site_value = share(&*engine, "index.html", &site_context(&site, &site_texts))?;
        let site_parts = Parts::new(&theme);
        let painter = Painter::new(&site, &theme);
        Ok(Self {
            painter,
            site,
            theme,
            engine,
            site_value,
            site_texts,
            site_parts,
        })
    }

    /// The site.
    pub(super) fn site(&self) -> &Site {
        &self.site
    }

    /// What the pages of playbook `index` of the site share.
    pub(super) fn shared(&self, index: usize) -> Result<Shared<E>, PageError> {
        let site = &*self.site;
        let place = &site.playbooks[index];
        let texts = Texts::new(&self.theme, &place.locale);
        let view = View {
            site,
            place,
            index,
            model: site.playbook(index),
            texts: &texts,
            root: "",
            landing: Landing::Shared,
            terms: None,
        };
        let value = share(&*self.engine, &view.home(), &view.playbook())?;
        let review = review(&site.playbook(index).facts.page.review);
        Ok(Shared {
            value,
            texts,
            review,
            parts: Parts::new(&self.theme),
            terms: TermFinder::of(site, index),
        })
    }

    /// A file that is no page. `shared` is its playbook's, when it has one.
    pub(super) fn file(&self, at: At, shared: Option<&Shared<E>>) -> Vec<u8> {
        match self.site.branch(at.playbook).files[at.number].kind {
            FileKind::Picture => self.painter.png(&self.site, at.playbook),
            kind => self.text_file(kind, at.playbook, shared).into_bytes(),
        }
    }

    fn text_file(
        &self,
        kind: FileKind,
        playbook: Option<usize>,
        shared: Option<&Shared<E>>,
    ) -> String {
        let site = &*self.site;
        let view = playbook.map(|index| View {
            site,
            place: &site.playbooks[index],
            index,
            model: site.playbook(index),
            texts: shared.map_or(&self.site_texts, |shared| &shared.texts),
            root: "",
            landing: Landing::Shared,
            terms: None,
        });
        match (kind, view) {
            (FileKind::Json, Some(view)) => emit::json(&view),
            (FileKind::Mermaid, Some(view)) => emit::mermaid(&view),
            (FileKind::Csv, Some(view)) => emit::csv(&view),
            (FileKind::Script, Some(view)) => emit::script(&view),
            (FileKind::Search, Some(view)) => emit::search(&view),
            (FileKind::Terms, Some(view)) => emit::terms(&view),
            (FileKind::SearchIndex, _) => emit::search_index(site),
            (FileKind::Sitemap, _) => emit::sitemap(site),
            (FileKind::Feed, _) => emit::feed(site, &self.site_texts),
            (FileKind::BrandStyle(index), _) => {
                let brand = site.workspace.brands.get(index);
                brand
                    .map(|brand| emit::brand_style(site, brand))
                    .unwrap_or_default()
            }
            (FileKind::BrandIcon(index), _) => {
                let brand = site.workspace.brands.get(index);
                brand
                    .map(|brand| share::icon(brand, &self.theme))
                    .unwrap_or_default()
            }
            _ => emit::robots(site),
        }
    }

    /// The HTML of a page of the site. `shared` is its playbook's, when it has one.
    pub(super) fn page(&self, at: At, shared: Option<&Shared<E>>) -> Result<String, PageError> {
        let plan = self.site.page(at);
        let root = match (plan.kind, &self.site.base_url) {
            (PageKind::NotFound, Some(base)) => base.clone(),
            _ => "../".repeat(plan.path.matches('/').count()),
        };
        self.page_with_root(at, shared, &root)
    }

    /// The same, with `root` before every address of the site.
    pub(super) fn page_with_root(
        &self,
        at: At,
        shared: Option<&Shared<E>>,
        root: &str,
    ) -> Result<String, PageError> {
        let site = &*self.site;
        let plan = site.page(at);
        let texts = shared.map_or(&self.site_texts, |s| &s.texts);
        let locale = at
            .playbook
            .map_or(&site.locale, |p| &site.playbooks[p].locale);
        let landing = match (plan.kind, plan.document) {
            (PageKind::Print, _) => Landing::Print,
            (_, Some(document)) => Landing::Own(document),
            _ => Landing::Shared,
        };
        let terms = shared
            .and_then(|s| s.terms.as_ref())
            .filter(|_| explains(plan.kind))
            .map(|finder| finder.page(root, locale));
        let view = at.playbook.map(|index| View {
            site,
            place: &site.playbooks[index],
            index,
            model: site.playbook(index),
            texts,
            root,
            landing,
            terms: terms.as_ref(),
        });
        let mut variables: Variables<E::Value> = vec![("site", self.site_value.clone())];
        if let Some(shared) = shared {
            variables.push(("playbook", shared.value.clone()));
        }
        let parts = shared.map_or(&self.site_parts, |s| &s.parts);
        let fail = |error| PageError {
            page: plan.path.clone(),
            error,
        };
        let parts = parts
            .on_page(&*self.engine, &variables, locale, root, &plan.path)
            .map_err(fail)?;
        variables.extend(parts.map(|parts| ("shared", parts)));
        let toc = match view {
            Some(view) => self.subject(plan, &view, &mut variables)?,
            None => Vec::new(),
        };
        let page = page_context(
            site,
            at,
            texts,
            view.as_ref(),
            toc,
            shared.map(|s| &s.review),
        );
        variables.push(("page", share(&*self.engine, &plan.path, &page)?));
        let template = format!("{}.html", plan.kind.as_str());
        self.engine
            .render(&template, &variables, locale, root)
            .map_err(fail)
    }

    /// Adds what the page is about to its variables; gives its table of contents.
    fn subject(
        &self,
        plan: &PagePlan,
        view: &View<'_>,
        variables: &mut Variables<E::Value>,
    ) -> Result<Vec<c::TocEntry>, PageError> {
        let m = view.model;
        let mut toc = Vec::new();
        let mut add = |name, value: Result<E::Value, PageError>| {
            value.map(|value| variables.push((name, value)))
        };
        let path = plan.path.as_str();
        match plan.kind {
            PageKind::Home => {
                let home = view.home_page();
                toc = titles::toc_of(&home.sections);
                toc.extend(home.takeaways.as_ref().map(titles::entry));
                add("home", share(&*self.engine, path, &home))?;
            }
            PageKind::Stage | PageKind::Card => {
                if let Some(stage) = m.stages.get(plan.subject) {
                    let stage = view.stage(stage);
                    toc = titles::stage_toc(&stage);
                    add("stage", share(&*self.engine, path, &stage))?;
                }
            }
            PageKind::Pillar => {
                if let Some(pillar) = m.pillars.get(plan.subject) {
                    let pillar = view.pillar(pillar);
                    toc = titles::pillar_toc(&pillar);
                    add("pillar", share(&*self.engine, path, &pillar))?;
                }
            }
            PageKind::Mistake => {
                if let Some(mistake) = m.mistakes.get(plan.subject) {
                    let mistake = view.mistake(mistake);
                    toc = titles::toc_of(&mistake.sections);
                    add("mistake", share(&*self.engine, path, &mistake))?;
                }
            }
            PageKind::Page => {
                if let Some(page) = m.pages.get(plan.subject) {
                    let content = view.content(page.document);
                    toc = titles::toc_of(&content.sections);
                    add("content", share(&*self.engine, path, &content))?;
                }
            }
            PageKind::Matrix => add("matrix", share(&*self.engine, path, &view.matrix()))?,
            PageKind::Mistakes => add("mistakes", share(&*self.engine, path, &view.mistakes()))?,
            PageKind::Checklist => {
                add("checklist", share(&*self.engine, path, &view.checklists()))?;
            }
            PageKind::Audit => add("audit", share(&*self.engine, path, &view.audit()))?,
            PageKind::Touchpoints => {
                add(
                    "touchpoints",
                    share(&*self.engine, path, &view.touchpoints()),
                )?;
            }
            PageKind::Metrics => {
                let metrics: Vec<c::Metric> = m.metrics.iter().map(|x| view.metric(x)).collect();
                add("metrics", share(&*self.engine, path, &metrics))?;
            }
            PageKind::Takeaways => add("takeaways", share(&*self.engine, path, &view.takeaways()))?,
            PageKind::Glossary => add("glossary", share(&*self.engine, path, &view.glossary()))?,
            PageKind::Print => add("print", share(&*self.engine, path, &view.print()))?,
            PageKind::Review => add("review", share(&*self.engine, path, &view.review_rows()))?,
            PageKind::Alias => {
                add(
                    "target",
                    share(
                        &*self.engine,
                        path,
                        &plan.target.as_deref().unwrap_or_default(),
                    ),
                )?;
            }
            PageKind::Index | PageKind::NotFound => {}
        }
        Ok(toc)
    }
}

/// Whether terms are explained on a page of that kind: what is made for paper has no room for it, and the glossary is
/// the explanation.
fn explains(kind: PageKind) -> bool {
    !matches!(kind, PageKind::Print | PageKind::Card | PageKind::Glossary)
}

fn share<E: Engine, T: serde::Serialize>(
    engine: &E,
    page: &str,
    value: &T,
) -> Result<E::Value, PageError> {
    engine.share(value).map_err(|error| PageError {
        page: page.to_owned(),
        error,
    })
}
