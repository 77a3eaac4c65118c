//! [`Snapshot`]: everything that can be asked for at one moment.

use super::routes::{Route, addresses, moved, route};
use crate::build::Planned;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::render::{Compiled, Pages, RenderError};
use crate::site::{At, PageKind};
use crate::source::{FileId, SitePath, Sources};
use crate::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything that can be asked for at one moment. It does not change; a newer one takes its place.
#[derive(Clone, Default)]
pub struct Snapshot {
    number: u64,
    /// The site as it is now, or was before the failure.
    site: Option<Arc<Site>>,
    /// The last site of which every source could be read.
    good: Option<Arc<Site>>,
    /// Where pages went that had another address before.
    redirects: Arc<BTreeMap<String, String>>,
    failure: Option<String>,
}

/// A planned site and its pages.
pub struct Site {
    planned: Planned,
    pages: Pages,
    theme: Arc<Theme>,
    /// Sources that could not be read, so that what was made of them is not what their author means.
    broken: BTreeSet<FileId>,
}

/// What there is at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Served {
    /// A page.
    Page {
        /// Its HTML, as a build writes it.
        html: String,
        /// The source it is written in, when it has one of its own.
        source: Option<SitePath>,
        /// Whether it is shown as it was before its source could not be read any more.
        old: bool,
    },
    /// Any other file made from the workspace or the theme.
    File(Vec<u8>),
    /// A file of the workspace that is carried along.
    Asset(SitePath),
    /// The page has another address now.
    Moved(String),
}

impl Snapshot {
    /// Its number: each has a higher one than those before.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Why the site could not be made: what the environment, or the theme, refused.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// The site, or the last one before the failure.
    #[must_use]
    pub fn site(&self) -> Option<&Arc<Site>> {
        self.site.as_ref()
    }

    /// The same, with a failure on top.
    pub(super) fn failed(&self, message: String) -> Self {
        Self {
            number: self.number + 1,
            failure: Some(message),
            ..self.clone()
        }
    }

    /// The snapshot after this one.
    pub(super) fn followed_by(&self, site: Site) -> Self {
        let site = Arc::new(site);
        let whole = site.broken.is_empty();
        let good = if whole {
            Some(Arc::clone(&site))
        } else {
            self.good.clone()
        };
        Self {
            number: self.number + 1,
            redirects: self.redirects_to(&site),
            site: Some(site),
            good,
            failure: None,
        }
    }

    /// Where pages went, up to `site`.
    fn redirects_to(&self, site: &Site) -> Arc<BTreeMap<String, String>> {
        let moves = match &self.good {
            Some(before) if site.broken.is_empty() => moved(before, site),
            _ => Vec::new(),
        };
        if moves.is_empty() {
            return Arc::clone(&self.redirects);
        }
        let moves: BTreeMap<String, String> = moves.into_iter().collect();
        let mut redirects = (*self.redirects).clone();
        for target in redirects.values_mut() {
            if let Some(to) = moves.get(target) {
                target.clone_from(to);
            }
        }
        redirects.extend(moves);
        redirects.retain(|from, _| site.route(from).is_none());
        Arc::new(redirects)
    }

    /// Where a page went that had this address.
    #[must_use]
    pub fn redirect(&self, path: &str) -> Option<&str> {
        self.redirects.get(path).map(String::as_str)
    }

    /// What there is at a path of the site; `None` when there is nothing.
    ///
    /// A page whose source cannot be read at the moment is shown as it was.
    ///
    /// # Errors
    /// When a template fails on the page.
    pub fn get(&self, path: &str) -> Result<Option<Served>, RenderError> {
        let Some(site) = &self.site else {
            return Ok(None);
        };
        let now = site.route(path);
        if let Some(good) = &self.good
            && let Some(route) = good.route(path)
            && is_unsure(site, now.as_ref(), good, &route)
        {
            return good.get(&route, true).map(Some);
        }
        match now {
            Some(route) => site.get(&route, false).map(Some),
            None => Ok(self.redirect(path).map(|to| Served::Moved(to.to_owned()))),
        }
    }
}

impl Snapshot {
    /// The page that tells of a missing one, for any address.
    ///
    /// # Errors
    /// When a template fails on it.
    pub fn missing(&self) -> Result<Option<String>, RenderError> {
        let Some(site) = &self.site else {
            return Ok(None);
        };
        let mut pages = site.planned.site.own.pages.iter();
        let number = pages.position(|page| page.kind == PageKind::NotFound);
        let at = number.map(|number| At {
            playbook: None,
            number,
        });
        at.map(|at| site.pages.anywhere(at)).transpose()
    }
}

impl Site {
    /// Makes a planned site ready.
    pub(super) fn new(planned: Planned, compiled: &Compiled) -> Result<Self, RenderError> {
        Ok(Self {
            pages: Pages::new(Arc::clone(&planned.site), compiled)?,
            broken: broken(planned.found()),
            theme: compiled.shared_theme(),
            planned,
        })
    }

    /// The plan and the texts it was made from.
    #[must_use]
    pub fn planned(&self) -> &Planned {
        &self.planned
    }

    /// The texts.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.planned.sources
    }

    /// Every address, in order.
    #[must_use]
    pub fn addresses(&self) -> Vec<&str> {
        addresses(&self.planned.site, &self.theme)
    }

    /// What an address shows.
    fn route(&self, path: &str) -> Option<Route> {
        route(&self.planned.site, &self.theme, path)
    }

    /// The page at a path, and the document it is written in.
    #[must_use]
    pub fn page(&self, path: &str) -> Option<(At, Option<&Document>)> {
        match self.route(path)? {
            Route::Page(at) => Some((at, self.document(at))),
            _ => None,
        }
    }

    /// The page that is written in a source.
    #[must_use]
    pub fn page_of(&self, source: &SitePath) -> Option<&str> {
        let site = &self.planned.site;
        let mut playbooks = site.playbooks.iter().enumerate();
        let page = playbooks.find_map(|(index, place)| {
            let written_in = |id| &site.playbook(index).document(id).path;
            let mut pages = place.branch.pages.iter();
            pages.find(|page| page.document.map(written_in) == Some(source))
        });
        page.map(|page| page.path.as_str())
    }

    /// The document a page is written in.
    pub(super) fn document(&self, at: At) -> Option<&Document> {
        let site = &self.planned.site;
        let document = site.page(at).document?;
        Some(site.playbook(at.playbook?).document(document))
    }

    /// Whether a page is made from one of these files.
    fn depends_on(&self, at: At, files: &BTreeSet<FileId>) -> bool {
        match (self.document(at), at.playbook) {
            (Some(document), _) => files.contains(&document.file),
            (None, Some(playbook)) => {
                let documents = &self.planned.site.playbook(playbook).documents;
                documents.iter().any(|d| files.contains(&d.file))
            }
            (None, None) => false,
        }
    }

    fn get(&self, route: &Route, old: bool) -> Result<Served, RenderError> {
        Ok(match route {
            Route::Page(at) => Served::Page {
                html: self.pages.page(*at)?,
                source: self.document(*at).map(|document| document.path.clone()),
                old,
            },
            Route::File(at) => Served::File(self.pages.file(*at)?),
            Route::Theme(name) => {
                let asset = self.theme.assets.get(name);
                Served::File(asset.map(|asset| asset.bytes.to_vec()).unwrap_or_default())
            }
            Route::Asset(source) => Served::Asset(source.clone()),
        })
    }
}

/// Whether what `site` has at an address may not be what its author means, who saw `route` there in the `good` site.
fn is_unsure(site: &Site, now: Option<&Route>, good: &Site, route: &Route) -> bool {
    if site.broken.is_empty() {
        return false;
    }
    match (now, route) {
        (Some(Route::Page(at)), _) => site.depends_on(*at, &site.broken),
        (Some(_), _) => false,
        // The page is gone because its source is broken, or because it is gone. A file keeps its number.
        (None, Route::Page(at)) => good.depends_on(*at, &site.broken),
        // A page that is shown as it was may need it.
        (None, _) => true,
    }
}

/// The files that could not be read.
fn broken(found: &[Diagnostic]) -> BTreeSet<FileId> {
    let unread = found
        .iter()
        .filter(|f| matches!(f.code, "front-matter-syntax" | "file-unreadable"));
    unread
        .filter_map(|f| Some(f.labels.first()?.file))
        .collect()
}
