//! [`render`]: every planned page and file, streamed out as it is made.

use super::engine::{Engine, MiniJinja, TemplateError, Tera2};
use super::page::{PageError, Renderer, Shared};
use crate::site::Site;
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
    pub site: Arc<Site>,
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

impl From<PageError> for RenderError {
    fn from(error: PageError) -> Self {
        let PageError { page, error } = error;
        Self::Page { page, error }
    }
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
        EngineKind::Minijinja => render_with::<MiniJinja>(job, put),
        EngineKind::Tera => render_with::<Tera2>(job, put),
    }
}

fn render_with<E: Engine>(job: &Job<'_>, put: &Put<'_>) -> Result<(), RenderError> {
    let engine = E::compile(Arc::clone(&job.theme)).map_err(RenderError::Templates)?;
    let (site, theme) = (Arc::clone(&job.site), Arc::clone(&job.theme));
    let renderer = Renderer::new(site, theme, Arc::new(engine))?;
    let writer = Writer {
        renderer: &renderer,
        job,
        put,
    };
    writer.all()
}

struct Writer<'a, E: Engine> {
    renderer: &'a Renderer<E>,
    job: &'a Job<'a>,
    put: &'a Put<'a>,
}

impl<E: Engine> Writer<'_, E> {
    fn all(&self) -> Result<(), RenderError> {
        let site = self.renderer.site();
        let mut by_playbook: Vec<Vec<usize>> = vec![Vec::new(); site.playbooks.len()];
        let mut rest = Vec::new();
        for (number, page) in site.pages.iter().enumerate() {
            match page.playbook {
                Some(playbook) => by_playbook[playbook].push(number),
                None => rest.push(number),
            }
        }
        by_playbook
            .par_iter()
            .enumerate()
            .try_for_each(|(index, pages)| {
                let shared = self.renderer.shared(index)?;
                pages
                    .par_iter()
                    .try_for_each(|page| self.page(*page, Some(&shared)))?;
                self.files(Some(index), Some(&shared))
            })?;
        rest.par_iter()
            .try_for_each(|page| self.page(*page, None))?;
        self.files(None, None)
    }

    fn page(&self, number: usize, shared: Option<&Shared<E>>) -> Result<(), RenderError> {
        let html = self.renderer.page(number, shared)?;
        self.write(&self.renderer.site().pages[number].path, html.as_bytes())
    }

    /// The files of one playbook, or those of none.
    fn files(
        &self,
        playbook: Option<usize>,
        shared: Option<&Shared<E>>,
    ) -> Result<(), RenderError> {
        let files = self.renderer.site().files.par_iter();
        files
            .filter(|file| file.playbook == playbook)
            .try_for_each(|file| self.write(&file.path, &self.renderer.file(file, shared)))
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), RenderError> {
        (self.put)(path, bytes).map_err(|source| RenderError::Put {
            path: path.to_owned(),
            source,
        })?;
        (self.job.progress)();
        Ok(())
    }
}
