//! [`Branch`]: the pages and files of one playbook, or those of the site itself.

use super::routes::{Claim, Entry, Routes};
use super::{AssetPlan, FilePlan, PageKind, PagePlan};
use crate::diagnostic::Diagnostic;
use crate::journey::Playbook;
use crate::source::{FileId, SitePath, Span};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pages and files of one playbook, or those of the site itself.
#[derive(Clone, Debug, Default)]
pub struct Branch {
    /// Every page, in order.
    pub pages: Vec<PagePlan>,
    /// Every file that is no page and is written from the model.
    pub files: Vec<FilePlan>,
    /// Every file that is carried along.
    pub assets: Vec<AssetPlan>,
    /// The page of each document of the playbook, by number; `None` when it has none.
    pub documents: Vec<Option<String>>,
    /// Output paths of the files carried along, by source path.
    pub carried: BTreeMap<SitePath, String>,
    /// The pages made from the whole playbook that exist, in the order of [`PageKind::SECTIONS`].
    pub sections: Vec<(PageKind, String)>,
    pub(super) routes: Routes,
    pub(super) found: Vec<Diagnostic>,
    pub(super) basis: Basis,
}

/// A page or a file of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct At {
    /// The playbook in whose branch it is, an index in [`super::Site::playbooks`]; `None` for the site's own.
    pub playbook: Option<usize>,
    /// Its number in [`Branch::pages`] or [`Branch::files`].
    pub number: usize,
}

/// What a playbook's branch is planned from. As long as this is the same, so is the branch.
#[derive(Clone, Debug, Default)]
pub(super) struct Basis {
    pub(super) playbook: Arc<Playbook>,
    /// What its paths begin with.
    pub(super) prefix: String,
    /// The paths among them that were taken before: files of the theme.
    pub(super) taken: Vec<String>,
    /// What the first edition has in the folder of this one, which it claimed before.
    pub(super) beside: Routes,
    /// Whether there is a picture of it: whether the site's address is known.
    pub(super) pictured: bool,
    /// What goes into the names of the files that are carried along, in the order of
    /// [`crate::journey::References::assets`].
    pub(super) hashes: Vec<Option<String>>,
}

impl PartialEq for Basis {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.playbook, &other.playbook)
            && self.prefix == other.prefix
            && self.taken == other.taken
            && self.beside == other.beside
            && self.pictured == other.pictured
            && self.hashes == other.hashes
    }
}

/// Who wants a path: in words, and the place to point at.
pub(super) type Wish = (Cow<'static, str>, Option<(FileId, Span)>);

impl Branch {
    /// The path of a page made from the whole playbook, when it exists.
    #[must_use]
    pub fn section(&self, kind: PageKind) -> Option<&str> {
        let mut sections = self.sections.iter();
        let found = sections.find(|(k, _)| *k == kind);
        found.map(|(_, path)| path.as_str())
    }

    /// Adds a page, unless its path is taken here or `beside`.
    pub(super) fn add_page<'r>(
        &mut self,
        page: PagePlan,
        wish: Wish,
        beside: impl IntoIterator<Item = &'r Routes>,
    ) -> bool {
        let entry = Entry::Page(self.pages.len());
        let free = self.claim(&page.path, wish, entry, beside);
        if free {
            self.pages.push(page);
        }
        free
    }

    /// Adds a file that is written from the model, unless its path is taken here or `beside`.
    pub(super) fn add_file<'r>(
        &mut self,
        file: FilePlan,
        beside: impl IntoIterator<Item = &'r Routes>,
    ) {
        let wish = ("a file made from the playbook".into(), None);
        let entry = Entry::File(self.files.len());
        if self.claim(&file.path, wish, entry, beside) {
            self.files.push(file);
        }
    }

    /// Adds a file that is carried along, unless its path is taken here or `beside`.
    pub(super) fn add_asset<'r>(
        &mut self,
        asset: AssetPlan,
        beside: impl IntoIterator<Item = &'r Routes>,
    ) -> bool {
        let wish = (format!("`{}`", asset.source).into(), None);
        let entry = Entry::Asset(self.assets.len());
        let free = self.claim(&asset.path, wish, entry, beside);
        if free {
            self.assets.push(asset);
        }
        free
    }

    /// Takes the path of a file of the theme.
    pub(super) fn add_theme_file(&mut self, path: &str) {
        let wish = ("a file of the theme".into(), None);
        self.claim(path, wish, Entry::Theme, []);
    }

    fn claim<'r>(
        &mut self,
        path: &str,
        wish: Wish,
        entry: Entry,
        beside: impl IntoIterator<Item = &'r Routes>,
    ) -> bool {
        let (what, place) = wish;
        let claim = Claim { what, place, entry };
        let mut beside = beside.into_iter();
        let refused = beside.find_map(|routes| routes.refuse(path, &claim));
        let finding = refused.or_else(|| self.routes.claim(path, claim));
        let free = finding.is_none();
        self.found.extend(finding);
        free
    }
}
