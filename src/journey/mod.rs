//! The model: a [`Workspace`] of [`Playbook`]s, each five [`Stage`]s in a loop with all that serves them.
//!
//! Enter at [`assemble`]. Steps: documents are grouped by playbook and kind; records are taken out of their facts with
//! inherited owner, evidence and review fields; every id enters the playbook's [`Names`]; every link, `[[term]]` and id
//! reference is resolved to a [`Target`] or stays unresolved for the rules to report.
//!
//! Architecture invariant: a playbook refers to its own documents only. Nothing in it can lead to another playbook, so
//! nothing of one client can show up with another. Editions of one playbook know of each other by
//! [`Facts::translation_of`] alone; a site links their pages.

mod assemble;
mod audit;
mod glossary;
mod names;
mod records;
mod references;
mod review;
mod stage;
#[cfg(test)]
pub(crate) mod testing;

pub use assemble::assemble;
pub use audit::{Audit, Choice, Question};
pub use glossary::{Glossary, Term};
pub use names::{Name, NameKind, Names};
pub use records::{Metric, Pillar, Role, Touchpoint};
pub use references::{Broken, References, Target};
pub use review::{Evidence, Interval, IntervalUnit, Review, Status};
pub use stage::{Checklist, ChecklistMode, PausePoint, Stage, StageKey};

use crate::config::{Brand, Config};
use crate::document::Document;
use crate::document::markdown::Fragment;
use crate::source::{FileId, SitePath, Span, Spanned};
use std::sync::Arc;

/// Everything a build is made of.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// `waybook.yaml`, or its defaults.
    pub config: Config,
    /// The brands under `brands/`, by folder name.
    pub brands: Vec<Brand>,
    /// The playbooks, in order of their folders' names.
    pub playbooks: Vec<Arc<Playbook>>,
}

/// The number of a document in its playbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentId(pub u32);

/// One journey.
#[derive(Clone, Debug, Default)]
pub struct Playbook {
    /// Its folder's path in the workspace.
    pub root: SitePath,
    /// Its name in addresses: `slug:`, else the folder's name.
    pub slug: String,
    /// Where `slug:` is written, when it is.
    pub slug_span: Option<Span>,
    /// Every document, in path order.
    pub documents: Vec<Arc<Document>>,
    /// Every other file below the folder (images, downloads), in path order.
    pub assets: Vec<SitePath>,
    /// `playbook.md`; `None` when it is missing.
    pub main: Option<DocumentId>,
    /// The facts of `playbook.md`.
    pub facts: Facts,
    /// The stages that were found, in the order of the loop; of two for one key the first by path.
    pub stages: Vec<Stage>,
    /// Further files for a stage key that has one already.
    pub duplicate_stages: Vec<(StageKey, DocumentId)>,
    /// The content pillars, in path order.
    pub pillars: Vec<Pillar>,
    /// The mistakes: those of their own files, then those written in the stages.
    pub mistakes: Vec<Mistake>,
    /// The touchpoints, in written order.
    pub touchpoints: Vec<Touchpoint>,
    /// The metrics, in written order.
    pub metrics: Vec<Metric>,
    /// The terms.
    pub glossary: Glossary,
    /// The audit's questions.
    pub audit: Audit,
    /// Every checklist item of every document, in the order of the loop, then of the pillars, then the rest.
    pub items: Vec<Item>,
    /// Free pages and the quiz; also a second glossary, audit or `playbook.md` (by `kind:`), which nothing else shows.
    pub pages: Vec<FreePage>,
    /// Every id that can be referred to.
    pub names: Names,
    /// What every link, term and id reference leads to.
    pub references: References,
}

/// The facts of `playbook.md`.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What any page may say of itself. The title is `title` (or a level-1 heading), else the folder's name.
    pub page: PageFacts,
    /// `actor`: whose journey it is.
    pub actor: Option<Spanned<String>>,
    /// `scenario`.
    pub scenario: Option<String>,
    /// `goal`.
    pub goal: Option<String>,
    /// `platform`, one or several.
    pub platform: Vec<String>,
    /// `market`: ISO 3166 country code.
    pub market: Option<String>,
    /// `locale`: BCP 47; `None` means the workspace's.
    pub locale: Option<String>,
    /// `decision_cycle`.
    pub decision_cycle: Option<String>,
    /// `labels`: names for stages other than the usual ones.
    pub labels: Vec<(StageKey, String)>,
    /// `brand`: a folder under `brands/`.
    pub brand: Option<Spanned<String>>,
    /// `client`.
    pub client: Option<Spanned<String>>,
    /// `extends`: the folder of the playbook this one builds on.
    pub extends: Option<Spanned<String>>,
    /// `translation_of`: the folder of the playbook whose edition in another language this is.
    pub translation_of: Option<Spanned<String>>,
    /// `## Key takeaways`: the whole section's prose.
    pub takeaways: Vec<Fragment>,
}

/// What any page may say of itself.
#[derive(Clone, Debug, Default)]
pub struct PageFacts {
    /// `title` (or a level-1 heading), else a name derived from the file's.
    pub title: String,
    /// `description`.
    pub description: Option<String>,
    /// `draft`.
    pub draft: bool,
    /// `date`: first published.
    pub date: Option<jiff::civil::Date>,
    /// `updated`: last changed in substance.
    pub updated: Option<jiff::civil::Date>,
    /// `aliases`: former addresses.
    pub aliases: Vec<Spanned<String>>,
    /// Owner, status, evidence and dates, inherited where absent.
    pub review: Review,
    /// Keys that begin with `x-`, as JSON text by key, in written order.
    pub extra: Vec<(String, serde_json::Value)>,
}

/// A common mistake.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// Its id: the file's stem, or the alert's.
    pub id: String,
    /// Where it is written.
    pub document: DocumentId,
    /// The index in [`crate::document::markdown::Body::mistakes`] when it is an alert; `None` when it has its own file.
    pub alert: Option<usize>,
    /// What any page may say; of an alert only the title is set.
    pub page: PageFacts,
    /// How bad it is.
    pub severity: MistakeSeverity,
    /// The stages it is made in.
    pub stages: Vec<StageKey>,
    /// What it looks like from outside.
    pub symptoms: Vec<String>,
    /// The ids of the items that prevent it, as written (links in the remedy included).
    pub prevented_by: Vec<Spanned<String>>,
    /// Whether there is a remedy.
    pub has_remedy: bool,
    /// Where it stands: the alert, or the head of its file.
    pub span: Span,
}

/// How bad a mistake is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MistakeSeverity {
    /// The journey breaks.
    Critical,
    /// Buyers are lost.
    #[default]
    Major,
    /// It costs polish.
    Minor,
}

impl MistakeSeverity {
    /// The word as authors write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Major => "major",
            Self::Minor => "minor",
        }
    }

    /// The severity that a word names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Critical, Self::Major, Self::Minor]
            .into_iter()
            .find(|s| s.as_str() == name)
    }
}

/// A checklist item and where it belongs. Its text and metadata are in the document.
#[derive(Clone, Debug)]
pub struct Item {
    /// The document it is written in.
    pub document: DocumentId,
    /// The index in [`crate::document::markdown::Body::items`].
    pub index: usize,
    /// The stages it belongs to: its stage file's, its pillar's, its mistake's; none elsewhere.
    pub stages: Vec<StageKey>,
}

/// A page of free prose.
#[derive(Clone, Debug)]
pub struct FreePage {
    /// Its document.
    pub document: DocumentId,
    /// What it says of itself.
    pub page: PageFacts,
}

impl Playbook {
    /// The document with that number.
    ///
    /// # Panics
    /// When the number comes from another playbook.
    #[must_use]
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.0 as usize]
    }

    /// Every document with its number, in path order.
    pub fn documents(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        self.documents
            .iter()
            .enumerate()
            .map(|(i, d)| (DocumentId(u32::try_from(i).unwrap_or(u32::MAX)), &**d))
    }

    /// The stage with that key, when there is a file for it.
    #[must_use]
    pub fn stage(&self, key: StageKey) -> Option<&Stage> {
        self.stages.iter().find(|s| s.key == key)
    }

    /// What a stage is called in this playbook.
    #[must_use]
    pub fn label(&self, key: StageKey) -> Option<&str> {
        self.facts
            .labels
            .iter()
            .find(|(k, _)| *k == key)
            .map(|(_, l)| l.as_str())
    }

    /// Where `playbook.md` is, or would be reported: its text's number.
    #[must_use]
    pub fn file(&self) -> Option<FileId> {
        self.main
            .or((!self.documents.is_empty()).then_some(DocumentId(0)))
            .map(|id| self.document(id).file)
    }
}
