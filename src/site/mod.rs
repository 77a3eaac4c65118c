//! Which pages and files exist, and at which path: a [`Site`] planned before anything is rendered.
//!
//! Enter at [`plan`]. A site has a [`Branch`] for every playbook and one of its own; [`Routes`] is a branch's registry of
//! output paths; [`navigation`] says what comes before and after a page; [`coverage`] how well each stage is served;
//! [`Site::editions`] which pages say the same in another language.
//!
//! Architecture invariant: a page exists because it is in a branch's [`Branch::pages`]; no emitter finds pages by itself.
//! What is not planned here (a draft, another client's playbook) cannot show up anywhere.
//!
//! Architecture invariant: what a branch holds depends on its playbook, on where that stands in the site, and on what
//! was taken there before; on no other playbook, but for what the first edition has in the folder of another one. So a
//! branch is planned once, however often the others change.

mod branch;
pub mod coverage;
mod editions;
pub mod navigation;
mod plan;
mod routes;

pub use branch::{At, Branch};
pub use editions::{Counterpart, Editions};
pub use plan::{Options, plan};
pub use routes::{Claim, Entry, Routes};

use crate::journey::{DocumentId, Workspace};
use crate::source::SitePath;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name of a playbook's picture, and of the one of the list of playbooks.
const PICTURE: &str = "share.png";

/// A site, planned.
#[derive(Clone, Debug)]
pub struct Site {
    /// The model it shows.
    pub workspace: Arc<Workspace>,
    /// Its title; empty when nobody gave one to a site of several playbooks, which is called as its theme says then.
    pub title: String,
    /// What the ticks of readers are kept under, in their browsers.
    pub id: String,
    /// Its language, BCP 47.
    pub locale: String,
    /// The address it is published at, ending in `/`, when it is known.
    pub base_url: Option<String>,
    /// The brand of the site itself: an index in [`Workspace::brands`].
    pub brand: Option<usize>,
    /// The playbooks it shows.
    pub playbooks: Vec<SitePlaybook>,
    /// What belongs to no playbook: the index, the page for missing pages, what belongs to brands.
    pub own: Branch,
    /// The font files of its brands that pictures can be drawn with, by source path.
    pub fonts: BTreeMap<SitePath, Arc<[u8]>>,
    /// Which of the playbooks are editions of one another; see [`Site::editions`](Site::editions()).
    pub editions: Vec<Editions>,
    /// The playbook whose paths begin with a folder, by the folder's [`SitePath::key`]; a playbook that is alone, or the
    /// first of all editions, has the empty one.
    folders: FxHashMap<String, usize>,
}

/// A playbook in a site.
#[derive(Clone, Debug)]
pub struct SitePlaybook {
    /// Its index in [`Workspace::playbooks`].
    pub index: usize,
    /// What its paths begin with: empty, or a folder and `/`: its slug, or its language where a site shows the editions
    /// of one playbook.
    pub prefix: String,
    /// Its language, BCP 47.
    pub locale: String,
    /// Its brand: an index in [`Workspace::brands`].
    pub brand: Option<usize>,
    /// Its pages and files.
    pub branch: Arc<Branch>,
}

/// The kinds of pages. The name is the template's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageKind {
    /// The list of playbooks.
    Index,
    /// A playbook's first page.
    Home,
    /// A stage.
    Stage,
    /// A content pillar.
    Pillar,
    /// Pillars × stages.
    Matrix,
    /// A mistake with a file of its own.
    Mistake,
    /// All mistakes.
    Mistakes,
    /// All checklists.
    Checklist,
    /// The audit worksheet.
    Audit,
    /// The touchpoint map and table.
    Touchpoints,
    /// The metrics.
    Metrics,
    /// The takeaways.
    Takeaways,
    /// The glossary.
    Glossary,
    /// The whole playbook for paper.
    Print,
    /// A stage on one sheet.
    Card,
    /// The review status.
    Review,
    /// A free page.
    Page,
    /// What a host shows for a missing page.
    NotFound,
    /// A former address.
    Alias,
}

impl PageKind {
    /// Every kind.
    pub const ALL: [PageKind; 19] = [
        PageKind::Index,
        PageKind::Home,
        PageKind::Stage,
        PageKind::Pillar,
        PageKind::Matrix,
        PageKind::Mistake,
        PageKind::Mistakes,
        PageKind::Checklist,
        PageKind::Audit,
        PageKind::Touchpoints,
        PageKind::Metrics,
        PageKind::Takeaways,
        PageKind::Glossary,
        PageKind::Print,
        PageKind::Card,
        PageKind::Review,
        PageKind::Page,
        PageKind::NotFound,
        PageKind::Alias,
    ];

    /// The pages made from the whole playbook, in the order of the navigation.
    pub const SECTIONS: [PageKind; 10] = [
        PageKind::Matrix,
        PageKind::Mistakes,
        PageKind::Checklist,
        PageKind::Audit,
        PageKind::Touchpoints,
        PageKind::Metrics,
        PageKind::Takeaways,
        PageKind::Glossary,
        PageKind::Print,
        PageKind::Review,
    ];

    /// The name of its template without `.html`; also the page's name where it is made from the whole playbook.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            PageKind::Index => "index",
            PageKind::Home => "home",
            PageKind::Stage => "stage",
            PageKind::Pillar => "pillar",
            PageKind::Matrix => "matrix",
            PageKind::Mistake => "mistake",
            PageKind::Mistakes => "mistakes",
            PageKind::Checklist => "checklist",
            PageKind::Audit => "audit",
            PageKind::Touchpoints => "touchpoints",
            PageKind::Metrics => "metrics",
            PageKind::Takeaways => "takeaways",
            PageKind::Glossary => "glossary",
            PageKind::Print => "print",
            PageKind::Card => "card",
            PageKind::Review => "review",
            PageKind::Page => "page",
            PageKind::NotFound => "404",
            PageKind::Alias => "alias",
        }
    }
}

/// A page that will be written.
#[derive(Clone, Debug)]
pub struct PagePlan {
    /// Its path in the output.
    pub path: String,
    /// Its kind.
    pub kind: PageKind,
    /// What it is about: the index in the playbook's stages, pillars, mistakes or free pages, by kind.
    pub subject: usize,
    /// The document it is written in, when it has one of its own.
    pub document: Option<DocumentId>,
    /// Where an alias leads.
    pub target: Option<String>,
}

impl PagePlan {
    /// A page that is about nothing in particular yet.
    fn new(kind: PageKind, path: String) -> Self {
        Self {
            path,
            kind,
            subject: 0,
            document: None,
            target: None,
        }
    }
}

/// A file that is no page.
#[derive(Clone, Debug)]
pub struct FilePlan {
    /// Its path in the output.
    pub path: String,
    /// What it holds.
    pub kind: FileKind,
}

/// The kinds of files that are no pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `playbook.json`: the whole playbook as data.
    Json,
    /// `journey.mmd`: the journey as a Mermaid diagram.
    Mermaid,
    /// `checklist.csv`: the checklist as a table.
    Csv,
    /// `playbook.js`: what the scripts of its pages need to know.
    Script,
    /// `search.js`: what can be found in a playbook.
    Search,
    /// `search-index.js`: where the `search.js` of every playbook lies, on a site of several.
    SearchIndex,
    /// `terms.js`: the terms of a playbook, for those who meet them in its text.
    Terms,
    /// `sitemap.xml`
    Sitemap,
    /// `feed.xml`: Atom.
    Feed,
    /// `robots.txt`
    Robots,
    /// The style sheet of a brand: an index in [`Workspace::brands`].
    BrandStyle(usize),
    /// The icon made for a brand that has none of its own: an index in [`Workspace::brands`].
    BrandIcon(usize),
    /// `share.png`: what is shown where somebody shares a page. Of the site itself when it belongs to no playbook.
    Picture,
}

/// A file that is carried along.
#[derive(Clone, Debug)]
pub struct AssetPlan {
    /// Its path in the output, with its content's hash in its name.
    pub path: String,
    /// Where it lies in the workspace.
    pub source: SitePath,
}

impl Site {
    /// The model of a playbook of the site.
    #[must_use]
    pub fn playbook(&self, index: usize) -> &crate::journey::Playbook {
        &self.workspace.playbooks[self.playbooks[index].index]
    }

    /// The path of the first file of a kind; of no playbook's, when none is asked for.
    #[must_use]
    pub fn file(&self, kind: FileKind, playbook: Option<usize>) -> Option<&str> {
        let mut files = self.branch(playbook).files.iter();
        Some(&files.find(|file| file.kind == kind)?.path)
    }

    /// The path of the picture of a playbook, or of the list of playbooks; none without the site's address.
    #[must_use]
    pub fn picture(&self, playbook: Option<usize>) -> Option<String> {
        self.base_url.as_ref()?;
        let place = playbook.and_then(|index| self.playbooks.get(index));
        let prefix = place.map_or("", |place| place.prefix.as_str());
        (place.is_some() || self.many()).then(|| format!("{prefix}{PICTURE}"))
    }

    /// The path of a file of a brand that is carried along.
    #[must_use]
    pub fn asset(&self, source: &SitePath) -> Option<&str> {
        let mut assets = self.own.assets.iter();
        Some(&assets.find(|asset| asset.source == *source)?.path)
    }

    /// The branch of a playbook, or the site's own.
    #[must_use]
    pub fn branch(&self, playbook: Option<usize>) -> &Branch {
        playbook.map_or(&self.own, |index| &self.playbooks[index].branch)
    }

    /// Every branch with its playbook, the site's own first.
    pub fn branches(&self) -> impl Iterator<Item = (Option<usize>, &Branch)> {
        let playbooks = self.playbooks.iter().enumerate();
        let branches = playbooks.map(|(index, place)| (Some(index), &*place.branch));
        std::iter::once((None, &self.own)).chain(branches)
    }

    /// A page.
    #[must_use]
    pub fn page(&self, at: At) -> &PagePlan {
        &self.branch(at.playbook).pages[at.number]
    }

    /// Every page: the site's own, then those of the playbooks in order.
    pub fn pages(&self) -> impl Iterator<Item = &PagePlan> {
        self.branches().flat_map(|(_, branch)| &branch.pages)
    }

    /// Every file that is carried along.
    pub fn assets(&self) -> impl Iterator<Item = &AssetPlan> {
        self.branches().flat_map(|(_, branch)| &branch.assets)
    }

    /// What is at a path, and the playbook it belongs to.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<(Option<usize>, Entry)> {
        if let Some(entry) = self.own.routes.get(path) {
            return Some((None, entry));
        }
        self.playbooks_at(path).find_map(|playbook| {
            let entry = self.playbooks[playbook].branch.routes.get(path)?;
            Some((Some(playbook), entry))
        })
    }

    /// The playbooks that may have something at a path: the one in whose folder it lies, then the one at the root.
    fn playbooks_at(&self, path: &str) -> impl Iterator<Item = usize> {
        let folder = path.split_once('/').map(|(folder, _)| folder);
        let folder = folder.map(|folder| SitePath::new(folder).key());
        let below = folder.filter(|folder| !folder.is_empty());
        let below = below.and_then(|folder| self.folders.get(&folder));
        below.into_iter().chain(self.root()).copied()
    }

    /// The playbook whose paths begin with no folder.
    fn root(&self) -> Option<&usize> {
        self.folders.get("")
    }

    /// Whether the site has an index of several playbooks.
    #[must_use]
    pub fn many(&self) -> bool {
        let first = self.own.pages.first();
        first.is_some_and(|page| page.kind == PageKind::Index)
    }
}
