//! [`Pages`]: pages and files one by one, when they are asked for.
//!
//! What a playbook's pages share is made on the first request for one of them and kept as long as the [`Pages`].

use super::engine::{Engine, MiniJinja, Tera2};
use super::page::{Renderer, Shared};
use super::whole::RenderError;
use crate::site::{At, Site};
use crate::theme::{EngineKind, Theme};
use std::sync::{Arc, OnceLock};

/// A theme whose templates are compiled.
#[derive(Clone)]
pub struct Compiled {
    theme: Arc<Theme>,
    engine: AnyEngine,
}

#[derive(Clone)]
enum AnyEngine {
    MiniJinja(Arc<MiniJinja>),
    Tera(Arc<Tera2>),
}

impl Compiled {
    /// Compiles the templates of a theme.
    ///
    /// # Errors
    /// Every template that does not parse.
    pub fn new(theme: Arc<Theme>) -> Result<Self, RenderError> {
        let compiling = Arc::clone(&theme);
        let engine = match theme.engine {
            EngineKind::Minijinja => {
                MiniJinja::compile(compiling).map(|engine| AnyEngine::MiniJinja(Arc::new(engine)))
            }
            EngineKind::Tera => {
                Tera2::compile(compiling).map(|engine| AnyEngine::Tera(Arc::new(engine)))
            }
        };
        let engine = engine.map_err(RenderError::Templates)?;
        Ok(Self { theme, engine })
    }

    /// The theme.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The theme, to keep.
    #[must_use]
    pub fn shared_theme(&self) -> Arc<Theme> {
        Arc::clone(&self.theme)
    }
}

/// The pages and files of a site, rendered when they are asked for.
pub struct Pages(AnyPages);

enum AnyPages {
    MiniJinja(OnRequest<MiniJinja>),
    Tera(OnRequest<Tera2>),
}

impl Pages {
    /// Makes ready what all pages of a site share.
    ///
    /// # Errors
    /// When the site cannot be handed to the engine.
    pub fn new(site: Arc<Site>, compiled: &Compiled) -> Result<Self, RenderError> {
        let theme = Arc::clone(&compiled.theme);
        Ok(Self(match &compiled.engine {
            AnyEngine::MiniJinja(engine) => {
                AnyPages::MiniJinja(OnRequest::new(site, theme, Arc::clone(engine))?)
            }
            AnyEngine::Tera(engine) => {
                AnyPages::Tera(OnRequest::new(site, theme, Arc::clone(engine))?)
            }
        }))
    }

    /// The HTML of a page; the same that a build writes.
    ///
    /// # Errors
    /// When a template fails on it.
    ///
    /// # Panics
    /// When there is no such page.
    pub fn page(&self, at: At) -> Result<String, RenderError> {
        match &self.0 {
            AnyPages::MiniJinja(pages) => pages.page(at),
            AnyPages::Tera(pages) => pages.page(at),
        }
    }

    /// The HTML of a page for a server that shows it at any address: its links begin at the server's root.
    ///
    /// # Errors
    /// When a template fails on it.
    ///
    /// # Panics
    /// When there is no such page.
    pub fn anywhere(&self, at: At) -> Result<String, RenderError> {
        match &self.0 {
            AnyPages::MiniJinja(pages) => pages.anywhere(at),
            AnyPages::Tera(pages) => pages.anywhere(at),
        }
    }

    /// A file that is no page; the same that a build writes.
    ///
    /// # Errors
    /// When what its playbook's pages share cannot be handed to the engine.
    ///
    /// # Panics
    /// When there is no such file.
    pub fn file(&self, at: At) -> Result<Vec<u8>, RenderError> {
        match &self.0 {
            AnyPages::MiniJinja(pages) => pages.file(at),
            AnyPages::Tera(pages) => pages.file(at),
        }
    }
}

struct OnRequest<E: Engine> {
    renderer: Renderer<E>,
    shared: Vec<OnceLock<Shared<E>>>,
}

impl<E: Engine> OnRequest<E> {
    fn new(site: Arc<Site>, theme: Arc<Theme>, engine: Arc<E>) -> Result<Self, RenderError> {
        let shared = site.playbooks.iter().map(|_| OnceLock::new()).collect();
        let renderer = Renderer::new(site, theme, engine)?;
        Ok(Self { renderer, shared })
    }

    fn page(&self, at: At) -> Result<String, RenderError> {
        Ok(self.renderer.page(at, self.shared(at.playbook)?)?)
    }

    fn anywhere(&self, at: At) -> Result<String, RenderError> {
        let shared = self.shared(at.playbook)?;
        Ok(self.renderer.page_with_root(at, shared, "/")?)
    }

    fn file(&self, at: At) -> Result<Vec<u8>, RenderError> {
        Ok(self.renderer.file(at, self.shared(at.playbook)?))
    }

    /// What the pages of a playbook share. Two threads may make it at once; both come to the same.
    fn shared(&self, playbook: Option<usize>) -> Result<Option<&Shared<E>>, RenderError> {
        let Some(index) = playbook else {
            return Ok(None);
        };
        let place = &self.shared[index];
        if let Some(shared) = place.get() {
            return Ok(Some(shared));
        }
        let made = self.renderer.shared(index)?;
        Ok(Some(place.get_or_init(|| made)))
    }
}
