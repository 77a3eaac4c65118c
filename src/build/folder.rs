//! The folder of one playbook, and what is made of it: documents of its sources, a playbook of the documents.

use super::text::{Text, read_text};
use crate::diagnostic::Diagnostic;
use crate::document::front_matter::Fields;
use crate::document::{self, Document, Kind, markdown};
use crate::journey::{Playbook, assemble};
use crate::source::{FileId, Files, Listing, MAX_TEXT_BYTES, SitePath, SourceFile};
use std::collections::HashMap;
use std::sync::Arc;

/// A text, and what was made of it.
pub(super) struct Kept<T> {
    pub(super) hash: blake3::Hash,
    pub(super) value: T,
    pub(super) found: Vec<Diagnostic>,
}

/// A playbook's folder.
pub(super) struct Folder {
    /// Its sources, in path order.
    pub(super) documents: Vec<(SitePath, Kept<Arc<Document>>)>,
    /// Entries that are not read.
    pub(super) refused: Vec<Diagnostic>,
    /// The playbook with its drafts.
    pub(super) complete: Arc<Playbook>,
    /// The playbook as it is published; `None` when it is a draft as a whole.
    pub(super) published: Option<Arc<Playbook>>,
}

/// A folder that is read anew: its files, and what was made of them before.
pub(super) struct Task {
    pub(super) root: SitePath,
    pub(super) listing: Listing,
    /// The documents that were made of it before.
    pub(super) before: HashMap<SitePath, Kept<Arc<Document>>>,
    /// The playbook that was made of it before, unless a source of it is new.
    pub(super) made: Option<Made>,
}

/// What was made of a folder.
pub(super) struct Made {
    /// Of how many documents.
    documents: usize,
    refused: Vec<Diagnostic>,
    complete: Arc<Playbook>,
    published: Option<Arc<Playbook>>,
}

impl Task {
    pub(super) fn new(root: SitePath, listing: Listing, before: Option<Folder>) -> Self {
        let mut task = Self {
            root,
            listing,
            before: HashMap::new(),
            made: None,
        };
        if let Some(folder) = before {
            task.made = Some(Made {
                documents: folder.documents.len(),
                refused: folder.refused,
                complete: folder.complete,
                published: folder.published,
            });
            task.before = folder.documents.into_iter().collect();
        }
        task
    }
}

/// Reads one source. What was made of the same bytes before is kept; else the new text comes with the document.
pub(super) fn read_document(
    files: &dyn Files,
    path: &SitePath,
    kind: Kind,
    id: FileId,
    before: Option<Kept<Arc<Document>>>,
    options: &markdown::Options,
) -> (Kept<Arc<Document>>, Option<SourceFile>) {
    let Text {
        source,
        hash,
        found: unreadable,
    } = read_text(files, path.clone(), id, MAX_TEXT_BYTES);
    // Nothing that cannot be read is kept: the reason may be another one this time.
    let same = before.filter(|kept| kept.hash == hash && unreadable.is_none());
    if let Some(kept) = same {
        return (kept, None);
    }
    let (document, found) = document::read(id, &source, kind, options);
    let kept = Kept {
        hash,
        value: Arc::new(document),
        found: unreadable.map_or(found, |one| vec![one]),
    };
    (kept, Some(source))
}

/// Makes a playbook of a folder's documents, unless nothing changed; and whether anything did.
pub(super) fn make_folder(
    task: Task,
    documents: Vec<(SitePath, Kept<Arc<Document>>)>,
    refused: Vec<Diagnostic>,
) -> (SitePath, Folder, bool) {
    let Task {
        root,
        listing,
        made,
        ..
    } = task;
    let is_asset = |path: &SitePath| path.below(&root).and_then(Kind::of).is_none();
    let assets: Vec<SitePath> = listing.files.into_iter().filter(is_asset).collect();
    let same = |made: &Made| {
        made.documents == documents.len()
            && made.refused == refused
            && made.complete.assets == assets
    };
    let made = made.filter(same);
    let anew = made.is_none();
    let Made {
        complete,
        published,
        ..
    } = made.unwrap_or_else(|| {
        let all = documents.iter().map(|(_, kept)| Arc::clone(&kept.value));
        let complete = Arc::new(assemble(root.clone(), all.collect(), assets));
        Made {
            documents: documents.len(),
            refused: refused.clone(),
            published: without_drafts(&complete),
            complete,
        }
    });
    let folder = Folder {
        documents,
        refused,
        complete,
        published,
    };
    (root, folder, anew)
}

/// The playbook as it is published: assembled a second time without its drafts, so that links to them lead nowhere.
fn without_drafts(complete: &Arc<Playbook>) -> Option<Arc<Playbook>> {
    let is_draft =
        |document: &Document| Fields::of(&document.front.root).boolean("draft") == Some(true);
    if complete
        .main
        .is_some_and(|main| is_draft(complete.document(main)))
    {
        return None;
    }
    if !complete.documents.iter().any(|document| is_draft(document)) {
        return Some(Arc::clone(complete));
    }
    let published = complete
        .documents
        .iter()
        .filter(|document| !is_draft(document));
    let published = published.cloned().collect();
    let playbook = assemble(complete.root.clone(), published, complete.assets.clone());
    Some(Arc::new(playbook))
}
