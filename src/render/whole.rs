//! [`render`]: every planned page and file, streamed out as it is made.

use super::engine::{Engine, MiniJinja, TemplateError, Tera2};
use super::page::{PageError, Renderer, Shared};
use crate::site::{At, Site};
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
        let playbooks = self.renderer.site().playbooks.len();
        (0..playbooks).into_par_iter().try_for_each(|index| {
            let shared = self.renderer.shared(index)?;
            self.branch(Some(index), Some(&shared))
        })?;
        self.branch(None, None)
    }

    /// The pages and files of one playbook, or those of none.
    fn branch(
        &self,
        playbook: Option<usize>,
        shared: Option<&Shared<E>>,
    ) -> Result<(), RenderError> {
        let branch = self.renderer.site().branch(playbook);
        let at = |number| At { playbook, number };
        let pages = branch.pages.par_iter().enumerate();
        pages.try_for_each(|(number, page)| {
            let html = self.renderer.page(at(number), shared)?;
            self.write(&page.path, html.as_bytes())
        })?;
        let files = branch.files.par_iter().enumerate();
        files.try_for_each(|(number, file)| {
            self.write(&file.path, &self.renderer.file(at(number), shared))
        })
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
