//! [`render`]: every planned page and file, streamed out as it is made.

use super::context as c;
use super::engine::{Engine, MiniJinja, TemplateError, Tera2};
use super::frame::{page_context, site_context};
use super::shared::Parts;
use super::texts::Texts;
use super::view::{Landing, View, review};
use super::{emit, titles};
use crate::site::{FileKind, PageKind, PagePlan, Site};
use crate::theme::{EngineKind, Theme};
use rayon::prelude::*;
use std::sync::Arc;

/// Why a file could not be put where it belongs.
pub type PutError = Box<dyn std::error::Error + Send + Sync>;

/// Takes a finished file: its output path and its bytes. Called from several threads.
pub type Put<'p> = dyn Fn(&str, &[u8]) -> Result<(), PutError> + Sync + 'p;

/// What is to be rendered.
pub struct Job<'a> {
    /// The pages and files.
    pub site: &'a Site,
    /// How they look.
    pub theme: Arc<Theme>,
    /// Called once for every file that is done, from several threads.
    pub progress: &'a (dyn Fn() + Sync),
}

/// A site cannot be rendered: the theme is broken, or the output.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// Templates do not parse. Every one of them.
    #[error("{}", join(.0))]
    Templates(Vec<TemplateError>),
    /// A template failed on a page.
    #[error("{error} (while rendering `{page}`)")]
    Page {
        /// The page's path.
        page: String,
        /// What the template said.
        error: TemplateError,
    },
    /// A file could not be put where it belongs.
    #[error("cannot write `{path}`: {source}")]
    Put {
        /// The file's path in the output.
        path: String,
        /// Why.
        source: PutError,
    },
}

fn join(errors: &[TemplateError]) -> String {
    errors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Renders every page and file of a site with the engine its theme names.
///
/// # Errors
/// The first page that fails, or every template that does not parse.
pub fn render(job: &Job<'_>, put: &Put<'_>) -> Result<(), RenderError> {
    match job.theme.engine {
        EngineKind::Minijinja => {
            let engine =
                MiniJinja::compile(Arc::clone(&job.theme)).map_err(RenderError::Templates)?;
            Renderer::new(job, &engine, put)?.all()
        }
        EngineKind::Tera => {
            let engine = Tera2::compile(Arc::clone(&job.theme)).map_err(RenderError::Templates)?;
            Renderer::new(job, &engine, put)?.all()
        }
    }
}

struct Renderer<'a, E: Engine> {
    job: &'a Job<'a>,
    engine: &'a E,
    put: &'a Put<'a>,
    site_value: E::Value,
    site_texts: Texts<'a>,
    site_parts: Parts<'a>,
}

/// What the pages of one playbook share.
struct Shared<'a, E: Engine> {
    value: E::Value,
    texts: Texts<'a>,
    review: c::Review,
    parts: Parts<'a>,
}

type Variables<V> = Vec<(&'static str, V)>;

impl<'a, E: Engine> Renderer<'a, E> {
    fn new(job: &'a Job<'a>, engine: &'a E, put: &'a Put<'a>) -> Result<Self, RenderError> {
        let site_texts = Texts::new(&job.theme.messages, &job.site.locale);
        let site = site_context(job.site, &site_texts);
        let site_value = share(engine, "index.html", &site)?;
        Ok(Self {
            job,
            engine,
            put,
            site_value,
            site_texts,
            site_parts: Parts::new(&job.theme),
        })
    }

    fn all(&self) -> Result<(), RenderError> {
        let site = self.job.site;
        let playbooks: Vec<usize> = (0..site.playbooks.len()).collect();
        let mut by_playbook: Vec<Vec<usize>> = vec![Vec::new(); playbooks.len()];
        let mut rest = Vec::new();
        for (i, page) in site.pages.iter().enumerate() {
            match page.playbook {
                Some(playbook) => by_playbook[playbook].push(i),
                None => rest.push(i),
            }
        }
        playbooks.par_iter().try_for_each(|index| {
            let shared = self.shared(*index)?;
            by_playbook[*index]
                .par_iter()
                .try_for_each(|page| self.page(*page, Some(&shared)))?;
            site.files
                .iter()
                .filter(|f| f.playbook == Some(*index))
                .try_for_each(|f| self.playbook_file(*index, &shared, f))
        })?;
        rest.par_iter()
            .try_for_each(|page| self.page(*page, None))?;
        for file in site.files.iter().filter(|f| f.playbook.is_none()) {
            let bytes = match file.kind {
                FileKind::Sitemap => emit::sitemap(site),
                FileKind::Feed => emit::feed(site, &self.site_texts),
                FileKind::BrandStyle(index) => site
                    .workspace
                    .brands
                    .get(index)
                    .map(emit::brand_style)
                    .unwrap_or_default(),
                _ => emit::robots(site),
            };
            self.write(&file.path, bytes.as_bytes())?;
        }
        Ok(())
    }

    fn shared(&self, index: usize) -> Result<Shared<'a, E>, RenderError> {
        let site = self.job.site;
        let place = &site.playbooks[index];
        let texts = Texts::new(&self.job.theme.messages, &place.locale);
        let view = View {
            site,
            place,
            index,
            model: site.playbook(index),
            texts: &texts,
            root: "",
            landing: Landing::Shared,
        };
        let value = share(self.engine, &view.home(), &view.playbook())?;
        let review = review(&site.playbook(index).facts.page.review);
        Ok(Shared {
            value,
            texts,
            review,
            parts: Parts::new(&self.job.theme),
        })
    }

    fn playbook_file(
        &self,
        index: usize,
        shared: &Shared<'_, E>,
        file: &crate::site::FilePlan,
    ) -> Result<(), RenderError> {
        let site = self.job.site;
        let view = View {
            site,
            place: &site.playbooks[index],
            index,
            model: site.playbook(index),
            texts: &shared.texts,
            root: "",
            landing: Landing::Shared,
        };
        let bytes = match file.kind {
            FileKind::Json => emit::json(&view),
            FileKind::Mermaid => emit::mermaid(&view),
            _ => emit::csv(&view),
        };
        self.write(&file.path, bytes.as_bytes())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), RenderError> {
        (self.put)(path, bytes).map_err(|source| RenderError::Put {
            path: path.to_owned(),
            source,
        })?;
        (self.job.progress)();
        Ok(())
    }

    fn page(&self, number: usize, shared: Option<&Shared<'a, E>>) -> Result<(), RenderError> {
        let site = self.job.site;
        let plan = &site.pages[number];
        let texts = shared.map_or(&self.site_texts, |s| &s.texts);
        let locale = plan
            .playbook
            .map_or(&site.locale, |p| &site.playbooks[p].locale);
        let root = match (plan.kind, &site.base_url) {
            (PageKind::NotFound, Some(base)) => base.clone(),
            _ => "../".repeat(plan.path.matches('/').count()),
        };
        let landing = match (plan.kind, plan.document) {
            (PageKind::Print, _) => Landing::Print,
            (_, Some(document)) => Landing::Own(document),
            _ => Landing::Shared,
        };
        let view = plan.playbook.map(|index| View {
            site,
            place: &site.playbooks[index],
            index,
            model: site.playbook(index),
            texts,
            root: &root,
            landing,
        });
        let mut variables: Variables<E::Value> = vec![("site", self.site_value.clone())];
        if let Some(shared) = shared {
            variables.push(("playbook", shared.value.clone()));
        }
        let parts = shared.map_or(&self.site_parts, |s| &s.parts);
        let fail = |error| RenderError::Page {
            page: plan.path.clone(),
            error,
        };
        let parts = parts
            .on_page(self.engine, &variables, locale, &root, &plan.path)
            .map_err(fail)?;
        variables.extend(parts.map(|parts| ("shared", parts)));
        let toc = match view {
            Some(view) => self.subject(plan, &view, &mut variables)?,
            None => Vec::new(),
        };
        let page = page_context(
            site,
            number,
            texts,
            view.as_ref(),
            toc,
            shared.map(|s| &s.review),
        );
        variables.push(("page", share(self.engine, &plan.path, &page)?));
        let template = format!("{}.html", plan.kind.as_str());
        let html = self
            .engine
            .render(&template, &variables, locale, &root)
            .map_err(fail)?;
        self.write(&plan.path, html.as_bytes())
    }

    /// Adds what the page is about to its variables; gives its table of contents.
    fn subject(
        &self,
        plan: &PagePlan,
        view: &View<'_>,
        variables: &mut Variables<E::Value>,
    ) -> Result<Vec<c::TocEntry>, RenderError> {
        let m = view.model;
        let mut toc = Vec::new();
        let mut add = |name, value: Result<E::Value, RenderError>| {
            value.map(|value| variables.push((name, value)))
        };
        let path = plan.path.as_str();
        match plan.kind {
            PageKind::Home => {
                let home = view.home_page();
                toc = titles::toc_of(&home.sections);
                toc.extend(home.takeaways.as_ref().map(titles::entry));
                add("home", share(self.engine, path, &home))?;
            }
            PageKind::Stage | PageKind::Card => {
                if let Some(stage) = m.stages.get(plan.subject) {
                    let stage = view.stage(stage);
                    toc = titles::stage_toc(&stage);
                    add("stage", share(self.engine, path, &stage))?;
                }
            }
            PageKind::Pillar => {
                if let Some(pillar) = m.pillars.get(plan.subject) {
                    let pillar = view.pillar(pillar);
                    toc = titles::pillar_toc(&pillar);
                    add("pillar", share(self.engine, path, &pillar))?;
                }
            }
            PageKind::Mistake => {
                if let Some(mistake) = m.mistakes.get(plan.subject) {
                    let mistake = view.mistake(mistake);
                    toc = titles::toc_of(&mistake.sections);
                    add("mistake", share(self.engine, path, &mistake))?;
                }
            }
            PageKind::Page => {
                if let Some(page) = m.pages.get(plan.subject) {
                    let content = view.content(page.document);
                    toc = titles::toc_of(&content.sections);
                    add("content", share(self.engine, path, &content))?;
                }
            }
            PageKind::Matrix => add("matrix", share(self.engine, path, &view.matrix()))?,
            PageKind::Mistakes => add("mistakes", share(self.engine, path, &view.mistakes()))?,
            PageKind::Checklist => add("checklist", share(self.engine, path, &view.checklists()))?,
            PageKind::Audit => add("audit", share(self.engine, path, &view.audit()))?,
            PageKind::Touchpoints => {
                add("touchpoints", share(self.engine, path, &view.touchpoints()))?;
            }
            PageKind::Metrics => {
                let metrics: Vec<c::Metric> = m.metrics.iter().map(|x| view.metric(x)).collect();
                add("metrics", share(self.engine, path, &metrics))?;
            }
            PageKind::Takeaways => add("takeaways", share(self.engine, path, &view.takeaways()))?,
            PageKind::Glossary => add("glossary", share(self.engine, path, &view.glossary()))?,
            PageKind::Print => add("print", share(self.engine, path, &view.print()))?,
            PageKind::Review => add("review", share(self.engine, path, &view.review_rows()))?,
            PageKind::Alias => {
                add(
                    "target",
                    share(
                        self.engine,
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

fn share<E: Engine, T: serde::Serialize>(
    engine: &E,
    page: &str,
    value: &T,
) -> Result<E::Value, RenderError> {
    engine.share(value).map_err(|error| RenderError::Page {
        page: page.to_owned(),
        error,
    })
}
