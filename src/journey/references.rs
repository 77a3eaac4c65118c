//! What links, terms and ids lead to.

use super::DocumentId;
use crate::source::SitePath;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A web page, a mail address: kept as written.
    External(String),
    /// A document of the same playbook, and an anchor in it.
    Document {
        /// The document.
        document: DocumentId,
        /// The anchor without `#`, when there is one.
        anchor: Option<String>,
    },
    /// A file that is carried along.
    Asset(SitePath),
    /// Nothing: the destination is wrong.
    Broken(Broken),
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// There is no such file. The path it would have, when it lies in the playbook.
    NoFile(Option<SitePath>),
    /// The file is there, but nothing in it has that id.
    NoAnchor {
        /// The file.
        document: DocumentId,
        /// The anchor without `#`.
        anchor: String,
    },
    /// The path leads out of the playbook.
    Outside,
}

/// Every resolution of a playbook, by document.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// Per document, per entry of [`crate::document::markdown::Body::links`].
    pub links: Vec<Vec<Target>>,
    /// Per document, per entry of [`crate::document::markdown::Body::terms`]: the term's index, or `None` if unknown.
    pub terms: Vec<Vec<Option<usize>>>,
    /// Every file that some link leads to and that is no document, in path order: these are carried along.
    pub assets: Vec<SitePath>,
}

impl References {
    /// Where link number `link` of a document leads.
    #[must_use]
    pub fn link(&self, document: DocumentId, link: usize) -> Option<&Target> {
        self.links.get(document.0 as usize)?.get(link)
    }

    /// Which term reference number `term` of a document means.
    #[must_use]
    pub fn term(&self, document: DocumentId, term: usize) -> Option<usize> {
        self.terms
            .get(document.0 as usize)?
            .get(term)
            .copied()
            .flatten()
    }
}
