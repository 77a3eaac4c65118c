//! The model as a page sees it: values of [`super::context`], with addresses made for the page they land on.
//!
//! Enter at [`View`]. Its methods stand in the files named after what they make: `links` (stages, pillars, items in
//! lists), `stage`, `records`, `pages` (the pages made from a whole playbook), `print`.

mod links;
mod matrix;
mod pages;
mod print;
mod prose;
mod records;
mod stage;
mod touchpoint_map;

pub(crate) use super::languages::script_language;

use super::context as c;
use super::terms::PageTerms;
use super::texts::Texts;
use crate::config::Brand;
use crate::document::Document;
use crate::journey::{DocumentId, Playbook, Review};
use crate::site::{FileKind, PageKind, Site, SitePlaybook};
use crate::source::SitePath;

/// Where what a view makes will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Landing {
    /// On the page of this document.
    Own(DocumentId),
    /// On a page that shows several documents.
    Shared,
    /// On the print page.
    Print,
}

/// One playbook of a site, seen from one page.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) site: &'a Site,
    pub(crate) place: &'a SitePlaybook,
    /// The playbook's index in [`Site::playbooks`].
    pub(crate) index: usize,
    pub(crate) model: &'a Playbook,
    pub(crate) texts: &'a Texts,
    pub(crate) root: &'a str,
    pub(crate) landing: Landing,
    /// Explains terms in prose, where the page does that.
    pub(crate) terms: Option<&'a PageTerms<'a>>,
}

impl<'a> View<'a> {
    /// The document with that number.
    pub(crate) fn document(&self, id: DocumentId) -> &'a Document {
        self.model.document(id)
    }

    /// The path of a document's page, or of the playbook's home when it has none.
    pub(crate) fn document_path(&self, id: DocumentId) -> String {
        let page = self
            .place
            .branch
            .documents
            .get(id.0 as usize)
            .and_then(Option::as_deref);
        page.map_or_else(|| self.home(), str::to_owned)
    }

    /// Where a thing of the playbook's name space stands: on the print page if that is where this view lands, else on its
    /// document's page.
    pub(crate) fn place_of(&self, document: DocumentId, id: &str) -> String {
        let print = (self.landing == Landing::Print && self.printed(document))
            .then(|| self.place.branch.section(PageKind::Print))
            .flatten();
        let page = print.map_or_else(|| self.document_path(document), str::to_owned);
        format!("{page}#{id}")
    }

    /// The path of the playbook's home.
    pub(crate) fn home(&self) -> String {
        format!("{}index.html", self.place.prefix)
    }
}

/// A life cycle, as templates see it.
pub(crate) fn review(review: &Review) -> c::Review {
    c::Review {
        owner: review.owner.clone(),
        status: review.status.map(|s| s.as_str()),
        evidence: review.evidence.map(|e| e.as_str()),
        last_reviewed: review.last_reviewed.as_ref().map(|d| d.value.to_string()),
        due: review.due().map(|d| d.to_string()),
        approved_by: review.approved_by.clone(),
        approved_on: review.approved_on.map(|d| d.to_string()),
    }
}

/// A brand, as templates see it.
pub(crate) fn brand(site: &Site, index: usize) -> Option<c::Brand> {
    let brand: &Brand = site.workspace.brands.get(index)?;
    let made = |kind| site.file(kind, None).map(str::to_owned);
    let carried = |file: &Option<SitePath>| site.asset(file.as_ref()?).map(str::to_owned);
    Some(c::Brand {
        name: brand.name.clone(),
        logo: carried(&brand.logo),
        logo_dark: carried(&brand.logo_dark),
        icon: carried(&brand.favicon).or_else(|| made(FileKind::BrandIcon(index))),
        footer: brand.footer.clone(),
        stylesheet: made(FileKind::BrandStyle(index)),
    })
}
